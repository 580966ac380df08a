"""Identification, threat ranking and a stated doctrine: what a post makes of its picture.

Every rule is a plain one that a user can read in `kernels.py`; nothing here optimises who shoots what.

Limits: no human hesitation beyond the reaction time; kill assessment is perfect once a track ends.
"""

from dataclasses import dataclass, field

import numpy as np

from airtight.chain.c2 import kernels
from airtight.messages.orders import Orders
from airtight.messages.picture import Picture
from airtight.messages.reach import Reach
from airtight.messages.readiness import Readiness
from airtight.messages.replies import Replies
from airtight.messages.tasks import Tasks
from airtight.messages.tracks import Tracks
from airtight.numerics.columns import Floats, Ints, widened


@dataclass
class Command:
    """The posts' command, and what it remembers of each track.

    Attributes:
        epoch_s: length of an epoch.
        seed: the scenario's seed.
        replication: (R,), absolute indices.
        words: (P,), the posts' words in the random counter.
        sites: (P, 4), earth-fixed position m and height m of each post.
        rotations: (P, 3, 3), earth-fixed to local east, north, up.
        points: (P, D, 3), the defended areas in each post's frame: east m, north m, radius m.
        unknown_engaged: (R,), probability that an unknown track that threatens nothing is engaged.
        command: (R, B, 6), the fields of `numbers.py`.
        may_fire: (R, B), 1 where the battery is ready and allowed to fire.
        tasking: whether batteries know of each other's engagements.
        rounds_a_look: (B,), by doctrine.
        missile_reach_m: (R, B, M).
        radar: (B,), each battery's engagement radar.
        slots: S, the tracks of a post.

    """

    epoch_s: float
    seed: int
    replication: Ints
    words: Ints
    sites: Floats
    rotations: Floats
    points: Floats
    unknown_engaged: Floats
    command: Floats
    may_fire: Ints
    tasking: bool
    rounds_a_look: Ints
    missile_reach_m: Floats
    radar: Ints
    slots: int
    hostile_since_s: Floats = field(init=False)
    _known_number: Ints = field(init=False)
    _silent: Ints = field(init=False)
    _kind: Ints = field(init=False)
    _next_ask_s: Floats = field(init=False)

    def __post_init__(self) -> None:
        """No track is known yet."""
        shape = (self.replication.size, self.words.size, self.slots)
        self.hostile_since_s = np.full(shape, -1.0)
        self._known_number = np.full(shape, -1, dtype=np.int64)
        self._silent = np.zeros(shape, dtype=np.int64)
        self._kind = np.zeros(shape, dtype=np.int64)
        self._next_ask_s = np.zeros(shape)

    def identify(
        self, orders: Orders, tracks: Tracks, picture: Picture, replies: Replies, *, now_s: float
    ) -> None:
        """Say what each track is (`orders.identity`) and whom to ask next (`orders.asked`)."""
        kernels.identify(
            now_s,
            self.seed,
            self.replication,
            self.words,
            self.sites,
            self.rotations,
            self.points,
            self.unknown_engaged,
            tracks.status,
            tracks.number,
            tracks.state,
            tracks.covariance,
            tracks.time_s,
            picture.identity,
            replies.kind,
            self._known_number,
            self._silent,
            self._next_ask_s,
            self.hostile_since_s,
            orders.identity,
            self._kind,
            orders.asked,
        )

    def decide(  # noqa: PLR0913 (a message each)
        self,
        orders: Orders,
        tasks: Tasks,
        tracks: Tracks,
        picture: Picture,
        reach: Reach,
        readiness: Readiness,
        *,
        now_s: float,
    ) -> None:
        """Fill `orders` and `tasks` for this epoch."""
        kernels.decide(
            now_s,
            self.epoch_s,
            self.may_fire,
            int(self.tasking),
            self.rounds_a_look,
            self.command,
            self.sites,
            self.rotations,
            self.points,
            self.missile_reach_m,
            tracks.status,
            tracks.number,
            tracks.state,
            tracks.covariance,
            tracks.time_s,
            tracks.last_engagement_hit_s,
            self._known_number,
            orders.identity,
            self._kind,
            self.hostile_since_s,
            picture.count,
            picture.told,
            picture.told_sigma_m,
            picture.told_identity,
            reach.flight_s,
            readiness.rounds,
            readiness.next_launch_s,
            readiness.shot_slot,
            readiness.shot_number,
            readiness.shot_meeting_s,
            self.radar,
            orders.slot,
            orders.missile,
            orders.wanted,
            orders.ballistic,
            tasks.count,
            tasks.looks,
            tasks.facing_rad,
        )

    def grow(self, slots: int) -> None:
        """Room for more tracks."""
        self.slots = slots
        self.hostile_since_s = widened(self.hostile_since_s, slots, -1.0)
        self._known_number = widened(self._known_number, slots, -1)
        self._silent = widened(self._silent, slots)
        self._kind = widened(self._kind, slots)
        self._next_ask_s = widened(self._next_ask_s, slots)
