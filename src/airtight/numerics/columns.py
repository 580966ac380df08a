"""Columns: the array types that everything is made of, and the checks that fronts share."""

from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from airtight.errors import InputError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Words = NDArray[np.int64]
Scalar = TypeVar("Scalar", bound=np.generic)
Flags = NDArray[np.uint8]
Singles = NDArray[np.float32]
Shorts = NDArray[np.uint16]


def flat(values: ArrayLike) -> Floats:
    """One-dimensional, contiguous, writeable float64: the one type that kernels are compiled for."""
    return np.require(np.asarray(values, dtype=np.float64).ravel(), np.float64, ["C", "W"])


def widened(values: NDArray[Scalar], size: int, fill: float = 0, *, axis: int = 2) -> NDArray[Scalar]:
    """A copy with `size` entries along an axis, the new ones holding `fill`."""
    shape = list(values.shape)
    kept = shape[axis]
    shape[axis] = size
    wide = np.full(shape, fill, dtype=values.dtype)
    wide[(slice(None),) * axis + (slice(kept),)] = values
    return wide


def finite(place: str, given: ArrayLike) -> Floats:
    """`given` as float64.

    Raises:
        InputError: an entry is not a finite number; the first such place is named.

    """
    values = _numbers(place, given)
    _refuse(place, values, ~np.isfinite(values), "finite")
    return values


def positive(place: str, given: ArrayLike) -> Floats:
    """`given` as float64.

    Raises:
        InputError: an entry is not finite and positive; the first such place is named.

    """
    values = _numbers(place, given)
    _refuse(place, values, ~(np.isfinite(values) & (values > 0)), "finite and > 0")
    return values


def within(place: str, given: ArrayLike, low: float, high: float) -> Floats:
    """`given` as float64.

    Raises:
        InputError: an entry is not in [low, high]; the first such place is named.

    """
    values = _numbers(place, given)
    _refuse(place, values, ~((values >= low) & (values <= high)), f"{low:g} to {high:g}")
    return values


def _numbers(place: str, given: ArrayLike) -> Floats:
    try:
        return np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError("not a number", place=place, value=repr(given), allowed="numbers") from None


def _refuse(place: str, values: Floats, bad: NDArray[np.bool_], allowed: str) -> None:
    if not np.any(bad):
        return
    index = tuple(int(i) for i in np.argwhere(bad)[0])
    where = f"{place}[{', '.join(map(str, index))}]" if index else place
    raise InputError("out of range", place=where, value=float(values[index]), allowed=allowed)
