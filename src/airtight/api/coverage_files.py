"""The files of a coverage answer: report, maps, GeoTIFF, GeoJSON, KML, tables."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from airtight.analysis.coverage import drawing, outlining
from airtight.analysis.coverage.causes import CAUSES, NAME_OF
from airtight.analysis.coverage.finding import Coverage
from airtight.analysis.coverage.layers import DETECTION, ENGAGEMENT, LINE_OF_SIGHT, Layer
from airtight.analysis.coverage.raster import Grid
from airtight.formats.geojson import geojson
from airtight.formats.geotiff import Frame, geotiff
from airtight.formats.kml import kml
from airtight.recording.manifest import as_json
from airtight.report.coverage_page import Pictures, write_page
from airtight.report.figures import style
from airtight.report.figures.coverage_heights import heights
from airtight.report.figures.coverage_map import coverage_map
from airtight.report.figures.coverage_ring import ring_picture
from airtight.report.pictures import Picture
from airtight.report.svg import inline
from airtight.terrain.elevation import Terrain

DOTS_PER_INCH = 200
TIFF_CELLS = 800
ALIKE = 0.98
"""One map tells both senses where their areas differ by less."""
WORDS = {LINE_OF_SIGHT: "line of sight of", DETECTION: "detection by", ENGAGEMENT: "engagement with"}


def all_files(found: Coverage, terrain: Terrain, summary: dict[str, Any]) -> dict[str, bytes]:
    """Contents by name.

    Args:
        found: with the certainty of each place.
        terrain: the ground.
        summary: what ``--json`` prints.

    """
    titles = {site["radar"]: site["title"] for site in summary["sites"]}
    shapes = outlining.shapes(found)
    files = {
        "summary.json": as_json({k: v for k, v in summary.items() if k != "out"}, place="summary").encode(),
        "bearings.csv": bearings(found),
        "coverage.geojson": geojson(shapes),
        "coverage.kml": kml(shapes, title=f"airtight coverage: {summary['scenario']}"),
    }
    rings: list[Picture] = []
    for i, ring in enumerate(found.rings):
        with style.drawing():
            figure = ring_picture(drawing.ring_of(ring), terrain)
        caption = f"{ring.target.title}, {ring.altitude.label}: the published ring, and what is left of it."
        rings.append(_picture(figure, f"ring-{i}", caption))
        files[f"maps/ring_{ring.battery}_{ring.altitude.name}_{ring.target.name}.png"] = png(figure)
    maps: dict[str, list[Picture]] = {}
    for i, layer in enumerate(found.layers):
        name = f"maps/{layer.radar}_{layer.altitude.name}_{layer.target.name}_{layer.kind}"
        files[f"{name}.tif"] = tiff(layer)
        if _told_by_another(found, layer):
            continue
        with style.drawing():
            figure = coverage_map(drawing.map_of(layer), terrain)
        caption = f"{layer.altitude.label}: {WORDS[layer.kind]} the {titles[layer.radar]}."
        heading = f"{layer.altitude.label}, {layer.target.title}"
        maps.setdefault(heading, []).append(_picture(figure, f"map-{i}", caption))
        files[f"{name}.png"] = png(figure)
    pictures = Pictures(rings, list(maps.items()), list(_heights(found, titles)))
    files["coverage.html"] = write_page(summary, pictures).encode()
    return files


def first_figure(found: Coverage, terrain: Terrain) -> Figure:
    """The first ring held against reality; a sensor's first map where nothing is fired."""
    with style.drawing():
        if found.rings:
            return ring_picture(drawing.ring_of(found.rings[0]), terrain)
        return coverage_map(drawing.map_of(found.layers[0]), terrain)


def _told_by_another(found: Coverage, layer: Layer) -> bool:
    """Whether a stricter sense has its own map: engagement almost everywhere where there is detection."""
    alike = (layer.altitude, layer.target, layer.radar)
    areas = {
        one.kind: one.area_m2["nominal"]
        for one in found.layers
        if (one.altitude, one.target, one.radar) == alike
    }
    if layer.kind == LINE_OF_SIGHT:
        return DETECTION in areas
    return layer.kind == DETECTION and areas.get(ENGAGEMENT, 0.0) > ALIKE * areas[DETECTION]


def _heights(found: Coverage, titles: dict[str, str]) -> Iterator[Picture]:
    target = found.request.targets[0]
    for n, radar in enumerate(found.stations.observers.ids):
        if found.stations.ballistic_only(n) and not target.ballistic:
            continue
        with style.drawing():
            figure = heights(drawing.heights_of(found.asked, n, target))
        caption = f"{titles[radar]} against: {target.title}; all numbers at nominal."
        yield _picture(figure, f"heights-{n}", caption)


def _picture(figure: Figure, name: str, caption: str) -> Picture:
    return Picture(inline(figure, name=name, title=caption), caption)


def png(figure: Figure) -> bytes:
    """The figure as PNG, the same bytes each time."""
    buffer = io.BytesIO()
    with style.drawing():
        FigureCanvasAgg(figure)
        figure.savefig(buffer, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return buffer.getvalue()


def tiff(layer: Layer) -> bytes:
    """One layer as GeoTIFF: in how many worlds each cell is covered, and the limiting cause at nominal."""
    spots = list(layer.spots)
    grid = Grid.around(spots, float(spots[0].distance_m[-1]), cells=TIFF_CELLS)
    codes = drawing.codes_on(grid, layer)
    told = {code: list(CAUSES).index(name) + 1 for code, name in NAME_OF.items() if name in CAUSES}
    table = np.full(256, 255, dtype=np.uint8)
    table[0] = 0
    for code, number in told.items():
        table[code] = number
    worlds = np.where(codes == 255, 255, drawing.certainty_on(grid, layer))  # noqa: PLR2004 (not known)
    extent = drawing.extent_of(grid)
    causes = ", ".join(f"{i + 1} {name}" for i, name in enumerate(CAUSES))
    return geotiff(
        np.stack([worlds.astype(np.uint8), table[codes]]),
        Frame(
            extent.north,
            extent.west,
            float(np.degrees(grid.step_north_rad)),
            float(np.degrees(grid.step_east_rad)),
        ),
        names=("worlds of 64 in which it is covered", f"limiting cause at nominal: 0 covered, {causes}"),
        description=f"airtight: {layer.radar}, {layer.kind}, {layer.altitude.label}, {layer.target.id}",
        missing=255,
    )


def bearings(found: Coverage) -> bytes:
    """Every layer's reach at every bearing, as CSV."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(
        [
            "radar",
            "kind",
            "altitude_m",
            "datum",
            "target",
            "bearing_deg",
            "low_m",
            "nominal_m",
            "high_m",
            "cause",
        ]
    )
    for layer in found.layers:
        low, high = layer.bearings.ends_m
        reach = layer.bearings.reach_m
        head = (layer.radar, layer.kind, layer.altitude.height_m, layer.altitude.datum, layer.target.id)
        for a, cause in enumerate(layer.bearings.cause):
            ends = (f"{value[a]:.0f}" for value in (low, reach, high))
            rows.writerow([*head, f"{360.0 * a / reach.size:g}", *ends, NAME_OF[int(cause)]])
    return buffer.getvalue().encode()
