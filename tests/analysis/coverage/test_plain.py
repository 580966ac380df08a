"""On a plain the answer is known: horizons, published points, envelopes, circles."""

import numpy as np
import pytest
from tests.analysis.coverage.conftest import FIXED_AIR, Ask, layer_of

from airtight.analysis.coverage.finding import Coverage
from airtight.analysis.coverage.layers import DETECTION, ENGAGEMENT, LINE_OF_SIGHT
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth.refraction import radar_horizon_m


@pytest.fixture(scope="module")
def low(ask: Ask) -> Coverage:
    return ask(altitudes=["100 m", "1 km"], radius="200 km", regions=["city"])


@pytest.mark.parametrize(
    ("system", "antenna_m"), [("radar-91n6e", 8.0), ("radar-92n6e", 7.5), ("radar-96l6e", 24.0)]
)
@pytest.mark.parametrize("height_m", [100.0, 1_000.0])
def test_line_of_sight_ends_at_the_radar_horizon(
    low: Coverage, system: str, antenna_m: float, height_m: float
) -> None:
    """Sum of the tangents, physics 1.3; nodes lie 1 km apart there, so half of that is the tolerance."""
    layer = layer_of(low, system, LINE_OF_SIGHT, height_m)
    horizon_m = float(radar_horizon_m(antenna_m=antenna_m, target_m=height_m))
    assert np.abs(layer.bearings.reach_m - horizon_m).max() <= 500.0 + 0.002 * horizon_m
    assert layer.area_m2["nominal"] == pytest.approx(np.pi * horizon_m**2, rel=0.03)
    assert layer.bearings.shares()["horizon"] == 1.0


def test_detection_of_low_targets_ends_at_the_horizon_too(low: Coverage) -> None:
    """At S band a smooth earth takes 20 dB and more at its horizon: nothing is seen far beyond."""
    for system in ("radar-91n6e", "radar-92n6e", "radar-96l6e"):
        sight, seen = (layer_of(low, system, kind, 100.0) for kind in (LINE_OF_SIGHT, DETECTION))
        assert seen.bearings.reach_m.max() < 1.1 * sight.bearings.reach_m.max()
        assert seen.bearings.shares()["horizon"] == 1.0


def test_a_region_inside_is_covered_wholly_and_a_missing_one_not_at_all(low: Coverage, ask: Ask) -> None:
    assert layer_of(low, "radar-91n6e", LINE_OF_SIGHT, 100.0).regions["city"]["nominal"] == pytest.approx(1.0)
    japan = ask(altitudes=["100 m"], radius="60 km", regions=["Japan"])
    assert all(layer.regions["Japan"]["high"] == 0.0 for layer in japan.layers)


def test_the_published_point_is_hit_by_construction(ask: Ask) -> None:
    """4 m2 at 390 km, P_D 0.5: free space and gases; the ray at 20 km height meets fewer gases: 3 %."""
    found = ask(
        altitudes=["20 km"], rcs=["4 m2"], settings={"detection.probability_at_published_range": "0.5"}
    )
    layer = layer_of(found, "radar-91n6e", DETECTION)
    assert np.median(layer.bearings.reach_m) == pytest.approx(390e3, rel=0.03)
    assert layer.bearings.shares()["power"] == 1.0


@pytest.mark.parametrize(
    ("rcs", "published_km", "altitude"),
    [("1 m2", 277.61, "9.4 km"), ("0.1 m2", 160.59, "4.3 km"), ("0.01 m2", 93.26, "2.1 km")],
)
def test_range_goes_with_the_fourth_root_of_the_cross_section(
    ask: Ask, rcs: str, published_km: float, altitude: str
) -> None:
    """Free space and gases from 4 m2 at 390 km (physics reference, section 3.6), along a ray at 1 degree: the
    altitudes are those of that ray at that range. Nodes lie 2 km apart.
    """
    settings = {"detection.probability_at_published_range": "0.5"}
    found = ask(altitudes=[altitude], rcs=[rcs], settings=settings, radius="320 km")
    reach = np.median(layer_of(found, "radar-91n6e", DETECTION).bearings.reach_m)
    assert reach == pytest.approx(published_km * 1e3, rel=0.015)


