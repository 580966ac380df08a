"""Over real and made-up ground: nesting, properties, edges, and a plain twin of the kernel."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.coverage.conftest import Ask, layer_of, tile

from airtight.analysis.coverage import causes
from airtight.analysis.coverage.finding import Coverage
from airtight.analysis.coverage.layers import DETECTION, ENGAGEMENT, LINE_OF_SIGHT
from airtight.analysis.coverage.polar_kernels import (
    BEND_RAD_PER_M,
    BUDGET_DB,
    ELEVATION_MAX_RAD,
    ELEVATION_MIN_RAD,
    FREQUENCY_HZ,
    INSTRUMENTED_M,
)
from airtight.analysis.coverage.request import Altitude
from airtight.analysis.coverage.scene import Scene, scenes
from airtight.chain.sensing.numbers import R_ANTENNA_M
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.engine.radars import EARTH_FACTOR
from airtight.errors import InputError
from airtight.propagation.kernels import edge_loss_db, gas_loss_db
from airtight.terrain.elevation import Terrain

ANKARA = (40.08, 32.57)


@pytest.fixture(scope="module")
def ankara(ask: Ask) -> Coverage:
    return ask(
        terrain=Terrain.bundled(),
        place=ANKARA,
        altitudes=["100 m", "1 km", "3000 m amsl"],
        radius="120 km",
        certainty=True,
    )


def test_every_range_holds_its_nominal_and_every_share_sums_to_one(ankara: Coverage) -> None:
    for layer in ankara.layers:
        assert layer.area_m2["low"] <= layer.area_m2["nominal"] <= layer.area_m2["high"]
        assert sum(layer.bearings.shares().values()) == pytest.approx(1.0)
        low, high = layer.bearings.ends_m
        assert (low <= layer.bearings.reach_m).all()
        assert (layer.bearings.reach_m <= high).all()
        assert (layer.bearings.reach_m <= layer.bearings.last_m).all()


def test_what_is_engaged_is_detected(ankara: Coverage) -> None:
    for height_m in (100.0, 1_000.0, 3_000.0):
        seen, engaged = (layer_of(ankara, "radar-92n6e", kind, height_m) for kind in (DETECTION, ENGAGEMENT))
        assert ((engaged.codes[0] != causes.COVERED) | (seen.codes[0] == causes.COVERED)).all()
        assert (engaged.certainty[0] <= seen.certainty[0]).all()


def test_higher_above_ground_is_never_less_in_sight(ankara: Coverage) -> None:
    low, high = (layer_of(ankara, "radar-91n6e", LINE_OF_SIGHT, height_m) for height_m in (100.0, 1_000.0))
    assert (low.certainty[0] <= high.certainty[0]).all()


def test_above_ground_and_above_sea_are_not_mixed(ankara: Coverage) -> None:
    """At 3000 m above sea over ground at 850 m and more, a layer 1 km above ground is the lower one."""
    agl, amsl = (layer_of(ankara, "radar-91n6e", LINE_OF_SIGHT, height_m) for height_m in (1_000.0, 3_000.0))
    ground = agl.spots[0].site.ground_m[:, : agl.codes[0].shape[1]]
    same = np.abs(ground - 2_000.0) < 5.0
    assert same.any()
    assert np.mean(agl.codes[0][same] == amsl.codes[0][same]) > 0.9
    assert agl.area_m2["nominal"] < amsl.area_m2["nominal"]


@given(st.integers(0, 719), st.sampled_from([100.0, 1_000.0, 3_000.0]))
def test_line_of_sight_is_what_the_horizon_table_says(ankara: Coverage, a: int, height_m: float) -> None:
    """The table's own look-up at nominal; its oracle, the exact sweep, is in tests/terrain."""
    layer = layer_of(ankara, "radar-96l6e", LINE_OF_SIGHT, height_m)
    spot = layer.spots[0]
    distance = spot.distance_m
    lowest, _ = spot.table.lowest_visible_m(2.0 * np.pi * a / 720, distance, factor=4.0 / 3.0, height_m=24.0)
    ground = spot.site.ground_m[a, : distance.size]
    target = height_m + (ground if layer.altitude.above_ground else 0.0)
    wanted = (target >= lowest) & (target >= ground)
    clear = np.abs(target - lowest) > 0.5
    assert (wanted == (layer.codes[0][a] == causes.COVERED))[clear].all()


