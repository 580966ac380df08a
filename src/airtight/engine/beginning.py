"""From a plan and a batch's worlds to the state before the first epoch."""

import numpy as np

from airtight.chain.c2.command import Command
from airtight.chain.effectors.magazine import Magazine, Sight
from airtight.chain.effectors.numbers import M_RANGE_MAX_M
from airtight.chain.motion.moving import start
from airtight.chain.network.links import Links
from airtight.chain.network.numbers import LINK_FIELDS
from airtight.chain.sensing.interrogation import Interrogators, transponders
from airtight.chain.sensing.looking import Sensing, Things
from airtight.chain.sensing.looking import begin as begin_sensing
from airtight.chain.sensing.numbers import (
    BANDS,
    ENGAGEMENT,
    R_ANTENNA_M,
    R_REVISIT_S,
    R_SECTOR_RAD,
    RADAR_FIELDS,
    S_POST,
    W_FACTOR_CELL,
    W_HEIGHT_SHARE,
)
from airtight.chain.sensing.worlds import Conditions
from airtight.chain.tracking.tracker import Posts, Tracker
from airtight.engine.batch import Batch
from airtight.engine.entities import flights_of
from airtight.engine.forces import Forces, forces_of
from airtight.engine.gather import number_or, table
from airtight.engine.plan import Plan
from airtight.engine.radars import EARTH_FACTOR
from airtight.engine.settle_kernels import ALLIED, CIVIL
from airtight.messages.orders import Orders
from airtight.messages.outcomes import Outcomes
from airtight.messages.picture import Picture
from airtight.messages.reach import Reach
from airtight.messages.readiness import Readiness
from airtight.messages.replies import Replies
from airtight.messages.tasks import Tasks
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.random import words
from airtight.scenario.worlds import Worlds

KILL_COLUMNS = (
    "aircraft",
    "edge_of_envelope",
    "cruise_missile",
    "srbm_fragmenting",
    "srbm_direct_hit",
    "drone",
    "low_signature",
)
"""Keys of the catalogue's kill probabilities, in the order of `settle_kernels`' columns."""
TASKS = 32
FEWEST_SLOTS = 32
ACCELERATION_M2_PER_S3 = 200.0
"""Process noise of tracking: ballistic missiles are then held at scans of ten seconds (assumption)."""


def begin(plan: Plan, worlds: Worlds) -> Batch:
    """The state of a batch before its first epoch."""
    replications = worlds.replications.size
    entities = len(plan.entities.names)
    forces = forces_of(plan.scenario, plan.catalog, worlds)
    active = plan.rows.active(forces.ready)
    flights = flights_of(plan.scenario, plan.entities, plan.terrain, worlds)
    motion, truth = start(flights)
    sensing = _sensing(plan, worlds)
    slots = FEWEST_SLOTS
    while slots < entities:
        slots *= 2
    tracker = Tracker.start(
        Posts.of(
            plan.rows.radars.station[:, S_POST].copy(),
            (plan.rows.radars.role == ENGAGEMENT).astype(np.uint8),
            sensing.world[..., R_REVISIT_S].copy(),
            acceleration_m2_per_s3=ACCELERATION_M2_PER_S3,
        ),
        slots=slots,
    )
    in_flight = max(int(forces.command[:, :, 2].max(initial=1.0)), 1)
    readiness = Readiness.empty(forces.rounds, in_flight)
    shape = (replications, plan.batteries)
    missiles = forces.rounds.shape[2]
    tasks = Tasks.empty(replications, plan.rows.radars.count, TASKS)
    tasks.facing_rad[...] = sensing.facing_rad
    return Batch(
        plan=plan,
        worlds=worlds,
        epoch_s=plan.scenario.epoch_s,
        flights=flights,
        forces=forces,
        motion=motion,
        sensing=sensing,
        interrogators=_interrogators(plan, worlds, sensing),
        tracker=tracker,
        links=_links(plan, worlds, slots),
        magazine=_magazine(plan, forces),
        sight=_sight(sensing),
        command=_command(plan, worlds, forces, slots),
        kill_probability=np.stack([worlds.column(f"kill-probability.{key}") for key in KILL_COLUMNS], axis=1),
        defended=np.concatenate([plan.defended.sites, plan.radii_m[:, None]], axis=1),
        active=active,
        dark=not active.any(),
        truth=truth,
        tracks=tracker.tracks,
        tasks=tasks,
        replies=Replies.empty(replications, len(plan.posts), slots),
        picture=Picture.empty(*shape, slots, slots),
        reach=Reach.empty(*shape, slots, missiles),
        readiness=readiness,
        orders=Orders.empty(*shape, len(plan.posts), slots),
        outcomes=Outcomes.empty(replications, entities),
        resolved=np.zeros((replications, entities), dtype=np.int64),
        shot_entity=np.full((*shape, in_flight), -1, dtype=np.int64),
        hours=np.zeros((replications, 2)),
    )


def _sensing(plan: Plan, worlds: Worlds) -> Sensing:
    numbers = table(worlds, plan.rows.systems, [(key, None) for key in RADAR_FIELDS])
    conditions = Conditions(
        worlds.seed,
        worlds.replications,
        worlds.column(EARTH_FACTOR),
        worlds.column("detection.probability_at_published_range"),
        worlds.column("detection.false_alarm_probability"),
        plan.scenario.epoch_s,
    )
    return begin_sensing(
        plan.rows.radars,
        numbers,
        conditions,
        Things(plan.things, _signatures(plan, worlds)),
        facing_rad=plan.rows.first_facing(worlds),
        posts=len(plan.posts),
    )


