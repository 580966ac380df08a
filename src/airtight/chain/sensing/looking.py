"""The stage `look`: all radars of all replications, one epoch."""

from dataclasses import dataclass

import numpy as np

from airtight.chain.sensing import kernels, orbit_kernels
from airtight.chain.sensing.numbers import COUNTS, R_ANTENNA_M, W_ORBIT_PHASE
from airtight.chain.sensing.radars import ORBIT_TABLES, Radars
from airtight.chain.sensing.worlds import Conditions, prepare
from airtight.messages.detections import Detections
from airtight.messages.origins import Origins
from airtight.messages.sites import Sites
from airtight.messages.tasks import Tasks
from airtight.messages.truth import Truth
from airtight.numerics.columns import Flags, Floats, Ints

FIRST_ROOM = 64


@dataclass(frozen=True)
class Things:
    """What moving things are to a radar.

    Attributes:
        entity: (E, 4): random stream, row of the target table, 1 if ballistic, Swerling case 1 or 3.
        targets: (R, T, 8), radar cross-sections m2 by band and factors; columns as `TARGET_FIELDS`.

    """

    entity: Ints
    targets: Floats


@dataclass
class Sensing:
    """The radars of a batch: what they are in each world, and what they measured last.

    Attributes:
        radars: alike in all replications.
        conditions: the worlds'.
        things: what the radars may see.
        world: (R, N, WORLD_FIELDS), see `prepare`.
        sites: where the antennas are; airborne ones move.
        table_of: (R, N), the horizon table that each reads.
        facing_rad: (R, N), where sectored radars face.
        detections: of the last epoch; replaced by roomier ones when they do not suffice.
        origins: of the last epoch, row by row.
        seen: (R, P, E), 1 if a radar of that post looked at a thing in line of sight in the last epoch.
        counts: (R, C), what was counted in the last epoch, in the order of `COUNTS`.
        totals: (R, C), the same since the start.
        facing_next_rad, height_m, who, where: the stage's own notes.

    """

    radars: Radars
    conditions: Conditions
    things: Things
    world: Floats
    sites: Sites
    table_of: Ints
    facing_rad: Floats
    facing_next_rad: Floats
    height_m: Floats
    detections: Detections
    origins: Origins
    seen: Flags
    counts: Ints
    totals: Ints
    who: Ints
    where: Floats

    @property
    def replications(self) -> int:
        """How many replications the batch has."""
        return int(self.world.shape[0])


def begin(
    radars: Radars, table: Floats, conditions: Conditions, things: Things, *, facing_rad: Floats, posts: int
) -> Sensing:
    """Radars at rest at time 0.

    Args:
        radars: the N radars.
        table: (R, N, len(RADAR_FIELDS)), SI, in the order of `RADAR_FIELDS`.
        conditions: the worlds'.
        things: what the radars may see.
        facing_rad: (R, N), where sectored ones face first, 0 to 2 pi; `Tasks.facing_rad` must begin
            with the same.
        posts: how many posts hear the radars.

    Raises:
        InputError: a number that no radar can have.

    """
    world = prepare(radars, table, conditions)
    replications = world.shape[0]
    shape = (replications, radars.count)
    airborne = radars.orbit[:, 2] > 0.0
    ground = np.array([radar.tables[0].ground_m for radar in radars.radars])
    sensing = Sensing(
        radars=radars,
        conditions=conditions,
        things=things,
        world=world,
        sites=Sites(np.zeros((*shape, 3)), np.zeros((*shape, 3, 3))),
        table_of=np.zeros(shape, dtype=np.int64),
        facing_rad=np.ascontiguousarray(facing_rad, dtype=np.float64) % (2.0 * np.pi),
        facing_next_rad=np.zeros(shape),
        height_m=world[..., R_ANTENNA_M] + np.where(airborne, 0.0, ground),
        detections=Detections.empty(replications, FIRST_ROOM),
        origins=Origins(np.full((replications, FIRST_ROOM), -1, dtype=np.int64)),
        seen=np.zeros((replications, posts, things.entity.shape[0]), dtype=np.uint8),
        counts=np.zeros((replications, len(COUNTS)), dtype=np.int64),
        totals=np.zeros((replications, len(COUNTS)), dtype=np.int64),
        who=np.zeros((replications, 3, things.entity.shape[0]), dtype=np.int64),
        where=np.zeros((replications, 8, things.entity.shape[0])),
    )
    _place(sensing, now_s=0.0, everyone=True)
    return sensing


