"""The exact ray to a cell, written plainly: the oracle of viewsheds."""

import math

import numpy as np

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Floats, Singles
from airtight.terrain.raster import Plane


def lowest_on_plane_m(
    ground_m: Singles, plane: Plane, row: int, column: int, *, antenna_m: float, factor: float
) -> float:
    """Height of the shadow line over one cell's middle; -inf where nothing stands before it.

    The ray is straight on the plane. It meets the bilinear ground where it crosses a line between posts,
    and three times in between.
    """
    down, right = row - plane.half, column - plane.half
    steps = [np.arange(1, 4 * abs(n)) / (4 * abs(n)) for n in (down, right) if n]
    share = np.concatenate(steps)
    y, x = plane.half + down * share, plane.half + right * share
    i = np.minimum(y.astype(int), plane.rows - 2)
    j = np.minimum(x.astype(int), plane.columns - 2)
    v, u = y - i, x - j
    z = ground_m.astype(np.float64)
    height = (z[i, j] * (1 - u) + z[i, j + 1] * u) * (1 - v) + (
        z[i + 1, j] * (1 - u) + z[i + 1, j + 1] * u
    ) * v
    return shadow_m(height, share, math.hypot(down, right) * plane.cell_m, antenna_m, factor)


def shadow_m(height_m: Floats, share: Floats, distance_m: float, antenna_m: float, factor: float) -> float:
    """Height of the shadow line at a distance behind ground of these heights at these shares of the way."""
    if not share.size:
        return -math.inf
    if math.isinf(factor):
        slope = float(((height_m - antenna_m) / (share * distance_m)).max())
        return antenna_m + slope * distance_m
    radius_m = factor * MEAN_EARTH_RADIUS_M
    phi = share * distance_m / radius_m
    angle = np.arctan2(
        (radius_m + height_m) * np.cos(phi) - (radius_m + antenna_m), (radius_m + height_m) * np.sin(phi)
    ).max()
    return float(
        (radius_m + antenna_m) * math.cos(angle) / math.cos(angle + distance_m / radius_m) - radius_m
    )
