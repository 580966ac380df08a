"""Elevation files of a known plane, written as the formats have them."""

import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import ArrayLike, NDArray

from airtight.numerics.columns import Floats
from airtight.terrain.elevation import Terrain

ON_THE_GRATICULE = (0.1, 0, 10.0, 0, -0.1, 61.0)
FLAT: Floats = np.full((11, 11), 100.0)


def plane(latitude: ArrayLike, longitude: ArrayLike) -> Floats:
    """Heights linear in both angles: bilinear interpolation is exact, whatever the spacing."""
    east = np.asarray(longitude) % 360.0 - 180.0
    return np.asarray(30.0 * (np.asarray(latitude) - 60.0) + 7.0 * east + 2000.0)


def posts(south: float, west: float, rows: int, columns: int, size: float = 1.0) -> Floats:
    """The plane on the posts of a square cell."""
    latitude = south + size - np.linspace(0.0, size, rows)[:, None]
    return plane(latitude, west + np.linspace(0.0, size, columns)[None, :])


def hgt(folder: Path, south: int, west: int, heights: Floats) -> Path:
    ns, ew = "NS"[south < 0], "EW"[west < 0]
    path = folder / f"{ns}{abs(south):02d}{ew}{abs(west):03d}.hgt"
    path.write_bytes(np.rint(heights).astype(">i2").tobytes())
    return path


def dted(folder: Path, south: int, west: int, heights: Floats) -> Path:
    rows, columns = heights.shape
    steps = f"{36000 // (columns - 1):04d}{36000 // (rows - 1):04d}"
    uhl = f"UHL1{abs(west):03d}0000{'EW'[west < 0]}{abs(south):03d}0000{'NS'[south < 0]}{steps}"
    content = (uhl.ljust(47) + f"{columns:04d}{rows:04d}0").ljust(80).encode() + b" " * (648 + 2700)
    for c in range(columns):
        column = [0x8000 | -h if h < 0 else h for h in np.rint(heights[::-1, c]).astype(int)]
        record = struct.pack(">B3xHH", 0xAA, c, 0) + struct.pack(f">{rows}H", *column)
        content += record + struct.pack(">I", sum(record))
    path = folder / f"{'ns'[south < 0]}{abs(south):02d}_{'ew'[west < 0]}{abs(west):03d}.dt1"
    path.write_bytes(content)
    return path


def tif(
    path: Path,
    array: NDArray[np.generic],
    transform: tuple[float, ...],
    crs: str | None,
    **options: Any,  # noqa: ANN401 - rasterio's
) -> Path:
    rasterio = pytest.importorskip("rasterio")
    bands = {name: options.pop(name) for name in ("scales", "offsets", "units") if name in options}
    profile = {
        "driver": "GTiff",
        "count": 1,
        "dtype": array.dtype,
        "height": array.shape[0],
        "width": array.shape[1],
        "transform": rasterio.Affine(*transform),
        "crs": crs,
        **options,
    }
    with rasterio.open(path, "w", **profile) as target:
        target.write(array, 1)
        for name, value in bands.items():
            setattr(target, name, (value,))
    return path


def sampled(terrain: Terrain, south: float, west: float, north: float, east: float) -> tuple[Floats, Floats]:
    """Heights at a grid of places and those of the plane."""
    latitude, longitude = np.meshgrid(
        np.linspace(south, north, 37), np.linspace(west, east, 41), indexing="ij"
    )
    turned = (longitude + 180.0) % 360.0 - 180.0
    return terrain.height_m(np.radians(latitude), np.radians(turned)), plane(latitude, longitude)


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def hgt_bytes() -> bytes:
    """Of the flat tile."""
    return FLAT.astype(">i2").tobytes()
