"""Earth and line of sight: the package's models as functions of a table's columns."""

import math
import re
from collections.abc import Callable

import numpy as np

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth import frames
from airtight.earth.geodesic import geodesic
from airtight.earth.rays import traced_height_m
from airtight.earth.refraction import (
    apparent_elevation_rad,
    effective_earth_factor,
    height_at_range_m,
    radar_horizon_m,
)
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import Tile
from airtight.terrain.horizon import build

ANKARA = (39.93, 32.86, 938.0)
"""The point of the published frames: latitude and longitude in degrees, height in m."""
_RIDGE = re.compile(r"([\d.]+) m at ([\d.]+) km")


def _geodesic(
    lat1_deg: float, lon1_deg: float, lat2_deg: float, lon2_deg: float
) -> tuple[float, float, float]:
    lat1, lon1, lat2, lon2 = map(math.radians, (lat1_deg, lon1_deg, lat2_deg, lon2_deg))
    s, first, second = geodesic(
        latitude1_rad=lat1, longitude1_rad=lon1, latitude2_rad=lat2, longitude2_rad=lon2
    )
    return float(s), float(first), float(second)


def _distance(**points_deg: float) -> float:
    return _geodesic(**points_deg)[0]


def _azimuth(end: float, **points_deg: float) -> float:
    return _geodesic(**points_deg)[int(end)]


def _ecef(axis: str) -> float:
    lat, lon, height = ANKARA
    xyz = frames.geodetic_to_ecef(
        latitude_rad=math.radians(lat), longitude_rad=math.radians(lon), height_m=height
    )
    return float(np.ravel(xyz)["xyz".index(axis)])


def _look(output: str) -> float:
    target = frames.geodetic_to_ecef(
        latitude_rad=math.radians(40.08), longitude_rad=math.radians(32.57), height_m=10_000.0
    )
    lat, lon, height = ANKARA
    distance, azimuth, elevation = frames.look_angles(
        latitude_rad=math.radians(lat), longitude_rad=math.radians(lon), height_m=height, target_m=target
    )
    told = {
        "range_m": float(distance),
        "azimuth_deg": math.degrees(float(azimuth)),
        "elevation_deg": math.degrees(float(elevation)),
    }
    return told[output]


def _horizon(antenna_m: float, target_m: float, k: float) -> float:
    return float(radar_horizon_m(antenna_m=antenna_m, target_m=target_m, factor=k))


def _height_at_range(range_km: float, elevation_deg: float, antenna_m: float) -> float:
    return float(
        height_at_range_m(
            range_m=range_km * 1e3, elevation_rad=math.radians(elevation_deg), antenna_m=antenna_m
        )
    )


def _traced_height(range_km: float, elevation_deg: float, antenna_m: float) -> float:
    return traced_height_m(
        range_m=range_km * 1e3, elevation_rad=math.radians(elevation_deg), antenna_m=antenna_m
    )


def _earth_factor(gradient_n_per_km: float) -> float:
    return float(effective_earth_factor(gradient_n_per_km=gradient_n_per_km))


def _apparent_less_straight(distance_km: float) -> float:
    return 1e3 * float(apparent_elevation_rad(elevation_rad=0.0, distance_m=distance_km * 1e3))


def _lowest_visible(antenna_m: float, ridges: str, distance_km: float) -> float:
    """From a horizon table, north over walls that run east and west across a world of posts at sea level.

    Posts stand every kilometre, so that the walls' crests lie on posts.
    """
    step_deg = math.degrees(1e3 / MEAN_EARTH_RADIUS_M)
    rows = int(distance_km) + 41
    heights = np.zeros((rows, 9), dtype=np.float32)
    site_row = rows - 21
    for height, kilometre in _RIDGE.findall(ridges):
        heights[site_row - int(float(kilometre))] = float(height)
    north = (rows - 21) * step_deg
    terrain = Terrain.of(Tile(heights, north, -4.0 * step_deg, step_deg, step_deg), source="walls")
    table = build(
        terrain,
        latitude_rad=0.0,
        longitude_rad=0.0,
        factors=[4.0 / 3.0] * 3,
        heights_m=[antenna_m] * 3,
        range_step_m=1e3,
        range_max_m=distance_km * 1e3,
        azimuths=8,
        keep=False,
    )
    lowest, _ = table.lowest_visible_m(0.0, distance_km * 1e3, factor=4.0 / 3.0, height_m=antenna_m)
    return float(lowest)


MODELS: dict[str, Callable[..., float]] = {
    "geodesic-distance": _distance,
    "geodesic-azimuth": _azimuth,
    "ecef": _ecef,
    "look": _look,
    "radar-horizon": _horizon,
    "height-at-range": _height_at_range,
    "traced-height": _traced_height,
    "earth-factor": _earth_factor,
    "apparent-less-straight": _apparent_less_straight,
    "lowest-visible": _lowest_visible,
}
