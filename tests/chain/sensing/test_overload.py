"""A radar with more to look at than time: quality falls smoothly with the number of targets, with no cap."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from airtight.chain.sensing.budget import Demand
from airtight.chain.sensing.budget_kernels import look_cost_s, shares
from airtight.chain.sensing.looking import look
from airtight.chain.sensing.numbers import COUNTS, SECTORED
from airtight.chain.tracking.tracker import Posts, Tracker, track
from airtight.messages.tasks import POSITION, PRIORITY, SIGMA_M, VELOCITY, Tasks
from airtight.messages.tracks import CONFIRMED

Make = Callable[..., Any]
NUMBERS = {
    "sector_width": np.pi / 2,
    "search_share": 0.5,
    "revisit_period": 5.7,
    "track_dwell": 0.005,
    "azimuth_beamwidth": 0.015,
    "elevation_beamwidth": 0.015,
}


def spread(count: int) -> list[tuple[float, float, float]]:
    """Places in the sector, apart from each other: a golden-section lattice in bearing and range."""
    golden = 0.6180339887
    return [
        (-44.0 + 88.0 * ((i * golden) % 1.0), 40e3 + 80e3 * (i + 0.5) / count, 6000.0 + 4.0 * i)
        for i in range(count)
    ]


def flown(bench: Make, count: int, seconds: int) -> tuple[dict[str, float], float, float]:
    """Counts a second, the mean time since each target's last hit (s), and the share of targets tracked."""
    made = bench(places=spread(count), scan=SECTORED, rcs_m2=30.0, speed_m_per_s=200.0, numbers=NUMBERS)
    posts = Posts.of(np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.uint8), np.full((1, 1), 5.7))
    tracker = Tracker.start(posts, slots=2048)
    tasks = Tasks.empty(1, 1, 2048)
    last = np.zeros(count)
    ages, tracked = [], []
    for epoch in range(seconds):
        seen, origins = look(made.sensing, made.truth, tasks, made.active, now_s=float(epoch))
        tracks = track(tracker, seen, made.sensing.sites, end_s=epoch + 1.0)
        made.truth.position_m[...] += made.truth.velocity_m_per_s
        good = np.flatnonzero(tracks.status[0, 0] == CONFIRMED)
        lag = epoch + 1.0 - tracks.time_s[0, 0, good]
        state, covariance = tracks.state[0, 0, good], tracks.covariance[0, 0, good]
        tasks.count[0, 0] = good.size
        looks = tasks.looks[0, 0, : good.size]
        looks[:, POSITION : POSITION + 3] = state[:, :3] + lag[:, None] * state[:, 3:]
        looks[:, VELOCITY : VELOCITY + 3] = state[:, 3:]
        looks[:, SIGMA_M] = np.sqrt(np.trace(covariance[:, :3, :3], axis1=1, axis2=2) / 3.0)
        looks[:, PRIORITY] = 3.0
        last[origins.entity[0, : seen.count[0]]] = epoch + 1.0
        if epoch >= seconds // 2:
            ages.append(epoch + 1.0 - last)
            offset = made.truth.position_m[0][:, None] - looks[None, :, :3]
            tracked.append(np.mean(np.linalg.norm(offset, axis=2).min(axis=1, initial=np.inf) < 1000.0))
    totals = made.sensing.totals[0] / seconds
    return dict(zip(COUNTS, totals, strict=True)), float(np.mean(ages)), float(np.mean(tracked))


def test_track_quality_falls_smoothly_from_10_to_1000_targets(bench: Make) -> None:
    """No cap: the share tracked falls, the time since the last hit rises, and neither in one step."""
    numbers = (10, 30, 70, 150, 300, 550, 1000)
    found = [flown(bench, count, 40) for count in numbers]
    ages = np.array([age for _, age, _ in found])
    tracked = np.array([share for _, _, share in found])
    assert tracked[0] == 1.0
    assert np.all(np.diff(tracked) < 0.02)
    assert np.all(np.diff(tracked) > -0.3)
    assert tracked[-1] > 0.1
    assert np.all(np.diff(ages) >= 0.0)
    assert ages[0] < 0.1
    assert np.all(np.diff(ages) < 5.0)
    # Overload shows, and only where there is one.
    assert [counts["overloaded_epochs"] > 0.0 for counts, _, _ in found] == [False, False, False, *[True] * 4]
    assert found[-1][0]["detections_unconfirmed"] > 0.0
    # Never more than the time there is: 0.5 s a second of looks of 5 ms, confirming ones included.
    for counts, _, _ in found:
        assert counts["looks_served"] <= 100.0 + 1e-9
        assert counts["detections"] <= 101.0


