"""HEALPix: a sphere of directions in parts of equal area, numbered ring by ring from the top."""

import numpy as np
from numpy.typing import ArrayLike

from airtight.errors import InputError
from airtight.numerics import healpix_kernels
from airtight.numerics.columns import Floats, Ints, finite, flat, within

QUARTER = np.pi / 4.0


def bin_count(sides: int) -> int:
    """How many parts the sphere has: 12 N_side^2."""
    return 12 * sides * sides


def bins(*, azimuth_rad: ArrayLike, elevation_rad: ArrayLike, sides: int) -> Ints:
    """The part that each direction falls into, ring order.

    Args:
        azimuth_rad: shape (...), any angle.
        elevation_rad: shape (...), -pi/2 to pi/2, broadcast with `azimuth_rad`.
        sides: N_side, 1 to 512.

    Raises:
        InputError: an argument is out of range.

    Source:
        Gorski et al. 2005, ApJ 622:759.

    """
    if not 1 <= sides <= 512:  # noqa: PLR2004
        raise InputError("out of range", place="sides", value=sides, allowed="1 to 512")
    half_pi = np.pi / 2.0
    azimuth, elevation = np.broadcast_arrays(
        finite("azimuth_rad", azimuth_rad), within("elevation_rad", elevation_rad, -half_pi, half_pi)
    )
    out = np.empty(azimuth.shape, dtype=np.int64)
    healpix_kernels.fill_ring_bins(sides, flat(azimuth), flat(np.sin(elevation)), out.reshape(-1))
    return out


def outlines(sides: int, points_a_side: int = 6) -> tuple[Floats, Floats]:
    """The edges of all parts, for pictures.

    Args:
        sides: N_side.
        points_a_side: along each of a part's four edges.

    Returns:
        Azimuth (not wrapped) and elevation, rad, both (12 N_side^2, 4 points_a_side): round each part, once.

    Source:
        Gorski et al. 2005, section 5; Calabretta & Roukema 2007, MNRAS 381:865: in the plane of
        the projection every part is a square on its tip.

    """
    along = np.arange(points_a_side) / points_a_side
    # The tip on the right, at the top, on the left, at the bottom.
    across = np.concatenate([1.0 - along, -along, along - 1.0, along])
    upward = np.concatenate([along, 1.0 - along, -along, along - 1.0])
    x, y = _centres(sides)
    size = QUARTER / sides
    return _direction(x[:, None], x[:, None] + size * across, y[:, None] + size * upward)


def _centres(sides: int) -> tuple[Floats, Floats]:
    """Where the parts' centres lie in the plane of the projection."""
    x, y = [], []
    for ring in range(1, 4 * sides):
        cap = min(ring, 4 * sides - ring, sides)
        in_caps = ring < sides or ring > 3 * sides
        first = 0.5 if in_caps or (ring - sides) % 2 == 0 else 0.0
        number = np.arange(4 * cap)
        azimuth = (number + first) * np.pi / (2.0 * cap)
        middle = (np.floor(number / cap) + 0.5) * np.pi / 2.0
        x.append(middle + (azimuth - middle) * cap / sides if in_caps else azimuth)
        y.append(np.full(number.size, np.pi / 2.0 - ring * QUARTER / sides))
    return np.concatenate(x), np.concatenate(y)


def _direction(centre_x: Floats, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """From the plane of the projection to azimuth and elevation."""
    polar = np.abs(y) > QUARTER
    sigma = np.where(polar, np.maximum(2.0 - np.abs(y) / QUARTER, 0.0), 1.0)
    middle = (np.floor(centre_x / (2.0 * QUARTER)) + 0.5) * 2.0 * QUARTER
    azimuth = np.where(polar, middle + (x - middle) / np.maximum(sigma, 1e-9), x)
    azimuth = np.where(polar & (sigma < 1e-9), middle, azimuth)  # noqa: PLR2004 (a pole has no azimuth)
    z = np.where(polar, np.sign(y) * (1.0 - sigma**2 / 3.0), y / (1.5 * QUARTER))
    return azimuth, np.arcsin(np.clip(z, -1.0, 1.0))
