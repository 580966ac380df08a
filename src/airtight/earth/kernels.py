"""Compiled geodesy and frames: radians and metres in, radians and metres out, nothing checked."""

import math

from airtight.constants import (
    MEAN_EARTH_RADIUS_M,
    WGS84_ECCENTRICITY_SQUARED,
    WGS84_FLATTENING,
    WGS84_SEMI_MAJOR_M,
)
from airtight.numerics.columns import Floats
from airtight.numerics.kernel import kernel

TWO_PI = 2.0 * math.pi
AXIS_RATIO = 1.0 - WGS84_FLATTENING
SEMI_MINOR_M = WGS84_SEMI_MAJOR_M * AXIS_RATIO
SECOND_ECCENTRICITY_SQUARED = WGS84_ECCENTRICITY_SQUARED / (1.0 - WGS84_ECCENTRICITY_SQUARED)


@kernel
def geodetic_to_ecef(
    latitude_rad: float, longitude_rad: float, height_m: float
) -> tuple[float, float, float]:
    """Earth-fixed x, y, z (m) of a point on WGS-84; `height_m` above the ellipsoid."""
    sine = math.sin(latitude_rad)
    cosine = math.cos(latitude_rad)
    normal_m = WGS84_SEMI_MAJOR_M / math.sqrt(1.0 - WGS84_ECCENTRICITY_SQUARED * sine * sine)
    across_m = (normal_m + height_m) * cosine
    return (
        across_m * math.cos(longitude_rad),
        across_m * math.sin(longitude_rad),
        (normal_m * (1.0 - WGS84_ECCENTRICITY_SQUARED) + height_m) * sine,
    )


@kernel
def ecef_to_geodetic(x_m: float, y_m: float, z_m: float) -> tuple[float, float, float]:
    """Latitude (rad), longitude (rad, -pi to pi) and height (m) above WGS-84.

    Bowring 1976, the parametric latitude taken twice: below a micrometre from the surface to 2 000 km.
    """
    across_m = math.sqrt(x_m * x_m + y_m * y_m)
    latitude_rad = 0.0
    parametric_rad = math.atan2(z_m, across_m * AXIS_RATIO)
    for _ in range(2):
        sine = math.sin(parametric_rad)
        cosine = math.cos(parametric_rad)
        latitude_rad = math.atan2(
            z_m + SECOND_ECCENTRICITY_SQUARED * SEMI_MINOR_M * sine * sine * sine,
            across_m - WGS84_ECCENTRICITY_SQUARED * WGS84_SEMI_MAJOR_M * cosine * cosine * cosine,
        )
        parametric_rad = math.atan2(AXIS_RATIO * math.sin(latitude_rad), math.cos(latitude_rad))
    sine = math.sin(latitude_rad)
    height_m = (
        across_m * math.cos(latitude_rad)
        + z_m * sine
        - WGS84_SEMI_MAJOR_M * math.sqrt(1.0 - WGS84_ECCENTRICITY_SQUARED * sine * sine)
    )
    return latitude_rad, math.atan2(y_m, x_m), height_m


@kernel
def enu_rotation(latitude_rad: float, longitude_rad: float, rotation: Floats) -> None:
    """Fill `rotation` (3, 3): its rows are east, north and up at a place, in earth-fixed axes."""
    sine_lat = math.sin(latitude_rad)
    cosine_lat = math.cos(latitude_rad)
    sine_lon = math.sin(longitude_rad)
    cosine_lon = math.cos(longitude_rad)
    rotation[0, 0] = -sine_lon
    rotation[0, 1] = cosine_lon
    rotation[0, 2] = 0.0
    rotation[1, 0] = -sine_lat * cosine_lon
    rotation[1, 1] = -sine_lat * sine_lon
    rotation[1, 2] = cosine_lat
    rotation[2, 0] = cosine_lat * cosine_lon
    rotation[2, 1] = cosine_lat * sine_lon
    rotation[2, 2] = sine_lat


@kernel
def look_angles(dx_m: float, dy_m: float, dz_m: float, rotation: Floats) -> tuple[float, float, float]:
    """Range (m), azimuth (rad, [0, 2 pi)) and elevation (rad) of a difference of earth-fixed positions.

    `rotation` (3, 3) as `enu_rotation` fills it, at the observer. The angles are those of the straight line.
    Of two equal points: 0, 0, 0.
    """
    east_m = rotation[0, 0] * dx_m + rotation[0, 1] * dy_m + rotation[0, 2] * dz_m
    north_m = rotation[1, 0] * dx_m + rotation[1, 1] * dy_m + rotation[1, 2] * dz_m
    up_m = rotation[2, 0] * dx_m + rotation[2, 1] * dy_m + rotation[2, 2] * dz_m
    flat_m = math.sqrt(east_m * east_m + north_m * north_m)
    range_m = math.sqrt(flat_m * flat_m + up_m * up_m)
    return range_m, wrap_positive(math.atan2(east_m, north_m)), math.atan2(up_m, flat_m)


