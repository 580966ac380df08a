"""Compiled loss behind the one edge that limits a view, by Bullington's construction; nothing checked.

A bare knife edge (`kernels.edge_loss_db`) is what a screen in free space costs. Ground is no screen: ITU-R
P.526 section 4.5.2 adds (1 - exp(-J / 6)) (10 + 0.02 D), D in km, so that the shadow line costs 13 dB, not 6.
"""

import math

from airtight.numerics.kernel import kernel
from airtight.propagation.kernels import edge_loss_db

EDGE_SCALE_DB = 6.0
FAR_LOSS_DB = 10.0
FAR_LOSS_DB_PER_M = 0.02e-3
STEPS = 40
"""Halvings of a bracket: to 1e-10 dB."""


@kernel
def bullington_db(edge_db: float, distance_m: float) -> float:
    """Loss of an edge on the ground from that of a knife edge; ITU-R P.526 section 4.5.2, P.452-17 (22)."""
    if edge_db <= 0.0:
        return 0.0
    more_db = FAR_LOSS_DB + FAR_LOSS_DB_PER_M * distance_m
    return edge_db + (1.0 - math.exp(-edge_db / EDGE_SCALE_DB)) * more_db


@kernel
def shadow_loss_db(
    frequency_hz: float,
    lowest_height_m: float,
    target_height_m: float,
    edge_distance_m: float,
    distance_m: float,
) -> float:
    """One-way loss by the edge that limits the view of a target; 0 when well clear.

    Bullington's point is the edge itself, where one edge hides the target; arguments as `edge_loss_db`.
    """
    edge_db = edge_loss_db(frequency_hz, lowest_height_m, target_height_m, edge_distance_m, distance_m)
    return bullington_db(edge_db, distance_m)


@kernel
def allowed_edge_db(loss_db: float, distance_m: float) -> float:
    """The inverse: the knife edge's loss (dB) behind which an edge on the ground costs `loss_db`, >= 0."""
    low = 0.0
    high = max(loss_db, 0.0)
    for _ in range(STEPS):
        middle = 0.5 * (low + high)
        if bullington_db(middle, distance_m) > loss_db:
            high = middle
        else:
            low = middle
    return low
