"""The ground round a site, on the nodes of a polar grid."""

import math
from dataclasses import dataclass

import numpy as np

from airtight.analysis.coverage import ground_kernels
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Flags, Floats, Singles
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import AZIMUTHS

SPACINGS = ((50_000.0, 500.0), (150_000.0, 1_000.0), (np.inf, 2_000.0))
"""Up to which distance nodes lie how far apart, m."""


@dataclass(frozen=True)
class Site:
    """The ground round a place, on the nodes of a polar grid.

    Attributes:
        distance_m: (G,), of the nodes, rising.
        place: (A, G, 2), latitude and longitude, rad.
        ground_m: (A, G), above sea.
        unknown: (A, G), 1 where no source gives the height.
        area_m2: (A, G), of the cell round each node.
        smooth_m: (G,), mean height of the ground within each distance.

    """

    distance_m: Floats
    place: Floats
    ground_m: Singles
    unknown: Flags
    area_m2: Floats
    smooth_m: Floats


def survey(
    terrain: Terrain,
    *,
    latitude_rad: float,
    longitude_rad: float,
    distance_m: Floats,
    azimuths: int = AZIMUTHS,
) -> Site:
    """The ground on the nodes of a polar grid.

    Args:
        terrain: the ground.
        latitude_rad: of the middle.
        longitude_rad: of the middle.
        distance_m: (G,), of the nodes, rising.
        azimuths: how many bearings, from north.

    """
    shape = (azimuths, distance_m.size)
    place = np.empty((*shape, 2))
    ground = np.empty(shape, dtype=np.float32)
    unknown = np.empty(shape, dtype=np.uint8)
    ground_kernels.survey(
        terrain.elevation_m,
        terrain.known,
        terrain.grid,
        float(latitude_rad),
        float(longitude_rad),
        distance_m,
        place,
        ground,
        unknown,
    )
    ring = cell_areas_m2(distance_m, azimuths)
    smooth = np.cumsum(ground.mean(axis=0, dtype=np.float64) * ring) / np.cumsum(ring)
    return Site(distance_m, place, ground, unknown, np.tile(ring, (azimuths, 1)), smooth)


def distances_m(step_m: float, farthest_m: float) -> Floats:
    """Distances of the nodes, multiples of the step: wider apart farther out, at most 2 % from 50 km on.

    Where they lie wider than the step, cells end at whole kilometres, as published ranges do.
    """
    found: list[Floats] = []
    begin = 0.0
    for limit_m, spacing_m in SPACINGS:
        apart = max(spacing_m, step_m)
        half = math.floor(0.5 * apart / step_m) * step_m
        end = min(limit_m, farthest_m)
        found.append(np.arange(begin + (half or apart), end + 0.01 * step_m, apart))
        begin = limit_m
        if farthest_m <= limit_m:
            break
    return np.concatenate(found)


def cell_areas_m2(distance_m: Floats, azimuths: int) -> Floats:
    """Area of the cell round each node, (G,): halfway to its neighbours, the first to the middle."""
    last = distance_m[-1:] + 0.5 * np.diff(distance_m[-2:])
    edges = np.concatenate([[0.0], 0.5 * (distance_m[1:] + distance_m[:-1]), last])
    rings: Floats = -np.diff(np.cos(edges / MEAN_EARTH_RADIUS_M))
    return rings * (2.0 * np.pi * MEAN_EARTH_RADIUS_M**2 / azimuths)
