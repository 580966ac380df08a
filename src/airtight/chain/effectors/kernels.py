"""Compiled reach and magazines: numbers in, numbers out, nothing checked."""

import math

from airtight.chain.effectors.numbers import (
    M_ALTITUDE_MAX_M,
    M_BALLISTIC_ALTITUDE_MAX_M,
    M_BALLISTIC_RANGE_M,
    M_LOW_LIMIT_M,
    M_LOW_RANGE_MAX_M,
    M_RANGE_MAX_M,
    M_RANGE_MIN_M,
    M_SPEED_M_PER_S,
)
from airtight.constants import MEAN_EARTH_RADIUS_M, STANDARD_GRAVITY_M_PER_S2
from airtight.numerics.columns import Floats, Ints, Shorts, Singles
from airtight.numerics.kernel import kernel, parallel_kernel, prange
from airtight.terrain.horizon_kernels import lowest_visible

EDGE_SHARE = 0.8


@kernel
def meeting_time_s(
    east_m: float, north_m: float, up_m: float, v_east: float, v_north: float, v_up: float, speed: float
) -> float:
    """When something that leaves the origin now at `speed` can first meet a point moving in a straight line.

    The smaller positive root of |p + w t| = v t; -1 if there is none.
    """
    a = v_east * v_east + v_north * v_north + v_up * v_up - speed * speed
    b = east_m * v_east + north_m * v_north + up_m * v_up
    c = east_m * east_m + north_m * north_m + up_m * up_m
    if abs(a) < 1e-9:
        return -0.5 * c / b if b < 0.0 else -1.0
    under = b * b - a * c
    if under < 0.0:
        return -1.0
    root = math.sqrt(under)
    first = (-b - root) / a
    second = (-b + root) / a
    low = min(first, second)
    high = max(first, second)
    if low > 0.0:
        return low
    return high if high > 0.0 else -1.0


@kernel
def height_m(east_m: float, north_m: float, up_m: float, site_height_m: float) -> float:
    """Height over the ellipsoid of a point in a site's local frame; parabolic earth, 4 m off at 300 km."""
    return site_height_m + up_m + (east_m * east_m + north_m * north_m) / (2.0 * MEAN_EARTH_RADIUS_M)


@kernel
def ground_distance_m(east_m: float, north_m: float, up_m: float, site_height_m: float) -> float:
    """Distance along the ground of a point in a site's local frame, on the mean sphere."""
    horizontal = math.sqrt(east_m * east_m + north_m * north_m)
    radius = MEAN_EARTH_RADIUS_M + site_height_m
    return MEAN_EARTH_RADIUS_M * math.atan2(horizontal, radius + up_m)


@kernel
def reach_of(
    numbers: Floats,
    state: Floats,
    lag_s: float,
    ballistic: int,
    site: Floats,
    rotation: Floats,
    lowest: Singles,
    edges: Shorts,
    range_step_m: float,
    place: Floats,
    facing_rad: float,
    half_sector_rad: float,
) -> tuple[float, int]:
    """Flight time to the meeting point and whether it is at the edge of the reach; (-1, 0) if out of reach.

    `state` (6,) earth-fixed, `lag_s` old; `site` (4,): earth-fixed position and height; `place` (4,): cells
    and
    fractions of the engagement radar's horizon table.
    """
    dx = state[0] + lag_s * state[3] - site[0]
    dy = state[1] + lag_s * state[4] - site[1]
    dz = state[2] + lag_s * state[5] - site[2]
    e = rotation[0, 0] * dx + rotation[0, 1] * dy + rotation[0, 2] * dz
    n = rotation[1, 0] * dx + rotation[1, 1] * dy + rotation[1, 2] * dz
    u = rotation[2, 0] * dx + rotation[2, 1] * dy + rotation[2, 2] * dz
    ve = rotation[0, 0] * state[3] + rotation[0, 1] * state[4] + rotation[0, 2] * state[5]
    vn = rotation[1, 0] * state[3] + rotation[1, 1] * state[4] + rotation[1, 2] * state[5]
    vu = rotation[2, 0] * state[3] + rotation[2, 1] * state[4] + rotation[2, 2] * state[5]
    speed = numbers[M_SPEED_M_PER_S]
    t = meeting_time_s(e, n, u, ve, vn, vu, speed)
    if t < 0.0:
        return -1.0, 0
    drop = 0.0
    if ballistic == 1:
        for _ in range(4):
            drop = 0.5 * STANDARD_GRAVITY_M_PER_S2 * t * t
            t = meeting_time_s(e, n, u - drop, ve, vn, vu, speed)
            if t < 0.0:
                return -1.0, 0
        drop = 0.5 * STANDARD_GRAVITY_M_PER_S2 * t * t
    me = e + ve * t
    mn = n + vn * t
    # A flyer keeps its height over the ground as far as anyone can tell; a falling body falls.
    mu = (
        u + vu * t - drop
        if ballistic == 1
        else u - (me * me + mn * mn - e * e - n * n) / (2.0 * MEAN_EARTH_RADIUS_M)
    )
    slant_m = math.sqrt(me * me + mn * mn + mu * mu)
    h = height_m(me, mn, mu, site[3])
    over_site_m = h - site[3]
    if ballistic == 1:
        longest = numbers[M_BALLISTIC_RANGE_M]
        highest = numbers[M_BALLISTIC_ALTITUDE_MAX_M]
    else:
        longest = numbers[M_RANGE_MAX_M]
        highest = numbers[M_ALTITUDE_MAX_M]
        if numbers[M_LOW_RANGE_MAX_M] > 0.0 and over_site_m < numbers[M_LOW_LIMIT_M]:
            longest = min(longest, numbers[M_LOW_RANGE_MAX_M])
    if slant_m > longest or slant_m < numbers[M_RANGE_MIN_M] or h > highest:
        return -1.0, 0
    azimuth = math.atan2(me, mn)
    if half_sector_rad < math.pi:
        off = (azimuth - facing_rad + math.pi) % (2.0 * math.pi) - math.pi
        if abs(off) > half_sector_rad:
            return -1.0, 0
    distance = ground_distance_m(me, mn, mu, site[3])
    hidden, _ = lowest_visible(
        lowest,
        edges,
        range_step_m,
        azimuth % (2.0 * math.pi),
        distance,
        int(place[0]),
        place[1],
        int(place[2]),
        place[3],
    )
    if h < hidden:
        return -1.0, 0
    return t, 1 if slant_m > EDGE_SHARE * longest else 0


