"""A claim is judged by its tolerance; whatever goes wrong is a row and hides no other."""

import math
from collections.abc import Callable

import pytest

from airtight.errors import InputError
from airtight.validation.claim import VERIFICATION, Claim, Unavailable


def claim(
    compute: Callable[[], float], *, expected: float | tuple[float, float] = 2.0, tolerance: float = 0.1
) -> Claim:
    return Claim("two", "Numbers", VERIFICATION, "arithmetic", expected, tolerance, "m", "1 + 1", compute)


@pytest.mark.parametrize(("got", "passed"), [(2.0, True), (2.09, True), (1.9, True), (2.11, False)])
def test_a_value_holds_within_its_tolerance(got: float, passed: bool) -> None:  # noqa: FBT001
    row = claim(lambda: got).tried()
    assert (row.passed, row.got) == (passed, got)


@pytest.mark.parametrize(("got", "passed"), [(1.0, True), (3.0, True), (0.999, False), (3.001, False)])
def test_an_interval_holds_between_its_ends(got: float, passed: bool) -> None:  # noqa: FBT001
    row = claim(lambda: got, expected=(1.0, 3.0), tolerance=0.0).tried()
    assert row.passed == passed
    assert row.used is None


def test_the_share_of_the_tolerance_that_is_used_up() -> None:
    assert claim(lambda: 2.05).tried().used == pytest.approx(0.5)
    assert claim(lambda: 2.2).tried().used == pytest.approx(2.0)
    assert claim(lambda: 2.0, tolerance=0.0).tried().used == 0.0
    assert claim(lambda: 2.1, tolerance=0.0).tried().used is None


def raising(error: Exception) -> Callable[[], float]:
    def compute() -> float:
        raise error

    return compute


@pytest.mark.parametrize(
    ("error", "passed", "told"),
    [
        (Unavailable("no table"), None, "no table"),
        (InputError("out of range", place="x"), False, "x: out of range"),
        (ZeroDivisionError("division by zero"), False, "a bug: ZeroDivisionError"),
    ],
)
def test_what_cannot_be_computed_is_a_row_that_says_why(
    error: Exception,
    passed: bool | None,  # noqa: FBT001
    told: str,
) -> None:
    row = claim(raising(error)).tried()
    assert (row.passed, row.got) == (passed, None)
    assert told in row.note


@pytest.mark.parametrize("got", [math.nan, math.inf])
def test_what_is_not_finite_fails(got: float) -> None:
    row = claim(lambda: got).tried()
    assert (row.passed, row.got) == (False, None)
    assert "failed" in row.note


def test_a_row_has_the_contracts_keys() -> None:
    told = claim(lambda: 2.0, expected=(1.0, 3.0)).tried().as_dict()
    assert {"claim", "tier", "source", "expected", "got", "tolerance", "passed"} <= set(told)
    assert told["expected"] == [1.0, 3.0]
    assert told["passed"] is True
    assert told["tier"] == VERIFICATION
