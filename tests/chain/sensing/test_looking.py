"""The stage `look`: schedules, measurement, horizons, budgets."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from airtight.chain.sensing.looking import look
from airtight.chain.sensing.numbers import COUNTS, SECTORED, W_CONSTANT, W_PHASE
from airtight.errors import InputError
from airtight.messages import detections as d
from airtight.messages.tasks import POSITION, PRIORITY, SIGMA_M, VELOCITY

Make = Callable[..., Any]
HIGH = (70.0, 100e3, 8000.0)


def counted(bench: Any, name: str) -> np.ndarray:  # noqa: ANN401
    return np.asarray(bench.sensing.totals[:, COUNTS.index(name)])


def run(bench: Any, epochs: int, first: int = 0) -> None:  # noqa: ANN401
    for epoch in range(first, first + epochs):
        look(bench.sensing, bench.truth, bench.tasks, bench.active, now_s=float(epoch))


def ask(bench: Any, things: list[int], *, priority: float = 1.0, sigma_m: float = 100.0) -> None:  # noqa: ANN401
    for k, e in enumerate(things):
        bench.tasks.looks[:, 0, k, POSITION : POSITION + 3] = bench.truth.position_m[:, e]
        bench.tasks.looks[:, 0, k, VELOCITY : VELOCITY + 3] = bench.truth.velocity_m_per_s[:, e]
        bench.tasks.looks[:, 0, k, SIGMA_M] = sigma_m
        bench.tasks.looks[:, 0, k, PRIORITY] = priority
    bench.tasks.count[:] = len(things)


def test_a_rotating_radar_looks_at_everything_once_a_revolution(bench: Make) -> None:
    places = [(float(b), 120e3, 9000.0) for b in range(0, 360, 7)]
    made = bench(places=places, replications=20, rcs_m2=100.0)
    run(made, 30)
    assert np.all(counted(made, "looks") == 3 * len(places))


@pytest.mark.parametrize("period_s", [4.0, 7.3, 12.0, 1.0, 0.5])
def test_looks_come_at_the_beams_time(bench: Make, period_s: float) -> None:
    """At the time of each detection the beam points at the bearing measured."""
    made = bench(
        places=[(33.0, 60e3, 6000.0), (250.0, 60e3, 6000.0)],
        replications=30,
        rcs_m2=1e6,
        numbers={"revisit_period": period_s, "azimuth_error": 1e-6, "azimuth_beamwidth": 1e-4},
    )
    found = 0
    for epoch in range(15):
        seen, _ = look(made.sensing, made.truth, made.tasks, made.active, now_s=float(epoch))
        for r in range(30):
            for row in seen.values[r, : seen.count[r]]:
                phase = row[d.TIME_S] / period_s + made.sensing.world[r, 0, W_PHASE]
                assert (phase - row[d.AZIMUTH_RAD] / (2 * np.pi) + 0.5) % 1.0 - 0.5 == pytest.approx(
                    0.0, abs=1e-4
                )
                assert epoch <= row[d.TIME_S] < epoch + 1
                found += 1
    assert found >= 30 * 2 * int(15 / max(period_s, 1.0)) * 0.99


def test_detections_are_sorted_by_radar_and_time(bench: Make) -> None:
    places = [(float(b), 80e3, 9000.0) for b in range(0, 360, 5)]
    made = bench(places=places, replications=5, rcs_m2=1e4, numbers={"revisit_period": 2.0})
    seen, origins = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    for r in range(5):
        times = seen.values[r, : seen.count[r], d.TIME_S]
        assert np.all(np.diff(times) >= 0.0)
        assert np.unique(origins.entity[r, : seen.count[r]]).size == seen.count[r] > 10


def test_measurements_scatter_as_their_stated_sigmas_about_the_truth(bench: Make) -> None:
    made = bench(places=[HIGH], replications=4000, rcs_m2=1.0, numbers={"revisit_period": 1.0})
    seen, _ = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    rows = seen.values[seen.count == 1, 0]
    assert rows.shape[0] > 3000
    offset = made.truth.position_m[0, 0] - made.sensing.sites.position_m[0, 0]
    east, north, up = made.sensing.sites.rotation[0, 0] @ offset
    distance = np.linalg.norm(offset)
    expected = (distance, np.arctan2(east, north), np.arcsin(up / distance))
    for value, sigma, true in zip(
        (d.RANGE_M, d.AZIMUTH_RAD, d.ELEVATION_RAD),
        (d.RANGE_SIGMA_M, d.AZIMUTH_SIGMA_RAD, d.ELEVATION_SIGMA_RAD),
        expected,
        strict=True,
    ):
        z = (rows[:, value] - true) / rows[:, sigma]
        assert np.mean(z) == pytest.approx(0.0, abs=4 / np.sqrt(z.size))
        assert np.std(z) == pytest.approx(1.0, abs=4 / np.sqrt(2 * z.size))
    snr = 10 ** (rows[:, d.SNR_DB] / 10)
    noise = 100.0 / np.sqrt(2 * snr)
    assert rows[:, d.RANGE_SIGMA_M] == pytest.approx(np.hypot(30.0, noise))


def test_range_rate_is_that_of_the_thing(bench: Make) -> None:
    made = bench(
        places=[(0.0, 100e3, 8000.0)],
        replications=500,
        rcs_m2=100.0,
        speed_m_per_s=200.0,
        course_deg=180.0,
        numbers={"revisit_period": 1.0},
    )
    seen, _ = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    assert np.mean(seen.values[seen.count == 1, 0, d.DOPPLER_M_PER_S]) == pytest.approx(-199.5, abs=0.5)


def test_below_the_horizon_nothing_is_seen_and_above_it_is(bench: Make) -> None:
    """Radar horizon, 20 m and 100 m, k = 4/3: 59,651.6 m (physics reference 1.3); within a kilometre."""
    for distance, in_sight in ((58.6e3, True), (60.7e3, False)):
        made = bench(
            places=[(45.0, distance, 100.0)], replications=5, rcs_m2=1.0, numbers={"revisit_period": 1.0}
        )
        run(made, 1)
        assert np.all(made.sensing.seen == int(in_sight))


def test_a_taller_mast_sees_further(bench: Make) -> None:
    """15 m and 25 m: horizons with 100 m at 57.3 and 61.8 km."""
    for height, in_sight in ((15.0, 0), (25.0, 1)):
        made = bench(places=[(45.0, 60e3, 100.0)], numbers={"antenna_height": height, "revisit_period": 1.0})
        run(made, 1)
        assert made.sensing.seen[0, 0, 0] == in_sight


def test_at_the_shadows_edge_the_loss_is_that_of_an_edge_on_the_ground(bench: Make) -> None:
    """Grazing: J = 6.03 dB one way, and (1 - exp(-J / 6)) (10 + 0.02 D) more by Bullington's construction."""
    made = bench(
        places=[(45.0, 59.7e3, 100.0)],
        replications=4000,
        rcs_m2=0.1,
        numbers={"revisit_period": 1.0, "carrier_frequency": 3.2e9},
    )
    snr = made.sensing.world[0, 0, W_CONSTANT] * 0.1 / 59.7e3**4
    run(made, 1)
    share = counted(made, "detections").mean()
    # Gases: about 0.45 dB one way at this range.
    more_db = (1.0 - np.exp(-6.03 / 6.0)) * (10.0 + 0.02 * 59.7)
    screen = 1e-6 ** (1 / (1 + snr * 10 ** (-0.2 * (0.45 + 6.03))))
    edge = 1e-6 ** (1 / (1 + snr * 10 ** (-0.2 * (0.45 + 6.03 + more_db))))
    assert share == pytest.approx(edge, abs=0.12)
    assert share < screen - 0.3


