"""A figure's range: all numbers at nominal, and what 64 worlds leave open."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from airtight.numerics.columns import Floats

WORLDS = 64
QUANTILES = (0.05, 0.95)

Range = dict[str, float]


def span(nominal: float, worlds: ArrayLike) -> Range:
    """Low, nominal, high: the 5th and 95th percentile over worlds, widened to hold the nominal."""
    low, high = (float(q) for q in np.quantile(np.asarray(worlds), QUANTILES))
    return {"low": min(low, nominal), "nominal": float(nominal), "high": max(high, nominal)}


def scaled(given: Mapping[str, float], factor: float) -> Range:
    """All three, times a factor."""
    return {key: value * factor for key, value in given.items()}


def spans(nominal: Floats, worlds: Floats) -> tuple[Floats, Floats]:
    """Lows and highs, as `span`, of many figures (A,) in worlds (W, A)."""
    low, high = np.quantile(worlds, QUANTILES, axis=0)
    return np.minimum(low, nominal), np.maximum(high, nominal)
