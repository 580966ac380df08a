"""Tiles of elevation: where their posts lie, and what every tile must keep to."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from airtight.errors import InputError
from airtight.numerics.columns import Singles

MOST_POSTS = 400_000_000
"""Of one terrain, and of one file: 2 GB with their flags, 3 GB while tiles are joined. More is refused."""
FEWEST_POSTS = 2
LOWEST_M = -500.0
"""The shore of the Dead Sea lies at -430 m."""
HIGHEST_M = 9_000.0
SLACK_DEG = 1e-6


@dataclass(frozen=True)
class Outline:
    """Where the posts of a file lie, known without reading its heights.

    Attributes:
        path: of the file.
        latitude_deg: of row 0, the northernmost.
        longitude_deg: of column 0, the westernmost.
        latitude_step_deg: southwards, > 0.
        longitude_step_deg: eastwards, > 0.
        rows: posts from north to south.
        columns: posts from west to east.

    """

    path: Path
    latitude_deg: float
    longitude_deg: float
    latitude_step_deg: float
    longitude_step_deg: float
    rows: int
    columns: int

    @property
    def south_deg(self) -> float:
        """Latitude of the last row."""
        return self.latitude_deg - self.latitude_step_deg * (self.rows - 1)

    @property
    def width_deg(self) -> float:
        """From the first to the last column."""
        return self.longitude_step_deg * (self.columns - 1)


@dataclass(frozen=True)
class Tile:
    """Posts from north to south and west to east.

    Attributes:
        elevation_m: (rows, columns), m; NaN where nothing is known.
        latitude_deg: of row 0.
        longitude_deg: of column 0.
        latitude_step_deg: southwards, > 0.
        longitude_step_deg: eastwards, > 0.
        void: (rows, columns), true where a file has a post without a height, whatever stands in for it.

    """

    elevation_m: Singles
    latitude_deg: float
    longitude_deg: float
    latitude_step_deg: float
    longitude_step_deg: float
    void: NDArray[np.bool_] | None = None


def refused(reason: str, path: Path, *, place: str, allowed: str, got: object = "") -> InputError:
    """The error for a file that cannot be used: what is wrong, its name, the value, what is allowed."""
    return InputError(reason, place=place, value=path if got == "" else f"{path}: {got}", allowed=allowed)


def checked(outline: Outline, *, place: str) -> Outline:
    """The same outline.

    Raises:
        InputError: fewer than two posts each way or too many, or posts that are not on the globe.

    """
    path, rows, columns = outline.path, outline.rows, outline.columns
    if rows < FEWEST_POSTS or columns < FEWEST_POSTS or rows * columns > MOST_POSTS:
        raise refused(
            "wrong number of posts",
            path,
            place=place,
            got=f"{rows} x {columns}",
            allowed=f"two or more each way, {MOST_POSTS:,} at most in all",
        )
    steps = (outline.latitude_step_deg, outline.longitude_step_deg)
    if not all(np.isfinite(step) and step > 0.0 for step in steps):
        raise refused(
            "wrong spacing of posts",
            path,
            place=place,
            got=f"{steps[0] * 3600:.6g} x {steps[1] * 3600:.6g} arc-seconds",
            allowed="more than 0",
        )
    if not (
        outline.south_deg >= -90.0 - SLACK_DEG
        and outline.latitude_deg <= 90.0 + SLACK_DEG
        and abs(outline.longitude_deg) <= 360.0  # noqa: PLR2004
        and outline.width_deg <= 360.0 + SLACK_DEG
    ):
        raise refused(
            "not on the globe",
            path,
            place=place,
            got=f"latitude {outline.south_deg:.6g} to {outline.latitude_deg:.6g}, longitude "
            f"{outline.longitude_deg:.6g} to {outline.longitude_deg + outline.width_deg:.6g}",
            allowed="latitude -90 to 90, longitude -360 to 360, at most once round",
        )
    return outline


def check_heights(elevation_m: Singles, outline: Outline, *, place: str) -> None:
    """Refuse heights that no ground has.

    Raises:
        InputError: a height is infinite, below `LOWEST_M` or above `HIGHEST_M`; the worst post is named.

    """
    low, high = np.fmin.reduce(elevation_m, axis=None), np.fmax.reduce(elevation_m, axis=None)
    if not (low < LOWEST_M or high > HIGHEST_M):
        return
    worst = np.nanargmin(elevation_m) if low < LOWEST_M else np.nanargmax(elevation_m)
    row, column = divmod(int(worst), outline.columns)
    latitude = outline.latitude_deg - row * outline.latitude_step_deg
    longitude = outline.longitude_deg + column * outline.longitude_step_deg
    raise refused(
        "not a height of the ground",
        outline.path,
        place=place,
        got=f"{elevation_m[row, column]:g} m at {latitude:.5f} N, {longitude:.5f} E",
        allowed=f"{LOWEST_M:.0f} to {HIGHEST_M:.0f} m above sea; sea floor set to 0, missing heights "
        "declared as the file's no-data value",
    )
