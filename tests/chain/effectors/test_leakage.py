"""Leakage against every course that a small raid can take."""

from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.chain.effectors.leakage import COUNT_MAX, Leakage, leakage
from airtight.errors import InputError

Course = tuple[Fraction, Fraction, Fraction]


def by_recursion(threats: int, p: Fraction, looks: int, magazine: int, salvo: int) -> Course:
    """Expected leakers, probability of none, expected shots: look by look, in exact fractions."""

    @cache
    def of(waiting: int, looks_left: int, rounds: int) -> Course:
        """From the look at the threat now engaged, of `waiting` that are left with it."""
        if waiting == 0:
            return Fraction(0), Fraction(1), Fraction(0)
        if looks_left == 0 or rounds == 0:  # this one leaks
            leakers, _, shots = of(waiting - 1, looks, rounds)
            return leakers + 1, Fraction(0), shots
        fired = min(salvo, rounds)
        lives = (1 - p) ** fired
        killed = of(waiting - 1, looks, rounds - fired)
        missed = of(waiting, looks_left - 1, rounds - fired)
        leakers, none, shots = ((1 - lives) * a + lives * b for a, b in zip(killed, missed, strict=True))
        return leakers, none, shots + fired

    return of(threats, looks, magazine)


def of_floats(outcome: Leakage) -> tuple[float, float, float]:
    return outcome.expected_leakers, outcome.no_leak_probability, outcome.expected_shots


@given(st.integers(0, 6), st.integers(0, 10), st.integers(0, 4), st.integers(0, 20), st.integers(1, 5))
def test_agrees_with_every_course_of_a_small_raid(
    threats: int, tenths: int, looks: int, magazine: int, salvo: int
) -> None:
    expected = by_recursion(threats, Fraction(tenths, 10), looks, magazine, salvo)
    got = leakage(threats=threats, kill_probability=tenths / 10, looks=looks, magazine=magazine, salvo=salvo)
    assert of_floats(got) == pytest.approx(tuple(map(float, expected)), abs=1e-12)


@given(st.integers(1, 60), st.floats(0, 1), st.integers(1, 4), st.integers(0, 200))
def test_leakers_keep_the_bounds_of_unlimited_rounds_and_of_one_kill_a_round(
    threats: int, p: float, looks: int, magazine: int
) -> None:
    got = leakage(threats=threats, kill_probability=p, looks=looks, magazine=magazine)
    assert got.expected_leakers >= threats * (1 - p) ** looks - 1e-9
    assert got.expected_leakers >= threats - p * magazine - 1e-9
    assert got.expected_leakers == pytest.approx(threats - p * got.expected_shots, abs=1e-9)
    assert 0 <= got.expected_shots <= magazine + 1e-9


@pytest.mark.parametrize("p", [0.0, 1e-300, 1e-12, 0.5, 1.0])
def test_numbers_without_end_are_answered_at_once(p: float) -> None:
    endless = leakage(threats=COUNT_MAX, kill_probability=p, looks=1, magazine=COUNT_MAX)
    assert endless.expected_shots == pytest.approx(COUNT_MAX)
    assert endless.expected_leakers == pytest.approx(COUNT_MAX * (1 - p))
    scarce = leakage(threats=COUNT_MAX, kill_probability=p, looks=COUNT_MAX, magazine=3)
    assert scarce.expected_leakers >= COUNT_MAX - 3
    assert scarce.no_leak_probability == 0


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("threats", {"threats": -1}),
        ("looks", {"looks": COUNT_MAX + 1}),
        ("salvo", {"salvo": 0}),
        ("kill_probability", {"kill_probability": 1.1}),
        ("magazine", {"threats": 10**6, "magazine": 10**5}),
    ],
)
def test_a_wrong_argument_is_named(place: str, change: dict[str, float]) -> None:
    right = {"threats": 10, "kill_probability": 0.7, "looks": 2, "magazine": 12, "salvo": 1}
    with pytest.raises(InputError) as caught:
        leakage(**(right | change))  # type: ignore[arg-type]
    assert caught.value.place == place
