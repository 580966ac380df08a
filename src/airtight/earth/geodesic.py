"""Geodesics on WGS-84: distances and directions for people; the chain itself marches on the mean sphere."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from pyproj import Geod

from airtight.errors import InputError
from airtight.numerics.columns import Floats, finite, within

HALF_PI = np.pi / 2.0


def geodesic(
    *,
    latitude1_rad: ArrayLike,
    longitude1_rad: ArrayLike,
    latitude2_rad: ArrayLike,
    longitude2_rad: ArrayLike,
) -> tuple[Floats, Floats, Floats]:
    """The shortest path between two points of the ellipsoid.

    Args:
        latitude1_rad: shape (...), -pi/2 to pi/2.
        longitude1_rad: shape (...), rad.
        latitude2_rad: shape (...), -pi/2 to pi/2.
        longitude2_rad: shape (...), rad; all four are broadcast.

    Returns:
        Distance (m), forward azimuth at point 1 and *forward* azimuth at point 2 (rad, [0, 2 pi)), clockwise
        from north, the broadcast shape.

    Raises:
        InputError: an argument is out of range.

    Source:
        Karney 2013, J. Geodesy 87:43, as PROJ has it.

    """
    lat1, lon1, lat2, lon2 = _broadcast(
        within("latitude1_rad", latitude1_rad, -HALF_PI, HALF_PI),
        finite("longitude1_rad", longitude1_rad),
        within("latitude2_rad", latitude2_rad, -HALF_PI, HALF_PI),
        finite("longitude2_rad", longitude2_rad),
    )
    forward, back, distance = _ellipsoid().inv(lon1, lat1, lon2, lat2, radians=True)
    return (
        np.asarray(distance, dtype=np.float64),
        np.mod(np.asarray(forward, dtype=np.float64), 2.0 * np.pi),
        np.mod(np.asarray(back, dtype=np.float64) + np.pi, 2.0 * np.pi),
    )


def destination(
    *, latitude_rad: ArrayLike, longitude_rad: ArrayLike, azimuth_rad: ArrayLike, distance_m: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Where a geodesic of given azimuth and length ends.

    Args:
        latitude_rad: shape (...), -pi/2 to pi/2.
        longitude_rad: shape (...), rad.
        azimuth_rad: shape (...), clockwise from north.
        distance_m: shape (...), m; all four are broadcast.

    Returns:
        Latitude, longitude (-pi to pi) and forward azimuth ([0, 2 pi)) at the end, rad, the broadcast shape.

    Raises:
        InputError: an argument is out of range.

    Source:
        Karney 2013, as `geodesic`.

    """
    lat, lon, azimuth, distance = _broadcast(
        within("latitude_rad", latitude_rad, -HALF_PI, HALF_PI),
        finite("longitude_rad", longitude_rad),
        finite("azimuth_rad", azimuth_rad),
        finite("distance_m", distance_m),
    )
    lon2, lat2, back = _ellipsoid().fwd(lon, lat, azimuth, distance, radians=True)
    return (
        np.asarray(lat2, dtype=np.float64),
        np.asarray(lon2, dtype=np.float64),
        np.mod(np.asarray(back, dtype=np.float64) + np.pi, 2.0 * np.pi),
    )


def _broadcast(*given: Floats) -> tuple[Floats, ...]:
    try:
        return tuple(np.ascontiguousarray(x).reshape(x.shape) for x in np.broadcast_arrays(*given))
    except ValueError:
        raise InputError(
            "shapes do not go together",
            place="latitude_rad",
            value=[x.shape for x in given],
            allowed="equal shapes",
        ) from None


@cache
def _ellipsoid() -> Geod:
    return Geod(ellps="WGS84")
