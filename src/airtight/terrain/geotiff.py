"""GeoTIFF, on latitude and longitude or brought onto them; posts are the centres of pixels."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from airtight.errors import AirtightError, MissingError
from airtight.numerics.columns import Singles
from airtight.terrain.tiles import MOST_POSTS, Outline, refused

MOST_BLOCK_BYTES = 512_000_000
"""Of one strip or tile inside a file, which must be unpacked whole."""
CHUNK_POSTS = 4_000_000
EDGE_POINTS = 65
MOST_GROWTH = 8
"""Posts of a reprojected file for each of its own."""
METRES = {
    "": 1.0,
    "m": 1.0,
    "metre": 1.0,
    "meter": 1.0,
    "metres": 1.0,
    "meters": 1.0,
    "ft": 0.3048,
    "foot": 0.3048,
    "feet": 0.3048,
    "us survey foot": 1200.0 / 3937.0,
}


def outline(path: Path, *, place: str) -> Outline:
    """Where the posts lie; of a projected file, on the latitudes and longitudes it is brought onto.

    Raises:
        InputError: the file is damaged, tells no place on the earth, or does not hold heights.
        MissingError: rasterio is not installed.

    """
    with _opened(path, place) as source:
        transform, rows, columns = source.transform, source.height, source.width
    south_up, east_first = transform.e > 0.0, transform.a < 0.0
    return Outline(
        path,
        float(transform.f + transform.e * (rows - 0.5 if south_up else 0.5)),
        float(transform.c + transform.a * (columns - 0.5 if east_first else 0.5)),
        abs(float(transform.e)),
        abs(float(transform.a)),
        rows,
        columns,
    )


def heights(found: Outline, *, place: str) -> Singles:
    """The heights of a file, m, NaN where it has none; scale, offset and unit applied.

    Raises:
        InputError: the file is damaged.
        MissingError: rasterio is not installed.

    """
    from rasterio.windows import Window  # noqa: PLC0415 - an extra

    elevation = np.empty((found.rows, found.columns), np.float32)
    with _opened(found.path, place) as source:
        factor, offset = _scaling(source, found.path, place)
        block = source.block_shapes[0][0]
        rows = max(1, CHUNK_POSTS // found.columns // block) * block
        for first in range(0, found.rows, rows):
            count = min(rows, found.rows - first)
            part = source.read(1, window=Window(0, first, found.columns, count), masked=True)
            chunk = part.astype(np.float32) if factor == 1.0 and offset == 0.0 else part * factor + offset
            elevation[first : first + count] = np.ma.filled(chunk.astype(np.float32), np.float32(np.nan))
        transform = source.transform
    if transform.e > 0.0:
        elevation = elevation[::-1]
    if transform.a < 0.0:
        elevation = elevation[:, ::-1]
    return np.ascontiguousarray(elevation)


def covered(found: Outline, *, place: str) -> NDArray[np.bool_] | None:
    """Which posts lie within the file's own frame; None if all do, as they do unless it was reprojected."""
    from rasterio.warp import Resampling, reproject  # noqa: PLC0415 - an extra

    with _opened(found.path, place) as source:
        raw = getattr(source, "src_dataset", None)
        if raw is None:
            return None
        within = np.zeros((found.rows, found.columns), np.uint8)
        reproject(
            np.ones((raw.height, raw.width), np.uint8),
            within,
            src_transform=raw.transform,
            src_crs=raw.crs,
            dst_transform=source.transform,
            dst_crs=source.crs,
            resampling=Resampling.nearest,
        )
    return within.astype(np.bool_)


