"""Drivers: real ones are found, dummies are not, luck is told apart."""

import numpy as np
import pytest

from airtight.numerics.columns import Floats
from airtight.numerics.random import Cause, uniform_column
from airtight.study import drivers

WORLDS = 240
SLOPE = 0.5


def column(seed: int, name: str, cause: Cause = Cause.WORLD) -> Floats:
    drawn: Floats = uniform_column(seed, np.arange(WORLDS, dtype=np.int64), cause, name)
    return drawn


def many(seed: int) -> dict[str, Floats]:
    return {f"number-{k}": column(seed, f"number-{k}") for k in range(30)} | {
        "dummy": column(seed, "dummy", Cause.DUMMY)
    }


def test_a_dummy_resolves_in_at_most_one_of_twenty_seeds_and_so_does_any_idle_number() -> None:
    """The result is skewed, mostly zero and driven by one number and luck, as leakers are."""
    dummies, idle = 0, 0
    for seed in range(20):
        columns = many(seed)
        noise = column(seed, "noise", Cause.KILL)
        result = np.floor(12.0 * columns["number-3"] * noise**3)
        resolved = [d.number for d in drivers.rank(columns, result, seed=seed) if d.resolved]
        dummies += "dummy" in resolved
        idle += len(set(resolved) - {"number-3"}) > 0
        assert "number-3" in resolved
    assert dummies <= 1
    assert idle <= 4  # 5 % of 20 is 1; 4 or more comes by chance in 1.6 % of cases


def test_at_most_five_are_listed_and_a_constant_result_has_none() -> None:
    columns = many(3)
    assert len(drivers.rank(columns, columns["number-1"], seed=3)) == 5
    assert drivers.rank(columns, np.full(WORLDS, 28.0), seed=3) == []


def test_a_lone_driver_explains_all_of_what_is_linear_in_it() -> None:
    columns = many(4)
    found = drivers.rank(columns, 3.0 * columns["number-7"] + 1.0, seed=4)[0]
    assert found.number == "number-7"
    assert found.share == pytest.approx(1.0, abs=1e-9)


def test_replications_without_a_value_are_left_out() -> None:
    columns = many(5)
    result = columns["number-2"].copy()
    result[::3] = np.nan
    assert drivers.rank(columns, result, seed=5)[0].number == "number-2"
    result[15:] = np.nan
    assert drivers.rank(columns, result, seed=5) == []


def test_the_same_seed_gives_the_same_ranking_to_the_last_bit() -> None:
    columns = many(6)
    result = columns["number-2"] + columns["number-9"] * column(6, "noise", Cause.KILL)
    assert drivers.rank(columns, result, seed=6) == drivers.rank(columns, result, seed=6)


def test_with_a_twin_the_share_is_exact_where_numbers_and_luck_add_up() -> None:
    """Y = a X + luck, uncorrelated in the sample: X's share is a^2 var X / var Y, luck's is the rest."""
    columns = many(7)
    driver, luck = columns["number-7"], column(7, "luck", Cause.KILL)
    luck = luck - np.polyval(np.polyfit(driver, luck, 1), driver)
    values = SLOPE * driver + luck
    expected = SLOPE**2 * driver.var() / values.var()
    found = drivers.rank(columns, values, seed=7, twin=3.0 * luck + 2.0)[0]
    assert (found.number, found.resolved) == ("number-7", True)
    assert found.share == pytest.approx(expected, abs=1e-9)
    assert found.low <= expected <= found.high
    unexplained = expected * (WORLDS - 1) / (WORLDS - 2)
    assert drivers.luck_share(values, 3.0 * luck + 2.0) == pytest.approx(1.0 - unexplained, abs=1e-9)


def test_a_twin_leaves_the_shares_where_they_are_and_sharpens_them() -> None:
    """X and luck uniform, slope 1/2: a fifth of the variance is X's, on average, with less scatter."""
    plain, sharp = [], []
    for seed in range(40):
        columns, luck = {"x": column(seed, "x")}, column(seed, "luck", Cause.KILL)
        values = SLOPE * columns["x"] + luck
        plain.append(drivers.rank(columns, values, seed=seed)[0].share)
        sharp.append(drivers.rank(columns, values, seed=seed, twin=luck)[0].share)
    assert np.mean(sharp) == pytest.approx(0.2, abs=0.01)
    assert np.std(sharp) < 0.5 * np.std(plain)


