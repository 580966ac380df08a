"""Compiled gaseous attenuation: one gas mixture, a profile, a refracted ray."""

import math

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Floats, Singles
from airtight.numerics.kernel import kernel
from airtight.propagation.kernels import (
    GAS_ELEVATION_SCALE_RAD,
    GAS_ELEVATIONS,
    GAS_RANGE_STEP_M,
    GAS_RANGES,
    gas_loss_db,
)

RAY_RADIUS_M = 6_371_000.0
"""Of the earth, for rays; ITU-R P.676."""
PROFILE_STEP_M = 20.0
PROFILE_NODES = 3001
"""Heights of a profile: 0 to 60 km. Above, air absorbs nothing that matters."""
RAY_STEP_M = 500.0
STEPS_A_NODE = 20
"""Of a ray between the nodes of a gas table: 250 m each."""


@kernel
def specific_attenuation_db_per_km(
    frequency_ghz: float,
    pressure_hpa: float,
    temperature_k: float,
    vapour_g_per_m3: float,
    oxygen: Floats,
    water: Floats,
) -> tuple[float, float]:
    """Dry air's and water vapour's attenuation (dB/km); ITU-R P.676-13 annex 1, eqs. (1)-(9).

    `pressure_hpa` is that of dry air. `oxygen` (44, 7) and `water` (35, 7): line frequency (GHz) and
    coefficients of tables 1 and 2.
    """
    f = frequency_ghz
    theta = 300.0 / temperature_k
    e_hpa = vapour_g_per_m3 * temperature_k / 216.7
    dry = 0.0
    for i in range(oxygen.shape[0]):
        f0 = oxygen[i, 0]
        strength = oxygen[i, 1] * 1e-7 * pressure_hpa * theta**3 * math.exp(oxygen[i, 2] * (1.0 - theta))
        width = oxygen[i, 3] * 1e-4 * (pressure_hpa * theta ** (0.8 - oxygen[i, 4]) + 1.1 * e_hpa * theta)
        width = math.sqrt(width * width + 2.25e-6)
        shift = (oxygen[i, 5] + oxygen[i, 6] * theta) * 1e-4 * (pressure_hpa + e_hpa) * theta**0.8
        below = f0 - f
        beyond = f0 + f
        shape = (width - shift * below) / (below * below + width * width)
        shape += (width - shift * beyond) / (beyond * beyond + width * width)
        dry += strength * shape * f / f0
    debye = 5.6e-4 * (pressure_hpa + e_hpa) * theta**0.8
    ratio = f / debye
    continuum = 6.14e-5 / (debye * (1.0 + ratio * ratio))
    continuum += 1.4e-12 * pressure_hpa * theta**1.5 / (1.0 + 1.9e-5 * f**1.5)
    dry += f * pressure_hpa * theta * theta * continuum
    wet = 0.0
    for i in range(water.shape[0]):
        f0 = water[i, 0]
        strength = water[i, 1] * 0.1 * e_hpa * theta**3.5 * math.exp(water[i, 2] * (1.0 - theta))
        width = water[i, 3] * 1e-4 * pressure_hpa * theta ** water[i, 4]
        width += water[i, 3] * 1e-4 * water[i, 5] * e_hpa * theta ** water[i, 6]
        width = 0.535 * width + math.sqrt(0.217 * width * width + 2.1316e-12 * f0 * f0 / theta)
        below = f0 - f
        beyond = f0 + f
        shape = width / (below * below + width * width) + width / (beyond * beyond + width * width)
        wet += strength * shape * f / f0
    return 0.1820 * f * dry, 0.1820 * f * wet


@kernel
def reference_atmosphere(height_m: float, surface_vapour_g_per_m3: float) -> tuple[float, float, float]:
    """Pressure (hPa), temperature (K) and vapour density (g/m3); ITU-R P.835-6 annex 1, mean annual global.

    The vapour's density at the surface is given (the Recommendation's is 7.5). 0 to 71 km; below 0 as at 0.
    """
    z = max(height_m, 0.0) * 1e-3
    h = 6356.766 * z / (6356.766 + z)
    if h <= 11.0:
        t = 288.15 - 6.5 * h
        p = 1013.25 * (288.15 / t) ** (-34.1632 / 6.5)
    elif h <= 20.0:
        t = 216.65
        p = 226.3226 * math.exp(-34.1632 * (h - 11.0) / 216.65)
    elif h <= 32.0:
        t = 216.65 + (h - 20.0)
        p = 54.74980 * (216.65 / t) ** 34.1632
    elif h <= 47.0:
        t = 228.65 + 2.8 * (h - 32.0)
        p = 8.680422 * (228.65 / t) ** (34.1632 / 2.8)
    elif h <= 51.0:
        t = 270.65
        p = 1.109106 * math.exp(-34.1632 * (h - 47.0) / 270.65)
    else:
        t = 270.65 - 2.8 * (h - 51.0)
        p = 0.6694167 * (270.65 / t) ** (-34.1632 / 2.8)
    vapour = max(surface_vapour_g_per_m3 * math.exp(-0.5 * z), 2e-6 * 216.7 * p / t)
    return p, t, vapour


