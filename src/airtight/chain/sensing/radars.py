"""Radars: what they are and where they stand, alike in all replications."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from airtight.chain.sensing.numbers import (
    BAND_EDGES_HZ,
    S_BALLISTIC_ONLY,
    S_BAND,
    S_POST,
    S_SCAN,
    S_WORD,
    STATION_FIELDS,
)
from airtight.earth.kernels import great_circle_step
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Ints, Shorts, Singles, positive
from airtight.numerics.random import words
from airtight.propagation.gases import gas_table
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import HorizonTable, build, position_in

ORBIT_TABLES = 16
"""Horizon tables round an orbit, evenly spaced; the nearest one is used."""


@dataclass(frozen=True)
class Radar:
    """One radar.

    Attributes:
        name: unique; names its random stream.
        post: index of the post that hears it.
        scan: ROTATING or SECTORED.
        role: ACQUISITION, ENGAGEMENT or SURVEILLANCE.
        frequency_hz: nominal; decides the band and the gases.
        latitude_rad: of the site, or of its orbit's centre.
        longitude_rad: of the site, or of its orbit's centre.
        tables: one horizon table, or ORBIT_TABLES round the orbit, the first north of its centre, clockwise.
        ballistic_only: it reports ballistic things alone.
        orbit_radius_m: 0 on the ground.
        orbit_speed_m_per_s: 0 on the ground; clockwise.

    """

    name: str
    post: int
    scan: int
    role: int
    frequency_hz: float
    latitude_rad: float
    longitude_rad: float
    tables: tuple[HorizonTable, ...]
    ballistic_only: bool = False
    orbit_radius_m: float = 0.0
    orbit_speed_m_per_s: float = 0.0


@dataclass(frozen=True)
class TableStack:
    """Horizon tables of one shape.

    Attributes:
        step_m: range step.
        lowest_height_m: (T, A, G, 3, 3).
        edge_distance: (T, A, G, 3, 3).

    """

    step_m: float
    lowest_height_m: Singles
    edge_distance: Shorts

    @classmethod
    def of(cls, tables: Sequence[HorizonTable]) -> "TableStack":
        """Copy tables into one block; no table makes a block that nobody reads.

        Raises:
            InputError: tables of different shapes or range steps.

        """
        if not tables:
            shape = (1, 1, 2, 3, 3)
            return cls(1.0, np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.uint16))
        digests = tuple(table.digest for table in tables)
        if digests in _STACKS:
            return _STACKS[digests]
        forms = sorted({(*table.lowest_height_m.shape[:2], table.range_step_m) for table in tables})
        if len(forms) > 1:
            raise InputError("horizon tables differ in form", place="radars", value=forms, allowed="one form")
        stack = cls(
            float(tables[0].range_step_m),
            np.stack([table.lowest_height_m for table in tables]),
            np.stack([table.edge_distance for table in tables]),
        )
        while len(_STACKS) >= STACKS_KEPT:
            del _STACKS[next(iter(_STACKS))]
        _STACKS[digests] = stack
        return stack


STACKS_KEPT = 4
_STACKS: dict[tuple[str, ...], TableStack] = {}
"""The last few stacks, by their tables: options of one scenario share most radars."""


@dataclass(frozen=True)
class Radars:
    """All radars of a scenario, as arrays.

    Attributes:
        radars: as given.
        station: (N, 5), whole numbers; see `numbers`.
        role: (N,).
        orbit: (N, 4): centre's latitude and longitude, radius m, angular rate rad/s (0 on the ground).
        airborne: (N,), 1 if it flies an orbit.
        first_table: (N,), index of each radar's first horizon table, among those of its kind.
        ground: the horizon tables of radars on the ground.
        air: those round the orbits.
        gas: (N, elevations, ranges), one-way loss dB.

    """

    radars: tuple[Radar, ...]
    station: Ints
    role: Ints
    orbit: Floats
    airborne: Ints
    first_table: Ints
    ground: TableStack
    air: TableStack
    gas: Singles

    @classmethod
    def of(cls, radars: Sequence[Radar]) -> "Radars":
        """Lay out radars for the kernels; copies their horizon tables into one block.

        Raises:
            InputError: no radar, two of one name, or a number of tables that fits neither ground nor orbit.

        """
        if not radars:
            raise InputError("no radars", place="radars", value=0, allowed="at least one")
        _check_tables(radars)
        station = np.zeros((len(radars), STATION_FIELDS), dtype=np.int64)
        station[:, S_WORD] = words([radar.name for radar in radars])
        station[:, S_POST] = [radar.post for radar in radars]
        station[:, S_SCAN] = [radar.scan for radar in radars]
        station[:, S_BAND] = [band_of(radar.frequency_hz) for radar in radars]
        station[:, S_BALLISTIC_ONLY] = [radar.ballistic_only for radar in radars]
        airborne = np.array([radar.orbit_radius_m > 0.0 for radar in radars], dtype=np.int64)
        ground = _distinct([radar for radar in radars if radar.orbit_radius_m <= 0.0])
        air = _distinct([radar for radar in radars if radar.orbit_radius_m > 0.0])
        index = {table.digest: i for tables in (ground, air) for i, table in enumerate(tables)}
        return cls(
            radars=tuple(radars),
            station=station,
            role=np.array([radar.role for radar in radars], dtype=np.int64),
            orbit=np.array(
                [
                    [
                        radar.latitude_rad,
                        radar.longitude_rad,
                        radar.orbit_radius_m,
                        radar.orbit_speed_m_per_s / radar.orbit_radius_m
                        if radar.orbit_radius_m > 0.0
                        else 0.0,
                    ]
                    for radar in radars
                ]
            ),
            airborne=airborne,
            first_table=np.array([index[radar.tables[0].digest] for radar in radars], dtype=np.int64),
            ground=TableStack.of(ground),
            air=TableStack.of(air),
            gas=np.stack([_gas(radar) for radar in radars]),
        )

    @property
    def count(self) -> int:
        """How many radars there are."""
        return len(self.radars)

    @property
    def posts(self) -> int:
        """How many posts hear them."""
        return int(self.station[:, S_POST].max()) + 1

    def cells(self, factor: Floats, antenna_m: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Where worlds lie in each radar's tables: cell and fraction, by earth factor and antenna height.

        Args:
            factor: (R,), effective-earth factors.
            antenna_m: (R, N).

        Returns:
            Four arrays (R, N).

        """
        found = [
            (
                *position_in(1.0 / radar.tables[0].factors, 1.0 / positive("effective_earth_factor", factor)),
                *position_in(radar.tables[0].heights_m, antenna_m[:, n]),
            )
            for n, radar in enumerate(self.radars)
        ]
        ki, kf, hi, hf = (np.stack([row[i] for row in found], axis=1).astype(np.float64) for i in range(4))
        return ki, kf, hi, hf


