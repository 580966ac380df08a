"""Quantities: exact factors, what is refused, and how it is told."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight import units
from airtight.errors import InputError


@pytest.mark.parametrize(
    ("text", "dimension", "si"),
    [
        # NIST SP 811 (2008), appendix B.8: the factors are exact.
        ("1 ft", "length", 0.3048),
        ("1 nmi", "length", 1852.0),
        ("1 mi", "length", 1609.344),
        ("1 km/h", "speed", 1 / 3.6),
        ("1 kt", "speed", 1852 / 3600),
        ("1 mph", "speed", 0.44704),
        ("1 ft/min", "speed", 5.08e-3),
        ("1 deg", "angle", math.pi / 180),
        ("60 arcmin", "angle", math.pi / 180),
        ("3600 arcsec", "angle", math.pi / 180),
        ("1 rpm", "angular-rate", 2 * math.pi / 60),
        ("1 g", "acceleration", 9.80665),
        ("1 mbar", "pressure", 100.0),
        ("0 degC", "temperature", 273.15),
        ("15 °C", "temperature", 288.15),
        # By the definition of the prefix, of the flight level (hundreds of feet), of dBsm.
        ("250 km", "length", 250e3),
        ("FL300", "length", 9144.0),
        ("0.4 m2", "area", 0.4),
        ("0.4 m²", "area", 0.4),
        ("10 dBsm", "area", 10.0),
        ("-30 dBsm", "area", 1e-3),
        ("20 min", "time", 1200.0),
        ("2 d", "time", 172800.0),
        ("3.2 GHz", "frequency", 3.2e9),
        ("7.5 g/m3", "density", 7.5e-3),
        ("3.6 mm/h", "rain-rate", 1e-6),
        ("30 %", "ratio", 0.3),
        ("30%", "probability", 0.3),
        ("3 dB", "decibel", 3.0),
        ("2.5 USD bn", "money", 2.5e9),
        ("800 EUR m", "money-eur", 8e8),
        (12, "count", 12.0),
        (0.5, "ratio", 0.5),
        (" 1e3m ", "length", 1000.0),
        ("\N{MINUS SIGN}4 deg", "angle", -math.radians(4)),
        (".5 km", "length", 500.0),
        ("40 NM", "length", 74080.0),
        ("45°", "angle", math.pi / 4),
    ],
)
def test_a_quantity_is_read_exactly(text: object, dimension: str, si: float) -> None:
    assert units.parse(text, dimension, place="x") == pytest.approx(si, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "dimension", "message"),
    [
        ("250", "length", "a unit of length is missing"),
        (250, "length", "a unit of length is missing"),
        ("3 dB", "length", "'dB' is a unit of decibel, not of length"),
        ("FL300", "time", "'FL' is a unit of length, not of time"),
        ("3 klm", "length", "unknown unit 'klm'; did you mean 'km'?"),
        ("3 KM", "length", "unknown unit 'KM'; did you mean 'km'?"),
        ("3 hrz", "time", "unknown unit 'hrz'; did you mean 'h'?"),
        ("3 xyzzy", "length", "unknown unit 'xyzzy'"),
        ("far", "length", "not a quantity"),
        ("", "length", "not a quantity"),
        ("1,5 km", "length", "a comma; decimals follow a point"),
        ("nan km", "length", "not a quantity"),
        ("inf km", "length", "not a quantity"),
        ("1e999 km", "length", "not a finite number"),
        (math.nan, "ratio", "not a finite number"),
        (math.inf, "count", "not a finite number"),
        (10**400, "count", "out of all proportion"),
        ("1" * 500, "ratio", "not a quantity"),
        (True, "ratio", "a truth value, not a quantity"),
        (["3 km"], "length", "a list, not a quantity"),
        (None, "length", "a NoneType, not a quantity"),
        ("1.5", "probability", "not a probability"),
        ("-1 %", "probability", "not a probability"),
        (-1, "count", "negative"),
        ("9e9 km", "length", "out of all proportion"),
        ("4e8 m/s", "speed", "out of all proportion"),
    ],
)
def test_what_is_wrong_is_named_with_place_value_and_remedy(
    text: object, dimension: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        units.parse(text, dimension, place="here")
    assert caught.value.problems[0].message == message
    assert caught.value.place == "here"
    assert caught.value.allowed


def test_a_missing_unit_lists_the_units_and_an_example() -> None:
    with pytest.raises(InputError) as caught:
        units.parse("250", "length", place="range")
    assert "'250 km'" in caught.value.allowed
    assert all(name in caught.value.allowed for name in ("m", "ft", "nmi", "FL300"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("100 m", (100.0, "agl")),
        ("100 m agl", (100.0, "agl")),
        ("3000 m amsl", (3000.0, "amsl")),
        ("3000 m AMSL", (3000.0, "amsl")),
        ("10000 ft amsl", (3048.0, "amsl")),
        ("FL100", (3048.0, "amsl")),
        ("fl 100", (3048.0, "amsl")),
        ("FL100 amsl", (3048.0, "amsl")),
        ("-10 m amsl", (-10.0, "amsl")),
    ],
)
def test_an_altitude_says_what_it_is_above(text: str, expected: tuple[float, str]) -> None:
    assert units.altitude(text, place="x") == pytest.approx(expected)


@pytest.mark.parametrize("text", ["FL100 agl", "100", "100 m above", "amsl", "3 s agl", 100])
def test_a_bad_altitude_is_refused(text: object) -> None:
    with pytest.raises(InputError):
        units.altitude(text, place="x")


@pytest.mark.parametrize(
    ("si", "wanted", "shown"),
    [
        (250e3, "length", "250 km"),
        (8.0, "length", "8 m"),
        (-12.0, "length", "-12 m"),
        (9144.0, "ft", "30000 ft"),
        (0.0015, "area", "0.0015 m2"),
        (3.12e11, "area", "312000 km2"),
        (1.0, "dBsm", "0 dBsm"),
        (1200.0, "time", "20 min"),
        (0.005, "time", "5 ms"),
        (0.0, "time", "0 s"),
        (math.pi / 2, "angle", "90 deg"),
        (3.2e9, "frequency", "3.2 GHz"),
        (0.7, "probability", "0.7"),
        (1e-6, "probability", "1e-06"),
        (6.25e8, "money", "625 USD m"),
        (2.5e9, "money", "2.5 USD bn"),
        (0.0075, "density", "7.5 g/m3"),
        (123456.0, "count", "123500"),
    ],
)
def test_a_value_is_shown_for_people(si: float, wanted: str, shown: str) -> None:
    assert units.show(si, wanted) == shown


def test_an_unknown_unit_cannot_be_shown() -> None:
    with pytest.raises(InputError):
        units.show(1.0, "furlong")


@given(
    st.sampled_from([d for d in units.DIMENSIONS if d not in {"probability", "count"}]),
    st.floats(1e-4, 1e4, allow_nan=False),
)
def test_what_is_shown_reads_as_the_same_value(dimension: str, size: float) -> None:
    """To four significant digits in the unit shown: half a unit of the last is 5e-4."""
    value = size * 1e-9 if dimension == "rain-rate" else size
    value = min(value, {"angle": 600.0, "decibel": 999.0}.get(dimension, value))
    again = units.parse(units.show(value, dimension), dimension, place="x")
    assert again == pytest.approx(value, rel=5.01e-4)


@given(st.text(max_size=30), st.sampled_from(units.DIMENSIONS))
def test_any_text_is_a_finite_quantity_or_an_input_error(text: str, dimension: str) -> None:
    try:
        value = units.parse(text, dimension, place="x")
    except InputError:
        return
    assert math.isfinite(value)


@given(st.sampled_from(units.DIMENSIONS))
def test_every_unit_of_a_dimension_is_told_and_reads_back(dimension: str) -> None:
    for name in units.unit_names(dimension):
        one = units.parse(f"1 {name}", dimension, place="x")
        assert units.show(one, name) == f"1 {name}"
        assert units.unit_of(f"1 {name}", place="x") == name
        if name != "%":
            assert units.dimension_of(f"1 {name}", place="x") == dimension


def test_the_nearest_names_come_first() -> None:
    known = ["radar-91n6e", "radar-92n6e", "airliner"]
    assert units.nearest("radar-91n6", known)[0] == "radar-91n6e"
    assert units.nearest("AIRLINERS", known) == ["airliner"]
    assert units.nearest("zzz", known) == []
