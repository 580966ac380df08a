"""From the answer to what its pictures show."""

import numpy as np

from airtight.analysis.coverage import scene
from airtight.analysis.coverage.causes import COVERED, NAME_OF
from airtight.analysis.coverage.layers import Envelope, Layer, View
from airtight.analysis.coverage.outlining import circle, edge, near
from airtight.analysis.coverage.raster import Grid
from airtight.analysis.coverage.reach_kernels import ALTITUDE_MAX_M, RANGE_MAX_M, RANGE_MIN_M
from airtight.analysis.coverage.regions import all_outlines
from airtight.analysis.coverage.request import Altitude, Target
from airtight.analysis.coverage.ring import STEPS, Ring
from airtight.analysis.coverage.scene import Asked
from airtight.analysis.coverage.spans import WORLDS
from airtight.analysis.coverage.stations import Spot
from airtight.chain.sensing.numbers import R_INSTRUMENTED_M
from airtight.numerics.columns import Flags, Floats
from airtight.report.figures.coverage_ground import Extent
from airtight.report.figures.coverage_heights import HeightsOf, smooth
from airtight.report.figures.coverage_map import MapOf
from airtight.report.figures.coverage_ring import RingOf

MAP_CELLS = 520
MARGIN = 1.08
LEAST_M = 8_000.0
LOWEST_M = 50.0
MOST_M = 30_000.0
HEIGHTS = 31


def map_of(layer: Layer) -> MapOf:
    """One layer's map; it holds the high end of the reach at each bearing.

    Args:
        layer: with its certainty.

    """
    spot = layer.spots[0]
    _, high = layer.bearings.ends_m
    radius = max(float(high.max()) * MARGIN, LEAST_M)
    longitude, latitude = _place(spot)
    grid = Grid.around([spot], radius, cells=MAP_CELLS)
    points = near(edge(spot, layer.bearings.reach_m), longitude)
    return MapOf(
        Extent.around(longitude, latitude, radius),
        longitude,
        latitude,
        certainty_on(grid, layer),
        WORLDS,
        extent_of(grid),
        np.vstack([points, points[:1]]),
        [NAME_OF[int(code)] for code in layer.bearings.cause],
        all_outlines(),
    )


def ring_of(ring: Ring) -> RingOf:
    """The picture of one battery's ring."""
    spot = ring.spot
    longitude, latitude = _place(spot)
    radius = ring.ring_m * MARGIN
    grid = Grid.around([spot], radius, cells=MAP_CELLS)
    a, g, there = grid.nodes(spot)
    horizon = (
        near(circle(spot, ring.horizon_m), longitude) if ring.horizon_m < ring.ring_m else np.empty((0, 2))
    )
    sight, seen, engaged = (
        np.where(there, cells[a, g], 0).astype(np.uint8) for cells in (ring.sight, ring.seen, ring.engaged)
    )
    return RingOf(
        Extent.around(longitude, latitude, radius),
        longitude,
        latitude,
        near(circle(spot, ring.ring_m), longitude),
        horizon,
        sight,
        seen,
        engaged,
        extent_of(grid),
        {name: _three(ring.areas_m2[name]) for name in STEPS},
        {name: _three(ring.shares[name]) for name in STEPS},
        all_outlines(),
    )


def heights_of(asked: Asked, n: int, target: Target) -> HeightsOf:
    """Range and height of one radar, every number at nominal; seen from the first spot of an orbit.

    Args:
        asked: the radars and their numbers.
        n: which radar.
        target: what it is to see.

    """
    spot, gas = asked.stations.spots[n][0], asked.stations.gas[n]
    flies = len(asked.stations.spots[n]) > 1
    ground = 0.0 if flies else spot.table.ground_m
    levels = ground + LOWEST_M + np.linspace(0.0, 1.0, HEIGHTS) ** 2 * (MOST_M - ground)
    rows = scene.world_rows(asked, n, scene.budgets_db(asked, target)[:, n])[:1].copy()
    share, horizon = [], []
    for level in levels:
        altitude = Altitude(float(level), "amsl")
        smooth_earth = scene.smooth_earth(asked, n, altitude, spot)
        codes = View(spot, altitude, rows, smooth_earth, gas).nominal_codes()
        share.append((codes == COVERED).mean(axis=0))
        horizon.append(float(smooth_earth.horizon_m(spot.site.distance_m)[0]))
    return HeightsOf(
        spot.distance_m,
        levels,
        smooth(np.array(share)),
        np.array(horizon),
        float(asked.table[0, n, R_INSTRUMENTED_M]),
        ground,
        _reach_curve(scene.envelope_of(asked, n, target)),
    )


def certainty_on(grid: Grid, layer: Layer) -> Flags:
    """(rows, columns): in how many worlds each cell is covered; of an orbit's spots, the mean."""
    total = np.zeros((grid.rows, grid.columns))
    for spot, certainty in zip(layer.spots, layer.certainty, strict=True):
        a, g, there = grid.nodes(spot)
        total += np.where(there, certainty[a, g], 0)
    return np.rint(total / len(layer.spots)).astype(np.uint8)


def codes_on(grid: Grid, layer: Layer) -> Flags:
    """(rows, columns): cause codes at nominal, seen from the first spot; 255 beyond its nodes."""
    a, g, there = grid.nodes(layer.spots[0])
    return np.where(there, layer.codes[0][a, g], 255).astype(np.uint8)


def extent_of(grid: Grid) -> Extent:
    """What a grid spans, degrees."""
    west, north = np.degrees(grid.west_rad), np.degrees(grid.north_rad)
    east = west + np.degrees(grid.step_east_rad) * grid.columns
    south = north - np.degrees(grid.step_north_rad) * grid.rows
    return Extent(float(west), float(east), float(south), float(north))


def _place(spot: Spot) -> tuple[float, float]:
    return float(np.degrees(spot.longitude_rad)), float(np.degrees(spot.latitude_rad))


def _three(given: dict[str, float]) -> tuple[float, float, float]:
    return given["low"], given["nominal"], given["high"]


def _reach_curve(envelope: Envelope | None) -> Floats:
    """The outline of the farthest missile's published reach at nominal, distance and height, m."""
    if envelope is None:
        return np.empty((0, 2))
    missiles = envelope.missiles[0]
    best = missiles[missiles[:, RANGE_MAX_M].argmax()]
    top = np.linspace(0.0, min(best[ALTITUDE_MAX_M] - envelope.site_m, best[RANGE_MAX_M]), 40)
    outer = np.column_stack([np.sqrt(best[RANGE_MAX_M] ** 2 - top**2), envelope.site_m + top])
    near = np.linspace(best[RANGE_MIN_M], 0.0, 20)
    inner = np.column_stack([np.sqrt(best[RANGE_MIN_M] ** 2 - near**2), envelope.site_m + near])
    return np.vstack([outer, [0.0, outer[-1, 1]], inner[inner[:, 1] <= outer[-1, 1]]])
