"""A threshold that follows the noise: what it costs to estimate the noise from a few cells."""

import numpy as np
from numpy.typing import ArrayLike

from airtight.errors import InputError
from airtight.numerics.columns import Floats, finite, positive

MOST_CELLS = 1_000_000


def cfar_multiplier(*, cells: int, false_alarm_probability: ArrayLike) -> Floats:
    """By how much the mean of the reference cells is multiplied to get the threshold.

    Args:
        cells: reference cells that are averaged, 1 to a million.
        false_alarm_probability: shape (...), of one cell, in (0, 1).

    Returns:
        Shape (...); with many cells -ln(P_fa).

    Raises:
        InputError: an argument is out of range.

    Source:
        Cell averaging, square-law detector, one pulse: P_fa = (1 + alpha / M)^-M.

    """
    count = _cells(cells)
    pfa = _probability("false_alarm_probability", false_alarm_probability)
    return np.asarray(count * np.expm1(-np.log(pfa) / count))


def cfar_detection_probability(*, snr: ArrayLike, cells: int, false_alarm_probability: ArrayLike) -> Floats:
    """Probability that one look at a Swerling 1 target crosses the threshold.

    Args:
        snr: shape (...), mean signal-to-noise power ratio (not dB), >= 0.
        cells: reference cells, all of them noise alone.
        false_alarm_probability: shape (...), in (0, 1).

    Returns:
        The broadcast shape.

    Raises:
        InputError: an argument is out of range.

    Source:
        P_D = (1 + alpha / (M (1 + S)))^-M.

    """
    ratio = finite("snr", snr)
    if np.any(ratio < 0.0):
        raise InputError("out of range", place="snr", value=float(ratio.min()), allowed="a ratio, 0 or more")
    count = _cells(cells)
    multiplier = cfar_multiplier(cells=count, false_alarm_probability=false_alarm_probability)
    return np.asarray(np.exp(-count * np.log1p(multiplier / (count * (1.0 + ratio)))))


def cfar_loss_db(
    *, detection_probability: ArrayLike, cells: int, false_alarm_probability: ArrayLike
) -> Floats:
    """How much more signal a Swerling 1 target needs than with a known noise level.

    Args:
        detection_probability: shape (...), in (P_fa, 1).
        cells: reference cells.
        false_alarm_probability: shape (...), in (0, 1).

    Returns:
        The broadcast shape, dB, positive.

    Raises:
        InputError: an argument is out of range, or detection no likelier than a false alarm.

    Source:
        The ratio that solves P_D = (1 + alpha / (M (1 + S)))^-M, over ln(P_fa) / ln(P_D) - 1.

    """
    count = _cells(cells)
    pd = _probability("detection_probability", detection_probability)
    pfa = _probability("false_alarm_probability", false_alarm_probability)
    if np.any(pd <= pfa):
        place, allowed = "detection_probability", "more than the false-alarm probability"
        raise InputError("out of range", place=place, value=float(pd.min()), allowed=allowed)
    multiplier = cfar_multiplier(cells=count, false_alarm_probability=pfa)
    needed = multiplier / (count * np.expm1(-np.log(pd) / count)) - 1.0
    return np.asarray(10.0 * np.log10(needed / (np.log(pfa) / np.log(pd) - 1.0)))


def _cells(cells: int) -> int:
    given = float(positive("cells", cells))
    if given != round(given) or given > MOST_CELLS:
        raise InputError("out of range", place="cells", value=cells, allowed=f"whole, 1 to {MOST_CELLS}")
    return round(given)


def _probability(place: str, given: ArrayLike) -> Floats:
    values = finite(place, given)
    if np.any((values <= 0.0) | (values >= 1.0)):
        bad = values[(values <= 0.0) | (values >= 1.0)]
        raise InputError(
            "not a probability", place=place, value=float(bad.ravel()[0]), allowed="0 to 1, neither"
        )
    return values
