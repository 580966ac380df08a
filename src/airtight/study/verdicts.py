"""Is an option better? Paired differences on the same worlds and luck, judged under two shapes."""

import math
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from airtight.numerics.columns import Floats
from airtight.study.statistics import half_width, student_quantile

BETTER = "better"
WORSE = "worse"
NO_DIFFERENCE = "no difference seen"
DEPENDS = "depends on the assumed shape"
MOST_RESHAPED = 5
"""Numbers reshaped at once: each costs a quarter of the effective worlds."""


class Difference(TypedDict):
    """Option minus reference, replication by replication; null where no replication has both."""

    mean: float | None
    low: float | None
    high: float | None
    probability_better: float | None
    verdict: str | None


@dataclass(frozen=True)
class Criterion:
    """How a metric is judged.

    Attributes:
        direction: +1 if more is better, -1 if less is, 0 if neither.
        smallest: the smallest difference of the mean that matters, in the metric's unit.

    """

    direction: int
    smallest: float


def triangular_weights(quantiles: list[Floats], replications: int) -> Floats:
    """Weights that turn evenly spread worlds into triangular ones, shape (R,), mean near 1.

    A number's quantile u is uniform on (0, 1) as drawn; a triangle about its nominal has the density
    2 - |4 u - 2| there. The weights of several numbers multiply.
    """
    weights = np.ones(replications)
    for quantile in quantiles[:MOST_RESHAPED]:
        weights *= 2.0 - np.abs(4.0 * quantile - 2.0)
    return weights


def compare(option: Floats, reference: Floats, criterion: Criterion, weights: Floats) -> Difference:
    """The paired difference and its verdict.

    *better* or *worse*: the 95 % interval is clear of zero and the mean is at least the smallest difference
    that matters. The verdict is taken again with the reweighted worlds. It *depends on the assumed shape* if
    it then differs, and differs not only because reweighted worlds count for fewer.

    Args:
        option: shape (R,).
        reference: shape (R,), the same replications.
        criterion: the metric's direction and smallest difference that matters.
        weights: shape (R,), of the second shape; all equal if no number is resolved.

    """
    both = np.isfinite(option) & np.isfinite(reference)
    if not np.any(both):
        return Difference(mean=None, low=None, high=None, probability_better=None, verdict=None)
    difference = option[both] - reference[both]
    mean, half = float(difference.mean()), half_width(difference)
    found = Difference(mean=mean, low=mean - half, high=mean + half, probability_better=None, verdict=None)
    if criterion.direction == 0:
        return found
    found["probability_better"] = float(np.mean(difference * criterion.direction > 0.0))
    verdict = _judge(mean, half, criterion)
    mean_2, half_2 = _weighted(difference, weights[both])
    changed = _judge(mean_2, half_2, criterion) != verdict and _judge(mean_2, half, criterion) != verdict
    found["verdict"] = DEPENDS if changed else verdict
    return found


def _judge(mean: float, half: float, criterion: Criterion) -> str:
    """The verdict on a mean and the half-width of its interval."""
    if abs(mean) <= half or abs(mean) < criterion.smallest or mean == 0.0:
        return NO_DIFFERENCE
    return BETTER if mean * criterion.direction > 0 else WORSE


def _weighted(difference: Floats, weights: Floats) -> tuple[float, float]:
    """Weighted mean and the half-width of its 95 % interval, with the effective number of worlds."""
    total = float(weights.sum())
    mean = float((weights * difference).sum()) / total
    effective = total**2 / float((weights**2).sum())
    if effective <= 2.0:  # noqa: PLR2004 (an interval needs two)
        return mean, math.inf
    error = math.sqrt(float((weights**2 * (difference - mean) ** 2).sum())) / total
    return mean, student_quantile(effective - 1.0) * error
