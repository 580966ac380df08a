"""Which uncertain numbers explain the spread of a result: first-order shares from given worlds.

For each number, the result is regressed on orthogonal polynomials of the number's quantile; the adjusted
share of the variance so explained estimates the first-order index V[E(Y | X)] / V[Y]. A number is *resolved*
if its share stands clear of what dummy numbers achieve: the 95th percentile of the largest share among as
many numbers as were ranked, when the results are shuffled so that nothing can explain them. So the chance
that *any* number is resolved without cause is 5 % a metric, however many are ranked. What is left is luck,
interaction, or not resolved.

Luck would drown most numbers, so it is taken out first where there is a *twin*: the same replications with
the same luck and every number at nominal. A twin depends on luck alone, hence on none of the drawn numbers:
it is a control variate. The result less its regression on the twin covaries with each number as the result
does, and spreads less. That residual is ranked and held against dummies; shares stay shares of the *result's*
variance.

Source: design of the estimator after Sobol's first-order index (Saltelli et al. 2010) with a regression
metamodel; permutation bound of the maximum statistic after Westfall & Young (1993); control variates after
Lavenberg & Welch, Management Science 27 (1981). All recalled; tests hold closed forms.
"""

import bisect
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.polynomial import legendre
from numpy.typing import NDArray

from airtight.numerics.columns import Floats, Ints, flat
from airtight.numerics.random import Cause, uniform_column

MOST_A_METRIC = 5
FEWEST_WORLDS = 20
SHUFFLES = 400
RESAMPLES = 200
RESOLVED_QUANTILE = 0.95
DEGREES_FROM = (450, 900, 1800)
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


@dataclass(frozen=True)
class _Judged:
    """All numbers' shares of one result's variance.

    Attributes:
        known: (R,), which replications have a value.
        result: (n,), their values.
        residual: (n,), what luck leaves of them.
        shares: (K,).
        bound: what dummies reach.
        order: of the numbers, the largest share first.

    """

    known: NDArray[np.bool_]
    result: Floats
    residual: Floats
    shares: Floats
    bound: float
    order: list[int]


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
        self._resamples: dict[int, Floats] = {}

    def drivers(self, values: Floats, twin: Floats | None = None) -> list[Driver]:
        """The numbers with the largest shares, the largest first, each with its interval.

        Args:
            values: shape (R,); replications without a finite value are left out.
            twin: shape (R,), the same replications' values with every number at nominal, if they are known.

        Returns:
            None of them if fewer than twenty replications have a value, if all values are equal, or if the
            twin explains them all.

        """
        judged = self._judge(values, twin)
        if judged is None:
            return []
        weights = self._resampling(judged.result.size)
        found: list[Driver] = []
        for k in judged.order[:MOST_A_METRIC]:
            share = float(judged.shares[k])
            column = self.columns[k, judged.known]
            low, high = _interval(_resampled(weights, column, judged.residual, judged.result), share)
            found.append(Driver(self.names[k], share, low, high, share > judged.bound))
        return found

    def resolved(self, values: Floats, twin: Floats | None = None) -> list[str]:
        """The numbers that stand clear of dummies, the largest share first; at most five."""
        judged = self._judge(values, twin)
        if judged is None:
            return []
        return [self.names[k] for k in judged.order[:MOST_A_METRIC] if judged.shares[k] > judged.bound]

    def _judge(self, values: Floats, twin: Floats | None) -> _Judged | None:
        """Each number's share, and what dummies reach; None if there is nothing to explain."""
        known = np.isfinite(values)
        result = flat(values[known])
        if not self.names or result.size < FEWEST_WORLDS or not _varies(result):
            return None
        residual = result if twin is None else without_luck(result, flat(twin[known]))
        left = float(residual.var() / result.var())
        if left <= CONSTANT:
            return None
        bases, order = self._prepared(known)
        shares = left * _shares(bases, residual[None, :])[:, 0]
        best = left * _shares(bases, residual[order]).max(axis=0)
        ranked = sorted(range(len(self.names)), key=lambda k: (-shares[k], self.names[k]))
        return _Judged(known, result, residual, shares, float(np.quantile(best, RESOLVED_QUANTILE)), ranked)

    def _resampling(self, worlds: int) -> Floats:
        """How often each world is drawn in each resample, (B, n)."""
        if worlds not in self._resamples:
            picks = (_noise(self.seed, "resamples", RESAMPLES, worlds) * worlds).astype(np.int64)
            counts = np.array([np.bincount(pick, minlength=worlds) for pick in picks], dtype=np.float64)
            self._resamples[worlds] = counts
        return self._resamples[worlds]

    def _prepared(self, known: NDArray[np.bool_]) -> tuple[Floats, Ints]:
        """Bases and shuffles, made once for all results that have a value everywhere."""
        if known.all() and self._everywhere is not None:
            return self._everywhere
        shuffles = np.argsort(_noise(self.seed, "shuffles", SHUFFLES, int(known.sum())), axis=1)
        prepared = _bases(self.columns[:, known]), shuffles
        if known.all():
            self._everywhere = prepared
        return prepared


