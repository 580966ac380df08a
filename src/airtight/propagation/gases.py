"""Gases: what oxygen and water vapour take, in a point, along a ray, and as a table for a radar."""

from functools import cache, lru_cache
from importlib import resources

import numpy as np
from numpy.typing import ArrayLike

from airtight.numerics.columns import Floats, Singles, flat, positive, within
from airtight.propagation import gas_kernels
from airtight.propagation.kernels import GAS_ELEVATIONS, GAS_RANGES

SURFACE_VAPOUR_G_PER_M3 = 7.5
"""ITU-R P.835's mean annual global atmosphere."""
CALIBRATION_ELEVATION_RAD = float(np.radians(1.0))


def specific_attenuation_db_per_km(
    *, frequency_hz: ArrayLike, pressure_hpa: float, temperature_k: float, vapour_g_per_m3: float
) -> tuple[Floats, Floats]:
    """Attenuation by dry air and by water vapour, line by line.

    Args:
        frequency_hz: shape (...), 0.1 to 1000 GHz.
        pressure_hpa: of *dry* air, > 0.
        temperature_k: > 0.
        vapour_g_per_m3: density of water vapour, 0 to 100.

    Returns:
        Dry air's and water vapour's part, shape (...), dB/km; their sum is the gases'.

    Raises:
        InputError: an argument is out of range.

    Source:
        ITU-R P.676-13 annex 1, eqs. (1)-(9), tables 1 and 2.

    """
    frequency = within("frequency_hz", frequency_hz, 1e8, 1e12)
    pressure = float(positive("pressure_hpa", pressure_hpa))
    temperature = float(positive("temperature_k", temperature_k))
    vapour = float(within("vapour_g_per_m3", vapour_g_per_m3, 0.0, 100.0))
    oxygen, water = _lines()
    both = [
        gas_kernels.specific_attenuation_db_per_km(
            float(f) * 1e-9, pressure, temperature, vapour, oxygen, water
        )
        for f in frequency.ravel()
    ]
    parts = np.array(both).reshape((-1, 2))
    return parts[:, 0].reshape(frequency.shape), parts[:, 1].reshape(frequency.shape)


def ray_loss_db(
    *,
    frequency_hz: float,
    height_m: float,
    elevation_rad: float,
    length_m: float = 3e6,
    top_m: float = 60_000.0,
    vapour_g_per_m3: float = SURFACE_VAPOUR_G_PER_M3,
) -> tuple[float, float]:
    """Loss along a refracted ray through the reference atmosphere.

    Args:
        frequency_hz: 0.1 to 1000 GHz.
        height_m: of the antenna above sea, 0 to 60 km.
        elevation_rad: apparent, at the antenna.
        length_m: where the ray ends at the latest.
        top_m: the height where it ends at the latest, going up; 60 km at most.
        vapour_g_per_m3: density of water vapour at sea level.

    Returns:
        One-way loss in dB, and the ray's length in m.

    Raises:
        InputError: an argument is out of range.

    Source:
        ITU-R P.676-13 annex 1 section 2.2 (spherical layers, Snell), in the mean annual global atmosphere of
        P.835-6 with refractivity of P.453, integrated by the midpoint rule.

    """
    height = float(within("height_m", height_m, 0.0, 60_000.0))
    elevation = float(within("elevation_rad", elevation_rad, -np.pi / 2, np.pi / 2))
    length = float(within("length_m", length_m, 0.0, 1e8))
    top = float(within("top_m", top_m, 0.0, 60_000.0))
    return gas_kernels.ray_loss_db(_profile_of(frequency_hz, vapour_g_per_m3), height, elevation, length, top)


def calibration_loss_db(*, frequency_hz: float, range_m: ArrayLike) -> Floats:
    """One-way loss along the ray by which published ranges are read: from sea level at 1 degree.

    Args:
        frequency_hz: 0.1 to 1000 GHz.
        range_m: shape (...), slant range, >= 0.

    Returns:
        Shape (...), dB.

    Raises:
        InputError: an argument is out of range.

    """
    ranges = within("range_m", range_m, 0.0, 3e6)
    profile = _profile_of(frequency_hz, SURFACE_VAPOUR_G_PER_M3)
    elevation = CALIBRATION_ELEVATION_RAD
    loss = [gas_kernels.ray_loss_db(profile, 0.0, elevation, float(r), 60_000.0)[0] for r in flat(ranges)]
    return np.array(loss).reshape(ranges.shape)


@lru_cache(maxsize=64)
def gas_table(
    frequency_hz: float, *, height_m: float = 0.0, vapour_g_per_m3: float = SURFACE_VAPOUR_G_PER_M3
) -> Singles:
    """One-way loss by straight-line elevation and slant range, for the kernel `gas_loss_db`; computed once.

    Args:
        frequency_hz: 0.1 to 1000 GHz.
        height_m: of the antenna above sea, 0 to 60 km.
        vapour_g_per_m3: density of water vapour at sea level.

    Returns:
        Shape (GAS_ELEVATIONS, GAS_RANGES), float32, dB: rows even in e / (|e| + 0.05 rad) from -1 to 1,
        columns every 5 km from 0 to 640 km.

    Raises:
        InputError: an argument is out of range.

    Source:
        As `ray_loss_db`.

    """
    height = float(within("height_m", height_m, 0.0, 60_000.0))
    rays = np.empty((GAS_ELEVATIONS, GAS_RANGES), dtype=np.float32)
    table = np.empty((GAS_ELEVATIONS, GAS_RANGES), dtype=np.float32)
    gas_kernels.fill_rays(_profile_of(frequency_hz, vapour_g_per_m3), height, rays)
    gas_kernels.fill_gas_table(rays, table)
    return table


def _profile_of(frequency_hz: float, vapour_g_per_m3: float) -> Floats:
    frequency = float(within("frequency_hz", frequency_hz, 1e8, 1e12))
    return _profile(frequency, float(within("vapour_g_per_m3", vapour_g_per_m3, 0.0, 100.0)))


@cache
def _profile(frequency_hz: float, vapour_g_per_m3: float) -> Floats:
    oxygen, water = _lines()
    profile = np.empty((gas_kernels.PROFILE_NODES, 3))
    gas_kernels.fill_profile(frequency_hz * 1e-9, vapour_g_per_m3, oxygen, water, profile)
    return profile


@cache
def _lines() -> tuple[Floats, Floats]:
    folder = resources.files("airtight.propagation") / "data"
    tables = []
    for name in ("p676_oxygen_lines.csv", "p676_water_lines.csv"):
        with (folder / name).open() as stream:
            tables.append(np.loadtxt(stream, delimiter=",", skiprows=1))
    return tables[0], tables[1]
