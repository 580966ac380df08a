"""Files that models read: a terrain profile, positions of truth and tracks."""

import csv
import io
import json
import math
from pathlib import Path

import numpy as np

from airtight.errors import InputError, MissingError
from airtight.numerics.columns import Floats

HEADER = ("distance_km", "height_m")
LARGEST_BYTES = 50_000_000
FARTHEST_KM = 20_000.0
DEEPEST_M, HIGHEST_M = -12_000.0, 100_000.0
POSITIONS_MAX = 4_000
FARTHEST = 1e12
AXES_MAX = 3


def profile(given: object, place: str) -> tuple[Floats, Floats]:
    """A terrain profile: distances (m) and heights (m), each (n,), from a CSV file.

    The header is ``distance_km,height_m``; distances begin with 0 and rise.

    Raises:
        MissingError: there is no such file.
        InputError: it is no such table; the line is named.

    """
    text = _text(given, place)
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise InputError(
            f"malformed CSV: {error}", place=f"{place} {given}", allowed=",".join(HEADER)
        ) from None
    header = tuple(cell.strip() for cell in rows[0]) if rows else ()
    if header != HEADER:
        raise InputError(
            "the first line is not the header",
            place=f"{place} {given}, line 1",
            value=",".join(header)[:80],
            allowed=",".join(HEADER),
        )
    kept: list[tuple[float, float]] = []
    for line, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            kept.append(_point(row, kept, f"{place} {given}, line {line}"))
    if len(kept) < 3:  # noqa: PLR2004 (an end at each side and something between)
        raise InputError(
            "too few points",
            place=f"{place} {given}",
            value=len(kept),
            allowed="3 or more: both ends, and between",
        )
    table = np.array(kept)
    return table[:, 0] * 1e3, table[:, 1].copy()


def positions(given: object, place: str) -> tuple[Floats, Floats]:
    """Truth and tracks, each (n, d), from a JSON file ``{"truth": [[x, y, z], ...], "tracks": [...]}``.

    Raises:
        MissingError: there is no such file.
        InputError: it holds something else; the position is named.

    """
    text = _text(given, place)
    where = f"{place} {given}"
    try:
        document = json.loads(text)
    except ValueError as error:
        raise InputError(
            f"malformed JSON: {error}", place=where, allowed='{"truth": [[x, y, z]], "tracks": [[x, y, z]]}'
        ) from None
    except RecursionError:
        raise InputError(
            "malformed JSON: nested too deeply", place=where, allowed="two lists of positions"
        ) from None
    sets = ("truth", "tracks")
    if not isinstance(document, dict) or set(document) != set(sets):
        got = (
            ", ".join(map(str, document))[:80]
            if isinstance(document, dict)
            else f"a {type(document).__name__}"
        )
        raise InputError(
            "not an object of truth and tracks",
            place=where,
            value=got,
            allowed='"truth" and "tracks", no other key',
        )
    axes: list[int] = []
    truth, tracks = (_positions(document[name], f"{where}, {name}", axes) for name in sets)
    return truth, tracks


def _text(given: object, place: str) -> str:
    path = Path(str(given))
    if not str(given).strip() or "\0" in str(given):
        raise InputError("names no file", place=place, value=repr(given), allowed="the path of a file")
    try:
        if path.is_dir():
            raise InputError("is a folder", place=place, value=path, allowed="the path of a file")
        if not path.exists():
            raise MissingError("there is no such file", place=place, value=path, allowed="a file that exists")
        if path.stat().st_size > LARGEST_BYTES or not path.is_file():
            raise InputError(
                "too large, or not a plain file",
                place=place,
                value=path,
                allowed=f"{LARGEST_BYTES // 1_000_000} MB",
            )
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("is not UTF-8 text", place=place, value=path, allowed="a text file") from None
    except OSError as error:
        raise MissingError(
            f"cannot be read: {error.strerror}", place=place, value=path, allowed="a file that can be read"
        ) from None


def _point(row: list[str], before: list[tuple[float, float]], place: str) -> tuple[float, float]:
    if len(row) != len(HEADER):
        raise InputError("not two numbers", place=place, value=",".join(row)[:80], allowed=",".join(HEADER))
    values = []
    for cell, low, high, name in (
        (row[0], 0.0, FARTHEST_KM, HEADER[0]),
        (row[1], DEEPEST_M, HIGHEST_M, HEADER[1]),
    ):
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if not low <= value <= high:
            raise InputError(
                f"{name} is not a number in range",
                place=place,
                value=cell[:80],
                allowed=f"{low:g} to {high:g}",
            )
        values.append(value)
    if not before and values[0] != 0.0:
        raise InputError("the first distance is not 0", place=place, value=row[0], allowed="0")
    if before and values[0] <= before[-1][0]:
        raise InputError(
            "distances do not rise", place=place, value=row[0], allowed=f"more than {before[-1][0]:g}"
        )
    return values[0], values[1]


def _positions(given: object, place: str, axes: list[int]) -> Floats:
    """The positions of one set; `axes` remembers how many coordinates the first position had."""
    if not isinstance(given, list) or len(given) > POSITIONS_MAX:
        got = len(given) if isinstance(given, list) else f"a {type(given).__name__}"
        raise InputError(
            "not a list of positions", place=place, value=got, allowed=f"0 to {POSITIONS_MAX} of [x, y, z]"
        )
    for i, position in enumerate(given):
        if not isinstance(position, list) or not 1 <= len(position) <= AXES_MAX:
            raise InputError(
                "not a position", place=f"{place}[{i}]", value=repr(position)[:80], allowed="[x, y, z]"
            )
        axes.append(len(position))
        if axes[0] != len(position):
            raise InputError(
                "positions of different dimensions",
                place=f"{place}[{i}]",
                value=len(position),
                allowed=f"{axes[0]} coordinates, as the first position has",
            )
        for j, x in enumerate(position):
            number = isinstance(x, int | float) and not isinstance(x, bool)
            if not number or not -FARTHEST <= x <= FARTHEST:
                raise InputError(
                    "not a coordinate",
                    place=f"{place}[{i}][{j}]",
                    value=repr(x)[:80],
                    allowed=f"a number of metres, {FARTHEST:g} at most",
                )
    return np.array(given, dtype=np.float64).reshape(len(given), -1) if given else np.zeros((0, 0))
