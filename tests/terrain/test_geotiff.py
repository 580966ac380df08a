"""GeoTIFFs of any layout, type, orientation, scale and projection give the same ground."""

from pathlib import Path

import numpy as np
import pytest
from tests.terrain.making import plane, posts, sampled, tif

from airtight.terrain.elevation import Terrain


def test_cells_named_by_their_centres_leave_no_seam(tmp_path: Path) -> None:
    """Two area rasters of different spacing: neither has a post on the line where they meet."""
    step, fine = 0.1, 0.02
    for name, west, size, count in (("a.tif", 10.0, step, 10), ("b.tif", 11.0, fine, 50)):
        latitude = 61.0 - (np.arange(count)[:, None] + 0.5) * size
        heights = plane(latitude, west + (np.arange(count)[None, :] + 0.5) * size).astype(np.float32)
        tif(tmp_path / name, heights, (size, 0, west, 0, -size, 61.0), "EPSG:4326")
    terrain = Terrain.load(tmp_path)
    assert terrain.known.all()
    got, expected = sampled(terrain, 60.1, 10.1, 60.9, 11.9)
    assert np.abs(got - expected).max() < 30.0 * step  # held flat for half a coarse step at the line


def test_longitudes_from_0_to_360_are_the_same_place(tmp_path: Path) -> None:
    heights = posts(60, -10, 11, 11).astype(np.float32)
    tif(tmp_path / "a.tif", heights, (0.1, 0, 349.95, 0, -0.1, 61.05), "EPSG:4326")
    terrain = Terrain.load(tmp_path)
    assert terrain.bounds_deg == pytest.approx((60.0, -10.0, 61.0, -9.0))
    assert terrain.height_m(np.radians(60.5), np.radians(-9.5)) == pytest.approx(
        plane(np.array(60.5), np.array(350.5)), abs=1e-2
    )


def test_once_round_the_earth_leaves_no_gap(tmp_path: Path) -> None:
    heights = np.tile(np.abs(np.arange(360.0) - 180.0), (20, 1)).astype(np.float32)
    tif(tmp_path / "a.tif", heights, (1.0, 0, -180.0, 0, -1.0, 10.0), "EPSG:4326")
    terrain = Terrain.load(tmp_path)
    longitude = np.radians([-180.0, -179.8, 179.8, 180.0, 0.0])
    assert all(terrain.contains(0.0, float(x)) for x in longitude)
    assert terrain.height_m(0.0, longitude) == pytest.approx([179.5, 179.7, 179.3, 179.5, 0.5], abs=1e-3)


def test_projected_tiles_are_brought_onto_latitude_and_longitude(tmp_path: Path) -> None:
    """UTM 32 N, posts 500 m apart; heights are the plane's at the posts' own places, by pyproj."""
    from pyproj import Transformer  # noqa: PLC0415

    x, y = np.meshgrid(500_000.0 + 500.0 * np.arange(100), 6_700_000.0 - 500.0 * np.arange(120))
    longitude, latitude = Transformer.from_crs("EPSG:32632", "EPSG:4326", always_xy=True).transform(x, y)
    heights = plane(latitude, longitude).astype(np.float32)
    tif(tmp_path / "a.tif", heights, (500.0, 0, 499_750.0, 0, -500.0, 6_700_250.0), "EPSG:32632")
    terrain = Terrain.load(tmp_path)
    inner = np.s_[5:-5, 5:-5]
    got = terrain.height_m(np.radians(latitude[inner]), np.radians(longitude[inner]))
    assert got == pytest.approx(plane(latitude, longitude)[inner], abs=0.5)
    assert terrain.void_count == 0  # the corners beyond its frame lie in no file
    assert 0.5 < np.mean(terrain.known) < 1.0


def test_a_projected_tile_across_the_antimeridian_is_one_piece(tmp_path: Path) -> None:
    """UTM 1 N from 178.9 E to 178.9 W."""
    from pyproj import Transformer  # noqa: PLC0415

    x, y = np.meshgrid(315_000.0 + 500.0 * np.arange(200), 7_200_000.0 - 500.0 * np.arange(60))
    longitude, latitude = Transformer.from_crs("EPSG:32601", "EPSG:4326", always_xy=True).transform(x, y)
    assert longitude.min() < -179.0
    assert longitude.max() > 179.0
    heights = plane(latitude, longitude).astype(np.float32)
    tif(tmp_path / "a.tif", heights, (500.0, 0, 314_750.0, 0, -500.0, 7_200_250.0), "EPSG:32601")
    terrain = Terrain.load(tmp_path)
    inner = np.s_[5:-5, 5:-5]
    got = terrain.height_m(np.radians(latitude[inner]), np.radians(longitude[inner]))
    assert got == pytest.approx(plane(latitude, longitude)[inner], abs=0.5)
    assert terrain.elevation_m.size < 2.0 * heights.size


@pytest.mark.parametrize("west", [10.0, 350.0])
@pytest.mark.parametrize(
    "options",
    [{}, {"tiled": True, "blockxsize": 16, "blockysize": 16, "compress": "deflate"}, {"compress": "lzw"}],
)
@pytest.mark.parametrize("dtype", ["int16", "float32", "float64", "int32", "uint16"])
def test_any_layout_and_type_of_geotiff(
    tmp_path: Path, dtype: str, options: dict[str, object], west: float
) -> None:
    heights = np.rint(posts(60, west, 41, 41)).astype(dtype)
    void = heights.copy()
    void[3, 4] = 9999
    place = (0.025, 0, west - 0.0125, 0, -0.025, 61.0125)
    tif(tmp_path / "a.tif", void, place, "EPSG:4326", nodata=9999, **options)
    terrain = Terrain.load(tmp_path)
    assert terrain.void_count == 1
    assert terrain.elevation_m[terrain.known == 1].tolist() == np.delete(heights.ravel(), 3 * 41 + 4).tolist()


def test_south_up_and_east_first_rasters_are_turned(tmp_path: Path) -> None:
    heights = posts(60, 10, 41, 41).astype(np.float32)
    upright = tif(tmp_path / "a.tif", heights, (0.025, 0, 9.9875, 0, -0.025, 61.0125), "EPSG:4326")
    turned = tif(
        tmp_path / "b.tif", heights[::-1, ::-1], (-0.025, 0, 11.0125, 0, 0.025, 59.9875), "EPSG:4326"
    )
    first, second = Terrain.load(upright), Terrain.load(turned)
    assert np.array_equal(first.elevation_m, second.elevation_m)
    assert first.grid == pytest.approx(second.grid, abs=1e-12)


def test_scale_offset_and_feet_are_applied(tmp_path: Path) -> None:
    """0.5 ft a number from -100 ft: 2 200 is 1,000 ft, 304.8 m; the no-data value is a stored number."""
    stored = np.full((5, 5), 2200, np.int16)
    stored[0, 0] = -1
    path = tmp_path / "a.tif"
    tif(
        path,
        stored,
        (0.1, 0, 10, 0, -0.1, 61),
        "EPSG:4326",
        nodata=-1,
        scales=0.5,
        offsets=-100.0,
        units="ft",
    )
    terrain = Terrain.load(path)
    assert np.unique(terrain.elevation_m) == pytest.approx([304.8])
    assert terrain.void_count == 1
