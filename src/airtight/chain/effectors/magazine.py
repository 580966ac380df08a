"""Reach, channels, magazines: what a battery's missiles can do, from published figures.

Limits: a missile flies in a straight line at its published mean speed; the minimum altitude is not a bound
of its own,
because low targets are bounded by line of sight; nothing is reloaded within a run.
"""

from dataclasses import dataclass

import numpy as np

from airtight.chain.effectors import kernels
from airtight.messages.orders import Orders
from airtight.messages.reach import Reach
from airtight.messages.readiness import Readiness
from airtight.messages.tracks import Tracks
from airtight.numerics.columns import Floats, Ints, Shorts, Singles


@dataclass(frozen=True)
class Sight:
    """What the engagement radars can see, as the look-up needs it.

    Attributes:
        lowest: (T, A, G, 3, 3), lowest visible heights, m, of T horizon tables.
        edges: (T, A, G, 3, 3), limiting edges, in range steps.
        range_step_m: of the tables.
        place: (R, N, 4), cell and fraction in (1/k, antenna height).
        half_sector_rad: (R, N); pi where the radar looks all round.

    """

    lowest: Singles
    edges: Shorts
    range_step_m: float
    place: Floats
    half_sector_rad: Floats


@dataclass(frozen=True)
class Magazine:
    """The batteries' missiles.

    Attributes:
        numbers: (R, B, M, 8), the fields of `numbers.py`.
        sites: (B, 4): earth-fixed position m, height m.
        rotations: (B, 3, 3): earth-fixed to local east, north, up.
        radar: (B,): index of each battery's engagement radar.
        launch_interval_s: (R, B).

    """

    numbers: Floats
    sites: Floats
    rotations: Floats
    radar: Ints
    launch_interval_s: Floats

    def reach(  # noqa: PLR0913 (a message each)
        self,
        reach: Reach,
        tracks: Tracks,
        orders: Orders,
        readiness: Readiness,
        *,
        now_s: float,
        sight: Sight,
        facing_rad: Floats,
        table_of: Ints,
    ) -> None:
        """Fill `reach` for the tracks that c2 wanted one epoch ago; `facing_rad`, `table_of` (R, N)."""
        kernels.fill_reach(
            now_s,
            orders.wanted,
            orders.ballistic,
            tracks.state,
            tracks.time_s,
            readiness.rounds,
            self.numbers,
            self.sites,
            self.rotations,
            self.radar,
            facing_rad,
            sight.half_sector_rad,
            sight.lowest,
            sight.edges,
            sight.range_step_m,
            table_of,
            sight.place,
            reach.flight_s,
            reach.edge,
        )

    def launch(
        self, readiness: Readiness, orders: Orders, tracks: Tracks, reach: Reach, *, now_s: float
    ) -> None:
        """Fire what was ordered: one round less, one missile in the air."""
        kernels.launch(
            now_s,
            orders.slot,
            orders.missile,
            tracks.number,
            reach.flight_s,
            reach.edge,
            self.launch_interval_s,
            readiness.rounds,
            readiness.next_launch_s,
            readiness.shot_slot,
            readiness.shot_number,
            readiness.shot_missile,
            readiness.shot_edge,
            readiness.shot_launch_s,
            readiness.shot_meeting_s,
            readiness.fired,
        )


def full_magazine(rounds: Floats) -> Ints:
    """Whole rounds from drawn numbers (R, B, M): rounded to the nearest."""
    return np.rint(rounds).astype(np.int64)
