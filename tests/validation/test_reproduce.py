"""The command line that a claim names gives the claim's own value."""

import shlex

import pytest

from airtight.analysis.calc.registry import calculate
from airtight.validation.claim import Claim
from airtight.validation.running import all_claims

PREFIX = "airtight calc "
CLAIMS = [
    claim
    for claim in all_claims()
    if claim.reproduce.startswith(PREFIX)
    and "profile=" not in claim.reproduce  # of a file that may be absent
]
SCALES = {"km": 1e-3}


@pytest.mark.parametrize("claim", CLAIMS, ids=[f"{i}-{claim.group}" for i, claim in enumerate(CLAIMS)])
def test_the_command_gives_the_value(claim: Claim) -> None:
    model, *inputs = shlex.split(claim.reproduce.removeprefix(PREFIX))
    printed = calculate(model, dict(given.split("=", 1) for given in inputs)).printed
    if claim.group == "Public assessments":  # those are about a share of what is printed, or a bound of it
        assert printed
        return
    got = claim.tried().got
    assert got is not None
    scale = SCALES.get(claim.unit, 1.0)
    numbers = [scale * value for value in printed.values() if isinstance(value, float)]
    assert any(number == pytest.approx(got, rel=1e-6, abs=1e-12) for number in numbers)


def test_most_claims_about_single_values_can_be_asked_by_command() -> None:
    assert len(CLAIMS) > 100