@parallel_kernel
def fill_reach(
    now_s: float,
    wanted: Ints,
    ballistic: Ints,
    state: Floats,
    time_s: Floats,
    rounds: Ints,
    numbers: Floats,
    sites: Floats,
    rotations: Floats,
    radar: Ints,
    facing_rad: Floats,
    half_sector_rad: Floats,
    lowest: Singles,
    edges: Shorts,
    range_step_m: float,
    table_of: Ints,
    place: Floats,
    flight_s: Floats,
    edge: Ints,
) -> None:
    """Fill `flight_s`, `edge` (R, B, S, M) for the wanted tracks of each battery.

    `sites` (B, 4), `rotations` (B, 3, 3), `radar` (B,): each battery's engagement radar; `half_sector_rad`
    (R, N);
    `lowest`, `edges` (T, A, G, 3, 3): horizon tables; `table_of` (R, N); `place` (R, N, 4): cells, fractions.
    """
    _, batteries, slots = wanted.shape
    missiles = rounds.shape[2]
    for r in prange(wanted.shape[0]):
        for b in range(batteries):
            n = radar[b]
            table = table_of[r, n]
            for s in range(slots):
                for m in range(missiles):
                    flight_s[r, b, s, m] = -1.0
                    if wanted[r, b, s] == 1 and rounds[r, b, m] > 0:
                        flight_s[r, b, s, m], edge[r, b, s, m] = reach_of(
                            numbers[r, b, m],
                            state[r, b, s],
                            now_s - time_s[r, b, s],
                            ballistic[r, b, s],
                            sites[b],
                            rotations[b],
                            lowest[table],
                            edges[table],
                            range_step_m,
                            place[r, n],
                            facing_rad[r, n],
                            half_sector_rad[r, n],
                        )


@parallel_kernel
def launch(
    now_s: float,
    order_slot: Ints,
    order_missile: Ints,
    track_number: Ints,
    flight_s: Floats,
    edge: Ints,
    launch_interval_s: Floats,
    rounds: Ints,
    next_launch_s: Floats,
    shot_slot: Ints,
    shot_number: Ints,
    shot_missile: Ints,
    shot_edge: Ints,
    shot_launch_s: Floats,
    shot_meeting_s: Floats,
    fired: Ints,
) -> None:
    """Carry out each battery's order of this epoch (shapes as in `messages.readiness`; interval (R, B))."""
    replications, batteries = order_slot.shape
    for r in prange(replications):
        for b in range(batteries):
            s = order_slot[r, b]
            if s < 0:
                continue
            m = order_missile[r, b]
            for q in range(shot_slot.shape[2]):
                if shot_slot[r, b, q] < 0:
                    shot_slot[r, b, q] = s
                    shot_number[r, b, q] = track_number[r, b, s]
                    shot_missile[r, b, q] = m
                    shot_edge[r, b, q] = edge[r, b, s, m]
                    shot_launch_s[r, b, q] = now_s
                    shot_meeting_s[r, b, q] = now_s + flight_s[r, b, s, m]
                    rounds[r, b, m] -= 1
                    fired[r, b] += 1
                    next_launch_s[r, b] = now_s + launch_interval_s[r, b]
                    break