@contextmanager
def _opened(path: Path, place: str) -> Iterator[Any]:
    """The file as rasterio has it, warped to WGS 84 latitude and longitude if it is not on them."""
    try:
        import rasterio  # noqa: PLC0415 - an extra
        from rasterio.vrt import WarpedVRT  # noqa: PLC0415
    except ImportError:
        raise MissingError(
            "reading .tif needs rasterio",
            place=place,
            value=path,
            allowed="pip install 'airtight-sim[terrain]'",
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with rasterio.open(path, driver="GTiff") as raw:
                _check(raw, path, place)
                if _on_the_graticule(raw):
                    yield raw
                    return
                options = {"resampling": rasterio.enums.Resampling.bilinear, "dtype": "float32"}
                options |= _graticule(raw, path, place)
                with WarpedVRT(raw, src_nodata=raw.nodata, nodata=float("nan"), **options) as warped:
                    yield warped
    except (AirtightError, MemoryError):
        raise
    except Exception as reason:  # noqa: BLE001 - GDAL's own errors have no common root
        text = " ".join(str(reason).split()) or type(reason).__name__
        raise refused(f"cannot be read: {text}", path, place=place, allowed="an intact GeoTIFF") from None


def _check(raw: Any, path: Path, place: str) -> None:  # noqa: ANN401 - rasterio is untyped
    """Refuse what is not one band of heights at a place on the earth, by the header."""
    faults = [
        (
            raw.count != 1 or "complex" in raw.dtypes[0] or raw.colorinterp[0].name == "palette",
            "not one band of heights",
            f"{raw.count} bands, {raw.dtypes[0]}, {raw.colorinterp[0].name}",
            "one band of numbers",
        ),
        (
            raw.crs is None,
            "no coordinate reference system",
            "",
            "one that the file tells, such as by gdal_edit -a_srs EPSG:4326",
        ),
        (
            raw.transform.is_identity or raw.transform.determinant == 0.0,
            "no place of its pixels",
            "",
            "a geotransform, such as by gdal_edit -a_ullr WEST NORTH EAST SOUTH",
        ),
        (
            raw.height * raw.width > MOST_POSTS,
            "too many posts",
            f"{raw.height} x {raw.width}",
            f"{MOST_POSTS:,} at most: cut it with gdal_translate -projwin, or thin it with gdalwarp -tr",
        ),
        (
            np.prod(raw.block_shapes[0], dtype=float) * np.dtype(raw.dtypes[0]).itemsize > MOST_BLOCK_BYTES,
            "its strips or tiles are too large to unpack",
            "{} x {}".format(*raw.block_shapes[0]),
            f"{MOST_BLOCK_BYTES:,} bytes at most: rewrite it with gdal_translate -co TILED=YES",
        ),
    ]
    for wrong, reason, got, allowed in faults:
        if wrong:
            raise refused(reason, path, place=place, got=got, allowed=allowed)
    if not (raw.crs.is_geographic or raw.crs.is_projected):
        allowed = "a geographic or projected one of the earth"
        raise refused(
            "a coordinate reference system without a place on the earth",
            path,
            place=place,
            got=raw.crs.to_string()[:80],
            allowed=allowed,
        )


def _graticule(raw: Any, path: Path, place: str) -> dict[str, Any]:  # noqa: ANN401
    """The frame in latitude and longitude of a projected file: steps as wide as its pixel in the middle.

    Raises:
        InputError: a pole lies inside, or it would grow beyond `MOST_GROWTH`.

    """
    from rasterio import Affine  # noqa: PLC0415 - an extra
    from rasterio.warp import transform  # noqa: PLC0415

    side = np.linspace(0.0, 1.0, EDGE_POINTS)
    columns = raw.width * np.concatenate([side, 1.0 + 0.0 * side, 1.0 - side, 0.0 * side])
    rows = raw.height * np.concatenate([0.0 * side, side, 1.0 + 0.0 * side, 1.0 - side])
    middle = (raw.width / 2 + np.array([0.0, 1.0, 0.0]), raw.height / 2 + np.array([0.0, 0.0, 1.0]))
    x, y = raw.transform * (np.append(columns, middle[0]), np.append(rows, middle[1]))
    longitude, latitude = (np.asarray(c) for c in transform(raw.crs, "EPSG:4326", x.tolist(), y.tolist()))
    if not np.isfinite([longitude, latitude]).all():
        raise refused("reaches beyond its projection", path, place=place, allowed="pixels on the earth")
    around = np.unwrap(longitude[:-3], period=360.0)
    pixel = np.diff(np.array([latitude[-3:], np.unwrap(longitude[-3:], period=360.0)]), axis=1)
    aside = np.array([pixel[:, 0], pixel[:, 0] + pixel[:, 1]])
    step_lat, step_lon = np.hypot(*aside)
    extent = np.ptp(latitude[:-3]), np.ptp(around)
    growth = extent[0] / step_lat * extent[1] / step_lon if step_lat > 0.0 and step_lon > 0.0 else np.inf
    pole = abs(around[-1] - around[0]) > 180.0  # noqa: PLR2004 - its edge runs once round it
    if pole or not growth <= MOST_GROWTH * raw.height * raw.width + CHUNK_POSTS:
        raise refused(
            "holds a pole, or grows too far in latitude and longitude",
            path,
            place=place,
            got=raw.crs.to_string()[:80],
            allowed="a projected file away from the poles, or gdalwarp -t_srs EPSG:4326 -te W S E N",
        )
    height, width = (max(int(np.ceil(e / s)), 1) for e, s in zip(extent, (step_lat, step_lon), strict=True))
    frame = Affine(step_lon, 0.0, around.min(), 0.0, -step_lat, latitude[:-3].max())
    return {"crs": "EPSG:4326", "transform": frame, "width": width, "height": height}


def _on_the_graticule(raw: Any) -> bool:  # noqa: ANN401
    """Whether rows and columns run along latitudes and longitudes of WGS 84, to a tenth of a pixel."""
    from rasterio.warp import transform  # noqa: PLC0415 - an extra

    affine = raw.transform
    if not raw.crs.is_geographic or affine.b or affine.d:
        return False
    x, y = affine * (raw.width / 2, raw.height / 2)
    if not (abs(x) <= 360.0 and abs(y) <= 90.0):  # noqa: PLR2004 - not degrees; left to the outline's check
        return True
    longitude, latitude = transform(raw.crs, "EPSG:4326", [x], [y])
    aside = (longitude[0] - x + 180.0) % 360.0 - 180.0
    return bool(abs(aside) < 0.1 * abs(affine.a) and abs(latitude[0] - y) < 0.1 * abs(affine.e))


def _scaling(source: Any, path: Path, place: str) -> tuple[float, float]:  # noqa: ANN401
    """Factor and offset from stored numbers to metres."""
    raw = getattr(source, "src_dataset", source)
    unit = (raw.units[0] or "").strip()
    metres = METRES.get(unit.lower())
    factor, offset = float(raw.scales[0]), float(raw.offsets[0])
    if metres is None or not np.isfinite([factor, offset]).all() or factor == 0.0:
        raise refused(
            "heights in an unknown unit or scale",
            path,
            place=place,
            got=f"unit {unit!r}, scale {factor:g}, offset {offset:g}",
            allowed="metres or feet; a finite scale other than 0",
        )
    return factor * metres, offset * metres
