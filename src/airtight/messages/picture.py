"""What a battery knows beyond its own radars: tracks and identities told to it."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Floats, Ints, widened


@dataclass(frozen=True)
class Picture:
    """Network to c2: what each battery has been told, each with its age.

    Attributes:
        identity: (R, B, S): identity told for the battery's own track in that slot; UNKNOWN if none.
        count: (R, B): told tracks that match none of the battery's own.
        told: (R, B, C, 7): their position and velocity as extrapolated to now, and the age of the report, s.
        told_sigma_m: (R, B, C): one standard deviation of that position, m.
        told_identity: (R, B, C).

    """

    identity: Ints
    count: Ints
    told: Floats
    told_sigma_m: Floats
    told_identity: Ints

    @classmethod
    def empty(cls, replications: int, batteries: int, slots: int, capacity: int) -> "Picture":
        """Nothing told."""
        return cls(
            np.zeros((replications, batteries, slots), dtype=np.int64),
            np.zeros((replications, batteries), dtype=np.int64),
            np.zeros((replications, batteries, capacity, 7)),
            np.zeros((replications, batteries, capacity)),
            np.zeros((replications, batteries, capacity), dtype=np.int64),
        )

    def grown(self, slots: int) -> "Picture":
        """The same picture with room for more tracks."""
        return Picture(
            widened(self.identity, slots),
            self.count,
            widened(self.told, slots),
            widened(self.told_sigma_m, slots),
            widened(self.told_identity, slots),
        )
