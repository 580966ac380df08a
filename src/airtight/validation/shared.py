"""Where the standards' own tables lie that may not be passed on with the package."""

import functools
import os
from pathlib import Path

import numpy as np

from airtight.numerics.columns import Floats
from airtight.validation.claim import Unavailable

VARIABLE = "AIRTIGHT_SHARED"
"""Environment variable that names the folder."""


def shared_folder() -> Path:
    """The folder of tables that may not ship: the environment's, else `shared` beside the repository."""
    given = os.environ.get(VARIABLE)
    return Path(given) if given else Path(__file__).resolve().parents[4] / "shared"


def shared_file(*parts: str) -> Path:
    """A file in that folder.

    Raises:
        Unavailable: it is not there; the reason says what to do.

    """
    path = shared_folder().joinpath(*parts)
    if not path.is_file():
        raise Unavailable(
            f"{'/'.join(parts)} is absent; its owner does not let it be passed on, "
            f"{VARIABLE} names the folder that holds it"
        )
    return path


@functools.cache
def profile_points(name: str) -> tuple[Floats, Floats]:
    """Distances and heights (m) of one of ITU-R's delta-Bullington profiles.

    Raises:
        Unavailable: it is not there.

    """
    path = shared_file("reference", "checks", name)
    distance_km, height_m = np.loadtxt(path, delimiter=",", skiprows=1).T
    return distance_km * 1e3, height_m.copy()
