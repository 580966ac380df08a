"""Compiled schedule: which things a radar looks at in an epoch, and when; nothing checked."""

import math

from airtight.chain.sensing.budget_kernels import (
    CUED,
    ENGAGED,
    SIGMAS_WIDE,
    WANTED,
    look_cost_s,
    shares,
)
from airtight.chain.sensing.numbers import (
    C_ASKED,
    C_LEFT_OUT,
    C_OVERLOADS,
    C_SERVED,
    R_AZIMUTH_BEAM_RAD,
    R_DWELL_S,
    R_ELEVATION_BEAM_RAD,
    R_INSTRUMENTED_M,
    R_REVISIT_S,
    R_SECTOR_RAD,
    R_UPDATE_S,
    ROTATING,
    S_BALLISTIC_ONLY,
    S_SCAN,
    S_WORD,
    W_PHASE,
)
from airtight.chain.sensing.signal_kernels import wrap
from airtight.messages.tasks import PRIORITY, SIGMA_M
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.kernel import kernel
from airtight.numerics.random import Cause, uniform

TWO_PI = 2.0 * math.pi
CAUSE_LOOK = int(Cause.LOOK)
WHOLE = 1.0 - 1e-9


@kernel
def search(
    r: int,
    j: int,
    now_s: float,
    epoch_s: float,
    facing_rad: float,
    station: Ints,
    world: Floats,
    site: Floats,
    rotation: Floats,
    entity: Ints,
    aloft: int,
    who: Ints,
    where: Floats,
) -> int:
    """Note what the searching beam of radar `j` sweeps over in this epoch, and when; how many.

    Of `who` (R, 3, E) row 1 gets the things, row 2 the radar that looks at them, + 1; of `where` row 4 the
    time.
    """
    half_sector = 0.5 * world[r, j, R_SECTOR_RAD]
    range_max2 = world[r, j, R_INSTRUMENTED_M] * world[r, j, R_INSTRUMENTED_M]
    period_s = world[r, j, R_REVISIT_S]
    rotating = station[j, S_SCAN] == ROTATING
    ballistic_only = station[j, S_BALLISTIC_ONLY] != 0
    sx = site[r, j, 0]
    sy = site[r, j, 1]
    sz = site[r, j, 2]
    ex = rotation[r, j, 0, 0]
    ey = rotation[r, j, 0, 1]
    ez = rotation[r, j, 0, 2]
    nx = rotation[r, j, 1, 0]
    ny = rotation[r, j, 1, 1]
    nz = rotation[r, j, 1, 2]
    # Phase: share of the scan done at the epoch's start.
    phase = now_s / period_s + world[r, j, W_PHASE]
    phase -= math.floor(phase)
    swept = epoch_s / period_s
    first = facing_rad - half_sector
    width = 2.0 * half_sector
    if rotating:
        first = 0.0
        width = TWO_PI
    if phase + swept <= 1.0 or rotating:
        first += width * phase
        width *= min(swept, 1.0)
    # The wedge between two vertical half planes, by two vectors; all round if it is no wedge.
    wedge = width < 0.9 * math.pi
    sin0 = math.sin(first)
    cos0 = math.cos(first)
    sin1 = math.sin(first + width)
    cos1 = math.cos(first + width)
    ax = ex * cos0 - nx * sin0
    ay = ey * cos0 - ny * sin0
    az = ez * cos0 - nz * sin0
    bx = nx * sin1 - ex * cos1
    by = ny * sin1 - ey * cos1
    bz = nz * sin1 - ez * cos1
    for i in range(aloft):
        px = where[r, 0, i] - sx
        py = where[r, 1, i] - sy
        pz = where[r, 2, i] - sz
        where[r, 3, i] = min(ax * px + ay * py + az * pz, bx * px + by * py + bz * pz)
    picked = 0
    for i in range(aloft):
        # A metre of slack: the exact share of the scan decides.
        if wedge and where[r, 3, i] < -1.0:
            continue
        e = who[r, 0, i]
        if ballistic_only and entity[e, 2] == 0:
            continue
        px = where[r, 0, i] - sx
        py = where[r, 1, i] - sy
        pz = where[r, 2, i] - sz
        if px * px + py * py + pz * pz > range_max2:
            continue
        azimuth = math.atan2(ex * px + ey * py + ez * pz, nx * px + ny * py + nz * pz)
        if rotating:
            share = azimuth / TWO_PI - phase
        else:
            off = wrap(azimuth - facing_rad)
            if abs(off) > half_sector:
                continue
            share = (off + half_sector) / (2.0 * half_sector) - phase
        share -= math.floor(share)
        if share >= swept:
            continue
        who[r, 2, e] = j + 1
        who[r, 1, picked] = e
        where[r, 4, picked] = now_s + share * period_s
        picked += 1
    return picked


