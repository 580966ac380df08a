"""Proportions that cannot be."""

import pytest

from airtight.errors import InputError
from airtight.numerics.proportions import clopper_pearson, none_seen, wilson


@pytest.mark.parametrize(("successes", "trials"), [(-1, 3), (4, 3), (0, 0)])
def test_impossible_counts_are_refused(successes: int, trials: int) -> None:
    for interval in (wilson, clopper_pearson):
        with pytest.raises(InputError):
            interval(successes, trials)


@pytest.mark.parametrize("confidence", [0.0, 1.0, -0.5, 2.0])
def test_a_confidence_lies_between_nothing_and_certainty(confidence: float) -> None:
    for call in (lambda: wilson(1, 2, confidence), lambda: none_seen(2, confidence)):
        with pytest.raises(InputError) as caught:
            call()
        assert caught.value.place == "confidence"
