"""Compiled HEALPix: which of 12 n^2 equal parts of a sphere a direction falls into."""

import math

from airtight.numerics.columns import Floats, Ints
from airtight.numerics.kernel import kernel

HALF_PI = 0.5 * math.pi


@kernel
def ring_bin(sides: int, azimuth_rad: float, sine_elevation: float) -> int:
    """The bin of a direction, ring order; `sides` is N_side, `azimuth_rad` any angle.

    Source: Gorski et al. 2005, ApJ 622:759, section 5.3.
    """
    n = sides
    z = max(-1.0, min(1.0, sine_elevation))
    t = azimuth_rad / HALF_PI
    t -= 4.0 * math.floor(t / 4.0)
    if abs(z) <= 2.0 / 3.0:
        jp = math.floor(n * (0.5 + t) - 0.75 * n * z)
        jm = math.floor(n * (0.5 + t) + 0.75 * n * z)
        i = n + 1 + jp - jm
        shift = 1 - i % 2
        q = ((jp + jm - n + shift + 1) // 2) % (4 * n)
        return 2 * n * (n - 1) + (i - 1) * 4 * n + q
    within = t - math.floor(t)
    r = n * math.sqrt(3.0 * (1.0 - abs(z)))
    i = int(within * r) + int((1.0 - within) * r) + 1
    q = int(t * i) % (4 * i)
    if z > 0.0:
        return 2 * i * (i - 1) + q
    return 12 * n * n - 2 * i * (i + 1) + q


@kernel
def fill_ring_bins(sides: int, azimuth_rad: Floats, sine_elevation: Floats, out: Ints) -> None:
    """Fill `out` (m,) for directions (m,)."""
    for k in range(out.size):
        out[k] = ring_bin(sides, azimuth_rad[k], sine_elevation[k])