@kernel
def serve(
    seed: int,
    replication: int,
    epoch: int,
    r: int,
    j: int,
    now_s: float,
    epoch_s: float,
    facing_rad: float,
    pool_s: float,
    confirm_s: float,
    station: Ints,
    world: Floats,
    site: Floats,
    rotation: Floats,
    entity: Ints,
    aloft: int,
    searched: int,
    asked: int,
    task: Floats,
    who: Ints,
    where: Floats,
    counts: Ints,
) -> tuple[int, float, float]:
    """Add the looks asked of radar `j`, as far as the time `pool_s` that search leaves allows.

    What search detects is confirmed by a look more (not by a rotating radar, which sees it again next time);
    such looks, `confirm_s` in all, compete with those asked for, as urgent as those at what is to be
    engaged. What one look asked for would see and search as well is looked at once, as asked. In `who` a look
    asked for is -1 - thing.

    Where only a share fits, looks are taken in turn: the shares add up, from a drawn start, and whoever
    fills a whole one is served.

    Returns:
        How many looks there are now, which share of the searched ones can be confirmed, and where their
        turns begin.

    """
    half_sector = 0.5 * world[r, j, R_SECTOR_RAD]
    azimuth_beam = world[r, j, R_AZIMUTH_BEAM_RAD]
    elevation_beam = world[r, j, R_ELEVATION_BEAM_RAD]
    dwell_s = world[r, j, R_DWELL_S]
    update_s = world[r, j, R_UPDATE_S]
    ballistic_only = station[j, S_BALLISTIC_ONLY] != 0
    sx = site[r, j, 0]
    sy = site[r, j, 1]
    sz = site[r, j, 2]
    ex = rotation[r, j, 0, 0]
    ey = rotation[r, j, 0, 1]
    ez = rotation[r, j, 0, 2]
    nx = rotation[r, j, 1, 0]
    ny = rotation[r, j, 1, 1]
    nz = rotation[r, j, 1, 2]
    engaged_s = 0.0
    wanted_s = confirm_s
    cued_s = 0.0
    others_s = 0.0
    for k in range(asked):
        dx = task[r, j, k, 0] - sx
        dy = task[r, j, k, 1] - sy
        dz = task[r, j, k, 2] - sz
        distance = math.sqrt(dx * dx + dy * dy + dz * dz)
        azimuth = math.atan2(ex * dx + ey * dy + ez * dz, nx * dx + ny * dy + nz * dz)
        priority = task[r, j, k, PRIORITY]
        cost_s = math.inf
        if distance >= 1.0 and abs(wrap(azimuth - facing_rad)) <= half_sector:
            wide = SIGMAS_WIDE * task[r, j, k, SIGMA_M] / distance
            cost_s = look_cost_s(wide, priority, azimuth_beam, elevation_beam, dwell_s, update_s, epoch_s)
        where[r, 5, k] = cost_s
        if cost_s > pool_s:
            continue
        if priority == ENGAGED:
            engaged_s += cost_s
        elif priority == WANTED:
            wanted_s += cost_s
        elif priority == CUED:
            cued_s += cost_s
        else:
            others_s += cost_s
    engaged, wanted, cued, others = 1.0, 1.0, 1.0, 1.0
    start = 0.0
    if engaged_s + wanted_s + cued_s + others_s > pool_s:
        engaged, wanted, cued, others = shares(pool_s, engaged_s, wanted_s, cued_s, others_s)
        start = uniform(seed, replication, CAUSE_LOOK, station[j, S_WORD], epoch, 1)
        counts[r, C_OVERLOADS] += 1
    counts[r, C_ASKED] += asked
    turn = start
    picked = searched
    used_s = 0.0
    for k in range(asked):
        cost_s = where[r, 5, k]
        priority = task[r, j, k, PRIORITY]
        share = others
        if priority == ENGAGED:
            share = engaged
        elif priority == WANTED:
            share = wanted
        elif priority == CUED:
            share = cued
        fits = cost_s <= pool_s
        if fits:
            turn += share
            fits = turn >= WHOLE
        if fits:
            turn -= 1.0
            # A hair of slack: what fits whole fits whatever the order of adding up.
            fits = used_s + cost_s <= pool_s + 1e-9
        if not fits:
            counts[r, C_LEFT_OUT] += 1
            continue
        counts[r, C_SERVED] += 1
        dx = task[r, j, k, 0] - sx
        dy = task[r, j, k, 1] - sy
        dz = task[r, j, k, 2] - sz
        distance = math.sqrt(dx * dx + dy * dy + dz * dz)
        reach = 0.5 * max(SIGMAS_WIDE * task[r, j, k, SIGMA_M] / distance, azimuth_beam, elevation_beam)
        reach2 = reach * reach
        dx /= distance
        dy /= distance
        dz /= distance
        # Both the thing and its track move on alike until the look: compared at the epoch's start.
        for i in range(aloft):
            px = where[r, 0, i] - sx
            py = where[r, 1, i] - sy
            pz = where[r, 2, i] - sz
            along = max(px * dx + py * dy + pz * dz, 0.0)
            along2 = along * along
            where[r, 3, i] = (1.0 + reach2) * along2 - (px * px + py * py + pz * pz)
        for i in range(aloft):
            if where[r, 3, i] < 0.0:
                continue
            e = who[r, 0, i]
            if who[r, 2, e] == -1 - j or (ballistic_only and entity[e, 2] == 0):
                continue
            at = picked
            if who[r, 2, e] == j + 1:
                at = 0
                while who[r, 1, at] != e:
                    at += 1
            else:
                picked += 1
            who[r, 2, e] = -1 - j
            who[r, 1, at] = -1 - e
            where[r, 4, at] = now_s + used_s
        used_s += cost_s
    return picked, wanted, start
