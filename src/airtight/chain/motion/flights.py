"""Flights: where every moving thing is to go, replication by replication."""

from dataclasses import dataclass

import numpy as np

from airtight.errors import InputError
from airtight.numerics.columns import Floats, Ints, Words


@dataclass(frozen=True)
class Flights:
    """The plan of a batch's moving things.

    Attributes:
        kind: (E,), ROUTE, TERRAIN_FOLLOWING or BALLISTIC.
        waypoint: (R, E, W, 3): latitude rad, longitude rad, height m (of a terrain follower: clearance above
            the ground). A ballistic thing has two, launch and impact, on the ground.
        waypoint_count: (R, E), how many are used, at least 2; rows beyond repeat the last one.
        start_s: (R, E), when it enters at its first waypoint; >= 0, except of ballistic things, which then
            start on their way.
        speed_m_per_s: (R, E), ground speed; not used of ballistic things.
        turn_rate_rad_per_s: (E,), the fastest turn, > 0.
        climb_rate_m_per_s: (E,), the fastest climb or descent of a ROUTE.
        word: (E,), the random stream of each (a name's word).

    """

    kind: Ints
    waypoint: Floats
    waypoint_count: Ints
    start_s: Floats
    speed_m_per_s: Floats
    turn_rate_rad_per_s: Floats
    climb_rate_m_per_s: Floats
    word: Words

    @property
    def replications(self) -> int:
        """How many replications the batch has."""
        return int(self.waypoint.shape[0])

    @property
    def entities(self) -> int:
        """How many things each replication has."""
        return int(self.waypoint.shape[1])


def concatenate(blocks: list[Flights]) -> Flights:
    """One plan of several blocks of things, in order, for the same replications.

    Raises:
        InputError: no block, blocks of different batches, or two things that share a random stream.

    """
    if not blocks:
        raise InputError("no flights to join", place="flights", value=0, allowed="at least one block")
    if len({block.replications for block in blocks}) != 1:
        counts = [block.replications for block in blocks]
        raise InputError("blocks of different batches", place="flights", value=counts, allowed="one batch")
    word = np.concatenate([block.word for block in blocks])
    if np.unique(word).size != word.size:
        raise InputError("two things share a random stream", place="flights.word", allowed="distinct names")
    longest = max(block.waypoint.shape[2] for block in blocks)
    return Flights(
        kind=np.concatenate([block.kind for block in blocks]),
        waypoint=np.concatenate([_padded(block.waypoint, longest) for block in blocks], axis=1),
        waypoint_count=np.concatenate([block.waypoint_count for block in blocks], axis=1),
        start_s=np.concatenate([block.start_s for block in blocks], axis=1),
        speed_m_per_s=np.concatenate([block.speed_m_per_s for block in blocks], axis=1),
        turn_rate_rad_per_s=np.concatenate([block.turn_rate_rad_per_s for block in blocks]),
        climb_rate_m_per_s=np.concatenate([block.climb_rate_m_per_s for block in blocks]),
        word=word,
    )


def _padded(waypoint: Floats, longest: int) -> Floats:
    """The waypoints (R, E, W, 3), the last one repeated up to `longest`."""
    missing = longest - waypoint.shape[2]
    if missing == 0:
        return waypoint
    return np.concatenate([waypoint, np.repeat(waypoint[:, :, -1:, :], missing, axis=2)], axis=2)