def test_beyond_the_instrumented_range_and_outside_elevation_limits_nothing_is_looked_at(bench: Make) -> None:
    far = bench(places=[HIGH], rcs_m2=1e6, numbers={"instrumented_range": 90e3, "revisit_period": 1.0})
    above = bench(
        places=[(10.0, 10e3, 20e3)], rcs_m2=1e6, numbers={"elevation_max": 0.5, "revisit_period": 1.0}
    )
    for made in (far, above):
        run(made, 3)
        assert counted(made, "detections").sum() == 0


def test_radars_that_are_off_see_nothing(bench: Make) -> None:
    made = bench(
        places=[HIGH],
        replications=10,
        rcs_m2=1e6,
        numbers={"revisit_period": 1.0, "false_alarms_per_scan": 50.0},
    )
    made.active[:5] = 0
    run(made, 10)
    assert np.all(counted(made, "detections")[:5] == 0)
    assert np.all(counted(made, "false_alarms")[:5] == 0)
    assert np.all(made.sensing.detections.count[:5] == 0)
    assert np.all(counted(made, "detections")[5:] > 5)


def test_what_does_not_fly_is_not_seen(bench: Make) -> None:
    made = bench(places=[HIGH, (10.0, 100e3, 8000.0)], rcs_m2=1e6, numbers={"revisit_period": 1.0})
    made.truth.flying[0, 0] = 0
    _, origins = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    assert made.sensing.detections.count[0] == 1
    assert origins.entity[0, 0] == 1


