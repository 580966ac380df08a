"""Which uncertain numbers explain the spread of a result: first-order shares from given worlds.

For each number, the result is regressed on orthogonal polynomials of the number's quantile; the adjusted
share of the variance so explained estimates the first-order index V[E(Y | X)] / V[Y]. A number is *resolved*
if its share stands clear of what dummy numbers achieve: the 95th percentile of the largest share among as
many numbers as were ranked, when the results are shuffled so that nothing can explain them. So the chance
that *any* number is resolved without cause is 5 % a metric, however many are ranked. What is left is luck,
interaction, or not resolved.

Source: design of the estimator after Sobol's first-order index (Saltelli et al. 2010) with a regression
metamodel; permutation bound of the maximum statistic after Westfall & Young (1993). Both recalled; tests hold
closed forms.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.polynomial import legendre
from numpy.typing import NDArray

from airtight.numerics.columns import Floats, Ints, flat
from airtight.numerics.random import Cause, uniform_column

MOST_A_METRIC = 5
FEWEST_WORLDS = 20
SHUFFLES = 1000
RESAMPLES = 200
RESOLVED_QUANTILE = 0.95
CONSTANT = 1e-12


@dataclass(frozen=True)
class Driver:
    """One number's part in the spread of one metric.

    Attributes:
        number: the quantile group's name.
        share: of the variance; may come out below 0 by chance, and is not clipped.
        low: with `high`, the 95 % interval of the share over resampled worlds.
        resolved: whether the share stands clear of dummy numbers.

    """

    number: str
    share: float
    low: float
    high: float
    resolved: bool


class Ranking:
    """The numbers whose parts are asked for, result by result.

    Attributes:
        names: of the numbers; correlated ones share one.
        columns: (K, R), each number's quantile in (0, 1), a world each.
        seed: keys the shuffles and the resampling.

    """

    def __init__(self, quantiles: Mapping[str, Floats], *, seed: int) -> None:
        self.names = list(quantiles)
        self.columns = (
            np.stack([flat(quantiles[name]) for name in self.names]) if self.names else np.empty((0, 0))
        )
        self.seed = seed
        self._everywhere: tuple[Floats, Ints] | None = None

    def drivers(self, values: Floats) -> list[Driver]:
        """The numbers with the largest shares, the largest first, each with its interval.

        Args:
            values: shape (R,); replications without a finite value are left out.

        Returns:
            None of them if fewer than twenty replications have a value or if all values are equal.

        """
        judged = self._judge(values)
        if judged is None:
            return []
        shares, bound, order = judged
        known = np.isfinite(values)
        return [
            _driver(
                self.names[k], self.columns[k, known], values[known], (float(shares[k]), bound, self.seed)
            )
            for k in order[:MOST_A_METRIC]
        ]

    def resolved(self, values: Floats) -> list[str]:
        """The numbers that stand clear of dummies, the largest share first; at most five."""
        judged = self._judge(values)
        if judged is None:
            return []
        shares, bound, order = judged
        return [self.names[k] for k in order[:MOST_A_METRIC] if shares[k] > bound]

    def _judge(self, values: Floats) -> tuple[Floats, float, list[int]] | None:
        """Shares (K,), what dummies reach, and the order by share."""
        known = np.isfinite(values)
        result = flat(values[known])
        if not self.names or result.size < FEWEST_WORLDS:
            return None
        if float(np.ptp(result)) <= CONSTANT * abs(float(result.mean())):
            return None
        bases, order = self._prepared(known)
        shares = _shares(bases, result[None, :])[:, 0]
        best = _shares(bases, result[order]).max(axis=0)
        ranked = sorted(range(len(self.names)), key=lambda k: (-shares[k], self.names[k]))
        return shares, float(np.quantile(best, RESOLVED_QUANTILE)), ranked

    def _prepared(self, known: NDArray[np.bool_]) -> tuple[Floats, Ints]:
        """Bases and shuffles, made once for all results that have a value everywhere."""
        if known.all() and self._everywhere is not None:
            return self._everywhere
        shuffles = np.argsort(_noise(self.seed, "shuffles", SHUFFLES, int(known.sum())), axis=1)
        prepared = _bases(self.columns[:, known]), shuffles
        if known.all():
            self._everywhere = prepared
        return prepared


def rank(quantiles: Mapping[str, Floats], values: Floats, *, seed: int) -> list[Driver]:
    """The drivers of one result; `Ranking` for several."""
    return Ranking(quantiles, seed=seed).drivers(values)


def degree(worlds: int) -> int:
    """The polynomial's degree that so many worlds can bear: 1 below 170, 2 at 240, 6 from about 2,700 on."""
    return max(1, min(6, round(math.log2(max(worlds, 60) / 60.0))))


