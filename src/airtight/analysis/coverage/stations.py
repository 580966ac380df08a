"""The radars whose coverage is asked, with horizon tables as far out as is asked."""

import math
from dataclasses import dataclass

import numpy as np

from airtight.analysis.coverage.site import Site, distances_m, survey
from airtight.analysis.observers import Observers
from airtight.catalog.loader import Catalog
from airtight.catalog.number import Number
from airtight.chain.sensing.numbers import S_BALLISTIC_ONLY, S_BAND, S_WORD, STATION_FIELDS
from airtight.chain.sensing.radars import ORBIT_TABLES, Radar, Radars, TableStack, band_of
from airtight.earth.kernels import great_circle_step
from airtight.engine.radars import EARTH_FACTOR, ROLES, SCANS
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Singles
from airtight.numerics.random import words
from airtight.propagation.gases import gas_table
from airtight.scenario.model import Orbit, Scenario, Sensor
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import AZIMUTHS, RANGE_STEP_M, HorizonTable, build

GAS_HEIGHT_STEP_M = 500.0
"""Gas tables are shared by antennas of about one height."""
BEYOND_M = 4_000.0
"""So far beyond its instrumented range a radar's nodes go on, so that its end is seen."""
ORBIT_AZIMUTHS = 360
ORBIT_STEP_M = 1_000.0
NOT_FIRING = ("absent", "stored", "sensors-only")


@dataclass(frozen=True)
class Spot:
    """One place from which a radar looks, with its table and the ground round it."""

    table: HorizonTable
    site: Site

    @property
    def latitude_rad(self) -> float:
        """Of the antenna."""
        return self.table.latitude_rad

    @property
    def longitude_rad(self) -> float:
        """Of the antenna."""
        return self.table.longitude_rad

    @property
    def antenna_m(self) -> float:
        """Nominal height above sea."""
        return float(self.table.antenna_m[1])

    @property
    def distance_m(self) -> Floats:
        """(G,), of the site's nodes that lie on the table."""
        farthest_m = self.table.range_step_m * self.table.lowest_height_m.shape[1]
        return self.site.distance_m[: np.searchsorted(self.site.distance_m, farthest_m, side="right")]

    @property
    def nodes(self) -> tuple[int, int]:
        """Azimuths and distances."""
        return int(self.table.lowest_height_m.shape[0]), self.distance_m.size


@dataclass(frozen=True)
class Stations:
    """The radars asked about.

    Attributes:
        observers: who they are, as `world_table` reads them.
        spots: (N), one place a radar, or several round the orbit of one that flies.
        gas: (N), one-way losses, see `gas_table`.
        engagement: (N), the battery that fires by this radar, or "".

    """

    observers: Observers
    spots: tuple[tuple[Spot, ...], ...]
    gas: tuple[Singles, ...]
    engagement: tuple[str, ...]

    def ballistic_only(self, n: int) -> bool:
        """Whether a radar reports nothing but ballistic targets."""
        return bool(self.observers.radars.station[n, S_BALLISTIC_ONLY])


@dataclass(frozen=True)
class _Radar:
    """A radar that may emit, before its tables are built."""

    id: str
    system: str
    battery: str
    latitude_rad: float
    longitude_rad: float
    facing_rad: float | None = None
    orbit: Orbit | None = None
    mark: str = "stated"


def stations(
    scenario: Scenario,
    catalog: Catalog,
    numbers: dict[str, Number],
    terrain: Terrain,
    *,
    radius_m: float,
    keep: bool = False,
) -> Stations:
    """Every radar of a scenario that may emit in its state of activation.

    Args:
        scenario: with its settings.
        catalog: fields of the radars.
        numbers: all numbers by name.
        terrain: the ground.
        radius_m: tables reach so far, or to the radar's greatest instrumented range if that is nearer.
        keep: store the horizon tables under the cache folder.

    Raises:
        InputError: no radar may emit, or a site lies outside the terrain.

    """
    asked = _emitting(scenario, catalog)
    if not asked:
        raise InputError(
            "no radar may emit, so there is nothing to cover",
            place="scenario",
            value=", ".join(f"{b.id}: {b.activation.state}" for b in scenario.batteries),
            allowed="a battery in a state with radars on (sensors-only, limited, on-call, full), or a sensor",
        )
    spots = _spots(asked, numbers, terrain, radius_m, keep=keep)
    radars = [
        _radar(one, catalog, numbers, tuple(spot.table for spot in places))
        for one, places in zip(asked, spots, strict=True)
    ]
    fires = {battery.id for battery in scenario.batteries if battery.activation.state not in NOT_FIRING}
    return Stations(
        Observers(
            _bare(radars),
            tuple(one.system for one in asked),
            tuple(one.id for one in asked),
            tuple(one.battery for one in asked),
            tuple(one.facing_rad for one in asked),
            tuple(one.mark for one in asked),
        ),
        spots,
        tuple(
            gas_table(radar.frequency_hz, height_m=_rounded(places[0].antenna_m))
            for radar, places in zip(radars, spots, strict=True)
        ),
        tuple(
            one.battery if radar.role == ROLES["engagement"] and one.battery in fires else ""
            for one, radar in zip(asked, radars, strict=True)
        ),
    )


