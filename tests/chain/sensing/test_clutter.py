"""Surface clutter: from terrain by a horizon table, and what it costs a look."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from airtight.chain.sensing.clutter import reflectivity, surface_clutter_m2, terrain_clutter_m2
from airtight.chain.sensing.looking import look
from airtight.chain.sensing.numbers import COUNTS, W_CONSTANT
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import InputError
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import Tile
from airtight.terrain.horizon import HorizonTable, build

Make = Callable[..., Any]
FACTOR, HEIGHT_M = 4.0 / 3.0, 20.0
EARTH_M = FACTOR * MEAN_EARTH_RADIUS_M
RADAR = {"gamma": 0.03, "azimuth_beam_rad": math.radians(1.5), "range_cell_m": 100.0}
WORLD = {"factor": FACTOR, "height_m": HEIGHT_M}


def table(terrain: Terrain) -> HorizonTable:
    return build(
        terrain,
        latitude_rad=math.radians(40.0),
        longitude_rad=math.radians(33.0),
        factors=np.array([1.2, FACTOR, 1.6]),
        heights_m=np.array([15.0, HEIGHT_M, 25.0]),
        range_max_m=60e3,
        azimuths=72,
        keep=False,
    )


@pytest.fixture(scope="module")
def flat(sea: Terrain) -> HorizonTable:
    return table(sea)


@pytest.fixture(scope="module")
def ridge() -> HorizonTable:
    """A plain with a ridge 400 m high, rising from 20 to 25 km east of the site and falling to 30 km."""
    longitude = 32.0 + 0.01 * np.arange(201)
    east_m = np.radians(longitude - 33.0) * np.cos(np.radians(40.0)) * MEAN_EARTH_RADIUS_M
    height = np.interp(east_m, [20e3, 25e3, 30e3], [0.0, 400.0, 0.0])
    tile = Tile(np.tile(height, (201, 1)).astype(np.float32), 41.0, 32.0, 0.01, 0.01)
    return table(Terrain.of(tile, source="ridge"))


def exact_grazing(distance_m: float) -> float:
    """Between the ray and a smooth earth of radius k R: H / d - d / 2 k R, small angles."""
    return HEIGHT_M / distance_m - distance_m / (2.0 * EARTH_M)


@pytest.mark.parametrize("distance_m", [3_000.0, 6_000.0, 10_000.0, 14_000.0])
def test_over_a_smooth_earth_it_is_the_textbooks(flat: HorizonTable, distance_m: float) -> None:
    """At a node; the table averages over 500 m around it, hence 2 %."""
    got = terrain_clutter_m2(flat, azimuth_rad=1.0, distance_m=distance_m, **WORLD, **RADAR)
    expected = surface_clutter_m2(range_m=distance_m, grazing_rad=exact_grazing(distance_m), **RADAR)
    assert got == pytest.approx(expected, rel=0.02)


def test_beyond_the_horizon_the_ground_gives_nothing(flat: HorizonTable) -> None:
    """From 20 m at 4/3 earth: sqrt(2 k R h) = 18.4 km."""
    horizon = math.sqrt(2.0 * EARTH_M * HEIGHT_M)
    assert horizon == pytest.approx(18.4e3, abs=100.0)
    distance = np.linspace(horizon + 1_000.0, 55e3, 60)
    assert np.all(terrain_clutter_m2(flat, azimuth_rad=0.3, distance_m=distance, **WORLD, **RADAR) == 0.0)


def test_what_faces_the_antenna_shines_and_what_lies_behind_is_dark(ridge: HorizonTable) -> None:
    east = math.pi / 2.0
    behind = np.linspace(26e3, 55e3, 60)
    assert np.all(terrain_clutter_m2(ridge, azimuth_rad=east, distance_m=behind, **WORLD, **RADAR) == 0.0)
    # A slope of 400 m in 5 km, seen under a small angle: its own slope and the ray's.
    at = 23_000.0
    ground = (at - 20e3) * 0.08
    incidence = math.atan(0.08) + (HEIGHT_M - ground) / at - at / (2.0 * EARTH_M)
    got = terrain_clutter_m2(ridge, azimuth_rad=east, distance_m=at, **WORLD, **RADAR)
    expected = surface_clutter_m2(range_m=at, grazing_rad=incidence, **RADAR)
    # The grid's corners, 0.85 km apart, round the slope a little.
    assert got == pytest.approx(expected, rel=0.05)


def test_the_whole_visible_ground_adds_up_to_what_it_subtends(ridge: HorizonTable) -> None:
    """Sum of sigma / (strip R^2) dR over all cells: from what is seen at 250 m up to the ridge's crest."""
    distance = 500.0 * np.arange(1, 100)
    sigma = terrain_clutter_m2(ridge, azimuth_rad=math.pi / 2.0, distance_m=distance, **WORLD, **RADAR)
    strip = RADAR["gamma"] * RADAR["azimuth_beam_rad"] * RADAR["range_cell_m"]
    rise = np.sum(sigma / (strip * distance**2)) * 500.0
    top = (400.0 - HEIGHT_M) / 25e3 - 25e3 / (2.0 * EARTH_M)
    bottom = -HEIGHT_M / 250.0
    assert rise == pytest.approx(top - bottom, rel=0.02)


