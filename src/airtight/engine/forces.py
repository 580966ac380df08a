"""The batteries of a scenario in a batch's worlds: magazines, command, readiness."""

from dataclasses import dataclass

import numpy as np

from airtight.catalog.loader import Catalog
from airtight.chain.c2.numbers import COMMAND_FIELDS, DOCTRINES
from airtight.chain.effectors.magazine import full_magazine
from airtight.chain.effectors.numbers import M_RANGE_MAX_M, MISSILE_FIELDS
from airtight.earth.kernels import enu_rotation, geodetic_to_ecef
from airtight.engine.gather import number_or, table
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.random import Cause, uniform_column
from airtight.scenario import model
from airtight.scenario.worlds import Worlds
from airtight.terrain.elevation import Terrain

INTEREST = 1.3
"""Hostile tracks matter within so many times the farthest published reach."""
AVAILABILITY = "activation.availability"
FIRING_STATES = ("full", "limited", "on-call")
DARK_STATES = ("absent", "stored")


@dataclass(frozen=True)
class Place:
    """Sites and their local frames.

    Attributes:
        sites: (n, 4), earth-fixed position m and height m.
        rotations: (n, 3, 3), earth-fixed to east, north, up.

    """

    sites: Floats
    rotations: Floats

    @classmethod
    def of(cls, places: list[tuple[float, float]], terrain: Terrain) -> "Place":
        """On the ground at latitudes and longitudes, rad."""
        sites = np.zeros((len(places), 4))
        rotations = np.zeros((len(places), 3, 3))
        for i, (latitude, longitude) in enumerate(places):
            height = float(terrain.height_m(latitude, longitude))
            sites[i, :3] = geodetic_to_ecef(latitude, longitude, height)
            sites[i, 3] = height
            enu_rotation(latitude, longitude, rotations[i])
        return cls(sites, rotations)

    def seen_from(self, other: "Place", radii: Floats) -> Floats:
        """These sites in each frame of `other`: (other, n, 3), east m, north m, and the radius given."""
        out = np.empty((other.sites.shape[0], self.sites.shape[0], 3))
        for i in range(other.sites.shape[0]):
            offset = self.sites[:, :3] - other.sites[i, :3]
            out[i, :, :2] = offset @ other.rotations[i, :2].T
            out[i, :, 2] = radii
        return out


@dataclass(frozen=True)
class Forces:
    """The batteries in a batch.

    Attributes:
        missiles: (R, B, M, 8), the fields of `chain.effectors.numbers`.
        rounds: (R, B, M), full magazines; 0 where a battery has fewer types.
        direct_hit: (B, M), 1 where the missile kills by a direct hit.
        command: (R, B, 6), the fields of `chain.c2.numbers`.
        launch_interval_s: (R, B).
        rounds_a_look: (B,).
        ready: (R, B), 1 where the battery may use what its state of activation allows.
        may_fire: (R, B), 1 where it is ready and its state lets it fire.

    """

    missiles: Floats
    rounds: Ints
    direct_hit: Ints
    command: Floats
    launch_interval_s: Floats
    rounds_a_look: Ints
    ready: Ints
    may_fire: Ints


def missiles_of(battery: model.Battery, catalog: Catalog) -> list[str]:
    """The catalogue ids of a battery's missiles."""
    listed = catalog.entry(battery.system).fields["missiles"]
    return [str(missile) for missile in listed] if isinstance(listed, list | tuple) else []


def forces_of(scenario: model.Scenario, catalog: Catalog, worlds: Worlds) -> Forces:
    """Gather the batteries' numbers, and draw who is ready."""
    batteries = scenario.batteries
    replications = worlds.replications.size
    types = [missiles_of(battery, catalog) for battery in batteries]
    most = max((len(names) for names in types), default=1)
    shape = (replications, len(batteries), most)
    missiles = np.zeros((*shape, len(MISSILE_FIELDS)))
    rounds = np.zeros(shape, dtype=np.int64)
    direct_hit = np.zeros(shape[1:], dtype=np.int64)
    command = np.zeros((*shape[:2], COMMAND_FIELDS))
    interval = np.zeros(shape[:2])
    for b, battery in enumerate(batteries):
        missiles[:, b, : len(types[b])] = table(worlds, types[b], MISSILE_FIELDS)
        for m, name in enumerate(types[b]):
            rounds[:, b, m] = full_magazine(worlds.column(f"{battery.system}.rounds_{name}"))
            direct_hit[b, m] = catalog.entry(name).fields["kill"] == "direct-hit"
        command[:, b, 0] = worlds.column(f"{battery.system}.reaction_time")
        command[:, b, 1] = np.rint(worlds.column(f"{battery.system}.channels"))
        command[:, b, 2] = np.rint(worlds.column(f"{battery.system}.in_flight"))
        command[:, b, 3] = INTEREST * missiles[:, b, :, M_RANGE_MAX_M].max(axis=1)
        command[:, b, 4:] = sector_of(battery, worlds)
        interval[:, b] = worlds.column(f"{battery.system}.launch_interval")
    ready = np.stack([readiness_of(battery, worlds) for battery in batteries], axis=1)
    fires = np.array([battery.activation.state in FIRING_STATES for battery in batteries])
    return Forces(
        missiles,
        rounds,
        direct_hit,
        command,
        interval,
        np.array([DOCTRINES[battery.doctrine] for battery in batteries], dtype=np.int64),
        ready,
        (ready * fires).astype(np.int64),
    )


def sector_of(battery: model.Battery, worlds: Worlds) -> Floats:
    """Centre and half width, rad, of the sector within which a battery may engage, (R, 2); pi: everywhere."""
    out = np.full((worlds.replications.size, 2), np.pi)
    sector = battery.activation.sector
    if sector:
        out[:, 0] = sector.centre_rad
        out[:, 1] = 0.5 * worlds.column(sector.width)
    return out


def readiness_of(battery: model.Battery, worlds: Worlds) -> Ints:
    """1 in the replications in which a battery is ready when the raid comes, (R,).

    Crew and equipment are available with a stated probability, the same for every maker; a share of hours
    is drawn; on
    call it is ready if the warning comes at least the readiness delay ahead.
    """
    state = battery.activation
    if state.state in DARK_STATES:
        return np.zeros(worlds.replications.size, dtype=np.int64)
    luck = [
        uniform_column(worlds.seed, worlds.replications, Cause.READINESS, battery.id, draw) for draw in (0, 1)
    ]
    ready = luck[0] < number_or(worlds, AVAILABILITY, 1.0)
    if state.share:
        ready &= luck[1] < worlds.column(state.share)
    if state.warning and state.delay:
        ready &= worlds.column(state.warning) >= worlds.column(state.delay)
    return ready.astype(np.int64)
