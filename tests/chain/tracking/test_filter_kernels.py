"""The filter against matrices written out in numpy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from airtight.chain.tracking.filter_kernels import (
    PLACE,
    angle_between,
    begin,
    correct,
    pair_distance,
    place,
    predict,
)
from airtight.numerics.columns import Floats

AXES = np.eye(3)
ORIGIN = np.zeros(3)


def polar(position: Floats) -> Floats:
    """Range, azimuth from north, elevation of an east, north, up position."""
    east, north, up = position
    return np.array(
        [np.sqrt(position @ position), np.arctan2(east, north), np.arctan2(up, np.hypot(east, north))]
    )


def jacobian(position: Floats) -> Floats:
    """Of `polar`, by central differences of 1 m (errors below 1e-8 of the entries at tens of kilometres)."""
    step = np.eye(3)
    return np.stack([(polar(position + d) - polar(position - d)) / 2.0 for d in step], axis=1)


def motion(lead_s: float) -> Floats:
    return np.block([[np.eye(3), lead_s * np.eye(3)], [np.zeros((3, 3)), np.eye(3)]])


def noise(lead_s: float, density: float) -> Floats:
    block = np.array([[lead_s**3 / 3, lead_s**2 / 2], [lead_s**2 / 2, lead_s]])
    return density * np.kron(block, np.eye(3))


def textbook(
    state: Floats, covariance: Floats, detection: Floats, lag_s: float, density: float
) -> tuple[Floats, Floats, float]:
    """One update with H = J [I, lag I], in Joseph's form; its squared innovation."""
    back = np.hstack([np.eye(3), lag_s * np.eye(3)])
    predicted = back @ state
    rows = jacobian(predicted)
    h = rows @ back
    r = np.diag(detection[6:9] ** 2) + density * abs(lag_s) ** 3 / 3 * rows @ rows.T
    s = h @ covariance @ h.T + r
    k = covariance @ h.T @ np.linalg.inv(s)
    innovation = detection[1:4] - polar(predicted)
    innovation[1] = (innovation[1] + np.pi) % (2 * np.pi) - np.pi
    a = np.eye(6) - k @ h
    return (
        state + k @ innovation,
        a @ covariance @ a.T + k @ r @ k.T,
        float(innovation @ np.linalg.solve(s, innovation)),
    )


def ours(
    state: Floats, covariance: Floats, detection: Floats, lag_s: float, density: float
) -> tuple[Floats, Floats, float]:
    state, covariance = state.copy(), covariance.copy()
    there = np.empty(PLACE)
    place(ORIGIN, AXES, detection, there)
    scratch = (np.empty((5, 3)), np.empty((6, 3)), np.empty((6, 3)), np.empty((6, 6)))
    distance2 = correct(state, covariance, lag_s, density, ORIGIN, AXES, detection, there, *scratch)
    return state, covariance, distance2


def detection_of(position: Floats, error: Floats, sigma: Floats) -> Floats:
    row = np.zeros(9)
    row[1:4] = polar(position) + error * sigma
    row[6:9] = sigma
    return row


def spread(seed: Floats) -> Floats:
    """A covariance of some 100 m and 20 m/s, with correlations."""
    root = np.diag([100.0, 100.0, 100.0, 20.0, 20.0, 20.0]) @ (np.eye(6) + 0.3 * seed.reshape(6, 6))
    return root @ root.T


SIGMA = np.array([50.0, 2e-3, 3e-3])
offsets = st.floats(-1.0, 1.0)
numbers = st.lists(offsets, min_size=36, max_size=36).map(np.array)
triples = st.lists(offsets, min_size=3, max_size=3).map(np.array)