def _signatures(plan: Plan, worlds: Worlds) -> Floats:
    """(R, T, 8): radar cross-sections by band, and the factors of side and rear."""
    out = np.empty((worlds.replications.size, len(plan.kinds), len(BANDS) + 2))
    for t, kind in enumerate(plan.kinds):
        for i, band in enumerate(BANDS):
            out[:, t, i] = signature(worlds, kind, band)
        out[:, t, len(BANDS)] = number_or(worlds, f"{kind}.rcs_side_factor", 1.0)
        out[:, t, len(BANDS) + 1] = number_or(worlds, f"{kind}.rcs_rear_factor", 1.0)
    return out


def signature(worlds: Worlds, kind: str, band: str) -> Floats:
    """Frontal radar cross-section of a kind of target in a band, (R,), m2.

    A target that lists bands has that of the nearest listed one where it lists none for this.
    """
    listed = [i for i, other in enumerate(BANDS) if f"{kind}.rcs_{other}" in worlds.numbers]
    if not listed:
        return number_or(worlds, f"{kind}.rcs", None)
    wanted = BANDS.index(band)
    nearest = min(listed, key=lambda i: (abs(i - wanted), -i))
    return worlds.column(f"{kind}.rcs_{BANDS[nearest]}")


def _interrogators(plan: Plan, worlds: Worlds, sensing: Sensing) -> Interrogators:
    """Who can ask, and who can answer.

    An airliner is known if its transponder works or its flight plan fits; an allied aircraft, to holders of
    keys, if its military transponder works, to others with the disputed probability; attackers never.
    """
    side = plan.entities.side
    share = np.zeros((worlds.replications.size, side.size, 2))
    works = 1.0 - worlds.column("identification.transponder_failure")
    silent = 1.0 - worlds.column("identification.mode_s_carriage") * works
    unplanned = 1.0 - worlds.column("identification.on_flight_plan")
    share[:, side == CIVIL, 0] = (1.0 - silent * unplanned)[:, None]
    share[:, side == ALLIED, 0] = worlds.column("identification.allied_declared_friend_without_keys")[:, None]
    share[:, side == ALLIED, 1] = works[:, None]
    posts = len(plan.posts)
    keys = np.full(
        (worlds.replications.size, posts), int(plan.scenario.network.identification), dtype=np.uint8
    )
    keys[:, plan.batteries :] = 1
    return Interrogators(
        _tallest(plan, sensing),
        keys,
        transponders(sensing.conditions, sensing.things, share),
        np.stack(
            [worlds.column("identification.mode_s_reply"), worlds.column("identification.mode5_reply")],
            axis=1,
        ),
    )


def _tallest(plan: Plan, sensing: Sensing) -> Ints:
    """(P,): the radar of each post whose antenna stands highest: beside it stands the interrogator."""
    owners = plan.rows.radars.station[:, S_POST]
    heights = sensing.world[0, :, R_ANTENNA_M]
    best = [int(np.argmax(np.where(owners == post, heights, -1.0))) for post in range(len(plan.posts))]
    return np.array(best, dtype=np.int64)


def _links(plan: Plan, worlds: Worlds, slots: int) -> Links | None:
    network = plan.scenario.network
    if not plan.hears or network.tracks == "none":
        return None
    numbers = np.stack([worlds.column(network.numbers[key]) for key, _ in LINK_FIELDS], axis=1)
    return Links(
        worlds.seed,
        worlds.replications,
        words([f"link.{post}" for post in plan.posts[: plan.batteries]]),
        numbers,
        network.identification,
        slots,
    )


def _magazine(plan: Plan, forces: Forces) -> Magazine:
    count = plan.batteries
    return Magazine(
        forces.missiles,
        plan.place.sites[:count].copy(),
        plan.place.rotations[:count].copy(),
        plan.rows.engagement,
        forces.launch_interval_s,
    )


def _sight(sensing: Sensing) -> Sight:
    ground = sensing.radars.ground
    return Sight(
        ground.lowest_height_m,
        ground.edge_distance,
        ground.step_m,
        sensing.world[..., W_FACTOR_CELL : W_HEIGHT_SHARE + 1].copy(),
        0.5 * sensing.world[..., R_SECTOR_RAD],
    )


def _command(plan: Plan, worlds: Worlds, forces: Forces, slots: int) -> Command:
    return Command(
        epoch_s=plan.scenario.epoch_s,
        seed=worlds.seed,
        replication=worlds.replications,
        words=words(list(plan.posts)),
        sites=plan.place.sites,
        rotations=plan.place.rotations,
        points=plan.points,
        unknown_engaged=worlds.column("identification.unknown_engaged"),
        command=forces.command,
        may_fire=forces.may_fire,
        tasking=plan.scenario.network.tasking,
        rounds_a_look=forces.rounds_a_look,
        missile_reach_m=forces.missiles[..., M_RANGE_MAX_M].copy(),
        radar=plan.rows.engagement,
        slots=slots,
    )
