"""Free space: the loss that every other model adds to."""

import numpy as np
from numpy.typing import ArrayLike

from airtight.numerics.columns import Floats, flat, positive
from airtight.propagation import kernels


def free_space_loss_db(*, frequency_hz: ArrayLike, distance_m: ArrayLike) -> Floats:
    """Basic transmission loss between isotropic antennas in free space.

    Args:
        frequency_hz: shape (...), Hz, > 0.
        distance_m: shape (...), m, > 0, broadcast with `frequency_hz`; far field assumed.

    Returns:
        The broadcast shape, dB; a loss is positive.

    Raises:
        InputError: an argument is not finite and positive; the first such place is named.

    Source:
        ITU-R P.525, free-space basic transmission loss: 20 log10(4 pi d / lambda).

    """
    frequency, distance = np.broadcast_arrays(
        positive("frequency_hz", frequency_hz), positive("distance_m", distance_m)
    )
    loss_db = np.empty(frequency.shape)
    kernels.fill_free_space_loss_db(flat(frequency), flat(distance), loss_db.reshape(-1))
    return loss_db
