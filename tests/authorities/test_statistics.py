"""Intervals, paired differences, first-order indices: published and independently computed values."""

import math

import numpy as np
import pytest

from airtight.numerics import proportions
from airtight.numerics.columns import Floats
from airtight.numerics.random import Cause, uniform_column
from airtight.study import drivers, verdicts

# Wilson and Clopper-Pearson: statsmodels ('wilson', 'beta'); Wilson also mpmath. Ten printed digits.
PROPORTIONS = [
    (8, 10, 0.95, (0.4901624715, 0.9433178485), (0.4439045377, 0.9747892737)),
    (0, 30, 0.95, (0.0, 0.1135133932), (0.0, 0.1157033082)),
    (30, 30, 0.95, (0.8864866068, 1.0), (0.8842966918, 1.0)),
    (5, 100, 0.95, (0.0215436792, 0.1117504692), (0.0164318792, 0.1128349111)),
    (50, 100, 0.95, (0.4038315304, 0.5961684696), (0.3983211295, 0.6016788705)),
    (1, 10, 0.99, (0.0118515034, 0.5072317712), (0.0005011286, 0.5442870569)),
    (190, 200, 0.90, (0.9181081671, 0.9698793883), (0.9166648489, 0.9726257465)),
]


@pytest.mark.parametrize(("successes", "trials", "confidence", "score", "exact"), PROPORTIONS)
def test_intervals_of_a_proportion_agree_with_statsmodels(
    successes: int, trials: int, confidence: float, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    assert proportions.wilson(successes, trials, confidence) == pytest.approx(score, abs=1e-10)
    assert proportions.clopper_pearson(successes, trials, confidence) == pytest.approx(exact, abs=1e-10)


@pytest.mark.parametrize(("trials", "bound"), [(30, 0.0950339), (300, 0.0099361), (1000, 0.0029912)])
def test_nothing_seen_gives_the_exact_form_of_the_rule_of_three(trials: int, bound: float) -> None:
    assert proportions.none_seen(trials) == pytest.approx(bound, abs=5e-8)
    assert proportions.none_seen(trials) < 3.0 / trials


def test_a_paired_difference_agrees_with_scipy() -> None:
    """scipy.stats.ttest_rel on eight pairs: mean 0.875, 95 % [0.177321346, 1.572678654]."""
    option = np.array([3.0, 5, 2, 4, 6, 1, 0, 4])
    reference = np.array([2.0, 4, 2, 2, 5, 1, 0, 2])
    found = verdicts.compare(option, reference, verdicts.Criterion(-1, 0.5), np.ones(8))
    assert found["mean"] == 0.875
    assert (found["low"], found["high"]) == pytest.approx((0.177321346, 1.572678654), abs=1e-9)
    assert found["verdict"] == verdicts.WORSE
    assert found["probability_better"] == 0.0


def uniforms(name: str, count: int, seed: int = 1) -> Floats:
    drawn: Floats = uniform_column(seed, np.arange(count, dtype=np.int64), Cause.WORLD, name)
    return drawn


def test_first_order_shares_of_the_ishigami_function() -> None:
    """Closed form, a = 7, b = 0.1: 0.313905, 0.442411, 0; 4,096 plain draws, hence 0.03."""
    columns = {name: uniforms(name, 4096) for name in ("x1", "x2", "x3", "dummy")}
    x1, x2, x3 = (math.pi * (2.0 * columns[name] - 1.0) for name in ("x1", "x2", "x3"))
    result = np.sin(x1) + 7.0 * np.sin(x2) ** 2 + 0.1 * x3**4 * np.sin(x1)
    found = {driver.number: driver for driver in drivers.rank(columns, result, seed=5)}
    expected = {"x1": 0.313905191, "x2": 0.442411145, "x3": 0.0, "dummy": 0.0}
    for name, share in expected.items():
        assert found[name].share == pytest.approx(share, abs=0.03)
        assert found[name].low <= found[name].share <= found[name].high
        assert found[name].resolved == (share > 0.0)


def test_first_order_shares_of_the_g_function() -> None:
    """Closed form, a = 0, 1, 4.5, 9: 0.7162, 0.1790, 0.0237, 0.0072; |4u - 2| has a kink, hence 0.04."""
    names = [f"x{i}" for i in range(8)]
    columns = {name: uniforms(name, 4096, seed=2) for name in names}
    result = np.ones(4096)
    for name, a in zip(names, (0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0), strict=True):
        result *= (np.abs(4.0 * columns[name] - 2.0) + a) / (1.0 + a)
    found = drivers.rank(columns, result, seed=5)
    assert [driver.number for driver in found[:2]] == ["x0", "x1"]
    assert found[0].share == pytest.approx(0.716192169, abs=0.04)
    assert found[1].share == pytest.approx(0.179048042, abs=0.04)
