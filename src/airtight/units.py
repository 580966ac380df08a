"""Quantities with units, at the edge only: text such as "250 km" to SI, and SI to text for people."""

import difflib
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from airtight.constants import SPEED_OF_LIGHT_M_PER_S, STANDARD_GRAVITY_M_PER_S2
from airtight.errors import InputError

FEET_M: Final = 0.3048
FLIGHT_LEVEL_M: Final = 100.0 * FEET_M
NAUTICAL_MILE_M: Final = 1852.0
KELVIN_AT_0_CELSIUS: Final = 273.15
NUMBER: Final = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
QUANTITY: Final = re.compile(rf"\s*({NUMBER})\s*(.*?)\s*")
FLIGHT_LEVEL: Final = re.compile(r"\s*[Ff][Ll]\s*(\d{1,4})\s*")
DATUM: Final = re.compile(r"(.*?)\s*\b(agl|amsl)\s*", re.IGNORECASE)
LONGEST_TEXT: Final = 200


@dataclass(frozen=True)
class Unit:
    """One unit: SI = `factor` x number + `offset`, or, if `decibel`, 10^(number / 10) x `factor`."""

    name: str
    dimension: str
    factor: float = 1.0
    offset: float = 0.0
    decibel: bool = False

    def to_si(self, number: float) -> float:
        """The SI value of `number` of this unit."""
        if self.decibel:
            return float(10.0 ** (number / 10.0)) * self.factor
        return number * self.factor + self.offset

    def from_si(self, value: float) -> float:
        """How many of this unit make the SI `value`; minus infinity for no area at all in dBsm."""
        if self.decibel:
            return 10.0 * math.log10(value / self.factor) if value > 0 else -math.inf
        return (value - self.offset) / self.factor


