"""Tiles that share one grid, joined to one."""

import numpy as np

from airtight.errors import InputError
from airtight.terrain.files import Tile

MOST_POSTS = 400_000_000
"""1.6 GB of heights; more is refused."""
ALIGNMENT = 0.02
"""How far tiles may lie off the first one's grid, in steps."""


def join(tiles: list[Tile], *, place: str) -> Tile:
    """One tile that spans all; posts of no tile are NaN; where tiles overlap, a measured post beats a filled.

    Raises:
        InputError: tiles differ in spacing, lie off each other's grid, or span too much.

    """
    first = tiles[0]
    if len(tiles) == 1:
        return first
    rows: list[int] = []
    columns: list[int] = []
    for tile in tiles:
        row = (first.latitude_deg - tile.latitude_deg) / first.latitude_step_deg
        column = (tile.longitude_deg - first.longitude_deg) / first.longitude_step_deg
        stretch = max(
            abs(tile.latitude_step_deg / first.latitude_step_deg - 1.0) * tile.elevation_m.shape[0],
            abs(tile.longitude_step_deg / first.longitude_step_deg - 1.0) * tile.elevation_m.shape[1],
        )
        if (
            stretch > ALIGNMENT
            or abs(row - round(row)) > ALIGNMENT
            or abs(column - round(column)) > ALIGNMENT
        ):
            raise InputError(
                "elevation tiles do not share one grid",
                place=place,
                value=f"posts {tile.latitude_step_deg * 3600:.6g} arc-seconds apart",
                allowed=f"{first.latitude_step_deg * 3600:.6g} arc-seconds, aligned to the first tile",
            )
        rows.append(round(row))
        columns.append(round(column))
    top, left = min(rows), min(columns)
    height = max(r + t.elevation_m.shape[0] for r, t in zip(rows, tiles, strict=True)) - top
    width = max(c + t.elevation_m.shape[1] for c, t in zip(columns, tiles, strict=True)) - left
    if height * width > MOST_POSTS:
        raise InputError(
            "tiles span too large a grid", place=place, value=f"{height} x {width}", allowed="fewer tiles"
        )
    elevation = np.full((height, width), np.nan, dtype=np.float32)
    filled = np.zeros((height, width), dtype=np.bool_)
    for row, column, tile in zip(rows, columns, tiles, strict=True):
        y, x = row - top, column - left
        window = np.s_[y : y + tile.elevation_m.shape[0], x : x + tile.elevation_m.shape[1]]
        void = np.zeros(tile.elevation_m.shape, np.bool_) if tile.filled is None else tile.filled
        take = np.isfinite(tile.elevation_m) & (~np.isfinite(elevation[window]) | (filled[window] & ~void))
        elevation[window][take] = tile.elevation_m[take]
        filled[window][take] = void[take]
    return Tile(
        elevation,
        first.latitude_deg - top * first.latitude_step_deg,
        first.longitude_deg + left * first.longitude_step_deg,
        first.latitude_step_deg,
        first.longitude_step_deg,
        filled,
    )
