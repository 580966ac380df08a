"""Detection of fluctuating targets: Swerling's five cases, any number of pulses, exactly."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from airtight.errors import InputError
from airtight.numerics.columns import Floats, within

PULSES_MAX = 1_000_000
PFA_MIN = 1e-100
LOWEST_DB, HIGHEST_DB = -300.0, 300.0
"""Signal-to-noise ratios among which a required one is sought."""


def threshold(*, false_alarm_probability: float, pulses: int = 1) -> float:
    """What the sum of `pulses` square-law samples of noise, each of mean 1, exceeds so often.

    Args:
        false_alarm_probability: after integration, 1e-100 to 1, not 1.
        pulses: N, non-coherently integrated, 1 to 1,000,000.

    Returns:
        In units of one sample's mean noise power.

    Raises:
        InputError: an argument is out of range.

    Source:
        P_fa = Q(N, T), the regularised upper incomplete gamma function.

    """
    pfa = float(within("false_alarm_probability", false_alarm_probability, PFA_MIN, 1.0))
    if pfa == 1.0:
        raise InputError("out of range", place="false_alarm_probability", value=pfa, allowed="less than 1")
    return float(special.gammainccinv(_pulses(pulses), pfa))


def detection_probability(
    *, snr: float, false_alarm_probability: float, pulses: int = 1, swerling: int = 1
) -> float:
    """The probability that the sum of N pulses from a target exceeds the threshold.

    Args:
        snr: mean single-pulse signal-to-noise ratio at the matched filter's output, a power ratio, >= 0.
        false_alarm_probability: after integration.
        pulses: N, summed behind a square-law detector.
        swerling: 0 (steady), 1 or 3 (fluctuates from look to look), 2 or 4 (from pulse to pulse).

    Returns:
        A probability; exact for the model, to about 1e-13 relative.

    Raises:
        InputError: an argument is out of range.

    Source:
        Marcum (1947), Swerling (1954), as one mixture: given the total signal-to-noise ratio X of the pulses,
        their sum is Gamma(N + k) with k Poisson of mean X; X is Gamma of shape m (none, 1, N, 2, 2N) and mean
        N S, so that k is Poisson or negative binomial.

    """
    level = threshold(false_alarm_probability=false_alarm_probability, pulses=pulses)
    total = float(within("snr", snr, 0.0, 1e101)) * pulses
    return _Sums.of(pulses, level).probabilities(total, _shape(swerling, pulses))[0]


def required_snr_db(
    *,
    detection_probability: float,
    false_alarm_probability: float,
    pulses: int = 1,
    swerling: int = 1,
) -> float:
    """The mean single-pulse signal-to-noise ratio at which a target is detected so often.

    Args:
        detection_probability: above the false-alarm probability, at most 1 - 1e-12.
        false_alarm_probability: after integration.
        pulses: N.
        swerling: 0 to 4.

    Returns:
        dB.

    Raises:
        InputError: an argument is out of range.

    Source:
        The root of `detection_probability`, which rises with the ratio.

    """
    level = threshold(false_alarm_probability=false_alarm_probability, pulses=pulses)
    shape = _shape(swerling, pulses)
    wanted = float(within("detection_probability", detection_probability, 0.0, 1.0 - 1e-12))
    if wanted <= false_alarm_probability:
        raise InputError(
            "noise alone is detected as often",
            place="detection_probability",
            value=wanted,
            allowed=f"above the false-alarm probability, {false_alarm_probability:g}",
        )

    sums = _Sums.of(pulses, level)

    def excess(snr_db: float) -> float:
        hit, miss = sums.probabilities(10.0 ** (snr_db / 10.0) * pulses, shape)
        # Whichever is the smaller says more in floating point.
        return math.log(hit / wanted) if wanted < 0.5 else math.log((1.0 - wanted) / max(miss, 1e-300))  # noqa: PLR2004

    return float(optimize.brentq(excess, LOWEST_DB, HIGHEST_DB, xtol=1e-9))


def _pulses(pulses: int) -> int:
    if not 1 <= pulses <= PULSES_MAX or pulses != int(pulses):
        raise InputError("out of range", place="pulses", value=pulses, allowed=f"1 to {PULSES_MAX}, whole")
    return int(pulses)


def _shape(swerling: int, pulses: int) -> float:
    """Shape of the gamma distribution of the pulses' total signal; infinite if it does not fluctuate."""
    shapes = {0: math.inf, 1: 1.0, 2: float(pulses), 3: 2.0, 4: 2.0 * pulses}
    if swerling not in shapes:
        raise InputError("no such case", place="swerling", value=swerling, allowed="0, 1, 2, 3 or 4")
    return shapes[swerling]


@dataclass(frozen=True)
class _Sums:
    """What a threshold does to a sum of Gamma(N + k), for each k that may still fail it.

    Attributes:
        k: 0, 1, ... up to where every sum exceeds the threshold.
        above: probability of exceeding it.
        below: of not doing so.

    """

    k: Floats
    above: Floats
    below: Floats

    @classmethod
    def of(cls, pulses: int, level: float) -> "_Sums":
        last = max(int(level + 12.0 * math.sqrt(level) + 60.0) - pulses, 0)
        k = np.arange(last + 1, dtype=np.float64)
        return cls(k, special.gammaincc(pulses + k, level), special.gammainc(pulses + k, level))

    def probabilities(self, total: float, shape: float) -> tuple[float, float]:
        """Detection and miss: sums of positive terms both, so that either is exact where it is tiny."""
        weight = _weights(self.k, total, shape)
        hit = float(weight @ self.above) + _beyond(self.k.size, total, shape)
        return min(hit, 1.0), float(weight @ self.below)


def _weights(k: Floats, total: float, shape: float) -> Floats:
    """The probability of each k from 0: Poisson, or negative binomial."""
    if total == 0.0:
        return np.where(k == 0.0, 1.0, 0.0)
    if math.isinf(shape):
        first, steps = -total, math.log(total) - np.log(k[1:])
    else:
        first = -shape * math.log1p(total / shape)
        steps = np.log((shape + k[:-1]) / k[1:]) - math.log1p(shape / total)
    result: Floats = np.exp(first + np.concatenate(([0.0], np.cumsum(steps))))
    return result


def _beyond(least: int, total: float, shape: float) -> float:
    """The probability that k is `least` or more."""
    if math.isinf(shape):
        return float(special.gammainc(float(least), total))
    return float(special.betainc(float(least), shape, total / (shape + total)))
