"""Whatever an elevation file is, it is read or refused with one message that names it; memory is bounded."""

import json
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest
from tests.terrain.making import FLAT, ON_THE_GRATICULE, dted, hgt, hgt_bytes, tif, zipped

from airtight import cli
from airtight.errors import InputError, MissingError
from airtight.terrain import files, geotiff
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import SUFFIXES, read_tile
from airtight.terrain.tiles import HIGHEST_M, LOWEST_M

SHARED = Path(os.environ.get("AIRTIGHT_SHARED", Path(__file__).parents[3] / "shared"))
REAL = SHARED / "data" / "terrain"
real_tiles = pytest.mark.skipif(not REAL.is_dir(), reason="real tiles do not ship; no shared data")

PLACE = "scenario.terrain"


def refused(path: Path, named: Path | None = None) -> InputError:
    """The one error that loading raises, which names place, file and remedy."""
    with pytest.raises((InputError, MissingError)) as caught:
        Terrain.load(path, place=PLACE)
    error = caught.value
    assert len(error.problems) == 1
    assert error.place == PLACE
    assert (named or path).name in error.value
    assert error.allowed
    assert "\n" not in str(error)
    assert isinstance(error, InputError)
    return error


@pytest.mark.parametrize(
    ("name", "reason", "remedy"),
    [
        ("plateau.hgt", "named for its south-west corner", "N39E032.hgt"),
        ("N90E000.hgt", "named for its south-west corner", "S90 to N89"),
        ("N39E180.hgt", "named for its south-west corner", "W180 to E179"),
        ("N39E0320.hgt", "named for its south-west corner", "N39E032.hgt"),
        ("\N{ARABIC-INDIC DIGIT THREE}9E032.hgt", "named for its south-west corner", "N39E032.hgt"),
    ],
)
def test_a_wrong_name_is_told(tmp_path: Path, name: str, reason: str, remedy: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\0" * 242)
    error = refused(path)
    assert reason in str(error)
    assert remedy in error.allowed


@pytest.mark.parametrize("size", [1, 241, 243, 2 * 1200 * 1200, 2 * 1201 * 1201 - 2, 2])
def test_a_wrong_size_is_told(tmp_path: Path, size: int) -> None:
    path = tmp_path / "N39E032.hgt"
    path.write_bytes(b"\0" * size)
    error = refused(path)
    assert f"{size} bytes" in error.value
    assert "1201 x 1201" in error.allowed


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_told(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"N39E032{suffix}"
    path.write_bytes(b"")
    assert "empty" in str(refused(path))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_folder_named_as_a_file_is_told(tmp_path: Path, suffix: str) -> None:
    inner = tmp_path / f"N39E032{suffix}"
    inner.mkdir()
    assert "a folder, not a file" in str(refused(tmp_path, inner))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_link_to_itself_is_told(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"N39E032{suffix}"
    path.symlink_to(path)
    assert "cannot be read" in str(refused(tmp_path, path))


def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "N39E032.hgt"
    path.symlink_to(tmp_path / "nothing")
    assert "No such file" in str(refused(tmp_path, path))


def test_a_pipe_and_a_device_are_not_waited_for(tmp_path: Path) -> None:
    pipe, device = tmp_path / "N39E032.hgt", tmp_path / "zero.dt1"
    os.mkfifo(pipe)
    assert "pipe" in str(refused(pipe))
    device.symlink_to("/dev/zero")
    assert "device" in str(refused(device))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_told(tmp_path: Path) -> None:
    path = hgt(tmp_path, 39, 32, FLAT)
    path.chmod(0)
    assert "Permission denied" in str(refused(path))


def test_an_unreadable_file_or_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = hgt(tmp_path, 39, 32, FLAT)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", denied)
        assert "Permission denied" in str(refused(path))
    monkeypatch.setattr(os, "scandir", denied)
    assert "Permission denied" in str(refused(tmp_path))


def test_several_bad_files_are_told_at_once(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"N{number:02d}E032.hgt").write_bytes(b"123")
    hgt(tmp_path, 50, 32, FLAT)
    with pytest.raises(InputError) as caught:
        Terrain.load(tmp_path, place=PLACE)
    assert len(caught.value.problems) == files.MOST_PROBLEMS
    assert "N00E032.hgt" in caught.value.problems[0].value


def test_too_many_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 3)
    for number in range(5):
        hgt(tmp_path, number, 32, FLAT)
    assert "too many files" in str(refused(tmp_path))


@pytest.mark.parametrize("height", [9001.0, -501.0, 32767.0, -32767.0, 20_000.0])
def test_an_absurd_height_is_told_with_its_place(tmp_path: Path, height: float) -> None:
    heights = FLAT.copy()
    heights[2, 3] = height
    error = refused(hgt(tmp_path, 39, 32, heights))
    assert f"{height:g} m at 39.80000 N, 32.30000 E" in error.value
    assert "-500 to 9000 m" in error.allowed


@pytest.mark.parametrize("height", [HIGHEST_M, LOWEST_M])
def test_the_limits_themselves_are_heights(tmp_path: Path, height: float) -> None:
    heights = FLAT.copy()
    heights[2, 3] = height
    assert Terrain.load(hgt(tmp_path, 39, 32, heights)).elevation_m[2, 3] == height


@pytest.mark.parametrize("height", [np.inf, -np.inf, 1e30, -9999.0])
def test_infinite_and_undeclared_missing_heights_are_told(tmp_path: Path, height: float) -> None:
    heights = FLAT.astype(np.float32)
    heights[2, 3] = height
    path = tif(tmp_path / "a.tif", heights, ON_THE_GRATICULE, "EPSG:4326")
    error = refused(path)
    assert f"{np.float32(height):g} m" in error.value
    assert "no-data" in error.allowed


def test_nan_is_a_void(tmp_path: Path) -> None:
    heights = FLAT.astype(np.float32)
    heights[2, 3] = np.nan
    path = tif(tmp_path / "a.tif", heights, ON_THE_GRATICULE, "EPSG:4326")
    assert Terrain.load(path).void_count == 1


def test_a_terrain_of_voids_alone_is_told(tmp_path: Path) -> None:
    assert "no height at all" in str(refused(hgt(tmp_path, 39, 32, np.full((11, 11), -32768.0))))


def test_two_s_complement_in_dted_is_read(tmp_path: Path) -> None:
    """Some producers write it against MIL-PRF-89020; GDAL's DTED driver reads it likewise."""
    path = dted(tmp_path, 39, 32, FLAT)
    content = bytearray(path.read_bytes())
    at = 80 + 648 + 2700 + 8
    content[at : at + 2] = struct.pack(">h", -7)
    content[at + 22 : at + 26] = struct.pack(">I", 0)  # no checksum
    path.write_bytes(content)
    assert read_tile(path, place=PLACE).elevation_m[-1, 0] == -7.0


@pytest.mark.parametrize(
    ("at", "content", "told"),
    [
        (0, b"UHL2", "no DTED header"),
        (4, b"0xx0000E", "damaged DTED header"),
        (4, b"0320000N", "damaged DTED header"),
        (12, b"0950000N", "not on the globe"),
        (20, b"0000", "wrong spacing"),
        (24, b"-300", "wrong spacing"),
        (47, b"0001", "wrong number of posts"),
        (47, b"0012", "wrong length"),
        (51, b"9999", "not on the globe"),
        (51, b"0012", "wrong length"),
        (51, b"    ", "damaged DTED header"),
        (80 + 648 + 2700, b"\x00", "damaged records"),
        (80 + 648 + 2700 + 9, b"\x21", "damaged records"),
    ],
)
def test_a_damaged_dted_is_told(tmp_path: Path, at: int, content: bytes, told: str) -> None:
    path = dted(tmp_path, 39, 32, FLAT)
    whole = bytearray(path.read_bytes())
    whole[at : at + len(content)] = content
    path.write_bytes(whole)
    assert told in str(refused(path))


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({}, "not one .hgt"),
        ({"readme.txt": b"1"}, "not one .hgt"),
        ({"N39E032.hgt": b"1" * 242, "N40E032.hgt": b"1" * 242}, "not one .hgt"),
        ({"N40E032.hgt": b"1" * 242}, "another corner"),
        ({"N39E032.hgt": b"1" * 241}, "wrong size"),
        ({f"{n:06d}.txt": b"" for n in range(2000)}, "list of contents"),
    ],
)
def test_a_wrong_zip_is_told(tmp_path: Path, members: dict[str, bytes], told: str) -> None:
    assert told in str(refused(zipped(tmp_path / "N39E032.hgt.zip", members)))


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_zip_of_any_method_is_read(tmp_path: Path, method: int) -> None:
    path = zipped(
        tmp_path / "any name.hgt.zip",
        {"here/N39E032.hgt": hgt_bytes(), "__MACOSX/._N39E032.hgt": b""},
        method,
    )
    assert Terrain.load(path).bounds_deg == pytest.approx((39.0, 32.0, 40.0, 33.0))


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    """Sixty megabytes of zeros in sixty kilobytes; and one that claims to be small."""
    path = tmp_path / "N39E032.hgt.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("N39E032.hgt", "w") as stream,
    ):
        for _ in range(12):
            stream.write(b"\0" * 5_000_000)
    tracemalloc.start()
    refused(path)
    content = bytearray(path.read_bytes())
    directory = content.rfind(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 242)
    path.write_bytes(content)
    refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_huge_claim_is_refused_unread(tmp_path: Path) -> None:
    """Holes in files cost no disk: 2 GB of .hgt, and a GeoTIFF of 10^10 pixels."""
    rasterio = pytest.importorskip("rasterio")
    path = tmp_path / "N39E032.hgt"
    with path.open("wb") as stream:
        stream.truncate(2 * 32_001**2)
    tracemalloc.start()
    assert "wrong number of posts" in str(refused(path))
    path = tmp_path / "a.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=100_000,
        height=100_000,
        count=1,
        dtype="int16",
        crs="EPSG:4326",
        transform=rasterio.Affine(1e-4, 0, 10, 0, -1e-4, 60),
        sparse_ok=True,
        tiled=True,
        bigtiff="YES",
    ):
        pass
    assert "100000 x 100000" in str(refused(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_one_huge_strip_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geotiff, "MOST_BLOCK_BYTES", 512 * 512)
    path = tif(
        tmp_path / "a.tif",
        np.zeros((16, 16), np.int16),
        ON_THE_GRATICULE,
        "EPSG:4326",
        tiled=True,
        blockxsize=512,
        blockysize=512,
        compress="deflate",
    )
    assert "too large to unpack" in str(refused(path))


@pytest.mark.filterwarnings("ignore")  # of the writer, on the missing geotransform
@pytest.mark.parametrize(
    ("crs", "transform", "told"),
    [
        (None, ON_THE_GRATICULE, "no coordinate reference system"),
        ("EPSG:4326", (1, 0, 0, 0, 1, 0), "no place of its pixels"),
        ("EPSG:4326", (0.1, 0, 10, 0, -0.1, 5_000.0), "not on the globe"),
        ("EPSG:4326", (40.0, 0, 10, 0, -0.1, 60.0), "not on the globe"),
        ('LOCAL_CS["a hall",UNIT["metre",1]]', ON_THE_GRATICULE, "without a place on the earth"),
        ("EPSG:3995", (1e4, 0, -5.5e4, 0, -1e4, 5.5e4), "holds a pole"),
        ("EPSG:32632", (1e9, 0, 5e15, 0, -1e9, 5e15), ""),
    ],
)
def test_a_geotiff_without_a_place_is_told(
    tmp_path: Path, crs: str | None, transform: tuple[float, ...], told: str
) -> None:
    path = tif(tmp_path / "a.tif", FLAT.astype(np.float32), transform, crs)
    assert told in str(refused(path))


def test_pictures_and_complex_numbers_are_not_heights(tmp_path: Path) -> None:
    rasterio = pytest.importorskip("rasterio")
    options = {
        "driver": "GTiff",
        "width": 11,
        "height": 11,
        "crs": "EPSG:4326",
        "transform": rasterio.Affine(*ON_THE_GRATICULE),
    }
    with rasterio.open(tmp_path / "rgb.tif", "w", count=3, dtype="uint8", **options):
        pass
    with rasterio.open(tmp_path / "complex.tif", "w", count=1, dtype="complex64", **options):
        pass
    for name in ("rgb.tif", "complex.tif"):
        assert "not one band of heights" in str(refused(tmp_path / name))
    tif(tmp_path / "unit.tif", FLAT, ON_THE_GRATICULE, "EPSG:4326", units="furlong")
    assert "furlong" in str(refused(tmp_path / "unit.tif"))


def test_a_tif_that_is_another_format_inside_is_not_followed(tmp_path: Path) -> None:
    """GDAL would read an XML that points at other files, or at the network, whatever its name."""
    pytest.importorskip("rasterio")
    path = tmp_path / "a.tif"
    path.write_text('<VRTDataset rasterXSize="2" rasterYSize="2"><SRS>EPSG:4326</SRS></VRTDataset>')
    assert "cannot be read" in str(refused(path))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_geotiff_is_told(tmp_path: Path, share: float) -> None:
    rng = np.arange(64 * 64).reshape(64, 64) % 997
    place = (0.01, 0, 10.0, 0, -0.01, 61.0)
    path = tif(tmp_path / "a.tif", rng.astype(np.int16), place, "EPSG:4326", compress="deflate", blockysize=8)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    refused(path)


def test_the_command_ends_with_two_or_three_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "N39E032.hgt").write_bytes(b"123")
    assert cli.invoke(["terrain", "info", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "N39E032.hgt: 3 bytes" in told
    assert cli.invoke(["terrain", "info", str(tmp_path / "nowhere"), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["error"]["allowed"]
    assert cli.invoke(["terrain", "info", "--at", "north pole"]) == 2
    assert "40.08, 32.57" in capsys.readouterr().err


def test_the_command_tells_what_is_unknown_round_a_site(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["terrain", "info", "--at", "43.4, 30", "--radius", "100 km", "--json"]) == 0
    site = json.loads(capsys.readouterr().out)["site"]
    assert site["inside"]
    assert 0.35 < site["unknown_share"] < 0.5
    assert site["nearest_unknown_m"] == pytest.approx(10_700, abs=500)
    assert site["nearest_unknown_bearing_deg"] == pytest.approx(0.0, abs=10.0)
