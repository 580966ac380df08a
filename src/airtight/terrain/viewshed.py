"""What one antenna sees of the ground and above it, cell by cell of a map."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Singles, finite, flat
from airtight.terrain import viewshed_kernels
from airtight.terrain.elevation import Terrain
from airtight.terrain.raster import FARTHEST_M, Grid, Plane

FEWEST_RAYS = 500
MOST_RAYS = 100_000
"""Of half a side."""


@dataclass(frozen=True)
class Viewshed:
    """The lowest height in line of sight of one antenna, on the cells of a map.

    Attributes:
        grid: whose cells.
        ground_m: (rows, columns), height of the ground above sea.
        lowest_m: (rows, columns), lowest visible height above sea; that of the ground where it is in sight.
        antenna_m: height of the antenna above sea.
        factor: effective-earth factor.

    """

    grid: Grid | Plane
    ground_m: Singles
    lowest_m: Singles
    antenna_m: float
    factor: float

    def visible(self, *, height_m: float, above: Literal["ground", "sea"]) -> NDArray[np.bool_]:
        """Where a target at a height is in line of sight.

        Args:
            height_m: of the target.
            above: what the height is above; above *sea*, a target below the ground is not visible.

        Returns:
            (rows, columns).

        Raises:
            InputError: the height is not finite, or below the ground it is said to be above.

        """
        height = float(finite("height_m", height_m))
        if above == "ground" and height < 0.0:
            raise InputError("below the ground", place="height_m", value=height_m, allowed="0 m or more")
        seen = np.empty(self.lowest_m.shape, dtype=np.uint8)
        viewshed_kernels.fill_visible(self.lowest_m, self.ground_m, height, int(above == "ground"), seen)
        return seen.view(np.bool_)

    def area_m2(self, cells: NDArray[np.bool_]) -> float:
        """Area of some of the cells, (rows, columns), on the mean sphere (`Plane`: in the plane)."""
        return float(cells.sum(axis=1, dtype=np.int64) @ self.grid.row_area_m2)


def viewshed(  # noqa: PLR0913 - the ground, the map, the antenna
    terrain: Terrain,
    grid: Grid | Plane,
    *,
    latitude_rad: float,
    longitude_rad: float,
    height_m: float,
    factor: float,
    above: Literal["ground", "sea"] = "ground",
) -> Viewshed:
    """What an antenna sees, with the ground as the map's cells have it.

    Args:
        terrain: the ground; sea level beyond its edge.
        grid: the map. Cells wider than the terrain's posts pass over ridges; `Grid.of(terrain)` has its
            posts.
        latitude_rad: of the antenna.
        longitude_rad: of the antenna.
        height_m: of the antenna.
        factor: effective-earth factor k, > 0; infinite for a flat earth.
        above: what the antenna's height is above; above the *ground* it must stand on known terrain.

    Raises:
        InputError: the antenna lies outside the grid, off its terrain or below the ground, or is not in the
            middle of a `Plane`; or an argument is out of range.

    """
    if above == "ground" and not terrain.contains(latitude_rad, longitude_rad):
        south, west, north, east = terrain.bounds_deg
        raise InputError(
            "the site lies outside the terrain",
            place="position",
            value=f"{np.degrees(latitude_rad):.4f}, {np.degrees(longitude_rad):.4f}",
            allowed=f"{south:.3f} to {north:.3f} N, {west:.3f} to {east:.3f} E",
        )
    ground = grid.heights_m(terrain)
    below = float(terrain.height_m(latitude_rad, longitude_rad))
    antenna = float(finite("height_m", height_m)) + (below if above == "ground" else 0.0)
    lowest = lowest_visible_m(
        ground,
        grid,
        latitude_rad=latitude_rad,
        longitude_rad=longitude_rad,
        antenna_m=antenna,
        factor=factor,
    )
    return Viewshed(grid, ground, lowest, antenna, float(factor))


def lowest_visible_m(  # noqa: PLR0913 - the ground, the map, the antenna
    ground_m: Singles,
    grid: Grid | Plane,
    *,
    latitude_rad: float,
    longitude_rad: float,
    antenna_m: float,
    factor: float,
    rays_a_cell: float = 1.0,
) -> Singles:
    """The lowest visible height on each cell, over heights given on the same cells.

    Args:
        ground_m: (rows, columns), float32, above sea.
        grid: where the cells lie.
        latitude_rad: of the antenna.
        longitude_rad: of the antenna.
        antenna_m: height above sea.
        factor: effective-earth factor k, > 0; infinite for a flat earth.
        rays_a_cell: rays for each cell on the far side of the map; small maps get more.

    Returns:
        (rows, columns), m above sea; the ground's where the ground is in sight.

    Raises:
        InputError: the antenna lies outside the grid, or not in the middle of a `Plane`; an argument is out
            of range.

    Source:
        Line of sight over an earth of radius k R_m: every edge between neighbouring posts, as bilinear
        terrain has it, is drawn on a panorama from near to far; the greatest elevation drawn before a cell
        hides it.

    Limits:
        Between two rays the shadow is linear, and the terrain is seen by its edges between posts:
        bench/viewshed_peers.py says how near that is to the exact ray. One effective earth everywhere.

    """
    if ground_m.shape != (grid.rows, grid.columns):
        raise InputError(
            "heights do not fit the grid",
            place="ground_m",
            value=ground_m.shape,
            allowed=f"{grid.rows} x {grid.columns}",
        )
    bend = _bend(factor)
    antenna = float(finite("antenna_m", antenna_m))
    ground = np.require(ground_m, np.float32, ["C", "W"])
    geometry, curved, (row, column) = _geometry(grid, float(latitude_rad), float(longitude_rad))
    across, bulge, along, _ = geometry
    heights, shadow = np.empty_like(ground), np.full_like(ground, viewshed_kernels.NOTHING)
    viewshed_kernels.screen(ground, *geometry, curved, antenna, bend, heights)
    for one in _sides(across, bulge, along, row, column):
        rays = np.empty(one.rays(rays_a_cell) + 3)
        viewshed_kernels.side(
            heights.reshape(-1),
            one.line_at,
            one.post_step,
            one.middle,
            one.base,
            one.shift,
            one.aside,
            one.bulge,
            rays,
            shadow.reshape(-1),
        )
    viewshed_kernels.shadow_heights(ground, *geometry, curved, antenna, bend, shadow)
    return shadow


def _bend(factor: float) -> float:
    """1 / (k R_m), 0 for an infinite k."""
    if not factor >= 0.5:  # noqa: PLR2004
        raise InputError(
            "out of range", place="factor", value=factor, allowed="0.5 or more, inf for a flat earth"
        )
    return 1.0 / (float(factor) * MEAN_EARTH_RADIUS_M)


def _geometry(
    grid: Grid | Plane, latitude: float, longitude: float
) -> tuple[tuple[Floats, Floats, Floats, Floats], int, tuple[int, int]]:
    """`across`, `bulge`, `along`, `spread`; whether on the sphere; the cell nearest to the antenna."""
    if isinstance(grid, Plane):
        if (latitude, longitude) != (grid.latitude_rad, grid.longitude_rad):
            raise InputError(
                "the site is not in the middle of the plane",
                place="position",
                value=f"{math.degrees(latitude):.6f}, {math.degrees(longitude):.6f}",
                allowed=f"{math.degrees(grid.latitude_rad):.6f}, {math.degrees(grid.longitude_rad):.6f}",
            )
        east = grid.offset_m / MEAN_EARTH_RADIUS_M
        return (east, np.zeros(east.size), -east, np.ones(east.size)), 0, (grid.half, grid.half)
    row, column = grid.index(latitude, longitude)
    aside = (np.arange(grid.columns) - column) * grid.step_east_rad
    down = (row - np.arange(grid.rows)) * grid.step_north_rad
    farthest = MEAN_EARTH_RADIUS_M * max(
        float(np.abs(down).max()), float(np.abs(aside).max()) * math.cos(latitude)
    )
    if farthest > FARTHEST_M or np.abs(aside).max() > math.pi / 2:
        raise InputError(
            "the grid reaches too far from the site",
            place="grid",
            value=f"{farthest / 1e3:.0f} km",
            allowed=f"{FARTHEST_M / 1e3:.0f} km and a quarter of the way round; cut it by `Grid.window`",
        )
    geometry = (
        flat(np.sin(aside)),
        flat(math.sin(latitude) * np.cos(aside)),
        flat(math.cos(latitude) * np.tan(latitude + down)),
        flat(np.cos(latitude + down)),
    )
    return geometry, 1, (round(row), round(column))


@dataclass(frozen=True)
class _Side:
    """Lines of posts as one side of the panorama has them, see `viewshed_kernels.side`."""

    line_at: NDArray[np.int64]
    post_step: int
    middle: int
    base: Floats
    shift: Floats
    aside: Floats
    bulge: Floats

    def rays(self, a_cell: float) -> int:
        """How many it needs to lie so dense on its farthest line; one goes straight ahead."""
        near = min(self.middle + 1, self.aside.size - 1)
        farthest = max(float(self.base[-1] - self.bulge[self.middle]), 1e-12)
        spacing = abs(float(self.aside[near] - self.aside[near - 1])) / farthest
        half = max(min(math.ceil(a_cell / spacing - 1e-6), MOST_RAYS), 1)
        return 2 * half * math.ceil(FEWEST_RAYS / half)


def _sides(across: Floats, bulge: Floats, along: Floats, row: int, column: int) -> list[_Side]:
    """East, west, south and north of the cell nearest to the antenna."""
    rows, columns = along.size, across.size
    found = []
    for outward in (1, -1):
        lines = np.arange(column, columns) if outward > 0 else np.arange(column, -1, -1)
        base, still = flat(outward * across[lines]), np.zeros(rows)
        found.append(_Side(lines, columns, row, base, flat(-bulge[lines]), flat(-along), still))
    for outward in (1, -1):
        lines = np.arange(row, rows) if outward > 0 else np.arange(row, -1, -1)
        base, still = flat(-outward * along[lines]), np.zeros(lines.size)
        found.append(_Side(lines * columns, 1, column, base, still, across, flat(-outward * bulge)))
    return found