# Exact factors: NIST SP 811 (2008), appendix B. Counts and shares are plain numbers: their unit is "".
_UNITS: Final = (
    Unit("m", "length"),
    Unit("km", "length", 1e3),
    Unit("cm", "length", 1e-2),
    Unit("mm", "length", 1e-3),
    Unit("ft", "length", FEET_M),
    Unit("nmi", "length", NAUTICAL_MILE_M),
    Unit("mi", "length", 1609.344),
    Unit("m2", "area"),
    Unit("km2", "area", 1e6),
    Unit("cm2", "area", 1e-4),
    Unit("dBsm", "area", decibel=True),
    Unit("m/s", "speed"),
    Unit("km/s", "speed", 1e3),
    Unit("km/h", "speed", 1e3 / 3600.0),
    Unit("kt", "speed", NAUTICAL_MILE_M / 3600.0),
    Unit("mph", "speed", 0.44704),
    Unit("ft/min", "speed", FEET_M / 60.0),
    Unit("s", "time"),
    Unit("ms", "time", 1e-3),
    Unit("us", "time", 1e-6),
    Unit("min", "time", 60.0),
    Unit("h", "time", 3600.0),
    Unit("d", "time", 86400.0),
    Unit("rad", "angle"),
    Unit("mrad", "angle", 1e-3),
    Unit("deg", "angle", math.pi / 180.0),
    Unit("arcmin", "angle", math.pi / 10800.0),
    Unit("arcsec", "angle", math.pi / 648000.0),
    Unit("rad/s", "angular-rate"),
    Unit("deg/s", "angular-rate", math.pi / 180.0),
    Unit("rpm", "angular-rate", math.pi / 30.0),
    Unit("Hz", "frequency"),
    Unit("kHz", "frequency", 1e3),
    Unit("MHz", "frequency", 1e6),
    Unit("GHz", "frequency", 1e9),
    Unit("", "ratio"),
    Unit("%", "ratio", 1e-2),
    Unit("", "probability"),
    Unit("%", "probability", 1e-2),
    Unit("", "count"),
    Unit("dB", "decibel"),
    Unit("m/s2", "acceleration"),
    Unit("g", "acceleration", STANDARD_GRAVITY_M_PER_S2),
    Unit("kg/m3", "density"),
    Unit("g/m3", "density", 1e-3),
    Unit("Pa", "pressure"),
    Unit("hPa", "pressure", 100.0),
    Unit("kPa", "pressure", 1e3),
    Unit("K", "temperature"),
    Unit("degC", "temperature", offset=KELVIN_AT_0_CELSIUS),
    Unit("mm/h", "rain-rate", 1e-3 / 3600.0),
    Unit("USD", "money"),
    Unit("USD m", "money", 1e6),
    Unit("USD bn", "money", 1e9),
    Unit("EUR", "money-eur"),
    Unit("EUR m", "money-eur", 1e6),
    Unit("EUR bn", "money-eur", 1e9),
)
_ALIASES: Final = {
    "m²": "m2", "m^2": "m2", "km²": "km2", "km^2": "km2", "cm²": "cm2", "sqm": "m2",
    "metre": "m", "metres": "m", "meter": "m", "meters": "m", "feet": "ft", "foot": "ft",
    "NM": "nmi", "mile": "mi", "miles": "mi", "kn": "kt", "kts": "kt", "knots": "kt", "knot": "kt",
    "kph": "km/h", "kmh": "km/h", "sec": "s", "second": "s", "seconds": "s", "µs": "us", "μs": "us",
    "minute": "min", "minutes": "min", "mins": "min", "hr": "h", "hour": "h", "hours": "h", "hrs": "h",
    "day": "d", "days": "d", "°": "deg", "degree": "deg", "degrees": "deg", "°/s": "deg/s", "percent": "%",
    "m/s²": "m/s2", "m/s^2": "m/s2", "kg/m³": "kg/m3", "g/m³": "g/m3", "g/m^3": "g/m3", "mbar": "hPa",
    "°C": "degC",
}  # fmt: skip
# The largest magnitude, in SI, that anyone can mean: a slip of the unit is told at once.
_LARGEST: Final = {
    "length": 1e9, "area": 1e14, "speed": SPEED_OF_LIGHT_M_PER_S, "time": 3.2e9, "angle": 200 * math.pi,
    "angular-rate": 1e4, "frequency": 1e15, "ratio": 1e12, "count": 1e9, "decibel": 1e3, "acceleration": 1e6,
    "density": 1e5, "pressure": 1e9, "temperature": 1e5, "rain-rate": 1e-3, "money": 1e15, "money-eur": 1e15,
}  # fmt: skip
_EXAMPLES: Final = {
    "length": "250 km", "area": "0.4 m2", "speed": "250 m/s", "time": "20 min", "angle": "45 deg",
    "angular-rate": "6 rpm", "frequency": "3.2 GHz", "ratio": "0.5", "probability": "0.95", "count": "12",
    "decibel": "3 dB", "acceleration": "9 g", "density": "7.5 g/m3", "pressure": "1013.25 hPa",
    "temperature": "288.15 K", "rain-rate": "20 mm/h", "money": "5 USD m", "money-eur": "2 EUR m",
}  # fmt: skip
DIMENSIONS: Final = tuple(dict.fromkeys(unit.dimension for unit in _UNITS))
PLAIN: Final = ("ratio", "probability", "count")
"""Dimensions whose numbers need no unit."""


