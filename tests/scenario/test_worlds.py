"""A world is one draw of every number, keyed by seed, replication and name."""

from pathlib import Path

import numpy as np
import pytest

from airtight.catalog.loader import load as load_catalog
from airtight.errors import InputError
from airtight.numerics.columns import Words
from airtight.scenario import loader, worlds
from airtight.scenario.model import Scenario
from airtight.scenario.worlds import DUMMY, Worlds

HEIGHT = "radar-91n6e.antenna_height"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return loader.load(Path(__file__).parents[2] / "examples/anatolia-2021.toml")


def drawn(scenario: Scenario, replications: Words, seed: int | None = None) -> Worlds:
    return worlds.draw(scenario, load_catalog(), replications, seed=seed)


def test_a_replication_has_the_same_world_in_every_batch(scenario: Scenario) -> None:
    together = drawn(scenario, np.arange(20))
    apart = drawn(scenario, np.array([17, 3]))
    for name in (HEIGHT, "kill-probability.aircraft", DUMMY):
        assert np.array_equal(together.column(name)[[17, 3]], apart.column(name))


def test_half_of_the_worlds_lie_on_each_side_of_nominal(scenario: Scenario) -> None:
    column = drawn(scenario, np.arange(4000)).column(HEIGHT)
    assert column.min() >= 6.0
    assert column.max() <= 12.0
    below = float(np.mean(column < 8.0))
    assert below == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(4000))


def test_the_scenarios_number_takes_the_catalogues_place(scenario: Scenario) -> None:
    changed = loader.with_settings(scenario, [f"{HEIGHT}=24 m"])
    assert set(drawn(changed, np.arange(5)).column(HEIGHT)) == {24.0}


def test_nominal_fixes_every_number(scenario: Scenario) -> None:
    fixed = worlds.draw(scenario, load_catalog(), np.arange(3), nominal=True)
    for name, number in fixed.numbers.items():
        if name != DUMMY:
            assert set(fixed.column(name)) == {number.nominal}


def test_numbers_of_one_group_move_together_and_others_do_not(scenario: Scenario) -> None:
    some = drawn(scenario, np.arange(500))
    groups: dict[str, list[str]] = {}
    for name, number in some.numbers.items():
        groups.setdefault(number.group, []).append(name)
    shared = next(names for names in groups.values() if len(names) > 1)
    assert np.array_equal(some.quantile(shared[0]), some.quantile(shared[1]))
    correlation = np.corrcoef(some.quantile(HEIGHT), some.quantile(DUMMY))[0, 1]
    assert abs(correlation) < 4 / np.sqrt(500)


def test_another_seed_draws_other_worlds(scenario: Scenario) -> None:
    first, second = drawn(scenario, np.arange(9)), drawn(scenario, np.arange(9), seed=1)
    assert not np.array_equal(first.column(HEIGHT), second.column(HEIGHT))


def test_an_unknown_number_is_refused(scenario: Scenario) -> None:
    with pytest.raises(InputError, match="no such number"):
        drawn(scenario, np.arange(2)).column("radar-91n6e.colour")
