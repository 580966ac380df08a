"""KML 2.2 (OGC 07-147r2): shapes for a globe, lying on the ground."""

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, tostring

from airtight.formats.shapes import Shape, pieces, strands
from airtight.numerics.columns import Floats

NAMESPACE = "http://www.opengis.net/kml/2.2"
FAINT = "40"
SOLID = "ff"


def kml(shapes: Sequence[Shape], *, title: str) -> bytes:
    """A document, UTF-8; shapes that follow one another with the same "folder" property share a folder.

    Args:
        shapes: in the order in which they are drawn.
        title: of the document.

    """
    root = Element("kml", xmlns=NAMESPACE)
    document = SubElement(root, "Document")
    SubElement(document, "name").text = title
    for folder, members in groupby(shapes, key=lambda shape: str(shape.properties.get("folder", ""))):
        parent = document
        if folder:
            parent = SubElement(document, "Folder")
            SubElement(parent, "name").text = folder
        for shape in members:
            _placemark(parent, shape)
    body: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + body + b"\n"


def _placemark(parent: Element, shape: Shape) -> None:
    mark = SubElement(parent, "Placemark")
    SubElement(mark, "name").text = shape.name
    told = [f"{key}: {value}" for key, value in shape.properties.items() if key != "folder"]
    if told:
        SubElement(mark, "description").text = "\n".join(told)
    style = SubElement(mark, "Style")
    line = SubElement(style, "LineStyle")
    SubElement(line, "color").text = _colour(shape.colour, SOLID)
    SubElement(line, "width").text = "2"
    fill = SubElement(style, "PolyStyle")
    SubElement(fill, "color").text = _colour(shape.colour, FAINT)
    SubElement(fill, "fill").text = str(int(shape.filled))
    if shape.point is not None:
        SubElement(
            SubElement(mark, "Point"), "coordinates"
        ).text = f"{shape.point[0]:.6f},{shape.point[1]:.6f}"
        return
    several = SubElement(mark, "MultiGeometry")
    for ring in shape.rings:
        for piece in pieces(ring):
            boundary = SubElement(SubElement(several, "Polygon"), "outerBoundaryIs")
            SubElement(SubElement(boundary, "LinearRing"), "coordinates").text = _coordinates(piece)
    for one in shape.lines:
        for part in strands(one):
            SubElement(SubElement(several, "LineString"), "coordinates").text = _coordinates(part)


def _colour(colour: str, opacity: str) -> str:
    """KML's order: opacity, blue, green, red."""
    red, green, blue = (colour.lstrip("#").lower()[i : i + 2] for i in (0, 2, 4))
    return f"{opacity}{blue}{green}{red}"


def _coordinates(points: Floats) -> str:
    return " ".join(f"{x:.5f},{y:.5f}" for x, y in points)