def test_the_more_urgent_kind_is_served_first_and_the_rest_shares_what_is_left() -> None:
    assert shares(1.0, 0.1, 0.2, 0.3, 0.4) == pytest.approx((1.0, 1.0, 1.0, 1.0))
    assert shares(1.0, 0.4, 0.3, 0.6, 0.5) == pytest.approx((1.0, 1.0, 0.5, 0.0))
    assert shares(1.0, 2.0, 1.0, 1.0, 1.0) == pytest.approx((0.5, 0.0, 0.0, 0.0))


def test_no_kind_gets_more_time_than_there_is() -> None:
    rng = np.linspace(0.0, 3.0, 6)
    for given in np.stack(np.meshgrid(rng, rng, rng, rng), axis=-1).reshape(-1, 4):
        used = float(np.dot(shares(1.0, *given), given))
        assert used == pytest.approx(min(given.sum(), 1.0))


def test_a_look_at_an_engaged_thing_is_charged_for_all_its_updates() -> None:
    """A beam each for 1.5 widths is two by two; engaged, at ten updates a second, ten times that."""
    assert look_cost_s(0.03, 1.0, 0.02, 0.02, 0.005, 0.1, 1.0) == pytest.approx(4 * 0.005)
    assert look_cost_s(0.03, 0.0, 0.02, 0.02, 0.005, 0.1, 1.0) == pytest.approx(4 * 0.05)
    assert look_cost_s(0.01, 0.0, 0.02, 0.02, 0.005, 2.0, 1.0) == pytest.approx(0.005)


def test_urgent_looks_are_served_whole_while_others_wait(bench: Make) -> None:
    """0.5 s for looks of 0.1 s: two engaged ones, then three in turn of the eight cued ones."""
    made = bench(
        places=spread(10),
        replications=200,
        scan=SECTORED,
        rcs_m2=1e6,
        numbers=NUMBERS | {"track_dwell": 0.1, "revisit_period": 1e6},
    )
    for k in range(10):
        made.tasks.looks[:, 0, k, POSITION : POSITION + 3] = made.truth.position_m[:, k]
        made.tasks.looks[:, 0, k, SIGMA_M] = 1.0
        made.tasks.looks[:, 0, k, PRIORITY] = 0.0 if k < 2 else 2.0
    made.tasks.count[:] = 10
    seen, origins = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    served = np.zeros(10)
    for r in range(200):
        served[origins.entity[r, : seen.count[r]]] += 1.0
    assert np.all(served[:2] == 200)
    assert served[2:] / 200 == pytest.approx(np.full(8, 3 / 8), abs=4 * np.sqrt(0.375 * 0.625 / 200))
    assert np.all(made.sensing.totals[:, COUNTS.index("looks_served")] == 5)


def test_a_cue_too_wide_for_an_epoch_is_left_out_and_takes_nobody_elses_time(bench: Make) -> None:
    made = bench(places=spread(3), scan=SECTORED, rcs_m2=1e6, numbers=NUMBERS | {"revisit_period": 1e6})
    for k in range(3):
        made.tasks.looks[:, 0, k, POSITION : POSITION + 3] = made.truth.position_m[:, k]
        made.tasks.looks[:, 0, k, SIGMA_M] = 20e3 if k == 0 else 10.0
        made.tasks.looks[:, 0, k, PRIORITY] = 2.0
    made.tasks.count[:] = 3
    look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    assert made.sensing.totals[0, COUNTS.index("looks_served")] == 2
    assert made.sensing.totals[0, COUNTS.index("overloaded_epochs")] == 0


def test_the_load_that_targets_make_is_what_the_schedule_serves(bench: Make) -> None:
    """By hand: 5 ms a look, once a second and once in 5.7 s to confirm, in half of the time."""
    demand = Demand(search_share=0.5, dwell_s=0.005, revisit_s=5.7)
    assert demand.load(targets=100, update_s=1.0) == pytest.approx(100 * 0.005 * (1 + 1 / 5.7) / 0.5)
    assert demand.update_s(targets=50, wanted_s=1.0) == 1.0
    assert demand.update_s(targets=1000, wanted_s=1.0) == pytest.approx(10 * (1 + 1 / 5.7))
    counts, _, _ = flown(bench, 50, 20)
    assert counts["looks_left_out"] == 0.0
