"""Compiled ground round a site: heights and places of the nodes of a polar grid."""

import math

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Flags, Floats, Singles
from airtight.numerics.kernel import kernel, parallel_kernel, prange
from airtight.terrain.kernels import height_at, inside

TWO_PI = 2.0 * math.pi


@parallel_kernel
def survey(
    elevation: Singles,
    known: Flags,
    grid: Floats,
    latitude_rad: float,
    longitude_rad: float,
    distance: Floats,
    place: Floats,
    ground: Singles,
    unknown: Flags,
) -> None:
    """Fill `place` (A, G, 2) latitude and longitude, rad, `ground` (A, G) m and `unknown` (A, G), 1 or 0.

    `grid` as `terrain.kernels`; nodes at azimuth 2 pi a / A and ground `distance` (G,) m.
    """
    azimuths = ground.shape[0]
    sine_lat = math.sin(latitude_rad)
    cosine_lat = math.cos(latitude_rad)
    for a in prange(azimuths):
        # Unit vectors in the frame of the site's meridian: of the site, and ahead along the great circle.
        heading = TWO_PI * a / azimuths
        ahead_x = -sine_lat * math.cos(heading)
        ahead_y = math.sin(heading)
        ahead_z = cosine_lat * math.cos(heading)
        for g in range(ground.shape[1]):
            arc = distance[g] / MEAN_EARTH_RADIUS_M
            cosine = math.cos(arc)
            sine = math.sin(arc)
            x = cosine * cosine_lat + sine * ahead_x
            y = sine * ahead_y
            lat = math.asin(max(-1.0, min(1.0, cosine * sine_lat + sine * ahead_z)))
            lon = longitude_rad + math.atan2(y, x)
            if lon > math.pi:
                lon -= TWO_PI
            elif lon < -math.pi:
                lon += TWO_PI
            place[a, g, 0] = lat
            place[a, g, 1] = lon
            ground[a, g] = height_at(elevation, grid, lat, lon)
            unknown[a, g] = is_unknown(known, grid, lat, lon)


@kernel
def is_unknown(known: Flags, grid: Floats, latitude_rad: float, longitude_rad: float) -> int:
    """1 where no source gives the height of the ground, 0 where one does."""
    if not inside(grid, latitude_rad, longitude_rad):
        return 1
    row = min(int((grid[0] - latitude_rad) / grid[2] + 0.5), known.shape[0] - 1)
    east = longitude_rad - grid[1]
    if east < -0.5 * grid[3]:
        east += TWO_PI
    column = min(int(east / grid[3] + 0.5), known.shape[1] - 1)
    return 1 - int(known[row, column])
