"""Which missile can meet which track, and when."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Floats, Ints, widened


@dataclass(frozen=True)
class Reach:
    """Effectors to c2, computed on the picture.

    Attributes:
        flight_s: (R, B, S, M): flight time to the meeting point, s; -1 if the missile cannot meet the track.
        edge: (R, B, S, M): 1 if the meeting point lies in the last fifth of the missile's reach.

    """

    flight_s: Floats
    edge: Ints

    @classmethod
    def empty(cls, replications: int, batteries: int, slots: int, missiles: int) -> "Reach":
        """Nothing can be met."""
        shape = (replications, batteries, slots, missiles)
        return cls(np.full(shape, -1.0), np.zeros(shape, dtype=np.int64))

    def grown(self, slots: int) -> "Reach":
        """The same reach with room for more tracks."""
        return Reach(widened(self.flight_s, slots, -1.0), widened(self.edge, slots))
