"""Elevation of the ground on a grid of posts."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from airtight.errors import InputError, MissingError
from airtight.numerics.columns import Flags, Floats, Singles, finite, flat
from airtight.terrain import kernels
from airtight.terrain.files import Tile, found_in, outlines
from airtight.terrain.mosaic import join
from airtight.terrain.voids import REACH_M

BUNDLED = "bundled"


@dataclass(frozen=True)
class Terrain:
    """Heights of the ground: posts from north to south and west to east, evenly spaced in angle.

    Attributes:
        elevation_m: (rows, columns), m above mean sea level, row 0 in the north; 0 where nothing is known.
        known: (rows, columns), 1 where a source gave a height.
        grid: (6,), see `airtight.terrain.kernels`: place of post (0, 0), steps (rad), rows, columns.
        void_count: posts that a file has without a height.
        filled_count: of these, those that hold the height of the nearest post that has one; the others,
            farther than `voids.REACH_M` from any, are at sea level. All count as not known.
        files: how many the heights come from.
        resampled_files: of these, those whose posts were interpolated to the grid.
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
    filled_count: int
    files: int
    resampled_files: int
    digest: str
    source: str

    @classmethod
    def of(
        cls,
        tile: Tile,
        *,
        source: str,
        filled: int = 0,
        files: int = 1,
        resampled: int = 0,
        reuse: bool = False,
    ) -> "Terrain":
        """Terrain of one grid; its posts that are NaN are not known.

        Args:
            tile: the posts; a west beyond -180 to 180 is brought into it.
            source: where they come from.
            filled: see `filled_count`.
            files: see the attribute.
            resampled: see `resampled_files`.
            reuse: the tile's own array may become the terrain's.

        """
        known = np.isfinite(tile.elevation_m).astype(np.uint8)
        elevation = tile.elevation_m
        if not known.all():
            elevation = elevation if reuse else elevation.copy()
            elevation[known == 0] = 0.0
        elevation = np.require(elevation, np.float32, ["C", "W"])
        rows, columns = elevation.shape
        west = tile.longitude_deg
        if not -180.0 <= west < 180.0:  # noqa: PLR2004
            west = (west + 180.0) % 360.0 - 180.0
        grid = np.array(
            [
                np.radians(tile.latitude_deg),
                np.radians(west),
                np.radians(tile.latitude_step_deg),
                np.radians(tile.longitude_step_deg),
                rows,
                columns,
            ]
        )
        if tile.void is not None:
            known[tile.void] = 0
        voids = 0 if tile.void is None else int(np.count_nonzero(tile.void))
        digest = hashlib.sha256(grid.tobytes())
        digest.update(elevation.data)
        digest.update(known.data)
        return cls(elevation, known, grid, voids, filled, files, resampled, digest.hexdigest(), source)

    @classmethod
    def bundled(cls) -> "Terrain":
        """25-46 E, 33-43.5 N at 30 arc-seconds: NOAA NGDC GLOBE 1.0, public domain. Read once a process."""
        return _bundled()

    @classmethod
    def load(cls, given: str | Path, *, place: str = "terrain") -> "Terrain":
        """The bundled terrain, or all tiles of a folder and of those in it (or one file) joined on one grid.

        Args:
            given: "bundled", or a path to .hgt, .hgt.zip, .dt0, .dt1, .dt2 or .tif tiles, of any mix of
                spacings; see `airtight.terrain.mosaic.join` for how they are joined.
            place: what the user calls this, for messages.

        Raises:
            MissingError: nothing is there, or .tif is asked for without the reader's extra.
            InputError: nothing there can be read, a file is damaged, or it is too much terrain at once.

        """
        if str(given) == BUNDLED:
            return cls.bundled()
        path = Path(given)
        if not path.exists():
            raise MissingError(
                "no such folder or file", place=place, value=given, allowed=f'"{BUNDLED}", or a path'
            )
        found = found_in(path, place=place)
        key = tuple(_stamp(file) for file in found)
        if key not in _LAST:
            terrain = _joined(path, found, place)
            _LAST.clear()
            _LAST[key] = terrain
        return _LAST[key]

    @property
    def bounds_deg(self) -> tuple[float, float, float, float]:
        """South, west, north, east of the outermost posts; across the antimeridian, east is beyond 180."""
        north, west = np.degrees(self.grid[0]), np.degrees(self.grid[1])
        south = north - np.degrees(self.grid[2]) * (self.elevation_m.shape[0] - 1)
        east = west + np.degrees(self.grid[3]) * (self.elevation_m.shape[1] - 1)
        return float(south), float(west), float(north), float(east)

    @property
    def notes(self) -> list[str]:
        """What a reader must know of the ground, a sentence each; empty where every post is known."""
        told = []
        posts = self.known.size
        if self.void_count:
            rest = self.void_count - self.filled_count
            sea = f"; {rest:,} lie farther than {REACH_M / 1000:.0f} km from any and are taken as sea"
            told.append(
                f"{self.void_count:,} of {posts:,} posts have no height in their file: {self.filled_count:,} "
                f"hold that of the nearest post{sea if rest else ''}. All of them count as unknown."
            )
        gap = posts - int(np.count_nonzero(self.known)) - self.void_count
        if gap > 0:
            told.append(f"{gap / posts:.1%} of the extent lies in no file: unknown ground, taken as sea.")
        if self.resampled_files:
            told.append(
                f"{self.resampled_files:,} of {self.files:,} files are coarser than the grid or lie off its "
                "posts; their heights are interpolated."
            )
        return told

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
        east = flat(_wrapped(longitude))
        kernels.fill_heights(self.elevation_m, self.grid, flat(latitude), east, height.reshape(-1))
        return height

    def contains(self, latitude_rad: float, longitude_rad: float) -> bool:
        """Whether a place lies within the outermost posts."""
        longitude = float(_wrapped(np.asarray(longitude_rad, np.float64)))
        return bool(kernels.inside(self.grid, float(latitude_rad), longitude))


