"""How an input's text becomes a value within bounds, or a message in its writer's own words."""

import math
from collections.abc import Callable
from typing import Any

from airtight import units
from airtight.catalog.loader import Catalog, Entry, load
from airtight.errors import InputError

Read = Callable[[object, str], Any]
_RADIANS_A_DEGREE = math.pi / 180.0


def quantity(
    dimension: str, low: float = -math.inf, high: float = math.inf, *, above: bool = False, unit: str = ""
) -> Read:
    """A number of a dimension, in SI.

    Args:
        dimension: one of `units.DIMENSIONS`.
        low: the least value, SI.
        high: the greatest.
        above: whether `low` itself is too little.
        unit: in which bounds are told, where that of the dimension does not suit.

    """
    told = unit or dimension

    def read(given: object, place: str) -> float:
        value = units.parse(given, dimension, place=place)
        if value < low or value > high or (above and value == low):
            raise InputError(
                "out of range",
                place=place,
                value=_shown(given),
                allowed=_between(low, high, told, above=above),
            )
        return value

    return read


def degrees(low: float = -360.0, high: float = 360.0) -> Read:
    """An angle in radians; a bare number is in degrees, as latitudes and longitudes are written."""

    def read(given: object, place: str) -> float:
        bare = units.unit_of(given, place=place) == ""
        value = (
            units.parse(given, "ratio", place=place) * _RADIANS_A_DEGREE
            if bare
            else units.parse(given, "angle", place=place)
        )
        if not low * _RADIANS_A_DEGREE <= value <= high * _RADIANS_A_DEGREE:
            raise InputError(
                "out of range", place=place, value=_shown(given), allowed=f"{low:g} to {high:g} degrees"
            )
        return value

    return read


def share(*, least: float = 0.0, most: float = 1.0) -> Read:
    """A probability between two values that it may not reach, or a percentage."""

    def read(given: object, place: str) -> float:
        value = units.parse(given, "probability", place=place)
        if not least < value < most:
            raise InputError(
                "out of range",
                place=place,
                value=_shown(given),
                allowed=f"more than {least:g} and less than {most:g}",
            )
        return value

    return read


def whole(low: int, high: int) -> Read:
    """A whole number."""

    def read(given: object, place: str) -> int:
        value = units.parse(given, "count", place=place)
        if value != math.floor(value) or not low <= value <= high:
            raise InputError(
                "not a whole number in range" if value == math.floor(value) else "not a whole number",
                place=place,
                value=_shown(given),
                allowed=f"{low} to {high}",
            )
        return int(value)

    return read


def word(*allowed: str) -> Read:
    """One of a few words; case does not matter."""

    def read(given: object, place: str) -> str:
        text = str(given).strip().lower()
        if text not in allowed:
            alike = units.nearest(text, allowed, 1)
            hint = f"; did you mean '{alike[0]}'?" if alike else ""
            raise InputError(
                f"unknown word{hint}", place=place, value=_shown(given), allowed=", ".join(allowed)
            )
        return text

    return read


def entry(kind: str) -> Read:
    """A catalogue entry of a kind, by its id."""

    def read(given: object, place: str) -> Entry:
        catalog: Catalog = load()
        known = catalog.kind(kind)
        name = str(given).strip()
        if name in known:
            return known[name]
        message = f"no {kind} of this id"
        if name in catalog.entries:
            message = f"a {catalog.entries[name].kind}, not a {kind}"
        alike = units.nearest(name, known)
        hint = "did you mean " + " or ".join(f"'{one}'" for one in alike) + "?" if alike else ", ".join(known)
        raise InputError(message, place=place, value=_shown(given), allowed=hint)

    return read


def _shown(given: object) -> str:
    text = str(given)
    return repr(text if len(text) <= units.LONGEST_TEXT else f"{text[: units.LONGEST_TEXT]}...")


def _between(low: float, high: float, told: str, *, above: bool) -> str:
    least = f"more than {units.show(low, told)}" if above else f"at least {units.show(low, told)}"
    most = f"at most {units.show(high, told)}"
    if math.isinf(high):
        return least
    if math.isinf(low):
        return most
    return f"{least}, {most}" if above else f"{units.show(low, told)} to {units.show(high, told)}"
