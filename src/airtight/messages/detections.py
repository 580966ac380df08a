"""What the radars measured in one epoch."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Floats, Ints

TIME_S = 0
RANGE_M = 1
AZIMUTH_RAD = 2
ELEVATION_RAD = 3
DOPPLER_M_PER_S = 4
SNR_DB = 5
RANGE_SIGMA_M = 6
AZIMUTH_SIGMA_RAD = 7
ELEVATION_SIGMA_RAD = 8
FIELDS = 9


@dataclass(frozen=True)
class Detections:
    """Sensing to tracking.

    Attributes:
        count: (R,), how many rows of each replication are filled; rows beyond are stale.
        radar: (R, D), the radar's index; rows are sorted by radar, then in order of looking.
        values: (R, D, 9), the fields above. Angles are those of the straight line in the radar's local
            east-north-up frame (no refraction). Range rate (Doppler) is positive when receding.
        searched: (R, D), 1 if the detection came from the radar's search, 0 from a look asked for.

    """

    count: Ints
    radar: Ints
    values: Floats
    searched: Ints

    @classmethod
    def empty(cls, replications: int, capacity: int) -> "Detections":
        """No detections, room for `capacity` a replication."""
        return cls(
            np.zeros(replications, dtype=np.int64),
            np.zeros((replications, capacity), dtype=np.int64),
            np.zeros((replications, capacity, FIELDS)),
            np.zeros((replications, capacity), dtype=np.int64),
        )
