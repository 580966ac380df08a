"""The ground under a path: its profile, and what covers it."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike

from airtight.errors import InputError
from airtight.numerics.columns import Floats, finite, flat, within

LAND = "land"
PLAIN = "plain"
LAKE = "lake"
SEA = "sea"
COVERS = {LAND: "land", PLAIN: "land", LAKE: "land", SEA: "sea"}
"""What covers the ground, each with the electrical ground of P.526; a lake is taken as land, being fresh."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What lies under a path.

    Attributes:
        distance_m: (n,), from the radar, 0 first, strictly rising; None: no profile.
        height_m: (n,), of the ground above sea; None: no profile.
        cover: "land" (rough), "plain", "lake" or "sea": the last three mirror waves.
        roughness_m: rms height of what stands out of a mirroring surface.
        level_m: height above sea of the smooth earth where there is no profile.

    """

    FLATNESS_M: ClassVar[float] = 10.0
    """Assumption of the project: a profile that leaves its plane by more is no mirror."""

    distance_m: ArrayLike | None = None
    height_m: ArrayLike | None = None
    cover: str = LAND
    roughness_m: float = 0.0
    level_m: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what is no ground."""
        if self.cover not in COVERS:
            raise InputError("unknown cover", place="cover", value=self.cover, allowed=", ".join(COVERS))
        within("roughness_m", self.roughness_m, 0.0, 1e4)
        within("level_m", self.level_m, -1e3, 1e4)
        if (self.distance_m is None) != (self.height_m is None):
            raise InputError(
                "half a profile",
                place="ground",
                value="one of two",
                allowed="distance_m and height_m, or neither",
            )
        _ = self.profile

    @cached_property
    def profile(self) -> tuple[Floats, Floats] | None:
        """Distances and heights (m), or None."""
        if self.distance_m is None or self.height_m is None:
            return None
        d, h = flat(finite("distance_m", self.distance_m)), flat(finite("height_m", self.height_m))
        if d.size != h.size or d.size < 3 or d[0] != 0.0 or np.any(np.diff(d) <= 0.0):  # noqa: PLR2004
            raise InputError(
                "not a profile",
                place="ground",
                value=f"{d.size} distances, {h.size} heights",
                allowed="three points or more, distances rising from 0",
            )
        return d, h

    @property
    def electrical(self) -> str:
        """The ground whose constants count, "land" or "sea"."""
        return COVERS[self.cover]

    @property
    def mirrors(self) -> bool:
        """Whether the cover is one that mirrors waves."""
        return self.cover != LAND

    @cached_property
    def plane(self) -> tuple[float, float]:
        """Height (m) at the radar and slope of the straight line fitted to the profile."""
        if self.profile is None:
            return self.level_m, 0.0
        d, h = self.profile
        slope, start = np.polyfit(d, h, 1)
        return float(start), float(slope)

    @property
    def departure_m(self) -> float:
        """How far the profile leaves its plane at the most, m."""
        if self.profile is None:
            return 0.0
        d, h = self.profile
        start, slope = self.plane
        return float(np.max(np.abs(h - start - slope * d)))

    @property
    def flat(self) -> bool:
        """Whether the profile is flat enough to mirror, by the assumed limit."""
        return self.departure_m <= self.FLATNESS_M

    def levels_m(self, distance_m: float) -> tuple[float, float]:
        """Heights above sea of the smooth ground below the radar and, at a distance, below the target."""
        start, slope = self.plane
        return start, start + slope * distance_m
