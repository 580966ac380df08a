"""What each battery has left, and what it has in the air."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Floats, Ints


@dataclass(frozen=True)
class Readiness:
    """Effectors to c2 and sensing, one epoch later.

    Attributes:
        rounds: (R, B, M): rounds left of each of the battery's missile types.
        next_launch_s: (R, B): no launch before this time.
        shot_slot: (R, B, Q): the track slot at which each missile in flight was fired; -1 if the row is free.
        shot_number: (R, B, Q): that track's number.
        shot_missile: (R, B, Q): its type.
        shot_edge: (R, B, Q): 1 if it meets in the last fifth of its reach.
        shot_launch_s: (R, B, Q).
        shot_meeting_s: (R, B, Q): when it meets the track, as predicted at launch.
        fired: (R, B): rounds fired so far.

    """

    rounds: Ints
    next_launch_s: Floats
    shot_slot: Ints
    shot_number: Ints
    shot_missile: Ints
    shot_edge: Ints
    shot_launch_s: Floats
    shot_meeting_s: Floats
    fired: Ints

    @classmethod
    def empty(cls, rounds: Ints, in_flight: int) -> "Readiness":
        """Full magazines of `rounds` (R, B, M), room for `in_flight` missiles in the air a battery."""
        replications, batteries, _ = rounds.shape
        shape = (replications, batteries, in_flight)
        return cls(
            rounds.copy(),
            np.zeros((replications, batteries)),
            np.full(shape, -1, dtype=np.int64),
            np.zeros(shape, dtype=np.int64),
            np.zeros(shape, dtype=np.int64),
            np.zeros(shape, dtype=np.int64),
            np.zeros(shape),
            np.zeros(shape),
            np.zeros((replications, batteries), dtype=np.int64),
        )
