"""One cited number: an interval, its shape, where it comes from."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from airtight import units
from airtight.catalog import keys
from airtight.errors import InputError, Problem
from airtight.numerics.columns import Floats

RATIO: Final = "ratio"
LINEAR: Final = "linear"
SHAPES: Final = (RATIO, LINEAR)
MARKS: Final = ("seen", "recalled", "derived", "assumption")
BOUNDS: Final = ("low", "nominal", "high")
_FIGURES: Final = 5
# Dimensions that are spread evenly in the logarithm unless the number says otherwise.
_LOGARITHMIC: Final = frozenset(
    {"length", "area", "speed", "time", "angular-rate", "frequency", "count", "density", "money", "money-eur"}
)


@dataclass(frozen=True)
class Number:
    """An uncertain number of the catalogue.

    Attributes:
        name: "entry.key".
        low: SI.
        nominal: SI; the median of the number's worlds.
        high: SI.
        dimension: one of `units.DIMENSIONS`.
        unit: the unit in which it was written, for people.
        shape: "ratio", spread evenly in the logarithm, or "linear".
        group: numbers of one group share one quantile a world; by default the name.
        sources: keys of the bibliography.
        mark: "seen", "recalled", "derived", "assumption" or several joined by "+", the weakest first.
        note: the reason of an assumption, the arithmetic of a derived number, what differs between sources.
        allowance: which bounds no source states: an assumption, whatever the mark.
        derived_from: names of the numbers that a derived one is computed from.

    """

    name: str
    low: float
    nominal: float
    high: float
    dimension: str
    unit: str
    shape: str
    group: str
    sources: tuple[str, ...] = ()
    mark: str = "assumption"
    note: str = ""
    allowance: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()

    @property
    def fixed(self) -> bool:
        """True if all worlds agree on it."""
        return self.low == self.high

    def value(self, quantile: Floats) -> Floats:
        """The number in worlds: median nominal, half of the mass on each side, spread evenly.

        Args:
            quantile: any shape, in [0, 1], a world each.

        Returns:
            The same shape, SI, float64; whole for counts.

        Source:
            The shape is an assumption of the project: no source states a distribution.

        """
        u = np.asarray(quantile, dtype=np.float64)
        if self.fixed:
            return np.full(u.shape, self.nominal)
        low, nominal, high = self.low, self.nominal, self.high
        if self.shape == RATIO:
            low, nominal, high = (float(np.log(x)) for x in (low, nominal, high))
        below = low * (1.0 - 2.0 * u) + nominal * 2.0 * u
        above = nominal * (2.0 - 2.0 * u) + high * (2.0 * u - 1.0)
        drawn = np.where(u < 0.5, below, above)  # noqa: PLR2004
        if self.shape == RATIO:
            drawn = np.exp(drawn)
        if self.dimension == "count":
            drawn = np.rint(drawn)
        return np.clip(drawn, self.low, self.high)

    def shown(self) -> str:
        """The interval for people: "6 m" or "6 / 8 / 10 m"."""
        if self.fixed:
            return self.show(self.nominal)
        low, nominal, high = self.show(self.low), self.show(self.nominal), self.show(self.high)
        if not self.unit:
            return f"{low} / {nominal} / {high}"
        return f"{low.removesuffix(self.unit).strip()} / {nominal.removesuffix(self.unit).strip()} / {high}"

    def show(self, value_si: float) -> str:
        """A value of this number for people, in the unit in which it was written."""
        return units.show(value_si, self.unit or self.dimension, _FIGURES)


def default_shape(dimension: str) -> str:
    """The shape of a number that names none: "ratio" for sizes and rates, "linear" for the rest."""
    return RATIO if dimension in _LOGARITHMIC else LINEAR


def interval(given: object, dimension: str, *, place: str) -> tuple[float, float, float, str]:
    """Low, nominal, high in SI and the unit as written, from a quantity or a table of three.

    Raises:
        InputError: all that is wrong: an unknown or missing key, a bound that does not parse, out of order.

    """
    if not isinstance(given, Mapping):
        value = units.parse(given, dimension, place=place)
        return value, value, value, _unit(given, place)
    if "value" in given and set(given) == {"value"}:
        return interval(given["value"], dimension, place=f"{place}.value")
    problems = _key_problems(given, place)
    values: dict[str, float] = {}
    for bound in BOUNDS:
        if bound in given:
            try:
                values[bound] = units.parse(given[bound], dimension, place=f"{place}.{bound}")
            except InputError as error:
                problems.extend(error.problems)
    if not problems and not values["low"] <= values["nominal"] <= values["high"]:
        shown = " / ".join(str(given[bound]) for bound in BOUNDS)
        problems.append(Problem("an interval out of order", place, shown, "low <= nominal <= high"))
    if problems:
        raise InputError.of(problems)
    return values["low"], values["nominal"], values["high"], _unit(given["nominal"], place)


def refuse_limits(low: float, high: float, key: str, dimension: str, *, place: str) -> None:
    """Refuse an interval that leaves what its key may be.

    Raises:
        InputError: a bound lies outside.

    """
    lowest, highest = keys.limits(key, dimension)
    if low >= lowest and high <= highest:
        return
    bound = low if low < lowest else high
    if lowest == keys.TINY:
        allowed = "more than 0"
    elif math.isinf(highest):
        allowed = f"at least {units.show(lowest, dimension)}"
    else:
        allowed = f"{units.show(lowest, dimension)} to {units.show(highest, dimension)}"
    raise InputError("out of range", place=place, value=units.show(bound, dimension), allowed=allowed)


def _key_problems(given: Mapping[str, object], place: str) -> list[Problem]:
    all_three = "low, nominal and high, or value alone"
    problems = [
        Problem(f"'{bound}' is missing", place, "", all_three) for bound in BOUNDS if bound not in given
    ]
    for key in given:
        if key not in BOUNDS:
            alike = units.nearest(str(key), BOUNDS, 1)
            hint = f"; did you mean '{alike[0]}'?" if alike else ""
            problems.append(Problem(f"unknown key{hint}", f"{place}.{key}", repr(key), all_three))
    return problems


def _unit(given: object, place: str) -> str:
    written = units.unit_of(given, place=place)
    return "m" if written == "FL" else written
