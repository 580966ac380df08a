"""Folders of tiles of any mix become one terrain: spacings, seams, the antimeridian, 70 N, voids."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.terrain.making import dted, hgt, posts, sampled

from airtight.errors import InputError
from airtight.terrain.account import describe, surroundings
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import Tile
from airtight.terrain.frames import frame
from airtight.terrain.horizon import build
from airtight.terrain.tiles import MOST_POSTS, Outline

SHARED = Path(os.environ.get("AIRTIGHT_SHARED", Path(__file__).parents[3] / "shared"))
REAL = SHARED / "data" / "terrain"
real_tiles = pytest.mark.skipif(not REAL.is_dir(), reason="real tiles do not ship; no shared data")


def test_mixed_spacings_are_one_terrain_on_the_finest(tmp_path: Path) -> None:
    hgt(tmp_path, 60, 10, posts(60, 10, 41, 41))
    hgt(tmp_path, 60, 11, posts(60, 11, 11, 11))
    dted(tmp_path, 61, 10, posts(61, 10, 21, 11))
    terrain = Terrain.load(tmp_path)
    assert terrain.elevation_m.shape == (81, 81)
    assert (terrain.files, terrain.resampled_files) == (3, 2)
    assert "2 of 3 files are coarser" in " ".join(terrain.notes)
    for box in ((60, 10, 61, 12), (61, 10, 62, 11)):
        got, expected = sampled(terrain, *box)
        assert got == pytest.approx(expected, abs=1.0)  # the files hold whole metres


def test_where_files_overlap_the_finer_stands_and_voids_take_the_coarser(tmp_path: Path) -> None:
    fine = np.full((41, 41), 500.0)
    fine[20, 20] = -32768.0
    hgt(tmp_path, 60, 10, fine)
    dted(tmp_path, 60, 10, np.full((11, 11), 300.0))
    terrain = Terrain.load(tmp_path)
    assert terrain.elevation_m[20, 20] == 300.0
    assert np.count_nonzero(terrain.elevation_m == 500.0) == 41 * 41 - 1
    assert terrain.void_count == 0


def test_neighbours_of_one_spacing_share_their_seam_exactly(tmp_path: Path) -> None:
    for south, west in ((60, 10), (60, 11), (61, 10), (61, 11)):
        hgt(tmp_path, south, west, posts(south, west, 21, 21))
    terrain = Terrain.load(tmp_path)
    assert terrain.elevation_m.tolist() == np.rint(posts(60, 10, 41, 41, 2.0)).tolist()
    assert terrain.notes == []


def test_tiles_across_the_antimeridian_are_neighbours(tmp_path: Path) -> None:
    hgt(tmp_path, 65, 179, posts(65, 179, 21, 21))
    hgt(tmp_path, 65, -180, posts(65, 180, 21, 21))
    terrain = Terrain.load(tmp_path)
    assert terrain.elevation_m.shape == (21, 41)
    assert terrain.bounds_deg == pytest.approx((65.0, 179.0, 66.0, 181.0))
    assert terrain.known.all()
    got, expected = sampled(terrain, 65.0, 179.0, 66.0, 181.0)
    assert got == pytest.approx(expected, abs=1.0)
    for longitude in (179.0, 179.9, 180.0, -180.0, -179.9, -179.0, 180.5, 540.0):
        assert terrain.contains(np.radians(65.5), np.radians(longitude)), longitude
    assert not terrain.contains(np.radians(65.5), np.radians(178.9))
    assert not terrain.contains(np.radians(65.5), np.radians(-178.9))


def test_a_site_at_179_9_east_sees_the_ridge_at_179_9_west(tmp_path: Path) -> None:
    """The same ground moved to 10 E gives the same table."""
    east = np.zeros((121, 121))
    west = np.zeros((121, 121))
    west[:, 12] = 800.0  # at 179.9 W: 8.4 km east of the antimeridian at 65.5 N
    tables = []
    for first, second, name in ((179, -180, "a"), (9, 10, "b")):
        folder = tmp_path / name
        folder.mkdir()
        hgt(folder, 65, first, east)
        hgt(folder, 65, second, west)
        tables.append(
            build(
                Terrain.load(folder),
                latitude_rad=np.radians(65.5),
                longitude_rad=np.radians(first + 0.9),
                factors=[1.2, 4 / 3, 1.5],
                heights_m=[10.0, 20.0, 30.0],
                range_max_m=30_000.0,
                keep=False,
            )
        )
    assert tables[0].lowest_height_m == pytest.approx(tables[1].lowest_height_m, abs=0.05)
    eastwards = tables[0].lowest_height_m[180, 40, 1, 1]
    westwards = tables[0].lowest_height_m[540, 40, 1, 1]
    assert eastwards > 1000.0
    assert westwards < 100.0
    assert tables[0].unknown_share == pytest.approx(tables[1].unknown_share)


def test_dted_at_70_north_has_wider_steps_and_joins_its_southern_neighbour(tmp_path: Path) -> None:
    """MIL-PRF-89020B table I: longitude steps double at 50, triple at 70 N."""
    dted(tmp_path, 69, 25, posts(69, 25, 121, 61))
    dted(tmp_path, 70, 25, posts(70, 25, 121, 41))
    terrain = Terrain.load(tmp_path)
    assert terrain.elevation_m.shape == (241, 61)
    assert terrain.known.all()
    got, expected = sampled(terrain, 69.0, 25.0, 71.0, 26.0)
    assert got == pytest.approx(expected, abs=1.0)


def test_voids_far_from_any_height_are_sea_and_told(tmp_path: Path) -> None:
    heights = np.full((121, 121), 700.0)  # 0.93 km between rows
    heights[60:, :] = -32768.0
    hgt(tmp_path, 0, 10, heights)
    terrain = Terrain.load(tmp_path)
    assert terrain.void_count == 61 * 121
    assert terrain.filled_count == 10 * 121  # 10 km
    assert terrain.elevation_m[69, 60] == 700.0
    assert terrain.elevation_m[70, 60] == 0.0
    assert not terrain.known[60:].any()
    note = " ".join(terrain.notes)
    assert "7,381 of 14,641 posts" in note
    assert "6,171 lie farther than 10 km" in note
    told = describe(terrain)
    assert (told["void_posts"], told["filled_posts"]) == (7381, 1210)
    assert told["unknown_share"] == pytest.approx(61 / 121)


def test_a_void_on_a_seam_is_filled_from_the_nearer_tile(tmp_path: Path) -> None:
    west, east = np.full((21, 21), 100.0), np.full((21, 21), 900.0)
    west[10, 15:] = -32768.0
    east[10, 0] = -32768.0
    hgt(tmp_path, 0, 10, west)
    hgt(tmp_path, 0, 11, east)
    terrain = Terrain.load(tmp_path)
    assert terrain.void_count == 6
    assert set(np.unique(terrain.elevation_m)) == {100.0, 900.0}
    assert terrain.elevation_m[10, 20] == 900.0


def test_ground_between_tiles_is_unknown_and_told(tmp_path: Path) -> None:
    for west in (10, 12):
        hgt(tmp_path, 0, west, np.full((21, 21), 50.0))
    terrain = Terrain.load(tmp_path)
    assert np.mean(terrain.known) == pytest.approx(42 / 61)
    assert "31.1% of the extent lies in no file" in " ".join(terrain.notes)
    assert terrain.void_count == 0


def test_a_folder_of_folders_is_read_and_links_in_a_circle_end(tmp_path: Path) -> None:
    inner = tmp_path / "dted" / "e010"
    inner.mkdir(parents=True)
    dted(inner, 60, 10, posts(60, 10, 11, 11))
    (inner / "again").symlink_to(tmp_path)
    (tmp_path / "._N60E010.hgt").write_bytes(b"what a file manager leaves")
    assert Terrain.load(tmp_path).files == 1


def test_too_much_terrain_is_refused_before_reading_and_told_how_to_cut() -> None:
    """Twenty by twenty degrees at one arc-second: 5.2e9 posts."""
    step = 1.0 / 3600.0
    tiles = [
        Outline(Path(f"N{south:02d}E{west:03d}.hgt"), south + 1.0, float(west), step, step, 3601, 3601)
        for south in range(30, 50)
        for west in range(25, 45)
    ]
    with pytest.raises(InputError) as caught:
        frame(tiles, place="scenario.terrain")
    assert "72,001 x 72,001 posts (25.9 GB) for 20 x 20 degrees" in caught.value.value
    assert f"{MOST_POSTS:,} posts (2 GB), such as 5.56 x 5.56 degrees" in caught.value.allowed
    assert "gdalwarp -r average -tr 0.0011111 0.0011111" in caught.value.allowed


def test_files_that_overlap_without_end_are_refused_before_reading() -> None:
    step = 1.0 / 3600.0
    tiles = [Outline(Path(f"{n}.tif"), 40.0, 32.0, step, step, 3601, 3601) for n in range(200)]
    with pytest.raises(InputError) as caught:
        frame(tiles, place="scenario.terrain")
    assert "200 files" in caught.value.value


def test_narrow_tiles_of_high_latitudes_are_read(tmp_path: Path) -> None:
    """1201 rows of 601 posts, as some sources have them north of 60."""
    hgt(tmp_path, 70, 25, posts(70, 25, 1201, 601))
    terrain = Terrain.load(tmp_path)
    assert terrain.elevation_m.shape == (1201, 601)
    assert terrain.bounds_deg == pytest.approx((70.0, 25.0, 71.0, 26.0))


@given(
    st.lists(
        st.tuples(st.integers(-180, 179), st.integers(1, 8)), min_size=1, max_size=6, unique_by=lambda t: t[0]
    )
)
def test_a_frame_is_the_shortest_arc_that_holds_all(arcs: list[tuple[int, int]]) -> None:
    """Against every whole degree that a tile touches, marked on a circle."""
    tiles = [Outline(Path("a"), 1.0, float(w), 1.0, 1.0, 2, n + 1) for w, n in arcs]
    marked = np.zeros(360, np.bool_)
    for west, width in arcs:
        marked[np.arange(west, west + width + 1) % 360] = True
    bare = np.flatnonzero(marked)
    widest = np.diff(np.append(bare, bare[0] + 360)).max()
    found = frame(tiles, place="t")
    assert found.columns == 360 - widest + 1
    held = (np.arange(found.columns) + round(found.longitude_deg)) % 360
    assert marked[held[0]]
    assert marked[held[-1]]
    assert set(bare) <= set(held)


def test_what_is_unknown_round_a_site_at_the_edge() -> None:
    flat = np.zeros((121, 121), np.float32)
    terrain = Terrain.of(Tile(flat, 1.0, 10.0, 1 / 120, 1 / 120), source="a square degree")
    middle = surroundings(
        terrain, latitude_rad=np.radians(0.5), longitude_rad=np.radians(10.5), radius_m=50e3
    )
    assert (middle.inside, middle.unknown_share, middle.nearest_unknown_m) == (True, 0.0, np.inf)
    edge = surroundings(terrain, latitude_rad=np.radians(0.5), longitude_rad=np.radians(11.0), radius_m=50e3)
    assert edge.inside
    assert edge.unknown_share == pytest.approx(0.5, abs=0.01)
    assert edge.nearest_unknown_m < 500.0
    assert 0.0 < edge.nearest_unknown_rad < np.pi
    beyond = surroundings(terrain, latitude_rad=np.radians(0.5), longitude_rad=np.radians(12), radius_m=50e3)
    assert (beyond.inside, beyond.unknown_share) == (False, 1.0)


@real_tiles
def test_real_tiles_of_three_spacings_join(tmp_path: Path) -> None:
    """SRTM beside DTED 0 of the same cell and GLOBE's 30 arc-seconds: the finest stands wherever it is."""
    pytest.importorskip("rasterio")
    shutil.copy(REAL / "srtm" / "N43E007.hgt.zip", tmp_path)
    shutil.copy(REAL / "readers" / "n43_e007.dt0", tmp_path)
    alone, joined = Terrain.load(tmp_path / "N43E007.hgt.zip"), Terrain.load(tmp_path)
    measured = alone.known == 1
    assert np.array_equal(joined.elevation_m[measured], alone.elevation_m[measured])
    assert joined.void_count < alone.void_count
    assert joined.resampled_files == 1
