"""Tracking against published results and other implementations (filterpy 2.0.0, scipy, exact enumeration)."""

import itertools

import numpy as np
import pytest
from scipy.stats import chi2

from airtight.chain.tracking.assignment_kernels import assign
from airtight.chain.tracking.filter_kernels import PLACE, correct, pair_distance, place, predict
from airtight.chain.tracking.tracker import Posts, Rules, Tracker, track
from airtight.messages.detections import Detections
from airtight.messages.sites import Sites
from airtight.messages.tracks import CONFIRMED
from airtight.numerics.columns import Floats
from airtight.numerics.random import Cause, uniform_column

ORIGIN, AXES = np.zeros(3), np.eye(3)

# An extended Kalman update of range, azimuth, elevation and range rate, by filterpy 2.0.0.
STATE = np.array([30e3, 40e3, 5e3, -200.0, 100.0, 10.0])
COVARIANCE = np.diag([500.0**2] * 3 + [50.0**2] * 3)
SIGMA = np.array([50.0, np.radians(0.15), np.radians(0.20)])
RATE_SIGMA_M_PER_S = 2.0
PREDICTED = np.array([50_249.378106, np.radians(36.869897646), np.radians(5.710593137)])
RATE_PREDICTED_M_PER_S = -38.806450418
ERROR = np.array([60.0, np.radians(0.10), np.radians(-0.15)])
RATE_ERROR_M_PER_S = -1.5


def detection(polar: Floats | tuple[float, float, float], sigma: Floats) -> Floats:
    row = np.zeros(9)
    row[1:4] = polar
    row[6:9] = sigma
    return row


def test_constant_velocity_noise_is_the_textbooks() -> None:
    """Bar-Shalom, Li & Kirubarajan (2001) ch. 6: T = 4 s, q = 10 m2/s3 (four decimals)."""
    covariance = np.zeros((6, 6))
    predict(np.zeros(6), covariance, 4.0, 10.0)
    for i in range(3):
        block = covariance[np.ix_([i, 3 + i], [i, 3 + i])]
        assert block == pytest.approx(np.array([[213.3333, 80.0], [80.0, 40.0]]), abs=5e-5)
    assert np.count_nonzero(covariance) == 12


def test_plain_conversion_of_a_polar_measurement() -> None:
    """200 km, 30 and 5 degrees: figures beside Mo et al. 1998's unbiased ones (four decimals)."""
    there = np.empty(PLACE)
    place(ORIGIN, AXES, detection((200e3, np.radians(30.0), np.radians(5.0)), SIGMA), there)
    assert there[:3] == pytest.approx([99_619.4698, 172_545.9831, 17_431.1485], abs=6e-5)


def test_extended_kalman_update_agrees_with_filterpy() -> None:
    """Our update takes range and angles; range rate follows as a fourth, linearised at the same prediction.

    With independent errors that is the joint update, to the four and five decimals stated.
    """
    row = detection(PREDICTED + ERROR, SIGMA)
    there = np.empty(PLACE)
    place(ORIGIN, AXES, row, there)
    state, covariance = STATE.copy(), COVARIANCE.copy()
    scratch = (np.empty((5, 3)), np.empty((6, 3)), np.empty((6, 3)), np.empty((6, 6)))
    distance2 = correct(state, covariance, 0.0, 10.0, ORIGIN, AXES, row, there, *scratch)

    p, v = STATE[:3], STATE[3:]
    r = np.sqrt(p @ p)
    h = np.concatenate([(v - RATE_PREDICTED_M_PER_S * p / r) / r, p / r])
    innovation = RATE_ERROR_M_PER_S - h @ (state - STATE)
    s = h @ covariance @ h + RATE_SIGMA_M_PER_S**2
    gain = covariance @ h / s
    state = state + gain * innovation
    covariance = covariance - np.outer(gain, gain) * s

    assert state[:3] == pytest.approx([30107.8203, 40007.5936, 4889.3520], abs=1e-4)
    assert state[3:] == pytest.approx([-200.66153, 99.11795, 9.88974], abs=1e-5)
    assert np.sqrt(np.diag(covariance)[:3]) == pytest.approx([106.0257, 86.6846, 164.7672], abs=1e-4)
    assert distance2 + innovation**2 / s == pytest.approx(0.104895946, abs=1e-8)


