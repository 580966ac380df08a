"""GeoJSON (RFC 7946): shapes as a feature collection."""

import json
from collections.abc import Sequence
from typing import Any

from airtight.formats.shapes import Shape, pieces, strands
from airtight.numerics.columns import Floats

FIGURES = 5
"""Decimals of a degree: about a metre."""


def geojson(shapes: Sequence[Shape]) -> bytes:
    """A feature collection, UTF-8; areas and lines are cut at the 180th meridian.

    Args:
        shapes: in the order in which they are drawn. Colours are given as simplestyle properties
            ("stroke", "fill").

    """
    features = [_feature(shape) for shape in shapes]
    text = json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, allow_nan=False
    )
    return (text + "\n").encode()


def _feature(shape: Shape) -> dict[str, Any]:
    style: dict[str, object] = {"stroke": shape.colour}
    if shape.filled:
        style |= {"fill": shape.colour, "fill-opacity": 0.25}
    return {
        "type": "Feature",
        "properties": {"name": shape.name, **shape.properties, **style},
        "geometry": _geometry(shape),
    }


def _geometry(shape: Shape) -> dict[str, Any] | None:
    if shape.point is not None:
        return {"type": "Point", "coordinates": [round(x, FIGURES) for x in shape.point]}
    if shape.rings:
        areas = [[_coordinates(piece)] for ring in shape.rings for piece in pieces(ring)]
        return {"type": "MultiPolygon", "coordinates": areas}
    if shape.lines:
        lines = [_coordinates(part) for line in shape.lines for part in strands(line)]
        return {"type": "MultiLineString", "coordinates": lines}
    return None


def _coordinates(points: Floats) -> list[list[float]]:
    return [[round(float(x), FIGURES), round(float(y), FIGURES)] for x, y in points]
