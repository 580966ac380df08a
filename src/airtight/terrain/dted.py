"""DTED 0-2 (MIL-PRF-89020B): columns from the west, each from the south, sign and magnitude."""

from pathlib import Path

import numpy as np

from airtight.numerics.columns import Singles
from airtight.terrain.tiles import Outline, checked, refused

VOID = -32767
USER_HEADER = 80
HEADER = USER_HEADER + 648 + 2700
SENTINEL = 0xAA
RECORD_HEAD = 8
RECORD_EXTRA = RECORD_HEAD + 4
LOWEST_MAGNITUDE = -16_000
"""Below this a height is taken as two's complement, which some producers write against the standard."""


def outline(path: Path, *, place: str) -> Outline:
    """Where the posts lie, by the user header label.

    Raises:
        InputError: no DTED header, or a length that does not fit it.

    """
    with path.open("rb") as stream:
        header = stream.read(USER_HEADER)
    if header[:4] != b"UHL1" or len(header) < USER_HEADER:
        raise refused(
            "no DTED header",
            path,
            place=place,
            got=repr(header[:4].decode("latin-1")),
            allowed="a file that begins with UHL1",
        )
    try:
        west, south = _angle(header[4:12], b"EW"), _angle(header[12:20], b"NS")
        longitude_step, latitude_step = int(header[20:24]) / 36000.0, int(header[24:28]) / 36000.0
        columns, rows = int(header[47:51]), int(header[51:55])
    except ValueError:
        raise refused(
            "a damaged DTED header",
            path,
            place=place,
            got=repr(header[4:55].decode("latin-1")),
            allowed="digits where MIL-PRF-89020 has them",
        ) from None
    north = south + latitude_step * (rows - 1)
    found = checked(Outline(path, north, west, latitude_step, longitude_step, rows, columns), place=place)
    size, expected = path.stat().st_size, HEADER + columns * (RECORD_EXTRA + 2 * rows)
    if size != expected:
        raise refused(
            "wrong length",
            path,
            place=place,
            got=f"{size} bytes",
            allowed=f"{expected} bytes: {columns} records of {rows} posts, as its header says",
        )
    return found


def heights(found: Outline, *, place: str) -> Singles:
    """The heights of a file, m, NaN where it has none.

    Raises:
        InputError: a record does not begin as it should, or its checksum differs from the one it holds.

    """
    rows, columns = found.rows, found.columns
    body = np.fromfile(found.path, np.uint8, columns * (RECORD_EXTRA + 2 * rows), offset=HEADER)
    body = body.reshape(columns, RECORD_EXTRA + 2 * rows)
    stored = np.ascontiguousarray(body[:, -4:]).view(">u4").ravel()
    damaged = (stored != 0) & (stored != body[:, :-4].sum(axis=1, dtype=np.uint64))
    damaged |= body[:, 0] != SENTINEL
    if damaged.any():
        raise refused(
            "damaged records",
            found.path,
            place=place,
            got=f"{np.count_nonzero(damaged)} of {columns}, first number {np.argmax(damaged) + 1}",
            allowed="records that begin with the byte AA and add up to their checksum; to use the file all "
            "the same, gdal_translate it to GeoTIFF",
        )
    raw = np.ascontiguousarray(body[:, RECORD_HEAD : RECORD_HEAD + 2 * rows]).view(">u2").T[::-1]
    signed = raw.astype(np.int32)
    negative = signed >= 0x8000  # noqa: PLR2004 - the sign
    signed[negative] = 0x8000 - signed[negative]
    other = (signed < LOWEST_MAGNITUDE) & (signed != VOID)
    signed[other] = raw[other].astype(np.int32) - 0x10000
    elevation = signed.astype(np.float32)
    elevation[signed == VOID] = np.nan
    return np.ascontiguousarray(elevation)


def _angle(text: bytes, hemispheres: bytes) -> float:
    """Degrees of DDDMMSSH."""
    if text[7:8] not in {hemispheres[:1], hemispheres[1:]} or not text[:7].isdigit():
        raise ValueError(text)
    degrees = int(text[0:3]) + int(text[3:5]) / 60.0 + int(text[5:7]) / 3600.0
    return -degrees if text[7:8] == hemispheres[1:] else degrees
