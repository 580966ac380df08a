"""What is known of the ground and what is not: the extent, the voids, the edge."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth.geodesic import destination
from airtight.errors import InputError
from airtight.numerics.columns import Floats, finite, positive
from airtight.terrain.elevation import Terrain
from airtight.terrain.kernels import ROUNDING

RINGS = 200
BEARINGS = 360


@dataclass(frozen=True)
class Surroundings:
    """What is known of the ground round a site.

    Attributes:
        inside: whether the site lies on the terrain.
        ground_m: height below the site, m above sea.
        radius_m: of the disc that is told of.
        unknown_share: of the disc's area, where no source gives a height.
        nearest_unknown_m: distance of the nearest such place, to 1/200 of the radius; infinite if none.
        nearest_unknown_rad: its bearing from the site.

    """

    inside: bool
    ground_m: float
    radius_m: float
    unknown_share: float
    nearest_unknown_m: float
    nearest_unknown_rad: float


def surroundings(
    terrain: Terrain, *, latitude_rad: float, longitude_rad: float, radius_m: float
) -> Surroundings:
    """What the terrain knows within a radius of a site, sampled on rings.

    Raises:
        InputError: an argument is not finite, or the radius not above 0 and within half the earth's girth.

    """
    site = (float(finite("latitude_rad", latitude_rad)), float(finite("longitude_rad", longitude_rad)))
    radius = float(positive("radius_m", radius_m))
    if radius > np.pi * MEAN_EARTH_RADIUS_M:
        raise InputError(
            "too far", place="radius_m", value=radius_m, allowed="half the earth's girth at most"
        )
    distance = (np.arange(RINGS) + 0.5) * radius / RINGS
    bearing = np.arange(BEARINGS) * (2.0 * np.pi / BEARINGS)
    latitude, longitude, _ = destination(
        latitude_rad=site[0],
        longitude_rad=site[1],
        azimuth_rad=bearing[:, None],
        distance_m=distance,
    )
    unknown = ~known_at(terrain, latitude, longitude)
    weight = np.broadcast_to(np.sin(distance / MEAN_EARTH_RADIUS_M), unknown.shape)
    nearest = np.where(unknown, distance, np.inf)
    at = np.unravel_index(int(np.argmin(nearest)), nearest.shape)
    return Surroundings(
        terrain.contains(*site),
        float(terrain.height_m(*site)),
        radius,
        min(float(weight[unknown].sum() / weight.sum()), 1.0),
        float(nearest[at]),
        float(bearing[at[0]]),
    )


def known_at(terrain: Terrain, latitude_rad: Floats, longitude_rad: Floats) -> NDArray[np.bool_]:
    """Whether the nearest post of each place has a height of its own; false outside the terrain.

    Args:
        terrain: the ground.
        latitude_rad: shape (...), rad.
        longitude_rad: the same shape, rad.

    Returns:
        Flags of the same shape.

    """
    grid = terrain.grid
    row = (grid[0] - latitude_rad) / grid[2]
    column = (longitude_rad - grid[1] + ROUNDING * grid[3]) % (2.0 * np.pi) / grid[3]
    inside = (row >= -ROUNDING) & (row <= grid[4] - 1 + ROUNDING) & (column <= grid[5] - 1 + 2.0 * ROUNDING)
    i = np.rint(np.where(inside, row, 0.0)).astype(np.int64)
    j = np.minimum(np.rint(np.where(inside, column, 0.0)).astype(np.int64), terrain.known.shape[1] - 1)
    known: NDArray[np.bool_] = inside & (terrain.known[i, j] != 0)
    return known


def around(terrain: Terrain, site_deg: tuple[float, float], radius_m: float) -> dict[str, object]:
    """`surroundings` as `airtight terrain info --at` tells them."""
    found = surroundings(
        terrain,
        latitude_rad=float(np.radians(site_deg[0])),
        longitude_rad=float(np.radians(site_deg[1])),
        radius_m=radius_m,
    )
    some = np.isfinite(found.nearest_unknown_m)
    return {
        "lat_deg": site_deg[0],
        "lon_deg": site_deg[1],
        "inside": found.inside,
        "ground_m": found.ground_m,
        "radius_m": found.radius_m,
        "unknown_share": found.unknown_share,
        "nearest_unknown_m": found.nearest_unknown_m if some else None,
        "nearest_unknown_bearing_deg": float(np.degrees(found.nearest_unknown_rad)) if some else None,
    }


def describe(terrain: Terrain) -> dict[str, object]:
    """What `airtight terrain info` tells."""
    south, west, north, east = terrain.bounds_deg
    known = terrain.known != 0
    any_known = bool(known.any())
    lowest = np.min(terrain.elevation_m, where=known, initial=np.inf) if any_known else 0.0
    highest = np.max(terrain.elevation_m, where=known, initial=-np.inf) if any_known else 0.0
    return {
        "source": terrain.source,
        "files": terrain.files,
        "resampled_files": terrain.resampled_files,
        "south_deg": south,
        "west_deg": west,
        "north_deg": north,
        "east_deg": east,
        "rows": terrain.elevation_m.shape[0],
        "columns": terrain.elevation_m.shape[1],
        "latitude_step_arcsec": float(np.degrees(terrain.grid[2]) * 3600.0),
        "longitude_step_arcsec": float(np.degrees(terrain.grid[3]) * 3600.0),
        "lowest_m": float(lowest),
        "highest_m": float(highest),
        "void_posts": terrain.void_count,
        "filled_posts": terrain.filled_count,
        "unknown_share": 1.0 - float(np.mean(known)),
        "notes": terrain.notes,
        "digest": terrain.digest,
    }
