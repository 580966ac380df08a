"""Compiled looks: numbers, metres, radians; nothing checked."""

import math

from airtight.chain.sensing import numbers
from airtight.chain.sensing.clutter_kernels import FAR_OFF, clutter_m2, surface_rise
from airtight.chain.sensing.resolution_kernels import merge, unresolved
from airtight.chain.sensing.schedule_kernels import WHOLE, search, serve
from airtight.chain.sensing.signal_kernels import (
    aspect_factor,
    invent,
    measure,
    received_power,
    wrap,
)
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Flags, Floats, Ints, Shorts, Singles
from airtight.numerics.kernel import parallel_kernel, prange
from airtight.numerics.random import Cause, poisson, uniforms
from airtight.propagation.kernels import gas_loss_db
from airtight.propagation.shadow_kernels import shadow_loss_db
from airtight.terrain.horizon_kernels import lowest_visible

TWO_PI = 2.0 * math.pi
TWO_WAY = 0.2 * math.log(10.0)
"""Nepers of power of a two-way path for each dB one way."""

CAUSE_LOOK = int(Cause.LOOK)
CAUSE_FALSE_ALARM = int(Cause.FALSE_ALARM)

HOPELESS_SNR = 0.1
"""Below this signal-to-noise ratio (-10 dB) a look is not drawn: at a false-alarm probability of 1e-6 it is
detected with less than 4e-6; false alarms are drawn apart."""
HOPELESS_EDGE_DB = 40.0
WIDEST_HALF_FACE_RAD = math.radians(75.0)
"""A sector of twice this or more takes several faces: all of its looks are near broadside."""


