"""Fly-out: the published envelope, and the simulation's own rule of reach on a target that stands still."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.catalog.loader import load
from airtight.chain.effectors.flyout import Envelope, fly_out
from airtight.chain.effectors.kernels import reach_of
from airtight.chain.effectors.numbers import MISSILE_FIELDS
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import InputError

MISSILES = sorted(load().kind("missile"))
FLAT_SIGHT = np.full((8, 4, 3, 3), -1e9, dtype=np.float32)
NO_EDGES = np.zeros((8, 4, 3, 3), dtype=np.uint16)


def envelope(missile: str) -> Envelope:
    numbers = load().entry(missile).numbers
    return Envelope.of(lambda key: numbers[key].nominal if key in numbers else None)


def simulated_time_s(missile: str, range_m: float, altitude_m: float) -> float:
    """The kernel's flight time to a still target in sight of a site at sea level; -1 if out of reach."""
    numbers = load().entry(missile).numbers
    row = np.array(
        [numbers[key].nominal if key in numbers else float(default or 0.0) for key, default in MISSILE_FIELDS]
    )
    # Over a sphere of the mean radius: up + ground^2 / (2 R) is the height that the kernel reckons with.
    up = altitude_m - (range_m**2 - altitude_m**2) / (2 * MEAN_EARTH_RADIUS_M)
    east = np.sqrt(range_m**2 - up**2)
    state = np.array([east, 0.0, up, 0.0, 0.0, 0.0])
    site = np.zeros(4)
    time_s, _ = reach_of(
        row, state, 0.0, 0, site, np.eye(3), FLAT_SIGHT, NO_EDGES, 100e3, np.zeros(4), 0.0, np.pi
    )
    return float(time_s)


@given(st.sampled_from(MISSILES), st.floats(2e3, 300e3), st.floats(0.0, 1.0))
def test_agrees_with_the_simulation_where_the_target_stands_still(
    missile: str, range_m: float, share: float
) -> None:
    shape = envelope(missile)
    altitude_m = min(shape.altitude_min_m + 100.0 + share * 40e3, range_m * 0.9)
    ours = fly_out(shape, range_m=range_m, altitude_m=altitude_m)
    theirs = simulated_time_s(missile, range_m, altitude_m)
    near_a_bound = min(abs(altitude_m - shape.altitude_max_m), abs(range_m - shape.range_max_m)) < 50.0
    if not near_a_bound:  # the kernel's earth is a parabola, some metres off
        assert ours.reachable == (theirs >= 0)
    if ours.reachable and theirs >= 0:
        assert ours.time_s == pytest.approx(theirs, rel=1e-6)


@pytest.mark.parametrize("missile", MISSILES)
def test_each_bound_of_the_envelope_is_named_where_it_forbids(missile: str) -> None:
    shape = envelope(missile)
    middle = shape.range_max_m / 2
    for range_m, altitude_m, bound in (
        (shape.range_max_m, 5e3, ""),
        (shape.range_max_m * 1.001, 5e3, "range_max"),
        (shape.range_min_m * 0.999, 10.0, "range_min"),
        (middle, shape.altitude_min_m * 0.9, "altitude_min"),
    ):
        found = fly_out(shape, range_m=range_m, altitude_m=altitude_m).bound
        assert found == bound or (bound == "altitude_min" and found == "range_max_low_altitude")
    high = shape.altitude_max_m + 1.0
    if high < shape.range_max_m:
        assert fly_out(shape, range_m=shape.range_max_m, altitude_m=high).bound == "altitude_max"


def test_low_targets_have_a_range_of_their_own_where_one_is_published() -> None:
    shape = envelope("missile-48n6e2")
    assert fly_out(shape, range_m=60e3, altitude_m=40.0).bound == "range_max_low_altitude"
    assert fly_out(shape, range_m=60e3, altitude_m=60.0).reachable


def test_a_point_higher_than_it_is_far_is_no_point() -> None:
    with pytest.raises(InputError) as caught:
        fly_out(envelope("missile-48n6e3"), range_m=5e3, altitude_m=6e3)
    assert caught.value.place == "altitude_m"
