"""Diffraction: what arrives behind the horizon, of a smooth earth or of a terrain profile."""

import dataclasses
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from airtight.constants import SPEED_OF_LIGHT_M_PER_S
from airtight.errors import InputError
from airtight.numerics.columns import Floats, finite, flat, within
from airtight.propagation import kernels
from airtight.propagation.smooth_earth import Path, smooth_earth_loss_db

__all__ = [
    "DeltaBullington",
    "Path",
    "bullington_loss_db",
    "delta_bullington",
    "delta_bullington_loss_db",
    "knife_edge_loss_db",
    "not_exceeded_loss_db",
    "smooth_earth_loss_db",
]

DUCTING_FACTOR = 3.0
"""Effective-earth factor that is exceeded for beta_0 of the time; ITU-R P.452-17 eq. (6a)."""
P452_EARTH_RADIUS_M = 6_371_000.0
MEDIAN_PERCENT = 50.0


@dataclass(frozen=True)
class DeltaBullington:
    """The three losses that make a terrain profile's; one way, dB, relative to free space.

    Attributes:
        terrain_db: Bullington's edge on the profile.
        smooth_db: Bullington's edge on the effective smooth earth.
        sphere_db: diffraction over that smooth earth.

    """

    terrain_db: float
    smooth_db: float
    sphere_db: float

    @property
    def loss_db(self) -> float:
        """The profile's loss: the edge, and what the sphere adds to its own edge."""
        return self.terrain_db + max(self.sphere_db - self.smooth_db, 0.0)


def knife_edge_loss_db(nu: ArrayLike) -> Floats:
    """Loss behind one edge, relative to free space.

    Args:
        nu: shape (...): height above the line times sqrt(2 (d1 + d2) / (lambda d1 d2)); negative if clear.

    Returns:
        Shape (...), dB, >= 0.

    Raises:
        InputError: an entry is not finite.

    Source:
        ITU-R P.526 eq. (31).

    """
    given = finite("nu", nu)
    return np.array([kernels.knife_edge_loss_db(float(x)) for x in flat(given)]).reshape(given.shape)


def bullington_loss_db(path: Path, distance_m: ArrayLike, height_m: ArrayLike) -> float:
    """Loss of a terrain profile replaced by one edge.

    Args:
        path: frequency, antenna heights above the profile's ends, effective radius.
        distance_m: (n,), from 0, strictly rising.
        height_m: (n,), of the ground above sea.

    Returns:
        One-way loss in dB relative to free space.

    Raises:
        InputError: fewer than three points, distances that do not rise from 0, or unequal lengths.

    Source:
        ITU-R P.526 section 4.5.2 (Bullington part); P.452-17 eqs. (14)-(22).

    """
    d, h = _profile(distance_m, height_m)
    return _bullington(path, d, h, float(h[0] + path.height1_m), float(h[-1] + path.height2_m))


def delta_bullington_loss_db(path: Path, distance_m: ArrayLike, height_m: ArrayLike) -> float:
    """Loss of a terrain profile: one edge, and what a smooth earth adds to it.

    Args:
        path: frequency, antenna heights above the profile's ends, effective radius, ground, polarization.
        distance_m: (n,), from 0, strictly rising.
        height_m: (n,), of the ground above sea.

    Returns:
        One-way loss in dB relative to free space.

    Raises:
        InputError: fewer than three points, distances that do not rise from 0, or unequal lengths.

    Source:
        ITU-R P.526 section 4.5.2; smooth surface by P.452-17 attachment 2 section 5.1.6.

    """
    return delta_bullington(path, distance_m, height_m).loss_db


def delta_bullington(path: Path, distance_m: ArrayLike, height_m: ArrayLike) -> DeltaBullington:
    """The parts of `delta_bullington_loss_db`, with its arguments, errors and source."""
    d, h = _profile(distance_m, height_m)
    first, last = float(h[0] + path.height1_m), float(h[-1] + path.height2_m)
    start, end = _smooth_surface(d, h, first, last)
    above1, above2 = first - start, last - end
    return DeltaBullington(
        terrain_db=_bullington(path, d, h, first, last),
        smooth_db=_bullington(path, d, np.zeros(h.shape), above1, above2),
        sphere_db=smooth_earth_loss_db(path.with_heights(above1, above2), float(d[-1])),
    )


