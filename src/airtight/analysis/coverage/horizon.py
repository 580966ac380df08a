"""The horizon of a smooth earth: the yardstick that tells "beyond the horizon" from "hidden by terrain"."""

from dataclasses import dataclass

import numpy as np

from airtight.analysis.coverage import horizon_kernels
from airtight.analysis.coverage.request import Altitude
from airtight.analysis.coverage.site import Site
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Flags, Floats


@dataclass(frozen=True)
class SmoothEarth:
    """A smooth earth under one radar and one altitude.

    Attributes:
        level_m: (G,), its height above sea: the mean of the ground within each distance, but never above the
            ground under an antenna that stands on it.
        target_m: (G,), the target's height above sea.
        antenna_m: (1 + W,), above sea.
        factor: (1 + W,), effective-earth factors.
        hides: (G,), 1 where it leaves no line of sight, at nominal.
        loss_db: (G,), its one-way diffraction at nominal.
        extra_db: (1 + W, G), by how much its diffraction exceeds that of its horizon taken as one edge: what
            ITU-R P.526's delta-Bullington method adds to the edge of the real terrain.

    """

    level_m: Floats
    target_m: Floats
    antenna_m: Floats
    factor: Floats
    hides: Flags
    loss_db: Floats
    extra_db: Floats

    @classmethod
    def under(
        cls,
        site: Site,
        altitude: Altitude,
        *,
        antenna_m: Floats,
        ground_m: float | None,
        factor: Floats,
        frequency_hz: Floats,
    ) -> "SmoothEarth":
        """The smooth earth round a site.

        Args:
            site: the ground.
            altitude: the target's.
            antenna_m: (1 + W,), above sea, the nominal world first.
            ground_m: of the ground below an antenna that stands on it; None in the air.
            factor: (1 + W,), effective-earth factors.
            frequency_hz: (1 + W,).

        """
        level = site.smooth_m.copy() if ground_m is None else np.minimum(site.smooth_m, ground_m)
        target = altitude.height_m + altitude.above_ground * level
        hides = np.empty(level.size, dtype=np.uint8)
        loss = np.empty(level.size)
        extra = np.empty((antenna_m.size, level.size))
        horizon_kernels.smooth_view(
            site.distance_m, level, target, antenna_m, factor, frequency_hz.copy(), hides, loss, extra
        )
        return cls(level, target, antenna_m, factor, hides, loss, extra)

    def horizon_m(self, distance_m: Floats) -> Floats:
        """(1 + W,): the ground distance from which on it hides the target.

        Args:
            distance_m: (G,), of the levels; beyond the last, what the earth within it says.

        Source:
            Sum of the two tangents' arcs, k R acos(a / (a + h)), a = k R + height of the smooth earth.

        """
        radius = self.factor[:, None] * MEAN_EARTH_RADIUS_M
        earth = radius + self.level_m
        arcs = [
            np.arccos(np.clip(earth / np.maximum(radius + height, earth), 0.0, 1.0))
            for height in (self.antenna_m[:, None], self.target_m)
        ]
        reach = radius * (arcs[0] + arcs[1])
        beyond = distance_m > reach
        first = np.where(beyond.any(axis=1), beyond.argmax(axis=1), distance_m.size - 1)
        return np.asarray(reach[np.arange(reach.shape[0]), first])
