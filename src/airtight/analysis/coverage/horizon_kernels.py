"""Compiled smooth earth round a site: what it hides, and what it adds to the loss behind one edge."""

import math

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Flags, Floats
from airtight.numerics.kernel import kernel
from airtight.propagation.kernels import edge_loss_db
from airtight.propagation.shadow_kernels import bullington_db
from airtight.propagation.smooth_earth_kernels import smooth_earth_loss_db

LOWEST_M = 1.0
"""Antenna and target stand at least so far above the smooth earth."""
LAND = 0.0
HORIZONTAL = 0


@kernel
def smooth_view(
    distance: Floats,
    level_m: Floats,
    target_m: Floats,
    antenna_m: Floats,
    factor: Floats,
    frequency_hz: Floats,
    hides: Flags,
    loss_db: Floats,
    extra_db: Floats,
) -> None:
    """Fill, for a smooth earth at `level_m` (G,) above sea, what it does to targets at `target_m` (G,).

    `distance` (G,) m; `antenna_m` above sea, `factor`, `frequency_hz` (W,) by world. `hides` (G,): 1 where no
    line of sight is left, `loss_db` (G,): its one-way diffraction, both of the first world; `extra_db` (W,
    G): by how much that exceeds the loss behind its horizon taken as one edge.
    """
    for w in range(antenna_m.size):
        effective_m = factor[w] * MEAN_EARTH_RADIUS_M
        for g in range(distance.size):
            over_m = max(antenna_m[w] - level_m[g], LOWEST_M)
            high_m = max(target_m[g] - level_m[g], LOWEST_M)
            radius_m = effective_m + level_m[g]
            tangent_m = effective_m * math.acos(radius_m / (radius_m + over_m))
            edge_db = 0.0
            hidden = 0
            if distance[g] > tangent_m:
                shadow_m = radius_m / math.cos((distance[g] - tangent_m) / effective_m) - radius_m
                edge_db = edge_loss_db(frequency_hz[w], shadow_m, high_m, tangent_m, distance[g])
                hidden = 1 if high_m < shadow_m else 0
            whole_db = smooth_earth_loss_db(
                frequency_hz[w], over_m, high_m, distance[g], effective_m, LAND, HORIZONTAL
            )
            extra_db[w, g] = max(whole_db - bullington_db(edge_db, distance[g]), 0.0)
            if w == 0:
                hides[g] = hidden
                loss_db[g] = whole_db