def rank(
    quantiles: Mapping[str, Floats], values: Floats, *, seed: int, twin: Floats | None = None
) -> list[Driver]:
    """The drivers of one result; `Ranking` for several."""
    return Ranking(quantiles, seed=seed).drivers(values, twin)


def degree(worlds: int) -> int:
    """The polynomial's degree that so many worlds can bear: 1, from 450 on 2, from 900 on 4, from 1,800 on 6.

    A higher degree follows bends and humps, and lifts what dummies reach: few worlds show slopes alone.
    """
    return (1, 2, 4, 6)[bisect.bisect(DEGREES_FROM, worlds)]


def without_luck(values: Floats, twin: Floats) -> Floats:
    """Values less their regression on the twin: what luck, as far as the twin shows it, leaves of them.

    Args:
        values: shape (n,), finite.
        twin: shape (n,), a function of luck alone; where it has no finite value, nothing is taken out.

    """
    known = np.isfinite(twin)
    if not known.any() or not _varies(twin[known]):
        return values
    deviation = np.where(known, twin - twin[known].mean(), 0.0)
    slope = float(np.mean(deviation * (values - values.mean())) / np.mean(deviation**2))
    return values - slope * deviation


def luck_share(values: Floats, twin: Floats) -> float | None:
    """The share of a metric's variance that its twin explains: a lower bound of what luck alone explains.

    The squared correlation with any function of luck is at most luck's first-order index, so that this share
    and the numbers' are parts of one whole. The twin's own variance over the whole would not be: at nominal,
    luck may spread results more than it does elsewhere, or less.

    Args:
        values: shape (R,); replications without a finite value are left out.
        twin: shape (R,), with the same luck and every number at nominal.

    Returns:
        Adjusted for the slope's fit, not below 0; 0 if the twin does not vary; None if the values do not, or
        if fewer than three are known.

    """
    known = np.isfinite(values)
    result = flat(values[known])
    if result.size < 3 or not _varies(result):  # noqa: PLR2004 (the adjustment needs three)
        return None
    left = float(without_luck(result, flat(twin[known])).var() / result.var())
    return max(0.0, 1.0 - left * (result.size - 1) / (result.size - 2))


def _varies(values: Floats) -> bool:
    return float(np.ptp(values)) > CONSTANT * abs(float(values.mean()))


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


def _resampled(weights: Floats, column: Floats, residual: Floats, result: Floats) -> Floats:
    """The adjusted share of one number in each resample, (B,); NaN where the result does not vary.

    Least squares by the moments of each resample: means and covariances of the polynomials, the residual (at
    the slope on the twin that all replications give) and the result, whose variance is the whole.
    """
    worlds, most = column.size, degree(column.size)
    terms = legendre.legvander(2.0 * column - 1.0, most)[:, 1:]
    together = np.column_stack([terms, residual - residual.mean(), result - result.mean()])
    means = weights @ together / worlds
    squares = (together[:, :, None] * together[:, None, :]).reshape(worlds, -1)
    second = (weights @ squares / worlds).reshape(-1, most + 2, most + 2)
    second -= means[:, :, None] * means[:, None, :]
    across, spread, whole = second[:, :most, most], second[:, most, most], second[:, -1, -1]
    slopes = np.linalg.solve(second[:, :most, :most], across[:, :, None])[:, :, 0]
    unexplained = spread - np.sum(slopes * across, axis=1)
    varies = whole > CONSTANT * max(float(result.var()), 1e-300)
    part: Floats = spread - unexplained * (worlds - 1) / (worlds - 1 - most)
    adjusted: Floats = np.divide(part, whole, out=np.full(whole.shape, np.nan), where=varies)
    return adjusted


def _interval(drawn: Floats, share: float) -> tuple[float, float]:
    """Percentiles over resamples, less the resampling's bias, widened to hold the share."""
    known = drawn[np.isfinite(drawn)]
    if known.size == 0:
        return share, share
    low, high = np.quantile(known, (0.025, 0.975)) - (known.mean() - share)
    return min(float(low), share), max(float(high), share)


def _noise(seed: int, name: str, rows: int, columns: int) -> Floats:
    """Uniforms of shape (rows, columns) for the statistics' own draws."""
    index = np.arange(rows * columns, dtype=np.int64)
    drawn: Floats = uniform_column(seed, index, Cause.BOOTSTRAP, name).reshape(rows, columns)
    return drawn
