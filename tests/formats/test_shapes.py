"""GeoJSON, KML and GeoTIFF: read back by others, cut at the 180th meridian, refused where they cannot be."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from airtight.errors import InputError
from airtight.formats.geojson import geojson
from airtight.formats.geotiff import Frame, geotiff
from airtight.formats.kml import NAMESPACE, kml
from airtight.formats.shapes import Shape, closed, pieces, strands
from airtight.numerics.columns import Floats


def circle(longitude: float, latitude: float, radius: float, count: int = 72) -> Floats:
    angle = np.arange(count) * (2.0 * np.pi / count)
    x = longitude + radius * np.sin(angle) / np.cos(np.radians(latitude))
    return np.column_stack([(x + 180.0) % 360.0 - 180.0, latitude + radius * np.cos(angle)])


def area(ring: Floats) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(0.5 * np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))


@pytest.mark.parametrize("longitude", [0.0, 32.0, 179.0, -179.5, 180.0])
def test_an_area_is_cut_at_the_180th_meridian_and_nothing_is_lost(longitude: float) -> None:
    whole = area(closed(circle(0.0, 60.0, 2.0)))
    parts = pieces(circle(longitude, 60.0, 2.0))
    assert len(parts) == (2 if abs(longitude) > 170.0 else 1)
    for part in parts:
        assert part[0].tolist() == part[-1].tolist()
        assert np.abs(part[:, 0]).max() <= 180.0
        assert area(part) > 0.0
    assert sum(area(part) for part in parts) == pytest.approx(whole)


def test_an_area_round_the_pole_holds_it() -> None:
    longitude = np.arange(0.0, 360.0, 5.0)
    ring = np.column_stack([(longitude + 180.0) % 360.0 - 180.0, np.full(longitude.shape, 80.0)])
    assert sum(area(part) for part in pieces(ring)) == pytest.approx(360.0 * 10.0)


def test_a_line_is_cut_too() -> None:
    line = np.array([[178.0, 1.0], [179.0, 1.0], [-179.0, 1.0], [-178.0, 1.0]])
    assert [part[:, 0].tolist() for part in strands(line)] == [[178.0, 179.0], [-179.0, -178.0]]


SHAPES = (
    Shape(
        "a <b> & c",
        {"area_m2": 1.5, "folder": "x"},
        rings=[circle(179.5, 10.0, 1.0)],
        colour="#009e73",
        filled=True,
    ),
    Shape("edge", {"folder": "x"}, lines=[circle(30.0, 10.0, 1.0)], colour="#d55e00"),
    Shape("site", {"folder": "y"}, point=(32.57, 40.08)),
)


def test_geojson_has_what_rfc_7946_asks() -> None:
    read = json.loads(geojson(SHAPES))
    assert read["type"] == "FeatureCollection"
    kinds = [feature["geometry"]["type"] for feature in read["features"]]
    assert kinds == ["MultiPolygon", "MultiLineString", "Point"]
    assert read["features"][0]["properties"]["stroke"] == "#009e73"
    for polygon in read["features"][0]["geometry"]["coordinates"]:
        assert area(np.array(polygon[0])) > 0.0
        assert polygon[0][0] == polygon[0][-1]


def test_kml_is_well_formed_and_puts_shapes_into_folders() -> None:
    root = ET.fromstring(kml(SHAPES, title="t"))  # noqa: S314 (our own bytes)
    space = {"k": NAMESPACE}
    assert [one.text for one in root.findall(".//k:Folder/k:name", space)] == ["x", "y"]
    assert [one.text for one in root.findall(".//k:Placemark/k:name", space)] == ["a <b> & c", "edge", "site"]
    assert root.findall(".//k:Style/k:LineStyle/k:color", space)[0].text == "ff739e00"
    assert len(root.findall(".//k:Polygon", space)) == 2


@pytest.mark.parametrize("kind", [np.uint8, np.float32])
@pytest.mark.parametrize("bands", [1, 2, 3])
def test_geotiff_is_read_back_by_gdal(tmp_path: Path, kind: type, bands: int) -> None:
    rasterio = pytest.importorskip("rasterio")
    data: Floats = (np.arange(bands * 130 * 91) % 251).reshape(bands, 130, 91).astype(kind)
    names = [f"band {i}" for i in range(bands)]
    (tmp_path / "a.tif").write_bytes(
        geotiff(data, Frame(42.5, 178.25, 0.01, 0.02), names=names, description="a & b", missing=250)
    )
    with rasterio.open(tmp_path / "a.tif") as read:
        assert (read.read() == data).all()
        assert read.crs.to_epsg() == 4326
        assert tuple(read.transform)[:6] == pytest.approx((0.02, 0.0, 178.25, 0.0, -0.01, 42.5))
        assert read.nodata == 250
        assert list(read.descriptions) == names
        assert read.tags()["TIFFTAG_IMAGEDESCRIPTION"] == "a & b"


def test_what_is_no_raster_is_refused() -> None:
    frame = Frame(1.0, 1.0, 0.1, 0.1)
    for data, names in (
        (np.zeros((2, 2)), ["a"]),
        (np.zeros((1, 2, 2)), ["a"]),
        (np.zeros((1, 2, 2), np.uint8), []),
    ):
        with pytest.raises(InputError, match="cannot be written as GeoTIFF"):
            geotiff(data, frame, names=names, description="")
