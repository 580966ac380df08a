"""The effective earth: straight rays over a sphere of k times the radius."""

import numpy as np
from numpy.typing import ArrayLike

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import InputError
from airtight.numerics.columns import Floats, finite, positive, within

STANDARD_FACTOR = 4.0 / 3.0
REFERENCE_REFRACTIVITY = 315.0
"""At sea level, N-units; ITU-R P.453's reference atmosphere."""
REFERENCE_SCALE_M = 7_350.0
"""Height over which it falls by e."""
DUCTING_N_PER_KM = -1e6 / (MEAN_EARTH_RADIUS_M * 1e-3)
"""Gradient at which a level ray follows the earth, -157 N/km: from here on k is no longer defined."""


def refractivity(*, pressure_hpa: ArrayLike, temperature_k: ArrayLike, vapour_g_per_m3: ArrayLike) -> Floats:
    """Radio refractivity N of air, (n - 1) 1e6.

    Args:
        pressure_hpa: shape (...), of *dry* air, > 0.
        temperature_k: shape (...), > 0.
        vapour_g_per_m3: shape (...), density of water vapour, 0 to 100.

    Returns:
        The broadcast shape, N-units.

    Raises:
        InputError: an argument is out of range.

    Source:
        ITU-R P.453: N = 77.6 p/T + 72 e/T + 3.75e5 e/T^2, e = rho T / 216.7.

    """
    pressure = positive("pressure_hpa", pressure_hpa)
    temperature = positive("temperature_k", temperature_k)
    vapour_hpa = within("vapour_g_per_m3", vapour_g_per_m3, 0.0, 100.0) * temperature / 216.7
    dry = 77.6 * pressure / temperature
    return np.asarray(dry + 72.0 * vapour_hpa / temperature + 3.75e5 * vapour_hpa / temperature**2)


def reference_gradient_n_per_km(height_m: ArrayLike = 0.0) -> Floats:
    """Slope of the reference atmosphere's refractivity, N = 315 exp(-h / 7.35 km).

    Args:
        height_m: shape (...), above sea, m.

    Returns:
        The same shape, N-units a kilometre; about -43 at sea level.

    Raises:
        InputError: a height is not in -1 to 100 km.

    Source:
        ITU-R P.453, reference atmosphere.

    """
    height = within("height_m", height_m, -1e3, 1e5)
    scale_km = REFERENCE_SCALE_M * 1e-3
    return np.asarray(-REFERENCE_REFRACTIVITY / scale_km * np.exp(-height / REFERENCE_SCALE_M))


def effective_earth_factor(*, gradient_n_per_km: ArrayLike) -> Floats:
    """The factor k by which the earth's radius grows so that rays become straight.

    Args:
        gradient_n_per_km: shape (...), slope of refractivity with height, N-units a kilometre; -39 is usual.

    Returns:
        The same shape; above 1 for a falling refractivity, below for a rising one.

    Raises:
        InputError: the gradient bends rays as much as the earth or more: a duct, which has no k.

    Source:
        k = 1 / (1 + R_m dn/dh); ITU-R P.310, P.452: 157 / (157 - dN).

    Limits:
        One gradient at all heights: good below about 3 km.

    """
    gradient = finite("gradient_n_per_km", gradient_n_per_km)
    bad = gradient <= DUCTING_N_PER_KM
    if bad.any():
        raise InputError(
            "a duct: rays bend as much as the earth, which no effective radius describes",
            place="gradient_n_per_km",
            value=float(gradient[bad][0]),
            allowed=f"more than {DUCTING_N_PER_KM:.1f}",
        )
    return np.asarray(1.0 / (1.0 - gradient / DUCTING_N_PER_KM))


