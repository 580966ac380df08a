"""All radars of a scenario, whose they are, and when they may emit."""

from dataclasses import dataclass

import numpy as np

from airtight.catalog.loader import Catalog, Entry
from airtight.catalog.number import Number
from airtight.chain.sensing.numbers import ACQUISITION, ENGAGEMENT, ROTATING, SECTORED, SURVEILLANCE
from airtight.chain.sensing.radars import Radar, Radars, orbit_tables
from airtight.errors import InputError
from airtight.numerics.columns import Flags, Floats, Ints
from airtight.numerics.random import Cause, uniform_column
from airtight.scenario import model
from airtight.scenario.worlds import Worlds
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import HorizonTable, build

EARTH_FACTOR = "atmosphere.effective_earth_factor"
SCANS = {"rotating": ROTATING, "sectored": SECTORED}
ROLES = {"acquisition": ACQUISITION, "engagement": ENGAGEMENT, "surveillance": SURVEILLANCE}
NO_BATTERY = -1


@dataclass(frozen=True)
class Rows:
    """The radars in a fixed order, and what the engine must know of each.

    Attributes:
        radars: as the sensing room reads them.
        systems: (N), catalogue ids.
        battery: (N,), index of the battery whose state of activation rules it, or NO_BATTERY.
        permitted: (N,), 1 where that state lets it emit.
        facing_rad: (N), stated facing, or None where it is drawn.
        engagement: (B,), index of each battery's engagement radar.

    """

    radars: Radars
    systems: tuple[str, ...]
    battery: Ints
    permitted: Flags
    facing_rad: tuple[float | None, ...]
    engagement: Ints

    def active(self, ready: Ints) -> Flags:
        """(R, N): which radars are on, given which batteries are ready (R, B)."""
        on = np.ones((ready.shape[0], self.radars.count), dtype=np.uint8)
        owned = self.battery >= 0
        on[:, owned] = ready[:, self.battery[owned]]
        return (on * self.permitted).astype(np.uint8)

    def first_facing(self, worlds: Worlds) -> Floats:
        """(R, N): where sectored radars face at first: as stated, else drawn."""
        facing = np.empty((worlds.replications.size, self.radars.count))
        for n, radar in enumerate(self.radars.radars):
            stated = self.facing_rad[n]
            if stated is None:
                drawn = uniform_column(worlds.seed, worlds.replications, Cause.FACING, radar.name)
                facing[:, n] = 2.0 * np.pi * drawn
            else:
                facing[:, n] = stated
        return facing


@dataclass(frozen=True)
class _Site:
    name: str
    system: str
    post: int
    battery: int
    permitted: bool
    latitude_rad: float
    longitude_rad: float
    facing_rad: float | None
    orbit: model.Orbit | None = None


def radars_of(
    scenario: model.Scenario, catalog: Catalog, numbers: dict[str, Number], terrain: Terrain
) -> Rows:
    """Every radar of every battery and sensor, with its horizon tables.

    A radar that its battery may not use in its state of activation is left out; only the engagement radar
    stays, and does not emit.

    Raises:
        InputError: a battery without an engagement radar, or a site outside the terrain.

    """
    sites = [site for b in range(len(scenario.batteries)) for site in _battery_sites(scenario, b, catalog)]
    shared = len(scenario.batteries)
    ids = [battery.id for battery in scenario.batteries]
    for sensor in scenario.sensors:
        post = shared if sensor.network else ids.index(sensor.battery or ids[0])
        sites.append(
            _Site(
                sensor.id,
                sensor.system,
                post,
                NO_BATTERY,
                permitted=True,
                latitude_rad=sensor.latitude_rad,
                longitude_rad=sensor.longitude_rad,
                facing_rad=sensor.facing_rad,
                orbit=sensor.orbit,
            )
        )
    radars = Radars.of([_radar(site, catalog.entry(site.system), numbers, terrain) for site in sites])
    engagement = [
        next(n for n, s in enumerate(sites) if s.battery == b and radars.role[n] == ENGAGEMENT)
        for b in range(len(scenario.batteries))
    ]
    return Rows(
        radars,
        tuple(site.system for site in sites),
        np.array([site.battery for site in sites], dtype=np.int64),
        np.array([site.permitted for site in sites], dtype=np.uint8),
        tuple(site.facing_rad for site in sites),
        np.array(engagement, dtype=np.int64),
    )


def _battery_sites(scenario: model.Scenario, index: int, catalog: Catalog) -> list[_Site]:
    battery = scenario.batteries[index]
    listed = catalog.entry(battery.system).fields["radars"]
    systems = [str(system) for system in listed] if isinstance(listed, list | tuple) else []
    kept = [
        system
        for system in systems
        if system in battery.activation.radars or catalog.entry(system).fields["role"] == "engagement"
    ]
    if not any(catalog.entry(system).fields["role"] == "engagement" for system in kept):
        raise InputError("has no engagement radar", place=f"catalog {battery.system}", allowed="one")
    return [
        _Site(
            f"{battery.id}.{system}",
            system,
            index,
            index,
            system in battery.activation.radars,
            battery.latitude_rad,
            battery.longitude_rad,
            battery.facing_rad,
        )
        for system in kept
    ]


def _radar(site: _Site, entry: Entry, numbers: dict[str, Number], terrain: Terrain) -> Radar:
    sees = entry.fields.get("sees")
    return Radar(
        name=site.name,
        post=site.post,
        scan=SCANS[str(entry.fields["scan"])],
        role=ROLES[str(entry.fields["role"])],
        frequency_hz=numbers[f"{site.system}.carrier_frequency"].nominal,
        latitude_rad=site.latitude_rad,
        longitude_rad=site.longitude_rad,
        tables=_tables(site, numbers, terrain),
        ballistic_only=isinstance(sees, list | tuple) and list(sees) == ["ballistic"],
        orbit_radius_m=site.orbit.radius_m if site.orbit else 0.0,
        orbit_speed_m_per_s=site.orbit.speed_m_per_s if site.orbit else 0.0,
    )


def _tables(site: _Site, numbers: dict[str, Number], terrain: Terrain) -> tuple[HorizonTable, ...]:
    factors = _triple(numbers[EARTH_FACTOR])
    heights = _triple(numbers[f"{site.system}.antenna_height"])
    if site.orbit:
        return orbit_tables(
            terrain,
            latitude_rad=site.latitude_rad,
            longitude_rad=site.longitude_rad,
            radius_m=site.orbit.radius_m,
            factors=factors,
            altitudes_m=heights,
        )
    return (
        build(
            terrain,
            latitude_rad=site.latitude_rad,
            longitude_rad=site.longitude_rad,
            factors=factors,
            heights_m=heights,
        ),
    )


def _triple(number: Number) -> Floats:
    return np.array([number.low, number.nominal, number.high])
