"""What aircraft answered when they were asked who they are."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Ints

NOT_ASKED = 0
SILENT = 1
CIVIL = 2
FRIEND = 3


@dataclass(frozen=True)
class Replies:
    """Sensing to c2: answers in the direction of each track that was interrogated.

    Attributes:
        kind: (R, P, S): NOT_ASKED, SILENT, CIVIL (civil modes) or FRIEND (military modes, with keys).

    """

    kind: Ints

    @classmethod
    def empty(cls, replications: int, posts: int, slots: int) -> "Replies":
        """Nobody was asked."""
        return cls(np.zeros((replications, posts, slots), dtype=np.int64))