@parallel_kernel
def look(
    seed: int,
    replication: Ints,
    now_s: float,
    epoch_s: float,
    epoch: int,
    station: Ints,
    world: Floats,
    site: Floats,
    rotation: Floats,
    table_of: Ints,
    airborne: Ints,
    ground_step_m: float,
    ground_lowest: Singles,
    ground_edge: Shorts,
    air_step_m: float,
    air_lowest: Singles,
    air_edge: Shorts,
    gas: Singles,
    entity: Ints,
    targets: Floats,
    position: Floats,
    velocity: Floats,
    geodetic: Floats,
    flying: Flags,
    active: Flags,
    task_count: Ints,
    task: Floats,
    task_facing: Floats,
    facing: Floats,
    facing_next: Floats,
    count: Ints,
    radar: Ints,
    values: Floats,
    searched: Ints,
    origin: Ints,
    seen: Flags,
    counts: Ints,
    who: Ints,
    where: Floats,
) -> None:
    """One epoch of all radars of all replications; see the front.

    `count` may exceed the room for detections: then rows are missing and the call is to be repeated with more
    room. Nothing that is read is written. `who` (R, 3, E) and `where` (R, 8, E) are for its own notes.
    """
    things = flying.shape[1]
    radars = station.shape[0]
    room = values.shape[1]
    for r in prange(replication.size):
        rep = replication[r]
        for i in range(counts.shape[1]):
            counts[r, i] = 0
        for p in range(seen.shape[1]):
            for e in range(things):
                seen[r, p, e] = 0
        # Rows of who: aloft; looked at by this radar; by which radar last, + 1 (negative: a look asked for).
        # Of where: place, score, time; range, azimuth, elevation of what this radar has detected.
        n_aloft = 0
        for e in range(things):
            who[r, 2, e] = 0
            if flying[r, e] != 0:
                who[r, 0, n_aloft] = e
                where[r, 0, n_aloft] = position[r, e, 0]
                where[r, 1, n_aloft] = position[r, e, 1]
                where[r, 2, n_aloft] = position[r, e, 2]
                n_aloft += 1
        rows = 0
        for j in range(radars):
            facing_now = facing[r, j]
            facing_next[r, j] = facing_now
            if active[r, j] == 0:
                continue
            most = world[r, j, numbers.R_SLEW_RAD_PER_S] * epoch_s
            turned = facing_now + max(-most, min(most, wrap(task_facing[r, j] - facing_now)))
            # No modulo: a floor here took a twentieth of the whole kernel.
            turned = turned + TWO_PI if turned < 0.0 else turned
            facing_next[r, j] = turned - TWO_PI if turned >= TWO_PI else turned
            sx = site[r, j, 0]
            sy = site[r, j, 1]
            sz = site[r, j, 2]
            ex = rotation[r, j, 0, 0]
            ey = rotation[r, j, 0, 1]
            ez = rotation[r, j, 0, 2]
            nx = rotation[r, j, 1, 0]
            ny = rotation[r, j, 1, 1]
            nz = rotation[r, j, 1, 2]
            ux = rotation[r, j, 2, 0]
            uy = rotation[r, j, 2, 1]
            uz = rotation[r, j, 2, 2]
            range_max2 = world[r, j, numbers.R_INSTRUMENTED_M] ** 2
            half_sector = 0.5 * world[r, j, numbers.R_SECTOR_RAD]
            rotating = station[j, numbers.S_SCAN] == numbers.ROTATING
            search_share = world[r, j, numbers.R_SEARCH_SHARE]
            n_pick = 0
            if search_share > 0.0:
                n_pick = search(
                    r,
                    j,
                    now_s,
                    epoch_s,
                    facing_now,
                    station,
                    world,
                    site,
                    rotation,
                    entity,
                    n_aloft,
                    who,
                    where,
                )
            confirmed = 1.0
            turn = 0.0
            confirm_s = 0.0 if rotating else n_pick * world[r, j, numbers.R_DWELL_S]
            pool_s = (1.0 - search_share) * epoch_s
            if pool_s <= 0.0:
                counts[r, numbers.C_ASKED] += task_count[r, j]
                counts[r, numbers.C_LEFT_OUT] += task_count[r, j]
            elif task_count[r, j] > 0 or confirm_s > pool_s:
                n_pick, confirmed, turn = serve(
                    seed,
                    rep,
                    epoch,
                    r,
                    j,
                    now_s,
                    epoch_s,
                    facing_now,
                    pool_s,
                    confirm_s,
                    station,
                    world,
                    site,
                    rotation,
                    entity,
                    n_aloft,
                    n_pick,
                    task_count[r, j],
                    task,
                    who,
                    where,
                    counts,
                )
            # In order of time; few, so by insertion.
            for i in range(n_pick):
                e = who[r, 1, i]
                t = where[r, 4, i]
                k = i
                while k > 0 and where[r, 4, k - 1] > t:
                    who[r, 1, k] = who[r, 1, k - 1]
                    where[r, 4, k] = where[r, 4, k - 1]
                    k -= 1
                who[r, 1, k] = e
                where[r, 4, k] = t
            counts[r, numbers.C_LOOKS] += n_pick

            if n_pick > 0:
                first_row = rows
                one_face = not rotating and half_sector <= WIDEST_HALF_FACE_RAD
                facing_sin = math.sin(facing_now) if one_face else 0.0
                facing_cos = math.cos(facing_now) if one_face else 1.0
                beam = world[r, j, numbers.R_ELEVATION_BEAM_RAD]
                table = table_of[r, j]
                if airborne[j] == 0:
                    lowest_table = ground_lowest[table]
                    edge_table = ground_edge[table]
                    step_m = ground_step_m
                else:
                    lowest_table = air_lowest[table]
                    edge_table = air_edge[table]
                    step_m = air_step_m
                ki = int(world[r, j, numbers.W_FACTOR_CELL])
                hi = int(world[r, j, numbers.W_HEIGHT_CELL])
                for i in range(n_pick):
                    asked = who[r, 1, i] < 0
                    e = -1 - who[r, 1, i] if asked else who[r, 1, i]
                    t = where[r, 4, i]
                    dt = t - now_s
                    vx = velocity[r, e, 0]
                    vy = velocity[r, e, 1]
                    vz = velocity[r, e, 2]
                    px = position[r, e, 0] + vx * dt - sx
                    py = position[r, e, 1] + vy * dt - sy
                    pz = position[r, e, 2] + vz * dt - sz
                    range2 = px * px + py * py + pz * pz
                    if range2 > range_max2 or range2 < 1.0:
                        continue
                    range_m = math.sqrt(range2)
                    elevation = math.asin(max(-1.0, min(1.0, (ux * px + uy * py + uz * pz) / range_m)))
                    apparent = elevation + world[r, j, numbers.W_BEND_RAD_PER_M] * range_m
                    if (
                        apparent < world[r, j, numbers.R_ELEVATION_MIN_RAD]
                        or apparent > world[r, j, numbers.R_ELEVATION_MAX_RAD]
                    ):
                        continue
                    off_east = ex * px + ey * py + ez * pz
                    off_north = nx * px + ny * py + nz * pz
                    azimuth = math.atan2(off_east, off_north)
                    if azimuth < 0.0:
                        azimuth += TWO_PI
                    # Ground distance on the mean sphere, from the two verticals; the thing's, to 1e-5 rad,
                    # by the normal of the ellipsoid's middle latitudes.
                    height_m = geodetic[r, e, 2]
                    wx = px + sx
                    wy = py + sy
                    wz = (pz + sz) * ((6.3855e6 + height_m) / (6.3427e6 + height_m))
                    inverse = 1.0 / math.sqrt(wx * wx + wy * wy + wz * wz)
                    wx *= inverse
                    wy *= inverse
                    wz *= inverse
                    east = ex * wx + ey * wy + ez * wz
                    north = nx * wx + ny * wy + nz * wz
                    sine2 = east * east + north * north
                    distance_m = (
                        MEAN_EARTH_RADIUS_M * math.sqrt(sine2) * (1.0 + sine2 * (1.0 / 6.0 + sine2 * 0.075))
                    )
                    height_m += dt * (vx * wx + vy * wy + vz * wz)
                    lowest_m, edge_m = lowest_visible(
                        lowest_table,
                        edge_table,
                        step_m,
                        azimuth,
                        distance_m,
                        ki,
                        world[r, j, numbers.W_FACTOR_SHARE],
                        hi,
                        world[r, j, numbers.W_HEIGHT_SHARE],
                    )
                    if height_m >= lowest_m:
                        seen[r, station[j, numbers.S_POST], e] = 1
                        counts[r, numbers.C_IN_SIGHT] += 1
                    speed2 = vx * vx + vy * vy + vz * vz
                    closing = vx * px + vy * py + vz * pz
                    kind = entity[e, 1]
                    rcs_m2 = targets[r, kind, station[j, numbers.S_BAND]]
                    if speed2 > 0.0:
                        rcs_m2 *= aspect_factor(
                            -closing / (math.sqrt(speed2) * range_m),
                            targets[r, kind, numbers.T_SIDE_FACTOR],
                            targets[r, kind, numbers.T_REAR_FACTOR],
                        )
                    snr = world[r, j, numbers.W_CONSTANT] * rcs_m2 / (range2 * range2)
                    if snr < HOPELESS_SNR:
                        continue
                    loss_db = shadow_loss_db(
                        world[r, j, numbers.R_FREQUENCY_HZ], lowest_m, height_m, edge_m, distance_m
                    )
                    if loss_db > HOPELESS_EDGE_DB:
                        continue
                    loss_db += gas_loss_db(gas[j], elevation, range_m)
                    snr *= math.exp(-TWO_WAY * loss_db)
                    if snr < HOPELESS_SNR:
                        continue
                    widened = 1.0
                    if one_face:
                        # Off broadside a face looks smaller: less gain, a wider beam.
                        along = off_east * facing_sin + off_north * facing_cos
                        widened = math.sqrt(off_east * off_east + off_north * off_north) / max(along, 1.0)
                        snr *= widened ** -world[r, j, numbers.R_SCAN_LOSS]
                    pair = entity[e, 0] ^ station[j, numbers.S_WORD]
                    u0, u1, u2, u3 = uniforms(seed, rep, CAUSE_LOOK, pair, epoch, 0)
                    power = received_power(snr, entity[e, 3], u0, u1, u2, u3)
                    if power <= world[r, j, numbers.W_THRESHOLD]:
                        continue
                    # How far, in beam widths, the target stands above what the ground shows there.
                    clear = max(height_m - lowest_m, 0.0) / (range_m * beam)
                    if clear < FAR_OFF:
                        rise = surface_rise(
                            lowest_table,
                            step_m,
                            azimuth,
                            distance_m,
                            ki,
                            world[r, j, numbers.W_FACTOR_SHARE],
                            hi,
                            world[r, j, numbers.W_HEIGHT_SHARE],
                            world[r, j, numbers.W_ANTENNA_M],
                            world[r, j, numbers.W_EARTH_M],
                        )
                        if rise > 0.0:
                            left = clutter_m2(world[r, j, numbers.W_CLUTTER_M], range_m, rise, clear)
                            if abs(closing) >= world[r, j, numbers.R_BLIND_M_PER_S] * range_m:
                                left *= world[r, j, numbers.W_CLUTTER_LEFT]
                            # Clutter that is left counts as so much more noise: the same luck against more.
                            snr /= 1.0 + snr * left / rcs_m2
                            power = received_power(snr, entity[e, 3], u0, u1, u2, u3)
                            if power <= world[r, j, numbers.W_THRESHOLD]:
                                counts[r, numbers.C_CLUTTERED] += 1
                                continue
                    if not asked:
                        turn += confirmed
                        if turn < WHOLE:
                            counts[r, numbers.C_UNCONFIRMED] += 1
                            continue
                        turn -= 1.0
                    if rows >= room:
                        # Missing: the call is repeated.
                        rows += 1
                        continue
                    measure(
                        seed,
                        rep,
                        pair,
                        epoch,
                        r,
                        j,
                        rows,
                        t,
                        range_m,
                        azimuth,
                        elevation,
                        closing / range_m,
                        power,
                        widened,
                        world[r, j, numbers.R_LOW_ANGLE] * beam if clear < 1.0 else 0.0,
                        world,
                        values,
                    )
                    found = rows - first_row
                    into = -1
                    if found > 0:
                        into = unresolved(r, j, found, range_m, azimuth, elevation, world, where)
                    if into >= 0:
                        if merge(values[r], first_row + into, rows) > 0.5:
                            origin[r, first_row + into] = e
                        counts[r, numbers.C_MERGED] += 1
                        continue
                    where[r, 5, found] = range_m
                    where[r, 6, found] = azimuth
                    where[r, 7, found] = elevation
                    origin[r, rows] = e
                    radar[r, rows] = j
                    searched[r, rows] = 0 if asked else 1
                    rows += 1
                    counts[r, numbers.C_DETECTIONS] += 1

            # False alarms of the search.
            mean = world[r, j, numbers.R_FALSE_PER_SCAN] * epoch_s / world[r, j, numbers.R_REVISIT_S]
            if mean <= 0.0 or search_share <= 0.0:
                continue
            u0, _, _, _ = uniforms(seed, rep, CAUSE_FALSE_ALARM, station[j, numbers.S_WORD], epoch, 0)
            if u0 <= 1.0 - mean:
                # Below exp(-mean), which is above 1 - mean: none.
                continue
            number = poisson(mean, u0)
            counts[r, numbers.C_FALSE_ALARMS] += number
            for i in range(min(number, room - rows)):
                radar[r, rows + i] = j
                searched[r, rows + i] = 1
                origin[r, rows + i] = -1
                invent(
                    seed,
                    rep,
                    station[j, numbers.S_WORD],
                    epoch,
                    i,
                    r,
                    j,
                    rows + i,
                    now_s,
                    epoch_s,
                    int(rotating),
                    facing_now,
                    world,
                    values,
                )
            rows += number
        count[r] = rows
