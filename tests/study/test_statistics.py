"""Means, ranges and rates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.study.statistics import half_width, range_of, rate, stat


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60))
def test_a_statistic_holds_its_mean_and_its_range(values: list[float]) -> None:
    found = stat(values)
    assert found["low"] is not None
    assert found["mean"] is not None
    assert found["high"] is not None
    assert found["p05"] is not None
    assert found["p95"] is not None
    assert found["low"] <= found["mean"] <= found["high"]
    assert min(values) <= found["p05"] <= found["p95"] <= max(values)


def test_a_metric_without_values_is_null_and_never_nan() -> None:
    assert stat([np.nan, np.nan]) == {
        "mean": None, "low": None, "high": None, "p05": None, "p95": None, "defined": 0,
    }  # fmt: skip
    assert stat([np.nan, 3.0])["mean"] == 3.0
    assert stat([np.nan, 3.0])["defined"] == 1


def test_the_sampling_error_shrinks_with_replications_and_the_range_does_not() -> None:
    few, many = stat(np.linspace(0, 1, 50)), stat(np.linspace(0, 1, 5000))
    assert few["high"] is not None
    assert few["low"] is not None
    assert many["high"] is not None
    assert many["low"] is not None
    assert many["high"] - many["low"] == pytest.approx((few["high"] - few["low"]) / 10, rel=0.06)  # t, n - 1
    assert many["p95"] == pytest.approx(few["p95"], abs=0.01)


def test_the_interval_covers_the_true_mean_as_often_as_it_says() -> None:
    """Exact t interval on normal samples: 95 % of 2,000, within three standard errors (1.5 %)."""
    drawn = np.random.default_rng(7).normal(size=(2000, 12))  # noqa: TID251 (an oracle apart from ours)
    inside = [abs(row.mean()) <= half_width(row) for row in drawn]
    assert np.mean(inside) == pytest.approx(0.95, abs=0.015)


def test_a_range_is_widened_to_hold_the_nominal() -> None:
    assert range_of(9.0, [1.0, 2.0, 3.0])["high"] == 9.0
    assert range_of(0.0, [1.0, 2.0, 3.0])["low"] == 0.0


def test_nothing_seen_is_told_as_hours_and_at_most_one_in_a_third_of_them() -> None:
    found = rate(np.zeros(10), np.full(10, 31.0))
    assert found.text() == "none engaged in 310 flight hours (at most 1 in 103)"


def test_events_that_come_in_one_replication_widen_the_bound() -> None:
    spread = rate([1.0] * 20, [10.0] * 20)
    bunched = rate([20.0] + [0.0] * 19, [10.0] * 20)
    assert bunched.high_per_hour > 1.5 * spread.high_per_hour
    assert "20 engaged in 200 flight hours (about 1 in 10, at most 1 in" in spread.text()


def test_no_hours_is_said_and_not_divided_by() -> None:
    assert rate([0.0], [0.0]).text() == "no flight hours simulated"
