"""What the batteries' missiles can reach, in each world."""

import numpy as np

from airtight.analysis.coverage.layers import Envelope
from airtight.analysis.coverage.reach_kernels import (
    ALTITUDE_MAX_M,
    LOW_LIMIT_M,
    LOW_RANGE_MAX_M,
    RANGE_MAX_M,
    RANGE_MIN_M,
    REACH_COLUMNS,
)
from airtight.catalog.loader import Catalog
from airtight.chain.effectors import numbers as effectors
from airtight.engine.forces import missiles_of, sector_of
from airtight.engine.gather import table
from airtight.numerics.columns import Floats
from airtight.scenario.model import Battery
from airtight.scenario.worlds import Worlds


def envelope(
    battery: Battery, catalog: Catalog, nominal: Worlds, drawn: Worlds, *, site_m: float, ballistic: bool
) -> Envelope:
    """A battery's published reach: the nominal world first, then the drawn ones.

    Args:
        battery: with its sector, if its activation has one.
        catalog: whose missiles the battery has.
        nominal: one world, all numbers at nominal.
        drawn: the other worlds.
        site_m: height of its ground above sea.
        ballistic: against ballistic targets.

    """
    names = missiles_of(battery, catalog)
    missiles = [
        _reach(table(worlds, names, effectors.MISSILE_FIELDS), ballistic=ballistic)
        for worlds in (nominal, drawn)
    ]
    sector = [sector_of(battery, worlds) for worlds in (nominal, drawn)]
    return Envelope(site_m, np.concatenate(missiles), np.concatenate(sector))


def _reach(numbers: Floats, *, ballistic: bool) -> Floats:
    """(W, M, REACH_COLUMNS) of the missiles' numbers (W, M, field)."""
    out = np.zeros((*numbers.shape[:2], REACH_COLUMNS))
    out[..., RANGE_MIN_M] = numbers[..., effectors.M_RANGE_MIN_M]
    if ballistic:
        out[..., RANGE_MAX_M] = numbers[..., effectors.M_BALLISTIC_RANGE_M]
        out[..., ALTITUDE_MAX_M] = numbers[..., effectors.M_BALLISTIC_ALTITUDE_MAX_M]
        return out
    out[..., RANGE_MAX_M] = numbers[..., effectors.M_RANGE_MAX_M]
    out[..., ALTITUDE_MAX_M] = numbers[..., effectors.M_ALTITUDE_MAX_M]
    out[..., LOW_RANGE_MAX_M] = numbers[..., effectors.M_LOW_RANGE_MAX_M]
    out[..., LOW_LIMIT_M] = numbers[..., effectors.M_LOW_LIMIT_M]
    return out