def test_engagement_ends_where_the_missile_does(ask: Ask) -> None:
    """250 km slant at 10 km height: 249.8 km along the ground."""
    found = ask(altitudes=["10 km"], rcs=["20 m2"])
    layer = layer_of(found, "radar-92n6e", ENGAGEMENT)
    assert np.median(layer.bearings.reach_m) == pytest.approx(250e3, abs=1_000.0)
    assert layer.bearings.shares()["envelope"] == 1.0
    assert layer.area_m2["nominal"] == pytest.approx(np.pi * 249.8e3**2, rel=0.01)


def test_nothing_is_engaged_above_the_missiles_ceiling(ask: Ask) -> None:
    found = ask(altitudes=["40 km"], rcs=["20 m2"], radius="300 km")
    assert layer_of(found, "radar-92n6e", ENGAGEMENT).area_m2["high"] == 0.0
    assert layer_of(found, "radar-92n6e", ENGAGEMENT).bearings.shares()["envelope"] == 1.0


def test_five_areas_of_the_ring_shrink_step_by_step(low: Coverage) -> None:
    for ring in low.rings:
        areas = [ring.areas_m2[name]["nominal"] for name in list(ring.areas_m2)]
        ring_m2 = 4.0 * np.pi * MEAN_EARTH_RADIUS_M**2 * np.sin(0.5 * ring.ring_m / MEAN_EARTH_RADIUS_M) ** 2
        assert areas[0] == pytest.approx(ring_m2)
        assert areas[0] >= areas[1] >= 0.97 * areas[2]
        assert areas[2] >= 0.9 * areas[3] >= 0.9 * areas[4] > 0.0
        horizon_m = float(radar_horizon_m(antenna_m=7.5, target_m=ring.altitude.height_m))
        assert ring.horizon_m == pytest.approx(horizon_m, rel=2e-3)


def test_numbers_without_intervals_leave_no_range(ask: Ask) -> None:
    fixed = {
        "radar-91n6e.antenna_height": "8 m",
        "radar-91n6e.carrier_frequency": "3.2 GHz",
        "radar-91n6e.detection_range": "390 km",
        "radar-91n6e.instrumented_range": "600 km",
        "radar-91n6e.elevation_min": "-2 deg",
        "radar-91n6e.elevation_max": "30 deg",
        "detection.probability_at_published_range": "0.5",
        "detection.false_alarm_probability": "1e-6",
        **FIXED_AIR,
    }
    found = ask(altitudes=["500 m"], rcs=["1 m2"], radius="150 km", settings=fixed)
    for kind in (LINE_OF_SIGHT, DETECTION):
        layer = layer_of(found, "radar-91n6e", kind)
        assert layer.area_m2["low"] == pytest.approx(layer.area_m2["nominal"], rel=1e-12)
        assert layer.area_m2["high"] == pytest.approx(layer.area_m2["nominal"], rel=1e-12)
        assert np.ptp(layer.bearings.worlds_m, axis=0).max() == 0.0


def test_the_area_does_not_depend_on_where_the_plain_lies(ask: Ask) -> None:
    """At 70 N a degree of longitude is a third as long: the area on the ground stays the same."""
    from tests.analysis.coverage.conftest import tile  # noqa: PLC0415

    from airtight.terrain.elevation import Terrain  # noqa: PLC0415

    north = Terrain.of(tile(south=68.0, west=20.0, size=4.0, posts=40), source="plain at 70 N")
    here = ask(altitudes=["100 m"], radius="90 km")
    there = ask(altitudes=["100 m"], radius="90 km", terrain=north, place=(70.0, 22.0))
    for one, other in zip(here.layers, there.layers, strict=True):
        assert one.area_m2["nominal"] == pytest.approx(other.area_m2["nominal"], rel=1e-6)
        assert other.unknown_share == 0.0


def test_power_is_the_cause_where_power_ends_it(ask: Ask) -> None:
    """0.1 m2 at 10 km height, far inside the horizon of a plain: nothing else has a part in it."""
    found = ask(altitudes=["10 km"], rcs=["0.1 m2"], radius="300 km")
    for system in ("radar-91n6e", "radar-92n6e", "radar-96l6e"):
        assert layer_of(found, system, DETECTION).bearings.shares()["power"] == 1.0