def test_a_radar_for_ballistic_things_reports_no_aircraft(bench: Make) -> None:
    for ballistic in (False, True):
        made = bench(
            places=[HIGH],
            rcs_m2=1e6,
            ballistic_only=True,
            ballistic=ballistic,
            numbers={"revisit_period": 1.0},
        )
        run(made, 2)
        assert bool(counted(made, "detections")[0] > 0) is ballistic


def test_false_alarms_come_at_their_rate_and_inside_the_coverage(bench: Make) -> None:
    made = bench(places=[HIGH], replications=400, numbers={"false_alarms_per_scan": 3.0})
    made.truth.flying[:] = 0
    azimuths, ranges = [], []
    for epoch in range(40):
        seen, origins = look(made.sensing, made.truth, made.tasks, made.active, now_s=float(epoch))
        for r in range(400):
            rows = seen.values[r, : seen.count[r]]
            assert np.all(origins.entity[r, : seen.count[r]] == -1)
            azimuths += rows[:, d.AZIMUTH_RAD].tolist()
            ranges += rows[:, d.RANGE_M].tolist()
    expected = 400 * 40 * 3.0 / 10.0
    assert len(ranges) == pytest.approx(expected, abs=4 * np.sqrt(expected))
    assert max(ranges) <= 600e3
    assert np.mean(np.array(ranges) < 300e3) == pytest.approx(0.25, abs=4 * np.sqrt(0.1875 / expected))
    share, _ = np.histogram(azimuths, bins=6, range=(0, 2 * np.pi))
    assert share / expected == pytest.approx(np.full(6, 1 / 6), abs=0.03)


def sectored(bench: Make, **given: Any) -> Any:  # noqa: ANN401
    numbers = {"sector_width": np.pi / 2, "search_share": 0.5, "revisit_period": 5.0} | given.pop(
        "numbers", {}
    )
    return bench(scan=SECTORED, numbers=numbers, **given)


def test_a_sectored_radar_searches_its_sector_once_a_period(bench: Make) -> None:
    places = [(float(b), 120e3, 9000.0) for b in range(0, 360, 4)]
    made = sectored(bench, places=places, replications=10, rcs_m2=100.0, facing_rad=np.radians(350.5))
    run(made, 20)
    inside = sum(abs((b - 350.5 + 180.0) % 360.0 - 180.0) <= 45.0 for b, _, _ in places)
    assert np.all(counted(made, "looks") == 4 * inside)


def test_a_radar_faces_where_it_is_told_at_its_slew_rate(bench: Make) -> None:
    made = sectored(
        bench, places=[HIGH], facing_rad=np.radians(350.0), numbers={"slew_rate": np.radians(4.0)}
    )
    made.tasks.facing_rad[:] = np.radians(10.0)
    angles = []
    for epoch in range(7):
        run(made, 1, epoch)
        angles.append(float(np.degrees(made.sensing.facing_rad[0, 0])))
    assert angles == pytest.approx([354.0, 358.0, 2.0, 6.0, 10.0, 10.0, 10.0])


def test_an_asked_look_is_served_at_once_and_marked(bench: Make) -> None:
    made = sectored(bench, places=[(20.0, 100e3, 8000.0)], rcs_m2=1e5, numbers={"revisit_period": 1000.0})
    ask(made, [0])
    for epoch in range(3):
        seen, origins = look(made.sensing, made.truth, made.tasks, made.active, now_s=float(epoch))
        assert seen.count[0] == 1
        assert seen.searched[0, 0] == 0
        assert origins.entity[0, 0] == 0


def test_an_asked_look_sees_whatever_is_in_its_beam(bench: Make) -> None:
    places = [(20.0, 100e3, 8000.0), (20.3, 90e3, 7000.0), (26.0, 100e3, 8000.0)]
    made = sectored(bench, places=places, rcs_m2=1e5, numbers={"revisit_period": 1000.0})
    ask(made, [0])
    run(made, 1)
    assert sorted(made.sensing.origins.entity[0, :2]) == [0, 1]
    assert made.sensing.detections.count[0] == 2


