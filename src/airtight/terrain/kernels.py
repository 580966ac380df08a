"""Compiled look-ups in an elevation grid: angles and metres, nothing checked.

A grid is float64 (6,): latitude of row 0 (rad), longitude of column 0 (rad), latitude step southwards
(rad, > 0), longitude step eastwards (rad, > 0), rows, columns. Its elevations are posts, float32
(rows, columns), row 0 north.
"""

from airtight.numerics.columns import Floats, Singles
from airtight.numerics.kernel import kernel

GRID_LATITUDE = 0
GRID_LONGITUDE = 1
GRID_LATITUDE_STEP = 2
GRID_LONGITUDE_STEP = 3
GRID_ROWS = 4
GRID_COLUMNS = 5
GRID_FIELDS = 6


@kernel
def inside(grid: Floats, latitude_rad: float, longitude_rad: float) -> bool:
    """Whether a place lies within the outermost posts."""
    row = (grid[0] - latitude_rad) / grid[2]
    column = (longitude_rad - grid[1]) / grid[3]
    return bool(row >= 0.0 and row <= grid[4] - 1.0 and column >= 0.0 and column <= grid[5] - 1.0)


@kernel
def height_at(elevation: Singles, grid: Floats, latitude_rad: float, longitude_rad: float) -> float:
    """Bilinear terrain height (m) at a place; outside the outermost posts 0, sea level."""
    row = (grid[0] - latitude_rad) / grid[2]
    column = (longitude_rad - grid[1]) / grid[3]
    if not (row >= 0.0 and row <= grid[4] - 1.0 and column >= 0.0 and column <= grid[5] - 1.0):
        return 0.0
    i = min(int(row), elevation.shape[0] - 2)
    j = min(int(column), elevation.shape[1] - 2)
    down: float = row - i
    right: float = column - j
    upper = float(elevation[i, j]) * (1.0 - right) + float(elevation[i, j + 1]) * right
    lower = float(elevation[i + 1, j]) * (1.0 - right) + float(elevation[i + 1, j + 1]) * right
    return upper * (1.0 - down) + lower * down


@kernel
def fill_heights(
    elevation: Singles, grid: Floats, latitude_rad: Floats, longitude_rad: Floats, height_m: Floats
) -> None:
    """Fill `height_m` (n,) for places (n,)."""
    for i in range(height_m.size):
        height_m[i] = height_at(elevation, grid, latitude_rad[i], longitude_rad[i])
