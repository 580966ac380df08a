"""Compiled rasters: places and heights of a map's cells, and the shadow line on them."""

import math

import numpy as np

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth.kernels import great_circle_step, wrap_positive
from airtight.numerics.columns import Floats, Singles
from airtight.numerics.kernel import kernel
from airtight.terrain.horizon_kernels import corner_mix
from airtight.terrain.kernels import column_of, height_in

TWO_PI = 2.0 * math.pi


@kernel
def fill_grid_heights(
    elevation: Singles, grid: Floats, latitude_rad: Floats, longitude_rad: Floats, ground: Singles
) -> None:
    """Fill `ground` (rows, columns): height (m) at latitudes (rows,) and longitudes (columns,)."""
    columns = np.empty(longitude_rad.size)
    for j in range(longitude_rad.size):
        columns[j] = column_of(grid, (longitude_rad[j] + math.pi) % TWO_PI - math.pi)
    for i in range(latitude_rad.size):
        row = (grid[0] - latitude_rad[i]) / grid[2]
        for j in range(longitude_rad.size):
            ground[i, j] = height_in(elevation, row, columns[j])


@kernel
def fill_plane_places(
    latitude_rad: float, longitude_rad: float, offset_m: Floats, latitude: Floats, longitude: Floats
) -> None:
    """Fill `latitude` and `longitude` (n, n), rad, of an azimuthal equidistant plane's cells."""
    count = offset_m.size
    for i in range(count):
        north_m = -offset_m[i]
        for j in range(count):
            distance_m = math.sqrt(north_m * north_m + offset_m[j] * offset_m[j])
            heading = math.atan2(offset_m[j], north_m)
            lat, lon, _ = great_circle_step(latitude_rad, longitude_rad, heading, distance_m)
            latitude[i, j] = lat
            longitude[i, j] = lon


@kernel
def fill_world(lowest_height: Singles, ki: int, kf: float, hi: int, hf: float, world: Singles) -> None:
    """Fill `world` (A, G) with a horizon table's shadow line in one world, as `corner_mix` has it."""
    for a in range(world.shape[0]):
        for g in range(world.shape[1]):
            world[a, g] = corner_mix(lowest_height, a, g, ki, kf, hi, hf)


@kernel
def fill_lowest_on_grid(
    world: Singles,
    range_step_m: float,
    site_latitude_rad: float,
    site_longitude_rad: float,
    range_max_m: float,
    latitude_rad: Floats,
    longitude_rad: Floats,
    lowest: Singles,
) -> None:
    """Fill `lowest` (rows, columns): shadow line (m) at latitudes (rows,), longitudes (columns,); else NaN.

    `world` (A, G) as `fill_world`; linear in azimuth and range, as `lowest_visible` is.
    """
    azimuths = world.shape[0]
    sine_site = math.sin(site_latitude_rad)
    cosine_site = math.cos(site_latitude_rad)
    sine = np.empty(longitude_rad.size)
    cosine = np.empty(longitude_rad.size)
    for j in range(longitude_rad.size):
        sine[j] = math.sin(longitude_rad[j] - site_longitude_rad)
        cosine[j] = math.cos(longitude_rad[j] - site_longitude_rad)
    nearest = math.cos(min(range_max_m / MEAN_EARTH_RADIUS_M, math.pi))
    for i in range(latitude_rad.size):
        sine_lat = math.sin(latitude_rad[i])
        cosine_lat = math.cos(latitude_rad[i])
        for j in range(longitude_rad.size):
            up = sine_site * sine_lat + cosine_site * cosine_lat * cosine[j]
            if up < nearest:
                lowest[i, j] = math.nan
                continue
            east = cosine_lat * sine[j]
            north = cosine_site * sine_lat - sine_site * cosine_lat * cosine[j]
            distance_m = MEAN_EARTH_RADIUS_M * math.atan2(math.sqrt(east * east + north * north), up)
            turn = wrap_positive(math.atan2(east, north)) * (azimuths / TWO_PI)
            a = min(int(turn), azimuths - 1)
            b = a + 1 if a + 1 < azimuths else 0
            aside = turn - a
            position = distance_m / range_step_m - 1.0
            g = min(max(int(position), 0), world.shape[1] - 2)
            along = max(position - g, 0.0)
            at_a = (1.0 - along) * world[a, g] + along * world[a, g + 1]
            at_b = (1.0 - along) * world[b, g] + along * world[b, g + 1]
            lowest[i, j] = (1.0 - aside) * at_a + aside * at_b
