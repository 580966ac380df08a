"""The one grid on which tiles of any spacing are joined, known before a height is read."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from airtight.errors import InputError
from airtight.terrain.tiles import MOST_POSTS, Outline

ALIGNMENT = 0.02
"""How far posts may lie off the grid and still be taken as its own, in steps."""
MOST_READ = 4 * MOST_POSTS
"""Posts of all files together, where they overlap."""
BYTES_A_POST = 5


@dataclass(frozen=True)
class Frame:
    """A grid of posts.

    Attributes:
        latitude_deg: of row 0.
        longitude_deg: of column 0, -180 to 180; the last column may lie beyond 180.
        latitude_step_deg: southwards.
        longitude_step_deg: eastwards.
        rows: posts from north to south.
        columns: posts from west to east.
        closed: the last column is the first one again, once round the earth.

    """

    latitude_deg: float
    longitude_deg: float
    latitude_step_deg: float
    longitude_step_deg: float
    rows: int
    columns: int
    closed: bool

    def row_of(self, latitude_deg: float) -> float:
        """Steps south of row 0."""
        return (self.latitude_deg - latitude_deg) / self.latitude_step_deg

    def column_of(self, longitude_deg: float) -> float:
        """Steps east of column 0, from just west of it to once round the earth."""
        column = (longitude_deg - self.longitude_deg) % 360.0 / self.longitude_step_deg
        around = 360.0 / self.longitude_step_deg
        return column - around if column > around - 1.0 + ALIGNMENT else column


def frame(outlines: Sequence[Outline], *, place: str) -> Frame:
    """The grid that spans all, with the finest steps among them, on the posts of the finest.

    Raises:
        InputError: it would have too many posts; the message says how to have fewer.

    """
    level = min(outlines, key=lambda o: o.latitude_step_deg)
    upright = min(outlines, key=lambda o: o.longitude_step_deg)
    down, right = level.latitude_step_deg, upright.longitude_step_deg
    top = math.ceil(-(max(o.latitude_deg for o in outlines) - level.latitude_deg) / down - ALIGNMENT)
    bottom = math.floor((level.latitude_deg - min(o.south_deg for o in outlines)) / down + ALIGNMENT)
    west, width = _span(outlines)
    around = 360.0 / right
    closed = width > 360.0 - 1.5 * right
    if closed:
        left, columns = 0, round(around) + 1  # the first column once more, so that nothing opens between
    else:
        turned = math.remainder(west - upright.longitude_deg, 360.0)
        left = math.ceil(turned / right - ALIGNMENT)
        columns = math.floor((turned + width) / right + ALIGNMENT) - left + 1
    rows = bottom - top + 1
    _check(rows, columns, (down, right), outlines, place)
    longitude = upright.longitude_deg + left * right
    # The first column's own longitude where it lies in range: no bit of it is lost.
    if not -180.0 <= longitude < 180.0:  # noqa: PLR2004
        longitude = (longitude + 180.0) % 360.0 - 180.0
    return Frame(level.latitude_deg - top * down, longitude, down, right, rows, columns, closed)


def _span(outlines: Sequence[Outline]) -> tuple[float, float]:
    """Western end and width, degrees, of the shortest arc that holds all."""
    arcs = sorted((o.longitude_deg % 360.0, o.width_deg) for o in outlines)
    reach = max(start + width for start, width in arcs) - 360.0
    gap, west = -math.inf, arcs[0][0]
    for start, width in arcs:
        if start - reach > gap:
            gap, west = start - reach, start
        reach = max(reach, start + width)
    return west, min(360.0 - gap, 360.0)


def _check(
    rows: int, columns: int, steps: tuple[float, float], outlines: Sequence[Outline], place: str
) -> None:
    if rows * columns > MOST_POSTS:
        finest = min(outlines, key=lambda o: o.latitude_step_deg * o.longitude_step_deg)
        side = math.sqrt(MOST_POSTS)
        extent = f"{rows * steps[0]:.4g} x {columns * steps[1]:.4g} degrees"
        thinner = math.ceil(math.sqrt(rows * columns / MOST_POSTS))
        raise InputError(
            "too much terrain at once",
            place=place,
            value=f"{rows:,} x {columns:,} posts ({rows * columns * BYTES_A_POST / 1e9:.3g} GB) for {extent} "
            f"at {steps[0] * 3600:.4g} x {steps[1] * 3600:.4g} arc-seconds, those of {finest.path.name}",
            allowed=f"{MOST_POSTS:,} posts ({MOST_POSTS * BYTES_A_POST / 1e9:.3g} GB), such as "
            f"{side * steps[0]:.3g} x {side * steps[1]:.3g} degrees at this spacing: keep only the tiles "
            "within reach of the sites, or thin them, as by gdalwarp -r average "
            f"-tr {steps[1] * thinner:.7f} {steps[0] * thinner:.7f} TILES thin.tif",
        )
    read = sum(o.rows * o.columns for o in outlines)
    if read > MOST_READ:
        raise InputError(
            "the files overlap too often",
            place=place,
            value=f"{read:,} posts in {len(outlines):,} files",
            allowed=f"{MOST_READ:,} posts in all: keep one file for each place",
        )
