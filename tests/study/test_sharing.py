"""What options share: readiness by the hour gives what simulating it would give, to the last bit."""

from dataclasses import replace

import numpy as np
import pytest

from airtight.scenario import options
from airtight.scenario.model import Activation, Scenario
from airtight.study.campaign import Case, carry_out
from airtight.study.execution import Checkpoints
from airtight.study.parts import join
from airtight.study.settings import Settings
from airtight.study.sharing import key_of, recipe
from airtight.study.simulating import Batch, simulate


@pytest.mark.parametrize("name", ["partial-threat", "partial-hours"])
def test_a_drawn_readiness_is_the_mixture_that_a_simulation_of_it_gives(quick: Scenario, name: str) -> None:
    option = next(option for option in options.load("demo").options if option.name == name)
    scenario = options.apply(option, quick)
    wanted = np.arange(6)
    direct = join([simulate(Batch(scenario, key_of(scenario), 3, wanted, keep=(0, 1)))], wanted)
    given = Settings(replications=6, keep=2)
    shared = carry_out([Case(name, scenario)], given, 3, Checkpoints(None), name).results[name]
    assert 0 < direct.ready.sum() < 6
    assert np.array_equal(direct.ready, shared.ready)
    for metric, values in direct.metrics.items():
        assert np.array_equal(values, shared.metrics[metric]), metric
    for stage, values in direct.funnel.items():
        assert np.array_equal(values, shared.funnel[stage]), stage
    for side, values in direct.hours.items():
        assert np.array_equal(values, shared.hours[side]), side
    assert set(direct.histories) == set(shared.histories)
    for table, columns in direct.histories.items():
        for column, rows in columns.items():
            assert np.array_equal(rows, shared.histories[table][column]), (table, column)


def test_the_twin_of_a_reference_with_a_drawn_readiness_is_what_it_is_at_nominal(quick: Scenario) -> None:
    option = next(option for option in options.load("demo").options if option.name == "partial-hours")
    case = Case("partial-hours", options.apply(option, quick))
    free, fixed = (
        carry_out([case], Settings(replications=20, nominal=nominal), 3, Checkpoints(None), case.name)
        for nominal in (False, True)
    )
    assert free.twin is not None
    assert 0 < free.twin.ready.sum() < 20
    assert np.array_equal(free.twin.ready, fixed.results[case.name].ready)
    for metric, values in fixed.results[case.name].metrics.items():
        assert np.array_equal(values, free.twin.metrics[metric], equal_nan=True), metric


def test_options_that_come_to_the_same_scenario_share_one_simulation(quick: Scenario) -> None:
    chosen = {option.name: options.apply(option, quick) for option in options.load("activation").options}
    keys = {key_of(recipe(scenario).ready) for scenario in chosen.values()}
    assert len(chosen) == 12
    # full, two readings of limited, sensors only, stored
    assert len(keys) == 5


def test_a_scenario_whose_readiness_is_not_drawn_is_simulated_as_it_is(quick: Scenario) -> None:
    assert recipe(quick).ready is quick
    assert recipe(quick).dark is None


def test_two_batteries_are_never_mixed(quick: Scenario) -> None:
    battery = quick.batteries[0]
    other = replace(
        battery, id="other", activation=Activation("full", battery.activation.radars, share="activation.x")
    )
    assert recipe(replace(quick, batteries=(battery, other))).dark is None