def _wrapped(longitude_rad: Floats) -> Floats:
    """The same meridians, -pi to pi; those already there stay as they are to the last bit."""
    turned = (longitude_rad + np.pi) % (2.0 * np.pi) - np.pi
    return np.where(np.abs(longitude_rad) > np.pi, turned, longitude_rad)


@cache
def _bundled() -> Terrain:
    with (resources.files("airtight.terrain") / "data" / "globe30s_anatolia.npz").open("rb") as stream:
        packed = np.load(stream)
        height = packed["high"].astype(np.float32) * np.float32(256.0) + packed["low"]
        latitude, longitude, step = (float(x) for x in packed["posts_deg"])
        source = str(packed["source"])
    return Terrain.of(Tile(height, latitude, longitude, step, step), source=source)


_LAST: dict[tuple[tuple[str, int, int], ...], Terrain] = {}
"""The last terrain joined, by its files as they were then: several parts of one answer ask for it."""


def _stamp(file: Path) -> tuple[str, int, int]:
    try:
        state = file.stat()
    except OSError:
        return str(file), -1, -1
    return str(file.resolve()), state.st_mtime_ns, state.st_size


def _joined(path: Path, found: Sequence[Path], place: str) -> Terrain:
    try:
        mosaic = join(outlines(list(found), place=place), place=place)
        terrain = Terrain.of(
            mosaic.tile,
            source=f"{path} ({len(found)} elevation files)",
            filled=mosaic.filled,
            files=len(found),
            resampled=mosaic.resampled,
            reuse=True,
        )
    except MemoryError:
        raise InputError(
            "more terrain than fits into memory", place=place, value=path, allowed="fewer or coarser tiles"
        ) from None
    if not terrain.known.any():
        raise InputError("no height at all", place=place, value=path, allowed="files with heights")
    return terrain
