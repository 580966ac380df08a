"""Compiled time budget of a radar: what looks cost, and who waits; nothing checked."""

import math

from airtight.numerics.kernel import kernel

SIGMAS_WIDE = 6.0
"""A look at a track covers three standard deviations to each side."""
ENGAGED = 0.0
WANTED = 1.0
CUED = 2.0
SHORTEST_UPDATE_S = 1e-3


@kernel
def look_cost_s(
    wide_rad: float,
    priority: float,
    azimuth_beam_rad: float,
    elevation_beam_rad: float,
    dwell_s: float,
    update_s: float,
    epoch_s: float,
) -> float:
    """Time that one look asked for takes: a dwell for each beam that `wide_rad`, its uncertainty, spans.

    What is engaged is looked at once an `update_s`, and all these looks are charged.
    """
    cost_s = dwell_s * max(1.0, math.ceil(wide_rad / azimuth_beam_rad))
    cost_s *= max(1.0, math.ceil(wide_rad / elevation_beam_rad))
    if priority == ENGAGED:
        cost_s *= max(1.0, epoch_s / max(update_s, SHORTEST_UPDATE_S))
    return cost_s


@kernel
def shares(
    pool_s: float, engaged_s: float, wanted_s: float, cued_s: float, others_s: float
) -> tuple[float, float, float, float]:
    """Of each kind of looks, the share that fits into `pool_s`; the more urgent kind is served first.

    Within the kind that does not fit whole, all wait alike: each is served in that share of the epochs.
    """
    first = pool_s / engaged_s if engaged_s > pool_s else 1.0
    pool_s -= first * engaged_s
    second = pool_s / wanted_s if wanted_s > pool_s else 1.0
    pool_s -= second * wanted_s
    third = pool_s / cued_s if cued_s > pool_s else 1.0
    pool_s -= third * cued_s
    fourth = pool_s / others_s if others_s > pool_s else 1.0
    return first, second, third, fourth
