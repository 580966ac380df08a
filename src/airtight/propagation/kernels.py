"""Compiled path loss: numbers in, numbers out, nothing checked. Losses are one-way, dB, positive."""

import math

from airtight.constants import SPEED_OF_LIGHT_M_PER_S
from airtight.numerics.columns import Floats, Singles
from airtight.numerics.kernel import kernel

GAS_RANGE_STEP_M = 5_000.0
GAS_RANGES = 129
"""Ranges of a gas table: 0 to 640 km."""
GAS_ELEVATIONS = 257
GAS_ELEVATION_SCALE_RAD = 0.05
"""Elevations of a gas table: even in x = e / (|e| + scale), x from -1 to 1; fine near the horizon."""


@kernel
def free_space_loss_db(frequency_hz: float, distance_m: float) -> float:
    """Basic transmission loss of one path; ITU-R P.525, 20 log10(4 pi d / lambda)."""
    return 20.0 * math.log10(4.0 * math.pi * distance_m * frequency_hz / SPEED_OF_LIGHT_M_PER_S)


@kernel
def fill_free_space_loss_db(frequency_hz: Floats, distance_m: Floats, loss_db: Floats) -> None:
    """Fill `loss_db`, path by path; all three have shape (n,)."""
    for i in range(loss_db.size):
        loss_db[i] = free_space_loss_db(frequency_hz[i], distance_m[i])


@kernel
def gas_loss_db(table: Singles, elevation_rad: float, range_m: float) -> float:
    """Gaseous loss to a target at a (straight-line) elevation and slant range, bilinear in a `gas_table`.

    Within 0.003 dB of the traced ray. Beyond the last range its value: the ray has long left the air.
    """
    x = elevation_rad / (abs(elevation_rad) + GAS_ELEVATION_SCALE_RAD)
    row = (x + 1.0) * (0.5 * (GAS_ELEVATIONS - 1))
    i = min(int(row), GAS_ELEVATIONS - 2)
    down = row - i
    column = min(range_m / GAS_RANGE_STEP_M, GAS_RANGES - 1.0)
    j = min(int(column), GAS_RANGES - 2)
    right = column - j
    upper = float(table[i, j]) * (1.0 - right) + float(table[i, j + 1]) * right
    lower = float(table[i + 1, j]) * (1.0 - right) + float(table[i + 1, j + 1]) * right
    return upper * (1.0 - down) + lower * down


@kernel
def knife_edge_loss_db(nu: float) -> float:
    """Loss behind one edge; ITU-R P.526 eq. (31), 0 where nu <= -0.78.

    6.9 + 20 log10(sqrt((nu - 0.1)^2 + 1) + nu - 0.1).
    """
    if nu <= -0.78:
        return 0.0
    x = nu - 0.1
    return 6.9 + 20.0 * math.log10(math.sqrt(x * x + 1.0) + x)


@kernel
def edge_loss_db(
    frequency_hz: float,
    lowest_height_m: float,
    target_height_m: float,
    edge_distance_m: float,
    distance_m: float,
) -> float:
    """Loss by the edge that limits the view of a target, as one knife edge; 0 when well clear.

    The edge stands (lowest - target) * edge / distance above the line from the antenna to the target.

    Args:
        frequency_hz: of the carrier.
        lowest_height_m: of the shadow line over the target, as `lowest_visible` gives it.
        target_height_m: in the same datum.
        edge_distance_m: ground distance from the antenna to the edge; 0 where there is none.
        distance_m: ground distance from the antenna to the target.

    """
    if edge_distance_m <= 0.0 or distance_m <= 1.0:
        return 0.0
    before_m = min(edge_distance_m, distance_m - 1.0)
    behind_m = max(distance_m - before_m, 1.0)
    above_m = (lowest_height_m - target_height_m) * before_m / distance_m
    # nu = h sqrt(2 d / (lambda d1 d2)); the common case, far above the edge, needs no root.
    squared = above_m * above_m * 2.0 * distance_m * frequency_hz
    denominator = SPEED_OF_LIGHT_M_PER_S * before_m * behind_m
    if above_m < 0.0 and squared > 0.6084 * denominator:
        return 0.0
    nu = math.sqrt(squared / denominator)
    return knife_edge_loss_db(-nu if above_m < 0.0 else nu)
