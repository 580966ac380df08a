"""The raster viewshed against the exact ray, closed forms and itself."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.terrain.exact import lowest_on_plane_m, shadow_m

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth.kernels import great_circle_distance_bearing, great_circle_step
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Singles
from airtight.numerics.kernel import JIT
from airtight.terrain import viewshed_kernels
from airtight.terrain.elevation import Terrain
from airtight.terrain.raster import Grid, Plane
from airtight.terrain.tiles import Tile
from airtight.terrain.viewshed import lowest_visible_m, viewshed

BUNDLED = Terrain.bundled()
compiled_only = pytest.mark.skipif(not JIT, reason="a large map takes minutes uncompiled")
ELMADAG = (math.radians(39.8042), math.radians(32.9875))
"""A summit of 1,831 m on the bundled terrain, seen from far and wide."""


def rough(half: int, seed: int, relief_m: float) -> Singles:
    """Ground of independent posts: the hardest there is for a viewshed. Golden-ratio noise, no generator."""
    n = np.arange((2 * half + 1) ** 2) + 97 * seed
    return (
        (((n * 0.6180339887498949 + (n % 89) * 0.7548776662466927) % 1.0) * relief_m)
        .astype(np.float32)
        .reshape(2 * half + 1, 2 * half + 1)
    )


def from_the_middle(ground_m: Singles, plane: Plane, antenna_m: float, factor: float) -> Singles:
    return lowest_visible_m(
        ground_m,
        plane,
        latitude_rad=plane.latitude_rad,
        longitude_rad=plane.longitude_rad,
        antenna_m=antenna_m,
        factor=factor,
    )


@settings(deadline=None, max_examples=12)
@given(
    half=st.integers(2, 12),
    seed=st.integers(0, 10_000),
    steep=st.sampled_from([0.05, 0.5, 2.0]),
    cell_m=st.sampled_from([30.0, 300.0, 900.0]),
    above_m=st.floats(2.0, 400.0),
    factor=st.sampled_from([0.8, 4 / 3, 1.6, math.inf]),
)
def test_cells_with_a_ray_of_their_own_have_the_exact_ones_height(
    half: int, seed: int, steep: float, cell_m: float, above_m: float, factor: float
) -> None:
    """Those on the map's rim, where one ray goes to each cell, on any ground.

    The ground here has no twist (heights are a sum of a row's and a column's), because inside a twisted patch
    bilinear ground can rise over its edges. Edges are chords: the earth bulges over one by c^2 / 8a, which
    counts more behind it by the ratio of the distances; and heights count as h a / (a + h).
    """
    chord_m = (2.0 * cell_m**2 * half + 2.0 * (steep * cell_m) ** 2) / (8.0 * factor * MEAN_EARTH_RADIUS_M)
    noise = rough(half, seed, steep * cell_m)
    ground = (noise[:, :1] + noise[:1, :]).astype(np.float32)
    plane = Plane(0.7, 0.5, cell_m, half)
    antenna = float(ground[half, half]) + above_m
    got = from_the_middle(ground, plane, antenna, factor)
    rim = [
        (r, c)
        for r in range(2 * half + 1)
        for c in range(2 * half + 1)
        if max(abs(r - half), abs(c - half)) == half
    ]
    for r, c in rim:
        exact = lowest_on_plane_m(ground, plane, r, c, antenna_m=antenna, factor=factor)
        expected = max(exact, float(ground[r, c]))
        assert got[r, c] == pytest.approx(expected, abs=0.02 + chord_m + 5e-5 * abs(expected - antenna))


def exact_m(distance_m: float, bearing_rad: float, antenna_m: float, factor: float) -> float:
    """The shadow line over the bundled terrain from Elmadag; steps of 0.2 % of the way, 0.5 m at least."""
    along = [0.5]
    while along[-1] < distance_m:
        along.append(along[-1] + min(25.0, max(0.5, 0.002 * along[-1])))
    way = np.array(along[:-1])
    arc = way / MEAN_EARTH_RADIUS_M
    latitude = np.arcsin(
        math.sin(ELMADAG[0]) * np.cos(arc) + math.cos(ELMADAG[0]) * np.sin(arc) * math.cos(bearing_rad)
    )
    longitude = ELMADAG[1] + np.arctan2(
        math.sin(bearing_rad) * np.sin(arc) * math.cos(ELMADAG[0]),
        np.cos(arc) - math.sin(ELMADAG[0]) * np.sin(latitude),
    )
    return shadow_m(BUNDLED.height_m(latitude, longitude), way / distance_m, distance_m, antenna_m, factor)


@compiled_only
def test_on_real_terrain_999_of_1000_cells_agree_with_the_exact_ray() -> None:
    """And half of the shadow lines lie within 1.5 m, 95 % within 12 m, 300 km round a summit."""
    grid = Grid.of(BUNDLED).window(*ELMADAG, radius_m=300e3)
    got = viewshed(
        BUNDLED, grid, latitude_rad=ELMADAG[0], longitude_rad=ELMADAG[1], height_m=20.0, factor=4 / 3
    )
    u = (np.arange(400)[:, None] * np.array([0.7548776662, 0.5698402910])) % 1.0
    cells = [(int(a * grid.rows), int(b * grid.columns)) for a, b in u]
    exact, ground = [], []
    for r, c in cells:
        distance, bearing = great_circle_distance_bearing(
            *ELMADAG, grid.latitude_rad[r], grid.longitude_rad[c]
        )
        exact.append(exact_m(distance, bearing, got.antenna_m, 4 / 3))
        ground.append(float(got.ground_m[r, c]))
    expected = np.maximum(exact, ground)
    lowest = np.array([float(got.lowest_m[cell]) for cell in cells])
    error = np.abs(lowest - expected)
    assert np.median(error) < 1.5
    assert np.quantile(error, 0.95) < 12.0
    for agl in (30.0, 100.0, 300.0, 1000.0, 3000.0):
        same = (np.array(ground) + agl >= lowest) == (np.array(ground) + agl >= expected)
        assert np.mean(same) >= 0.999 - 1 / 400


@compiled_only
def test_over_the_sea_the_edge_of_sight_is_the_smooth_earths_horizon() -> None:
    """sqrt(H (2a + H)) + sqrt(h (2a + h)), within one cell."""
    plane = Plane(0.7, 0.5, 500.0, 200)
    sea = np.zeros((401, 401), np.float32)
    lowest = from_the_middle(sea, plane, 30.0, 4 / 3)
    distance = np.hypot(*np.meshgrid(plane.offset_m, plane.offset_m))
    radius = 4 / 3 * MEAN_EARTH_RADIUS_M
    for target in (10.0, 100.0, 300.0):
        horizon = math.sqrt(30.0 * (2 * radius + 30.0)) + math.sqrt(target * (2 * radius + target))
        seen = lowest <= target
        assert np.all(seen[distance < horizon - 500.0])
        assert not np.any(seen[distance > horizon + 500.0])


@compiled_only
def test_heights_above_ground_and_above_sea_are_never_mixed() -> None:
    grid = Grid.of(BUNDLED).window(*ELMADAG, radius_m=60e3)
    got = viewshed(
        BUNDLED, grid, latitude_rad=ELMADAG[0], longitude_rad=ELMADAG[1], height_m=20.0, factor=4 / 3
    )
    over_ground = got.visible(height_m=500.0, above="ground")
    over_sea = got.visible(height_m=1500.0, above="sea")
    assert np.array_equal(over_ground, got.ground_m + 500.0 >= got.lowest_m)
    assert np.array_equal(over_sea, got.lowest_m <= 1500.0)
    assert not np.any(over_sea & (got.ground_m > 1500.0))
    assert not np.array_equal(over_ground, over_sea)
    assert got.area_m2(over_sea) < got.area_m2(np.ones_like(over_sea))


@compiled_only
def test_an_area_is_that_of_the_sphere() -> None:
    """A cap of radius r: 2 pi R^2 (1 - cos(r / R)); the cells' rim costs a little."""
    site = (math.radians(60.0), math.radians(10.0))
    grid = Grid.around(*site, radius_m=210e3, cell_m=1000.0)
    latitude, longitude = grid.places()
    distance = np.array(
        [
            [great_circle_distance_bearing(*site, la, lo)[0] for la, lo in zip(row_la, row_lo, strict=True)]
            for row_la, row_lo in zip(latitude, longitude, strict=True)
        ]
    )
    cap = 2 * math.pi * MEAN_EARTH_RADIUS_M**2 * (1 - math.cos(200e3 / MEAN_EARTH_RADIUS_M))
    inside = distance < 200e3
    assert float(inside.sum(axis=1) @ grid.row_area_m2) == pytest.approx(cap, rel=1e-3)
    plane = Plane(*site, 1000.0, 210)
    round_it = np.hypot(*np.meshgrid(plane.offset_m, plane.offset_m)) < 200e3
    assert float(round_it.sum(axis=1) @ plane.row_area_m2) == pytest.approx(cap, rel=1e-3)


