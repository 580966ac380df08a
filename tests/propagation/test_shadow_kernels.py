"""The loss behind one edge on the ground."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.propagation import shadow_kernels as kernels
from airtight.propagation.diffraction import Path, bullington_loss_db, delta_bullington_loss_db
from airtight.propagation.kernels import edge_loss_db

RADIUS_M = 8_494_700.0


@given(st.floats(100.0, 1500.0), st.floats(0.15, 0.85), st.floats(50.0, 3000.0))
def test_one_ridge_costs_what_the_recommendation_gives_its_profile(
    ridge_m: float, share: float, target_m: float
) -> None:
    """A flat earth of huge radius with one ridge that hides the target: Bullington's point is the ridge."""
    total, at = 100_000.0, round(share * 100) * 1000.0
    distance = np.arange(0.0, total + 1.0, 1000.0)
    ground = np.where(distance == at, ridge_m, 0.0)
    shadow = 10.0 + (ridge_m - 10.0) * total / at
    if target_m < shadow:
        got = kernels.shadow_loss_db(3e9, shadow, target_m, at, total)
        assert got == pytest.approx(
            bullington_loss_db(Path(3e9, 10.0, target_m, 1e12), distance, ground), abs=0.01
        )


@pytest.mark.parametrize(("antenna_m", "target_m"), [(8.0, 30.0), (8.0, 1000.0), (20.0, 100.0)])
@pytest.mark.parametrize("share", [1.0, 1.05, 1.1])
def test_near_a_smooth_horizon_it_errs_less_than_the_bare_edge_and_on_the_same_side(
    antenna_m: float, target_m: float, share: float
) -> None:
    """Against delta-Bullington on smooth ground, which is P.526's sphere there."""
    first = math.sqrt(2.0 * RADIUS_M * antenna_m)
    total = share * (first + math.sqrt(2.0 * RADIUS_M * target_m))
    shadow = (total - first) ** 2 / (2.0 * RADIUS_M)
    distance = np.linspace(0.0, total, 500)
    whole = delta_bullington_loss_db(Path(3.2e9, antenna_m, target_m, RADIUS_M), distance, 0.0 * distance)
    bare = edge_loss_db(3.2e9, shadow, target_m, first, total)
    got = kernels.shadow_loss_db(3.2e9, shadow, target_m, first, total)
    assert bare < got <= whole + 0.1


@given(st.floats(0.0, 60.0), st.floats(100.0, 600e3))
def test_the_inverse_gives_back_the_edge(edge_db: float, distance_m: float) -> None:
    loss = kernels.bullington_db(edge_db, distance_m)
    assert kernels.allowed_edge_db(loss, distance_m) == pytest.approx(edge_db, abs=1e-6)


def test_what_is_clear_costs_nothing() -> None:
    assert kernels.shadow_loss_db(3e9, 500.0, 900.0, 20e3, 60e3) == 0.0
    assert kernels.shadow_loss_db(3e9, 500.0, 100.0, 0.0, 60e3) == 0.0
    assert kernels.allowed_edge_db(-1.0, 60e3) == 0.0