def test_a_twin_resolves_numbers_that_luck_would_drown() -> None:
    """Two numbers of 3 % each beside luck of 94 %, of which the twin knows most."""
    plain, sharp = 0, 0
    for seed in range(20):
        columns, luck = many(seed), column(seed, "luck", Cause.KILL)
        small = 0.18 * (columns["number-1"] + columns["number-2"])
        values = small + luck * (1.0 + 0.2 * columns["number-3"])
        ranking = drivers.Ranking(columns, seed=seed)
        plain += len({"number-1", "number-2"} & set(ranking.resolved(values)))
        sharp += len({"number-1", "number-2"} & set(ranking.resolved(values, luck)))
    assert plain <= 20
    assert sharp >= 38


def test_a_dummy_resolves_as_seldom_with_a_twin_that_is_correlated_with_the_values() -> None:
    """Skewed, mostly zero, and luck and number multiply: the twin is the same at the number's middle."""
    dummies, idle = 0, 0
    for seed in range(20):
        columns, noise = many(seed), column(seed, "noise", Cause.KILL)
        result = np.floor(12.0 * columns["number-3"] * noise**3)
        twin = np.floor(12.0 * 0.5 * noise**3)
        assert np.corrcoef(result, twin)[0, 1] > 0.5
        resolved = [d.number for d in drivers.rank(columns, result, seed=seed, twin=twin) if d.resolved]
        dummies += "dummy" in resolved
        idle += len(set(resolved) - {"number-3"}) > 0
        assert "number-3" in resolved
    assert dummies <= 1
    assert idle <= 4  # as above


def test_a_twin_that_does_not_vary_or_has_no_value_takes_nothing_out() -> None:
    columns = many(8)
    values = columns["number-2"] + column(8, "luck", Cause.KILL)
    plain = drivers.rank(columns, values, seed=8)
    for idle in (np.full(WORLDS, 7.0), np.full(WORLDS, np.nan)):
        assert drivers.rank(columns, values, seed=8, twin=idle) == plain
        assert drivers.luck_share(values, idle) == 0.0


def test_where_values_or_twin_are_missing_the_others_still_count() -> None:
    columns, luck = many(9), column(9, "luck", Cause.KILL)
    values, twin = SLOPE * columns["number-2"] + luck, luck.copy()
    values[::5] = np.nan
    twin[1::5] = np.nan
    found = drivers.rank(columns, values, seed=9, twin=twin)[0]
    assert (found.number, found.resolved) == ("number-2", True)
    assert found.share == pytest.approx(0.2, abs=0.1)


def test_where_luck_explains_all_no_number_is_listed() -> None:
    columns, luck = many(10), column(10, "luck", Cause.KILL)
    assert drivers.rank(columns, 2.0 * luck, seed=10, twin=luck) == []
    assert drivers.luck_share(2.0 * luck, luck) == pytest.approx(1.0)


def test_lucks_share_is_at_most_its_first_order_index() -> None:
    """Y = X (1 + L), X and L standard normal: V[E(Y | L)] is 0, and so is the twin's share at X = 0.

    Y = (1 + X) L: E(Y | L) = L of variance 1, of 2 in all: a half, which the twin at X = 0 shows whole.
    """
    generator = np.random.default_rng(1)  # noqa: TID251 (an oracle apart from ours)
    number, luck = generator.normal(size=(2, 20000))
    assert drivers.luck_share(number * (1.0 + luck), luck) == pytest.approx(0.0, abs=0.01)
    assert drivers.luck_share((1.0 + number) * luck, luck) == pytest.approx(0.5, abs=0.03)
    assert drivers.luck_share(number[:2], luck[:2]) is None
    assert drivers.luck_share(np.ones(9), luck[:9]) is None
