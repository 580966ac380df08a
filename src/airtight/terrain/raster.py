"""Grids that maps are drawn on: cells even in angle, or in metres round a place."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Singles, flat, positive, within
from airtight.terrain import kernels, raster_kernels
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import HorizonTable

MOST_CELLS = 400_000_000
STEEPEST_RAD = np.radians(89.0)
FARTHEST_M = 3e6


@dataclass(frozen=True)
class Grid:
    """Cells even in latitude and longitude; row 0 in the north, column 0 in the west.

    Attributes:
        north_rad: latitude of the middles of row 0.
        west_rad: longitude of the middles of column 0; those farther east may pass pi.
        step_north_rad: between rows, > 0.
        step_east_rad: between columns, > 0.
        rows: how many.
        columns: how many.

    """

    north_rad: float
    west_rad: float
    step_north_rad: float
    step_east_rad: float
    rows: int
    columns: int

    def __post_init__(self) -> None:
        _check_size(self.rows, self.columns)
        positive("step_north_rad", self.step_north_rad)
        positive("step_east_rad", self.step_east_rad)
        within("north_rad", [self.north_rad, self.latitude_rad[-1]], -STEEPEST_RAD, STEEPEST_RAD)
        within("columns", self.columns * self.step_east_rad, 0.0, 2.0 * np.pi)

    @classmethod
    def of(cls, terrain: Terrain) -> "Grid":
        """The terrain's own posts."""
        north, west, step_north, step_east, rows, columns = (float(x) for x in terrain.grid)
        return cls(north, west, step_north, step_east, int(rows), int(columns))

    @classmethod
    def around(cls, latitude_rad: float, longitude_rad: float, *, radius_m: float, cell_m: float) -> "Grid":
        """Cells of about one size that hold a circle; the place lies in the middle of a cell.

        Args:
            latitude_rad: of the circle's centre.
            longitude_rad: of the circle's centre.
            radius_m: of the circle.
            cell_m: of a cell, at the centre.

        Raises:
            InputError: the circle reaches too near a pole, or there would be too many cells.

        """
        cell = float(within("cell_m", cell_m, 1.0, FARTHEST_M)) / MEAN_EARTH_RADIUS_M
        reach = float(within("radius_m", radius_m, cell_m, FARTHEST_M)) / MEAN_EARTH_RADIUS_M
        farthest = abs(float(latitude_rad)) + reach
        if farthest > STEEPEST_RAD:
            raise InputError(
                "a grid in degrees cannot hold a circle so near a pole",
                place="latitude_rad",
                value=float(latitude_rad),
                allowed="up to 89 degrees with the radius; Plane works everywhere",
            )
        across = np.arcsin(np.sin(reach) / np.cos(latitude_rad))
        east = cell / float(np.cos(latitude_rad))
        down, aside = int(np.ceil(reach / cell)), int(np.ceil(across / east))
        return cls(
            float(latitude_rad) + down * cell,
            float(longitude_rad) - aside * east,
            cell,
            east,
            2 * down + 1,
            2 * aside + 1,
        )

    def window(self, latitude_rad: float, longitude_rad: float, *, radius_m: float) -> "Grid":
        """The part of this grid, cell by cell, that holds a circle, as far as the grid reaches.

        Raises:
            InputError: the circle's centre lies outside the grid.

        """
        row, column = self.index(latitude_rad, longitude_rad)
        reach = float(within("radius_m", radius_m, 0.0, FARTHEST_M)) / MEAN_EARTH_RADIUS_M
        sine = np.sin(reach) / max(np.cos(latitude_rad), 1e-9)
        across = np.arcsin(sine) if sine < 1.0 and reach < np.pi / 2 else np.pi
        down, aside = reach / self.step_north_rad, across / self.step_east_rad
        top, left = max(int(np.floor(row - down)), 0), max(int(np.floor(column - aside)), 0)
        bottom = min(int(np.ceil(row + down)), self.rows - 1)
        right = min(int(np.ceil(column + aside)), self.columns - 1)
        return Grid(
            self.north_rad - top * self.step_north_rad,
            self.west_rad + left * self.step_east_rad,
            self.step_north_rad,
            self.step_east_rad,
            bottom - top + 1,
            right - left + 1,
        )

    @cached_property
    def latitude_rad(self) -> Floats:
        """(rows,), of the cells' middles."""
        return np.asarray(self.north_rad - np.arange(self.rows) * self.step_north_rad, np.float64)

    @cached_property
    def longitude_rad(self) -> Floats:
        """(columns,), of the cells' middles, rising; may pass pi."""
        return np.asarray(self.west_rad + np.arange(self.columns) * self.step_east_rad, np.float64)

    @cached_property
    def row_area_m2(self) -> Floats:
        """(rows,), area of one cell: R^2 d(longitude) (sin(north) - sin(south))."""
        half = 0.5 * self.step_north_rad
        band = np.sin(self.latitude_rad + half) - np.sin(self.latitude_rad - half)
        return np.asarray(MEAN_EARTH_RADIUS_M**2 * self.step_east_rad * band)

    def places(self) -> tuple[Floats, Floats]:
        """Latitude and longitude (rad) of the cells' middles, both (rows, columns)."""
        latitude, longitude = np.meshgrid(self.latitude_rad, self.longitude_rad, indexing="ij")
        return latitude, longitude

    def heights_m(self, terrain: Terrain) -> Singles:
        """(rows, columns), bilinear height of the ground at the cells' middles; 0 outside the terrain."""
        ground = np.empty((self.rows, self.columns), dtype=np.float32)
        raster_kernels.fill_grid_heights(
            terrain.elevation_m, terrain.grid, self.latitude_rad, self.longitude_rad, ground
        )
        return ground

    def index(self, latitude_rad: float, longitude_rad: float) -> tuple[float, float]:
        """Row and column, with fractions, of a place.

        Raises:
            InputError: it lies outside the cells' middles.

        """
        posts = np.array(
            [self.north_rad, self.west_rad, self.step_north_rad, self.step_east_rad, self.rows, self.columns]
        )
        if not kernels.inside(posts, float(latitude_rad), float(longitude_rad)):
            degrees = np.degrees(
                [self.latitude_rad[-1], self.north_rad, self.west_rad, self.longitude_rad[-1]]
            )
            raise InputError(
                "the site lies outside the grid",
                place="position",
                value=f"{np.degrees(latitude_rad):.4f}, {np.degrees(longitude_rad):.4f}",
                allowed="{:.4f} to {:.4f} N, {:.4f} to {:.4f} E".format(*degrees),
            )
        row = (self.north_rad - float(latitude_rad)) / self.step_north_rad
        return row, float(kernels.column_of(posts, float(longitude_rad)))


