"""How exactly one look measures, given its signal-to-noise ratio."""

import numpy as np
from numpy.typing import ArrayLike

from airtight.constants import SPEED_OF_LIGHT_M_PER_S
from airtight.numerics.columns import Floats, positive

MONOPULSE_SLOPE = 1.6
CENTROID_SLOPE = 1.3
RECTANGLE = np.sqrt(3.0) / np.pi
"""Half of a rectangular spectrum's (or burst's) width over its root mean square, over pi: sqrt(3) / pi."""


def range_sigma_m(*, bandwidth_hz: ArrayLike, snr: ArrayLike, bound: bool = False) -> Floats:
    """Standard deviation of range by noise alone.

    Args:
        bandwidth_hz: shape (...), > 0.
        snr: shape (...), signal-to-noise power ratio at the measurement, > 0; below about 10 the threshold
            decides what is measured, and this is too small.
        bound: the Cramer-Rao bound of a rectangular spectrum in place of the practical form.

    Returns:
        The broadcast shape, m.

    Raises:
        InputError: an argument is not finite and positive.

    Source:
        Practical: (c / 2B) / sqrt(2 S). Bound: sqrt(3) / pi times that.

    """
    cell = SPEED_OF_LIGHT_M_PER_S / (2.0 * positive("bandwidth_hz", bandwidth_hz))
    return np.asarray(cell / _root(snr) * (RECTANGLE if bound else 1.0))


def angle_sigma_rad(
    *, beamwidth_rad: ArrayLike, snr: ArrayLike, off_broadside_rad: ArrayLike = 0.0
) -> Floats:
    """Standard deviation of a monopulse angle by noise alone.

    Args:
        beamwidth_rad: shape (...), half-power width at broadside, > 0.
        snr: shape (...), > 0.
        off_broadside_rad: shape (...), off a phased face's broadside: the beam widens by 1 / cos.

    Returns:
        The broadcast shape, rad.

    Raises:
        InputError: an argument is not finite and positive, or the face looks backwards.

    Source:
        theta / (1.6 sqrt(2 S)) with theta / cos psi off broadside.

    """
    cosine = positive("cos(off_broadside_rad)", np.cos(np.asarray(off_broadside_rad, dtype=np.float64)))
    width = positive("beamwidth_rad", beamwidth_rad) / cosine
    return np.asarray(width / (MONOPULSE_SLOPE * _root(snr)))


def centroid_sigma_rad(*, beamwidth_rad: ArrayLike, snr: ArrayLike, hits: ArrayLike) -> Floats:
    """Standard deviation of the azimuth that a turning radar without monopulse finds from its hits.

    Args:
        beamwidth_rad: shape (...), > 0.
        snr: shape (...), of one hit, > 0.
        hits: shape (...), within the beam, > 0.

    Returns:
        The broadcast shape, rad.

    Raises:
        InputError: an argument is not finite and positive.

    Source:
        theta / (k sqrt(2 N S)), k from 1 to 1.6; 1.3 here (assumption).

    """
    together = positive("hits", hits) * positive("snr", snr)
    return np.asarray(positive("beamwidth_rad", beamwidth_rad) / (CENTROID_SLOPE * _root(together)))


def speed_sigma_m_per_s(*, wavelength_m: ArrayLike, dwell_s: ArrayLike, snr: ArrayLike) -> Floats:
    """Standard deviation of the range rate of one coherent dwell by noise alone.

    Args:
        wavelength_m: shape (...), > 0.
        dwell_s: shape (...), > 0.
        snr: shape (...), of the dwell, > 0.

    Returns:
        The broadcast shape, m/s.

    Raises:
        InputError: an argument is not finite and positive.

    Source:
        Cramer-Rao, even in time: (lambda / 2) (sqrt(3) / pi) / (T sqrt(2 S)).

    """
    step = positive("wavelength_m", wavelength_m) / (2.0 * positive("dwell_s", dwell_s))
    return np.asarray(RECTANGLE * step / _root(snr))


def _root(snr: ArrayLike) -> Floats:
    return np.sqrt(2.0 * positive("snr", snr))
