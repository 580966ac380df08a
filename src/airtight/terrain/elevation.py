"""Elevation of the ground on a grid of posts."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from airtight.errors import InputError, MissingError
from airtight.numerics.columns import Flags, Floats, Singles, finite, flat
from airtight.terrain import kernels
from airtight.terrain.files import SUFFIXES, Tile, read_tile
from airtight.terrain.mosaic import join

BUNDLED = "bundled"


@dataclass(frozen=True)
class Terrain:
    """Heights of the ground: posts from north to south and west to east, evenly spaced in angle.

    Attributes:
        elevation_m: (rows, columns), m above mean sea level, row 0 in the north; 0 where no tile lies.
        known: (rows, columns), 1 where a source gave a height.
        grid: (6,), see `airtight.terrain.kernels`: place of post (0, 0), steps (rad), rows, columns.
        void_count: posts inside tiles without a height; they hold the nearest known post's.
        digest: of heights, flags and grid.
        source: where the heights come from, for people.

    Limits:
        Heights are used as if above the ellipsoid. Cells of 30 arc-seconds hide summits by 60-260 m and
        ridges by tens of metres: masking is underestimated.

    """

    elevation_m: Singles
    known: Flags
    grid: Floats
    void_count: int
    digest: str
    source: str

    @classmethod
    def of(cls, tile: Tile, *, source: str) -> "Terrain":
        """Terrain of one grid whose unknown posts are NaN and lie outside any tile."""
        known = np.isfinite(tile.elevation_m).astype(np.uint8)
        elevation = np.require(np.nan_to_num(tile.elevation_m, nan=0.0), np.float32, ["C", "W"])
        rows, columns = elevation.shape
        grid = np.array(
            [
                np.radians(tile.latitude_deg),
                np.radians(tile.longitude_deg),
                np.radians(tile.latitude_step_deg),
                np.radians(tile.longitude_step_deg),
                rows,
                columns,
            ]
        )
        if tile.filled is not None:
            known[tile.filled] = 0
        voids = 0 if tile.filled is None else int(np.count_nonzero(tile.filled))
        digest = hashlib.sha256(grid.tobytes() + elevation.tobytes() + known.tobytes()).hexdigest()
        return cls(elevation, known, grid, voids, digest, source)

    @classmethod
    def bundled(cls) -> "Terrain":
        """25-46 E, 33-43.5 N at 30 arc-seconds: NOAA NGDC GLOBE 1.0, public domain. Read once a process."""
        return _bundled()

    @classmethod
    def load(cls, given: str | Path, *, place: str = "terrain") -> "Terrain":
        """The bundled terrain, or all tiles of a folder (or one file) joined on one grid.

        Args:
            given: "bundled", or a path to .hgt, .hgt.zip, .dt0, .dt1, .dt2 or .tif tiles.
            place: what the user calls this, for messages.

        Raises:
            MissingError: nothing is there, or .tif is asked for without the reader's extra.
            InputError: nothing there can be read, a file is damaged, or tiles do not share one grid.

        """
        if str(given) == BUNDLED:
            return cls.bundled()
        path = Path(given)
        if not path.exists():
            raise MissingError(
                "no such folder or file", place=place, value=given, allowed=f'"{BUNDLED}", or a path'
            )
        files = (
            sorted(p for p in path.iterdir() if p.name.lower().endswith(SUFFIXES))
            if path.is_dir()
            else [path]
        )
        if not files:
            raise InputError(
                "no elevation files in the folder", place=place, value=given, allowed=", ".join(SUFFIXES)
            )
        tile = join([read_tile(file, place=place) for file in files], place=place)
        return cls.of(tile, source=f"{path} ({len(files)} elevation files)")

    @property
    def bounds_deg(self) -> tuple[float, float, float, float]:
        """South, west, north, east of the outermost posts."""
        north, west = np.degrees(self.grid[0]), np.degrees(self.grid[1])
        south = north - np.degrees(self.grid[2]) * (self.elevation_m.shape[0] - 1)
        east = west + np.degrees(self.grid[3]) * (self.elevation_m.shape[1] - 1)
        return float(south), float(west), float(north), float(east)

    def height_m(self, latitude_rad: ArrayLike, longitude_rad: ArrayLike) -> Floats:
        """Bilinear height of the ground; 0 (sea level) outside.

        Args:
            latitude_rad: shape (...), rad.
            longitude_rad: shape (...), rad, broadcast with `latitude_rad`.

        Returns:
            The broadcast shape, m.

        Raises:
            InputError: an argument is not finite.

        """
        latitude, longitude = np.broadcast_arrays(
            finite("latitude_rad", latitude_rad), finite("longitude_rad", longitude_rad)
        )
        height = np.empty(latitude.shape)
        kernels.fill_heights(self.elevation_m, self.grid, flat(latitude), flat(longitude), height.reshape(-1))
        return height

    def contains(self, latitude_rad: float, longitude_rad: float) -> bool:
        """Whether a place lies within the outermost posts."""
        return bool(kernels.inside(self.grid, float(latitude_rad), float(longitude_rad)))


def describe(terrain: Terrain) -> dict[str, object]:
    """What `airtight terrain info` tells."""
    south, west, north, east = terrain.bounds_deg
    known = terrain.elevation_m[terrain.known.astype(bool)]
    return {
        "source": terrain.source,
        "south_deg": south,
        "west_deg": west,
        "north_deg": north,
        "east_deg": east,
        "rows": terrain.elevation_m.shape[0],
        "columns": terrain.elevation_m.shape[1],
        "latitude_step_arcsec": float(np.degrees(terrain.grid[2]) * 3600.0),
        "longitude_step_arcsec": float(np.degrees(terrain.grid[3]) * 3600.0),
        "lowest_m": float(known.min()) if known.size else 0.0,
        "highest_m": float(known.max()) if known.size else 0.0,
        "void_posts": terrain.void_count,
        "unknown_share": 1.0 - float(np.mean(terrain.known)),
        "digest": terrain.digest,
    }


@cache
def _bundled() -> Terrain:
    with (resources.files("airtight.terrain") / "data" / "globe30s_anatolia.npz").open("rb") as stream:
        packed = np.load(stream)
        height = packed["high"].astype(np.float32) * np.float32(256.0) + packed["low"]
        latitude, longitude, step = (float(x) for x in packed["posts_deg"])
        source = str(packed["source"])
    return Terrain.of(Tile(height, latitude, longitude, step, step), source=source)
