"""Verdicts: what is seen, what matters, what hangs on the shape."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.numerics.columns import Floats
from airtight.study import verdicts
from airtight.study.verdicts import Criterion, compare, triangular_weights

FEWER_IS_BETTER = Criterion(-1, 0.5)
ONES = np.ones(200)


def spread(count: int = 200) -> Floats:
    quantiles: Floats = (np.arange(count) + 0.5) / count
    return quantiles


def test_equal_results_show_no_difference() -> None:
    found = compare(spread(), spread(), FEWER_IS_BETTER, ONES)
    assert found["verdict"] == verdicts.NO_DIFFERENCE
    assert found["probability_better"] == 0.0


def test_direction_decides_which_way_is_better() -> None:
    more = spread() + 2.0
    assert compare(more, spread(), Criterion(-1, 0.5), ONES)["verdict"] == verdicts.WORSE
    assert compare(more, spread(), Criterion(+1, 0.5), ONES)["verdict"] == verdicts.BETTER
    assert compare(more, spread(), Criterion(0, 0.5), ONES)["verdict"] is None


def test_a_sharp_difference_too_small_to_matter_is_no_difference() -> None:
    assert compare(spread() + 0.4, spread(), FEWER_IS_BETTER, ONES)["verdict"] == verdicts.NO_DIFFERENCE


def test_a_difference_that_only_the_extremes_make_depends_on_the_shape() -> None:
    """Worse by 3 in the outer fifths, better by 0.7 between: evenly +0.78, as a triangle -0.11."""
    u = spread(2000)
    difference = np.where(np.abs(u - 0.5) > 0.3, 3.0, -0.7)
    weights = triangular_weights([u], u.size)
    assert compare(difference, np.zeros(2000), FEWER_IS_BETTER, np.ones(2000))["verdict"] == verdicts.WORSE
    assert compare(difference, np.zeros(2000), FEWER_IS_BETTER, weights)["verdict"] == verdicts.DEPENDS


def test_reweighting_alone_does_not_make_a_clear_difference_depend() -> None:
    """Three reshaped numbers leave under half of the effective worlds; the difference itself is the same."""
    generator = np.random.default_rng(3)  # noqa: TID251 (an oracle apart from ours)
    weights = triangular_weights([generator.uniform(size=200) for _ in range(3)], 200)
    difference = 1.0 + generator.normal(scale=4.0, size=200)
    found = compare(difference, np.zeros(200), FEWER_IS_BETTER, ONES)
    assert found["verdict"] == verdicts.WORSE
    assert compare(np.full(200, 1.0), np.zeros(200), FEWER_IS_BETTER, weights)["verdict"] == verdicts.WORSE


def test_triangular_weights_turn_even_worlds_into_triangular_ones() -> None:
    """A triangle on (0, 1): mean 1/2, variance 1/24; even spread: 1/12."""
    u = spread(4000)
    weights = triangular_weights([u], u.size)
    assert weights.mean() == pytest.approx(1.0, abs=1e-6)
    assert np.average((u - 0.5) ** 2, weights=weights) == pytest.approx(1 / 24, rel=1e-4)


def test_without_a_common_value_there_is_neither_difference_nor_verdict() -> None:
    found = compare(np.array([np.nan, 1.0]), np.array([1.0, np.nan]), FEWER_IS_BETTER, np.ones(2))
    assert found["mean"] is None
    assert found["verdict"] is None


@given(st.lists(st.tuples(st.integers(0, 28), st.integers(0, 28)), min_size=2, max_size=40))
def test_exchanging_option_and_reference_exchanges_the_verdict(pairs: list[tuple[int, int]]) -> None:
    first, second = (np.array(side, dtype=np.float64) for side in zip(*pairs, strict=True))
    weights = np.ones(first.size)
    one, other = (
        compare(*pair, FEWER_IS_BETTER, weights)["verdict"] for pair in ((first, second), (second, first))
    )
    mirror = {verdicts.BETTER: verdicts.WORSE, verdicts.WORSE: verdicts.BETTER}
    assert other == mirror.get(str(one), one)
