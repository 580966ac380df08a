"""Tiles joined on one grid: finer over coarser, a height over a missing one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from airtight.numerics.columns import Flags, Floats, Ints, Singles
from airtight.terrain import files, voids
from airtight.terrain.frames import ALIGNMENT, Frame, frame
from airtight.terrain.tiles import Outline, Tile

CHUNK_POSTS = 2_000_000
MOST_RANKS = 120
ON_A_POST = 1e-6


@dataclass(frozen=True)
class Mosaic:
    """All files as one.

    Attributes:
        tile: NaN where no file has a post, and at voids too far from any height.
        filled: void posts that hold the nearest known height.
        resampled: files whose posts lie between the grid's, and were interpolated.

    """

    tile: Tile
    filled: int
    resampled: int


@dataclass(frozen=True)
class _Axis:
    """How the posts of a tile lie along rows or columns of the grid: post p at `start` + p * `ratio`."""

    start: float
    ratio: float
    posts: int

    @property
    def aligned(self) -> bool:
        """Whether each post of the tile is one of the grid's."""
        return max(abs(self.ratio - 1.0) * self.posts, abs(self.start - round(self.start))) <= ALIGNMENT

    def reached(self, shift: int, size: int) -> tuple[int, int]:
        """First and last but one of the grid's `size` posts that the tile reaches, moved by `shift`."""
        beyond = 0.0 if self.aligned else 0.5 * self.ratio + ON_A_POST
        start = (round(self.start) if self.aligned else self.start) + shift
        end = start + (self.posts - 1) * (1.0 if self.aligned else self.ratio)
        return max(math.ceil(start - beyond), 0), min(math.floor(end + beyond) + 1, size)

    def read(self, shift: int, first: int, last: int) -> tuple[Ints, Floats, NDArray[np.bool_]]:
        """For posts `first` to `last` - 1 of the grid: the tile's post before, the fraction, if within."""
        position = np.arange(first, last, dtype=np.float64) - shift - self.start
        position = np.rint(position) if self.aligned else position / self.ratio
        inner = (position >= -ON_A_POST) & (position <= self.posts - 1 + ON_A_POST)
        position = np.clip(position, 0.0, self.posts - 1.0)
        near = np.rint(position)
        position = np.where(np.abs(position - near) < ON_A_POST, near, position)
        before = position.astype(np.int64)
        return before, position - before, inner


@dataclass
class _Canvas:
    elevation: Singles
    rank: Flags
    void: NDArray[np.bool_]


def join(outlines: Sequence[Outline], *, place: str) -> Mosaic:
    """Read the files one after the other and lay them on one grid.

    Where files overlap, the finer one's height stands; between equals the first one's, and a height beats a
    void. Posts of another spacing are interpolated bilinearly; up to half their own step beyond their
    outermost posts the outermost height holds: no gap opens between tiles whose posts are centres of cells.

    Raises:
        InputError: they span too much, or a file is damaged.

    """
    grid = frame(outlines, place=place)
    shape = (grid.rows, grid.columns)
    canvas = _Canvas(np.full(shape, np.nan, np.float32), np.zeros(shape, np.uint8), np.zeros(shape, np.bool_))
    sizes = sorted({_size(o) for o in outlines}, reverse=True)
    around = round(360.0 / grid.longitude_step_deg)
    resampled = 0
    for found in sorted(outlines, key=_size, reverse=True):
        height, own = files.heights(found, place=place), files.covered(found, place=place)
        across, along = _axes(found, grid)
        resampled += not (across.aligned and along.aligned)
        quality = 2 * min(sizes.index(_size(found)), MOST_RANKS) + 2
        for shift in (0, -around, around) if grid.closed else (0,):
            _lay(canvas, height, own, (across, along), shift, quality)
    del canvas.rank
    elevation, void = canvas.elevation, canvas.void
    void &= np.isnan(elevation)
    steps = (grid.latitude_step_deg, grid.longitude_step_deg)
    filled = voids.fill(elevation, void, north_deg=grid.latitude_deg, steps_deg=steps) if void.any() else 0
    return Mosaic(Tile(elevation, grid.latitude_deg, grid.longitude_deg, *steps, void), filled, resampled)


def _size(found: Outline) -> float:
    """Of a cell, rounded so that equal spacings are equal; square degrees."""
    return float(f"{found.latitude_step_deg * found.longitude_step_deg:.5g}")


def _axes(found: Outline, grid: Frame) -> tuple[_Axis, _Axis]:
    down = found.latitude_step_deg / grid.latitude_step_deg
    right = found.longitude_step_deg / grid.longitude_step_deg
    return (
        _Axis(grid.row_of(found.latitude_deg), down, found.rows),
        _Axis(grid.column_of(found.longitude_deg), right, found.columns),
    )


def _lay(
    canvas: _Canvas,
    height: Singles,
    own: NDArray[np.bool_] | None,
    axes: tuple[_Axis, _Axis],
    shift: int,
    quality: int,
) -> None:
    """Put one tile's heights where they are better than what is there, some rows at a time."""
    across, along = axes
    top, bottom = across.reached(0, canvas.elevation.shape[0])
    left, right = along.reached(shift, canvas.elevation.shape[1])
    if right <= left:
        return
    j, right_part, inner_column = along.read(shift, left, right)
    exact = across.aligned and along.aligned
    step = max(1, CHUNK_POSTS // (right - left))
    for first in range(top, bottom, step):
        last = min(first + step, bottom)
        i, down_part, inner_row = across.read(0, first, last)
        if exact:
            value = height[i[0] : i[-1] + 1, j[0] : j[-1] + 1]
        else:
            value = _between(height, i, down_part, j, right_part)
        window = np.s_[first:last, left:right]
        inner = inner_row[:, None] & inner_column
        better = np.where(inner, quality, quality - 1).astype(np.uint8)
        missing = np.isnan(value)
        take = ~missing & (better > canvas.rank[window])
        canvas.elevation[window][take] = value[take]
        canvas.rank[window][take] = better[take]
        canvas.void[window] |= missing & inner & (True if own is None else own[np.ix_(i, j)])


def _between(height: Singles, i: Ints, down: Floats, j: Ints, right: Floats) -> Singles:
    """Bilinear; a post that is hit needs no neighbour: a void spreads no farther than its own cells."""
    rows = slice(int(i[0]), min(int(i[-1]) + 2, height.shape[0]))
    part = height[rows]
    beside = np.minimum(j + 1, part.shape[1] - 1)
    aside = right.astype(np.float32)
    level = np.where(aside == 0.0, part[:, j], part[:, j] * (1 - aside) + part[:, beside] * aside)
    i = i - rows.start
    below = np.minimum(i + 1, level.shape[0] - 1)
    part_down = down.astype(np.float32)[:, None]
    return np.where(part_down == 0.0, level[i], level[i] * (1 - part_down) + level[below] * part_down)