def plain_twin(scene: Scene, asked_factor: float, antenna_m: float, w: int, a: int, g: int) -> bool:
    """One node in one world, by fronts and textbook formulas: detected or not."""
    view = scene.views[0]
    spot, world = view.spot, view.worlds[w]
    distance = float(spot.distance_m[g])
    ground = float(spot.site.ground_m[a, g])
    target = view.altitude.height_m + view.altitude.above_ground * ground
    lowest, edge = spot.table.lowest_visible_m(
        2.0 * np.pi * a / spot.nodes[0], distance, factor=asked_factor, height_m=antenna_m
    )
    phi = distance / MEAN_EARTH_RADIUS_M
    up, here = MEAN_EARTH_RADIUS_M + target, MEAN_EARTH_RADIUS_M + spot.antenna_m
    range_m = math.sqrt(up**2 + here**2 - 2.0 * up * here * math.cos(phi))
    elevation = math.atan2(up * math.cos(phi) - here, up * math.sin(phi))
    apparent = elevation + world[BEND_RAD_PER_M] * range_m
    if range_m > world[INSTRUMENTED_M] or target < ground:
        return False
    if not world[ELEVATION_MIN_RAD] <= apparent <= world[ELEVATION_MAX_RAD]:
        return False
    knife = edge_loss_db(world[FREQUENCY_HZ], float(lowest), target, float(edge), distance)
    behind = knife + (1.0 - math.exp(-knife / 6.0)) * (10.0 + 0.02e-3 * distance)
    loss = 40.0 * math.log10(range_m) + 2.0 * gas_loss_db(view.gas, elevation, range_m)
    return bool(loss + 2.0 * (behind + view.smooth.extra_db[w, g]) <= world[BUDGET_DB])


@pytest.mark.parametrize("altitude", [Altitude(100.0, "agl"), Altitude(3_000.0, "amsl")])
def test_the_kernel_agrees_with_a_plain_twin_in_every_world(ankara: Coverage, altitude: Altitude) -> None:
    """300 nodes drawn evenly, 65 worlds each; nodes within rounding of a threshold may differ: 2 in 1,000."""
    asked = ankara.asked
    scene = next(scenes(asked, altitude, asked.request.targets[0]))
    cover = scene.covers[0][DETECTION]
    factors = asked.column(EARTH_FACTOR)
    antennas = asked.table[:, 0, R_ANTENNA_M]
    azimuths, steps = scene.views[0].spot.nodes
    wrong = total = 0
    for i in range(300):
        a, g = (i * 271) % azimuths, (i * 17) % steps
        for w in (0, 1 + i % 64, 1 + (i * 7) % 64):
            got = cover.codes[a, g] == 0 if w == 0 else bool((int(cover.words[a, g]) >> (w - 1)) & 1)
            wrong += got != plain_twin(scene, float(factors[w]), float(antennas[w]), w, a, g)
            total += 1
    assert wrong <= 0.002 * total


def test_a_larger_cross_section_is_never_seen_less(ask: Ask) -> None:
    found = ask(
        terrain=Terrain.bundled(),
        place=ANKARA,
        altitudes=["1 km"],
        rcs=["0.01 m2", "1 m2"],
        radius="100 km",
        certainty=True,
    )
    seen = [one for one in found.layers if one.kind == DETECTION and one.system == "radar-91n6e"]
    assert (seen[0].certainty[0] <= seen[1].certainty[0]).all()


def test_at_the_terrains_edge_the_unknown_share_is_told_and_outside_is_an_error(ask: Ask) -> None:
    edge = ask(terrain=Terrain.bundled(), place=(38.0, 25.05), altitudes=["1 km"], radius="100 km")
    assert 0.3 < layer_of(edge, "radar-91n6e", LINE_OF_SIGHT).unknown_share < 0.7
    with pytest.raises(InputError, match="outside the terrain"):
        ask(terrain=Terrain.bundled(), place=(50.0, 10.0), altitudes=["1 km"], radius="100 km")


def test_a_mountain_inside_an_altitude_above_sea_does_not_end_the_reach(ask: Ask) -> None:
    """A radar on a cone of 2,000 m looks at 1,000 m above sea: the cone itself is no gap in coverage."""
    made = tile(posts=60, size=4.0, south=38.0, west=30.0)
    posts = np.mgrid[0 : made.elevation_m.shape[0], 0 : made.elevation_m.shape[1]]
    away = np.hypot(posts[0] - 120, posts[1] - 120) * 1.85
    made.elevation_m[...] = np.maximum(2_000.0 - 400.0 * away, 0.0)
    found = ask(terrain=Terrain.of(made, source="cone"), altitudes=["1000 m amsl"], radius="100 km")
    layer = layer_of(found, "radar-96l6e", LINE_OF_SIGHT)
    assert np.median(layer.bearings.reach_m) > 90e3
    assert (layer.codes[0] == causes.UNDERGROUND).any()


def test_across_the_antimeridian_nothing_changes(ask: Ask) -> None:
    """The same hills, once round 32 E and once round 180 E."""
    here, there = (tile(posts=40, size=4.0, south=38.0, west=west) for west in (30.0, 178.0))
    hills = 300.0 * np.abs(np.sin(np.arange(161) / 9.0))[:, None] * np.abs(np.cos(np.arange(161) / 7.0))
    for made in (here, there):
        made.elevation_m[...] = hills
    words = {"altitudes": ["200 m"], "radius": "120 km", "certainty": True}
    one = ask(terrain=Terrain.of(here, source="here"), place=(40.0, 32.0), **words)
    other = ask(terrain=Terrain.of(there, source="there"), place=(40.0, 180.0), **words)
    for a, b in zip(one.layers, other.layers, strict=True):
        assert b.area_m2["nominal"] == pytest.approx(a.area_m2["nominal"], rel=1e-6)
        assert b.unknown_share == a.unknown_share
