"""Several radars at several sites, and one that flies."""

from dataclasses import replace

import numpy as np
import pytest

from airtight.analysis.coverage.finding import Coverage, find_coverage
from airtight.analysis.coverage.layers import DETECTION, Cover
from airtight.analysis.coverage.overlap import at_least
from airtight.analysis.coverage.request import request
from airtight.catalog.loader import load
from airtight.scenario import loader
from airtight.terrain.elevation import Terrain

SENSORS = """
[scenario]
name = "sensors"
duration = "20 min"
seed = 11

[[sensor]]
id = "west"
system = "radar-96l6e"
position = { lat = 40.0, lon = 31.7 }

[[sensor]]
id = "east"
system = "radar-96l6e"
position = { lat = 40.0, lon = 32.3 }

[[sensor]]
id = "above"
system = "aew-e3a"
orbit = { lat = 40.0, lon = 32.0, radius = "30 km", speed = "190 m/s" }
"""


def asked(plain: Terrain, *, keep: tuple[str, ...], **words: object) -> Coverage:
    scenario = loader.from_text(SENSORS)
    sensors = tuple(sensor for sensor in scenario.sensors if sensor.id in keep)
    catalog = load()
    return find_coverage(replace(scenario, sensors=sensors), catalog, request(catalog, **words), plain)  # type: ignore[arg-type]


def test_two_circles_overlap_as_geometry_says(plain: Terrain) -> None:
    """Detection of 100 m2 at 200 m ends at the horizon, a circle each; 51 km lie between their middles."""
    found = asked(plain, keep=("west", "east"), altitudes=["200 m"], rcs=["100 m2"], radius="120 km")
    one = next(layer for layer in found.layers if layer.kind == DETECTION)
    radius = float(np.median(one.bearings.reach_m))
    apart = 6_371_008.771 * np.radians(0.6) * np.cos(np.radians(40.0))
    lens = 2.0 * radius**2 * np.arccos(apart / (2.0 * radius)) - 0.5 * apart * np.sqrt(
        4.0 * radius**2 - apart**2
    )
    both = found.overlaps[0].at_least
    assert both[1]["nominal"] == pytest.approx(lens, rel=0.03)
    assert both[0]["nominal"] == pytest.approx(2.0 * np.pi * radius**2 - lens, rel=0.03)
    assert not found.rings


def test_a_radar_that_flies_looks_down_beyond_the_grounds_horizon(plain: Terrain) -> None:
    """From 9.15 km a target at 100 m is in sight to 436 km; the median spot sees as far on average."""
    words = {"altitudes": ["100 m"], "rcs": ["20 m2"], "radius": "420 km"}
    found = asked(plain, keep=("above", "west"), **words)
    ground, air = (
        next(layer for layer in found.layers if layer.radar == name and layer.kind == DETECTION)
        for name in ("west", "above")
    )
    assert len(air.spots) == 16
    assert np.median(air.bearings.reach_m) > 5.0 * np.median(ground.bearings.reach_m)
    assert air.bearings.reach_m.max() <= 402e3
    # Seen from every spot of the orbit: less than from one.
    assert found.overlaps[0].at_least[0]["nominal"] < air.area_m2["nominal"]


def test_at_least_counts_bits_as_a_plain_loop_does() -> None:
    """Three made-up covers of 5 x 7 nodes."""
    shape = (5, 7)
    count = np.arange(35).reshape(shape)
    covers = [
        Cover(
            (count % step != 0).astype(np.uint8),
            ((count[..., None] * step * 37 + np.arange(8)) % 256).astype(np.uint8),
        )
        for step in (2, 3, 5)
    ]
    found = at_least(covers)
    for level in range(3):
        nominal = sum((cover.codes == 0).astype(int) for cover in covers) > level
        assert ((found[level].codes == 0) == nominal).all()
        worlds = sum(np.unpackbits(cover.mask, axis=2).astype(int) for cover in covers) > level
        assert (np.unpackbits(found[level].mask, axis=2).astype(bool) == worlds).all()
