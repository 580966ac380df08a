"""An airborne radar of the E-7T's class: it flies, looks down, and sees what the ground hides."""

import math
from typing import Any

import numpy as np
import pytest

import airtight
from airtight.catalog.loader import load
from airtight.scenario import loader

SCENARIO = """
[scenario]
name = "looking-down"
duration = "20 min"
seed = 11

[[sensor]]
id = "ground"
system = "radar-96l6e"
position = { lat = 38.7, lon = 33.3 }

[[sensor]]
id = "above"
system = "aew-e7t"
orbit = { lat = 38.7, lon = 33.3, radius = "20 km", speed = "200 m/s" }
"""
FLYER_M = 100.0
RADIUS_M = 140_000.0


@pytest.fixture(scope="module")
def summary() -> dict[str, Any]:
    """A flyer of 2 m2 at 100 m above the ground of the salt plain and the hills round it."""
    answer = airtight.coverage(
        loader.from_text(SCENARIO), altitudes=["100 m"], rcs=["2 m2"], radius=f"{RADIUS_M / 1e3:g} km"
    )
    found: dict[str, Any] = answer.summary
    return found


def layer(summary: dict[str, Any], radar: str, kind: str = "detection") -> dict[str, Any]:
    return next(one for one in summary["layers"] if (one["radar"], one["kind"]) == (radar, kind))


def test_it_sees_a_low_flyer_far_beyond_the_ground_radars_horizon(summary: dict[str, Any]) -> None:
    """Over a smooth earth a mast of 12 m sees it to sqrt(2 k a h) + sqrt(2 k a H), 55 km."""
    earth_m = 2.0 * 4.0 / 3.0 * 6_371_008.8
    mast_m = load().number("radar-96l6e.antenna_height").nominal
    horizon_m = math.sqrt(earth_m * mast_m) + math.sqrt(earth_m * FLYER_M)
    ground, above = (layer(summary, name) for name in ("ground", "above"))
    assert ground["range_median_m"] < 1.2 * horizon_m
    assert above["range_median_m"] > 2.0 * horizon_m
    assert above["area_m2"]["low"] > 3.0 * ground["area_m2"]["high"]
    # At more than half of the bearings it sees what stands where the ground radar sees nothing.
    beyond = np.array(above["by_bearing"]["nominal_m"]) > np.array(ground["by_bearing"]["nominal_m"])
    assert beyond.mean() > 0.5


def test_it_flies_and_has_no_horizon_within_the_picture(summary: dict[str, Any]) -> None:
    site = next(one for one in summary["sites"] if one["radar"] == "above")
    assert site["airborne"]
    assert layer(summary, "above")["limiting_cause"]["horizon"] == 0.0


def test_its_echo_suffices_by_the_fourth_root(summary: dict[str, Any]) -> None:
    """5 m2 at 370 km are 2 m2 at 294 km, a little more for gases, which the L band hardly feels."""
    row = next(one for one in summary["waterfalls"] if one["system"] == "aew-e7t")
    assert row["reach_m"] == pytest.approx(370e3 * (2.0 / 5.0) ** 0.25, rel=0.01)


def test_its_numbers_say_where_they_come_from() -> None:
    """No source gives a cross-section, so range and cross-section are marked as assumptions."""
    catalog = load()
    for key in ("detection_range", "reference_rcs", "antenna_height", "revisit_period"):
        assert "assumption" in catalog.number(f"aew-e7t.{key}").mark
    feet_41000_m = 41_000 * 0.3048
    assert catalog.number("aew-e7t.antenna_height").high == pytest.approx(feet_41000_m, rel=1e-3)
