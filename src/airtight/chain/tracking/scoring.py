"""How good a set of tracks is: GOSPA and OSPA distances to the truth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from airtight.errors import InputError
from airtight.numerics.columns import Floats, finite, positive, within

ORDER_MAX = 100.0


@dataclass(frozen=True)
class Gospa:
    """A generalised OSPA distance; for alpha = 2 also its parts, which add up to nothing for any other alpha.

    Attributes:
        distance: in the unit of the coordinates.
        localisation: (sum of d^p over the pairs nearer than the cut-off)^(1/p), in that unit.
        missed: truths in no such pair.
        false: tracks in no such pair.

    """

    distance: float
    localisation: float | None = None
    missed: int | None = None
    false: int | None = None


def gospa(truth: ArrayLike, tracks: ArrayLike, *, c: float, p: float, alpha: float = 2.0) -> Gospa:
    """The generalised optimal sub-pattern assignment distance.

    Args:
        truth: (n, d), positions; (0, d) or empty if there is none.
        tracks: (m, d), positions.
        c: cut-off, > 0, in the unit of the positions.
        p: order, 1 to 100.
        alpha: above 0, at most 2: the cost of a cardinality error is c^p / alpha.

    Returns:
        The distance and its parts.

    Raises:
        InputError: an argument is out of range, or positions of different dimensions.

    Source:
        Rahmathullah, Garcia-Fernandez & Svensson, arXiv:1601.05585, definition 1 and, for alpha = 2, the
        split into localisation, missed and false of proposition 1.

    """
    cut = float(positive("c", c))
    order = float(within("p", p, 1.0, ORDER_MAX))
    share = float(within("alpha", alpha, 0.0, 2.0))
    if share == 0.0:
        raise InputError("out of range", place="alpha", value=share, allowed="above 0, at most 2")
    x, y = _positions(truth, tracks)
    ratio = _assigned(x, y, cut, order)
    total = float(np.sum(ratio**order)) + abs(len(x) - len(y)) / share
    distance = cut * total ** (1.0 / order)
    if share != 2.0:  # noqa: PLR2004 (the one alpha for which the parts add up)
        return Gospa(distance)
    near = ratio[ratio < 1.0]
    localisation = cut * float(np.sum(near**order)) ** (1.0 / order)
    return Gospa(distance, localisation, len(x) - near.size, len(y) - near.size)


def ospa(truth: ArrayLike, tracks: ArrayLike, *, c: float, p: float) -> float:
    """The optimal sub-pattern assignment distance.

    Args:
        truth: (n, d), positions.
        tracks: (m, d), positions.
        c: cut-off, > 0, in the unit of the positions.
        p: order, 1 to 100.

    Returns:
        In the unit of the positions, at most `c`; 0 for two empty sets.

    Raises:
        InputError: an argument is out of range, or positions of different dimensions.

    Source:
        Schuhmacher, Vo & Vo, IEEE Transactions on Signal Processing, 2008. The assignment minimises the sum
        of d^p, not of d.

    """
    cut = float(positive("c", c))
    order = float(within("p", p, 1.0, ORDER_MAX))
    x, y = _positions(truth, tracks)
    most = max(len(x), len(y))
    if most == 0:
        return 0.0
    ratio = _assigned(x, y, cut, order)
    total = float(np.sum(ratio**order)) + abs(len(x) - len(y))
    return float(cut * (total / most) ** (1.0 / order))


def _positions(truth: ArrayLike, tracks: ArrayLike) -> tuple[Floats, Floats]:
    sets = []
    for place, given in (("truth", truth), ("tracks", tracks)):
        values = finite(place, given)
        if values.size == 0:
            values = values.reshape(0, 0)
        if values.ndim != 2:  # noqa: PLR2004
            raise InputError("wrong shape", place=place, value=values.shape, allowed="(n, d)")
        sets.append(values)
    x, y = sets
    if len(x) and len(y) and x.shape[1] != y.shape[1]:
        raise InputError(
            "positions of different dimensions",
            place="tracks",
            value=y.shape[1],
            allowed=f"{x.shape[1]} coordinates, as the truth has",
        )
    return x, y


def _assigned(x: Floats, y: Floats, cut: float, order: float) -> Floats:
    """min(d, c) / c of each pair of the best one-to-one assignment; its powers cannot overflow."""
    if len(x) == 0 or len(y) == 0:
        return np.zeros(0)
    ratio: Floats = np.minimum(cdist(x / cut, y / cut), 1.0)
    chosen: Floats = ratio[linear_sum_assignment(ratio**order)]
    return chosen
