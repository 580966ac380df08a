"""Positions between geodetic coordinates, earth-fixed axes and an observer's range, azimuth and elevation."""

import numpy as np
from numpy.typing import ArrayLike

from airtight.earth import kernels
from airtight.numerics.columns import Floats, finite, flat, within

HALF_PI = np.pi / 2.0


def geodetic_to_ecef(*, latitude_rad: ArrayLike, longitude_rad: ArrayLike, height_m: ArrayLike) -> Floats:
    """Earth-fixed positions of points on WGS-84.

    Args:
        latitude_rad: shape (...), -pi/2 to pi/2.
        longitude_rad: shape (...), rad.
        height_m: shape (...), m above the ellipsoid; all three are broadcast.

    Returns:
        Shape (..., 3), m.

    Raises:
        InputError: an argument is out of range.

    Source:
        NIMA TR8350.2: N = a / sqrt(1 - e^2 sin^2 lat).

    """
    latitude, longitude, height = np.broadcast_arrays(
        within("latitude_rad", latitude_rad, -HALF_PI, HALF_PI),
        finite("longitude_rad", longitude_rad),
        finite("height_m", height_m),
    )
    position = np.empty((*latitude.shape, 3))
    kernels.fill_geodetic_to_ecef(flat(latitude), flat(longitude), flat(height), position.reshape(-1, 3))
    return position


def ecef_to_geodetic(position_m: ArrayLike) -> Floats:
    """Latitude (rad), longitude (rad) and height above WGS-84 (m) of earth-fixed positions.

    Args:
        position_m: shape (..., 3), m; not within 50 km of the earth's centre.

    Returns:
        Shape (..., 3).

    Raises:
        InputError: a coordinate is not finite.

    Source:
        Bowring 1976, Survey Review 23:323, iterated once more.

    """
    position = finite("position_m", position_m)
    geodetic = np.empty(position.shape)
    kernels.fill_ecef_to_geodetic(flat(position).reshape(-1, 3), geodetic.reshape(-1, 3))
    return geodetic


def look_angles(
    *, latitude_rad: float, longitude_rad: float, height_m: float, target_m: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Straight-line range, azimuth and elevation of targets from one observer.

    Args:
        latitude_rad: of the observer.
        longitude_rad: of the observer.
        height_m: of the observer above the ellipsoid.
        target_m: shape (..., 3), earth-fixed, m.

    Returns:
        Range (m), azimuth (rad, [0, 2 pi), clockwise from north) and elevation (rad), shape (...).

    Raises:
        InputError: an argument is not finite.

    """
    target = finite("target_m", target_m)
    observer = geodetic_to_ecef(latitude_rad=latitude_rad, longitude_rad=longitude_rad, height_m=height_m)
    rotation = np.empty((3, 3))
    kernels.enu_rotation(float(latitude_rad), float(longitude_rad), rotation)
    angles = np.empty(target.shape)
    kernels.fill_look_angles(flat(target - observer).reshape(-1, 3), rotation, angles.reshape(-1, 3))
    return angles[..., 0], angles[..., 1], angles[..., 2]
