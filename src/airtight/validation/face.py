"""Public assessments, beside what the model says."""

import dataclasses
import functools
import math
import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Any

import numpy as np

from airtight.analysis.coverage.finding import find_coverage
from airtight.analysis.coverage.request import request
from airtight.catalog.loader import load
from airtight.earth.refraction import radar_horizon_m
from airtight.study.questions import found
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import Tile
from airtight.validation.calibration import ADVERTISED
from airtight.validation.claim import FACE_VALIDITY, Claim, Unavailable

PLAIN_POSTS = 400
PLAIN_STEP_DEG = 0.05
LOW_M, HIGH_M = 30, 10_000
SCENARIO = "anatolia-2021"
"""Its battery is set on a plain."""

MEASURES: dict[str, Callable[[], float]] = {}
"""The model's value for an assessment, by the assessment's id in `data/face.toml`."""


def measures(name: str) -> Callable[[Callable[[], float]], Callable[[], float]]:
    """Register a function as the model's value for an assessment."""

    def registered(function: Callable[[], float]) -> Callable[[], float]:
        MEASURES[name] = function
        return function

    return registered


def claims() -> list[Claim]:
    """Every assessment; those without a measure of ours are skipped, visibly."""
    text = (resources.files("airtight.validation") / "data" / "face.toml").read_text(encoding="utf-8")
    assessments: list[dict[str, Any]] = tomllib.loads(text)["assessment"]
    return [
        Claim(
            claim=given["claim"],
            group="Public assessments",
            tier=FACE_VALIDITY,
            source=given["source"],
            expected=(float(given["low"]), float(given["high"])),
            tolerance=0.0,
            unit=given["unit"],
            reproduce=given["reproduce"],
            compute=functools.partial(_value, given["id"]),
        )
        for given in assessments
    ]


def _value(name: str) -> float:
    if name not in MEASURES:
        raise Unavailable("the model has no value for this assessment yet")
    return MEASURES[name]()


@measures("fv-low-flyer")
def _low_flyer() -> float:
    return _reach_over_a_plain()["cruise-missile-subsonic", LOW_M]


@measures("fv-large-high")
def _large_and_high() -> float:
    return _reach_over_a_plain()["airliner", HIGH_M]


@functools.cache
def _reach_over_a_plain() -> dict[tuple[str, int], float]:
    """How far (km) the battery engages, every number nominal, by target and height above a plain."""
    scenario = dataclasses.replace(found(SCENARIO), sensors=())
    battery = scenario.batteries[0]
    reach_deg = 0.5 * PLAIN_POSTS * PLAIN_STEP_DEG
    posts = Tile(
        np.zeros((PLAIN_POSTS, PLAIN_POSTS), dtype=np.float32),
        math.degrees(battery.latitude_rad) + reach_deg,
        math.degrees(battery.longitude_rad) - reach_deg,
        PLAIN_STEP_DEG,
        PLAIN_STEP_DEG,
    )
    catalog = load()
    asked = request(
        catalog,
        altitudes=[f"{LOW_M} m", f"{HIGH_M} m"],
        targets=["cruise-missile-subsonic", "airliner"],
        radius="450 km",
    )
    layers = find_coverage(scenario, catalog, asked, Terrain.of(posts, source="a plain")).layers
    return {
        (layer.target.id, round(layer.altitude.height_m)): 1e-3 * float(np.median(layer.bearings.reach_m))
        for layer in layers
        if layer.kind == "engagement"
    }


@measures("fv-mast-500m")
def _mast_half_kilometre() -> float:
    return 1e-3 * float(radar_horizon_m(antenna_m=39.0, target_m=500.0))


@measures("fv-mast-1km")
def _mast_kilometre() -> float:
    return 1e-3 * float(radar_horizon_m(antenna_m=39.0, target_m=1000.0))


@measures("fv-e3-area")
def _airborne_horizon() -> float:
    """Share of the horizon to the ground that the published area reaches."""
    catalog = load()
    area = catalog.number("aew-e3a.coverage_area").high
    height = catalog.number("aew-e3a.antenna_height").nominal
    return math.sqrt(area / math.pi) / float(radar_horizon_m(antenna_m=height, target_m=0.0))


@measures("fv-brochure-ratio")
def _brochure() -> float:
    """How far the fourth root of the cross-sections misses the second published range, in percent."""
    numbers = load().entry(ADVERTISED).numbers
    first, second = numbers["detection_range"], numbers["detection_range_ballistic"]
    ratio = numbers["ballistic_reference_rcs"].nominal / numbers["reference_rcs"].nominal
    reach: float = first.nominal * ratio**0.25
    return 100.0 * abs(reach / second.nominal - 1.0)
