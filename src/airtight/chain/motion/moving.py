"""The stage `move`: everything that flies, one epoch further."""

from dataclasses import dataclass

import numpy as np

from airtight.chain.motion import arcs, kernels
from airtight.chain.motion.flights import Flights
from airtight.chain.motion.numbers import (
    ARC_FIELDS,
    BALLISTIC,
    DURATION_S,
    ECCENTRICITY,
    FRAME_FIELDS,
    LAUNCH_COSINE,
    LAUNCH_FIELDS,
    LAUNCH_MEAN_ANOMALY_RAD,
    LAUNCH_SINE,
    MEAN_MOTION_RAD_PER_S,
    SEMI_MAJOR_M,
)
from airtight.chain.motion.sphere import distance
from airtight.constants import WGS84_GRAVITATIONAL_M3_PER_S2
from airtight.errors import InputError
from airtight.messages.truth import Truth
from airtight.numerics.columns import Floats, Ints
from airtight.terrain.elevation import Terrain

FEWEST_WAYPOINTS = 2


@dataclass(frozen=True)
class MotionState:
    """What motion remembers between epochs, and what it works out once.

    Attributes:
        route: (R, E, W, 3), the waypoints' verticals, unit vectors.
        launch: (R, E, 6), vertical and course at the first waypoint, unit vectors.
        arc: (R, E, 7), the ballistic arcs; see `numbers`.
        frame: (R, E, 10), vertical and course now, and the leg's plan; see `numbers`.
        leg: (R, E), the waypoint flown to; 0 before the start.

    """

    route: Floats
    launch: Floats
    arc: Floats
    frame: Floats
    leg: Ints


def start(flights: Flights) -> tuple[MotionState, Truth]:
    """Nothing flies yet; the first `move`, for time 0, lets those that start then begin.

    Raises:
        InputError: a plan that cannot be flown; the first such place is named.

    """
    _check(flights)
    latitude, longitude = flights.waypoint[..., 0], flights.waypoint[..., 1]
    route = _verticals(latitude, longitude)
    launch = np.zeros((*flights.start_s.shape, LAUNCH_FIELDS))
    launch[..., :3] = route[:, :, 0]
    along = np.sum(route[:, :, 0] * route[:, :, 1], axis=-1, keepdims=True)
    ahead = route[:, :, 1] - along * route[:, :, 0]
    size = np.linalg.norm(ahead, axis=-1, keepdims=True)
    launch[..., 3:] = ahead / np.where(size > 0.0, size, 1.0)
    arc = np.zeros((*flights.start_s.shape, ARC_FIELDS))
    falling = flights.kind == BALLISTIC
    if falling.any():
        arc[:, falling] = _arcs(
            distance(
                latitude[:, falling, 0],
                longitude[:, falling, 0],
                latitude[:, falling, 1],
                longitude[:, falling, 1],
            )
        )
    state = MotionState(
        route,
        launch,
        arc,
        np.zeros((*flights.start_s.shape, FRAME_FIELDS)),
        np.zeros(flights.start_s.shape, dtype=np.int64),
    )
    return state, Truth.empty(flights.replications, flights.entities)


def move(
    flights: Flights,
    state: MotionState,
    truth: Truth,
    terrain: Terrain,
    *,
    now_s: float,
    epoch_s: float,
) -> None:
    """Bring `truth` (and `state`) to `now_s`; the call before was one epoch earlier, the first is for time 0.

    Things with `truth.flying` cleared by others stay down. At the end of its route a thing stops: `flying` 0,
    `arrived` 1, and its last state stays.

    Args:
        flights: the plan.
        state: changed in place.
        truth: changed in place.
        terrain: what terrain followers follow.
        now_s: time of the epoch's start.
        epoch_s: length of an epoch.

    Limits:
        Latitude and longitude are marched on the mean sphere: distances flown are right to 0.3 %. Speed is
        constant; heights change evenly along a leg. Terrain followers hold their clearance exactly, whatever
        climb it takes. Ballistic arcs know neither drag nor the earth's rotation.

    """
    kernels.move(
        flights.kind,
        flights.waypoint,
        flights.waypoint_count,
        flights.start_s,
        flights.speed_m_per_s,
        flights.turn_rate_rad_per_s,
        flights.climb_rate_m_per_s,
        state.route,
        state.launch,
        state.arc,
        state.frame,
        state.leg,
        terrain.elevation_m,
        terrain.grid,
        float(now_s),
        float(epoch_s),
        truth.position_m,
        truth.velocity_m_per_s,
        truth.geodetic,
        truth.heading_rad,
        truth.flying,
        truth.arrived,
    )


def _check(flights: Flights) -> None:
    falling = flights.kind == BALLISTIC
    steady = ~falling[None, :]
    for name, bad, allowed in (
        ("waypoint", ~np.isfinite(flights.waypoint), "finite"),
        (
            "waypoint_count",
            (flights.waypoint_count < FEWEST_WAYPOINTS)
            | (flights.waypoint_count > flights.waypoint.shape[2]),
            "2 to the number of rows",
        ),
        ("start_s", ~np.isfinite(flights.start_s) | (steady & (flights.start_s < 0.0)), ">= 0"),
        ("speed_m_per_s", steady & ~(flights.speed_m_per_s > 0.0), "> 0"),
        ("turn_rate_rad_per_s", ~(flights.turn_rate_rad_per_s > 0.0), "> 0"),
        ("climb_rate_m_per_s", ~(flights.climb_rate_m_per_s >= 0.0), ">= 0"),
    ):
        if np.any(bad):
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            given = getattr(flights, name)[index]
            raise InputError(
                "cannot be flown", place=f"flights.{name}{list(index)}", value=given, allowed=allowed
            )


def _verticals(latitude: Floats, longitude: Floats) -> Floats:
    """Unit vectors (..., 3) of the ellipsoid's vertical."""
    cosine = np.cos(latitude)
    return np.stack([cosine * np.cos(longitude), cosine * np.sin(longitude), np.sin(latitude)], axis=-1)


def _arcs(range_m: Floats) -> Floats:
    """Columns (..., 7) of the arcs over ground ranges (...)."""
    found = arcs.minimum_energy(range_m=range_m)
    columns = np.empty((*range_m.shape, ARC_FIELDS))
    columns[..., SEMI_MAJOR_M] = found.semi_major_m
    columns[..., ECCENTRICITY] = found.eccentricity
    columns[..., MEAN_MOTION_RAD_PER_S] = np.sqrt(WGS84_GRAVITATIONAL_M3_PER_S2 / found.semi_major_m**3)
    columns[..., LAUNCH_MEAN_ANOMALY_RAD] = found.launch_anomaly_rad - found.eccentricity * np.sin(
        found.launch_anomaly_rad
    )
    columns[..., LAUNCH_COSINE] = np.cos(np.pi - found.central_angle_rad / 2.0)
    columns[..., LAUNCH_SINE] = np.sin(np.pi - found.central_angle_rad / 2.0)
    columns[..., DURATION_S] = found.duration_s
    return columns
