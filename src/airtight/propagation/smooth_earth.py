"""Diffraction over a smooth earth."""

import dataclasses
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import InputError
from airtight.numerics.columns import Floats, finite, flat, positive, within
from airtight.propagation import smooth_earth_kernels as kernels

GROUNDS = {
    "land": (kernels.LAND_PERMITTIVITY, kernels.LAND_CONDUCTIVITY_S_PER_M),
    "sea": (kernels.SEA_PERMITTIVITY, kernels.SEA_CONDUCTIVITY_S_PER_M),
}
"""Relative permittivity and conductivity (S/m)."""
POLARIZATIONS = ("horizontal", "vertical")


@dataclass(frozen=True)
class Path:
    """What a diffraction model needs to know besides distances and profiles.

    Attributes:
        frequency_hz: of the carrier.
        height1_m: of one antenna above its ground.
        height2_m: of the other above its ground.
        effective_radius_m: of the earth, a_e = k R_m.
        ground: "land" or "sea".
        polarization: "horizontal" or "vertical".
        sea_share: share of the path over sea; None: all of it or nothing, as `ground` says.

    """

    frequency_hz: float
    height1_m: float
    height2_m: float
    effective_radius_m: float = 4.0 / 3.0 * MEAN_EARTH_RADIUS_M
    ground: str = "land"
    polarization: str = "horizontal"
    sea_share: float | None = None

    def __post_init__(self) -> None:
        """Refuse what no model serves."""
        within("frequency_hz", self.frequency_hz, 1e7, 1e12)
        finite("height1_m", self.height1_m)
        finite("height2_m", self.height2_m)
        positive("effective_radius_m", self.effective_radius_m)
        if self.ground not in GROUNDS:
            raise InputError("unknown ground", place="ground", value=self.ground, allowed=", ".join(GROUNDS))
        if self.polarization not in POLARIZATIONS:
            raise InputError(
                "unknown polarization",
                place="polarization",
                value=self.polarization,
                allowed=", ".join(POLARIZATIONS),
            )
        if self.sea_share is not None:
            within("sea_share", self.sea_share, 0.0, 1.0)

    @property
    def over_sea(self) -> float:
        """Share of the path over sea, 0 to 1."""
        return float(self.ground == "sea" if self.sea_share is None else self.sea_share)

    @property
    def vertical(self) -> int:
        """1 if the polarization is vertical, else 0."""
        return int(self.polarization == "vertical")

    def with_heights(self, height1_m: float, height2_m: float) -> "Path":
        """The same with other antennas."""
        return dataclasses.replace(self, height1_m=height1_m, height2_m=height2_m)


def smooth_earth_loss_db(path: Path, distance_m: float) -> float:
    """Loss over a smooth spherical earth relative to free space, at any distance.

    Args:
        path: frequency, heights above the smooth earth, effective radius, ground, polarization.
        distance_m: between the antennas, > 0.

    Returns:
        One-way loss in dB, >= 0.

    Raises:
        InputError: the distance is not positive, or a height is not.

    Source:
        ITU-R P.526-15 section 3; the same equations as P.452-17 (23)-(37), which mix land and sea by (29).

    Limits:
        10 MHz and above. Within 0.6 dB of the full residue series where tried; no lobing inside the horizon.

    """
    return float(smooth_earth_losses_db(path, path.height2_m, distance_m, place="height2_m"))


def smooth_earth_losses_db(
    path: Path, height2_m: ArrayLike, distance_m: ArrayLike, *, place: str = "height2_m"
) -> Floats:
    """The same for many far ends of one antenna.

    Args:
        path: as above; its `height2_m` is not read.
        height2_m: shape (...), of the far ends above the smooth earth, > 0.
        distance_m: shape (...), > 0, broadcast with `height2_m`.
        place: what the user calls the far ends' heights, for messages.

    Returns:
        The broadcast shape, dB, >= 0.

    Raises:
        InputError: a distance or a height is not positive.

    """
    first = float(positive("height1_m", path.height1_m))
    height, distance = np.broadcast_arrays(positive(place, height2_m), positive("distance_m", distance_m))
    loss_db = np.empty(height.shape)
    kernels.fill_smooth_earth_loss_db(
        float(path.frequency_hz),
        first,
        flat(height),
        flat(distance),
        float(path.effective_radius_m),
        path.over_sea,
        path.vertical,
        loss_db.reshape(-1),
    )
    return loss_db
