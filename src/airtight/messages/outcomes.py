"""What became of everything that flew."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Floats, Ints

FLYING = 0
KILLED = 1
LEAKED = 2
PASSED = 3

# Milestones of each entity's story: the time at which it first happened, -1 if never.
IN_SIGHT = 0
DETECTED = 1
TRACKED = 2
DECLARED_HOSTILE = 3
ENGAGED = 4
ENDED = 5
MILESTONES = 6


@dataclass(frozen=True)
class Outcomes:
    """Engine to motion and effectors (one epoch later) and to recording.

    Attributes:
        outcome: (R, E): FLYING, KILLED, LEAKED (a raid member inside a defended radius) or PASSED.
        first_s: (R, E, 6): when each milestone was first reached, s; -1 if never.
        first_detection_range_m: (R, E): ground distance from the first battery at the first detection; -1
            if never.
        shots_at: (R, E): rounds launched at it.

    """

    outcome: Ints
    first_s: Floats
    first_detection_range_m: Floats
    shots_at: Ints

    @classmethod
    def empty(cls, replications: int, entities: int) -> "Outcomes":
        """Nothing has happened yet."""
        shape = (replications, entities)
        return cls(
            np.zeros(shape, dtype=np.int64),
            np.full((*shape, MILESTONES), -1.0),
            np.full(shape, -1.0),
            np.zeros(shape, dtype=np.int64),
        )
