"""Attackers as stated: from where and when is drawn, never chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from airtight.chain.motion.arcs import minimum_energy
from airtight.chain.motion.draws import Draws
from airtight.chain.motion.flights import Flights
from airtight.chain.motion.numbers import BALLISTIC
from airtight.chain.motion.sphere import destination, distance_to_edge
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.random import Cause, words
from airtight.terrain.elevation import Terrain

CLEAR_OF_AREA_M = 1_000.0
"""How far outside the defended radius a flight begins at least."""

TURN_RATE_RAD_PER_S = 0.05
CLIMB_RATE_M_PER_S = 15.0


@dataclass(frozen=True)
class Attackers:
    """Members of one raid.

    Attributes:
        names: (E,), unique: each names its own random stream.
        kind: (E,), ROUTE, TERRAIN_FOLLOWING or BALLISTIC.
        speed_m_per_s: (R, E); not used of ballistic ones.
        height_m: (R, E): above sea, or above ground for terrain followers; not used of ballistic ones.
        range_m: (R, E): of ballistic ones, ground range from launch to impact; not used of others.

    """

    names: Sequence[str]
    kind: Ints
    speed_m_per_s: Floats
    height_m: Floats
    range_m: Floats


@dataclass(frozen=True)
class Approach:
    """Where a raid goes, from where, and when.

    Attributes:
        latitude_rad: of the defended area's centre.
        longitude_rad: of the defended area's centre.
        radius_m: of the defended area.
        arrival_first_s: planned arrival of the first at the centre.
        arrival_spread_s: the others follow within this time.
        bearing_rad: from where they come, seen from the centre: drawn between first and last, clockwise;
            None: from anywhere, each by itself.

    """

    latitude_rad: float
    longitude_rad: float
    radius_m: float
    arrival_first_s: float
    arrival_spread_s: float
    bearing_rad: tuple[float, float] | None = None


def raid_flights(draws: Draws, attackers: Attackers, approach: Approach, terrain: Terrain) -> Flights:
    """Straight flights to the centre of a defended area, each from its own bearing at its own time.

    Each attacker's planned arrival at the centre is drawn evenly between the first and the last, and it
    starts so as to keep it. It enters at time 0 where it then is; if that is beyond the terrain's edge (less
    a margin of 5 km), at the edge, later; if that is inside the defended radius, just outside of it, at time
    0, and arrives late. Ballistic ones rise from their full range, whatever the terrain there, or are on
    their way at time 0.

    Args:
        draws: the luck.
        attackers: who.
        approach: where and when.
        terrain: whose edge bounds them, and whose height launch and impact points have.

    Raises:
        InputError: two attackers of one name.

    """
    word = words(list(attackers.names))
    u = draws.uniforms(Cause.ROUTE, word)
    if approach.bearing_rad is None:
        bearing = u[..., 0] * 2.0 * np.pi
    else:
        first, last = approach.bearing_rad
        bearing = first + u[..., 0] * ((last - first) % (2.0 * np.pi))
    arrival = approach.arrival_first_s + u[..., 1] * approach.arrival_spread_s
    falling = np.broadcast_to(attackers.kind == BALLISTIC, bearing.shape)
    speed = np.where(falling, 1.0, attackers.speed_m_per_s)
    latitude = np.full(bearing.shape, approach.latitude_rad)
    longitude = np.full(bearing.shape, approach.longitude_rad)
    edge = distance_to_edge(terrain, latitude, longitude, bearing)
    nearest = approach.radius_m + CLEAR_OF_AREA_M
    begin = np.maximum(np.minimum(speed * arrival, edge), nearest)
    start = np.maximum(arrival - begin / speed, 0.0)
    if falling.any():
        stated = np.where(falling, attackers.range_m, 100e3)
        begin = np.where(falling, stated, begin)
        start = np.where(falling, arrival - minimum_energy(range_m=stated).duration_s, start)
    waypoint = np.empty((*bearing.shape, 2, 3))
    waypoint[..., 0, 0], waypoint[..., 0, 1] = destination(latitude, longitude, bearing, begin)
    waypoint[..., 1, 0], waypoint[..., 1, 1] = latitude, longitude
    waypoint[..., 2] = np.where(
        falling[..., None],
        terrain.height_m(waypoint[..., 0], waypoint[..., 1]),
        attackers.height_m[..., None],
    )
    count = len(attackers.names)
    return Flights(
        kind=attackers.kind.astype(np.int64),
        waypoint=waypoint,
        waypoint_count=np.full(bearing.shape, 2, dtype=np.int64),
        start_s=start,
        speed_m_per_s=speed,
        turn_rate_rad_per_s=np.full(count, TURN_RATE_RAD_PER_S),
        climb_rate_m_per_s=np.full(count, CLIMB_RATE_M_PER_S),
        word=word,
    )
