"""Options on the same worlds and luck: alike however the work is cut, and resumable."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from airtight.errors import InputError
from airtight.scenario import options
from airtight.scenario.model import Scenario
from airtight.study import campaign
from airtight.study.campaign import Case, carry_out
from airtight.study.execution import Checkpoints, Interrupted
from airtight.study.parts import Columns, Results
from airtight.study.settings import Settings
from airtight.study.simulating import Batch

pytestmark = pytest.mark.usefixtures("fake_engine")
REFERENCE = "full-stand-alone"


def cases(small: Scenario) -> list[Case]:
    chosen = [
        option
        for option in options.load("demo").options
        if option.name in {"full-stand-alone", "partial-threat"}
    ]
    return [Case(option.name, options.apply(option, small)) for option in chosen]


def results(small: Scenario, checkpoints: Checkpoints | None = None, **settings: int) -> dict[str, Results]:
    given = Settings(**({"replications": 50} | settings))  # type: ignore[arg-type]
    return carry_out(cases(small), given, 7, checkpoints or Checkpoints(None), REFERENCE).results


@pytest.mark.parametrize("size", [1, 7, 64])
def test_batches_change_no_number(small: Scenario, size: int) -> None:
    whole, cut = results(small), results(small, batch_size=size)
    for name in whole:
        for metric, values in whole[name].metrics.items():
            assert np.array_equal(values, cut[name].metrics[metric])
        assert np.array_equal(whole[name].ready, cut[name].ready)
        assert whole[name].counts == cut[name].counts


def test_more_replications_keep_the_first_ones(small: Scenario) -> None:
    few, many = results(small), results(small, replications=80)
    assert np.array_equal(few["partial-threat"].ready, many["partial-threat"].ready[:50])


def test_options_meet_the_same_worlds_and_the_same_luck(small: Scenario) -> None:
    found = results(small)
    alone, threat = found["full-stand-alone"], found["partial-threat"]
    ready = threat.ready > 0
    assert 0 < ready.sum() < ready.size
    assert np.array_equal(alone.metrics["leakers"][ready], threat.metrics["leakers"][ready])


def test_an_interrupted_run_goes_on_to_the_same_numbers(
    small: Scenario, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fake_engine: Callable[[Batch], Columns]
) -> None:
    folder = tmp_path / "a.unfinished"
    whole = results(small, batch_size=10)
    simulate, calls = fake_engine, 0

    def stopping(batch: Batch) -> Columns:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise KeyboardInterrupt
        return simulate(batch)

    monkeypatch.setattr(campaign, "simulate", stopping)
    with pytest.raises(Interrupted):
        results(small, Checkpoints.start(folder, {}), batch_size=10)
    assert len(list(folder.glob("*.npz"))) == 3
    again = results(small, Checkpoints.resume(folder, {}), batch_size=16)
    for name in whole:
        assert np.array_equal(whole[name].metrics["leakers"], again[name].metrics["leakers"])


def test_histories_are_those_of_the_kept_replications_once_each(small: Scenario) -> None:
    found = results(small, keep=3, batch_size=2)["full-stand-alone"].histories["orders"]
    assert list(found["replication"]) == [0, 1, 2]


def test_the_twin_is_the_reference_at_nominal_with_the_same_luck(small: Scenario) -> None:
    free = carry_out(cases(small), Settings(replications=40, keep=3), 7, Checkpoints(None), REFERENCE)
    fixed = carry_out(cases(small), Settings(replications=40, nominal=True), 7, Checkpoints(None), REFERENCE)
    assert free.twin is not None
    assert np.array_equal(free.twin.replication, np.arange(40))
    assert free.twin.histories == {}
    for metric, values in fixed.results[REFERENCE].metrics.items():
        assert np.array_equal(free.twin.metrics[metric], values)
    assert np.any(free.twin.metrics["leakers"] != free.results[REFERENCE].metrics["leakers"])


def test_kept_parts_of_the_twin_are_never_taken_for_the_drawn_runs(small: Scenario, tmp_path: Path) -> None:
    folder = tmp_path / "a.unfinished"
    given = Settings(replications=40, batch_size=10)
    first = carry_out(cases(small), given, 7, Checkpoints.start(folder, {}), REFERENCE)
    again = carry_out(cases(small), given, 7, Checkpoints.resume(folder, {}), REFERENCE)
    drawn, kept = (found.results[REFERENCE].metrics["leakers"] for found in (first, again))
    assert np.array_equal(drawn, kept)
    assert first.twin is not None
    assert again.twin is not None
    assert np.array_equal(first.twin.metrics["leakers"], again.twin.metrics["leakers"])
    assert np.any(drawn != first.twin.metrics["leakers"])


def test_no_twin_is_run_where_nothing_is_ranked(small: Scenario) -> None:
    """At nominal, and for fewer than twenty worlds."""
    for given in (Settings(replications=100, nominal=True), Settings(replications=19)):
        outcome = carry_out(cases(small), given, 7, Checkpoints(None), REFERENCE)
        assert outcome.twin is None
        assert outcome.twin_of("leakers") is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"replications": 0},
        {"seed": -1},
        {"seed": 2**32},
        {"keep": 500},
        {"workers": 0},
        {"batch_size": 0},
        {"replications": 2.5},
        {"replications": True},
    ],
)
def test_settings_that_cannot_be_are_refused_with_their_option(wrong: dict[str, int]) -> None:
    with pytest.raises(InputError) as caught:
        Settings(**wrong).check()  # type: ignore[arg-type]
    assert caught.value.place == f"--{next(iter(wrong)).replace('_', '-')}"