def band_of(frequency_hz: float) -> int:
    """Index in `BANDS` of a carrier frequency."""
    return int(np.searchsorted(BAND_EDGES_HZ, frequency_hz, side="right"))


def orbit_tables(
    terrain: Terrain,
    *,
    latitude_rad: float,
    longitude_rad: float,
    radius_m: float,
    factors: Floats,
    altitudes_m: Floats,
) -> tuple[HorizonTable, ...]:
    """Horizon tables round an orbit, on a coarser grid than those of the ground (1 degree, 1 km).

    Args:
        terrain: the ground.
        latitude_rad: of the centre.
        longitude_rad: of the centre.
        radius_m: of the orbit.
        factors: (3,), effective-earth factors, rising.
        altitudes_m: (3,), above sea, rising.

    """
    bearing = np.arange(ORBIT_TABLES) * (2.0 * np.pi / ORBIT_TABLES)
    places = [great_circle_step(latitude_rad, longitude_rad, float(b), radius_m) for b in bearing]
    return tuple(
        build(
            terrain,
            latitude_rad=latitude,
            longitude_rad=longitude,
            factors=factors,
            heights_m=altitudes_m,
            above="sea",
            range_step_m=1_000.0,
            azimuths=360,
        )
        for latitude, longitude, _ in places
    )


def _check_tables(radars: Sequence[Radar]) -> None:
    for radar in radars:
        wanted = ORBIT_TABLES if radar.orbit_radius_m > 0.0 else 1
        if len(radar.tables) != wanted:
            raise InputError(
                "wrong number of horizon tables",
                place=f"radars.{radar.name}.tables",
                value=len(radar.tables),
                allowed=f"{wanted}",
            )


def _distinct(radars: Sequence[Radar]) -> list[HorizonTable]:
    """Their horizon tables, each once, in order."""
    return list({table.digest: table for radar in radars for table in radar.tables}.values())


def _gas(radar: Radar) -> Singles:
    table = radar.tables[0]
    return gas_table(radar.frequency_hz, height_m=max(float(table.antenna_m[1]), 0.0))