def test_the_default_gate_holds_what_scipy_says() -> None:
    """Chi-square with three degrees of freedom at 16 (nine decimals); 3.99 sigmas are in, 4.01 are not."""
    assert chi2.cdf(Rules().gate, 3) == pytest.approx(0.998866016, abs=5e-10)
    covariance = np.diag([1e-6] * 6)
    for sigmas, inside in ((3.99, True), (4.01, False)):
        row = detection((50e3 + sigmas * 50.0, 0.0, 0.0), SIGMA)
        there = np.empty(PLACE)
        place(ORIGIN, AXES, row, there)
        state = np.array([0.0, 50e3, 0.0, 0.0, 0.0, 0.0])
        distance2, _ = pair_distance(
            state, covariance, 0.0, 0.0, ORIGIN, AXES, row, there, 16.0, np.empty((5, 3))
        )
        assert (distance2 <= 16.0) == inside


def test_global_nearest_neighbour_beats_the_greedy_choice() -> None:
    """Brute force and scipy: optimum 14 by (1, 1), (2, 2), (3, 3), where the greedy choice pays 15."""
    costs = np.array([[3.0, 9, 12, 50], [4, 5, 50, 50], [50, 2, 6, 50]])
    chosen, owner = np.empty(3, dtype=np.int64), np.empty(4, dtype=np.int64)
    scratch = (
        np.empty(4, dtype=np.int64),
        np.empty(4, dtype=np.int64),
        np.empty(3),
        np.empty(4),
        np.empty(4),
    )
    assign(
        3, 4, np.array([0, 4, 8, 12]), np.tile(np.arange(4), 3), costs.ravel(), 10.0, chosen, owner, *scratch
    )
    assert list(chosen) == [0, 1, 2]
    assert list(owner) == [0, 1, 2, -1]
    assert costs[np.arange(3), chosen].sum() == 14.0


def confirmed_after(probability: float, scans: int, replications: int) -> Floats:
    """Share of targets standing still that are confirmed after each scan, in the tracker."""
    period = 10.0
    posts = Posts.of(
        np.zeros(1, dtype=np.int64),
        np.zeros(1, dtype=np.uint8),
        np.full((replications, 1), period),
        coast_scans=100.0,
    )
    tracker = Tracker.start(posts, Rules(drift_limit_m=1e9))
    sites = Sites(np.zeros((replications, 1, 3)), np.tile(AXES, (replications, 1, 1, 1)))
    ever = np.zeros(replications, dtype=np.bool_)
    share = np.empty(scans)
    for scan in range(scans):
        seen = uniform_column(7, np.arange(replications), Cause.LOOK, f"scan {scan}") < probability
        detections = Detections.empty(replications, 1)
        detections.count[:] = seen
        detections.searched[:] = 1
        detections.values[:, 0] = detection((80e3, 1.0, 0.05), SIGMA)
        detections.values[:, 0, 0] = scan * period + 3.0
        tracks = track(tracker, detections, sites, end_s=(scan + 1) * period)
        ever |= (tracks.status == CONFIRMED).any(axis=(1, 2))
        share[scan] = ever.mean()
    return share


# Three hits within five scans; cumulative, scans 1 to 6 and 10 (exact enumeration of the windows).
PUBLISHED = {0.9: (0.0, 0.0, 0.729, 0.9477, 0.99144, 0.995814, 0.999961)}


def windows(probability: float, scans: int) -> Floats:
    """Probability that some five scans in a row hold three hits, by enumeration of all outcomes."""
    total = np.zeros(scans)
    for outcome in itertools.product((0, 1), repeat=scans):
        weight = np.prod([probability if hit else 1.0 - probability for hit in outcome])
        for scan in range(scans):
            if sum(outcome[max(0, scan - 4) : scan + 1]) >= 3:
                total[scan:] += weight
                break
    return total


def test_the_enumeration_of_windows_reproduces_the_published_table() -> None:
    ours = windows(0.9, 10)
    assert ours[[0, 1, 2, 3, 4, 5, 9]] == pytest.approx(PUBLISHED[0.9], abs=5e-7)


@pytest.mark.parametrize("probability", [0.9, 0.6, 0.3])
def test_confirmation_follows_three_of_five(probability: float) -> None:
    """Within four standard errors of the exact probability, in 20 000 replications."""
    replications = 20_000
    expected = windows(probability, 10)
    ours = confirmed_after(probability, 10, replications)
    error = np.sqrt(np.maximum(expected * (1.0 - expected), 1.0 / replications) / replications)
    assert (np.abs(ours - expected) / error).max() < 4.0