def look(
    sensing: Sensing, truth: Truth, tasks: Tasks, active: Flags, *, now_s: float
) -> tuple[Detections, Origins]:
    """Let every active radar look for one epoch; the results stand in `sensing` too.

    A rotating radar looks at a thing when its beam sweeps over it; a sectored one sweeps its sector, centred
    where it faces, once each revisit period. In the time that its search leaves it serves the looks asked
    for and confirms what the search detects, the most urgent first: what is engaged; what is to be engaged,
    and what is new; cues; the rest. Of the kind that does not fit whole each waits its share of the epochs,
    so that overload spreads, and is counted. A radar reports a thing once an epoch at most.

    Ground in sight in the target's range cell and beam counts as noise, less what the radar's processing
    takes away of it; of a target that moves slower along the line of sight than the radar's blind speed it
    takes nothing away. Two things in one cell of range, azimuth and elevation are one detection.

    Args:
        sensing: changed in place.
        truth: at the epoch's start; carried on along its velocity within the epoch.
        tasks: of the epoch before.
        active: (R, N), 1 if the radar may emit.
        now_s: the epoch's start; it lasts `conditions.epoch_s`.

    Returns:
        Detections and, row by row, which thing each came from. When they do not fit, both are replaced by
        new ones of twice the room, and the epoch is looked at again: same draws, same result.

    Limits:
        An engaged track is asked for once an epoch, though its cost is that of all looks its update interval
        needs. False alarms come from search alone. Clutter is that of the ground with one reflectivity all
        over, through the main beam, averaged over a step of the horizon table; no weather, no sea, no birds,
        no second-time echoes. Of two things in one cell each must be detectable by itself. Multipath widens
        the elevation error of what stands within a beam width above the ground, anew in each look.

    """
    if np.any(sensing.radars.orbit[:, 2] > 0.0):
        _place(sensing, now_s=now_s, everyone=False)
    if sensing.where.shape[2] < tasks.looks.shape[2]:
        sensing.where = np.zeros((*sensing.where.shape[:2], tasks.looks.shape[2]))
    _look(sensing, truth, tasks, active, now_s)
    needed = int(sensing.detections.count.max(initial=0))
    room = sensing.detections.values.shape[1]
    if needed > room:
        while room < needed:
            room *= 2
        sensing.detections = Detections.empty(sensing.replications, room)
        sensing.origins = Origins(np.full((sensing.replications, room), -1, dtype=np.int64))
        _look(sensing, truth, tasks, active, now_s)
    sensing.facing_rad, sensing.facing_next_rad = sensing.facing_next_rad, sensing.facing_rad
    sensing.totals += sensing.counts
    return sensing.detections, sensing.origins


def _look(sensing: Sensing, truth: Truth, tasks: Tasks, active: Flags, now_s: float) -> None:
    radars, things, found = sensing.radars, sensing.things, sensing.detections
    epoch_s = sensing.conditions.epoch_s
    kernels.look(
        int(sensing.conditions.seed),
        sensing.conditions.replication,
        float(now_s),
        float(epoch_s),
        round(now_s / epoch_s),
        radars.station,
        sensing.world,
        sensing.sites.position_m,
        sensing.sites.rotation,
        sensing.table_of,
        radars.airborne,
        radars.ground.step_m,
        radars.ground.lowest_height_m,
        radars.ground.edge_distance,
        radars.air.step_m,
        radars.air.lowest_height_m,
        radars.air.edge_distance,
        radars.gas,
        things.entity,
        things.targets,
        truth.position_m,
        truth.velocity_m_per_s,
        truth.geodetic,
        truth.flying,
        active,
        tasks.count,
        tasks.looks,
        tasks.facing_rad,
        sensing.facing_rad,
        sensing.facing_next_rad,
        found.count,
        found.radar,
        found.values,
        found.searched,
        sensing.origins.entity,
        sensing.seen,
        sensing.counts,
        sensing.who,
        sensing.where,
    )


def _place(sensing: Sensing, *, now_s: float, everyone: bool) -> None:
    orbit_kernels.place(
        float(now_s),
        ORBIT_TABLES,
        int(everyone),
        sensing.radars.orbit,
        sensing.radars.first_table,
        sensing.world[..., W_ORBIT_PHASE].copy(),
        sensing.height_m,
        sensing.sites.position_m,
        sensing.sites.rotation,
        sensing.table_of,
    )
