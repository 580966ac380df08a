"""A day of training flights from an air base, sampled: what is assumed where only the base is stated."""

import math
from dataclasses import dataclass

import numpy as np

from airtight.analysis.exposure.bases import Base
from airtight.analysis.exposure.flights import Flight, Flights, fly
from airtight.chain.motion.sphere import destination, distance
from airtight.errors import InputError
from airtight.numerics.columns import Floats
from airtight.numerics.random import Cause, uniform_column
from airtight.scenario.worlds import Worlds
from airtight.terrain.elevation import Terrain

STEP_S = 2.0
SORTIES = 6
AREA_M = (60_000.0, 150_000.0)
LEGS = 10
LEG_S = (90.0, 240.0)
WORK_HEIGHT_SHARE = (0.5, 1.0)
CLIMB_M_PER_S = 40.0
CIRCUIT_M = 600.0
BANK_MAX_RAD = math.radians(60.0)
CLEAR_M = 300.0

ASSUMPTIONS = f"""\
{SORTIES} training flights a day, each to an area {AREA_M[0] / 1000:.0f} to {AREA_M[1] / 1000:.0f} km from the
base in a drawn direction, and back: nobody has published such a programme.

In the area {LEGS} legs of {LEG_S[0]:.0f} to {LEG_S[1]:.0f} s in drawn directions, joined by turns
with up to {math.degrees(BANK_MAX_RAD):.0f} degrees of bank, at a drawn height between half of the aircraft's
altitude and all of it, at least {CLEAR_M:.0f} m above the ground.

Climb and descent at {CLIMB_M_PER_S:.0f} m/s; speed and altitude from the catalogue's intervals.
"""


@dataclass(frozen=True)
class _Draws:
    """Uniforms of one day's sorties, (W, SORTIES, ...)."""

    direction: Floats
    distance: Floats
    height: Floats
    heading: Floats
    lasting: Floats


def training(base: Base, terrain: Terrain, drawn: Worlds, *, aircraft: str) -> Flights:
    """One day of training flights in each world.

    Args:
        base: where they begin and end.
        terrain: it must hold the base; see `require_known`.
        drawn: the worlds, with the aircraft's speed and altitude.
        aircraft: a target's catalogue id.

    """
    draws = _draws(base, drawn)
    speed = drawn.column(f"{aircraft}.speed")
    altitude = drawn.column(f"{aircraft}.altitude")
    flown = [
        _sortie(base, terrain, draws, w, k, (float(speed[w]), float(altitude[w])))
        for w in range(speed.size)
        for k in range(SORTIES)
    ]
    first = SORTIES * np.arange(speed.size, dtype=np.int64)
    return Flights.of(flown, step_s=STEP_S, first=first, count=np.full(first.size, SORTIES, dtype=np.int64))


def require_known(base: Base, terrain: Terrain) -> None:
    """Refuse a base that does not stand on the terrain.

    Raises:
        InputError: it lies outside.

    """
    if not terrain.contains(base.latitude_rad, base.longitude_rad):
        south, west, north, east = terrain.bounds_deg
        raise InputError(
            f"{base.name} lies outside the terrain",
            place="--base",
            value=base.icao,
            allowed=f"a base within {south:.2f} to {north:.2f} N, {west:.2f} to {east:.2f} E",
        )


def _draws(base: Base, drawn: Worlds) -> _Draws:
    def column(name: str, sortie: int, draw: int = 0) -> Floats:
        return uniform_column(
            drawn.seed, drawn.replications, Cause.ROUTE, f"{base.icao}.{sortie}.{name}", draw
        )

    each = range(SORTIES)
    return _Draws(
        np.stack([column("direction", k) for k in each], axis=1),
        np.stack([column("distance", k) for k in each], axis=1),
        np.stack([column("height", k) for k in each], axis=1),
        np.stack([[column("heading", k, leg) for leg in range(LEGS)] for k in each]).transpose(2, 0, 1),
        np.stack([[column("lasting", k, leg) for leg in range(LEGS)] for k in each]).transpose(2, 0, 1),
    )


def _sortie(
    base: Base, terrain: Terrain, draws: _Draws, w: int, k: int, aircraft: tuple[float, float]
) -> Flight:
    """Out to the area, legs within it, and home."""
    speed, altitude_m = aircraft
    low, high = WORK_HEIGHT_SHARE
    height = altitude_m * (low + (high - low) * float(draws.height[w, k]))
    away = AREA_M[0] + (AREA_M[1] - AREA_M[0]) * float(draws.distance[w, k])
    out = 2.0 * math.pi * float(draws.direction[w, k])
    home = np.array([base.latitude_rad]), np.array([base.longitude_rad])
    places = [home, destination(*home, np.array([out]), np.array([away]))]
    for heading, lasting in zip(draws.heading[w, k], draws.lasting[w, k], strict=True):
        length = speed * (LEG_S[0] + (LEG_S[1] - LEG_S[0]) * lasting)
        places.append(destination(*places[-1], np.array([2.0 * math.pi * heading]), np.array([length])))
    places.append(home)
    latitude = np.concatenate([place[0] for place in places])
    longitude = np.concatenate([place[1] for place in places])
    lengths = np.concatenate([[away], speed * (LEG_S[0] + (LEG_S[1] - LEG_S[0]) * draws.lasting[w, k])])
    back = _distance(latitude[-2], longitude[-2], base)
    time = np.concatenate([[0.0], np.cumsum(np.append(lengths, max(back, speed * LEG_S[0])) / speed)])
    flight = fly(
        time, latitude, longitude, np.full(time.size, height), step_s=STEP_S, bank_max_rad=BANK_MAX_RAD
    )
    since = STEP_S * np.arange(flight.latitude_rad.size)
    rising = base.elevation_m + CIRCUIT_M + CLIMB_M_PER_S * np.minimum(since, since[::-1])
    ground = terrain.height_m(flight.latitude_rad, np.mod(flight.longitude_rad + np.pi, 2 * np.pi) - np.pi)
    flown = np.maximum(np.minimum(flight.height_m, rising), ground + CLEAR_M)
    day_s = 24.0 * 3600.0 * k / SORTIES
    return Flight(day_s, flight.latitude_rad, flight.longitude_rad, flown, flight.bank_rad)


def _distance(latitude: float, longitude: float, base: Base) -> float:
    return float(
        distance(
            np.array(latitude),
            np.array(longitude),
            np.array(base.latitude_rad),
            np.array(base.longitude_rad),
        )
    )
