"""Compiled sites: where each antenna is, and which horizon table it reads."""

import math

from airtight.earth.kernels import enu_rotation, geodetic_to_ecef, great_circle_step
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.kernel import parallel_kernel, prange

TWO_PI = 2.0 * math.pi


@parallel_kernel
def place(
    now_s: float,
    tables_an_orbit: int,
    everyone: int,
    orbit: Floats,
    first_table: Ints,
    phase: Floats,
    height_m: Floats,
    site: Floats,
    rotation: Floats,
    table_of: Ints,
) -> None:
    """Fill sites (R, N, 3), rotations, tables: of airborne radars, of those on the ground if `everyone`.

    An orbit is flown clockwise, from a bearing drawn for each replication; `height_m` (R, N) is above sea.
    """
    for r in prange(height_m.shape[0]):
        for j in range(orbit.shape[0]):
            latitude = orbit[j, 0]
            longitude = orbit[j, 1]
            table = first_table[j]
            if orbit[j, 2] > 0.0:
                turn = phase[r, j] + orbit[j, 3] * now_s / TWO_PI
                turn -= math.floor(turn)
                latitude, longitude, _ = great_circle_step(latitude, longitude, turn * TWO_PI, orbit[j, 2])
                table += int(turn * tables_an_orbit + 0.5) % tables_an_orbit
            elif everyone == 0:
                continue
            x, y, z = geodetic_to_ecef(latitude, longitude, height_m[r, j])
            site[r, j, 0] = x
            site[r, j, 1] = y
            site[r, j, 2] = z
            enu_rotation(latitude, longitude, rotation[r, j])
            table_of[r, j] = table