def factor_interval(*, gradient_n_per_km: ArrayLike) -> Floats:
    """Low, nominal and high factor k of an interval of gradients, as horizon tables take them.

    Args:
        gradient_n_per_km: (3,), low, nominal and high gradient in any order that rises or falls throughout.

    Returns:
        (3,), rising: the steepest fall gives the greatest factor.

    Raises:
        InputError: not three values in order, or a duct.

    """
    gradients = finite("gradient_n_per_km", gradient_n_per_km)
    steps = np.diff(gradients)
    if gradients.shape != (3,) or not (np.all(steps >= 0.0) or np.all(steps <= 0.0)):
        raise InputError(
            "not three values in order",
            place="gradient_n_per_km",
            value=gradients.tolist(),
            allowed="low, nominal, high",
        )
    return np.sort(effective_earth_factor(gradient_n_per_km=gradients))


def radar_horizon_m(
    *, antenna_m: ArrayLike, target_m: ArrayLike, factor: ArrayLike = STANDARD_FACTOR
) -> Floats:
    """The greatest distance between two heights over a smooth earth: the sum of the tangents' lengths.

    Args:
        antenna_m: shape (...), m above the smooth surface between the two, >= 0.
        target_m: shape (...), m above the same, >= 0.
        factor: effective-earth factor k, > 0.

    Returns:
        The broadcast shape, m.

    Raises:
        InputError: an argument is out of range.

    Source:
        sqrt(h1 (2 a + h1)) + sqrt(h2 (2 a + h2)), a = k R_m.

    """
    radius = positive("factor", factor) * MEAN_EARTH_RADIUS_M
    first = within("antenna_m", antenna_m, 0.0, 1e8)
    second = within("target_m", target_m, 0.0, 1e8)
    return np.asarray(np.sqrt(first * (2.0 * radius + first)) + np.sqrt(second * (2.0 * radius + second)))


def height_at_range_m(
    *, range_m: ArrayLike, elevation_rad: ArrayLike, antenna_m: ArrayLike, factor: ArrayLike = STANDARD_FACTOR
) -> Floats:
    """Height above sea of what a radar sees at a slant range and an apparent elevation.

    Args:
        range_m: shape (...), m, >= 0.
        elevation_rad: shape (...), apparent, rad.
        antenna_m: shape (...), m above sea.
        factor: effective-earth factor k, > 0.

    Returns:
        The broadcast shape, m.

    Raises:
        InputError: an argument is out of range.

    Source:
        h = sqrt(R^2 + (a + H)^2 + 2 R (a + H) sin e) - a, a = k R_m.

    Limits:
        Refractivity linear in height: good for targets below about 3 km. Above, 4/3 puts them too low: 172 m
        at 200 km and 2 degrees, 651 m at 400 km and half a degree. Ducts are outside the model.

    """
    radius = positive("factor", factor) * MEAN_EARTH_RADIUS_M
    distance = within("range_m", range_m, 0.0, 1e8)
    elevation = within("elevation_rad", elevation_rad, -np.pi / 2.0, np.pi / 2.0)
    centre = radius + within("antenna_m", antenna_m, -1e4, 1e8)
    square = distance**2 + centre**2 + 2.0 * distance * centre * np.sin(elevation)
    return np.asarray(np.sqrt(square) - radius)


def apparent_elevation_rad(
    *, elevation_rad: ArrayLike, distance_m: ArrayLike, factor: ArrayLike = STANDARD_FACTOR
) -> Floats:
    """The elevation that a radar measures, of a straight line's elevation and a ground distance.

    Args:
        elevation_rad: shape (...), of the straight line, rad.
        distance_m: shape (...), m, >= 0.
        factor: effective-earth factor k, > 0.

    Returns:
        The broadcast shape, rad.

    Raises:
        InputError: an argument is out of range.

    Source:
        apparent - straight = (d / 2)(1 / R_m - 1 / a), a = k R_m.

    """
    distance = within("distance_m", distance_m, 0.0, 1e8)
    bend = (1.0 - 1.0 / positive("factor", factor)) / (2.0 * MEAN_EARTH_RADIUS_M)
    return np.asarray(within("elevation_rad", elevation_rad, -np.pi / 2.0, np.pi / 2.0) + distance * bend)
