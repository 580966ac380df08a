"""How replications are cut into batches."""

import numpy as np

from airtight.errors import InputError
from airtight.numerics.columns import Ints


def split(replications: Ints, size: int) -> list[Ints]:
    """Consecutive batches of at most `size`, as even as can be.

    Raises:
        InputError: `size` is below 1.

    """
    if size < 1:
        raise InputError("out of range", place="batch size", value=size, allowed=">= 1")
    if replications.size == 0:
        return []
    return np.array_split(replications, -(-replications.size // size))
