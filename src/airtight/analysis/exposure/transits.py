"""Straight transits past a place: what is assumed where no route is stated."""

import math

import numpy as np

from airtight.analysis.exposure.flights import Flights
from airtight.chain.motion.sphere import destination
from airtight.numerics.columns import Floats
from airtight.numerics.random import Cause, uniform_column
from airtight.scenario.worlds import Worlds

HALF_LENGTH_M = 450_000.0
FARTHEST_M = 300_000.0
STEP_S = 2.0


def closest_of(drawn: Worlds) -> Floats:
    """(W,): closest approaches drawn evenly from 0 to 300 km; an assumption."""
    result: Floats = FARTHEST_M * uniform_column(
        drawn.seed, drawn.replications, Cause.EXPOSURE, "closest approach"
    )
    return result


def transits(place_rad: tuple[float, float], drawn: Worlds, *, aircraft: str, closest_m: Floats) -> Flights:
    """One transit a world: straight and level on a great circle of 900 km, heading and side drawn.

    Args:
        place_rad: latitude and longitude of what is passed.
        drawn: the worlds, with the aircraft's speed and altitude.
        aircraft: a target's catalogue id.
        closest_m: (W,), closest approach over the ground.

    """
    heading, side = (
        uniform_column(drawn.seed, drawn.replications, Cause.EXPOSURE, name) for name in ("heading", "side")
    )
    heading = 2.0 * math.pi * heading
    abeam = heading + np.where(side < 0.5, -math.pi / 2.0, math.pi / 2.0)  # noqa: PLR2004 (either side)
    here = tuple(np.full(heading.shape, angle) for angle in place_rad)
    latitude, longitude = destination(here[0], here[1], abeam, closest_m)
    step_m = STEP_S * drawn.column(f"{aircraft}.speed")
    samples = np.floor(2.0 * HALF_LENGTH_M / step_m).astype(np.int64) + 1
    along = np.arange(int(samples.max())) * step_m[:, None] - HALF_LENGTH_M
    ways = np.where(along < 0.0, heading[:, None] + math.pi, heading[:, None])
    latitude, longitude = destination(latitude[:, None], longitude[:, None], ways, np.abs(along))
    height = np.repeat(drawn.column(f"{aircraft}.altitude")[:, None], along.shape[1], axis=1)
    worlds = np.arange(heading.size, dtype=np.int64)
    return Flights(
        STEP_S,
        np.zeros(heading.size),
        samples,
        np.ascontiguousarray(latitude),
        np.unwrap(longitude, axis=1),
        height,
        np.zeros(along.shape),
        worlds,
        np.ones_like(worlds),
    )
