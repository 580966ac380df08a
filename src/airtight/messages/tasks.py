"""Which looks are asked of the radars, and where they are to face."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Floats, Ints

POSITION = 0  # three fields, earth-fixed m, at the epoch's start
VELOCITY = 3  # three fields, m/s
SIGMA_M = 6  # one standard deviation of the position, m
PRIORITY = 7  # smaller is served first: 0 engaged, 1 to be engaged, 2 cued, 3 confirmed
FIELDS = 8


@dataclass(frozen=True)
class Tasks:
    """C2 to sensing, one epoch later.

    Attributes:
        count: (R, N), looks asked of each radar.
        looks: (R, N, K, 8), the fields above, in order of priority.
        facing_rad: (R, N), the azimuth towards which a sectored radar is to turn; NaN never, unchanged if
            not asked.

    """

    count: Ints
    looks: Floats
    facing_rad: Floats

    @classmethod
    def empty(cls, replications: int, radars: int, capacity: int) -> "Tasks":
        """No looks asked for."""
        return cls(
            np.zeros((replications, radars), dtype=np.int64),
            np.zeros((replications, radars, capacity, FIELDS)),
            np.zeros((replications, radars)),
        )