@dataclass(frozen=True)
class Plane:
    """Square cells in metres round a place: azimuthal equidistant on the mean sphere, row 0 in the north.

    Attributes:
        latitude_rad: of the place in the middle of the middle cell.
        longitude_rad: of the same.
        cell_m: side of a cell.
        half: cells from the middle one to each side; 2 half + 1 rows and columns.

    """

    latitude_rad: float
    longitude_rad: float
    cell_m: float
    half: int

    def __post_init__(self) -> None:
        within("latitude_rad", self.latitude_rad, -np.pi / 2, np.pi / 2)
        positive("cell_m", self.cell_m)
        _check_size(self.rows, self.columns)
        within("half", self.half * self.cell_m, 0.0, FARTHEST_M)

    @property
    def rows(self) -> int:
        """How many rows."""
        return 2 * self.half + 1

    @property
    def columns(self) -> int:
        """How many columns."""
        return 2 * self.half + 1

    @cached_property
    def offset_m(self) -> Floats:
        """(columns,), of the cells' middles from the centre, eastwards."""
        return np.asarray((np.arange(self.columns) - self.half) * self.cell_m, np.float64)

    @cached_property
    def row_area_m2(self) -> Floats:
        """(rows,), area of one cell of the plane; on the sphere it is less by (d / R)^2 / 6."""
        return np.full(self.rows, self.cell_m**2)

    def places(self) -> tuple[Floats, Floats]:
        """Latitude and longitude (rad, -pi to pi) of the cells' middles, both (rows, columns)."""
        latitude, longitude = np.empty((self.rows, self.columns)), np.empty((self.rows, self.columns))
        raster_kernels.fill_plane_places(
            float(self.latitude_rad), float(self.longitude_rad), self.offset_m, latitude, longitude
        )
        return latitude, longitude

    def heights_m(self, terrain: Terrain) -> Singles:
        """(rows, columns), bilinear height of the ground at the cells' middles; 0 outside the terrain."""
        return terrain.height_m(*self.places()).astype(np.float32)


def lowest_on_grid(
    table: HorizonTable, grid: Grid, *, factor: float, height_m: float, range_max_m: float
) -> Singles:
    """The shadow line of one antenna in one world, on the cells of a map.

    Args:
        table: of the antenna.
        grid: whose cells are asked.
        factor: effective-earth factor, held within the table's.
        height_m: antenna height, above what the table's are; held within the table's.
        range_max_m: ground distance beyond which nothing is asked.

    Returns:
        (rows, columns), m above sea; NaN beyond `range_max_m`. It may lie below the ground: the lowest
        *visible* height is the greater of the two.

    Raises:
        InputError: the range reaches beyond the table, or an argument is out of range.

    """
    table_m = table.range_step_m * table.lowest_height_m.shape[1]
    within("range_max_m", range_max_m, 0.0, table_m)
    ki, kf, hi, hf = table.position(factor, height_m)
    world = np.empty(table.lowest_height_m.shape[:2], dtype=np.float32)
    raster_kernels.fill_world(
        table.lowest_height_m, int(ki[()]), float(kf[()]), int(hi[()]), float(hf[()]), world
    )
    lowest = np.empty((grid.rows, grid.columns), dtype=np.float32)
    raster_kernels.fill_lowest_on_grid(
        world,
        table.range_step_m,
        table.latitude_rad,
        table.longitude_rad,
        float(range_max_m),
        flat(grid.latitude_rad),
        flat(grid.longitude_rad),
        lowest,
    )
    return lowest


def _check_size(rows: int, columns: int) -> None:
    if rows < 2 or columns < 2 or rows * columns > MOST_CELLS:  # noqa: PLR2004
        raise InputError(
            "no grid of this size",
            place="grid",
            value=f"{rows} x {columns}",
            allowed=f"two cells each way, {MOST_CELLS:,} in all at most",
        )
