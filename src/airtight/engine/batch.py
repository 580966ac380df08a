"""A batch of replications, advanced together, stage by stage."""

from dataclasses import dataclass, field
from time import perf_counter

from airtight.chain.c2.command import Command
from airtight.chain.effectors.magazine import Magazine, Sight
from airtight.chain.motion.flights import Flights
from airtight.chain.motion.moving import MotionState, move
from airtight.chain.network.links import Links
from airtight.chain.sensing.interrogation import Interrogators, interrogate
from airtight.chain.sensing.looking import Sensing, look
from airtight.chain.tracking.tracker import Tracker, track
from airtight.engine import settle_kernels
from airtight.engine.forces import Forces
from airtight.engine.plan import Plan
from airtight.engine.stages import Stage, check
from airtight.messages.orders import Orders
from airtight.messages.outcomes import FLYING, Outcomes
from airtight.messages.picture import Picture
from airtight.messages.reach import Reach
from airtight.messages.readiness import Readiness
from airtight.messages.replies import Replies
from airtight.messages.tasks import Tasks
from airtight.messages.tracks import Tracks
from airtight.messages.truth import Truth
from airtight.numerics.columns import Flags, Floats, Ints
from airtight.scenario.worlds import Worlds


@dataclass
class Batch:
    """Everything that a batch of replications remembers between epochs.

    Each room keeps what is its own; the messages that pass between rooms stand here.
    """

    plan: Plan
    worlds: Worlds
    epoch_s: float
    flights: Flights
    forces: Forces
    motion: MotionState
    sensing: Sensing
    interrogators: Interrogators
    tracker: Tracker
    links: Links | None
    magazine: Magazine
    sight: Sight
    command: Command
    kill_probability: Floats
    defended: Floats
    active: Flags
    truth: Truth
    tracks: Tracks
    tasks: Tasks
    replies: Replies
    picture: Picture
    reach: Reach
    readiness: Readiness
    orders: Orders
    outcomes: Outcomes
    resolved: Ints
    shot_entity: Ints
    hours: Floats
    dark: bool = False
    seconds: dict[str, float] = field(default_factory=dict)

    def over(self, row: int | None = None) -> bool:
        """Whether the raid of a row, or of every replication, is over; never where there is none."""
        raid = self.plan.entities.side == settle_kernels.RAID
        outcome = self.outcomes.outcome if row is None else self.outcomes.outcome[row : row + 1]
        return bool(raid.any() and (outcome[:, raid] != FLYING).all())

    def step(self, now_s: float) -> None:
        """One epoch, from `now_s` on; where no radar is ever on, things only move."""
        for stage in STEP:
            if self.dark and stage.name not in {"move", "settle"}:
                continue
            began = perf_counter()
            stage.run(self, now_s)
            self.seconds[stage.name] = self.seconds.get(stage.name, 0.0) + perf_counter() - began

    def grow(self) -> None:
        """Give every room as many slots as the tracks now have."""
        slots = self.tracks.status.shape[2]
        self.command.grow(slots)
        if self.links:
            self.links.grow(slots)
        self.orders = self.orders.grown(slots)
        self.picture = self.picture.grown(slots)
        self.reach = self.reach.grown(slots)


def _move(batch: Batch, now_s: float) -> None:
    move(batch.flights, batch.motion, batch.truth, batch.plan.terrain, now_s=now_s, epoch_s=batch.epoch_s)


def _look(batch: Batch, now_s: float) -> None:
    look(batch.sensing, batch.truth, batch.tasks, batch.active, now_s=now_s)
    batch.replies = interrogate(
        batch.sensing, batch.interrogators, batch.truth, batch.tracks, batch.orders.asked, now_s=now_s
    )


def _track(batch: Batch, now_s: float) -> None:
    batch.tracks = track(
        batch.tracker, batch.sensing.detections, batch.sensing.sites, end_s=now_s + batch.epoch_s
    )
    if batch.tracks.status.shape[2] > batch.orders.identity.shape[2]:
        batch.grow()


