"""The luck of routes: four uniforms for each thing of each replication."""

from dataclasses import dataclass

import numpy as np

from airtight.chain.motion import kernels
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.random import Cause


@dataclass(frozen=True)
class Draws:
    """Where a batch's luck comes from.

    Attributes:
        seed: of the run.
        replication: (R,), absolute indices.

    """

    seed: int
    replication: Ints

    def uniforms(self, cause: Cause, word: Ints, draw: int = 0) -> Floats:
        """Uniforms in (0, 1), (R, E, 4), for the things of streams `word` (E,)."""
        out = np.empty((self.replication.size, word.size, 4))
        kernels.fill_draws(int(self.seed), self.replication, int(cause), word, int(draw), out)
        return out
