"""Compiled looks: numbers, metres, radians; nothing checked."""

import math

from airtight.chain.sensing.signal_kernels import aspect_factor, invent, measure, received_power, wrap
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Flags, Floats, Ints, Shorts, Singles
from airtight.numerics.kernel import parallel_kernel, prange
from airtight.numerics.random import Cause, poisson, uniforms
from airtight.propagation.kernels import edge_loss_db, gas_loss_db
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
    room. Nothing that is read is written. `who` (R, 3, E) and `where` (R, 5, E) are for its own notes.
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
        # Rows of who: aloft; looked at by this radar; by which radar last, + 1. Of where: place, score, time.
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
            most = world[r, j, 9] * epoch_s
            turned = facing_now + max(-most, min(most, wrap(task_facing[r, j] - facing_now)))
            facing_next[r, j] = (
                turned + TWO_PI if turned < 0.0 else (turned - TWO_PI if turned >= TWO_PI else turned)
            )
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
            range_max_m = world[r, j, 1]
            range_max2 = range_max_m * range_max_m
            ballistic_only = station[j, 4] != 0
            half_sector = 0.5 * world[r, j, 8]
            rotating = station[j, 2] == 0
            n_pick = 0

            # Looks asked for, in order of priority, in the time that search leaves.
            left_s = (1.0 - world[r, j, 16]) * epoch_s
            used_s = 0.0
            counts[r, 2] += task_count[r, j]
            for k in range(task_count[r, j]):
                dx = task[r, j, k, 0] - sx
                dy = task[r, j, k, 1] - sy
                dz = task[r, j, k, 2] - sz
                distance = math.sqrt(dx * dx + dy * dy + dz * dz)
                azimuth = math.atan2(ex * dx + ey * dy + ez * dz, nx * dx + ny * dy + nz * dz)
                if distance < 1.0 or abs(wrap(azimuth - facing_now)) > half_sector:
                    counts[r, 4] += 1
                    continue
                wide = 6.0 * task[r, j, k, 6] / distance
                cost_s = world[r, j, 17] * max(1.0, math.ceil(wide / world[r, j, 10]))
                cost_s *= max(1.0, math.ceil(wide / world[r, j, 11]))
                if task[r, j, k, 7] == 0.0:
                    cost_s *= max(1.0, epoch_s / max(world[r, j, 18], 1e-3))
                if used_s + cost_s > left_s:
                    counts[r, 4] += 1
                    continue
                counts[r, 3] += 1
                reach = 0.5 * max(wide, world[r, j, 10], world[r, j, 11])
                reach2 = reach * reach
                dx /= distance
                dy /= distance
                dz /= distance
                # Both the thing and its track move on alike until the look: compared at the epoch's start.
                for i in range(n_aloft):
                    px = where[r, 0, i] - sx
                    py = where[r, 1, i] - sy
                    pz = where[r, 2, i] - sz
                    along = max(px * dx + py * dy + pz * dz, 0.0)
                    along2 = along * along
                    where[r, 3, i] = (1.0 + reach2) * along2 - (px * px + py * py + pz * pz)
                for i in range(n_aloft):
                    if where[r, 3, i] >= 0.0:
                        e = who[r, 0, i]
                        if who[r, 2, e] != j + 1 and not (ballistic_only and entity[e, 2] == 0):
                            who[r, 2, e] = j + 1
                            who[r, 1, n_pick] = e
                            where[r, 4, n_pick] = now_s + used_s
                            n_pick += 1
                used_s += cost_s
            n_asked = n_pick

            # Search: what the beam sweeps over in this epoch; phase: share of the scan at the epoch's start.
            period_s = world[r, j, 4]
            searches = world[r, j, 16] > 0.0
            if searches:
                phase = now_s / period_s + world[r, j, 27]
                phase -= math.floor(phase)
                swept = epoch_s / period_s
                first = facing_now - half_sector
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
                for i in range(n_aloft):
                    px = where[r, 0, i] - sx
                    py = where[r, 1, i] - sy
                    pz = where[r, 2, i] - sz
                    where[r, 3, i] = min(ax * px + ay * py + az * pz, bx * px + by * py + bz * pz)
                for i in range(n_aloft):
                    # A metre of slack: the exact share of the scan decides.
                    if wedge and where[r, 3, i] < -1.0:
                        continue
                    e = who[r, 0, i]
                    if who[r, 2, e] == j + 1 or (ballistic_only and entity[e, 2] == 0):
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
                        off = wrap(azimuth - facing_now)
                        if abs(off) > half_sector:
                            continue
                        share = (off + half_sector) / (2.0 * half_sector) - phase
                    share -= math.floor(share)
                    if share >= swept:
                        continue
                    who[r, 2, e] = j + 1
                    who[r, 1, n_pick] = e
                    where[r, 4, n_pick] = now_s + share * period_s
                    n_pick += 1

            # In order of time; few, so by insertion. A look asked for is kept as -1 - thing.
            for i in range(n_pick):
                e = who[r, 1, i] if i >= n_asked else -1 - who[r, 1, i]
                t = where[r, 4, i]
                k = i
                while k > 0 and where[r, 4, k - 1] > t:
                    who[r, 1, k] = who[r, 1, k - 1]
                    where[r, 4, k] = where[r, 4, k - 1]
                    k -= 1
                who[r, 1, k] = e
                where[r, 4, k] = t
            counts[r, 0] += n_pick

            if n_pick > 0:
                table = table_of[r, j]
                if airborne[j] == 0:
                    lowest_table = ground_lowest[table]
                    edge_table = ground_edge[table]
                    step_m = ground_step_m
                else:
                    lowest_table = air_lowest[table]
                    edge_table = air_edge[table]
                    step_m = air_step_m
                ki = int(world[r, j, 22])
                hi = int(world[r, j, 24])
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
                    apparent = elevation + world[r, j, 26] * range_m
                    if apparent < world[r, j, 6] or apparent > world[r, j, 7]:
                        continue
                    azimuth = math.atan2(ex * px + ey * py + ez * pz, nx * px + ny * py + nz * pz)
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
                        world[r, j, 23],
                        hi,
                        world[r, j, 25],
                    )
                    if height_m >= lowest_m:
                        seen[r, station[j, 1], e] = 1
                        counts[r, 1] += 1
                    speed2 = vx * vx + vy * vy + vz * vz
                    closing = vx * px + vy * py + vz * pz
                    kind = entity[e, 1]
                    rcs_m2 = targets[r, kind, station[j, 3]]
                    if speed2 > 0.0:
                        rcs_m2 *= aspect_factor(
                            -closing / (math.sqrt(speed2) * range_m), targets[r, kind, 6], targets[r, kind, 7]
                        )
                    snr = world[r, j, 20] * rcs_m2 / (range2 * range2)
                    if snr < HOPELESS_SNR:
                        continue
                    loss_db = edge_loss_db(world[r, j, 0], lowest_m, height_m, edge_m, distance_m)
                    if loss_db > HOPELESS_EDGE_DB:
                        continue
                    loss_db += gas_loss_db(gas[j], elevation, range_m)
                    snr *= math.exp(-TWO_WAY * loss_db)
                    if snr < HOPELESS_SNR:
                        continue
                    pair = entity[e, 0] ^ station[j, 0]
                    u0, u1, u2, u3 = uniforms(seed, rep, CAUSE_LOOK, pair, epoch, 0)
                    power = received_power(snr, entity[e, 3], u0, u1, u2, u3)
                    if power <= world[r, j, 21]:
                        continue
                    if rows < room:
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
                            world,
                            values,
                        )
                        radar[r, rows] = j
                        searched[r, rows] = 0 if asked else 1
                        origin[r, rows] = e
                    rows += 1
                    counts[r, 5] += 1

            # False alarms of the search.
            mean = world[r, j, 19] * epoch_s / period_s if searches else 0.0
            if mean <= 0.0:
                continue
            u0, _, _, _ = uniforms(seed, rep, CAUSE_FALSE_ALARM, station[j, 0], epoch, 0)
            if u0 <= 1.0 - mean:
                # Below exp(-mean), which is above 1 - mean: none.
                continue
            for i in range(poisson(mean, u0)):
                if rows < room:
                    invent(
                        seed,
                        rep,
                        station[j, 0],
                        epoch,
                        i,
                        r,
                        j,
                        rows,
                        now_s,
                        epoch_s,
                        int(rotating),
                        facing_now,
                        world,
                        values,
                    )
                    radar[r, rows] = j
                    searched[r, rows] = 1
                    origin[r, rows] = -1
                rows += 1
                counts[r, 6] += 1
        count[r] = rows
