"""The assignment against scipy's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from airtight.chain.tracking.assignment_kernels import assign, sort_by
from airtight.numerics.columns import Floats, Ints


def ours(costs: Floats, alone: float) -> tuple[Ints, Ints]:
    """Chosen columns and owners; an infinite cost is no entry."""
    rows, columns = costs.shape
    entries = [np.flatnonzero(np.isfinite(row)) for row in costs]
    start = np.concatenate([[0], np.cumsum([e.size for e in entries])]).astype(np.int64)
    column = np.concatenate([*entries, np.zeros(0)]).astype(np.int64)
    values = costs[np.isfinite(costs)]
    chosen, owner = np.empty(rows, dtype=np.int64), np.empty(columns, dtype=np.int64)
    reached_from, touched = np.empty(columns, dtype=np.int64), np.empty(columns, dtype=np.int64)
    prices = (np.empty(rows), np.empty(columns), np.empty(columns))
    assign(rows, columns, start, column, values, alone, chosen, owner, reached_from, touched, *prices)
    return chosen, owner


def total(costs: Floats, alone: float, chosen: Ints) -> float:
    return float(sum(alone if j < 0 else costs[i, j] for i, j in enumerate(chosen)))


def least(costs: Floats, alone: float) -> float:
    """scipy on rows x (columns + rows): the last ones are each row's own way of staying alone."""
    rows = costs.shape[0]
    forbidden = 1e7
    own = np.where(np.eye(rows, dtype=np.bool_), alone, forbidden)
    square = np.hstack([np.where(np.isfinite(costs), costs, forbidden), own])
    chosen = linear_sum_assignment(square)
    return float(square[chosen].sum())


@st.composite
def problems(draw: st.DrawFn) -> tuple[Floats, float]:
    rows = draw(st.integers(1, 8))
    columns = draw(st.integers(1, 8))
    entry = st.one_of(st.just(np.inf), st.floats(-20.0, 10.0), st.integers(-5, 5).map(float))
    values = draw(st.lists(entry, min_size=rows * columns, max_size=rows * columns))
    return np.array(values).reshape(rows, columns), draw(st.sampled_from([2.5, 10.0, -30.0]))


@settings(max_examples=400, deadline=None)
@given(problems())
def test_the_total_is_the_least_that_scipy_finds(problem: tuple[Floats, float]) -> None:
    costs, alone = problem
    chosen, owner = ours(costs, alone)
    assert total(costs, alone, chosen) == pytest.approx(least(costs, alone), abs=1e-9)
    for i, j in enumerate(chosen):
        assert j < 0 or owner[j] == i
    assert (owner >= 0).sum() == (chosen >= 0).sum()


def test_a_large_sparse_problem_is_solved_exactly() -> None:
    """200 x 200, some five entries a row: the shape of a crowded scan."""
    numbers = np.modf(np.sin(np.arange(1.0, 40_001.0)) * 43758.5453)[0].reshape(200, 200)
    spread = np.abs(np.modf(np.sin(np.arange(40_000.0) * 1.7) * 24634.6345)[0].reshape(200, 200))
    costs = np.where(spread < 0.025, 10.0 * numbers, np.inf)
    chosen, _ = ours(costs, 2.3)
    assert total(costs, 2.3, chosen) == pytest.approx(least(costs, 2.3), abs=1e-9)


@given(st.lists(st.floats(-1e6, 1e6), max_size=60))
def test_sorting_sorts(values: list[float]) -> None:
    keys = np.array(values, dtype=np.float64)
    order = np.arange(keys.size)
    sort_by(keys, order, keys.size)
    assert np.array_equal(keys[order], np.sort(keys))
    assert np.array_equal(np.sort(order), np.arange(keys.size))
