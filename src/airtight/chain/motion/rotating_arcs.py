"""The arc that needs the least speed relative to a ground that turns."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from airtight.chain.motion.arcs import minimum_energy
from airtight.constants import (
    MEAN_EARTH_RADIUS_M,
    WGS84_GRAVITATIONAL_M3_PER_S2,
    WGS84_ROTATION_RAD_PER_S,
)
from airtight.numerics.columns import Floats, finite, within

RANGE_MAX_M = 18e6
"""Farther targets may turn past the antipode during the flight, and the shorter way round changes."""
QUICKEST, SLOWEST = 0.75, 1.5
"""Times of flight tried, in those of the arc over an earth that does not turn."""

CIRCULAR = 1e-12
"""An eccentricity below which the anomaly of the launch says nothing."""


@dataclass(frozen=True)
class GroundArc:
    """An arc between two places that turn with the earth.

    Attributes:
        ground_speed_m_per_s: at launch, relative to the ground.
        apogee_m: above the sphere.
        duration_s: from launch to impact.
        velocity_m_per_s: (3,), at launch, relative to the ground: east, north, up.

    """

    ground_speed_m_per_s: float
    apogee_m: float
    duration_s: float
    velocity_m_per_s: Floats


def minimum_ground_speed(
    *, range_m: float, latitude_rad: float, longitude_rad: float, azimuth_rad: float
) -> GroundArc:
    """The arc of least launch speed relative to the ground, on a sphere that turns.

    Args:
        range_m: along the sphere of the mean radius, between the places, 1 km to 18,000 km.
        latitude_rad: geocentric, of the launch.
        longitude_rad: of the launch; by symmetry nothing depends on it.
        azimuth_rad: of the great circle to the target at launch, clockwise from north.

    Returns:
        The arc.

    Raises:
        InputError: an argument is out of range.

    Source:
        For each time of flight the two-body arc (Lambert's problem) to where the target will then be; the
        least speed relative to the ground among them. Both ends lie on one sphere: Bate, Mueller & White
        (1971), chapter 6, gives the arc of each path angle.

    Limits:
        No drag, no oblateness, burnout at the ground.

    """
    distance = float(within("range_m", range_m, 1e3, RANGE_MAX_M))
    latitude = float(within("latitude_rad", latitude_rad, -math.pi / 2.0, math.pi / 2.0))
    longitude = float(finite("longitude_rad", longitude_rad))
    azimuth = float(finite("azimuth_rad", azimuth_rad))
    frame = _frame(latitude, longitude)
    heading = math.sin(azimuth) * frame[0] + math.cos(azimuth) * frame[1]
    angle = distance / MEAN_EARTH_RADIUS_M
    target = math.cos(angle) * frame[2] + math.sin(angle) * heading
    usual_s = float(minimum_energy(range_m=distance).duration_s)

    def speed(duration_s: float) -> float:
        return float(np.linalg.norm(_arc(duration_s, frame[2], target)[0]))

    best = optimize.minimize_scalar(
        speed,
        bounds=(QUICKEST * usual_s, SLOWEST * usual_s),
        method="bounded",
        options={"xatol": 1e-8 * usual_s},
    )
    velocity, apogee_m = _arc(float(best.x), frame[2], target)
    return GroundArc(float(np.linalg.norm(velocity)), apogee_m, float(best.x), frame @ velocity)


def _frame(latitude: float, longitude: float) -> Floats:
    """Unit vectors east, north and up of a place of the sphere, as rows."""
    sin_lat, cos_lat = math.sin(latitude), math.cos(latitude)
    sin_lon, cos_lon = math.sin(longitude), math.cos(longitude)
    return np.array(
        [
            [-sin_lon, cos_lon, 0.0],
            [-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat],
            [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat],
        ]
    )


def _arc(duration_s: float, up: Floats, target: Floats) -> tuple[Floats, float]:
    """Velocity relative to the ground, and apogee, of the arc that meets the turning target after a time."""
    there = _turned(target, WGS84_ROTATION_RAD_PER_S * duration_s)
    along = there - (up @ there) * up
    sine = float(np.linalg.norm(along))
    half = math.atan2(sine, float(up @ there)) / 2.0
    # Between the parabola that falls short of any ellipse and the one that never returns.
    path_angle = float(
        optimize.brentq(
            lambda angle: _Ellipse.of(angle, half).duration_s - duration_s,
            -half / 2.0 + 1e-9 * half,
            math.pi / 2.0 - half / 2.0 - 1e-9,
            xtol=1e-14,
        )
    )
    ellipse = _Ellipse.of(path_angle, half)
    space = ellipse.speed_m_per_s * (math.sin(path_angle) * up + math.cos(path_angle) * along / sine)
    carried = WGS84_ROTATION_RAD_PER_S * MEAN_EARTH_RADIUS_M * np.array([-up[1], up[0], 0.0])
    return space - carried, ellipse.apogee_m


@dataclass(frozen=True)
class _Ellipse:
    """The arc, in space, between two places of the sphere that starts at a path angle."""

    speed_m_per_s: float
    apogee_m: float
    duration_s: float

    @classmethod
    def of(cls, path_angle: float, half: float) -> "_Ellipse":
        """Of a path angle and half of the central angle."""
        gravity, radius = WGS84_GRAVITATIONAL_M3_PER_S2, MEAN_EARTH_RADIUS_M
        energy = math.sin(half) / (math.cos(path_angle) * math.sin(path_angle + half))  # v^2 R / GM
        semi_major = radius / (2.0 - energy)
        eccentricity = math.sqrt(1.0 - energy * (2.0 - energy) * math.cos(path_angle) ** 2)
        if eccentricity < CIRCULAR:
            swept = half
        else:
            anomaly = math.acos(min(max((energy - 1.0) / eccentricity, -1.0), 1.0))
            swept = anomaly - eccentricity * math.sin(anomaly)  # past the perigee, if it starts downwards
            if path_angle > 0.0:
                swept = math.pi - swept
        duration = 2.0 * math.sqrt(semi_major**3 / gravity) * swept
        return cls(math.sqrt(energy * gravity / radius), semi_major * (1.0 + eccentricity) - radius, duration)


def _turned(place: Floats, angle: float) -> Floats:
    """A vector turned eastwards about the earth's axis."""
    sine, cosine = math.sin(angle), math.cos(angle)
    return np.array([cosine * place[0] - sine * place[1], sine * place[0] + cosine * place[1], place[2]])