@kernel
def fill_profile(
    frequency_ghz: float, surface_vapour_g_per_m3: float, oxygen: Floats, water: Floats, profile: Floats
) -> None:
    """Fill `profile` (PROFILE_NODES, 3): attenuation (dB/m), refractivity N, its slope (1/m), by height.

    Refractivity: ITU-R P.453, 77.6 p/T + 72 e/T + 3.75e5 e/T^2.
    """
    nodes = profile.shape[0]
    for i in range(nodes):
        p, t, vapour = reference_atmosphere(i * PROFILE_STEP_M, surface_vapour_g_per_m3)
        dry, wet = specific_attenuation_db_per_km(frequency_ghz, p, t, vapour, oxygen, water)
        e = vapour * t / 216.7
        profile[i, 0] = (dry + wet) * 1e-3
        profile[i, 1] = 77.6 * p / t + 72.0 * e / t + 3.75e5 * e / (t * t)
    for i in range(nodes):
        before = max(i - 1, 0)
        after = min(i + 1, nodes - 1)
        profile[i, 2] = (profile[after, 1] - profile[before, 1]) / ((after - before) * PROFILE_STEP_M)


@kernel
def at_height(profile: Floats, column: int, height_m: float) -> float:
    """A column of the profile, linear in height; held below 0, nothing above its top."""
    position = max(height_m, 0.0) / PROFILE_STEP_M
    i = int(position)
    if i >= profile.shape[0] - 1:
        return 0.0
    fraction = position - i
    return float(profile[i, column] * (1.0 - fraction) + profile[i + 1, column] * fraction)


@kernel
def ray_step(profile: Floats, height_m: float, angle_rad: float, step_m: float) -> tuple[float, float, float]:
    """Height (m), elevation (rad) and loss (dB) after `step_m` along a ray; the midpoint rule.

    dh/ds = sin a; da/ds = cos a (1/r + n'/n): Snell's law in a spherical atmosphere.
    """
    bend = math.cos(angle_rad) * (1.0 / (RAY_RADIUS_M + height_m) + 1e-6 * at_height(profile, 2, height_m))
    half_m = height_m + 0.5 * step_m * math.sin(angle_rad)
    half_rad = angle_rad + 0.5 * step_m * bend
    bend = math.cos(half_rad) * (1.0 / (RAY_RADIUS_M + half_m) + 1e-6 * at_height(profile, 2, half_m))
    return (
        height_m + step_m * math.sin(half_rad),
        angle_rad + step_m * bend,
        step_m * at_height(profile, 0, half_m),
    )


@kernel
def ray_loss_db(
    profile: Floats, height_m: float, elevation_rad: float, length_m: float, top_m: float
) -> tuple[float, float]:
    """Loss (dB) and length (m) of a ray, to `length_m` or where it first rises through `top_m`."""
    h = height_m
    angle = elevation_rad
    loss_db = 0.0
    s = 0.0
    while s < length_m:
        # Short steps at first and in steep air: a quarter of a scale height at most.
        step_m = min(length_m - s, RAY_STEP_M, 20.0 + 0.05 * s)
        step_m = min(step_m, 50.0 + 500.0 * (1.0 - abs(math.sin(angle))))
        next_h, next_angle, db = ray_step(profile, h, angle, step_m)
        if next_h >= top_m and next_h > h:
            part = (top_m - h) / (next_h - h)
            return loss_db + part * db, s + part * step_m
        h = next_h
        angle = next_angle
        loss_db += db
        s += step_m
    return loss_db, s


@kernel
def fill_rays(profile: Floats, height_m: float, rays: Singles) -> None:
    """Fill `rays` (GAS_ELEVATIONS, GAS_RANGES): loss (dB) by *apparent* elevation and length of a ray."""
    for i in range(GAS_ELEVATIONS):
        x = min(max(2.0 * i / (GAS_ELEVATIONS - 1) - 1.0, -0.97), 0.97)
        angle = GAS_ELEVATION_SCALE_RAD * x / (1.0 - abs(x))
        h = height_m
        loss_db = 0.0
        rays[i, 0] = 0.0
        for j in range(1, GAS_RANGES):
            for _ in range(STEPS_A_NODE):
                h, angle, db = ray_step(profile, h, angle, GAS_RANGE_STEP_M / STEPS_A_NODE)
                loss_db += db
            rays[i, j] = loss_db


@kernel
def fill_gas_table(rays: Singles, table: Singles) -> None:
    """Fill a gas table from `fill_rays`: see `airtight.propagation.kernels.gas_loss_db`.

    The straight-line elevation of a node becomes the apparent one of the ray that gets there over the 4/3
    earth: apparent - straight = (d / 2)(1 / R_m - 1 / a_e).
    """
    lift = 0.5 * (1.0 - 0.75) / MEAN_EARTH_RADIUS_M
    for i in range(GAS_ELEVATIONS):
        x = min(max(2.0 * i / (GAS_ELEVATIONS - 1) - 1.0, -0.97), 0.97)
        straight_rad = GAS_ELEVATION_SCALE_RAD * x / (1.0 - abs(x))
        for j in range(GAS_RANGES):
            range_m = j * GAS_RANGE_STEP_M
            apparent_rad = straight_rad + lift * range_m * math.cos(straight_rad)
            table[i, j] = gas_loss_db(rays, apparent_rad, range_m)