def nearest(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names most like `word`, best first, at most `most`; case does not matter."""
    lower = {name.lower(): name for name in known}
    return [lower[match] for match in difflib.get_close_matches(word.lower(), lower, n=most, cutoff=0.5)]


def unit_names(dimension: str) -> list[str]:
    """The units of a dimension, as written, without the empty one of plain numbers."""
    return [unit.name for unit in _UNITS if unit.dimension == dimension and unit.name]


def allowed(dimension: str) -> str:
    """What may be written for a dimension, in words."""
    names = ", ".join(unit_names(dimension))
    if dimension == "probability":
        return "a number from 0 to 1, or a percentage"
    if dimension == "count":
        return "a number, not negative"
    if dimension == "ratio":
        return "a number, or a percentage"
    flight_level = ", or a flight level such as 'FL300'" if dimension == "length" else ""
    return f"a number with a unit of {dimension}, such as '{_EXAMPLES[dimension]}' ({names}){flight_level}"


def parse(given: object, dimension: str, *, place: str) -> float:
    """One quantity, in SI.

    Args:
        given: text such as "250 km", "0.4 m2", "-4 dBsm", "30 %", "FL300"; a bare number only for ratio,
            probability and count.
        dimension: one of `DIMENSIONS`.
        place: where it was written, for the message.

    Returns:
        m, m2, m/s, s, rad, rad/s, Hz, 1, dB, m/s2, kg/m3, Pa, K, USD or EUR, by dimension; finite.

    Raises:
        InputError: not a number, no unit, a unit of another dimension, or out of all proportion.

    Source:
        NIST Special Publication 811 (2008), appendix B: exact factors.

    """
    number, name = _split(given, dimension, place)
    if name == "FL" and dimension == "length":
        return _checked(number * FLIGHT_LEVEL_M, given, dimension, place)
    unit = _find(name, dimension)
    if unit is None:
        raise InputError(
            _wrong_unit(name, dimension), place=place, value=repr(given), allowed=allowed(dimension)
        )
    return _checked(unit.to_si(number), given, dimension, place)


def altitude(given: object, *, place: str) -> tuple[float, str]:
    """An altitude and what it is above.

    Args:
        given: "100 m" or "100 m agl" (above ground), "3000 m amsl" or "FL100" (above mean sea level).
        place: where it was written, for the message.

    Returns:
        Metres, and "agl" or "amsl".

    Raises:
        InputError: not a length, or a flight level above ground.

    """
    if not isinstance(given, str):
        return parse(given, "length", place=place), "agl"
    found = DATUM.fullmatch(given)
    text, datum = (found[1], found[2].lower()) if found else (given, "")
    metres = parse(text, "length", place=place)
    if FLIGHT_LEVEL.fullmatch(text):
        if datum == "agl":
            raise InputError(
                "a flight level is above sea level",
                place=place,
                value=given,
                allowed=f"'{text}', or '100 m agl'",
            )
        return metres, "amsl"
    return metres, datum or "agl"


def show(value_si: float, dimension_or_unit: str, figures: int = 4) -> str:
    """An SI value for people: in the unit named, or in one that suits its size.

    Args:
        value_si: finite, SI.
        dimension_or_unit: a unit ("km"), or a dimension of `DIMENSIONS`, whose unit is then chosen.
        figures: significant digits.

    Returns:
        Text that `parse` reads again.

    Raises:
        InputError: no such unit or dimension.

    """
    if dimension_or_unit in DIMENSIONS:
        unit = _fitting(value_si, dimension_or_unit)
    else:
        name = _ALIASES.get(dimension_or_unit, dimension_or_unit)
        unit = next((one for one in _UNITS if one.name == name), None)
    if unit is None:
        raise InputError(
            "unknown unit or dimension", place="show", value=dimension_or_unit, allowed=", ".join(DIMENSIONS)
        )
    return f"{digits(unit.from_si(value_si), figures)} {unit.name}".strip()


def digits(number: float, figures: int = 4) -> str:
    """A number to `figures` significant digits, without an exponent where it can do without."""
    if number == 0 or not math.isfinite(number):
        return f"{number:g}"
    rounded = float(f"{number:.{figures - 1}e}")
    magnitude = math.floor(math.log10(abs(rounded)))
    if not -5 <= magnitude < 9:  # noqa: PLR2004
        return f"{rounded:g}"
    text = f"{rounded:.{max(figures - 1 - magnitude, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def dimension_of(text: object, *, place: str) -> str:
    """The dimension of a quantity's unit; "ratio" for a plain number or a percentage.

    Raises:
        InputError: no quantity, or an unknown unit.

    """
    _, name = _split(text, "ratio", place)
    if name == "FL":
        return "length"
    name = _ALIASES.get(name, name)
    for unit in _UNITS:
        if unit.name == name:
            return unit.dimension
    raise InputError(_wrong_unit(name, "ratio"), place=place, value=repr(text), allowed="a known unit")


def unit_of(text: object, *, place: str) -> str:
    """The unit as written, by its main name; "" for a plain number, "FL" for a flight level.

    Raises:
        InputError: no quantity.

    """
    _, name = _split(text, "ratio", place)
    return _ALIASES.get(name, name)


def _split(given: object, dimension: str, place: str) -> tuple[float, str]:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        kind = "a truth value" if isinstance(given, bool) else f"a {type(given).__name__}"
        raise InputError(
            f"{kind}, not a quantity", place=place, value=repr(given), allowed=allowed(dimension)
        )
    if not isinstance(given, str):
        try:
            return float(given), ""
        except OverflowError:
            raise InputError("out of all proportion", place=place, allowed=allowed(dimension)) from None
    text = given.replace("\N{MINUS SIGN}", "-")
    if len(text) <= LONGEST_TEXT:
        if level := FLIGHT_LEVEL.fullmatch(text):
            return float(level[1]), "FL"
        if found := QUANTITY.fullmatch(text):
            return float(found[1]), found[2]
    raise InputError(
        "not a quantity", place=place, value=repr(given[:LONGEST_TEXT]), allowed=allowed(dimension)
    )


def _find(name: str, dimension: str) -> Unit | None:
    name = _ALIASES.get(name, name)
    return next((unit for unit in _UNITS if unit.dimension == dimension and unit.name == name), None)


def _fitting(value: float, dimension: str) -> Unit | None:
    size = abs(value)
    steps: dict[str, tuple[tuple[float, str], ...]] = {
        "length": ((1e3, "m"), (math.inf, "km")),
        "area": ((1e5, "m2"), (math.inf, "km2")),
        "time": ((1.0, "ms"), (120.0, "s"), (7200.0, "min"), (72 * 3600.0, "h"), (math.inf, "d")),
        "angle": ((math.inf, "deg"),),
        "angular-rate": ((math.inf, "deg/s"),),
        "frequency": ((1e3, "Hz"), (1e6, "kHz"), (1e9, "MHz"), (math.inf, "GHz")),
        "density": ((0.1, "g/m3"), (math.inf, "kg/m3")),
        "pressure": ((math.inf, "hPa"),),
        "rain-rate": ((math.inf, "mm/h"),),
        "money": ((1e9, "USD m"), (math.inf, "USD bn")),
        "money-eur": ((1e9, "EUR m"), (math.inf, "EUR bn")),
    }
    if dimension == "time" and value == 0:
        return _find("s", dimension)
    for limit, name in steps.get(dimension, ()):
        if size < limit:
            return _find(name, dimension)
    return next(unit for unit in _UNITS if unit.dimension == dimension)


def _wrong_unit(name: str, dimension: str) -> str:
    if not name:
        return f"a unit of {dimension} is missing"
    if name.startswith(","):
        return "a comma; decimals follow a point"
    known = _ALIASES.get(name, name)
    other = next((unit.dimension for unit in _UNITS if unit.name == known), None)
    if name == "FL" or other is not None:
        return f"'{name}' is a unit of {other or 'length'}, not of {dimension}"
    alike = nearest(
        name, [*unit_names(dimension), *(a for a, u in _ALIASES.items() if _find(u, dimension))], 1
    )
    return f"unknown unit '{name}'" + (
        f"; did you mean '{_ALIASES.get(alike[0], alike[0])}'?" if alike else ""
    )


def _checked(value: float, given: object, dimension: str, place: str) -> float:
    if not math.isfinite(value):
        raise InputError("not a finite number", place=place, value=repr(given), allowed=allowed(dimension))
    if dimension == "probability" and not 0.0 <= value <= 1.0:
        raise InputError("not a probability", place=place, value=repr(given), allowed=allowed(dimension))
    if dimension == "count" and value < 0:
        raise InputError("negative", place=place, value=repr(given), allowed=allowed(dimension))
    largest = _LARGEST.get(dimension, math.inf)
    if abs(value) > largest:
        raise InputError(
            "out of all proportion",
            place=place,
            value=repr(given),
            allowed=f"at most {show(largest, dimension)}",
        )
    return value
