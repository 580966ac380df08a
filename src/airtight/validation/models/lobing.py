"""Two rays: the package's models as functions of a table's columns."""

import cmath
import math
from collections.abc import Callable

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.propagation.lobing import (
    FLAT_RADIUS_M,
    Specular,
    Surface,
    lobing_losses_db,
    pattern_factor_db,
    reflection_coefficient,
    roughness_factor,
    specular_point,
)
from airtight.propagation.smooth_earth import Path

FOUR_THIRDS_M = 4.0 / 3.0 * MEAN_EARTH_RADIUS_M
TRIED_RADIUS_M = 8_494_700.0
"""Of the earth for which the full wave was summed."""


def _mirrored(height1_m: float, height2_m: float, distance_km: float, radius_m: float) -> Specular:
    return specular_point(Path(1e9, height1_m, height2_m, radius_m), distance_km * 1e3)


def _flat_excess(height1_m: float, height2_m: float, distance_km: float) -> float:
    return _mirrored(height1_m, height2_m, distance_km, FLAT_RADIUS_M).excess_m


def _flat_lobe(
    frequency_ghz: float,
    height1_m: float,
    height2_m: float,
    distance_km: float,
    roughness_m: float,
    scattering: str,
) -> float:
    specular = _mirrored(height1_m, height2_m, distance_km, FLAT_RADIUS_M)
    left = 1.0
    if scattering != "no":
        surface = Surface(roughness_m, scattering)
        left = roughness_factor(surface, frequency_hz=frequency_ghz * 1e9, grazing_rad=specular.grazing_rad)
    return pattern_factor_db(specular, frequency_hz=frequency_ghz * 1e9, reflection=-1.0, roughness=left)


def _specular(height1_m: float, height2_m: float, distance_km: float, output: str) -> float:
    specular = _mirrored(height1_m, height2_m, distance_km, FOUR_THIRDS_M)
    return {
        "excess_m": specular.excess_m,
        "grazing_deg": math.degrees(specular.grazing_rad),
        "distance1_m": specular.distance1_m,
        "divergence": specular.divergence,
    }[output]


def _coefficient(frequency_ghz: float, ground: str, grazing_deg: float, polarization: str) -> complex:
    path = Path(frequency_ghz * 1e9, 1.0, 1.0, ground=ground, polarization=polarization)
    return reflection_coefficient(path, math.radians(grazing_deg))


def _reflection(frequency_ghz: float, ground: str, grazing_deg: float, polarization: str) -> float:
    return abs(_coefficient(frequency_ghz, ground, grazing_deg, polarization))


def _reflection_phase(frequency_ghz: float, ground: str, grazing_deg: float) -> float:
    return math.degrees(cmath.phase(_coefficient(frequency_ghz, ground, grazing_deg, "vertical")))


def _lobed_loss(frequency_ghz: float, height1_m: float, height2_m: float, distance_km: float) -> float:
    path = Path(frequency_ghz * 1e9, height1_m, height2_m, TRIED_RADIUS_M, "sea")
    return float(lobing_losses_db(path, height2_m, distance_km * 1e3).loss_db)


MODELS: dict[str, Callable[..., float]] = {
    "flat-excess": _flat_excess,
    "flat-lobe": _flat_lobe,
    "specular": _specular,
    "lobed-loss": _lobed_loss,
    "reflection": _reflection,
    "reflection-phase": _reflection_phase,
}
