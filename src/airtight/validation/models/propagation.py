"""Free space, gases, rain and diffraction: the package's models as functions of a table's columns."""

import math
from collections.abc import Callable

from airtight.propagation.diffraction import (
    Path,
    delta_bullington,
    knife_edge_loss_db,
    smooth_earth_loss_db,
)
from airtight.propagation.free_space import free_space_loss_db
from airtight.propagation.gases import (
    calibration_loss_db,
    ray_loss_db,
    specific_attenuation_db_per_km,
)
from airtight.propagation.rain import rain_attenuation_db_per_km
from airtight.validation.shared import profile_points


def _free_space(frequency_ghz: float, distance_km: float) -> float:
    return float(free_space_loss_db(frequency_hz=frequency_ghz * 1e9, distance_m=distance_km * 1e3))


def _gases(frequency_ghz: float, pressure_hpa: float, temperature_k: float, vapour_g_per_m3: float) -> float:
    dry, wet = specific_attenuation_db_per_km(
        frequency_hz=frequency_ghz * 1e9,
        pressure_hpa=pressure_hpa,
        temperature_k=temperature_k,
        vapour_g_per_m3=vapour_g_per_m3,
    )
    return float(dry + wet)


def _slant(frequency_ghz: float, top_km: float, elevation_deg: float) -> float:
    return _ray(frequency_ghz, elevation_deg, top_km, 1.0)[0]


def _slant_length(top_km: float, elevation_deg: float) -> float:
    return 1e-3 * _ray(3.0, elevation_deg, top_km, 1.0)[1]


def _slant_from_sea(frequency_ghz: float, elevation_deg: float) -> float:
    return _ray(frequency_ghz, elevation_deg, 60.0, 0.0)[0]


def _ray(frequency_ghz: float, elevation_deg: float, top_km: float, height_m: float) -> tuple[float, float]:
    return ray_loss_db(
        frequency_hz=frequency_ghz * 1e9,
        height_m=height_m,
        elevation_rad=math.radians(elevation_deg),
        top_m=top_km * 1e3,
    )


def _calibration(frequency_ghz: float, range_km: float) -> float:
    return float(calibration_loss_db(frequency_hz=frequency_ghz * 1e9, range_m=range_km * 1e3))


def _rain(frequency_ghz: float, rate_mm_per_h: float, polarization: str, elevation_deg: float) -> float:
    return rain_attenuation_db_per_km(
        frequency_hz=frequency_ghz * 1e9,
        rate_mm_per_h=rate_mm_per_h,
        polarization=polarization,
        elevation_rad=math.radians(elevation_deg),
    )


def _smooth_earth(  # noqa: PLR0913, PLR0917 - the columns of the table
    frequency_ghz: float,
    distance_km: float,
    height1_m: float,
    height2_m: float,
    radius_km: float,
    ground: str,
    polarization: str,
) -> float:
    path = Path(frequency_ghz * 1e9, height1_m, height2_m, radius_km * 1e3, ground, polarization)
    return smooth_earth_loss_db(path, distance_km * 1e3)


def _knife_edge(nu: float) -> float:
    return float(knife_edge_loss_db(nu))


def _terrain(profile: str, frequency_ghz: float, height1_m: float, height2_m: float, part: str) -> float:
    distance, height = profile_points(profile)
    path = Path(frequency_ghz * 1e9, height1_m, height2_m, 8_500_000.0)
    parts = delta_bullington(path, distance, height)
    return {
        "edge": parts.terrain_db,
        "smooth edge": parts.smooth_db,
        "sphere": parts.sphere_db,
        "loss": parts.loss_db,
    }[part]


MODELS: dict[str, Callable[..., float]] = {
    "free-space-loss": _free_space,
    "gas-attenuation": _gases,
    "slant-gases": _slant,
    "slant-gases-from-sea": _slant_from_sea,
    "slant-length": _slant_length,
    "calibration-gases": _calibration,
    "rain-attenuation": _rain,
    "diffraction": _smooth_earth,
    "knife-edge": _knife_edge,
    "terrain-diffraction": _terrain,
}
