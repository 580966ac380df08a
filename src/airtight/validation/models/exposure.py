"""Aspects: the package's models as functions of a table's columns."""

import math
from collections.abc import Callable

import numpy as np

from airtight.numerics.healpix import bins

SIDES = 4


def _bin(azimuth_deg: float, elevation_deg: float) -> float:
    azimuth, elevation = math.radians(azimuth_deg), math.radians(elevation_deg)
    return float(bins(azimuth_rad=azimuth, elevation_rad=elevation, sides=SIDES))


def _reachable(low_deg: float, high_deg: float) -> float:
    azimuth = np.linspace(0.0, 2.0 * np.pi, 721)
    elevation = np.radians(np.linspace(low_deg, high_deg, 201))
    found = bins(azimuth_rad=azimuth[:, None], elevation_rad=elevation[None, :], sides=SIDES)
    return float(np.unique(found).size)


MODELS: dict[str, Callable[..., float]] = {"aspect-bin": _bin, "reachable-bins": _reachable}