@settings(max_examples=60, deadline=None)
@given(
    bearing=st.floats(0.0, 2.0 * np.pi), away=st.floats(30e3, 300e3), up=st.floats(100.0, 15e3),
    errors=triples, seed=numbers, lag=st.floats(-1.0, 0.0),
)  # fmt: skip
def test_an_update_is_the_textbook_one(
    bearing: float, away: float, up: float, errors: Floats, seed: Floats, lag: float
) -> None:
    state = np.array([away * np.sin(bearing), away * np.cos(bearing), up, 200.0, -100.0, 5.0])
    covariance = spread(seed)
    detection = detection_of(state[:3] + lag * state[3:], 2.0 * errors, SIGMA)
    state_there, covariance_there, distance2_there = textbook(state, covariance, detection, lag, 50.0)
    state_here, covariance_here, distance2 = ours(state, covariance, detection, lag, 50.0)
    scale = np.sqrt(np.diag(covariance))
    assert (
        np.abs((state_here - state_there) / scale).max() < 1e-5
    )  # the differences' Jacobian is good to 1e-8
    assert np.abs((covariance_here - covariance_there) / np.outer(scale, scale)).max() < 1e-5
    assert distance2 == pytest.approx(distance2_there, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(seed=numbers, lead=st.floats(0.0, 60.0), density=st.floats(0.0, 500.0))
def test_a_prediction_is_f_p_f_plus_q(seed: Floats, lead: float, density: float) -> None:
    state = np.arange(6.0)
    covariance = spread(seed)
    f = motion(lead)
    expected = f @ covariance @ f.T + noise(lead, density)
    state_there = f @ state
    predict(state, covariance, lead, density)
    assert np.allclose(state, state_there, rtol=1e-13)
    assert np.allclose(covariance, expected, rtol=1e-11, atol=1e-11 * np.abs(expected).max())
    assert np.array_equal(covariance, covariance.T)


@settings(max_examples=60, deadline=None)
@given(seed=numbers, lead=st.floats(-1.0, 15.0), errors=triples)
def test_the_gates_distance_is_that_of_the_update_it_allows(
    seed: Floats, lead: float, errors: Floats
) -> None:
    state = np.array([60e3, 80e3, 9e3, -150.0, 200.0, 0.0])
    covariance = spread(seed)
    detection = detection_of(state[:3] + lead * state[3:], errors, SIGMA)
    there = np.empty(PLACE)
    place(ORIGIN, AXES, detection, there)
    lin = np.empty((5, 3))
    distance2, ln_det = pair_distance(state, covariance, lead, 50.0, ORIGIN, AXES, detection, there, 1e9, lin)
    ahead, wide, lag = state.copy(), covariance.copy(), min(lead, 0.0)
    predict(ahead, wide, max(lead, 0.0), 50.0)
    _, _, expected = textbook(ahead, wide, detection, lag, 50.0)
    rows = jacobian(ahead[:3] + lag * ahead[3:])
    back = np.hstack([np.eye(3), lag * np.eye(3)])
    s = rows @ (back @ wide @ back.T + 50.0 * abs(lag) ** 3 / 3 * np.eye(3)) @ rows.T + np.diag(SIGMA**2)
    assert distance2 == pytest.approx(expected, rel=1e-5, abs=1e-5)
    assert ln_det == pytest.approx(np.linalg.slogdet(s)[1], abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(seed=numbers, leads=st.lists(st.floats(0.01, 60.0), min_size=20, max_size=20), wide=st.booleans())
def test_covariances_stay_symmetric_and_positive_definite(
    seed: Floats, leads: list[float], *, wide: bool
) -> None:
    state = np.array([20e3, -15e3, 9e3, -150.0, 200.0, 0.0])
    covariance = spread(seed) * (1e4 if wide else 1.0)
    sigma = SIGMA * 1e-2 if wide else SIGMA
    for i, lead in enumerate(leads):
        predict(state, covariance, lead, 50.0)
        state, covariance, _ = ours(
            state, covariance, detection_of(state[:3], seed[i : i + 3], sigma), 0.0, 50.0
        )
        assert np.array_equal(covariance, covariance.T)
        scale = np.sqrt(np.diag(covariance))
        assert np.linalg.eigvalsh(covariance / np.outer(scale, scale)).min() > 0.0


def test_the_order_of_two_detections_does_not_matter_without_manoeuvres() -> None:
    """At a density of 0 taking the older one second loses nothing but the better point of linearisation."""
    state = np.array([60e3, 80e3, 9e3, -150.0, 200.0, 0.0])
    covariance = spread(np.linspace(-1.0, 1.0, 36))
    older = detection_of(state[:3] + 0.2 * state[3:], np.array([0.5, -0.5, 1.0]), SIGMA)
    newer = detection_of(state[:3] + 0.9 * state[3:], np.array([-1.0, 0.3, 0.2]), SIGMA)
    first, spread_first = state.copy(), covariance.copy()
    predict(first, spread_first, 0.2, 0.0)
    first, spread_first, _ = ours(first, spread_first, older, 0.0, 0.0)
    predict(first, spread_first, 0.7, 0.0)
    first, spread_first, _ = ours(first, spread_first, newer, 0.0, 0.0)
    second, spread_second = state.copy(), covariance.copy()
    predict(second, spread_second, 0.9, 0.0)
    second, spread_second, _ = ours(second, spread_second, newer, 0.0, 0.0)
    second, spread_second, _ = ours(second, spread_second, older, -0.7, 0.0)
    scale = np.sqrt(np.diag(spread_first))
    assert np.abs((first - second) / scale).max() < 1e-2
    assert np.abs((spread_first - spread_second) / np.outer(scale, scale)).max() < 1e-2


def test_a_new_track_lies_where_it_was_measured_with_the_measurements_errors() -> None:
    """Covariance J R J', with J the inverse of the measurement's Jacobian."""
    position = np.array([60e3, -80e3, 9e3])
    detection = detection_of(position, np.zeros(3), SIGMA)
    there = np.empty(PLACE)
    place(ORIGIN, AXES, detection, there)
    state, covariance = np.empty(6), np.empty((6, 6))
    begin(state, covariance, 600.0, ORIGIN, AXES, detection, there, np.empty((5, 3)))
    inverse = np.linalg.inv(jacobian(position))
    assert state[:3] == pytest.approx(position, abs=1e-6)
    assert not state[3:].any()
    assert np.allclose(covariance[:3, :3], inverse @ np.diag(SIGMA**2) @ inverse.T, rtol=1e-6, atol=1e-2)
    assert np.array_equal(covariance[3:, 3:], 600.0**2 * np.eye(3))
    assert not covariance[:3, 3:].any()


def test_a_second_detection_near_the_radar_ends_where_it_was_measured() -> None:
    """3 km across the line of sight at 20 km: along the tangent it would land 225 m too far out."""
    detection = detection_of(np.array([0.0, 20e3, 3e3]), np.zeros(3), SIGMA)
    there = np.empty(PLACE)
    place(ORIGIN, AXES, detection, there)
    state, covariance = np.empty(6), np.empty((6, 6))
    begin(state, covariance, 600.0, ORIGIN, AXES, detection, there, np.empty((5, 3)))
    predict(state, covariance, 12.0, 50.0)
    later = np.array([3e3, 20e3, 3e3])
    state, covariance, _ = ours(state, covariance, detection_of(later, np.zeros(3), SIGMA), 0.0, 50.0)
    error = later - state[:3]
    assert error @ np.linalg.solve(covariance[:3, :3], error) < 0.1


@given(angle=st.floats(-3.1, 3.1), size=st.floats(1e-3, 1e6))
def test_an_angle_is_that_of_the_arctangent(angle: float, size: float) -> None:
    assert angle_between(size * np.sin(angle), size * np.cos(angle)) == pytest.approx(angle, abs=1e-12)


def test_straight_overhead_is_finite() -> None:
    detection = detection_of(np.array([0.0, 0.0, 10e3]), np.zeros(3), SIGMA)
    state, covariance, _ = ours(
        np.array([0.0, 0.0, 10e3, 0.0, 0.0, 0.0]), spread(np.zeros(36)), detection, 0.0, 50.0
    )
    assert np.isfinite(state).all()
    assert np.isfinite(covariance).all()
