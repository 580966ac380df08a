"""The step is refused if a stage reads what nobody wrote."""

import pytest

from airtight.engine.batch import STEP
from airtight.engine.stages import Stage, check
from airtight.errors import InputError


def stage(name: str, reads: tuple[str, ...], writes: tuple[str, ...]) -> Stage[None]:
    return Stage(name, reads, writes, lambda _state, _now: None)


def test_the_step_of_the_design_is_in_order() -> None:
    check(STEP)
    assert [one.name for one in STEP] == [
        "move",
        "look",
        "track",
        "carry",
        "reach",
        "decide",
        "shoot",
        "settle",
    ]


def test_reading_what_is_written_later_is_refused_unless_it_is_last_epochs() -> None:
    early, late = stage("early", ("Tracks",), ()), stage("late", (), ("Tracks",))
    with pytest.raises(InputError, match="Tracks"):
        check([early, late])
    check([stage("early", ("Tracks*",), ()), late])


def test_reading_what_nobody_writes_is_refused() -> None:
    with pytest.raises(InputError, match="Orders"):
        check([stage("only", ("Orders*",), ())])