@compiled_only
@pytest.mark.parametrize(
    ("site_deg", "west_deg"), [((70.5, 25.0), 20.0), ((52.0, 179.9), 175.0), ((-45.0, -179.8), 175.0)]
)
def test_far_north_and_across_the_antimeridian_a_plane_and_degrees_see_the_same(
    site_deg: tuple[float, float], west_deg: float
) -> None:
    """Hills of one shape; the site is the only thing that moves."""
    north = math.ceil(site_deg[0]) + 2.0
    rows, columns = np.meshgrid(np.arange(481), np.arange(1001), indexing="ij")
    hills = 400.0 + 300.0 * np.sin(rows / 7.0) * np.cos(columns / 11.0)
    terrain = Terrain.of(Tile(hills.astype(np.float32), north, west_deg, 0.01, 0.01), source="hills")
    site = (math.radians(site_deg[0]), math.radians(site_deg[1]))
    world: dict[str, Any] = {
        "latitude_rad": site[0],
        "longitude_rad": site[1],
        "height_m": 60.0,
        "factor": 4 / 3,
    }
    grid = Grid.around(*site, radius_m=100e3, cell_m=500.0)
    plane = Plane(*site, 500.0, 200)
    shares = []
    for one in (grid, plane):
        got = viewshed(terrain, one, **world)
        distance = distances(one, site)
        near = distance < 95e3
        shares.append(got.area_m2(got.visible(height_m=150.0, above="ground") & near) / got.area_m2(near))
    assert 0.05 < shares[0] < 0.95
    assert shares[0] == pytest.approx(shares[1], abs=0.005)


