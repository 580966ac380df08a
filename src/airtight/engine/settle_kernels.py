"""Compiled settling: what the defenders did, held against what really flew, and nowhere else."""

import math

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.messages.identities import HOSTILE
from airtight.messages.outcomes import (
    DECLARED_HOSTILE,
    DETECTED,
    ENDED,
    ENGAGED,
    FLYING,
    IN_SIGHT,
    KILLED,
    LEAKED,
    PASSED,
    TRACKED,
)
from airtight.messages.tracks import CONFIRMED
from airtight.numerics.columns import Flags, Floats, Ints
from airtight.numerics.kernel import kernel, parallel_kernel, prange
from airtight.numerics.random import Cause, uniform

KILL_CAUSE = int(Cause.KILL)
RAID = 0
CIVIL = 1
ALLIED = 2

# Columns of the table of kill probabilities (R, 7).
K_AIRCRAFT = 0
K_EDGE = 1
K_CRUISE_MISSILE = 2
K_SRBM_FRAGMENTING = 3
K_SRBM_DIRECT_HIT = 4
K_DRONE = 5
K_LOW_SIGNATURE = 6

SUPPORT_S = 5.0
"""A missile is lost if its track has not been seen by the engagement radar for so long (assumption)."""
GATE_LEAST_M = 500.0
GATE_MOST_M = 3_000.0


@kernel
def kill_column(kill_class: int, direct_hit: int, edge: int) -> int:
    """Which kill probability applies; `kill_class` is a column, that of fragmenting SRBM for both kinds."""
    if kill_class == K_SRBM_FRAGMENTING:
        return K_SRBM_DIRECT_HIT if direct_hit == 1 else K_SRBM_FRAGMENTING
    if kill_class == K_AIRCRAFT and edge == 1:
        return K_EDGE
    return kill_class


@kernel
def true_thing_at(state: Floats, covariance: Floats, lag_s: float, position_m: Floats, flying: Flags) -> int:
    """The flying thing nearest to a track, within three sigma (500 m to 3 km); -1 if none."""
    sigma2 = (covariance[0, 0] + covariance[1, 1] + covariance[2, 2]) / 3.0
    gate = min(max(3.0 * math.sqrt(sigma2), GATE_LEAST_M), GATE_MOST_M)
    nearest = gate * gate
    best = -1
    x = state[0] + lag_s * state[3]
    y = state[1] + lag_s * state[4]
    z = state[2] + lag_s * state[5]
    for e in range(flying.size):
        if flying[e] == 0:
            continue
        dx = position_m[e, 0] - x
        dy = position_m[e, 1] - y
        dz = position_m[e, 2] - z
        d2 = dx * dx + dy * dy + dz * dz
        if d2 < nearest:
            nearest = d2
            best = e
    return best


@kernel
def reached(first_s: Floats, milestone: int, now_s: float) -> None:
    """Note the first time of a milestone in `first_s` (6,)."""
    if first_s[milestone] < 0.0:
        first_s[milestone] = now_s


@kernel
def ground_distance_m(position_m: Floats, site: Floats, rotation: Floats) -> float:
    """Distance over the ground between a site (4,) and a position (3,)."""
    dx = position_m[0] - site[0]
    dy = position_m[1] - site[1]
    dz = position_m[2] - site[2]
    e = rotation[0, 0] * dx + rotation[0, 1] * dy + rotation[0, 2] * dz
    n = rotation[1, 0] * dx + rotation[1, 1] * dy + rotation[1, 2] * dz
    u = rotation[2, 0] * dx + rotation[2, 1] * dy + rotation[2, 2] * dz
    return MEAN_EARTH_RADIUS_M * math.atan2(math.sqrt(e * e + n * n), MEAN_EARTH_RADIUS_M + site[3] + u)


@parallel_kernel
def note_milestones(
    now_s: float,
    batteries: int,
    count: Ints,
    radar: Ints,
    post_of_radar: Ints,
    origin: Ints,
    slot_of_detection: Ints,
    status: Ints,
    identity: Ints,
    seen: Flags,
    position_m: Floats,
    site: Floats,
    rotation: Floats,
    first_s: Floats,
    first_detection_range_m: Floats,
) -> None:
    """Note who was first seen, detected, tracked, called hostile; `site`, `rotation`: first battery's."""
    for r in prange(count.size):
        for p in range(batteries):
            for e in range(seen.shape[2]):
                if seen[r, p, e] == 1:
                    reached(first_s[r, e], IN_SIGHT, now_s)
        for d in range(count[r]):
            e = origin[r, d]
            if e < 0:
                continue
            if first_s[r, e, DETECTED] < 0.0:
                first_s[r, e, DETECTED] = now_s
                first_detection_range_m[r, e] = ground_distance_m(position_m[r, e], site, rotation)
            p = post_of_radar[radar[r, d]]
            s = slot_of_detection[r, d]
            if p < batteries and s >= 0 and status[r, p, s] == CONFIRMED:
                reached(first_s[r, e], TRACKED, now_s)
                if identity[r, p, s] == HOSTILE:
                    reached(first_s[r, e], DECLARED_HOSTILE, now_s)


