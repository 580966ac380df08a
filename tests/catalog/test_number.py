"""One number: its worlds, its text, its bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.catalog.number import Number, default_shape, interval, refuse_limits
from airtight.errors import InputError


def number(
    low: float, nominal: float, high: float, shape: str = "linear", dimension: str = "length"
) -> Number:
    return Number("a.b", low, nominal, high, dimension, "", shape, "a.b")


@given(
    st.lists(st.floats(1e-6, 1e6), min_size=3, max_size=3).map(sorted),
    st.sampled_from(["ratio", "linear"]),
)
def test_the_median_is_nominal_and_the_ends_are_the_bounds(bounds: list[float], shape: str) -> None:
    """Rounding of log and exp only: a few units in the last place of numbers up to 14 in magnitude."""
    ours = number(bounds[0], bounds[1], bounds[2], shape)
    assert ours.value(np.array([0.0, 0.5, 1.0])) == pytest.approx(bounds, rel=1e-13)


@given(
    st.lists(st.floats(1e-3, 1e3), min_size=3, max_size=3).map(sorted), st.sampled_from(["ratio", "linear"])
)
def test_worlds_rise_with_the_quantile_and_stay_within_the_bounds(bounds: list[float], shape: str) -> None:
    worlds = number(bounds[0], bounds[1], bounds[2], shape).value(np.linspace(0, 1, 101))
    assert np.all(np.diff(worlds) >= -1e-12 * bounds[2])
    assert worlds.min() >= bounds[0]
    assert worlds.max() <= bounds[2]


def test_a_ratio_is_spread_evenly_in_the_logarithm_and_the_rest_linearly() -> None:
    quarters = np.array([0.25, 0.75])
    assert number(1, 100, 10000, "ratio").value(quarters) == pytest.approx([10, 1000], rel=1e-14)
    assert number(0, 6, 72).value(quarters) == pytest.approx([3, 39], rel=1e-14)


def test_half_of_the_mass_lies_on_each_side_of_the_nominal_value() -> None:
    u = (np.arange(1000) + 0.5) / 1000
    worlds = number(1, 3, 100, "ratio").value(u)
    assert np.sum(worlds < 3) == np.sum(worlds > 3) == 500


def test_a_count_is_whole_in_every_world() -> None:
    worlds = number(6, 6, 10, "ratio", "count").value(np.linspace(0, 1, 41))
    assert set(worlds) == {6, 7, 8, 9, 10}
    assert np.all(worlds[:20] == 6)


def test_one_value_is_one_value_whatever_the_shape_and_may_be_nothing() -> None:
    assert list(number(0, 0, 0).value(np.array([0.1, 0.9]))) == [0, 0]
    assert number(0, 0, 0).fixed
    assert list(number(4, 4, 4, "ratio").value(np.array([0.1, 0.9]))) == [4, 4]


def test_the_unit_is_shown_as_written() -> None:
    assert Number("a.b", 340e3, 390e3, 390e3, "length", "km", "ratio", "a.b").shown() == "340 / 390 / 390 km"
    assert Number("a.b", 4.0, 4.0, 4.0, "area", "m2", "ratio", "a.b").shown() == "4 m2"
    assert Number("a.b", 0.5, 0.7, 0.9, "probability", "", "linear", "a.b").shown() == "0.5 / 0.7 / 0.9"


def test_sizes_and_rates_are_ratios_positions_and_shares_are_not() -> None:
    assert {default_shape(d) for d in ("length", "area", "speed", "time", "frequency", "count")} == {"ratio"}
    assert {default_shape(d) for d in ("angle", "probability", "ratio", "decibel")} == {"linear"}


def test_an_interval_is_a_value_or_three_bounds_in_any_units() -> None:
    assert interval("8 m", "length", place="x") == (8.0, 8.0, 8.0, "m")
    assert interval({"value": "8 m"}, "length", place="x") == (8.0, 8.0, 8.0, "m")
    given_bounds = {"low": "600 m", "nominal": "1 km", "high": "1 nmi"}
    assert interval(given_bounds, "length", place="x") == (600.0, 1000.0, 1852.0, "km")


@pytest.mark.parametrize(
    ("given_bounds", "places"),
    [
        ({"low": "9 m", "nominal": "8 m", "high": "10 m"}, ["x"]),
        ({"low": "9", "nominal": "8 s", "high": "10 m"}, ["x.low", "x.nominal"]),
        ({"low": "9 m", "nominall": "9 m", "high": "10 m"}, ["x", "x.nominall"]),
        ({}, ["x", "x", "x"]),
        ({"value": "8 m", "low": "7 m"}, ["x", "x", "x.value"]),
    ],
)
def test_all_that_is_wrong_with_an_interval_is_told_at_once(
    given_bounds: dict[str, str], places: list[str]
) -> None:
    with pytest.raises(InputError) as caught:
        interval(given_bounds, "length", place="x")
    assert [problem.place for problem in caught.value.problems] == places


@pytest.mark.parametrize(
    ("key", "dimension", "bad", "good"),
    [
        ("detection_range", "length", 0.0, 1.0),
        ("detection_range", "length", -5.0, 1e6),
        ("effective_earth_factor", "ratio", 0.0, 1.3),
        ("elevation_max", "angle", 2.0, 1.0),
        ("sector_width", "angle", 7.0, 6.0),
        ("false_alarm_probability", "probability", 0.0, 1e-6),
        ("probability_at_published_range", "probability", 1.0, 0.9),
        ("aircraft", "probability", 1.1, 1.0),
        ("rounds_missile-48n6e3", "count", -1.0, 0.0),
        ("latency", "time", -1.0, 0.0),
    ],
)
def test_a_key_refuses_what_it_cannot_be(key: str, dimension: str, bad: float, good: float) -> None:
    refuse_limits(good, good, key, dimension, place="x")
    with pytest.raises(InputError) as caught:
        refuse_limits(bad, bad, key, dimension, place="x")
    assert caught.value.allowed
