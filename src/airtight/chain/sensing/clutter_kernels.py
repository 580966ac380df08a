"""Compiled surface clutter: the ground that a look sees in its own range cell; nothing checked."""

import math

from airtight.numerics.columns import Floats, Singles
from airtight.numerics.kernel import kernel
from airtight.terrain.horizon_kernels import corner_mix

TWO_PI = 2.0 * math.pi
TWO_WAY_BEAM = 8.0 * math.log(2.0)
"""A Gaussian beam loses exp(-4 ln 2 x^2) one way at x widths from its axis."""
FAR_OFF = 1.7
"""So many beam widths from the axis the ground counts no more: 70 dB two-way."""
HIDDEN_RAD = 1e-6
"""Less rise than this from one node of a horizon table to the next is its rounding, not visible ground."""


@kernel
def surface_rise(
    lowest_height: Singles,
    range_step_m: float,
    azimuth_rad: float,
    distance_m: float,
    ki: int,
    kf: float,
    hi: int,
    hf: float,
    antenna_m: float,
    earth_m: float,
) -> float:
    """How fast the elevation of the ground in sight rises with range at a place, rad/m; 0 where it is hidden.

    The shadow line's elevation grows from node to node of a horizon table by what the visible ground between
    them subtends, and stays where the ground lies in a shadow. At the nearest azimuth.

    `lowest_height` (A, G, 3, 3) and its step are those of a horizon table, `azimuth_rad` in [0, 2 pi],
    `distance_m` on the mean sphere; `ki`, `kf`, `hi`, `hf` say where the world lies in the table, as
    `position_in` gives them; `antenna_m` is above sea, `earth_m` the effective radius of the earth.
    """
    azimuths = lowest_height.shape[0]
    a = int(azimuth_rad * (azimuths / TWO_PI) + 0.5) % azimuths
    g = min(max(int(distance_m / range_step_m) - 1, 0), lowest_height.shape[1] - 2)
    before = slope(
        corner_mix(lowest_height, a, g, ki, kf, hi, hf), (g + 1) * range_step_m, antenna_m, earth_m
    )
    behind = slope(
        corner_mix(lowest_height, a, g + 1, ki, kf, hi, hf), (g + 2) * range_step_m, antenna_m, earth_m
    )
    rise = behind - before
    return rise / range_step_m if rise > HIDDEN_RAD else 0.0


@kernel
def slope(height_m: float, distance_m: float, antenna_m: float, earth_m: float) -> float:
    """Tangent of the elevation of a point from an antenna, over an earth of radius `earth_m`.

    ((a + h) cos phi - (a + H)) / ((a + h) sin phi) with phi = d / a, to the fourth order in phi.
    """
    phi2 = distance_m / earth_m
    phi2 *= phi2
    up = earth_m + height_m
    drop_m = up * phi2 * (0.5 - phi2 / 24.0)
    return (height_m - antenna_m - drop_m) / (up * (distance_m / earth_m) * (1.0 - phi2 / 6.0))


@kernel
def clutter_m2(strip_m: float, range_m: float, rise_rad_per_m: float, widths_off: float) -> float:
    """Radar cross-section of the ground in one range cell, as the beam on a target sees it, m2.

    Constant gamma: sigma0 = gamma sin psi over the cell R theta (c tau / 2) sec psi; and R d(elevation) is
    the cell's length times tan psi, so sigma = gamma theta (c tau / 2) R^2 d(elevation) / dR.

    Args:
        strip_m: gamma theta_azimuth (c tau / 2).
        range_m: slant range.
        rise_rad_per_m: see `surface_rise`.
        widths_off: from the beam's axis down to the ground, in beam widths.

    """
    return strip_m * range_m * range_m * rise_rad_per_m * math.exp(-TWO_WAY_BEAM * widths_off * widths_off)


@kernel
def fill_clutter_m2(
    lowest_height: Singles,
    range_step_m: float,
    azimuth_rad: Floats,
    distance_m: Floats,
    ki: int,
    kf: float,
    hi: int,
    hf: float,
    antenna_m: float,
    earth_m: float,
    strip_m: float,
    out: Floats,
) -> None:
    """Fill `out` (n,) with the ground's cross-section m2 at places (n,) in one world, on the beam's axis."""
    for i in range(out.size):
        rise = surface_rise(
            lowest_height, range_step_m, azimuth_rad[i], distance_m[i], ki, kf, hi, hf, antenna_m, earth_m
        )
        out[i] = clutter_m2(strip_m, distance_m[i], rise, 0.0)
