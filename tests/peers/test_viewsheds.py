"""What other viewsheds got wrong, as claims that ours keeps; each names the report."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from tests.terrain.exact import lowest_on_plane_m

from airtight.numerics.kernel import JIT
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import build
from airtight.terrain.raster import Grid, Plane, lowest_on_grid
from airtight.terrain.tiles import Tile
from airtight.terrain.viewshed import lowest_visible_m, viewshed

BUNDLED = Terrain.bundled()
compiled_only = pytest.mark.skipif(not JIT, reason="a large map takes minutes uncompiled")
ELMADAG = (math.radians(39.8042), math.radians(32.9875))


@compiled_only
@pytest.mark.parametrize("agl_m", [30.0, 100.0, 300.0])
def test_the_same_terrain_in_degrees_and_in_metres_has_the_same_visible_area(agl_m: float) -> None:
    """GDAL issue 8915: on a raster in degrees the earth was flat, whatever the curvature coefficient."""
    areas: list[float] = []
    flat: list[float] = []
    for grid in (
        Grid.around(*ELMADAG, radius_m=150e3, cell_m=500.0),
        Plane(*ELMADAG, 500.0, 300),
    ):
        for factor, found in ((4 / 3, areas), (math.inf, flat)):
            got = viewshed(
                BUNDLED, grid, latitude_rad=ELMADAG[0], longitude_rad=ELMADAG[1], height_m=20.0, factor=factor
            )
            latitude, longitude = grid.places()
            hav = np.sin((latitude - ELMADAG[0]) / 2) ** 2
            hav += np.cos(latitude) * math.cos(ELMADAG[0]) * np.sin((longitude - ELMADAG[1]) / 2) ** 2
            near = 2 * 6_371_008.8 * np.arcsin(np.sqrt(hav)) < 148e3
            found.append(got.area_m2(got.visible(height_m=agl_m, above="ground") & near))
    assert areas[0] == pytest.approx(areas[1], rel=0.005)
    assert flat[0] == pytest.approx(flat[1], rel=0.005)
    assert flat[0] > 1.05 * areas[0]


@compiled_only
@settings(deadline=None, max_examples=20)
@given(height_m=st.floats(0.01, 50_000.0), ground_m=st.sampled_from([0.0, 937.0, 4000.0]))
def test_on_a_flat_world_all_is_visible_from_any_height_up_to_800_km(
    height_m: float, ground_m: float
) -> None:
    """GDAL issue 12518: above some height of the observer, nothing was visible any more."""
    plane = Plane(0.7, 0.5, 8000.0, 100)
    lowest = lowest_visible_m(
        np.full((201, 201), ground_m, np.float32),
        plane,
        latitude_rad=0.7,
        longitude_rad=0.5,
        antenna_m=ground_m + height_m,
        factor=math.inf,
    )
    assert np.all(lowest == np.float32(ground_m))


@compiled_only
def test_from_space_the_whole_cap_is_visible() -> None:
    """GDAL issue 12518 again, with the earth's curvature: 750,367 m up, out to 500 km."""
    plane = Plane(0.7, 0.5, 5000.0, 100)
    lowest = lowest_visible_m(
        np.zeros((201, 201), np.float32),
        plane,
        latitude_rad=0.7,
        longitude_rad=0.5,
        antenna_m=750_367.0,
        factor=4 / 3,
    )
    assert np.all(lowest == 0.0)