@parallel_kernel
def settle(
    now_s: float,
    epoch_s: float,
    seed: int,
    replication: Ints,
    words: Ints,
    side: Ints,
    kill_class: Ints,
    direct_hit: Ints,
    kill_probability: Floats,
    defended: Floats,
    defended_rotation: Floats,
    position_m: Floats,
    flying: Flags,
    arrived: Flags,
    status: Ints,
    number: Ints,
    state: Floats,
    covariance: Floats,
    time_s: Floats,
    last_engagement_hit_s: Floats,
    shot_slot: Ints,
    shot_number: Ints,
    shot_missile: Ints,
    shot_edge: Ints,
    shot_launch_s: Floats,
    shot_meeting_s: Floats,
    resolved: Ints,
    outcome: Ints,
    first_s: Floats,
    shots_at: Ints,
    shot_entity: Ints,
    hours: Floats,
    active: Flags,
) -> None:
    """Settle launches and meetings of this epoch, then who got through.

    `defended` (D, 5): site and radius; `defended_rotation` (D, 3, 3); `resolved` (R, E): shots settled at
    each thing, so that the k-th shot has the same luck under every option; `shot_entity` (R, B, Q): whom each
    missile was really fired at; `hours` (R, 2): flight hours, civil and allied. A replication ends with
    its last attacker: then nothing flies, and `active` (R, N) is cleared.
    """
    for r in prange(outcome.shape[0]):
        for b in range(shot_slot.shape[1]):
            for q in range(shot_slot.shape[2]):
                s = shot_slot[r, b, q]
                if s < 0:
                    continue
                if shot_launch_s[r, b, q] == now_s:
                    lag = now_s - time_s[r, b, s]
                    e = true_thing_at(state[r, b, s], covariance[r, b, s], lag, position_m[r], flying[r])
                    shot_entity[r, b, q] = e
                    if e >= 0:
                        shots_at[r, e] += 1
                        reached(first_s[r, e], ENGAGED, now_s)
                if shot_meeting_s[r, b, q] > now_s:
                    continue
                shot_slot[r, b, q] = -1
                if status[r, b, s] != CONFIRMED or number[r, b, s] != shot_number[r, b, q]:
                    continue
                if now_s - last_engagement_hit_s[r, b, s] > SUPPORT_S:
                    continue
                lag = now_s - time_s[r, b, s]
                e = true_thing_at(state[r, b, s], covariance[r, b, s], lag, position_m[r], flying[r])
                if e < 0:
                    continue
                column = kill_column(kill_class[e], direct_hit[b, shot_missile[r, b, q]], shot_edge[r, b, q])
                u = uniform(seed, replication[r], KILL_CAUSE, words[e], resolved[r, e], 0)
                resolved[r, e] += 1
                if u < kill_probability[r, column]:
                    flying[r, e] = 0
                    outcome[r, e] = KILLED
                    reached(first_s[r, e], ENDED, now_s)
        for e in range(side.size):
            if outcome[r, e] != FLYING:
                continue
            if flying[r, e] == 1 and side[e] != RAID:
                hours[r, side[e] - 1] += epoch_s / 3600.0
            if flying[r, e] == 1 and side[e] == RAID:
                for d in range(defended.shape[0]):
                    if (
                        ground_distance_m(position_m[r, e], defended[d, :4], defended_rotation[d])
                        <= defended[d, 4]
                    ):
                        flying[r, e] = 0
                        outcome[r, e] = LEAKED
                        reached(first_s[r, e], ENDED, now_s)
                        break
            elif arrived[r, e] == 1:
                outcome[r, e] = LEAKED if side[e] == RAID else PASSED
                reached(first_s[r, e], ENDED, now_s)
        attackers = 0
        left = 0
        for e in range(side.size):
            if side[e] == RAID:
                attackers += 1
                if outcome[r, e] == FLYING:
                    left += 1
        if attackers > 0 and left == 0:
            # The raid is over, and with it this replication: nobody flies on, and the radars rest.
            for e in range(side.size):
                flying[r, e] = 0
                if outcome[r, e] == FLYING:
                    outcome[r, e] = PASSED
            for n in range(active.shape[1]):
                active[r, n] = 0
