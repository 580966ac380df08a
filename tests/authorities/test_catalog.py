"""The catalogue's figures against each other and against arithmetic on what is published."""

import itertools
import math

import pytest

from airtight.catalog.loader import load


def nominal(name: str) -> float:
    return load().number(name).nominal


def bounds(name: str) -> tuple[float, float, float]:
    number = load().number(name)
    return number.low, number.nominal, number.high


def test_the_bomber_and_ballistic_ranges_of_91n6e_follow_from_the_fourth_root_law() -> None:
    """Brochure: 390 km at 4 m2; then 570 km means 18 m2, and 0.4 m2 219 km against the 230 printed (5 %)."""
    reach, cross_section = nominal("radar-91n6e.detection_range"), nominal("radar-91n6e.reference_rcs")
    bomber = nominal("radar-91n6e.detection_range_bomber")
    assert cross_section * (bomber / reach) ** 4 == pytest.approx(18.0, abs=0.5)
    small = nominal("radar-91n6e.ballistic_reference_rcs")
    ballistic = reach * (small / cross_section) ** 0.25
    assert ballistic == pytest.approx(219e3, abs=0.5e3)
    assert ballistic == pytest.approx(nominal("radar-91n6e.detection_range_ballistic"), rel=0.05)


@pytest.mark.parametrize(
    ("cross_section", "km"), [(10, 490), (3, 363), (1, 276), (0.5, 232), (0.1, 155), (0.01, 87), (0.0015, 54)]
)
def test_what_the_91n6e_point_implies_in_free_space(cross_section: float, km: float) -> None:
    """Rounded to the kilometre (490 to ten)."""
    reach = (
        nominal("radar-91n6e.detection_range")
        * (cross_section / nominal("radar-91n6e.reference_rcs")) ** 0.25
    )
    assert reach == pytest.approx(km * 1e3, abs=1e3)


@pytest.mark.parametrize(
    ("cross_section", "km"), [(3, 233), (0.1, 99), (0.01, 56), (0.0015, 35), (0.0001, 18)]
)
def test_what_the_92n6e_point_implies_in_free_space(cross_section: float, km: float) -> None:
    reach = (
        nominal("radar-92n6e.detection_range")
        * (cross_section / nominal("radar-92n6e.reference_rcs")) ** 0.25
    )
    assert reach == pytest.approx(km * 1e3, abs=0.5e3)


def test_the_f35_is_a_metal_golf_ball_in_x_band() -> None:
    """A sphere of 42.67 mm (the rules of golf): pi r^2 = 0.00143 m2, told as 0.0014, kept as 0.0015."""
    sphere = math.pi * (0.04267 / 2) ** 2
    assert sphere == pytest.approx(0.0014, abs=5e-5)
    assert nominal("f-35a.rcs_x") == pytest.approx(sphere, rel=0.1)


def test_bands_without_a_figure_are_the_geometric_mean_of_their_neighbours() -> None:
    """To one significant digit, as the interval is written: within 30 %."""
    for band, lower, upper in (("c", "x", "s"), ("uhf", "l", "vhf")):
        pairs = zip(bounds(f"f-35a.rcs_{lower}"), bounds(f"f-35a.rcs_{upper}"), strict=True)
        means = [math.sqrt(a * b) for a, b in pairs]
        assert bounds(f"f-35a.rcs_{band}") == pytest.approx(means, rel=0.3)


def test_the_newer_patriot_radar_reaches_as_far_as_twice_the_power_allows() -> None:
    """A second transmitter: 2^(1/4) = 1.19 at most; the interval's 1.2 is that, rounded."""
    old, factor = bounds("radar-mpq-53.detection_range"), bounds("radar-mpq-65.range_factor")
    assert factor[2] == pytest.approx(2**0.25, abs=0.05)
    expected = [a * b for a, b in zip(old, factor, strict=True)]
    assert bounds("radar-mpq-65.detection_range") == pytest.approx(expected, rel=1e-12)
    shown = [a * b for a, b in zip(bounds("radar-mpq-53.instrumented_range"), factor, strict=True)]
    assert bounds("radar-mpq-65.instrumented_range") == pytest.approx(shown, rel=1e-12)


def test_the_fire_unit_is_a_sixth_or_an_eighth_of_the_full_system() -> None:
    system = bounds("s400-regiment.targets_engaged_at_once")
    assert bounds("s400-battery.channels") == (system[0] / 6, system[1] / 6, system[2] / 8)
    assert bounds("s400-battery.in_flight") == tuple(2 * n for n in bounds("s400-battery.channels"))


def test_the_assumed_loads_fill_the_ready_cells() -> None:
    """Four small missiles to a large cell, or one; the cells of the three types add up to 32, 32 and 48."""
    large = [
        a + b
        for a, b in zip(
            bounds("s400-battery.rounds_missile-48n6e3"),
            bounds("s400-battery.rounds_missile-48n6e2"),
            strict=True,
        )
    ]
    small = bounds("s400-battery.rounds_missile-9m96e2")
    per_cell = bounds("s400-battery.small_missiles_per_cell")
    cells = [a + b / c for a, b, c in zip(large, small, per_cell, strict=True)]
    assert tuple(cells) == bounds("s400-battery.ready_missiles")