def test_a_bad_place_is_named(flat: HorizonTable) -> None:
    with pytest.raises(InputError) as caught:
        terrain_clutter_m2(flat, azimuth_rad=0.0, distance_m=[1e3, -1.0], **WORLD, **RADAR)
    assert caught.value.place == "distance_m[1]"


def seen_share(bench: Make, *, course_deg: float = 0.0, height_m: float = 60.0, **numbers: float) -> float:
    """Share of 3,000 looks at 1 m2, 10 km north over the sea's plain, that detect."""
    usual = {
        "revisit_period": 1.0,
        "detection_range": 60e3,
        "ground_reflectivity": -15.0,
        "blind_speed": 25.0,
    }
    made = bench(
        places=[(0.0, 10_000.0, height_m)],
        replications=3000,
        rcs_m2=1.0,
        speed_m_per_s=200.0,
        course_deg=course_deg,
        numbers=usual | numbers,
    )
    look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    share = made.sensing.totals[:, COUNTS.index("detections")].mean()
    lost = made.sensing.totals[:, COUNTS.index("detections_lost_in_clutter")].mean()
    assert share + lost == pytest.approx(1.0, abs=0.05)
    return float(share)


@pytest.mark.parametrize(
    ("improvement_db", "course_deg"), [(0.0, 0.0), (10.0, 0.0), (20.0, 180.0), (20.0, 90.0)]
)
def test_a_low_target_is_detected_as_signal_to_noise_and_clutter_says(
    bench: Make, improvement_db: float, course_deg: float
) -> None:
    """S / (N + C / I) against the same threshold; across the line of sight I counts for nothing."""
    made = bench(places=[(0.0, 10_000.0, 60.0)], numbers={"detection_range": 60e3})
    snr = made.sensing.world[0, 0, W_CONSTANT] / 10_000.0**4
    ground = surface_clutter_m2(
        gamma=reflectivity(at_10_ghz_db=-15.0, frequency_hz=3.2e9),
        range_m=10_000.0,
        grazing_rad=exact_grazing(10_000.0),
        azimuth_beam_rad=math.radians(1.5),
        range_cell_m=100.0,
    )
    # The beam points at the target, 60 m above the ground: exp(-8 ln 2 (delta / theta)^2) two-way.
    ground *= math.exp(-8.0 * math.log(2.0) * (60.0 / 10_000.0 / math.radians(1.5)) ** 2)
    suppressed = 1.0 if course_deg == 90.0 else 10 ** (0.1 * improvement_db)
    left = snr / (1.0 + snr * ground / suppressed)
    expected = 1e-6 ** (1.0 / (1.0 + left))
    got = seen_share(bench, course_deg=course_deg, clutter_improvement=improvement_db)
    assert got == pytest.approx(expected, abs=0.03)


def test_across_the_line_of_sight_a_target_hides_in_the_ground(bench: Make) -> None:
    away = seen_share(bench, course_deg=180.0, clutter_improvement=50.0)
    across = seen_share(bench, course_deg=90.0, clutter_improvement=50.0)
    assert away > 0.95
    assert across < 0.3
    assert seen_share(bench, course_deg=90.0, clutter_improvement=50.0, blind_speed=0.0) > 0.95


def test_high_above_the_beams_foot_there_is_no_ground_to_hide_in(bench: Make) -> None:
    assert seen_share(bench, course_deg=90.0, height_m=1500.0, clutter_improvement=0.0) > 0.95
