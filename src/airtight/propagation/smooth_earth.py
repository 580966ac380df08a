"""Diffraction over a smooth earth."""

import dataclasses
from dataclasses import dataclass

import numpy as np

from airtight.constants import MEAN_EARTH_RADIUS_M, SPEED_OF_LIGHT_M_PER_S
from airtight.errors import InputError
from airtight.numerics.columns import finite, positive, within

GROUNDS = {"land": (22.0, 0.003), "sea": (80.0, 5.0)}
"""Relative permittivity and conductivity (S/m)."""
POLARIZATIONS = ("horizontal", "vertical")
BREAK_X = 1.6
BREAK_B = 2.0


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

    """

    frequency_hz: float
    height1_m: float
    height2_m: float
    effective_radius_m: float = 4.0 / 3.0 * MEAN_EARTH_RADIUS_M
    ground: str = "land"
    polarization: str = "horizontal"

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
        ITU-R P.526-15 section 3; the same equations as P.452-17 (23)-(37).

    Limits:
        10 MHz and above. Within 0.6 dB of the full residue series where tried; no lobing inside the horizon.

    """
    d_km = float(positive("distance_m", distance_m)) * 1e-3
    h1 = float(positive("height1_m", path.height1_m))
    h2 = float(positive("height2_m", path.height2_m))
    a_km = path.effective_radius_m * 1e-3
    if d_km >= np.sqrt(2.0 * a_km) * (np.sqrt(h1 / 1000.0) + np.sqrt(h2 / 1000.0)):
        return max(_first_term_db(path, d_km, h1, h2, a_km), 0.0)
    c = (h1 - h2) / (h1 + h2)
    m = 250.0 * d_km**2 / (a_km * (h1 + h2))
    turn = np.arccos(np.clip(1.5 * c * np.sqrt(3.0 * m / (m + 1.0) ** 3), -1.0, 1.0))
    b = 2.0 * np.sqrt((m + 1.0) / (3.0 * m)) * np.cos(np.pi / 3.0 + turn / 3.0)
    d1 = 0.5 * d_km * (1.0 + b)
    d2 = d_km - d1
    clear_m = ((h1 - 500.0 * d1**2 / a_km) * d2 + (h2 - 500.0 * d2**2 / a_km) * d1) / d_km
    wavelength_m = SPEED_OF_LIGHT_M_PER_S / path.frequency_hz
    required_m = 17.456 * np.sqrt(d1 * d2 * wavelength_m / d_km)
    if clear_m > required_m:
        return 0.0
    grazing_km = 500.0 * (d_km / (np.sqrt(h1) + np.sqrt(h2))) ** 2
    return max(float((1.0 - clear_m / required_m) * _first_term_db(path, d_km, h1, h2, grazing_km)), 0.0)


def _first_term_db(path: Path, d_km: float, h1_m: float, h2_m: float, a_km: float) -> float:
    f_ghz = path.frequency_hz * 1e-9
    permittivity, conductivity = GROUNDS[path.ground]
    loss = (18.0 * conductivity / f_ghz) ** 2
    admittance = 0.036 * (a_km * f_ghz) ** (-1.0 / 3.0) * ((permittivity - 1.0) ** 2 + loss) ** -0.25
    if path.polarization == "vertical":
        admittance *= np.sqrt(permittivity**2 + loss)
    k2 = admittance**2
    beta = (1.0 + 1.6 * k2 + 0.67 * k2**2) / (1.0 + 4.5 * k2 + 1.53 * k2**2)
    x = 21.88 * beta * (f_ghz / a_km**2) ** (1.0 / 3.0) * d_km
    if x >= BREAK_X:
        distance_term = 11.0 + 10.0 * np.log10(x) - 17.6 * x
    else:
        distance_term = -20.0 * np.log10(x) - 5.6488 * x**1.425
    scale = 0.9575 * beta**2 * (f_ghz**2 / a_km) ** (1.0 / 3.0)  # B = beta Y, and Y has beta too
    return float(
        -distance_term - _height_gain_db(scale * h1_m, admittance) - _height_gain_db(scale * h2_m, admittance)
    )


def _height_gain_db(b: float, admittance: float) -> float:
    if b > BREAK_B:
        gain = 17.6 * np.sqrt(b - 1.1) - 5.0 * np.log10(b - 1.1) - 8.0
    else:
        gain = 20.0 * np.log10(b + 0.1 * b**3)
    return max(float(gain), 2.0 + 20.0 * float(np.log10(admittance)))
