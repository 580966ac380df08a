"""What each post believes to fly, from its own radars."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Floats, Ints

FREE = 0
TENTATIVE = 1
CONFIRMED = 2


@dataclass(frozen=True)
class Tracks:
    """Tracking to network, effectors, c2 and (one epoch later) sensing.

    Attributes:
        status: (R, P, S): FREE, TENTATIVE or CONFIRMED.
        number: (R, P, S): the track's number, unique within a post and replication; a reused slot has a new
            one.
        state: (R, P, S, 6): position m and velocity m/s, earth-fixed, valid at `time_s`.
        covariance: (R, P, S, 6, 6).
        time_s: (R, P, S): the time for which the state holds.
        first_hit_s: (R, P, S): when the first detection came.
        last_hit_s: (R, P, S): when the last detection came, from any radar.
        last_engagement_hit_s: (R, P, S): the last one from an engagement radar; -1e9 if none.
        hits: (R, P, S): detections so far.
        slot_of_detection: (R, D): the slot that each detection of this epoch updated or started, or -1.

    """

    status: Ints
    number: Ints
    state: Floats
    covariance: Floats
    time_s: Floats
    first_hit_s: Floats
    last_hit_s: Floats
    last_engagement_hit_s: Floats
    hits: Ints
    slot_of_detection: Ints

    @classmethod
    def empty(cls, replications: int, posts: int, slots: int, detections: int) -> "Tracks":
        """No tracks, room for `slots` a post."""
        shape = (replications, posts, slots)
        return cls(
            np.zeros(shape, dtype=np.int64),
            np.zeros(shape, dtype=np.int64),
            np.zeros((*shape, 6)),
            np.zeros((*shape, 6, 6)),
            np.zeros(shape),
            np.zeros(shape),
            np.zeros(shape),
            np.full(shape, -1e9),
            np.zeros(shape, dtype=np.int64),
            np.full((replications, detections), -1, dtype=np.int64),
        )