def _emitting(scenario: Scenario, catalog: Catalog) -> list[_Radar]:
    found = [
        _Radar(
            f"{battery.id}.{system}",
            system,
            battery.id,
            battery.latitude_rad,
            battery.longitude_rad,
            battery.facing_rad,
        )
        for battery in scenario.batteries
        for system in _listed(catalog, battery.system)
        if system in battery.activation.radars
    ]
    return found + [_of_sensor(sensor) for sensor in scenario.sensors]


def _listed(catalog: Catalog, system: str) -> list[str]:
    listed = catalog.entry(system).fields["radars"]
    return [str(name) for name in listed] if isinstance(listed, list | tuple) else []


def _of_sensor(sensor: Sensor) -> _Radar:
    return _Radar(
        sensor.id,
        sensor.system,
        "",
        sensor.latitude_rad,
        sensor.longitude_rad,
        sensor.facing_rad,
        sensor.orbit,
        sensor.mark,
    )


def _spots(
    asked: list[_Radar], numbers: dict[str, Number], terrain: Terrain, radius_m: float, *, keep: bool
) -> tuple[tuple[Spot, ...], ...]:
    """The places of each radar; radars that stand at one place share its ground."""
    grids = [_Grid.of(one, numbers, radius_m) for one in asked]
    longest: dict[tuple[float, ...], int] = {}
    for grid in grids:
        for place in grid.places:
            key = (*place, grid.step_m)
            longest[key] = max(longest.get(key, 0), grid.steps)
    sites = {
        (latitude, longitude, step_m): survey(
            terrain,
            latitude_rad=latitude,
            longitude_rad=longitude,
            distance_m=distances_m(step_m, steps * step_m),
            azimuths=ORBIT_AZIMUTHS if step_m == ORBIT_STEP_M else AZIMUTHS,
        )
        for (latitude, longitude, step_m), steps in longest.items()
    }
    return tuple(
        tuple(
            Spot(
                build(
                    terrain,
                    latitude_rad=place[0],
                    longitude_rad=place[1],
                    factors=_triple(numbers[EARTH_FACTOR]),
                    heights_m=_triple(numbers[f"{one.system}.antenna_height"]),
                    above="sea" if one.orbit else "ground",
                    range_max_m=grid.steps * grid.step_m,
                    range_step_m=grid.step_m,
                    azimuths=ORBIT_AZIMUTHS if one.orbit else AZIMUTHS,
                    keep=keep,
                ),
                sites[(*place, grid.step_m)],
            )
            for place in grid.places
        )
        for one, grid in zip(asked, grids, strict=True)
    )


@dataclass(frozen=True)
class _Grid:
    """Where a radar looks from, and its polar grid."""

    places: tuple[tuple[float, float], ...]
    step_m: float
    steps: int

    @classmethod
    def of(cls, one: _Radar, numbers: dict[str, Number], radius_m: float) -> "_Grid":
        step_m = ORBIT_STEP_M if one.orbit else RANGE_STEP_M
        instrumented_m = numbers[f"{one.system}.instrumented_range"].high
        steps = math.ceil(min(radius_m, instrumented_m + BEYOND_M) / step_m)
        if one.orbit is None:
            return cls(((one.latitude_rad, one.longitude_rad),), step_m, steps)
        bearings = np.arange(ORBIT_TABLES) * (2.0 * np.pi / ORBIT_TABLES)
        around = [
            great_circle_step(one.latitude_rad, one.longitude_rad, float(b), one.orbit.radius_m)
            for b in bearings
        ]
        return cls(tuple((latitude, longitude) for latitude, longitude, _ in around), step_m, steps)


def _radar(
    one: _Radar, catalog: Catalog, numbers: dict[str, Number], tables: tuple[HorizonTable, ...]
) -> Radar:
    fields = catalog.entry(one.system).fields
    sees = fields.get("sees")
    return Radar(
        name=one.id,
        post=0,
        scan=SCANS[str(fields["scan"])],
        role=ROLES[str(fields["role"])],
        frequency_hz=numbers[f"{one.system}.carrier_frequency"].nominal,
        latitude_rad=one.latitude_rad,
        longitude_rad=one.longitude_rad,
        tables=tables,
        ballistic_only=isinstance(sees, list | tuple) and list(sees) == ["ballistic"],
        orbit_radius_m=one.orbit.radius_m if one.orbit else 0.0,
        orbit_speed_m_per_s=one.orbit.speed_m_per_s if one.orbit else 0.0,
    )


def _bare(radars: list[Radar]) -> Radars:
    """The radars for `world_table`: coverage reads their horizon tables itself, so none is stacked."""
    station = np.zeros((len(radars), STATION_FIELDS), dtype=np.int64)
    station[:, S_WORD] = words([radar.name for radar in radars])
    station[:, S_BAND] = [band_of(radar.frequency_hz) for radar in radars]
    station[:, S_BALLISTIC_ONLY] = [radar.ballistic_only for radar in radars]
    none = TableStack.of([])
    return Radars(
        radars=tuple(radars),
        station=station,
        role=np.array([radar.role for radar in radars], dtype=np.int64),
        orbit=np.zeros((len(radars), 4)),
        airborne=np.zeros(len(radars), dtype=np.int64),
        first_table=np.zeros(len(radars), dtype=np.int64),
        ground=none,
        air=none,
        gas=np.zeros((len(radars), 2, 2), dtype=np.float32),
    )


def _triple(number: Number) -> Floats:
    return np.array([number.low, number.nominal, number.high])


def _rounded(height_m: float) -> float:
    return max(GAS_HEIGHT_STEP_M * round(height_m / GAS_HEIGHT_STEP_M), 0.0)
