"""Compiled look-up of the polar node nearest to a place."""

import math

import numpy as np

from airtight.earth.kernels import great_circle_distance_bearing
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.kernel import kernel


@kernel
def nearest_nodes(
    site_latitude_rad: float,
    site_longitude_rad: float,
    distance: Floats,
    azimuths: int,
    latitude_rad: Floats,
    longitude_rad: Floats,
    index: Ints,
) -> None:
    """Fill `index` (n, 2): azimuth and distance of the node nearest to each place (n,).

    `distance` (G,) of the nodes, rising; beyond the last, G.
    """
    for i in range(latitude_rad.size):
        distance_m, azimuth = great_circle_distance_bearing(
            site_latitude_rad, site_longitude_rad, latitude_rad[i], longitude_rad[i]
        )
        index[i, 0] = int(azimuth * azimuths / (2.0 * math.pi) + 0.5) % azimuths
        g = np.searchsorted(distance, distance_m)
        if 0 < g < distance.size and distance_m - distance[g - 1] < distance[g] - distance_m:
            g -= 1
        index[i, 1] = g