def test_under_overload_looks_of_one_priority_are_taken_in_turn(bench: Make) -> None:
    """Half of each second is left by search; a look takes 0.11 s: four of six fit, from a drawn start."""
    places = [(float(b), 100e3, 8000.0) for b in range(-30, 30, 10)]
    made = sectored(
        bench,
        places=places,
        replications=3,
        rcs_m2=1e6,
        numbers={"track_dwell": 0.11, "revisit_period": 1e6},
    )
    ask(made, list(range(6)))
    _, origins = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    assert np.all(counted(made, "looks_served") == 4)
    assert np.all(counted(made, "looks_left_out") == 2)
    assert len(set(origins.entity[0, :4].tolist())) == 4
    assert made.sensing.detections.count.tolist() == [4, 4, 4]


def test_an_uncertain_position_costs_more_looks(bench: Make) -> None:
    """At 100 km a beam of 1.5 degrees is 2.6 km wide: +-3 sigma of 1 km needs three by three."""
    places = [(float(b), 100e3, 8000.0) for b in (-20, 0, 20)]
    made = sectored(bench, places=places, rcs_m2=1e6, numbers={"track_dwell": 0.05, "revisit_period": 1e6})
    ask(made, [0, 1, 2], sigma_m=1000.0)
    run(made, 1)
    assert counted(made, "looks_served")[0] == 1
    ask(made, [0, 1, 2], sigma_m=300.0)
    run(made, 1)
    assert counted(made, "looks_served")[0] == 1 + 3


def test_an_asked_look_outside_the_sector_is_left_out(bench: Make) -> None:
    made = sectored(bench, places=[(180.0, 100e3, 8000.0)], rcs_m2=1e6)
    ask(made, [0])
    run(made, 1)
    assert counted(made, "looks_left_out")[0] == 1
    assert counted(made, "detections")[0] == 0


def test_broadside_is_seen_where_head_on_is_not(bench: Make) -> None:
    shares = []
    for course in (180.0, 90.0, 0.0):
        made = bench(
            places=[(0.0, 150e3, 9000.0)],
            replications=1000,
            rcs_m2=0.02,
            side_factor=30.0,
            rear_factor=5.0,
            speed_m_per_s=200.0,
            course_deg=course,
            numbers={"revisit_period": 1.0},
        )
        run(made, 1)
        shares.append(counted(made, "detections").mean())
    assert shares[0] < shares[2] < shares[1]


def test_more_detections_than_room_only_make_room(bench: Make) -> None:
    places = [(i * 360.0 / 150, 60e3, 9000.0) for i in range(150)]
    made = bench(places=places, rcs_m2=1e8, numbers={"revisit_period": 1.0})
    seen, origins = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    assert seen.count[0] == 150
    assert seen.values.shape[1] == 256
    assert sorted(origins.entity[0, :150]) == list(range(150))
    assert counted(made, "detections")[0] == 150


def test_a_replication_does_not_depend_on_its_batch(bench: Make) -> None:
    given = {
        "places": [(float(b), 150e3, 9000.0) for b in range(0, 360, 30)],
        "numbers": {"false_alarms_per_scan": 5.0},
    }
    together, alone = bench(replications=6, first=0, **given), bench(replications=1, first=4, **given)
    for epoch in range(12):
        for made in (together, alone):
            look(made.sensing, made.truth, made.tasks, made.active, now_s=float(epoch))
        count = alone.sensing.detections.count[0]
        assert together.sensing.detections.count[4] == count
        assert np.array_equal(
            together.sensing.detections.values[4, :count], alone.sensing.detections.values[0, :count]
        )


def test_one_thing_more_changes_nobody_elses_luck(bench: Make) -> None:
    few = bench(places=[HIGH], replications=50, rcs_m2=0.5, numbers={"revisit_period": 1.0})
    more = bench(
        places=[HIGH, (10.0, 90e3, 9000.0)], replications=50, rcs_m2=0.5, numbers={"revisit_period": 1.0}
    )
    seen, _ = look(few.sensing, few.truth, few.tasks, few.active, now_s=3.0)
    other, origins = look(more.sensing, more.truth, more.tasks, more.active, now_s=3.0)
    for r in range(50):
        mine = other.values[r, : other.count[r]][origins.entity[r, : other.count[r]] == 0]
        assert np.array_equal(mine, seen.values[r, : seen.count[r]])


@pytest.mark.parametrize("key", ["revisit_period", "azimuth_beamwidth", "detection_range"])
def test_a_number_that_no_radar_can_have_is_named(bench: Make, key: str) -> None:
    with pytest.raises(InputError) as caught:
        bench(places=[HIGH], numbers={key: 0.0})
    assert caught.value.place == f"test.{key}"
