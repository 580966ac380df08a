"""What each battery decided in this epoch."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Ints, widened


@dataclass(frozen=True)
class Orders:
    """C2 to effectors; `wanted` and `asked` are read one epoch later.

    Attributes:
        slot: (R, B): the track slot at which a missile is to be launched now, or -1: one launch an epoch at
            most.
        missile: (R, B): which of the battery's missile types.
        wanted: (R, B, S): 1 where reach is to be computed: what might be fired at an epoch later.
        ballistic: (R, B, S): 1 where the track is judged a ballistic missile.
        asked: (R, P, S): 1 where the track is to be interrogated.
        identity: (R, P, S): what each post holds each of its tracks to be.

    """

    slot: Ints
    missile: Ints
    wanted: Ints
    ballistic: Ints
    asked: Ints
    identity: Ints

    @classmethod
    def empty(cls, replications: int, batteries: int, posts: int, slots: int) -> "Orders":
        """No orders."""
        return cls(
            np.full((replications, batteries), -1, dtype=np.int64),
            np.zeros((replications, batteries), dtype=np.int64),
            np.zeros((replications, batteries, slots), dtype=np.int64),
            np.zeros((replications, batteries, slots), dtype=np.int64),
            np.zeros((replications, posts, slots), dtype=np.int64),
            np.zeros((replications, posts, slots), dtype=np.int64),
        )

    def grown(self, slots: int) -> "Orders":
        """The same orders with room for more tracks."""
        return Orders(
            self.slot,
            self.missile,
            widened(self.wanted, slots),
            widened(self.ballistic, slots),
            widened(self.asked, slots),
            widened(self.identity, slots),
        )
