"""Drivers: real ones are found, dummies are not, luck is told apart."""

import numpy as np
import pytest

from airtight.numerics.columns import Floats
from airtight.numerics.random import Cause, uniform_column
from airtight.study import drivers

WORLDS = 240


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


def test_luck_has_the_share_that_pairs_of_one_world_show() -> None:
    """Variance 1 between worlds and 1/2 from luck: a third."""
    generator = np.random.default_rng(1)  # noqa: TID251 (an oracle apart from ours)
    world = generator.normal(size=20000)
    first, second = (world + generator.normal(scale=np.sqrt(0.5), size=20000) for _ in range(2))
    assert drivers.luck_share(first, second, first) == pytest.approx(1 / 3, abs=0.01)
    assert drivers.luck_share(first[:1], second[:1], first) is None
    assert drivers.luck_share(np.ones(9), np.ones(9), np.ones(9)) is None