def luck_share(first: Floats, second: Floats, values: Floats) -> float | None:
    """The share of a metric's variance that is luck: pairs that share a world and differ in luck alone.

    Args:
        first: shape (n,), the metric of n replications.
        second: shape (n,), the same worlds with other luck.
        values: shape (R,), the metric of all replications, whose variance is the whole.

    Returns:
        Half of the pairs' mean squared difference over the variance of `values`; None if nothing varies or
        fewer than two pairs have values.

    """
    both = np.isfinite(first) & np.isfinite(second)
    known = values[np.isfinite(values)]
    if np.count_nonzero(both) < 2 or known.size < 2:  # noqa: PLR2004 (a variance needs two)
        return None
    whole = float(known.var(ddof=1))
    if whole <= 0.0:
        return None
    return float(np.mean((first[both] - second[both]) ** 2)) / 2.0 / whole


def _bases(columns: Floats) -> Floats:
    """Orthonormal rows (K, d, n) spanning the centred polynomials of each number's quantile."""
    worlds = columns.shape[1]
    most = degree(worlds)
    bases = np.empty((columns.shape[0], most, worlds))
    for k, column in enumerate(columns):
        terms = legendre.legvander(2.0 * column - 1.0, most)[:, 1:]
        bases[k] = np.linalg.qr(terms - terms.mean(axis=0))[0].T
    return bases


def _shares(bases: Floats, results: Floats) -> Floats:
    """Adjusted share of variance, shape (K, B), of results (B, n) on each of K bases (K, d, n)."""
    centred = results - results.mean(axis=1, keepdims=True)
    total = np.sum(centred**2, axis=1)
    numbers, most, worlds = bases.shape
    projected = bases.reshape(numbers * most, worlds) @ centred.T
    explained = np.sum((projected**2).reshape(numbers, most, -1), axis=1)
    adjusted: Floats = 1.0 - (1.0 - explained / total) * (worlds - 1) / (worlds - 1 - most)
    return adjusted


def _driver(name: str, column: Floats, result: Floats, judged: tuple[float, float, int]) -> Driver:
    """One number with its interval: percentiles over resampled worlds, less the resampling bias."""
    share, bound, seed = judged
    picks = (_noise(seed, "resamples", RESAMPLES, result.size) * result.size).astype(np.int64)
    drawn = np.array([_one_share(column[pick], result[pick]) for pick in picks])
    known = drawn[np.isfinite(drawn)]
    if known.size == 0:
        return Driver(name, share, share, share, share > bound)
    low, high = np.quantile(known, (0.025, 0.975)) - (known.mean() - share)
    return Driver(name, share, min(float(low), share), max(float(high), share), share > bound)


def _one_share(column: Floats, result: Floats) -> float:
    if float(np.ptp(result)) <= 0.0:
        return math.nan
    return float(_shares(_bases(column[None, :]), result[None, :])[0, 0])


def _noise(seed: int, name: str, rows: int, columns: int) -> Floats:
    """Uniforms of shape (rows, columns) for the statistics' own draws."""
    index = np.arange(rows * columns, dtype=np.int64)
    drawn: Floats = uniform_column(seed, index, Cause.BOOTSTRAP, name).reshape(rows, columns)
    return drawn
