"""What must hold for any flight: states, signatures, heights, closed forms."""

import itertools
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.analysis.exposure.conftest import PASS, SITE_DEG, Rows, question, scenario

from airtight.analysis.exposure.answering import answer
from airtight.analysis.exposure.asking import OWN, seen, state_group
from airtight.analysis.exposure.measures import Seen
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Floats
from airtight.terrain.elevation import Terrain

GROWING = ("lowest", "nominal", "highest")
NEVER_LESS = (
    "time_in_view_s",
    "time_counted_s",
    "looks",
    "looks_counted",
    "snr_max_db",
    "aspect_bins_filled",
    "aspect_bins_ten_looks",
    "detection_probability",
    "time_in_track_s",
)
RouteFile = Callable[[Rows], Path]


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    file = tmp_path_factory.mktemp("route") / "pass.csv"
    file.write_text("time_s,lat,lon,height_m\n" + "\n".join(",".join(map(str, row)) for row in PASS))
    return seen(question(scenario(), file))


def columns(found: Seen, group: str, case: str) -> list[dict[str, Floats]]:
    return list(found.columns(group, case))


def test_stored_shows_nothing_and_sensors_only_shows_what_full_does(passed: Seen) -> None:
    stored, sensors, full = (
        columns(passed, state_group(s), "clean") for s in ("stored", "sensors-only", "full")
    )
    for one, other in zip(sensors, full, strict=True):
        for name in one:
            assert np.array_equal(one[name], other[name], equal_nan=True)
    for name, values in stored[1].items():
        assert np.all(np.isnan(values)) if name.startswith("snr") else np.all(values == 0.0)
    assert full[1]["time_in_view_s"].min() > 0.0


def test_a_larger_signature_never_lowers_exposure_in_any_world(passed: Seen) -> None:
    for smaller, larger in itertools.pairwise(GROWING):
        for less, more in zip(columns(passed, OWN, smaller), columns(passed, OWN, larger), strict=True):
            for name in NEVER_LESS:
                assert np.all(more[name] >= less[name] - 1e-9), (name, smaller, larger)


def test_view_and_sight_do_not_depend_on_the_signature(passed: Seen) -> None:
    clean, fitted = (columns(passed, OWN, case)[1] for case in ("clean", "with_reflectors"))
    for name in ("time_in_view_s", "line_of_sight_s", "aspect_bins_shown"):
        assert np.array_equal(clean[name], fitted[name])


def test_what_all_see_is_at_least_what_each_sees_and_at_most_the_sum(passed: Seen) -> None:
    every = columns(passed, OWN, "clean")[1]
    each = [columns(passed, name, "clean")[1] for name in passed.spread.ids if name.startswith("capital.")]
    for name in ("time_in_view_s", "time_counted_s", "time_in_track_s", "aspect_bins_filled"):
        parts = np.stack([one[name] for one in each])
        assert np.all(every[name] >= parts.max(axis=0) - 1e-9)
        assert np.all(every[name] <= parts.sum(axis=0) + 1e-9)
    assert np.allclose(every["looks"], np.sum([one["looks"] for one in each], axis=0))


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_lower_flight_over_flat_ground_is_never_longer_in_sight(
    part: float, flat: Terrain, route_file: RouteFile
) -> None:
    high = seen(question(scenario(), route_file(PASS), flat))
    lower = [(t, lat, lon, part * height) for t, lat, lon, height in PASS]
    low = seen(question(scenario(), route_file(lower), flat))
    for above, below in zip(columns(high, OWN, "clean"), columns(low, OWN, "clean"), strict=True):
        assert np.all(below["line_of_sight_s"] <= above["line_of_sight_s"])


@pytest.mark.parametrize("height_m", [500.0, 3_000.0])
def test_time_in_sight_of_a_radial_crossing_is_twice_the_horizon_over_the_speed(
    height_m: float, flat: Terrain, route_file: RouteFile
) -> None:
    """Sum of two tangent lengths on the effective sphere, seen as an arc; tables have nodes every 500 m."""
    fixed = {"radar-91n6e.antenna_height": "8 m", "atmosphere.effective_earth_factor": "1.3333"}
    only = '{ state = "sensors-only", radars = ["radar-91n6e"] }'
    span, speed = math.radians(7.0), 250.0
    length_m = MEAN_EARTH_RADIUS_M * span
    south, north = (SITE_DEG[0] + end * math.degrees(span) / 2.0 for end in (-1.0, 1.0))
    rows = ((0.0, south, SITE_DEG[1], height_m), (length_m / speed, north, SITE_DEG[1], height_m))
    found = seen(question(scenario(only, **fixed), route_file(rows), flat))
    radius_m = 1.3333 * MEAN_EARTH_RADIUS_M
    arc_m = radius_m * sum(math.acos(radius_m / (radius_m + h)) for h in (8.0, height_m))
    inside_m = min(arc_m, length_m / 2.0)
    for one in columns(found, "capital.radar-91n6e", "clean"):
        assert one["line_of_sight_s"] == pytest.approx(2.0 * inside_m / speed, abs=2.0 * 500.0 / speed + 2.0)


def test_a_straight_level_pass_fills_the_eight_level_parts_of_the_side_that_faces_the_radar(
    flat: Terrain, route_file: RouteFile
) -> None:
    """From far ahead to far behind, at hardly any elevation; 88 to 95 lie on the right, 96 to 103 left."""
    west, east = (39.72, 31.12, 900.0), (39.72, 34.02, 900.0)
    eastward, westward = ((0.0, *west), (1_000.0, *east)), ((0.0, *east), (1_000.0, *west))
    for there, mine in ((eastward, slice(8, 16)), (westward, slice(0, 8))):
        found = seen(question(scenario(), route_file(there), flat))
        own = [n for n, name in enumerate(found.nominal.ids) if name.startswith("capital.")]
        level = found.nominal.shown[:, own].sum(axis=(0, 1))[88:104] > 0.0
        assert level[mine].all()
        assert level.sum() == 8


def test_the_same_question_has_the_same_answer(route_file: RouteFile) -> None:
    asked = question(scenario(), route_file(PASS))
    assert answer(asked) == answer(asked)


def test_a_sector_hides_what_lies_outside_it(route_file: RouteFile) -> None:
    def total(sector: str) -> dict[str, Any]:
        limited = f'{{ state = "limited", radars = ["engagement"], sector = {sector} }}'
        return dict(answer(question(scenario(limited), route_file(PASS)))["total"])

    away = total('{ centre = "0 deg", width = "90 deg" }')
    towards = total('{ centre = "180 deg", width = "180 deg" }')
    assert away["time_in_view_s"]["high"] == 0.0
    assert towards["time_in_view_s"]["nominal"] > 0.0
