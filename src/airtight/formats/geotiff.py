"""GeoTIFF without a library: bands on a grid of degrees, deflated, as GDAL, QGIS and rasterio read them."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from airtight.errors import InputError

# Tag numbers: TIFF 6.0 (Adobe, 1992); GeoTIFF 1.1 (OGC 19-008r4); GDAL's two for names and missing values.
_WIDTH, _LENGTH, _BITS, _COMPRESSION, _PHOTOMETRIC, _DESCRIPTION = 256, 257, 258, 259, 262, 270
_STRIP_OFFSETS, _SAMPLES, _ROWS_PER_STRIP, _STRIP_BYTES, _PLANAR = 273, 277, 278, 279, 284
_EXTRA_SAMPLES, _SAMPLE_FORMAT = 338, 339
_PIXEL_SCALE, _TIE_POINT, _GEO_KEYS = 33550, 33922, 34735
_GDAL_METADATA, _GDAL_NODATA = 42112, 42113
_ASCII, _SHORT, _LONG, _DOUBLE = 2, 3, 4, 12
_PACKING = {_SHORT: "H", _LONG: "I", _DOUBLE: "d"}
_DEFLATE = 8
_ROWS = 64
# Model: geographic (2), pixel is area (1), EPSG:4326.
_WGS84_KEYS = (1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326)
_FORMATS = {"|u1": (8, 1), "<f4": (32, 3)}
LARGEST = 2**32 - 2**20


@dataclass(frozen=True)
class Frame:
    """Where a raster lies: its north-western corner and the size of its cells, degrees."""

    north_deg: float
    west_deg: float
    step_north_deg: float
    step_east_deg: float


def geotiff(
    bands: NDArray[np.generic],
    frame: Frame,
    *,
    names: Sequence[str],
    description: str,
    missing: float | None = None,
) -> bytes:
    """The bytes of a file in WGS 84 longitude and latitude.

    Args:
        bands: (B, rows, columns), uint8 or float32, row 0 in the north.
        frame: where it lies.
        names: (B,), of the bands.
        description: of the whole.
        missing: the value that means "not known".

    Raises:
        InputError: not three dimensions, another type, a name too few, or beyond 4 GiB.

    """
    data = np.ascontiguousarray(np.moveaxis(bands, 0, -1)) if bands.ndim == 3 else bands  # noqa: PLR2004
    form = _FORMATS.get(data.dtype.newbyteorder("<").str)
    if bands.ndim != 3 or form is None or len(names) != bands.shape[0] or bands.nbytes > LARGEST:  # noqa: PLR2004
        raise InputError(
            "cannot be written as GeoTIFF",
            place="bands",
            value=f"{bands.dtype} {bands.shape}, {len(names)} names",
            allowed="(bands, rows, columns) of uint8 or float32, a name a band, under 4 GiB",
        )
    rows, columns, count = data.shape
    strips = [
        zlib.compress(data[first : first + _ROWS].astype(data.dtype.newbyteorder("<")).tobytes(), 9)
        for first in range(0, rows, _ROWS)
    ]
    tags: dict[int, tuple[int, tuple[float, ...] | str]] = {
        _WIDTH: (_LONG, (columns,)),
        _LENGTH: (_LONG, (rows,)),
        _BITS: (_SHORT, (form[0],) * count),
        _COMPRESSION: (_SHORT, (_DEFLATE,)),
        _PHOTOMETRIC: (_SHORT, (1,)),
        _DESCRIPTION: (_ASCII, description),
        _STRIP_OFFSETS: (_LONG, (0,) * len(strips)),
        _SAMPLES: (_SHORT, (count,)),
        _ROWS_PER_STRIP: (_LONG, (_ROWS,)),
        _STRIP_BYTES: (_LONG, tuple(len(strip) for strip in strips)),
        _PLANAR: (_SHORT, (1,)),
        _SAMPLE_FORMAT: (_SHORT, (form[1],) * count),
        _PIXEL_SCALE: (_DOUBLE, (frame.step_east_deg, frame.step_north_deg, 0.0)),
        _TIE_POINT: (_DOUBLE, (0.0, 0.0, 0.0, frame.west_deg, frame.north_deg, 0.0)),
        _GEO_KEYS: (_SHORT, _WGS84_KEYS),
        _GDAL_METADATA: (_ASCII, _metadata(names)),
    }
    if count > 1:
        tags[_EXTRA_SAMPLES] = (_SHORT, (0,) * (count - 1))
    if missing is not None:
        tags[_GDAL_NODATA] = (_ASCII, f"{missing:g}")
    return _assembled(tags, strips)


def _metadata(names: Sequence[str]) -> str:
    items = "".join(
        f'<Item name="DESCRIPTION" sample="{i}" role="description">{escape(name)}</Item>'
        for i, name in enumerate(names)
    )
    return f"<GDALMetadata>{items}</GDALMetadata>"


def _assembled(tags: dict[int, tuple[int, tuple[float, ...] | str]], strips: list[bytes]) -> bytes:
    """Header, directory, what does not fit into it, then the strips."""
    begin = 8 + 2 + 12 * len(tags) + 4
    placed = _entries(tags, begin)
    offset = begin + len(placed[1])
    offsets = []
    for strip in strips:
        offsets.append(offset)
        offset += len(strip) + len(strip) % 2
    directory, extra = _entries({**tags, _STRIP_OFFSETS: (_LONG, tuple(offsets))}, begin)
    head = struct.pack("<2sHIH", b"II", 42, 8, len(tags))
    return (
        head
        + directory
        + struct.pack("<I", 0)
        + extra
        + b"".join(strip + b"\0" * (len(strip) % 2) for strip in strips)
    )


def _entries(tags: dict[int, tuple[int, tuple[float, ...] | str]], begin: int) -> tuple[bytes, bytes]:
    """The directory's entries in order, and the values that lie behind it."""
    directory, extra = b"", b""
    for tag in sorted(tags):
        kind, value = tags[tag]
        if isinstance(value, str):
            packed = value.encode("utf-8") + b"\0"
            count = len(packed)
        else:
            whole = value if kind == _DOUBLE else tuple(int(x) for x in value)
            packed = struct.pack(f"<{len(value)}{_PACKING[kind]}", *whole)
            count = len(value)
        if len(packed) > 4:  # noqa: PLR2004 (an entry holds four bytes)
            field = struct.pack("<I", begin + len(extra))
            extra += packed + b"\0" * (len(packed) % 2)
        else:
            field = packed.ljust(4, b"\0")
        directory += struct.pack("<HHI", tag, kind, count) + field
    return directory, extra
