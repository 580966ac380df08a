"""Grids of maps, and the shadow line of a horizon table on them."""

import math

import numpy as np
import pytest

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth.kernels import great_circle_distance_bearing
from airtight.errors import InputError
from airtight.terrain import raster_kernels
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import HorizonTable, build
from airtight.terrain.raster import Grid, Plane, lowest_on_grid
from airtight.terrain.tiles import Tile

BUNDLED = Terrain.bundled()
SITE = (math.radians(40.08), math.radians(32.57))


@pytest.fixture(scope="module")
def table() -> HorizonTable:
    return build(
        BUNDLED,
        latitude_rad=SITE[0],
        longitude_rad=SITE[1],
        factors=(1.2, 4 / 3, 1.6),
        heights_m=(6.0, 8.0, 12.0),
        range_max_m=200e3,
        keep=False,
    )


def test_a_maps_shadow_line_is_the_tables_own_look_up(table: HorizonTable) -> None:
    grid = Grid.around(*SITE, radius_m=150e3, cell_m=4000.0)
    got = lowest_on_grid(table, grid, factor=1.5, height_m=7.0, range_max_m=140e3)
    latitude, longitude = grid.places()
    for r in range(0, grid.rows, 5):
        for c in range(0, grid.columns, 3):
            distance, bearing = great_circle_distance_bearing(*SITE, latitude[r, c], longitude[r, c])
            if distance > 140e3:
                assert np.isnan(got[r, c])
                continue
            expected, _ = table.lowest_visible_m(bearing, distance, factor=1.5, height_m=7.0)
            assert got[r, c] == pytest.approx(float(expected), abs=0.01)


def test_a_map_beyond_the_table_is_refused(table: HorizonTable) -> None:
    grid = Grid.around(*SITE, radius_m=150e3, cell_m=4000.0)
    with pytest.raises(InputError) as caught:
        lowest_on_grid(table, grid, factor=4 / 3, height_m=8.0, range_max_m=300e3)
    assert caught.value.place == "range_max_m"


def test_a_window_has_the_terrains_own_posts() -> None:
    grid = Grid.of(BUNDLED).window(*SITE, radius_m=50e3)
    ground = grid.heights_m(BUNDLED)
    row, column = Grid.of(BUNDLED).index(grid.latitude_rad[0], grid.longitude_rad[0])
    assert (row, column) == pytest.approx((round(row), round(column)), abs=1e-6)
    i, j = round(row), round(column)
    posts = BUNDLED.elevation_m[i : i + grid.rows, j : j + grid.columns]
    assert ground == pytest.approx(posts, abs=0.01)
    reach = [great_circle_distance_bearing(*SITE, grid.latitude_rad[k], SITE[1])[0] for k in (0, -1)]
    assert min(reach) > 50e3 - 1.0


def test_a_window_ends_where_the_terrain_does() -> None:
    site = (math.radians(43.4), math.radians(45.9))
    grid = Grid.of(BUNDLED).window(*site, radius_m=200e3)
    south, _, north, east = BUNDLED.bounds_deg
    assert math.degrees(grid.north_rad) == pytest.approx(north)
    assert math.degrees(grid.longitude_rad[-1]) == pytest.approx(east)
    assert math.degrees(grid.latitude_rad[-1]) > south


def test_a_grid_holds_its_circle_and_has_the_site_in_a_cells_middle() -> None:
    for site in (SITE, (math.radians(-70.0), math.radians(179.9))):
        grid = Grid.around(*site, radius_m=100e3, cell_m=1500.0)
        assert grid.index(*site) == pytest.approx((grid.rows // 2, grid.columns // 2), abs=1e-6)
        rim = np.linspace(0, 2 * np.pi, 60)
        for azimuth in rim:
            arc = 100e3 / MEAN_EARTH_RADIUS_M
            latitude = math.asin(
                math.sin(site[0]) * math.cos(arc) + math.cos(site[0]) * math.sin(arc) * math.cos(azimuth)
            )
            longitude = site[1] + math.atan2(
                math.sin(azimuth) * math.sin(arc) * math.cos(site[0]),
                math.cos(arc) - math.sin(site[0]) * math.sin(latitude),
            )
            grid.index(latitude, (longitude + math.pi) % (2 * math.pi) - math.pi)


def test_heights_are_found_across_the_antimeridian() -> None:
    columns = np.arange(11) + np.zeros((11, 1))
    terrain = Terrain.of(Tile(columns.astype(np.float32), 52.0, 175.0, 1.0, 1.0), source="a slope eastwards")
    grid = Grid.around(math.radians(48.0), math.radians(179.5), radius_m=200e3, cell_m=20_000.0)
    expected = (np.degrees(grid.longitude_rad) - 175.0) + np.zeros((grid.rows, 1))
    assert grid.heights_m(terrain) == pytest.approx(expected, abs=1e-3)
    plane = Plane(math.radians(48.0), math.radians(179.5), 20_000.0, 10)
    assert float(plane.heights_m(terrain)[10, 10]) == pytest.approx(4.5, abs=1e-3)
    assert plane.heights_m(terrain)[10].tolist() == sorted(plane.heights_m(terrain)[10].tolist())


def test_what_is_no_grid_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        Grid.around(math.radians(89.5), 0.0, radius_m=100e3, cell_m=1000.0)
    assert "Plane" in caught.value.allowed
    with pytest.raises(InputError):
        Grid.around(0.7, 0.5, radius_m=2e6, cell_m=10.0)
    with pytest.raises(InputError):
        Grid(0.7, 0.5, 1e-4, 1e-4, 1, 10)
    with pytest.raises(InputError):
        Grid.of(BUNDLED).window(0.1, 0.1, radius_m=1e5)
    with pytest.raises(InputError):
        Plane(0.7, 0.5, -1.0, 10)


def test_compiled_and_plain_rasters_agree(table: HorizonTable) -> None:
    grid = Grid.around(*SITE, radius_m=150e3, cell_m=30_000.0)
    compiled = raster_kernels.fill_lowest_on_grid
    plain = getattr(compiled, "py_func", compiled)
    world = np.ascontiguousarray(table.lowest_height_m[:, :, 1, 1])
    got = [np.empty((grid.rows, grid.columns), np.float32) for _ in range(2)]
    for function, lowest in zip((compiled, plain), got, strict=True):
        function(world, 500.0, *SITE, 140e3, grid.latitude_rad, grid.longitude_rad, lowest)
    assert got[0] == pytest.approx(got[1], abs=1e-2, nan_ok=True)
