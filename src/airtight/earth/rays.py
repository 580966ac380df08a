"""Rays through air whose refractivity falls exponentially: what the effective earth approximates."""

import numpy as np

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth.refraction import REFERENCE_REFRACTIVITY, REFERENCE_SCALE_M
from airtight.numerics.columns import Floats, within

STEP_M = 500.0


def traced_height_m(
    *,
    range_m: float,
    elevation_rad: float,
    antenna_m: float,
    refractivity: float = REFERENCE_REFRACTIVITY,
    scale_m: float = REFERENCE_SCALE_M,
) -> float:
    """Height above sea of a ray's end.

    Args:
        range_m: length of the ray, 0 to 3000 km.
        elevation_rad: apparent, at the antenna.
        antenna_m: m above sea.
        refractivity: at sea level, N-units, 0 to 1000.
        scale_m: height over which it falls by e, 1 to 100 km.

    Returns:
        m; the earth does not stop a ray that dips below it.

    Raises:
        InputError: an argument is out of range.

    Source:
        Snell's law in a spherical atmosphere, dh/ds = sin a, da/ds = cos a (1/r + n'/n), by the classical
        fourth-order Runge-Kutta method; n = 1 + N exp(-h / scale) 1e-6, ITU-R P.453's reference profile.

    """
    length = float(within("range_m", range_m, 0.0, 3e6))
    start = float(within("antenna_m", antenna_m, -1e3, 1e6))
    angle = float(within("elevation_rad", elevation_rad, -np.pi / 2.0, np.pi / 2.0))
    surface = 1e-6 * float(within("refractivity", refractivity, 0.0, 1000.0))
    scale = float(within("scale_m", scale_m, 1e3, 1e5))

    def slope(state: Floats) -> Floats:
        excess = surface * np.exp(-state[0] / scale)
        bend = 1.0 / (MEAN_EARTH_RADIUS_M + state[0]) - excess / scale / (1.0 + excess)
        return np.array([np.sin(state[1]), np.cos(state[1]) * bend])

    steps = max(int(np.ceil(length / STEP_M)), 1)
    step = length / steps
    state = np.array([start, angle])
    for _ in range(steps):
        k1 = slope(state)
        k2 = slope(state + 0.5 * step * k1)
        k3 = slope(state + 0.5 * step * k2)
        k4 = slope(state + step * k3)
        state = state + step / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return float(state[0])
