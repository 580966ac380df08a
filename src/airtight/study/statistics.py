"""What many replications say: means with their sampling error, ranges, proportions, rates of rare events.

Two intervals are told apart everywhere. `p05` to `p95` is the spread of the results under the stated
assumptions; `low` to `high` is the 95 % sampling error of the mean, which shrinks with more replications. The
replication is the unit: things that fly in one replication share its world and are not independent trials.
"""

import math
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from airtight.numerics.columns import Floats, flat
from airtight.numerics.proportions import CONFIDENCE

FEWEST_FOR_T = 2
"""Fewer replications than this have no sampling error."""


class Stat(TypedDict):
    """One metric over the replications; null where no replication has a value.

    `mean` with its sampling error `low` to `high`; `p05` to `p95`, the range under the stated assumptions;
    `defined`, the replications that have a value.
    """

    mean: float | None
    low: float | None
    high: float | None
    p05: float | None
    p95: float | None
    defined: int


class Range(TypedDict):
    """A number at nominal, and the 5th and 95th percentile over worlds, widened to hold the nominal."""

    low: float
    nominal: float
    high: float


def stat(values: ArrayLike) -> Stat:
    """The statistics of one metric; entries that are not finite count as having no value.

    Args:
        values: shape (R,), one a replication.

    Source:
        Student's t interval on replications; percentiles by linear interpolation between order statistics.

    """
    given = flat(values)
    known = given[np.isfinite(given)]
    if known.size == 0:
        return Stat(mean=None, low=None, high=None, p05=None, p95=None, defined=0)
    mean = float(known.mean())
    half = half_width(known)
    p05, p95 = (float(q) for q in np.quantile(known, (0.05, 0.95)))
    return Stat(mean=mean, low=mean - half, high=mean + half, p05=p05, p95=p95, defined=int(known.size))


def half_width(values: Floats) -> float:
    """Half of the 95 % t interval of the mean; 0 for a single value, which has none."""
    if values.size < FEWEST_FOR_T:
        return 0.0
    return student_quantile(values.size - 1) * float(values.std(ddof=1)) / math.sqrt(values.size)


def student_quantile(degrees_of_freedom: float, confidence: float = CONFIDENCE) -> float:
    """The two-sided quantile of Student's t."""
    return float(special.stdtrit(degrees_of_freedom, 0.5 + confidence / 2.0))


def range_of(nominal: float, worlds: ArrayLike) -> Range:
    """Nominal, and the 5th and 95th percentile of `worlds`, widened to hold the nominal."""
    low, high = (float(q) for q in np.quantile(flat(worlds), (0.05, 0.95)))
    return Range(low=min(low, nominal), nominal=nominal, high=max(high, nominal))


@dataclass(frozen=True)
class Rate:
    """How often something happens per hour.

    Attributes:
        events: how many were counted, over all replications.
        hours: in how many hours, over all replications.
        high_per_hour: the upper bound of the rate, 95 %; infinite without hours.

    """

    events: float
    hours: float
    high_per_hour: float

    @property
    def at_most_one_in_hours(self) -> float:
        """The shortest stretch of hours that holds one event, at the upper bound."""
        return 0.0 if math.isinf(self.high_per_hour) else 1.0 / self.high_per_hour

    def text(self, *, what: str = "engaged", flights: str = "flight hours") -> str:
        """The sentence for people: what was seen, and at most how often it happens."""
        hours = f"{math.floor(self.hours):,}".replace(",", " ")
        if self.hours <= 0.0:
            return f"no {flights} simulated"
        bound = f"at most 1 in {_whole(self.at_most_one_in_hours)}"
        if self.events == 0:
            return f"none {what} in {hours} {flights} ({bound})"
        mean = _whole(self.hours / self.events)
        return f"{self.events:g} {what} in {hours} {flights} (about 1 in {mean}, {bound})"


def rate(events: ArrayLike, hours: ArrayLike) -> Rate:
    """Events per hour with an upper bound.

    Nothing seen: the rule of three, 3 / H. Else the larger of two bounds: the exact Poisson one, and the t
    interval of the ratio with the replication as the unit, since events of one replication share its world.

    Args:
        events: shape (R,), events of each replication.
        hours: shape (R,), hours of each replication.

    Source:
        Garwood (1936) for the Poisson bound; Cochran, *Sampling Techniques*, ratio estimator.

    """
    counted, spent = flat(events), flat(hours)
    total, total_hours = float(counted.sum()), float(spent.sum())
    if total_hours <= 0.0:
        return Rate(total, 0.0, math.inf)
    if total == 0.0:
        return Rate(0.0, total_hours, 3.0 / total_hours)
    poisson = float(special.gammaincinv(total + 1.0, 0.5 + CONFIDENCE / 2.0)) / total_hours
    mean = total / total_hours
    residual = counted - mean * spent
    clustered = mean + half_width(residual) * residual.size / total_hours
    return Rate(total, total_hours, max(poisson, clustered))


def _whole(value: float) -> str:
    """A whole number rounded down to three figures at most, so that a bound is never overstated."""
    if value < 1.0:
        return f"{value:.2g}"
    whole = math.floor(value)
    digits = max(0, len(str(whole)) - 3)
    unit = int(10**digits)
    return f"{whole // unit * unit:,}".replace(",", " ")
