"""Shaded terrain: the one raster in a report."""

import math

import numpy as np
from numpy.typing import NDArray

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Floats
from airtight.terrain.elevation import Terrain

_SUN_AZIMUTH_RAD = math.radians(315.0)
_SUN_ELEVATION_RAD = math.radians(45.0)
_SEA = (214, 226, 236)
_LEVELS = 60


def shaded(
    terrain: Terrain, *, west: float, east: float, south: float, north: float, columns: int = 420
) -> tuple[NDArray[np.uint8], tuple[float, float, float, float]] | None:
    """The part of a terrain inside a frame (degrees), as pale grey relief.

    Args:
        terrain: elevation.
        west: of the frame; as are `east`, `south` and `north`.
        east: see `west`.
        south: see `west`.
        north: see `west`.
        columns: at most so many pixels across; more posts than that are averaged.

    Returns:
        RGB (rows, columns, 3), north first, and its extent (west, east, south, north) in degrees; None if the
        frame and the terrain do not meet. Posts at 0 m exactly are drawn as sea.

    Source:
        Horn, Hill shading and the reflectance map, Proc. IEEE 69 (1981): light from the north-west at 45 deg.

    """
    lat0, lon0, dlat, dlon = (float(value) for value in np.degrees(terrain.grid[:4]))
    rows_all, columns_all = terrain.elevation_m.shape
    # Longitudes of the terrain as the frame tells them, so that it may lie across 180 degrees.
    lon0 += 360.0 * round((0.5 * (west + east) - lon0 - 0.5 * columns_all * dlon) / 360.0)
    first_row, last_row = _inside((lat0 - north) / dlat, (lat0 - south) / dlat, rows_all)
    first_column, last_column = _inside((west - lon0) / dlon, (east - lon0) / dlon, columns_all)
    if last_row - first_row < 1 or last_column - first_column < 1:
        return None
    height = terrain.elevation_m[first_row : last_row + 1, first_column : last_column + 1].astype(np.float64)
    step = max(1, math.ceil(height.shape[1] / columns))
    height = _averaged(height, step)
    top = lat0 - (first_row - 0.5) * dlat
    left = lon0 + (first_column - 0.5) * dlon
    extent = (left, left + height.shape[1] * step * dlon, top - height.shape[0] * step * dlat, top)
    cell_m = math.radians(dlat * step) * MEAN_EARTH_RADIUS_M
    aspect = math.cos(math.radians((extent[2] + extent[3]) / 2))
    return _relief(height, cell_m, aspect * dlon / dlat), extent


def _inside(first: float, last: float, count: int) -> tuple[int, int]:
    return max(0, math.floor(first)), min(count - 1, math.ceil(last))


def _averaged(height: Floats, step: int) -> Floats:
    rows, columns = height.shape[0] // step, height.shape[1] // step
    if step == 1 or not rows or not columns:
        return height
    blocks = height[: rows * step, : columns * step].reshape(rows, step, columns, step)
    return np.asarray(blocks.mean(axis=(1, 3)), dtype=np.float64)


def _relief(height: Floats, cell_m: float, aspect: float) -> NDArray[np.uint8]:
    if min(height.shape) < 2:  # noqa: PLR2004  a slope needs two posts
        return np.full((*height.shape, 3), 235, dtype=np.uint8)
    exaggeration = 1.0 + cell_m / 1000.0
    to_south, to_east = np.gradient(height * exaggeration, cell_m, cell_m * aspect)
    normal_up = 1.0 / np.sqrt(1.0 + to_south**2 + to_east**2)
    east, north = math.sin(_SUN_AZIMUTH_RAD), math.cos(_SUN_AZIMUTH_RAD)
    slope_light = (-to_east * east + to_south * north) * math.cos(_SUN_ELEVATION_RAD)
    light = np.clip((slope_light + math.sin(_SUN_ELEVATION_RAD)) * normal_up, 0.0, 1.0)
    # Pale, so that what is drawn upon it stays readable; few levels, so that it stays small.
    grey = 255.0 - 150.0 * (1.0 - np.round(light * _LEVELS) / _LEVELS) ** 1.2
    image = np.repeat(np.clip(grey, 90, 252)[:, :, None], 3, axis=2)
    image[height == 0.0] = _SEA
    return image.astype(np.uint8)