@compiled_only
def test_each_cell_equals_its_own_profiles_line_of_sight() -> None:
    """GDAL issue 10588: an obstruction on the profile that the viewshed did not see."""
    half = 150
    plane = Plane(*ELMADAG, 900.0, half)
    ground = plane.heights_m(BUNDLED)
    antenna = float(ground[half, half]) + 20.0
    lowest = lowest_visible_m(
        ground, plane, latitude_rad=ELMADAG[0], longitude_rad=ELMADAG[1], antenna_m=antenna, factor=4 / 3
    )
    cells = [
        (r, c) for r in range(0, 2 * half + 1, 3) for c in range(0, 2 * half + 1, 3) if (r, c) != (half, half)
    ]
    exact = np.array(
        [lowest_on_plane_m(ground, plane, r, c, antenna_m=antenna, factor=4 / 3) for r, c in cells]
    )
    found, below = (np.array([float(one[cell]) for cell in cells]) for one in (lowest, ground))
    for agl_m in (30.0, 100.0, 300.0, 1000.0):
        assert np.mean((below + agl_m >= found) == (below + agl_m >= exact)) > 0.999


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 1000), relief_m=st.sampled_from([5.0, 500.0]))
def test_rays_at_multiples_of_45_degrees_are_right(seed: int, relief_m: float) -> None:
    """GDAL issue 10205: wrong on the column of the observer and on both diagonals."""
    half = 20
    n = np.arange((2 * half + 1) ** 2) + 131 * seed
    noise = (n * 0.6180339887498949 + (n % 83) * 0.7548776662466927) % 1.0
    ground = (relief_m * noise).astype(np.float32).reshape(2 * half + 1, -1)
    plane = Plane(0.7, 0.5, 90.0, half)
    antenna = float(ground[half, half]) + 15.0
    lowest = lowest_visible_m(
        ground, plane, latitude_rad=0.7, longitude_rad=0.5, antenna_m=antenna, factor=4 / 3
    )
    for dr, dc in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        for i in range(1, half + 1):
            r, c = half + i * dr, half + i * dc
            exact = lowest_on_plane_m(ground, plane, r, c, antenna_m=antenna, factor=4 / 3)
            assert lowest[r, c] == pytest.approx(max(exact, float(ground[r, c])), abs=0.02)
    for dr, dc in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        along = [float(ground[half + i * dr, half + i * dc]) for i in range(half + 1)]
        steepest = -math.inf
        for i in range(1, half + 1):
            here = float(lowest[half + i * dr, half + i * dc])
            away = i * 90.0 * math.sqrt(2.0)
            bulge = away**2 / (2 * 4 / 3 * 6_371_008.8)
            if i > 1:  # at least what the posts on the diagonal hide
                assert here >= antenna + steepest * away + bulge - 0.05
            else:
                assert here == np.float32(along[1])
            steepest = max(steepest, (along[i] - antenna - bulge) / away)


def test_all_eight_neighbours_of_the_observer_are_visible() -> None:
    """GDAL issue 10205: the ground next to the observer can be hidden by nothing."""
    half = 3
    ground = (np.arange(49).reshape(7, 7) * 37 % 23).astype(np.float32)
    plane = Plane(0.7, 0.5, 30.0, half)
    lowest = lowest_visible_m(
        ground, plane, latitude_rad=0.7, longitude_rad=0.5, antenna_m=float(ground[3, 3]) + 2.0, factor=4 / 3
    )
    around = np.s_[half - 1 : half + 2, half - 1 : half + 2]
    assert np.array_equal(lowest[around], ground[around])


@compiled_only
def test_a_target_hides_no_other() -> None:
    """xarray-spatial issue 1098: the target's height went into the horizon, which hid what lies behind."""
    grid = Grid.of(BUNDLED).window(*ELMADAG, radius_m=80e3)
    got = viewshed(
        BUNDLED, grid, latitude_rad=ELMADAG[0], longitude_rad=ELMADAG[1], height_m=20.0, factor=4 / 3
    )
    before = got.visible(height_m=0.0, above="ground")
    for agl_m in (1.0, 30.0, 500.0, 9000.0):
        seen = got.visible(height_m=agl_m, above="ground")
        assert not np.any(before & ~seen)
        before = seen
    assert np.all(before)


@compiled_only
def test_a_range_ring_at_60_north_is_a_geodesic_circle() -> None:
    """In degrees it is an oval, and a plotted circle of degrees would be twice too narrow on the ground."""
    site_deg = (60.0, 25.0)
    terrain = Terrain.of(Tile(np.zeros((81, 161), np.float32), 64.0, 17.0, 0.1, 0.1), source="sea")
    site = (math.radians(site_deg[0]), math.radians(site_deg[1]))
    table = build(
        terrain,
        latitude_rad=site[0],
        longitude_rad=site[1],
        factors=(1.2, 4 / 3, 1.6),
        heights_m=(10.0, 20.0, 30.0),
        range_max_m=300e3,
        azimuths=36,
        keep=False,
    )
    grid = Grid.around(*site, radius_m=310e3, cell_m=4000.0)
    lowest = lowest_on_grid(table, grid, factor=4 / 3, height_m=20.0, range_max_m=250e3)
    latitude, longitude = grid.places()
    _, _, distance = Geod(ellps="WGS84").inv(
        np.full(latitude.shape, site_deg[1]),
        np.full(latitude.shape, site_deg[0]),
        np.degrees(longitude),
        np.degrees(latitude),
    )
    inside = np.isfinite(lowest)
    assert np.all(inside[distance < 0.995 * 250e3])
    assert not np.any(inside[distance > 1.005 * 250e3])
    rows, columns = np.nonzero(inside)
    tall = (rows.max() - rows.min() + 1) * math.degrees(grid.step_north_rad)
    wide = (columns.max() - columns.min() + 1) * math.degrees(grid.step_east_rad)
    assert wide / tall == pytest.approx(1 / math.cos(site[0]), rel=0.03)