@kernel
def wrap_positive(angle_rad: float) -> float:
    """The same direction in [0, 2 pi), of an angle in [-2 pi, 4 pi)."""
    if angle_rad < 0.0:
        angle_rad += TWO_PI
    if angle_rad >= TWO_PI:
        angle_rad -= TWO_PI
    return angle_rad


@kernel
def great_circle_step(
    latitude_rad: float, longitude_rad: float, heading_rad: float, distance_m: float
) -> tuple[float, float, float]:
    """Latitude, longitude (-pi to pi) and heading ([0, 2 pi)), rad, after `distance_m` along a great circle.

    On the sphere of the mean earth radius, geodetic latitudes taken as spherical.
    """
    arc = distance_m / MEAN_EARTH_RADIUS_M
    sine_arc = math.sin(arc)
    cosine_arc = math.cos(arc)
    sine_lat = math.sin(latitude_rad)
    cosine_lat = math.cos(latitude_rad)
    sine_heading = math.sin(heading_rad)
    cosine_heading = math.cos(heading_rad)
    # The end point in the frame (north, east, up) of the start, seen along the start's meridian.
    ahead = cosine_lat * cosine_arc - sine_lat * sine_arc * cosine_heading
    aside = sine_arc * sine_heading
    above = sine_lat * cosine_arc + cosine_lat * sine_arc * cosine_heading
    turned = longitude_rad + math.atan2(aside, ahead)
    if turned > math.pi:
        turned -= TWO_PI
    elif turned < -math.pi:
        turned += TWO_PI
    heading = math.atan2(
        cosine_lat * sine_heading, cosine_lat * cosine_arc * cosine_heading - sine_lat * sine_arc
    )
    return math.atan2(above, math.sqrt(ahead * ahead + aside * aside)), turned, wrap_positive(heading)


@kernel
def great_circle_distance_bearing(
    latitude1_rad: float, longitude1_rad: float, latitude2_rad: float, longitude2_rad: float
) -> tuple[float, float]:
    """Distance (m) and initial bearing (rad, [0, 2 pi)) from point 1 to 2 on the sphere of the mean radius.

    Within 0.4 % and 4 mrad of the ellipsoid's; exact inverse of `great_circle_step`. Horizon tables are
    indexed by these two.
    """
    difference = longitude2_rad - longitude1_rad
    sine1 = math.sin(latitude1_rad)
    cosine1 = math.cos(latitude1_rad)
    sine2 = math.sin(latitude2_rad)
    cosine2 = math.cos(latitude2_rad)
    sine_difference = math.sin(difference)
    cosine_difference = math.cos(difference)
    east = cosine2 * sine_difference
    north = cosine1 * sine2 - sine1 * cosine2 * cosine_difference
    up = sine1 * sine2 + cosine1 * cosine2 * cosine_difference
    distance_m = MEAN_EARTH_RADIUS_M * math.atan2(math.sqrt(east * east + north * north), up)
    return distance_m, wrap_positive(math.atan2(east, north))


@kernel
def fill_geodetic_to_ecef(
    latitude_rad: Floats, longitude_rad: Floats, height_m: Floats, position_m: Floats
) -> None:
    """Fill `position_m` (n, 3) of places (n,)."""
    for i in range(latitude_rad.size):
        x, y, z = geodetic_to_ecef(latitude_rad[i], longitude_rad[i], height_m[i])
        position_m[i, 0] = x
        position_m[i, 1] = y
        position_m[i, 2] = z


@kernel
def fill_ecef_to_geodetic(position_m: Floats, geodetic: Floats) -> None:
    """Fill `geodetic` (n, 3): latitude, longitude (rad), height (m) of positions (n, 3)."""
    for i in range(position_m.shape[0]):
        lat, lon, height_m = ecef_to_geodetic(position_m[i, 0], position_m[i, 1], position_m[i, 2])
        geodetic[i, 0] = lat
        geodetic[i, 1] = lon
        geodetic[i, 2] = height_m


@kernel
def fill_look_angles(difference_m: Floats, rotation: Floats, angles: Floats) -> None:
    """Fill `angles` (n, 3): range (m), azimuth, elevation (rad) of differences (n, 3)."""
    for i in range(difference_m.shape[0]):
        r, azimuth, elevation = look_angles(
            difference_m[i, 0], difference_m[i, 1], difference_m[i, 2], rotation
        )
        angles[i, 0] = r
        angles[i, 1] = azimuth
        angles[i, 2] = elevation