def test_the_patriot_load_fits_on_the_launchers_offered_and_never_exceeds_the_offer() -> None:
    gemt, mse = (
        bounds("patriot-battery.rounds_missile-pac2-gemt"),
        bounds("patriot-battery.rounds_missile-pac3-mse"),
    )
    launchers = nominal("patriot-battery.launchers")
    needed = gemt[1] / nominal("patriot-battery.missiles_per_launcher_gemt")
    needed += mse[1] / nominal("patriot-battery.missiles_per_launcher_mse")
    assert needed <= launchers
    assert (gemt[2], mse[2]) == (
        nominal("patriot-battery.offered_gemt"),
        nominal("patriot-battery.offered_mse"),
    )


def test_the_offer_of_2018_is_four_batteries() -> None:
    """Notified: 4 radars, 20 launchers, 80 GEM-T, 60 MSE, 3.5 billion dollars."""
    offered = ("launchers", "missiles_gemt", "missiles_mse", "price")
    quarters = [nominal(f"offer-2018.{key}") / nominal("offer-2018.radars") for key in offered]
    assert quarters == [5, 20, 15, 875e6]
    ours = ("patriot-battery.launchers", "patriot-battery.offered_gemt", "patriot-battery.offered_mse")
    assert [nominal(name) for name in ours] == quarters[:3]
    assert nominal("offer-2018.price_per_battery") == quarters[3]


def test_a_quarter_of_the_price_is_the_price_of_a_battery() -> None:
    expected = [price / nominal("turkey-s400.batteries_contracted") for price in bounds("turkey-s400.price")]
    assert bounds("turkey-s400.price_per_battery") == pytest.approx(expected, rel=1e-12)


def test_link_16_times_agree_with_each_other() -> None:
    """64 frames an epoch; 1,536 slots of 7.8125 ms a frame."""
    slots = nominal("link16.slots_per_frame")
    assert nominal("link16.time_slot") * slots == pytest.approx(nominal("link16.frame"), rel=1e-12)
    assert slots / nominal("link16.frame") == pytest.approx(nominal("link16.slots_per_second"), rel=1e-12)
    assert 64 * nominal("link16.frame") == pytest.approx(nominal("link16.epoch"), rel=1e-12)


def test_the_covered_area_of_the_e3_is_a_circle_within_its_horizon() -> None:
    """315 and 378 km, against a 4/3-earth horizon to the ground of 394 km from 9.15 km."""
    low, _, high = bounds("aew-e3a.coverage_area")
    assert math.sqrt(low / math.pi) == pytest.approx(315e3, abs=0.5e3)
    assert math.sqrt(high / math.pi) == pytest.approx(378e3, abs=0.5e3)
    horizon = math.sqrt(2 * 4 / 3 * 6_371_008.8 * nominal("aew-e3a.antenna_height"))
    assert horizon == pytest.approx(394e3, abs=0.5e3)


def test_the_short_range_ballistic_missile_flies_a_minimum_energy_arc() -> None:
    """Flat earth, 45 degrees: v = sqrt(g R) = 1.72 km/s, apogee R/4, t = v sqrt(2) / g = 248 s."""
    reach, gravity = nominal("srbm-300km.range"), 9.80665
    speed = math.sqrt(gravity * reach)
    assert nominal("srbm-300km.speed") == pytest.approx(speed, rel=0.02)
    assert nominal("srbm-300km.altitude") == reach / 4
    assert nominal("srbm-300km.flight_time") == pytest.approx(speed * math.sqrt(2) / gravity, abs=3)


def test_the_average_speed_of_gem_t_follows_from_its_range_and_flight_time() -> None:
    speed = nominal("missile-pac2-gemt.range_max") / nominal("missile-pac2-gemt.flight_time_max")
    assert speed == pytest.approx(762, abs=0.5)
    assert nominal("missile-pac2-gemt.speed_average") == pytest.approx(speed, rel=0.01)


def test_no_missile_is_faster_on_average_than_at_its_best() -> None:
    for missile in load().kind("missile").values():
        average, best = missile.numbers["speed_average"], missile.numbers["speed_max"]
        assert average.nominal <= best.nominal
        assert average.high <= best.high


def test_more_links_are_never_worse_in_the_same_world() -> None:
    """From voice to integrated: availability no lower, delay, interval and error no larger, at each bound."""
    order = ("told-by-voice", "one-way-cue", "two-way-tracks", "integrated")
    for worse, better in itertools.pairwise(order):
        for key in ("latency", "update_interval", "outage_duration", "position_error"):
            pairs = zip(bounds(f"network-{better}.{key}"), bounds(f"network-{worse}.{key}"), strict=True)
            assert all(a <= b for a, b in pairs), (better, key)
        pairs = zip(
            bounds(f"network-{better}.availability"), bounds(f"network-{worse}.availability"), strict=True
        )
        assert all(a >= b for a, b in pairs), better


def test_the_effective_earth_factor_follows_from_the_reference_gradient() -> None:
    """k = 157 / (157 - 39) = 1.3305 (ITU-R P.452), rounded to 4/3."""
    assert nominal("atmosphere.effective_earth_factor") == pytest.approx(157 / (157 - 39), abs=0.003)
