"""Elevation files: .hgt (also zipped), DTED and GeoTIFF, each read to one tile of posts."""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from airtight.errors import InputError, MissingError
from airtight.numerics.columns import Singles

SUFFIXES = (".hgt", ".hgt.zip", ".dt0", ".dt1", ".dt2", ".tif")
HGT_VOID = -32768
DTED_VOID = -32767
DTED_HEADER = 80 + 648 + 2700
FEWEST_POSTS = 2
LOWEST_M = -12_000.0
HIGHEST_M = 9_000.0


@dataclass(frozen=True)
class Tile:
    """Posts from north to south and west to east.

    Attributes:
        elevation_m: (rows, columns), m; NaN where nothing is known.
        latitude_deg: of row 0.
        longitude_deg: of column 0.
        latitude_step_deg: southwards, > 0.
        longitude_step_deg: eastwards, > 0.
        filled: (rows, columns), true where the source had no height and the nearest post's stands in.

    """

    elevation_m: Singles
    latitude_deg: float
    longitude_deg: float
    latitude_step_deg: float
    longitude_step_deg: float
    filled: NDArray[np.bool_] | None = None


def read_tile(path: Path, *, place: str) -> Tile:
    """Read one file by its suffix; voids are filled with the nearest post's height and flagged.

    Raises:
        InputError: the suffix is unknown, or the content is damaged or not heights.
        MissingError: a .tif without rasterio installed.

    """
    name = path.name.lower()
    try:
        if name.endswith((".hgt", ".hgt.zip")):
            tile = _read_hgt(path, place)
        elif name.endswith((".dt0", ".dt1", ".dt2")):
            tile = _read_dted(path, place)
        elif name.endswith((".tif", ".tiff")):
            tile = _read_tif(path, place)
        else:
            raise InputError("unknown kind of file", place=place, value=path, allowed=", ".join(SUFFIXES))
    except (OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as reason:
        raise InputError(
            f"cannot be read: {reason}", place=place, value=path, allowed="an intact file"
        ) from None
    known = tile.elevation_m[np.isfinite(tile.elevation_m)]
    if min(tile.elevation_m.shape) < FEWEST_POSTS or np.any((known < LOWEST_M) | (known > HIGHEST_M)):
        raise InputError(
            "not heights of the ground",
            place=place,
            value=path,
            allowed=f"two posts or more each way, {LOWEST_M:.0f} to {HIGHEST_M:.0f} m",
        )
    return _without_voids(tile)


def _without_voids(tile: Tile) -> Tile:
    void = ~np.isfinite(tile.elevation_m)
    if not void.any() or void.all():
        return tile
    from scipy.ndimage import distance_transform_edt  # noqa: PLC0415 - slow to import, seldom needed

    nearest = distance_transform_edt(void, return_distances=False, return_indices=True)
    return Tile(
        tile.elevation_m[tuple(nearest)],
        tile.latitude_deg,
        tile.longitude_deg,
        tile.latitude_step_deg,
        tile.longitude_step_deg,
        void,
    )


def _read_hgt(path: Path, place: str) -> Tile:
    """SRTM: big-endian int16 posts on the degree lines, named for the south-west corner."""
    name = path.name.upper()
    try:
        south = int(name[1:3]) * {"N": 1, "S": -1}[name[0]]
        west = int(name[4:7]) * {"E": 1, "W": -1}[name[3]]
    except (KeyError, IndexError, ValueError):
        raise InputError(
            "a .hgt file is named for its corner", place=place, value=path.name, allowed="such as N39E032.hgt"
        ) from None
    if name.endswith(".ZIP"):
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.namelist() if m.lower().endswith(".hgt")]
            if len(members) != 1:
                raise InputError("not one .hgt inside", place=place, value=path, allowed="one .hgt in a .zip")
            content = archive.read(members[0])
    else:
        content = path.read_bytes()
    posts = round((len(content) / 2) ** 0.5)
    if posts * posts * 2 != len(content) or posts < FEWEST_POSTS:
        raise InputError(
            "not a square of posts", place=place, value=path, allowed="1201 x 1201 or 3601 x 3601 int16"
        )
    raw = np.frombuffer(content, ">i2").reshape(posts, posts)
    elevation = np.where(raw == HGT_VOID, np.nan, raw).astype(np.float32)
    step = 1.0 / (posts - 1)
    return Tile(elevation, south + 1.0, float(west), step, step)


def _read_dted(path: Path, place: str) -> Tile:
    """DTED 0-2 (MIL-PRF-89020): columns from the west, each from the south, sign and magnitude."""
    content = path.read_bytes()
    if content[:4] != b"UHL1":
        raise InputError("no DTED header", place=place, value=path, allowed="a file that begins with UHL1")
    west = _dms(content[4:12])
    south = _dms(content[12:20])
    longitude_step = int(content[20:24]) / 36000.0
    latitude_step = int(content[24:28]) / 36000.0
    columns, rows = int(content[47:51]), int(content[51:55])
    record = 12 + 2 * rows
    if len(content) != DTED_HEADER + columns * record:
        raise InputError(
            "wrong length", place=place, value=path, allowed=f"{columns} records of {rows} posts"
        )
    body = np.frombuffer(content, np.uint8, offset=DTED_HEADER).reshape(columns, record)
    raw = np.ascontiguousarray(body[:, 8 : 8 + 2 * rows]).view(">u2").astype(np.int32)
    signed = np.where(raw & 0x8000, -(raw & 0x7FFF), raw)
    elevation = np.where(signed == DTED_VOID, np.nan, signed).astype(np.float32)
    north = south + latitude_step * (rows - 1)
    return Tile(np.ascontiguousarray(elevation.T[::-1]), north, west, latitude_step, longitude_step)


def _dms(text: bytes) -> float:
    """Degrees of DDDMMSSH."""
    degrees = int(text[0:3]) + int(text[3:5]) / 60.0 + int(text[5:7]) / 3600.0
    return -degrees if text[7:8] in {b"S", b"W"} else degrees


def _read_tif(path: Path, place: str) -> Tile:
    """GeoTIFF on latitude and longitude; posts are the centres of pixels, whatever the file calls them."""
    try:
        import rasterio  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingError(
            "reading .tif needs rasterio",
            place=place,
            value=path,
            allowed="pip install 'airtight-sim[terrain]'",
        ) from None
    with rasterio.open(path) as source:
        transform, crs = source.transform, source.crs
        if crs is None or not crs.is_geographic or transform.b or transform.d or transform.e >= 0:
            raise InputError(
                "not north-up in latitude and longitude", place=place, value=path, allowed="EPSG:4326"
            )
        raw = source.read(1, masked=True)
    elevation = np.ma.filled(raw.astype(np.float32), np.float32(np.nan))
    return Tile(
        np.require(elevation, np.float32, ["C", "W"]),
        float(transform.f + 0.5 * transform.e),
        float(transform.c + 0.5 * transform.a),
        float(-transform.e),
        float(transform.a),
    )
