"""The shared network as one battery hears it: reports on a schedule, late, with outages and errors.

Source: physics-tracking sections 8.1 to 8.3 of the project's reference (two-state link, update and latency).
Limits: one report a track is carried whole or not at all; capacity does not bind; the network does not
learn from
the battery's tracks.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from airtight.chain.network import kernels
from airtight.chain.network.numbers import PENDING
from airtight.messages.picture import Picture
from airtight.messages.tracks import Tracks
from airtight.numerics.columns import Floats, Ints, Scalar


@dataclass
class Links:
    """The links from the shared network (the last post) to each battery, and what is under way on them.

    Attributes:
        seed: the scenario's seed.
        replication: (R,), absolute indices.
        words: (B,), the batteries' words in the random counter.
        numbers: (R, 5), the fields of `numbers.py`.
        tells_identity: whether reports carry identities.
        slots: S, the tracks of a post.

    """

    seed: int
    replication: Ints
    words: Ints
    numbers: Floats
    tells_identity: bool
    slots: int
    _state: dict[str, Floats] = field(init=False)
    _whole: dict[str, Ints] = field(init=False)

    def __post_init__(self) -> None:
        """Nothing has been sent yet."""
        shape = (self.replication.size, self.words.size, self.slots)
        sent = np.zeros((*shape, PENDING, 9))
        sent[..., 8] = kernels.NEVER_S
        heard = np.zeros((*shape, 8))
        heard[..., 7] = -kernels.NEVER_S
        self._state = {
            "offset": np.zeros((*shape[:2], 3)),
            "next_report_s": np.zeros(shape),
            "sent": sent,
            "heard": heard,
        }
        self._whole = {
            "up": np.ones(shape[:2], dtype=np.int64),
            "sent_identity": np.zeros((*shape, PENDING, 2), dtype=np.int64),
            "heard_identity": np.zeros(shape, dtype=np.int64),
            "heard_number": np.zeros(shape, dtype=np.int64),
            "match": np.full(shape, -2, dtype=np.int64),
            "match_number": np.zeros(shape, dtype=np.int64),
        }

    def carry(
        self, picture: Picture, tracks: Tracks, identity: Ints, *, now_s: float, epoch_s: float
    ) -> None:
        """Fill `picture` with what each battery was told by now; `identity` (R, P, S) is last epoch's."""
        kernels.carry(
            now_s,
            epoch_s,
            self.seed,
            self.replication,
            self.words,
            self.numbers,
            int(self.tells_identity),
            tracks.status,
            tracks.number,
            tracks.state,
            tracks.covariance,
            tracks.time_s,
            identity,
            self._whole["up"],
            self._state["offset"],
            self._state["next_report_s"],
            self._state["sent"],
            self._whole["sent_identity"],
            self._state["heard"],
            self._whole["heard_identity"],
            self._whole["heard_number"],
            self._whole["match"],
            self._whole["match_number"],
            picture.identity,
            picture.count,
            picture.told,
            picture.told_sigma_m,
            picture.told_identity,
        )

    def grow(self, slots: int) -> None:
        """Room for more tracks."""
        old_state, old_whole = self._state, self._whole
        self.slots = slots
        self.__post_init__()
        for name, values in old_state.items():
            self._state[name] = _kept(self._state[name], values)
        for name, whole in old_whole.items():
            self._whole[name] = _kept(self._whole[name], whole)


def _kept(fresh: NDArray[Scalar], old: NDArray[Scalar]) -> NDArray[Scalar]:
    """`fresh` with what `old` held in its slots; arrays without slots stay as they were."""
    if fresh.shape == old.shape:
        return old
    fresh[:, :, : old.shape[2]] = old
    return fresh
