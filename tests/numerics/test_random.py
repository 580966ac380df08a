"""Draws: keyed by cause and name, uniform, and the same in any order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.errors import InputError
from airtight.numerics.random import Cause, poisson, uniform_column, word, words


def test_causes_are_distinct() -> None:
    assert len({int(cause) for cause in Cause}) == len(Cause)


def test_a_column_does_not_depend_on_how_replications_are_cut() -> None:
    whole = uniform_column(20210212, np.arange(50), Cause.WORLD, "radar-91n6e.range")
    parts = [
        uniform_column(20210212, np.arange(a, a + 10), Cause.WORLD, "radar-91n6e.range")
        for a in range(0, 50, 10)
    ]
    assert np.array_equal(whole, np.concatenate(parts))


def test_names_and_seeds_have_streams_of_their_own() -> None:
    one = uniform_column(1, np.arange(2000), Cause.WORLD, "a")
    assert abs(np.corrcoef(one, uniform_column(1, np.arange(2000), Cause.WORLD, "b"))[0, 1]) < 0.08
    assert abs(np.corrcoef(one, uniform_column(2, np.arange(2000), Cause.WORLD, "a"))[0, 1]) < 0.08


def test_uniforms_fill_the_interval_evenly() -> None:
    counts, _ = np.histogram(uniform_column(3, np.arange(20_000), Cause.WORLD, "x"), bins=10, range=(0, 1))
    # Chi-square with 9 degrees of freedom: 27.9 is exceeded once in a thousand.
    assert ((counts - 2000) ** 2 / 2000).sum() < 27.9


def test_equal_names_are_refused() -> None:
    with pytest.raises(InputError):
        words(["a", "b", "a"])
    assert words(["a", "b"]).tolist() == [word("a"), word("b")]


@given(st.floats(0.0, 20.0), st.floats(1e-9, 1 - 1e-9))
def test_poisson_is_the_quantile_function(mean: float, u: float) -> None:
    stats = pytest.importorskip("scipy.stats")
    assert abs(poisson(mean, u) - stats.poisson.ppf(u, mean)) <= (
        abs(stats.poisson.cdf(poisson(mean, u), mean) - u) < 1e-9
    )
