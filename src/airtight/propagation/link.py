"""A radar and a target: where they are, and whether the ground stands between."""

from dataclasses import dataclass

import numpy as np

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth.refraction import STANDARD_FACTOR, radar_horizon_m
from airtight.errors import InputError
from airtight.numerics.columns import positive, within
from airtight.propagation.ground import Ground
from airtight.propagation.smooth_earth import POLARIZATIONS

PROFILE_END_M = 1.0
"""How far the profile's end may lie from the target."""


@dataclass(frozen=True)
class Link:
    """Both ends of a path.

    Attributes:
        frequency_hz: of the carrier, 10 MHz to 1 THz.
        antenna_m: of the radar's antenna above sea.
        target_m: of the target above sea.
        distance_m: along the ground.
        factor: effective-earth factor k.
        polarization: "horizontal" or "vertical".

    """

    frequency_hz: float
    antenna_m: float
    target_m: float
    distance_m: float
    factor: float = STANDARD_FACTOR
    polarization: str = "horizontal"

    def __post_init__(self) -> None:
        """Refuse what is no path."""
        within("frequency_hz", self.frequency_hz, 1e7, 1e12)
        within("antenna_m", self.antenna_m, -500.0, 60_000.0)
        within("target_m", self.target_m, -500.0, 1e6)
        positive("distance_m", self.distance_m)
        within("distance_m", self.distance_m, 0.0, 3e6)
        within("factor", self.factor, 0.3, 1e6)
        if self.polarization not in POLARIZATIONS:
            raise InputError(
                "unknown polarization",
                place="polarization",
                value=self.polarization,
                allowed=", ".join(POLARIZATIONS),
            )

    @property
    def radius_m(self) -> float:
        """Effective radius of the earth."""
        return self.factor * MEAN_EARTH_RADIUS_M

    @property
    def slant_m(self) -> float:
        """Length of the straight ray over the effective earth."""
        half = np.sin(0.5 * self.distance_m / self.radius_m)
        across = 4.0 * (self.radius_m + self.antenna_m) * (self.radius_m + self.target_m) * half**2
        return float(np.sqrt((self.target_m - self.antenna_m) ** 2 + across))

    @property
    def elevation_rad(self) -> float:
        """Apparent elevation of the target at the antenna."""
        return self.elevation_of(self.target_m, self.distance_m)

    def elevation_of(self, height_m: float, distance_m: float) -> float:
        """Apparent elevation (rad) at the antenna of a height above sea at a distance along the ground."""
        arc = distance_m / self.radius_m
        up = height_m - self.antenna_m - 2.0 * (self.radius_m + height_m) * np.sin(0.5 * arc) ** 2
        return float(np.arctan2(up, (self.radius_m + height_m) * np.sin(arc)))

    def in_sight(self, ground: Ground) -> bool:
        """Whether the straight ray clears all of the profile between the ends, or the smooth earth.

        Source:
            Elevation angles over an earth of k times the radius; without a profile the sum of both tangents.

        """
        if ground.profile is None:
            low = ground.level_m
            horizon = radar_horizon_m(
                antenna_m=self.antenna_m - low, target_m=self.target_m - low, factor=self.factor
            )
            return self.distance_m <= float(horizon)
        d, h = ground.profile
        arc = d[1:-1] / self.radius_m
        up = h[1:-1] - self.antenna_m - 2.0 * (self.radius_m + h[1:-1]) * np.sin(0.5 * arc) ** 2
        edges = np.arctan2(up, (self.radius_m + h[1:-1]) * np.sin(arc))
        return self.elevation_rad >= float(np.max(edges))

    def check_against(self, ground: Ground) -> None:
        """Refuse ends below the ground, and a profile that does not end at the target.

        Raises:
            InputError: all that is wrong with them.

        """
        start, end = ground.level_m, ground.level_m
        if ground.profile is not None:
            d, h = ground.profile
            start, end = float(h[0]), float(h[-1])
            if abs(float(d[-1]) - self.distance_m) > PROFILE_END_M:
                raise InputError(
                    "the profile does not end at the target",
                    place="ground.distance_m",
                    value=f"{float(d[-1]):.6g} m",
                    allowed=f"{self.distance_m:.6g} m, to {PROFILE_END_M:g} m",
                )
        for place, height, floor in (("antenna_m", self.antenna_m, start), ("target_m", self.target_m, end)):
            if height <= floor:
                raise InputError(
                    "not above the ground", place=place, value=height, allowed=f"more than {floor:.6g} m"
                )