def distances(grid: Grid | Plane, site: tuple[float, float]) -> Floats:
    latitude, longitude = grid.places()
    return np.array(
        [
            great_circle_distance_bearing(*site, a, b)[0]
            for a, b in zip(latitude.ravel(), longitude.ravel(), strict=True)
        ]
    ).reshape(latitude.shape)


def test_a_planes_cells_lie_where_geodesics_of_the_sphere_end() -> None:
    plane = Plane(math.radians(89.5), 0.3, 10_000.0, 20)
    latitude, longitude = plane.places()
    for r, c in ((0, 0), (3, 31), (20, 20), (40, 7)):
        east, north = plane.offset_m[c], -plane.offset_m[r]
        expected = great_circle_step(
            plane.latitude_rad, plane.longitude_rad, math.atan2(east, north), math.hypot(east, north)
        )
        assert (latitude[r, c], longitude[r, c]) == pytest.approx(expected[:2], abs=1e-12)


@compiled_only
def test_a_site_between_posts_sees_nearly_what_one_on_a_post_sees() -> None:
    site = (ELMADAG[0] + 1e-9, ELMADAG[1] - 1e-9)
    grid = Grid.of(BUNDLED).window(*site, radius_m=100e3)
    here, there = (
        viewshed(BUNDLED, grid, latitude_rad=a, longitude_rad=b, height_m=20.0, factor=4 / 3).lowest_m
        for a, b in (site, ELMADAG)
    )
    assert np.quantile(np.abs(here - there), 0.99) < 1.0


def refuse(**changes: Any) -> InputError:  # noqa: ANN401 - of any argument
    given: dict[str, Any] = {
        "terrain": BUNDLED,
        "grid": Grid.of(BUNDLED).window(*ELMADAG, radius_m=20e3),
        "latitude_rad": ELMADAG[0],
        "longitude_rad": ELMADAG[1],
        "height_m": 20.0,
        "factor": 4 / 3,
    }
    with pytest.raises(InputError) as caught:
        viewshed(**{**given, **changes})
    return caught.value


def test_what_cannot_be_asked_is_refused_with_what_can() -> None:
    assert "38.0000, 32.9875" in refuse(latitude_rad=math.radians(38.0)).value
    assert refuse(latitude_rad=math.radians(50.0)).place == "position"
    assert refuse(height_m=math.nan).place == "height_m"
    assert refuse(factor=-1.0).place == refuse(factor=math.nan).place == "factor"
    assert "middle" in str(refuse(grid=Plane(0.7, 0.57, 500.0, 10)))
    wide = Terrain.of(Tile(np.zeros((31, 171), np.float32), 55.0, 0.0, 1.0, 1.0), source="wide")
    far = refuse(terrain=wide, grid=Grid.of(wide), latitude_rad=0.7, longitude_rad=0.1)
    assert "Grid.window" in far.allowed


def test_heights_must_fit_the_grid() -> None:
    with pytest.raises(InputError) as caught:
        from_the_middle(np.zeros((5, 7), np.float32), Plane(0.7, 0.5, 100.0, 2), 10.0, 4 / 3)
    assert caught.value.allowed == "5 x 5"


def test_compiled_and_plain_sides_agree() -> None:
    half = 6
    ground = rough(half, 3, 300.0)
    plane = Plane(0.7, 0.5, 500.0, half)
    compiled = from_the_middle(ground, plane, 320.0, 4 / 3)
    names = ("screen", "side", "shadow_heights", "beside")
    kept = {name: getattr(viewshed_kernels, name) for name in names}
    try:
        for name, function in kept.items():
            setattr(viewshed_kernels, name, getattr(function, "py_func", function))
        plain = from_the_middle(ground, plane, 320.0, 4 / 3)
    finally:
        for name, function in kept.items():
            setattr(viewshed_kernels, name, function)
    assert plain == pytest.approx(compiled, abs=1e-3)
