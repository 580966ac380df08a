"""Rain: attenuation of a wave inside it."""

import numpy as np

from airtight.errors import InputError
from airtight.numerics.columns import Floats, within

TILT_RAD = {"horizontal": 0.0, "vertical": np.pi / 2.0, "circular": np.pi / 4.0}

# ITU-R P.838-3 tables 1-4: a_j, b_j, c_j, and (m, c).
_Terms = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...], tuple[float, float]]
K_HORIZONTAL: _Terms = (
    (-5.33980, -0.35351, -0.23789, -0.94158),
    (-0.10008, 1.26970, 0.86036, 0.64552),
    (1.13098, 0.45400, 0.15354, 0.16817),
    (-0.18961, 0.71147),
)
K_VERTICAL: _Terms = (
    (-3.80595, -3.44965, -0.39902, 0.50167),
    (0.56934, -0.22911, 0.73042, 1.07319),
    (0.81061, 0.51059, 0.11899, 0.27195),
    (-0.16398, 0.63297),
)
ALPHA_HORIZONTAL: _Terms = (
    (-0.14318, 0.29591, 0.32177, -5.37610, 16.1721),
    (1.82442, 0.77564, 0.63773, -0.96230, -3.29980),
    (-0.55187, 0.19822, 0.13164, 1.47828, 3.43990),
    (0.67849, -1.95537),
)
ALPHA_VERTICAL: _Terms = (
    (-0.07771, 0.56727, -0.20238, -48.2991, 48.5833),
    (2.33840, 0.95545, 1.14520, 0.791669, 0.791459),
    (-0.76284, 0.54039, 0.26809, 0.116226, 0.116479),
    (-0.053739, 0.83433),
)


def rain_attenuation_db_per_km(
    *, frequency_hz: float, rate_mm_per_h: float, polarization: str = "horizontal", elevation_rad: float = 0.0
) -> float:
    """Specific attenuation in rain.

    Args:
        frequency_hz: 1 to 1000 GHz.
        rate_mm_per_h: rain rate, 0 to 1000 mm/h.
        polarization: "horizontal", "vertical" or "circular".
        elevation_rad: of the path.

    Returns:
        dB/km, one-way.

    Raises:
        InputError: an argument is out of range.

    Source:
        ITU-R P.838-3, eqs. (1)-(5).

    Limits:
        A rain cell is 5-30 km wide, never the whole path. The echo of rain is another matter.

    """
    rate = float(within("rate_mm_per_h", rate_mm_per_h, 0.0, 1000.0))
    k, alpha = rain_coefficients(
        frequency_hz=frequency_hz, polarization=polarization, elevation_rad=elevation_rad
    )
    return float(k * rate**alpha)


def rain_coefficients(
    *, frequency_hz: float, polarization: str = "horizontal", elevation_rad: float = 0.0
) -> tuple[float, float]:
    """The k and alpha of k R^alpha, dB/km for a rate R in mm/h.

    Args:
        frequency_hz: 1 to 1000 GHz.
        polarization: "horizontal", "vertical" or "circular".
        elevation_rad: of the path.

    Raises:
        InputError: an argument is out of range.

    Source:
        ITU-R P.838-3, eqs. (2)-(5).

    """
    frequency = float(within("frequency_hz", frequency_hz, 1e9, 1e12)) * 1e-9
    elevation = float(within("elevation_rad", elevation_rad, -np.pi / 2.0, np.pi / 2.0))
    if polarization not in TILT_RAD:
        raise InputError(
            "unknown polarization", place="polarization", value=polarization, allowed=", ".join(TILT_RAD)
        )
    return _coefficients(frequency, elevation, TILT_RAD[polarization])


def _coefficients(frequency_ghz: float, elevation_rad: float, tilt_rad: float) -> tuple[float, float]:
    k_h = 10.0 ** _sum(K_HORIZONTAL, frequency_ghz)
    k_v = 10.0 ** _sum(K_VERTICAL, frequency_ghz)
    a_h = _sum(ALPHA_HORIZONTAL, frequency_ghz)
    a_v = _sum(ALPHA_VERTICAL, frequency_ghz)
    mix = float(np.cos(elevation_rad) ** 2 * np.cos(2.0 * tilt_rad))
    k = (k_h + k_v + (k_h - k_v) * mix) / 2.0
    alpha = (k_h * a_h + k_v * a_v + (k_h * a_h - k_v * a_v) * mix) / (2.0 * k)
    return k, alpha


def _sum(terms: _Terms, frequency_ghz: float) -> float:
    a, b, c = (np.array(row) for row in terms[:3])
    slope, constant = terms[3]
    logarithm = np.log10(frequency_ghz)
    bells: Floats = a * np.exp(-(((logarithm - b) / c) ** 2))
    return float(np.sum(bells) + slope * logarithm + constant)