def _carry(batch: Batch, now_s: float) -> None:
    if batch.links:
        batch.links.carry(
            batch.picture, batch.tracks, batch.orders.identity, now_s=now_s, epoch_s=batch.epoch_s
        )


def _reach(batch: Batch, now_s: float) -> None:
    batch.magazine.reach(
        batch.reach,
        batch.tracks,
        batch.orders,
        batch.readiness,
        now_s=now_s,
        sight=batch.sight,
        facing_rad=batch.sensing.facing_rad,
        table_of=batch.sensing.table_of,
    )


def _decide(batch: Batch, now_s: float) -> None:
    batch.command.identify(batch.orders, batch.tracks, batch.picture, batch.replies, now_s=now_s)
    batch.command.decide(
        batch.orders, batch.tasks, batch.tracks, batch.picture, batch.reach, batch.readiness, now_s=now_s
    )


def _shoot(batch: Batch, now_s: float) -> None:
    batch.magazine.launch(batch.readiness, batch.orders, batch.tracks, batch.reach, now_s=now_s)


def _settle(batch: Batch, now_s: float) -> None:
    plan, tracks, readiness, outcomes = batch.plan, batch.tracks, batch.readiness, batch.outcomes
    detections = batch.sensing.detections
    settle_kernels.note_milestones(
        now_s,
        plan.batteries,
        detections.count,
        detections.radar,
        batch.tracker.posts.post_of_radar,
        batch.sensing.origins.entity,
        tracks.slot_of_detection,
        tracks.status,
        batch.orders.identity,
        batch.sensing.seen,
        batch.truth.position_m,
        plan.place.sites[0],
        plan.place.rotations[0],
        outcomes.first_s,
        outcomes.first_detection_range_m,
    )
    settle_kernels.settle(
        now_s,
        batch.epoch_s,
        batch.worlds.seed,
        batch.worlds.replications,
        plan.entities.words,
        plan.entities.side,
        plan.entities.kill_class,
        batch.forces.direct_hit,
        batch.kill_probability,
        batch.defended,
        plan.defended.rotations,
        batch.truth.position_m,
        batch.truth.flying,
        batch.truth.arrived,
        tracks.status,
        tracks.number,
        tracks.state,
        tracks.covariance,
        tracks.time_s,
        tracks.last_engagement_hit_s,
        readiness.shot_slot,
        readiness.shot_number,
        readiness.shot_missile,
        readiness.shot_edge,
        readiness.shot_launch_s,
        readiness.shot_meeting_s,
        batch.resolved,
        outcomes.outcome,
        outcomes.first_s,
        outcomes.shots_at,
        batch.shot_entity,
        batch.hours,
        batch.active,
    )


STEP: tuple[Stage[Batch], ...] = (
    Stage("move", ("Outcomes*",), ("Truth",), _move),
    Stage(
        "look",
        ("Truth", "Tasks*", "Tracks*", "Orders*"),
        ("Detections", "Origins", "Sites", "Replies"),
        _look,
    ),
    Stage("track", ("Detections", "Sites"), ("Tracks",), _track),
    Stage("carry", ("Tracks", "Orders*"), ("Picture",), _carry),
    Stage("reach", ("Tracks", "Orders*", "Readiness*"), ("Reach",), _reach),
    Stage("decide", ("Tracks", "Picture", "Replies", "Reach", "Readiness*"), ("Orders", "Tasks"), _decide),
    Stage("shoot", ("Orders", "Tracks", "Reach"), ("Readiness",), _shoot),
    Stage(
        "settle", ("Truth", "Origins", "Detections", "Tracks", "Readiness", "Orders"), ("Outcomes",), _settle
    ),
)
"""The step of every epoch, in order; checked when this module is read."""

check(STEP)
