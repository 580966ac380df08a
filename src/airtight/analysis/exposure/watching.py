"""Flights, radars and signatures together: what could be recorded, world by world."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from airtight.analysis.exposure.flights import Flights
from airtight.analysis.exposure.follow_kernels import LEVELS, SIDES, follow
from airtight.analysis.exposure.signatures import Signatures
from airtight.analysis.observers import Observers, world_table
from airtight.chain.sensing.numbers import R_ANTENNA_M, R_SECTOR_RAD, S_BAND, S_SCAN
from airtight.chain.sensing.radars import ORBIT_TABLES
from airtight.numerics.columns import Flags, Floats, Ints, Singles
from airtight.numerics.healpix import bin_count
from airtight.scenario.worlds import Worlds

LENGTH_M = 10.0
"""Length of the aircraft across the line of sight, for how far apart looks are independent; an assumption."""

BINS = bin_count(SIDES)


@dataclass(frozen=True)
class Watched:
    """What was recorded in each world; arrays as `follow_kernels.follow` fills them.

    Attributes:
        ids: (N), the radars.
        bands: (N), indices of `BANDS`.
        groups: members of each group of radars, (N,) flags.
        signatures: the names, (C).
        duration_s: (W,), of the flights.
        sight_s, view_s: (W, G).
        above_s, tracked_s: (W, G, C).
        looks, counted, log_miss: (W, N, C).
        shown: (W, N, B).
        filled, independent, spread: (W, N, C, B).
        levels: (W, N, C, L).

    """

    ids: tuple[str, ...]
    bands: Ints
    groups: dict[str, Flags]
    signatures: tuple[str, ...]
    duration_s: Floats
    sight_s: Floats
    view_s: Floats
    above_s: Floats
    tracked_s: Floats
    looks: Floats
    counted: Floats
    log_miss: Floats
    shown: Singles
    filled: Singles
    independent: Singles
    spread: Singles
    levels: Singles


def watch(  # noqa: PLR0913 (radars, worlds, flights, signatures and what groups them)
    observers: Observers,
    drawn: Worlds,
    flights: Flights,
    signatures: Signatures,
    *,
    groups: Mapping[str, Flags],
    sector: Floats | None = None,
    swerling: int = 1,
) -> Watched:
    """Let every radar look at the flights of every world.

    Args:
        observers: the N radars; those that report ballistic things alone must not be among them.
        drawn: the worlds.
        flights: of each world.
        signatures: of the aircraft.
        groups: members among the radars, (N,) flags, by name; each radar is a group of its own as well.
        sector: (W, N, 2), centre and half width (rad) to which a radar is confined; none if not given.
        swerling: 1 or 3.

    """
    world = world_table(observers, drawn)
    radars = observers.radars
    worlds, cases = drawn.replications.size, len(signatures.names)
    members = {name: np.eye(radars.count, dtype=np.uint8)[n] for n, name in enumerate(observers.ids)}
    members |= {name: np.asarray(flags, dtype=np.uint8) for name, flags in groups.items()}
    group = np.array(list(members.values()), dtype=np.int64).reshape(len(members), radars.count)
    by_group = (worlds, len(members))
    by_radar = (worlds, radars.count, cases)
    watched = Watched(
        observers.ids,
        radars.station[:, S_BAND],
        members,
        signatures.names,
        flights.duration_s,
        np.zeros(by_group),
        np.zeros(by_group),
        np.zeros((*by_group, cases)),
        np.zeros((*by_group, cases)),
        np.zeros(by_radar),
        np.zeros(by_radar),
        np.zeros(by_radar),
        np.zeros((worlds, radars.count, BINS), dtype=np.float32),
        np.zeros((*by_radar, BINS), dtype=np.float32),
        np.zeros((*by_radar, BINS), dtype=np.float32),
        np.zeros((*by_radar, BINS), dtype=np.float32),
        np.zeros((*by_radar, LEVELS), dtype=np.float32),
    )
    given = (
        int(drawn.seed),
        drawn.replications,
        int(swerling),
        LENGTH_M,
        float(flights.step_s),
        flights.start_s,
        flights.samples,
        flights.latitude_rad,
        flights.longitude_rad,
        flights.height_m,
        flights.bank_rad,
        flights.first,
        flights.count,
        10.0 ** (signatures.least_snr_db / 10.0),
        np.ascontiguousarray(signatures.rcs_m2),
        np.ascontiguousarray(signatures.factors),
        group,
        radars.station,
        np.ascontiguousarray(radars.station[:, S_SCAN]),
        world,
        radars.orbit,
        antennas_m(observers, world),
        radars.first_table,
        ORBIT_TABLES,
        radars.ground.step_m,
        radars.ground.lowest_height_m,
        radars.ground.edge_distance,
        radars.air.step_m,
        radars.air.lowest_height_m,
        radars.air.edge_distance,
        radars.gas,
        confined(observers, world) if sector is None else sector,
        watched.sight_s,
        watched.view_s,
        watched.above_s,
        watched.tracked_s,
        watched.looks,
        watched.counted,
        watched.log_miss,
        watched.shown,
        watched.filled,
        watched.independent,
        watched.spread,
        watched.levels,
    )
    for w in range(worlds):
        follow(w, *given)
    return watched


def antennas_m(observers: Observers, world: Floats) -> Floats:
    """Heights of the antennas above sea, (W, N)."""
    ground = np.array(
        [0.0 if radar.orbit_radius_m > 0.0 else radar.tables[0].ground_m for radar in observers.radars.radars]
    )
    result: Floats = world[..., R_ANTENNA_M] + ground
    return result


def confined(observers: Observers, world: Floats) -> Floats:
    """(W, N, 2): where sectored radars whose facing is stated look; all others look everywhere.

    A sectored radar whose facing is not stated is taken to be turned towards the aircraft.
    """
    sector = np.zeros((*world.shape[:2], 2))
    sector[..., 1] = 2.0 * math.pi
    for n, facing in enumerate(observers.facing_rad):
        if facing is not None and observers.radars.station[n, S_SCAN] != 0:
            sector[:, n, 0] = facing
            sector[:, n, 1] = 0.5 * world[:, n, R_SECTOR_RAD]
    return sector
