"""Elevation files: which there are, where their posts lie, their heights; what is wrong with one."""

import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from airtight.errors import InputError, Problem
from airtight.numerics.columns import Singles
from airtight.terrain import dted, geotiff, hgt
from airtight.terrain.tiles import Outline, Tile, check_heights, checked, refused

__all__ = [
    "SUFFIXES",
    "Outline",
    "Tile",
    "covered",
    "found_in",
    "heights",
    "outline",
    "outlines",
    "read_tile",
]

SUFFIXES = (".hgt", ".hgt.zip", ".dt0", ".dt1", ".dt2", ".tif", ".tiff")
MOST_FILES = 20_000
MOST_ENTRIES = 200_000
DEEPEST = 4
"""Folders in folders; DTED has one a longitude."""
MOST_PROBLEMS = 20
Result = TypeVar("Result")


class _Format(Protocol):
    """What each of the modules of one format offers."""

    def outline(self, path: Path, *, place: str) -> Outline:
        """Where the posts lie."""

    def heights(self, found: Outline, *, place: str) -> Singles:
        """The heights, m."""


def found_in(path: Path, *, place: str) -> list[Path]:
    """The elevation files in a folder and the folders in it, by name; or the one file given.

    Links to folders are followed, none twice; names that begin with a dot are passed over.

    Raises:
        InputError: none is there, or more than can be meant; a folder cannot be read, or is named as a file.

    """
    if not path.is_dir():
        return [path]
    files: list[Path] = []
    for entries, entry in enumerate(_walk(path, place, set(), DEEPEST)):
        if entry.name.lower().endswith(SUFFIXES):
            files.append(entry)
        if entries >= MOST_ENTRIES or len(files) > MOST_FILES:
            raise InputError(
                "too many files",
                place=place,
                value=path,
                allowed=f"{MOST_FILES:,} elevation files at most, {MOST_ENTRIES:,} files in all",
            )
    if not files:
        raise InputError(
            "no elevation files in the folder", place=place, value=path, allowed=", ".join(SUFFIXES)
        )
    return sorted(files)


def _walk(folder: Path, place: str, seen: set[tuple[int, int]], deeper: int) -> Iterator[Path]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if not _is_folder(entry) or entry.name.lower().endswith(SUFFIXES):
                    yield Path(entry.path)
                elif deeper > 0:
                    yield from _walk(Path(entry.path), place, seen, deeper - 1)
    except OSError as reason:
        raise refused(
            f"cannot be read: {reason.strerror}", folder, place=place, allowed="a folder that may be read"
        ) from None


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself: told where the file is read
        return False


def outlines(files: list[Path], *, place: str) -> list[Outline]:
    """Where the posts of many files lie; their heights are not read.

    Raises:
        InputError: one or more files are wrong; the first twenty are all told.
        MissingError: a .tif without rasterio installed.

    """
    found: list[Outline] = []
    problems: list[Problem] = []
    for file in files:
        try:
            found.append(outline(file, place=place))
        except InputError as error:
            problems += error.problems
            if len(problems) >= MOST_PROBLEMS:
                break
    if problems:
        raise InputError.of(problems)
    return found


def outline(path: Path, *, place: str) -> Outline:
    """Where the posts of one file lie, by its suffix.

    Raises:
        InputError: the suffix is unknown, or the file is damaged or not on the globe.
        MissingError: a .tif without rasterio installed.

    """
    _check_file(path, place)
    module = _format(path, place)
    return checked(_guarded(lambda: module.outline(path, place=place), path, place), place=place)


def heights(found: Outline, *, place: str) -> Singles:
    """The heights of one file, (rows, columns), m; NaN where it has a post without a height.

    Raises:
        InputError: the content is damaged or not heights of the ground.

    """
    module = _format(found.path, place)
    elevation = _guarded(lambda: module.heights(found, place=place), found.path, place)
    check_heights(elevation, found, place=place)
    return elevation


def covered(found: Outline, *, place: str) -> NDArray[np.bool_] | None:
    """Which posts lie within the file's own frame; None if all do."""
    if _format(found.path, place) is not geotiff:
        return None
    return _guarded(lambda: geotiff.covered(found, place=place), found.path, place)


def read_tile(path: Path, *, place: str) -> Tile:
    """One file as it is: NaN where it has no height.

    Raises:
        InputError: see `outline` and `heights`.
        MissingError: a .tif without rasterio installed.

    """
    found = outline(path, place=place)
    return Tile(
        heights(found, place=place),
        found.latitude_deg,
        found.longitude_deg,
        found.latitude_step_deg,
        found.longitude_step_deg,
    )


def _format(path: Path, place: str) -> _Format:
    name = path.name.lower()
    if name.endswith((".hgt", ".hgt.zip")):
        return hgt
    if name.endswith((".dt0", ".dt1", ".dt2")):
        return dted
    if name.endswith((".tif", ".tiff")):
        return geotiff
    raise refused("unknown kind of file", path, place=place, allowed=", ".join(SUFFIXES))


def _check_file(path: Path, place: str) -> None:
    """A regular file that is not empty: a pipe or a device would be read for ever."""
    try:
        status = path.stat()
    except OSError as reason:
        raise refused(
            f"cannot be read: {reason.strerror}", path, place=place, allowed="a file that may be read"
        ) from None
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device or a pipe"
        raise refused(f"{kind}, not a file", path, place=place, allowed="a regular file")
    if status.st_size == 0:
        raise refused("an empty file", path, place=place, got="0 bytes", allowed="heights")


def _guarded(read: Callable[[], Result], path: Path, place: str) -> Result:
    try:
        return read()
    except (
        OSError,
        ValueError,
        EOFError,
        RuntimeError,
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
    ) as reason:
        text = getattr(reason, "strerror", None) or " ".join(str(reason).split()) or type(reason).__name__
        raise refused(f"cannot be read: {text}", path, place=place, allowed="an intact file") from None
