"""Reach: who can be met, when, and who cannot."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.chain.effectors import kernels

SPEED = 1000.0


def reach(
    state: list[float],
    *,
    ballistic: int = 0,
    hidden_m: float = -100.0,
    half_sector_rad: float = math.pi,
    facing_rad: float = 0.0,
) -> tuple[float, int]:
    """Reach of a missile of 100 km, 25 km high, 20 km against what falls, from the origin of a flat frame."""
    numbers = np.array([100e3, 3e3, 25e3, SPEED, 30e3, 100.0, 20e3, 15e3])
    lowest = np.full((4, 10, 3, 3), hidden_m, dtype=np.float32)
    edges = np.zeros((4, 10, 3, 3), dtype=np.uint16)
    rotation = np.eye(3)
    site = np.zeros(4)
    place = np.zeros(4)
    return kernels.reach_of(
        numbers,
        np.array(state),
        0.0,
        ballistic,
        site,
        rotation,
        lowest,
        edges,
        20e3,
        place,
        facing_rad,
        half_sector_rad,
    )


def test_head_on_meeting_time_is_distance_over_closing_speed() -> None:
    assert kernels.meeting_time_s(50e3, 0, 0, -250.0, 0, 0, SPEED) == pytest.approx(50e3 / 1250.0)


def test_a_tail_chase_by_the_slower_one_never_meets() -> None:
    assert kernels.meeting_time_s(50e3, 0, 0, 1200.0, 0, 0, SPEED) == -1.0


@given(
    st.floats(-80e3, 80e3),
    st.floats(-80e3, 80e3),
    st.floats(100, 20e3),
    st.floats(-900, 900),
    st.floats(-900, 900),
)
def test_at_the_meeting_time_both_are_at_the_same_place(
    e: float, n: float, u: float, ve: float, vn: float
) -> None:
    t = kernels.meeting_time_s(e, n, u, ve, vn, 0.0, SPEED)
    if t >= 0 and math.hypot(ve, vn) < 0.99 * SPEED:
        assert math.dist((0, 0, 0), (e + ve * t, n + vn * t, u)) == pytest.approx(
            SPEED * t, rel=1e-6, abs=1e-3
        )


def test_out_of_range_too_near_and_too_high_are_out_of_reach() -> None:
    assert reach([0, 200e3, 8e3, 0, 0, 0]) == (-1.0, 0)
    assert reach([0, 1e3, 1e3, 0, 0, 0]) == (-1.0, 0)
    assert reach([0, 50e3, 26e3, 0, 0, 0]) == (-1.0, 0)
    assert reach([0, 50e3, 8e3, 0, 0, 0])[0] == pytest.approx(math.hypot(50e3, 8e3) / SPEED)


def test_the_last_fifth_of_the_reach_is_the_edge() -> None:
    assert reach([0, 70e3, 8e3, 0, 0, 0])[1] == 0
    assert reach([0, 90e3, 8e3, 0, 0, 0])[1] == 1


def test_behind_terrain_is_out_of_reach() -> None:
    assert reach([0, 50e3, 2e3, 0, 0, 0], hidden_m=3e3) == (-1.0, 0)


def test_low_targets_have_the_shorter_published_reach() -> None:
    drop = 40e3**2 / (2 * 6_371_008.7714)
    assert reach([0, 40e3, 50.0 - drop, 0, 0, 0]) == (-1.0, 0)


def test_what_falls_has_the_ballistic_reach() -> None:
    assert reach([0, 40e3, 14e3, 0, 0, 0], ballistic=1)[0] == -1.0
    assert reach([0, 15e3, 14e3, 0, 0, -500.0], ballistic=1)[0] > 0


def test_outside_the_sector_is_out_of_reach() -> None:
    state = [0.0, 50e3, 8e3, 0, 0, 0]
    assert reach(state, half_sector_rad=math.pi / 4, facing_rad=math.pi)[0] == -1.0
    assert reach(state, half_sector_rad=math.pi / 4, facing_rad=0.1)[0] > 0


def test_a_launch_takes_one_round_and_fills_one_row() -> None:
    rounds = np.array([[[2, 5]]])
    shot_slot = np.full((1, 1, 3), -1)
    tables = {name: np.zeros((1, 1, 3), dtype=np.int64) for name in ("number", "missile", "edge")}
    times = {name: np.zeros((1, 1, 3)) for name in ("launch", "meeting")}
    fired = np.zeros((1, 1), dtype=np.int64)
    next_launch = np.zeros((1, 1))
    flight = np.full((1, 1, 4, 2), 30.0)
    kernels.launch(
        100.0,
        np.array([[2]]),
        np.array([[1]]),
        np.array([[[7, 8, 9, 10]]]),
        flight,
        np.zeros((1, 1, 4, 2), dtype=np.int64),
        np.array([[3.0]]),
        rounds,
        next_launch,
        shot_slot,
        tables["number"],
        tables["missile"],
        tables["edge"],
        times["launch"],
        times["meeting"],
        fired,
    )
    assert rounds.tolist() == [[[2, 4]]]
    assert shot_slot.tolist() == [[[2, -1, -1]]]
    assert (tables["number"][0, 0, 0], times["meeting"][0, 0, 0], next_launch[0, 0], fired[0, 0]) == (
        9,
        130.0,
        103.0,
        1,
    )
