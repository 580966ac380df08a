"""Compiled diffraction over a smooth earth: numbers in, numbers out, nothing checked; one-way, dB."""

import math

from airtight.constants import SPEED_OF_LIGHT_M_PER_S
from airtight.numerics.columns import Floats
from airtight.numerics.kernel import kernel

LAND_PERMITTIVITY = 22.0
LAND_CONDUCTIVITY_S_PER_M = 0.003
SEA_PERMITTIVITY = 80.0
SEA_CONDUCTIVITY_S_PER_M = 5.0
BREAK_X = 1.6
BREAK_B = 2.0


@kernel
def height_gain_db(b: float, admittance: float) -> float:
    """Height gain of a normalised height times beta; ITU-R P.526-15 eqs. (18), floored at 2 + 20 log10 K."""
    if b > BREAK_B:
        gain = 17.6 * math.sqrt(b - 1.1) - 5.0 * math.log10(b - 1.1) - 8.0
    else:
        gain = 20.0 * math.log10(b + 0.1 * b * b * b)
    return max(gain, 2.0 + 20.0 * math.log10(admittance))


@kernel
def first_term_db(
    f_ghz: float,
    d_km: float,
    h1_m: float,
    h2_m: float,
    a_km: float,
    permittivity: float,
    conductivity: float,
    vertical: int,
) -> float:
    """First term of the residue series over one kind of ground; ITU-R P.526-15 section 3.1."""
    loss = 18.0 * conductivity / f_ghz
    loss *= loss
    square = (permittivity - 1.0) * (permittivity - 1.0) + loss
    admittance: float = 0.036 * (a_km * f_ghz) ** (-1.0 / 3.0) * square**-0.25
    if vertical == 1:
        admittance *= math.sqrt(permittivity * permittivity + loss)
    k2 = admittance * admittance
    beta = (1.0 + 1.6 * k2 + 0.67 * k2 * k2) / (1.0 + 4.5 * k2 + 1.53 * k2 * k2)
    x = 21.88 * beta * (f_ghz / (a_km * a_km)) ** (1.0 / 3.0) * d_km
    distance_db: float
    if x >= BREAK_X:
        distance_db = 11.0 + 10.0 * math.log10(x) - 17.6 * x
    else:
        distance_db = -20.0 * math.log10(x) - 5.6488 * x**1.425
    scale: float = (
        0.9575 * beta * beta * (f_ghz * f_ghz / a_km) ** (1.0 / 3.0)
    )  # B = beta Y, and Y has beta too
    return -distance_db - height_gain_db(scale * h1_m, admittance) - height_gain_db(scale * h2_m, admittance)


@kernel
def mixed_first_term_db(
    f_ghz: float, d_km: float, h1_m: float, h2_m: float, a_km: float, sea_share: float, vertical: int
) -> float:
    """First term over land and sea, each weighted by its share of the path; ITU-R P.452-17 eq. (29)."""
    loss_db = 0.0
    if sea_share < 1.0:
        loss_db += (1.0 - sea_share) * first_term_db(
            f_ghz, d_km, h1_m, h2_m, a_km, LAND_PERMITTIVITY, LAND_CONDUCTIVITY_S_PER_M, vertical
        )
    if sea_share > 0.0:
        loss_db += sea_share * first_term_db(
            f_ghz, d_km, h1_m, h2_m, a_km, SEA_PERMITTIVITY, SEA_CONDUCTIVITY_S_PER_M, vertical
        )
    return loss_db


@kernel
def horizon_m(height1_m: float, height2_m: float, radius_m: float) -> float:
    """The marginal distance: sqrt(2 a) (sqrt h1 + sqrt h2); ITU-R P.526-15 eq. (21)."""
    return math.sqrt(2.0 * radius_m) * (math.sqrt(height1_m) + math.sqrt(height2_m))


@kernel
def smooth_earth_loss_db(
    frequency_hz: float,
    height1_m: float,
    height2_m: float,
    distance_m: float,
    radius_m: float,
    sea_share: float,
    vertical: int,
) -> float:
    """Loss relative to free space at any distance, >= 0; ITU-R P.526-15 section 3.2.

    Args:
        frequency_hz: of the carrier.
        height1_m: above the smooth earth, > 0.
        height2_m: above the smooth earth, > 0.
        distance_m: along the ground, > 0.
        radius_m: effective, of the earth.
        sea_share: share of the path over sea, 0 to 1.
        vertical: 1 for vertical polarization, 0 for horizontal.

    """
    f_ghz = frequency_hz * 1e-9
    d_km = distance_m * 1e-3
    a_km = radius_m * 1e-3
    h1 = height1_m
    h2 = height2_m
    if distance_m >= horizon_m(h1, h2, radius_m):
        return max(mixed_first_term_db(f_ghz, d_km, h1, h2, a_km, sea_share, vertical), 0.0)
    c = (h1 - h2) / (h1 + h2)
    m = 250.0 * d_km * d_km / (a_km * (h1 + h2))
    cosine = 1.5 * c * math.sqrt(3.0 * m / ((m + 1.0) * (m + 1.0) * (m + 1.0)))
    turn = math.acos(min(max(cosine, -1.0), 1.0))
    b = 2.0 * math.sqrt((m + 1.0) / (3.0 * m)) * math.cos(math.pi / 3.0 + turn / 3.0)
    d1 = 0.5 * d_km * (1.0 + b)
    d2 = d_km - d1
    clear_m = ((h1 - 500.0 * d1 * d1 / a_km) * d2 + (h2 - 500.0 * d2 * d2 / a_km) * d1) / d_km
    wavelength_m = SPEED_OF_LIGHT_M_PER_S / frequency_hz
    required_m = 17.456 * math.sqrt(max(d1 * d2, 0.0) * wavelength_m / d_km)
    if clear_m > required_m:
        return 0.0
    root = d_km / (math.sqrt(h1) + math.sqrt(h2))
    grazing_km = 500.0 * root * root
    first = mixed_first_term_db(f_ghz, d_km, h1, h2, grazing_km, sea_share, vertical)
    return max((1.0 - clear_m / required_m) * first, 0.0)


@kernel
def fill_smooth_earth_loss_db(
    frequency_hz: float,
    height1_m: float,
    height2_m: Floats,
    distance_m: Floats,
    radius_m: float,
    sea_share: float,
    vertical: int,
    loss_db: Floats,
) -> None:
    """Fill `loss_db` (n,) for the far ends' heights and distances (n,)."""
    for i in range(loss_db.size):
        loss_db[i] = smooth_earth_loss_db(
            frequency_hz, height1_m, height2_m[i], distance_m[i], radius_m, sea_share, vertical
        )
