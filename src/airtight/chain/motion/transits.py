"""Straight transits past a place, with the closest approach stated and the heading drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from airtight.chain.motion.draws import Draws
from airtight.chain.motion.flights import Flights
from airtight.chain.motion.numbers import ROUTE
from airtight.chain.motion.sphere import destination, distance_to_edge
from airtight.numerics.columns import Floats
from airtight.numerics.random import Cause, words
from airtight.terrain.elevation import Terrain

TURN_RATE_RAD_PER_S = 0.05
CLIMB_RATE_M_PER_S = 10.0


@dataclass(frozen=True)
class Transits:
    """Aircraft that pass a place.

    Attributes:
        names: (E,), unique: each names its own random stream.
        speed_m_per_s: (R, E).
        height_m: (R, E), above sea.
        latitude_rad: of the place.
        longitude_rad: of the place.
        closest_m: the closest approach is drawn evenly between these two, on either side.
        heading_rad: at the closest approach, drawn between first and last, clockwise; None: any.
        begin_m: how far before the closest approach they enter, terrain's edge permitting.
        end_m: how far behind it they leave, terrain's edge permitting.
        start_s: when the first enters.
        spread_s: the others follow within this time.

    """

    names: Sequence[str]
    speed_m_per_s: Floats
    height_m: Floats
    latitude_rad: float
    longitude_rad: float
    closest_m: tuple[float, float]
    heading_rad: tuple[float, float] | None = None
    begin_m: float = 150_000.0
    end_m: float = 300_000.0
    start_s: float = 0.0
    spread_s: float = 600.0


def transit_flights(draws: Draws, transits: Transits, terrain: Terrain) -> Flights:
    """Great circles whose heading, side, closest approach and time are drawn, each by itself.

    Args:
        draws: the luck.
        transits: who, past what.
        terrain: whose edge (less a margin of 5 km) bounds them.

    Raises:
        InputError: two aircraft of one name.

    """
    word = words(list(transits.names))
    u = draws.uniforms(Cause.ROUTE, word)
    side = draws.uniforms(Cause.ROUTE, word, 1)[..., 0]
    first, last = transits.heading_rad or (0.0, 2.0 * np.pi)
    width = (last - first) % (2.0 * np.pi) if transits.heading_rad else 2.0 * np.pi
    heading = first + u[..., 0] * width
    near, far = transits.closest_m
    closest = near + u[..., 1] * (far - near)
    # The closest point lies abeam; along the great circle through it the heading there is `heading`.
    abeam = heading + np.where(side < 0.5, -np.pi / 2.0, np.pi / 2.0)  # noqa: PLR2004
    latitude, longitude = destination(
        np.full(heading.shape, transits.latitude_rad),
        np.full(heading.shape, transits.longitude_rad),
        abeam,
        closest,
    )
    behind = heading + np.pi
    begin = np.minimum(transits.begin_m, distance_to_edge(terrain, latitude, longitude, behind))
    end = np.minimum(transits.end_m, distance_to_edge(terrain, latitude, longitude, heading))
    waypoint = np.empty((*heading.shape, 2, 3))
    waypoint[..., 0, 0], waypoint[..., 0, 1] = destination(latitude, longitude, behind, begin)
    waypoint[..., 1, 0], waypoint[..., 1, 1] = destination(latitude, longitude, heading, end)
    waypoint[..., 2] = transits.height_m[..., None]
    count = len(transits.names)
    return Flights(
        kind=np.full(count, ROUTE, dtype=np.int64),
        waypoint=waypoint,
        waypoint_count=np.full(heading.shape, 2, dtype=np.int64),
        start_s=transits.start_s + u[..., 2] * transits.spread_s,
        speed_m_per_s=np.broadcast_to(transits.speed_m_per_s, heading.shape).copy(),
        turn_rate_rad_per_s=np.full(count, TURN_RATE_RAD_PER_S),
        climb_rate_m_per_s=np.full(count, CLIMB_RATE_M_PER_S),
        word=word,
    )