def not_exceeded_loss_db(
    path: Path, distance_m: ArrayLike, height_m: ArrayLike, *, percent: float, ducting_percent: float
) -> float:
    """Loss of a terrain profile that is not exceeded for a share of the time, when the air bends rays more.

    Args:
        path: its effective radius is the median's.
        distance_m: (n,), from 0, strictly rising.
        height_m: (n,), of the ground above sea.
        percent: of the time, 0.001 to 50.
        ducting_percent: of the time in which refractivity falls by over 100 N in the lowest 100 m (beta_0),
            0.0001 to 100.

    Returns:
        One-way loss in dB relative to free space.

    Raises:
        InputError: an argument is out of range.

    Source:
        ITU-R P.452-17 section 4.2.3, eqs. (39)-(43); inverse normal distribution by its attachment 3.

    """
    share = 0.01 * float(within("percent", percent, 1e-3, MEDIAN_PERCENT))
    ducting = 0.01 * float(within("ducting_percent", ducting_percent, 1e-4, 100.0))
    median = delta_bullington_loss_db(path, distance_m, height_m)
    if share >= 0.5 or ducting >= 0.5:  # noqa: PLR2004 - the median itself
        return median
    bent = dataclasses.replace(path, effective_radius_m=DUCTING_FACTOR * P452_EARTH_RADIUS_M)
    strongest = delta_bullington_loss_db(bent, distance_m, height_m)
    weight = 1.0 if share <= ducting else _inverse_normal(share) / _inverse_normal(ducting)
    return median + (strongest - median) * weight


def _inverse_normal(share: float) -> float:
    """The complementary normal distribution's inverse; ITU-R P.452-17 attachment 3, within 5e-4."""
    t = float(np.sqrt(-2.0 * np.log(share)))
    above = (0.010328 * t + 0.802853) * t + 2.515516698
    below = ((0.001308 * t + 0.189269) * t + 1.432788) * t + 1.0
    return above / below - t


def _profile(distance_m: ArrayLike, height_m: ArrayLike) -> tuple[Floats, Floats]:
    d, h = flat(finite("distance_m", distance_m)), flat(finite("height_m", height_m))
    if d.size != h.size or d.size < 3:  # noqa: PLR2004 - an end at each side and something between
        raise InputError(
            "not a profile", place="height_m", value=(d.size, h.size), allowed="equal lengths of 3 or more"
        )
    if d[0] != 0.0 or np.any(np.diff(d) <= 0.0):
        raise InputError(
            "distances must rise from 0",
            place="distance_m",
            value=d[:3].tolist(),
            allowed="0 first, then rising",
        )
    return d, h


def _bullington(path: Path, d: Floats, h: Floats, first_m: float, last_m: float) -> float:
    total = float(d[-1])
    inner, ground = d[1:-1], h[1:-1]
    wavelength = SPEED_OF_LIGHT_M_PER_S / path.frequency_hz
    bulged = ground + inner * (total - inner) / (2.0 * path.effective_radius_m)
    forward = float(np.max((bulged - first_m) / inner))
    if forward < (last_m - first_m) / total:
        line = (first_m * (total - inner) + last_m * inner) / total
        nu = float(np.max((bulged - line) * np.sqrt(2.0 * total / (wavelength * inner * (total - inner)))))
    else:
        backward = float(np.max((bulged - last_m) / (total - inner)))
        at = (last_m - first_m + backward * total) / (forward + backward)
        line_m = (first_m * (total - at) + last_m * at) / total
        nu = (first_m + forward * at - line_m) * np.sqrt(2.0 * total / (wavelength * at * (total - at)))
    edge = kernels.knife_edge_loss_db(float(nu))
    return edge + (1.0 - float(np.exp(-edge / 6.0))) * (10.0 + 0.02e-3 * total)


def _smooth_surface(d: Floats, h: Floats, first_m: float, last_m: float) -> tuple[float, float]:
    """Heights of the effective smooth surface under both antennas."""
    total = float(d[-1])
    step, before, after = np.diff(d), h[:-1], h[1:]
    v1 = float(np.sum(step * (after + before)))
    v2 = float(np.sum(step * (after * (2.0 * d[1:] + d[:-1]) + before * (d[1:] + 2.0 * d[:-1]))))
    start = (2.0 * v1 * total - v2) / total**2
    end = (v2 - v1 * total) / total**2
    inner = d[1:-1]
    over = h[1:-1] - (first_m * (total - inner) + last_m * inner) / total
    if float(np.max(over)) > 0.0:
        tilt1, tilt2 = float(np.max(over / inner)), float(np.max(over / (total - inner)))
        start -= float(np.max(over)) * tilt1 / (tilt1 + tilt2)
        end -= float(np.max(over)) * tilt2 / (tilt1 + tilt2)
    return min(start, float(h[0])), min(end, float(h[-1]))
