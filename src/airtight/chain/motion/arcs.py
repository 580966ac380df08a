"""Ballistic flight at textbook level: the minimum-energy arc between two points of a sphere."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from airtight.constants import MEAN_EARTH_RADIUS_M, WGS84_GRAVITATIONAL_M3_PER_S2
from airtight.numerics.columns import Floats, within


@dataclass(frozen=True)
class Arc:
    """A minimum-energy arc; each attribute has the shape of the range given.

    Attributes:
        semi_major_m: of the ellipse.
        eccentricity: of the ellipse.
        launch_anomaly_rad: eccentric anomaly at launch.
        central_angle_rad: between launch and impact.
        speed_m_per_s: at launch and impact.
        path_angle_rad: of the velocity above the horizontal, at launch.
        apogee_m: above the sphere.
        duration_s: from launch to impact.

    """

    semi_major_m: Floats
    eccentricity: Floats
    launch_anomaly_rad: Floats
    central_angle_rad: Floats
    speed_m_per_s: Floats
    path_angle_rad: Floats
    apogee_m: Floats
    duration_s: Floats


def minimum_energy(*, range_m: ArrayLike) -> Arc:
    """The arc of least launch speed over a ground range on a sphere that does not rotate.

    Args:
        range_m: shape (...), m along the sphere of the mean radius, 1 km to 20,000 km.

    Returns:
        The arc.

    Raises:
        InputError: a range outside these bounds; the first such place is named.

    Source:
        Bate, Mueller & White (1971), chapter 6: v^2 = (2 GM / R) S / (1 + S) with S = sin(angle / 2).

    Limits:
        No rotation, no drag, burnout at the ground: arcs below about 100 km are not described well.

    """
    radius = MEAN_EARTH_RADIUS_M
    gravity = WGS84_GRAVITATIONAL_M3_PER_S2
    angle = within("range_m", range_m, 1e3, 2e7) / radius
    s = np.sin(angle / 2.0)
    semi_major = radius * (1.0 + s) / 2.0
    eccentricity = np.cos(angle / 2.0) / (1.0 + s)
    anomaly = np.arccos((1.0 - radius / semi_major) / eccentricity)
    return Arc(
        semi_major_m=semi_major,
        eccentricity=eccentricity,
        launch_anomaly_rad=anomaly,
        central_angle_rad=angle,
        speed_m_per_s=np.sqrt(2.0 * gravity / radius * s / (1.0 + s)),
        path_angle_rad=np.pi / 4.0 - angle / 4.0,
        apogee_m=radius / 2.0 * (s + np.cos(angle / 2.0) - 1.0),
        duration_s=2.0
        * np.sqrt(semi_major**3 / gravity)
        * (np.pi - anomaly + eccentricity * np.sin(anomaly)),
    )
