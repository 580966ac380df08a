"""Elevation files: what is read, what is refused, and how tiles join."""

import os
import shutil
import struct
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from airtight.errors import InputError, MissingError
from airtight.numerics.columns import Singles
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import Tile, read_tile

SHARED = Path(os.environ.get("AIRTIGHT_SHARED", Path(__file__).parents[3] / "shared"))
REAL = SHARED / "data" / "terrain"
real_tiles = pytest.mark.skipif(not REAL.is_dir(), reason="real tiles do not ship; no shared data")


def write_hgt(path: Path, heights: Singles) -> None:
    path.write_bytes(heights.astype(">i2").tobytes())


def write_dted(path: Path, heights: Singles, south: int, west: int) -> None:
    """DTED as MIL-PRF-89020 has it, no more than a reader needs: UHL, blank DSI and ACC, columns."""
    rows, columns = heights.shape
    uhl = f"UHL1{west:03d}0000E{south:03d}0000N{36000 // (columns - 1):04d}{36000 // (rows - 1):04d}"
    uhl = uhl.ljust(47) + f"{columns:04d}{rows:04d}0"
    content = uhl.ljust(80).encode() + b" " * (648 + 2700)
    for c in range(columns):
        column = heights[::-1, c].astype(int)
        coded = [(0x8000 | -h) if h < 0 else h for h in column]
        record = struct.pack(">B3xHH", 0xAA, c, 0) + struct.pack(f">{rows}H", *coded)
        content += record + struct.pack(">I", sum(record))
    path.write_bytes(content)


def slope(north: int, west: int, posts: int = 11) -> Singles:
    """Heights linear over the globe, so that neighbours share their seams."""
    lat = north - np.arange(posts)[:, None] / (posts - 1)
    lon = west + np.arange(posts)[None, :] / (posts - 1)
    return (100.0 * lat + 10.0 * lon).astype(np.float32)


def test_hgt_and_dted_of_the_same_ground_give_the_same_tile(tmp_path: Path) -> None:
    heights = slope(40, 32) - 4300.0
    write_hgt(tmp_path / "N39E032.hgt", heights)
    write_dted(tmp_path / "n39_e032.dt0", heights, 39, 32)
    first, second = (read_tile(tmp_path / name, place="t") for name in ("N39E032.hgt", "n39_e032.dt0"))
    assert first.elevation_m.tolist() == second.elevation_m.tolist() == np.trunc(heights).tolist()
    assert (
        (first.latitude_deg, first.longitude_deg)
        == (second.latitude_deg, second.longitude_deg)
        == (40.0, 32.0)
    )
    assert first.latitude_step_deg == pytest.approx(second.latitude_step_deg)


def test_southern_and_western_tiles_are_named_for_their_corner(tmp_path: Path) -> None:
    write_hgt(tmp_path / "S02W071.hgt", np.zeros((11, 11), np.float32))
    tile = read_tile(tmp_path / "S02W071.hgt", place="t")
    assert (tile.latitude_deg, tile.longitude_deg) == (-1.0, -71.0)


def test_a_folder_of_tiles_is_one_terrain_without_a_seam(tmp_path: Path) -> None:
    for north, west in [(40, 32), (41, 32), (41, 33)]:
        write_hgt(tmp_path / f"N{north - 1}E0{west}.hgt", slope(north, west))
    terrain = Terrain.load(tmp_path)
    assert terrain.bounds_deg == pytest.approx((39.0, 32.0, 41.0, 34.0))
    latitude = np.linspace(39.05, 40.95, 40)
    heights = terrain.height_m(np.radians(latitude), np.radians(32.5))
    assert heights == pytest.approx(100.0 * latitude + 325.0, abs=1.0)
    assert np.mean(terrain.known) == pytest.approx(0.75, abs=0.03)


def test_voids_hold_the_nearest_height_and_are_counted(tmp_path: Path) -> None:
    heights = np.full((11, 11), 700.0, np.float32)
    heights[4, 5] = -32768.0
    write_hgt(tmp_path / "N39E032.hgt", heights)
    terrain = Terrain.load(tmp_path / "N39E032.hgt")
    assert terrain.elevation_m[4, 5] == 700.0
    assert terrain.known[4, 5] == 0
    assert terrain.void_count == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("N39E032.hgt", b"12345"),
        ("N39E032.hgt", b""),
        ("plateau.hgt", b"\0" * 242),
        ("N39E032.hgt", struct.pack(">121h", *[20_000] * 121)),
        ("n39.dt1", b"UHL1 and then nothing"),
        ("n39.dt1", b"\0" * 5000),
        ("N39E032.hgt.zip", b"not a zip"),
        ("broken.tif", b"II*\0garbage"),
        ("readme.txt", b"hello"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        Terrain.load(tmp_path / name, place="scenario.terrain")
    assert caught.value.place == "scenario.terrain"
    assert name in caught.value.value


def test_a_zip_with_two_tiles_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "N39E032.hgt.zip", "w") as archive:
        archive.writestr("a.hgt", b"")
        archive.writestr("b.hgt", b"")
    with pytest.raises(InputError):
        Terrain.load(tmp_path)


