"""Compiled look-ups in an elevation grid: angles and metres, nothing checked.

A grid is float64 (6,): latitude of row 0 (rad), longitude of column 0 (rad), latitude step southwards
(rad, > 0), longitude step eastwards (rad, > 0), rows, columns. Its elevations are posts, float32
(rows, columns), row 0 north. The longitude of column 0 lies in [-pi, pi), that of the last column may lie
beyond pi; longitudes of places, in [-pi, pi], are looked up by the shorter way from the grid's middle.
"""

import math

from airtight.numerics.columns import Flags, Floats, Singles
from airtight.numerics.kernel import kernel

GRID_LATITUDE = 0
GRID_LONGITUDE = 1
GRID_LATITUDE_STEP = 2
GRID_LONGITUDE_STEP = 3
GRID_ROWS = 4
GRID_COLUMNS = 5
GRID_FIELDS = 6
TWO_PI = 2.0 * math.pi
ROUNDING = 1e-6
"""How far outside, in steps, still is the outermost post: what radians lose."""


@kernel
def column_of(grid: Floats, longitude_rad: float) -> float:
    """Column of a longitude, counted from the grid's middle by the shorter way round."""
    turn: float = TWO_PI / grid[3]
    column: float = (longitude_rad - grid[1]) / grid[3]
    aside: float = column - 0.5 * (grid[5] - 1.0)
    if aside > 0.5 * turn:
        return column - turn
    if aside < -0.5 * turn:
        return column + turn
    return column


@kernel
def inside(grid: Floats, latitude_rad: float, longitude_rad: float) -> bool:
    """Whether a place lies within the outermost posts."""
    row = (grid[0] - latitude_rad) / grid[2]
    column = column_of(grid, longitude_rad)
    return bool(
        row >= -ROUNDING
        and row <= grid[4] - 1.0 + ROUNDING
        and column >= -ROUNDING
        and column <= grid[5] - 1.0 + ROUNDING
    )


@kernel
def height_in(elevation: Singles, row: float, column: float) -> float:
    """Bilinear terrain height (m) between posts; outside the outermost posts 0, sea level."""
    rows = elevation.shape[0]
    columns = elevation.shape[1]
    if not (
        row >= -ROUNDING
        and row <= rows - 1.0 + ROUNDING
        and column >= -ROUNDING
        and column <= columns - 1.0 + ROUNDING
    ):
        return 0.0
    i = min(max(int(row), 0), rows - 2)
    j = min(max(int(column), 0), columns - 2)
    down: float = row - i
    right: float = column - j
    upper = float(elevation[i, j]) * (1.0 - right) + float(elevation[i, j + 1]) * right
    lower = float(elevation[i + 1, j]) * (1.0 - right) + float(elevation[i + 1, j + 1]) * right
    return upper * (1.0 - down) + lower * down


@kernel
def height_at(elevation: Singles, grid: Floats, latitude_rad: float, longitude_rad: float) -> float:
    """Bilinear terrain height (m) at a place; outside the outermost posts 0, sea level."""
    return height_in(elevation, (grid[0] - latitude_rad) / grid[2], column_of(grid, longitude_rad))


@kernel
def known_at(known: Flags, grid: Floats, latitude_rad: float, longitude_rad: float) -> bool:
    """Whether a source gave the height of the nearest post; not so outside the outermost posts."""
    if not inside(grid, latitude_rad, longitude_rad):
        return False
    row = min(max(int((grid[0] - latitude_rad) / grid[2] + 0.5), 0), known.shape[0] - 1)
    column = min(max(int(column_of(grid, longitude_rad) + 0.5), 0), known.shape[1] - 1)
    return bool(known[row, column] == 1)


@kernel
def fill_heights(
    elevation: Singles, grid: Floats, latitude_rad: Floats, longitude_rad: Floats, height_m: Floats
) -> None:
    """Fill `height_m` (n,) for places (n,)."""
    for i in range(height_m.size):
        height_m[i] = height_at(elevation, grid, latitude_rad[i], longitude_rad[i])
