"""Great circles for whole arrays of places: what the generators of flights draw their routes with."""

import numpy as np
from numpy.typing import NDArray

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Floats
from airtight.terrain.elevation import Terrain

MARGIN_M = 5_000.0
"""How far inside the terrain's edge flights begin."""

EDGE_STEP_M = 5_000.0
EDGE_REACH_M = 1_200_000.0


def destination(
    latitude_rad: Floats, longitude_rad: Floats, bearing_rad: Floats, distance_m: Floats
) -> tuple[Floats, Floats]:
    """Latitude and longitude, rad, after `distance_m` along great circles; the arguments broadcast."""
    angle = np.asarray(distance_m) / MEAN_EARTH_RADIUS_M
    sine = np.sin(latitude_rad) * np.cos(angle) + np.cos(latitude_rad) * np.sin(angle) * np.cos(bearing_rad)
    latitude = np.arcsin(np.clip(sine, -1.0, 1.0))
    longitude = longitude_rad + np.arctan2(
        np.sin(bearing_rad) * np.sin(angle) * np.cos(latitude_rad),
        np.cos(angle) - np.sin(latitude_rad) * sine,
    )
    return latitude, (longitude + np.pi) % (2.0 * np.pi) - np.pi


def distance(latitude1: Floats, longitude1: Floats, latitude2: Floats, longitude2: Floats) -> Floats:
    """Metres between places, rad, on the mean sphere; the arguments broadcast."""
    half = (
        np.sin((latitude2 - latitude1) / 2.0) ** 2
        + np.cos(latitude1) * np.cos(latitude2) * np.sin((longitude2 - longitude1) / 2.0) ** 2
    )
    result: Floats = 2.0 * MEAN_EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return result


def distance_to_edge(
    terrain: Terrain, latitude_rad: Floats, longitude_rad: Floats, bearing_rad: Floats
) -> Floats:
    """How far each great circle stays inside the terrain, less a margin; 0 if it begins outside.

    Args:
        terrain: whose outermost posts are the edge.
        latitude_rad: (...), where each begins.
        longitude_rad: (...).
        bearing_rad: (...), its direction.

    Returns:
        (...), m, to 5 km, at most 1,200 km; less 5 km.

    """
    steps = np.arange(0.0, EDGE_REACH_M, EDGE_STEP_M)
    latitude, longitude = destination(
        latitude_rad[..., None], longitude_rad[..., None], bearing_rad[..., None], steps
    )
    outside = ~within_terrain(terrain, latitude, longitude)
    first = np.where(outside.any(axis=-1), outside.argmax(axis=-1), steps.size)
    result: Floats = np.maximum((first - 1) * EDGE_STEP_M - MARGIN_M, 0.0)
    return result


def within_terrain(terrain: Terrain, latitude: Floats, longitude: Floats) -> NDArray[np.bool_]:
    """Whether places, rad, lie within the outermost posts, whichever way round longitudes are told."""
    grid = terrain.grid
    row = (grid[0] - latitude) / grid[2]
    column = np.mod(longitude - grid[1] + grid[3], 2.0 * np.pi) / grid[3] - 1.0
    result: NDArray[np.bool_] = (
        (row >= 0.0) & (row <= grid[4] - 1.0) & (column >= 0.0) & (column <= grid[5] - 1.0)
    )
    return result
