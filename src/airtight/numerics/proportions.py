"""Intervals of a proportion, of independent trials."""

import math

from scipy import special

from airtight.errors import InputError

CONFIDENCE = 0.95


def wilson(successes: int, trials: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Wilson's score interval for a proportion of independent trials, two-sided, no continuity correction.

    Raises:
        InputError: not 0 <= successes <= trials, no trials, or a confidence outside (0, 1).

    Source:
        Wilson (1927), as in Brown, Cai & DasGupta (2001).

    """
    _check_trials(successes, trials, confidence)
    z = float(special.ndtri(0.5 + confidence / 2.0))
    share = successes / trials
    scale = 1.0 + z * z / trials
    centre = (share + z * z / (2.0 * trials)) / scale
    half = z / scale * math.sqrt(share * (1.0 - share) / trials + z * z / (4.0 * trials * trials))
    low = 0.0 if successes == 0 else centre - half
    high = 1.0 if successes == trials else centre + half
    return low, high


def clopper_pearson(successes: int, trials: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The exact interval for a proportion of independent trials; never too narrow, often too wide.

    Raises:
        InputError: as for `wilson`.

    Source:
        Clopper & Pearson (1934).

    """
    _check_trials(successes, trials, confidence)
    tail = (1.0 - confidence) / 2.0
    low = 0.0 if successes == 0 else float(special.betaincinv(successes, trials - successes + 1, tail))
    high = (
        1.0
        if successes == trials
        else float(special.betaincinv(successes + 1, trials - successes, 1.0 - tail))
    )
    return low, high


def none_seen(trials: int, confidence: float = CONFIDENCE) -> float:
    """The one-sided upper bound of a proportion of which none was seen in `trials`: 1 - (1 - c)^(1/n).

    Source:
        The exact form of the rule of three (bound 3 / n).

    """
    _check_trials(0, trials, confidence)
    return 1.0 - math.pow(1.0 - confidence, 1.0 / trials)


def _check_trials(successes: int, trials: int, confidence: float) -> None:
    if trials < 1:
        raise InputError("no trials", place="trials", value=trials, allowed=">= 1")
    if not 0 <= successes <= trials:
        raise InputError("out of range", place="successes", value=successes, allowed=f"0 to {trials}")
    if not 0.0 < confidence < 1.0:
        raise InputError("out of range", place="confidence", value=confidence, allowed="between 0 and 1")
