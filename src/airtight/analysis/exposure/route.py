"""A stated route: a table of times and places, read from a CSV file."""

import csv
import math
from pathlib import Path

import numpy as np

from airtight.analysis.exposure.flights import Flight, Flights, fly, leg_lengths
from airtight.errors import InputError, MissingError, Problem
from airtight.numerics.columns import Floats
from airtight.terrain.elevation import Terrain
from airtight.units import nearest

COLUMNS = ("time_s", "lat", "lon", "height_m")
LIMITS = {
    "time_s": (-1e9, 1e10, "seconds"),
    "lat": (-90.0, 90.0, "-90 to 90 degrees"),
    "lon": (-360.0, 360.0, "-360 to 360 degrees"),
    "height_m": (-500.0, 40_000.0, "-500 to 40000 m above mean sea level"),
}
LARGEST_BYTES = 20_000_000
LONGEST_S = 48 * 3600.0
SPEEDS_M_PER_S = (1.0, 1_500.0)
MOST_PROBLEMS = 8
BANK_MAX_RAD = math.radians(45.0)
DEEPEST_M = 500.0
"""A route this far below the ground as mapped is taken for a slip."""


def read_route(path: str | Path, *, step_s: float) -> Flight:
    """The flight of a CSV file with the columns time_s, lat, lon (degrees) and height_m (above sea level).

    Corners are rounded: see `fly`.

    Raises:
        MissingError: there is no such file, or it cannot be read.
        InputError: all that is wrong with it, each with its line and column.

    """
    rows, numbers = _rows(Path(path))
    _check_legs(str(path), rows, numbers)
    return fly(
        rows[:, 0],
        np.radians(rows[:, 1]),
        np.radians(rows[:, 2]),
        rows[:, 3],
        step_s=step_s,
        bank_max_rad=BANK_MAX_RAD,
    )


def above_ground(flight: Flight, terrain: Terrain, *, place: str) -> tuple[Flight, float]:
    """The flight, lifted to the ground where the map has it a little below; and the share that was lifted.

    Raises:
        InputError: it runs far below the ground.

    """
    ground = terrain.height_m(flight.latitude_rad, np.mod(flight.longitude_rad + np.pi, 2 * np.pi) - np.pi)
    under = ground - flight.height_m
    worst = int(np.argmax(under))
    if under[worst] > DEEPEST_M:
        raise InputError(
            f"the route runs {under[worst]:.0f} m below the ground",
            place=f"{place}, {flight.latitude_rad[worst] * 180 / np.pi:.3f} N"
            f" {flight.longitude_rad[worst] * 180 / np.pi:.3f} E",
            value=f"{flight.height_m[worst]:.0f} m",
            allowed=f"heights in metres above mean sea level; the ground there lies at {ground[worst]:.0f} m",
        )
    lifted = Flight(
        flight.start_s,
        flight.latitude_rad,
        flight.longitude_rad,
        np.maximum(flight.height_m, ground),
        flight.bank_rad,
    )
    return lifted, float(np.mean(under > 0.0))


def for_all(flight: Flight, worlds: int, *, step_s: float) -> Flights:
    """One flight, alike in all worlds."""
    return Flights.of(
        [flight],
        step_s=step_s,
        first=np.zeros(worlds, dtype=np.int64),
        count=np.ones(worlds, dtype=np.int64),
    )


def _rows(path: Path) -> tuple[Floats, list[int]]:
    """Numbers (K, 4) and the line each row stands in."""
    lines = _text(path).splitlines()
    reader = csv.reader(lines)
    try:
        table = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise InputError(f"not CSV: {error}", place=f"{path}:{reader.line_num}", allowed=_form()) from None
    if not table:
        raise InputError("is empty", place=str(path), allowed=_form())
    header = [cell.strip().lower() for cell in table[0][1]]
    problems = [_no_column(str(path), name, header) for name in COLUMNS if name not in header]
    if problems:
        raise InputError.of(problems)
    found: list[list[float]] = []
    numbers: list[int] = []
    for number, row in table[1:]:
        values = [_value(f"{path}:{number}", name, row, header.index(name), problems) for name in COLUMNS]
        found.append(values)
        numbers.append(number)
        if len(problems) >= MOST_PROBLEMS:
            break
    if problems:
        raise InputError.of(problems)
    if len(found) < 2:  # noqa: PLR2004 (a route leads from one place to another)
        raise InputError("too few places", place=str(path), value=len(found), allowed="two rows or more")
    return np.array(found), numbers


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InputError(
                "too large",
                place=str(path),
                value=f"{path.stat().st_size} bytes",
                allowed=f"{LARGEST_BYTES} bytes",
            )
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise MissingError("there is no such file", place=str(path), allowed=_form()) from None
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise InputError("not UTF-8 text", place=str(path), allowed=_form()) from None
        reason = "is a folder, not a file" if path.is_dir() else "cannot be read"
        raise MissingError(reason, place=str(path), allowed=_form()) from None


def _form() -> str:
    return f"a CSV file with the columns {', '.join(COLUMNS)}"


def _no_column(place: str, name: str, header: list[str]) -> Problem:
    alike = nearest(name, header, 1)
    hint = f"; is it '{alike[0]}'?" if alike else ""
    return Problem(f"the column {name} is missing{hint}", f"{place}:1", ", ".join(header)[:120], _form())


def _value(place: str, name: str, row: list[str], index: int, problems: list[Problem]) -> float:
    low, high, allowed = LIMITS[name]
    text = row[index].strip() if index < len(row) else ""
    try:
        value = float(text)
    except ValueError:
        problems.append(
            Problem("not a number" if text else "is missing", f"{place}, {name}", text[:60], allowed)
        )
        return 0.0
    if not low <= value <= high:
        problems.append(Problem("out of range", f"{place}, {name}", text[:60], allowed))
    return value


def _check_legs(place: str, rows: Floats, numbers: list[int]) -> None:
    lasting = np.diff(rows[:, 0])
    late = np.flatnonzero(lasting <= 0.0)
    if late.size:
        row = int(late[0]) + 1
        raise InputError(
            "time does not rise",
            place=f"{place}:{numbers[row]}, time_s",
            value=f"{rows[row, 0]:g} after {rows[row - 1, 0]:g}",
            allowed="later than the row before",
        )
    if rows[-1, 0] - rows[0, 0] > LONGEST_S:
        raise InputError(
            "too long", place=place, value=f"{rows[-1, 0] - rows[0, 0]:g} s", allowed=f"{LONGEST_S:g} s"
        )
    length, _ = leg_lengths(np.radians(rows[:, 1]), np.radians(rows[:, 2]))
    speed = np.hypot(length, np.diff(rows[:, 3])) / lasting
    low, high = SPEEDS_M_PER_S
    wrong = np.flatnonzero((speed < low) | (speed > high))
    if wrong.size:
        row = int(wrong[0]) + 1
        raise InputError(
            "no aircraft flies at that speed",
            place=f"{place}:{numbers[row]}, from the row before",
            value=f"{speed[row - 1]:.4g} m/s",
            allowed=f"{low:g} to {high:g} m/s",
        )