def test_a_missing_folder_has_an_exit_status_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(MissingError) as caught:
        Terrain.load(tmp_path / "nowhere", place="scenario.terrain")
    assert caught.value.exit_status == 3


def test_an_empty_folder_tells_what_it_could_hold(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Terrain.load(tmp_path)
    assert ".hgt.zip" in caught.value.allowed


def test_without_rasterio_a_tif_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rasterio", None)
    (tmp_path / "a.tif").write_bytes(b"II*\0")
    with pytest.raises(MissingError) as caught:
        Terrain.load(tmp_path)
    assert "airtight-sim[terrain]" in caught.value.allowed


def test_a_grid_of_its_own_is_its_own_digest() -> None:
    flat = np.zeros((3, 3), np.float32)
    one = Terrain.of(Tile(flat, 40.0, 30.0, 1.0, 1.0), source="a")
    same = Terrain.of(Tile(flat.copy(), 40.0, 30.0, 1.0, 1.0), source="b")
    other = Terrain.of(Tile(flat, 40.5, 30.0, 1.0, 1.0), source="a")
    assert one.digest == same.digest != other.digest


@real_tiles
def test_five_files_of_one_cell_give_the_same_heights() -> None:
    """SRTM .hgt, DTED 1, DTED 0 and GeoTIFF as point and as area: all posts of N43E007."""
    pytest.importorskip("rasterio")
    paths = [
        REAL / "srtm" / "N43E007.hgt.zip",
        REAL / "readers" / "n43_e007.dt1",
        REAL / "readers" / "n43_e007_nw_point_deflate.tif",
        REAL / "readers" / "n43_e007_nw_strip_float32.tif",
        REAL / "readers" / "n43_e007.dt0",
    ]
    terrains = [Terrain.load(path) for path in paths]
    posts = np.arange(10, 590, 10) / 1200.0  # posts of DTED 0, inside the north-west quarter
    latitude, longitude = np.radians(44.0 - posts[:, None]), np.radians(7.0 + posts)
    reference = terrains[0]
    known = reference.known[10:590:10, 10:590:10].astype(bool)
    expected = reference.height_m(latitude, longitude)
    assert expected.max() > 1500.0
    for terrain in terrains[1:]:
        assert terrain.height_m(latitude, longitude)[known] == pytest.approx(expected[known], abs=0.05)
    between = np.radians(7.0 + posts + 0.0004)
    assert terrains[1].height_m(latitude, between) == pytest.approx(
        reference.height_m(latitude, between), abs=0.1
    )
    assert reference.void_count == 1595


@real_tiles
def test_real_neighbours_join_at_42_north(tmp_path: Path) -> None:
    for name in ("N41E001.hgt.zip", "N42E001.hgt.zip"):
        shutil.copy(REAL / "srtm" / name, tmp_path / name)
    terrain = Terrain.load(tmp_path)
    assert terrain.elevation_m.shape == (2401, 1201)
    assert terrain.height_m(np.radians(42.5066), np.radians(1.5218)) == pytest.approx(1023.0, abs=30.0)
    south, north = Terrain.load(tmp_path / "N41E001.hgt.zip"), Terrain.load(tmp_path / "N42E001.hgt.zip")
    assert (
        terrain.elevation_m[1200].tolist() == south.elevation_m[0].tolist() == north.elevation_m[-1].tolist()
    )


@real_tiles
def test_real_dted_has_negative_heights_and_voids() -> None:
    terrain = Terrain.load(REAL / "readers" / "n00_e006_3arc_v2.dt1")
    assert terrain.elevation_m.min() == -7.0
    assert terrain.elevation_m.max() == 1979.0
    assert terrain.void_count == 4072


@real_tiles
def test_the_bundled_terrain_is_the_source_file() -> None:
    pytest.importorskip("rasterio")
    source = Terrain.load(REAL / "globe30s_anatolia.tif")
    bundled = Terrain.bundled()
    assert np.array_equal(source.elevation_m, bundled.elevation_m)
    assert source.grid == pytest.approx(bundled.grid, abs=1e-12)
