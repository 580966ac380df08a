"""From polar nodes to places: the nearest node of a radar's grid, for maps and for several sites at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from airtight.analysis.coverage import raster_kernels
from airtight.analysis.coverage.stations import Spot
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Floats, flat

MARGIN = 1.03
"""A map reaches so much farther than what is covered."""
STEEPEST_RAD = np.radians(89.0)


@dataclass(frozen=True)
class Grid:
    """Cells even in angle, row 0 in the north; longitudes may pass 180 degrees, so that they rise."""

    north_rad: float
    west_rad: float
    step_north_rad: float
    step_east_rad: float
    rows: int
    columns: int

    @classmethod
    def around(cls, spots: list[Spot], radius_m: float, *, cells: int) -> "Grid":
        """A grid that holds a circle round each spot.

        Args:
            spots: at least one.
            radius_m: of the circles.
            cells: along the longer side.

        """
        up = MARGIN * radius_m / MEAN_EARTH_RADIUS_M
        middle = spots[0].longitude_rad
        latitudes = np.array([spot.latitude_rad for spot in spots])
        longitudes = np.array([_near(spot.longitude_rad, middle) for spot in spots])
        north = min(float(latitudes.max()) + up, STEEPEST_RAD)
        south = max(float(latitudes.min()) - up, -STEEPEST_RAD)
        flattest = np.minimum(np.abs(latitudes) + up, STEEPEST_RAD)
        across = np.minimum(up / np.cos(flattest), np.pi)
        west, east = float((longitudes - across).min()), float((longitudes + across).max())
        tall_m = north - south
        wide_m = (east - west) * np.cos(0.5 * (north + south))
        step = max(tall_m, wide_m) / cells
        rows = max(int(np.ceil(tall_m / step)), 2)
        columns = max(int(np.ceil(wide_m / step)), 2)
        return cls(north, west, (north - south) / rows, (east - west) / columns, rows, columns)

    @property
    def latitude_rad(self) -> Floats:
        """(rows,), of the cells' middles."""
        return np.asarray(self.north_rad - (np.arange(self.rows) + 0.5) * self.step_north_rad)

    @property
    def longitude_rad(self) -> Floats:
        """(columns,), of the cells' middles."""
        return np.asarray(self.west_rad + (np.arange(self.columns) + 0.5) * self.step_east_rad)

    @property
    def area_m2(self) -> Floats:
        """(rows, columns)."""
        half = 0.5 * self.step_north_rad
        band = np.sin(self.latitude_rad + half) - np.sin(self.latitude_rad - half)
        return np.tile((MEAN_EARTH_RADIUS_M**2 * self.step_east_rad * band)[:, None], (1, self.columns))

    def nodes(self, spot: Spot) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """The node of a spot that is nearest to each cell: azimuth, distance, and whether there is one."""
        latitude, longitude = np.meshgrid(self.latitude_rad, self.longitude_rad, indexing="ij")
        azimuths, steps = spot.nodes
        index = np.empty((latitude.size, 2), dtype=np.int64)
        raster_kernels.nearest_nodes(
            spot.latitude_rad,
            spot.longitude_rad,
            spot.distance_m,
            azimuths,
            flat(latitude),
            flat(longitude),
            index,
        )
        a, g = (index[:, i].reshape(self.rows, self.columns) for i in range(2))
        return a, np.minimum(g, steps - 1), g < steps


def _near(longitude_rad: float, middle_rad: float) -> float:
    """The same meridian, within half a turn of another."""
    return middle_rad + (longitude_rad - middle_rad + np.pi) % (2.0 * np.pi) - np.pi
