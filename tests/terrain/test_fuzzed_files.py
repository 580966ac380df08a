"""Mutated elevation files: read to heights within the limits, or refused with one message."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.terrain.making import FLAT, ON_THE_GRATICULE, dted, hgt, hgt_bytes, tif, zipped

from airtight.errors import AirtightError
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import SUFFIXES
from airtight.terrain.tiles import HIGHEST_M, LOWEST_M

SHARED = Path(os.environ.get("AIRTIGHT_SHARED", Path(__file__).parents[3] / "shared"))
REAL = SHARED / "data" / "terrain"
real_tiles = pytest.mark.skipif(not REAL.is_dir(), reason="real tiles do not ship; no shared data")
PLACE = "scenario.terrain"
FUZZ = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=150
)
Edit = tuple[int, bytes]


def read_or_refused(path: Path) -> None:
    got: Terrain | AirtightError
    try:
        got = Terrain.load(path, place=PLACE)
    except AirtightError as error:
        got = error
    if isinstance(got, Terrain):
        assert got.elevation_m.min() >= LOWEST_M
        assert got.elevation_m.max() <= HIGHEST_M
        assert got.known.any()
        assert np.isfinite(got.grid).all()
        return
    assert got.place == PLACE
    assert path.name in got.value
    assert got.allowed
    assert "\n" not in str(got)


def mutated(content: bytes, edits: list[Edit], length: int) -> bytes:
    whole = bytearray(content)
    for at, piece in edits:
        start = at % max(len(whole), 1)
        whole[start : start + len(piece)] = piece
    return bytes(whole[: len(whole) - length % (len(whole) + 1)])


edits = st.lists(st.tuples(st.integers(0, 2**20), st.binary(min_size=1, max_size=8)), max_size=5)
early = st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=4)), max_size=4)
shortened = st.one_of(st.just(0), st.integers(0, 2**20))


def _made(kind: str, folder: Path) -> Path:
    if kind == "hgt":
        return hgt(folder, 39, 32, FLAT)
    if kind == "zip":
        return zipped(folder / "N39E032.hgt.zip", {"N39E032.hgt": hgt_bytes()})
    if kind == "dted":
        return dted(folder, 39, 32, FLAT)
    options: dict[str, object] = {"nodata": -9999}
    if kind == "tiled":
        options |= {"tiled": True, "blockxsize": 16, "blockysize": 16, "compress": "deflate"}
    crs = "EPSG:32632" if kind == "projected" else "EPSG:4326"
    place = (100.0, 0, 5e5, 0, -100.0, 6.7e6) if kind == "projected" else ON_THE_GRATICULE
    return tif(folder / "a.tif", FLAT.astype(np.int16), place, crs, **options)


@pytest.fixture(params=["hgt", "zip", "dted", "strip", "tiled", "projected"])
def original(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, bytes]:
    path = _made(str(request.param), tmp_path)
    return path, path.read_bytes()


@FUZZ
@given(first=early, second=edits, cut=shortened)
def test_mutated_files_are_read_or_refused(
    original: tuple[Path, bytes], first: list[Edit], second: list[Edit], cut: int
) -> None:
    path, whole = original
    path.write_bytes(mutated(mutated(whole, first, 0), second, cut))
    read_or_refused(path)


@FUZZ
@given(st.sampled_from(SUFFIXES), st.binary(max_size=600))
@example(".tif", b"II*\0\x08\0\0\0\xff\xff")
@example(".hgt.zip", b"PK\x05\x06" + b"\xff" * 18)
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"N39E032{suffix}"
    path.write_bytes(content)
    read_or_refused(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=8)
@real_tiles
@pytest.mark.parametrize(
    "name",
    [
        "srtm/N43E007.hgt.zip",
        "readers/n43_e007.dt0",
        "readers/n43_e007_nw_point_deflate.tif",
        "readers/n43_e007_nw_strip_float32.tif",
        "globe30s_n39_e044_ararat.tif",
    ],
)
@given(first=early, second=edits, cut=shortened)
def test_mutated_real_files_are_read_or_refused(
    name: str, tmp_path: Path, first: list[Edit], second: list[Edit], cut: int
) -> None:
    whole = (REAL / name).read_bytes()
    path = tmp_path / Path(name).name
    path.write_bytes(mutated(mutated(whole, first, 0), second, cut))
    read_or_refused(path)
