"""SRTM tiles, also zipped: big-endian int16 posts on the degree lines, named for the south-west corner."""

import re
import zipfile
from pathlib import Path

import numpy as np

from airtight.errors import InputError
from airtight.numerics.columns import Singles
from airtight.terrain.tiles import MOST_POSTS, Outline, refused

VOID = -32768
MOST_DIRECTORY_BYTES = 100_000
"""Of a .zip's list of contents: hundreds of entries, where one is wanted."""
NARROW = {3601 * 1801: (3601, 1801), 1201 * 601: (1201, 601)}
"""Tiles of high latitudes, with half as many columns."""
_CORNER = re.compile(r"([NS])(\d{2})([EW])(\d{3})(?!\d)", re.IGNORECASE)
_END = b"PK\x05\x06"


def outline(path: Path, *, place: str) -> Outline:
    """Where the posts lie, by the name and the size.

    Raises:
        InputError: the name tells no corner, the size no square, or the .zip does not hold one tile.

    """
    if path.name.lower().endswith(".zip"):
        entry = _entry(path, place)
        corners = [found for name in (Path(entry.filename).name, path.name) if (found := _corner(name))]
        size = entry.file_size
        if len(set(corners)) > 1:
            raise refused(
                "the .zip is named for another corner than its content",
                path,
                place=place,
                got=entry.filename,
                allowed="one corner",
            )
    else:
        corners = [found for name in (path.name,) if (found := _corner(name))]
        size = path.stat().st_size
    if not corners:
        raise refused(
            "a .hgt file is named for its south-west corner",
            path,
            place=place,
            allowed="such as N39E032.hgt: S90 to N89, W180 to E179",
        )
    south, west = corners[0]
    rows, columns = _shape(size, path, place)
    return Outline(path, south + 1.0, float(west), 1.0 / (rows - 1), 1.0 / (columns - 1), rows, columns)


def heights(found: Outline, *, place: str) -> Singles:
    """The heights of a file, m, NaN where it has none.

    Raises:
        InputError: the content is not as long as it says.

    """
    size = 2 * found.rows * found.columns
    if found.path.name.lower().endswith(".zip"):
        with zipfile.ZipFile(found.path) as archive, archive.open(_entry(found.path, place)) as stream:
            content = stream.read(size + 1)
    else:
        with found.path.open("rb") as stream:
            content = stream.read(size + 1)
    if len(content) != size:
        raise refused(
            "another length than it says", found.path, place=place, got=len(content), allowed=f"{size} bytes"
        )
    raw = np.frombuffer(content, ">i2").reshape(found.rows, found.columns)
    elevation = raw.astype(np.float32)
    elevation[raw == VOID] = np.nan
    return elevation


def _corner(name: str) -> tuple[int, int] | None:
    match = _CORNER.match(name)
    if not match:
        return None
    south = int(match[2]) * (1 if match[1].upper() == "N" else -1)
    west = int(match[4]) * (1 if match[3].upper() == "E" else -1)
    return (south, west) if -90 <= south < 90 and -180 <= west < 180 else None  # noqa: PLR2004


def _shape(size: int, path: Path, place: str) -> tuple[int, int]:
    posts = round((size / 2) ** 0.5)
    if size % 2 == 0 and size // 2 in NARROW:
        return NARROW[size // 2]
    if posts * posts * 2 != size or posts % 600 == 0 or posts < 2:  # noqa: PLR2004 - 1200 is a post short
        raise refused(
            "wrong size",
            path,
            place=place,
            got=f"{size} bytes",
            allowed="a square of int16 posts: 1201 x 1201 (2884802 bytes) or 3601 x 3601 (25934402 bytes)",
        )
    return posts, posts


def _entry(path: Path, place: str) -> zipfile.ZipInfo:
    """The one tile inside a .zip; its list of contents is weighed before it is read."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(0, size - 66_000))
        tail = stream.read()
    end = tail.rfind(_END)
    listed = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if end < 0 or listed > MOST_DIRECTORY_BYTES:
        raise refused(
            "not a .zip of one tile",
            path,
            place=place,
            got="no list of contents" if end < 0 else f"a list of contents of {listed:,} bytes",
            allowed="an intact .zip that holds one .hgt",
        )
    with zipfile.ZipFile(path) as archive:
        entries = [e for e in archive.infolist() if _is_tile(e.filename)]
    if len(entries) != 1:
        raise refused(
            "not one .hgt inside", path, place=place, got=len(entries), allowed="one .hgt in a .zip"
        )
    if entries[0].file_size > 2 * MOST_POSTS:
        raise InputError(
            "too large a tile",
            place=place,
            value=f"{path}: {entries[0].file_size:,} bytes",
            allowed=f"{2 * MOST_POSTS:,} bytes at most",
        )
    return entries[0]


def _is_tile(name: str) -> bool:
    """Not what file managers leave beside it."""
    return name.lower().endswith(".hgt") and not Path(name).name.startswith(".")
