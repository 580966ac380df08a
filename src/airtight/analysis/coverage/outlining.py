"""Coverage as shapes: the end of each bearing's reach, circles, places; for maps, GeoJSON and KML."""

from collections.abc import Iterator, Sequence

import numpy as np

from airtight.analysis.coverage.causes import NAME_OF
from airtight.analysis.coverage.finding import Coverage
from airtight.analysis.coverage.layers import Layer
from airtight.analysis.coverage.ring import Ring
from airtight.analysis.coverage.stations import Spot
from airtight.chain.motion.sphere import destination
from airtight.formats.shapes import Shape
from airtight.numerics.columns import Floats
from airtight.report.figures.coverage_ground import CAUSE_COLOURS, CAUSE_TITLES

CIRCLE_POINTS = 361


def edge(spot: Spot, reach_m: Floats) -> Floats:
    """Where each bearing's reach (A,) ends, (A, 2): longitude and latitude, degrees."""
    bearing = np.asarray(np.arange(reach_m.size) * (2.0 * np.pi / reach_m.size))
    latitude, longitude = destination(
        np.full(reach_m.shape, spot.latitude_rad),
        np.full(reach_m.shape, spot.longitude_rad),
        bearing,
        reach_m,
    )
    return np.degrees(np.column_stack([longitude, latitude]))


def near(points: Floats, longitude_deg: float) -> Floats:
    """The same places, their longitudes within half a turn of one."""
    away = (points[:, 0] - longitude_deg + 180.0) % 360.0 - 180.0
    return np.column_stack([longitude_deg + away, points[:, 1]])


def circle(spot: Spot, radius_m: float) -> Floats:
    """A circle on the ground, closed, (n, 2) degrees."""
    points = edge(spot, np.full(CIRCLE_POINTS - 1, radius_m))
    return np.vstack([points, points[:1]])


def shapes(found: Coverage) -> list[Shape]:
    """Every layer's reach at nominal, low and high, what ends it, the rings, and the sites."""
    every = [shape for layer in found.layers for shape in _of_layer(layer)]
    every += [_of_ring(ring) for ring in found.rings]
    observers = found.stations.observers
    for n, spots in enumerate(found.stations.spots):
        place = (float(np.degrees(spots[0].longitude_rad)), float(np.degrees(spots[0].latitude_rad)))
        told = {"folder": "sites", "system": observers.names[n], "mark": observers.marks[n]}
        every.append(Shape(observers.ids[n], told, point=place))
    return every


def _of_layer(layer: Layer) -> Iterator[Shape]:
    spot, bearings = layer.spots[0], layer.bearings
    low, high = bearings.ends_m
    title = f"{layer.radar}, {layer.kind}, {layer.altitude.label}"
    told: dict[str, object] = {
        "folder": f"{layer.altitude.label}: {layer.kind}",
        "radar": layer.radar,
        "kind": layer.kind,
        "altitude_m": layer.altitude.height_m,
        "datum": layer.altitude.datum,
        "target": layer.target.id,
        "shows": "reach without a gap; places beyond it that are covered as well are in the GeoTIFF",
    }
    for bound, reach in (("high", high), ("nominal", bearings.reach_m), ("low", low)):
        if reach.max() <= 0.0:
            continue
        area = {"bound": bound, "area_m2": round(layer.area_m2[bound])}
        yield Shape(
            f"{title}, {bound}",
            told | area,
            rings=[edge(spot, reach)],
            colour="#009e73",
            filled=bound == "nominal",
        )
    for cause, lines in _runs(
        spot, bearings.reach_m, [NAME_OF[int(code)] for code in bearings.cause]
    ).items():
        yield Shape(
            f"{title}: {CAUSE_TITLES[cause]}",
            told | {"limiting_cause": cause},
            lines=lines,
            colour=CAUSE_COLOURS[cause].lower(),
        )


def _runs(spot: Spot, reach_m: Floats, causes: Sequence[str]) -> dict[str, list[Floats]]:
    """By cause: the stretches of the edge that it ends, each to the next bearing."""
    points = edge(spot, reach_m)
    points = np.vstack([points, points[:1]])
    found: dict[str, list[Floats]] = {}
    begin = 0
    for i in range(1, len(causes) + 1):
        if i == len(causes) or causes[i] != causes[begin]:
            found.setdefault(causes[begin], []).append(points[begin : i + 1])
            begin = i
    return found


def _of_ring(ring: Ring) -> Shape:
    told = {
        "folder": "published ranges",
        "battery": ring.battery,
        "range_m": ring.ring_m,
        "shows": "the longest published missile range, not coverage",
    }
    return Shape(f"published range, {ring.battery}", told, rings=[circle(ring.spot, ring.ring_m)])
