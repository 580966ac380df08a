"""Compiled identification, threat ranking and assignment by a stated doctrine."""

import math

import numpy as np

from airtight.chain.c2.numbers import (
    C_CHANNELS,
    C_IN_FLIGHT,
    C_INTEREST_M,
    C_REACTION_S,
    C_SECTOR_CENTRE_RAD,
    C_SECTOR_HALF_RAD,
)
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.messages.identities import BALLISTIC, CIVIL, FRIEND, HOSTILE, UNKNOWN
from airtight.messages.replies import CIVIL as CIVIL_REPLY
from airtight.messages.replies import FRIEND as FRIEND_REPLY
from airtight.messages.replies import SILENT
from airtight.messages.tracks import CONFIRMED
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.kernel import kernel, parallel_kernel, prange
from airtight.numerics.random import Cause, uniform

RULES_CAUSE = int(Cause.RULES)
BALLISTIC_SPEED_M_PER_S = 900.0
BALLISTIC_HEIGHT_M = 8_000.0
SILENT_ENOUGH = 2
COURSE_KNOWN_M_PER_S = 100.0
"""A course is known, and may count against a track, once each speed is to this standard deviation."""
ASK_EVERY_S = 4.0
CLOSING_MARGIN_M = 15_000.0
CLOSING_WITHIN_S = 900.0
FRESH_S = 2.5
FAR_S = 1e6
SAME_TARGET_M = 2_000.0


@kernel
def local(
    state: Floats, lag_s: float, site: Floats, rotation: Floats
) -> tuple[float, float, float, float, float, float]:
    """A track in a site's frame: east, north, height over the ellipsoid (m); east, north, up speeds."""
    dx = state[0] + lag_s * state[3] - site[0]
    dy = state[1] + lag_s * state[4] - site[1]
    dz = state[2] + lag_s * state[5] - site[2]
    e = rotation[0, 0] * dx + rotation[0, 1] * dy + rotation[0, 2] * dz
    n = rotation[1, 0] * dx + rotation[1, 1] * dy + rotation[1, 2] * dz
    u = rotation[2, 0] * dx + rotation[2, 1] * dy + rotation[2, 2] * dz
    ve = rotation[0, 0] * state[3] + rotation[0, 1] * state[4] + rotation[0, 2] * state[5]
    vn = rotation[1, 0] * state[3] + rotation[1, 1] * state[4] + rotation[1, 2] * state[5]
    vu = rotation[2, 0] * state[3] + rotation[2, 1] * state[4] + rotation[2, 2] * state[5]
    return e, n, site[3] + u + (e * e + n * n) / (2.0 * MEAN_EARTH_RADIUS_M), ve, vn, vu


@kernel
def matters(e: float, n: float, command: Floats) -> bool:
    """Whether a place (east, north) lies within a battery's interest and permitted sector; `command` (6,)."""
    if e * e + n * n > command[C_INTEREST_M] * command[C_INTEREST_M]:
        return False
    if command[C_SECTOR_HALF_RAD] >= math.pi:
        return True
    off = (math.atan2(e, n) - command[C_SECTOR_CENTRE_RAD] + math.pi) % (2.0 * math.pi) - math.pi
    return bool(abs(off) <= command[C_SECTOR_HALF_RAD])


@kernel
def time_to_go_s(e: float, n: float, ve: float, vn: float, points: Floats, margin_m: float) -> float:
    """Seconds until a straight course enters a defended circle widened by `margin_m`; FAR_S if it does not.

    `points` (D, 3): east m, north m, radius m. Zero inside.
    """
    best = FAR_S
    speed2 = ve * ve + vn * vn
    for d in range(points.shape[0]):
        radius = points[d, 2] + margin_m
        re = points[d, 0] - e
        rn = points[d, 1] - n
        far2 = re * re + rn * rn
        if far2 <= radius * radius:
            return 0.0
        ahead = re * ve + rn * vn
        if ahead <= 0.0 or speed2 <= 0.0:
            continue
        miss2 = far2 - ahead * ahead / speed2
        if miss2 < radius * radius:
            t = (ahead - math.sqrt((radius * radius - miss2) * speed2)) / speed2
            best = min(best, t)
    return best


@parallel_kernel
def identify(
    now_s: float,
    seed: int,
    replication: Ints,
    words: Ints,
    sites: Floats,
    rotations: Floats,
    points: Floats,
    unknown_engaged: Floats,
    status: Ints,
    number: Ints,
    state: Floats,
    covariance: Floats,
    time_s: Floats,
    told_identity: Ints,
    replies: Ints,
    known_number: Ints,
    silent: Ints,
    next_ask_s: Floats,
    hostile_since_s: Floats,
    identity: Ints,
    kind: Ints,
    asked: Ints,
) -> None:
    """Say what each confirmed track of each post is, and whom to ask next.

    All (R, P, S) but `replication` (R,), `words` (P,), `sites` (P, 4), `rotations` (P, 3, 3), `points`
    (P, D, 3), `unknown_engaged` (R,), `told_identity` (R, B, S). A track is hostile if it surely flies like a
    ballistic missile, or if it has twice been silent and its known course leads to a defended area; any other
    silent track with the stated small probability, drawn once a track.
    """
    _, posts, slots = status.shape
    batteries = told_identity.shape[1]
    for r in prange(status.shape[0]):
        for p in range(posts):
            for s in range(slots):
                asked[r, p, s] = 0
                if status[r, p, s] != CONFIRMED:
                    continue
                if known_number[r, p, s] != number[r, p, s]:
                    known_number[r, p, s] = number[r, p, s]
                    silent[r, p, s] = 0
                    next_ask_s[r, p, s] = now_s
                    hostile_since_s[r, p, s] = -1.0
                    identity[r, p, s] = UNKNOWN
                    kind[r, p, s] = 0
                elif replies[r, p, s] == FRIEND_REPLY:
                    identity[r, p, s] = FRIEND
                elif replies[r, p, s] == CIVIL_REPLY:
                    identity[r, p, s] = CIVIL
                elif replies[r, p, s] == SILENT:
                    silent[r, p, s] += 1
                # A friend is one on anybody's word; an enemy only once it has kept silent itself.
                own = identity[r, p, s] == UNKNOWN and p < batteries
                if own and (told_identity[r, p, s] != HOSTILE or silent[r, p, s] > 0):
                    identity[r, p, s] = told_identity[r, p, s]
                if identity[r, p, s] == FRIEND or identity[r, p, s] == CIVIL:
                    continue
                if identity[r, p, s] == UNKNOWN or kind[r, p, s] != BALLISTIC:
                    lag = now_s - time_s[r, p, s]
                    e, n, h, ve, vn, vu = local(state[r, p, s], lag, sites[p], rotations[p])
                    speed = math.sqrt(ve * ve + vn * vn + vu * vu)
                    variance = (
                        covariance[r, p, s, 3, 3] + covariance[r, p, s, 4, 4] + covariance[r, p, s, 5, 5]
                    )
                    unsure = math.sqrt(variance / 3.0)
                    if h > BALLISTIC_HEIGHT_M and speed > BALLISTIC_SPEED_M_PER_S + 2.0 * unsure:
                        identity[r, p, s] = HOSTILE
                        kind[r, p, s] = BALLISTIC
                    elif (
                        silent[r, p, s] >= SILENT_ENOUGH
                        and identity[r, p, s] == UNKNOWN
                        and unsure < COURSE_KNOWN_M_PER_S
                    ):
                        if time_to_go_s(e, n, ve, vn, points[p], CLOSING_MARGIN_M) < CLOSING_WITHIN_S:
                            identity[r, p, s] = HOSTILE
                        else:
                            u = uniform(seed, replication[r], RULES_CAUSE, words[p], number[r, p, s], 0)
                            if u < unknown_engaged[r]:
                                identity[r, p, s] = HOSTILE
                if identity[r, p, s] == UNKNOWN and now_s >= next_ask_s[r, p, s]:
                    asked[r, p, s] = 1
                    next_ask_s[r, p, s] = now_s + ASK_EVERY_S
                if identity[r, p, s] == HOSTILE and hostile_since_s[r, p, s] < 0.0:
                    hostile_since_s[r, p, s] = now_s


@kernel
def somebody_else_fires(
    b: int,
    position: Floats,
    lag_position: Floats,
    shot_slot: Ints,
    state: Floats,
    time_s: Floats,
    now_s: float,
) -> int:
    """1 if another battery has a missile in the air at a track within SAME_TARGET_M of `position` (3,)."""
    for other in range(shot_slot.shape[0]):
        if other == b:
            continue
        for q in range(shot_slot.shape[1]):
            s = shot_slot[other, q]
            if s < 0:
                continue
            lag = now_s - time_s[other, s]
            d2 = 0.0
            for i in range(3):
                d = state[other, s, i] + lag * state[other, s, i + 3] - position[i] - lag_position[i]
                d2 += d * d
            if d2 < SAME_TARGET_M * SAME_TARGET_M:
                return 1
    return 0


@parallel_kernel
def decide(
    now_s: float,
    epoch_s: float,
    may_fire: Ints,
    tasking: int,
    rounds_a_look: Ints,
    command: Floats,
    sites: Floats,
    rotations: Floats,
    points: Floats,
    missile_reach_m: Floats,
    status: Ints,
    number: Ints,
    state: Floats,
    covariance: Floats,
    time_s: Floats,
    last_engagement_hit_s: Floats,
    known_number: Ints,
    identity: Ints,
    kind: Ints,
    hostile_since_s: Floats,
    told_count: Ints,
    told: Floats,
    told_sigma_m: Floats,
    told_identity: Ints,
    flight_s: Floats,
    rounds: Ints,
    next_launch_s: Floats,
    shot_slot: Ints,
    shot_number: Ints,
    shot_meeting_s: Floats,
    radar: Ints,
    order_slot: Ints,
    order_missile: Ints,
    wanted: Ints,
    ballistic: Ints,
    task_count: Ints,
    task_looks: Floats,
    task_facing_rad: Floats,
) -> None:
    """Rank each battery's hostile tracks by time to go, ask for looks, and launch by the stated doctrine.

    Shapes as in the messages; `may_fire` (R, B), `rounds_a_look` (B,), `command` (R, B, 6),
    `missile_reach_m` (R, B, M).
    One launch an epoch and battery: at the most urgent track that may be engaged, with the missile of the
    shortest
    reach that can meet it before it enters a defended area.
    """
    _, batteries, slots = wanted.shape
    missiles = rounds.shape[2]
    in_air = shot_slot.shape[2]
    room = task_looks.shape[2]
    for r in prange(wanted.shape[0]):
        rank = np.empty(slots, dtype=np.int64)
        urgency = np.empty(slots)
        shots_at = np.empty(slots, dtype=np.int64)
        first_meeting = np.empty(slots)
        for b in range(batteries):
            order_slot[r, b] = -1
            n = radar[b]
            task_count[r, n] = 0
            # What is in the air, and at whom.
            flying = 0
            engaged = 0
            for s in range(slots):
                shots_at[s] = 0
                first_meeting[s] = FAR_S * 1e3
            for q in range(in_air):
                s = shot_slot[r, b, q]
                if s < 0:
                    continue
                flying += 1
                if status[r, b, s] == CONFIRMED and number[r, b, s] == shot_number[r, b, q]:
                    if shots_at[s] == 0:
                        engaged += 1
                    shots_at[s] += 1
                    first_meeting[s] = min(first_meeting[s], shot_meeting_s[r, b, q])
            # Rank the hostile tracks: under fire first, then by time to go.
            ranked = 0
            for s in range(slots):
                wanted[r, b, s] = 0
                if status[r, b, s] != CONFIRMED or identity[r, b, s] != HOSTILE:
                    continue
                if known_number[r, b, s] != number[r, b, s]:
                    continue
                lag = now_s - time_s[r, b, s]
                e, nn, _, ve, vn, _ = local(state[r, b, s], lag, sites[b], rotations[b])
                if not matters(e, nn, command[r, b]):
                    continue
                go = time_to_go_s(e, nn, ve, vn, points[b], 0.0)
                if shots_at[s] > 0:
                    go -= 1e4
                ballistic[r, b, s] = 1 if kind[r, b, s] == BALLISTIC else 0
                # Reach is asked for an epoch ahead, of what might then be fired at.
                if (
                    may_fire[r, b] == 1
                    and shots_at[s] < rounds_a_look[b]
                    and now_s - last_engagement_hit_s[r, b, s] <= FRESH_S
                    and now_s + epoch_s - hostile_since_s[r, b, s] >= command[r, b, C_REACTION_S]
                ):
                    wanted[r, b, s] = 1
                i = ranked
                while i > 0 and urgency[i - 1] > go:
                    urgency[i] = urgency[i - 1]
                    rank[i] = rank[i - 1]
                    i -= 1
                urgency[i] = go
                rank[i] = s
                ranked += 1
            # Ask the engagement radar to look at them, then at what others told of.
            asks = 0
            for i in range(ranked):
                if asks >= room:
                    break
                s = rank[i]
                lag = now_s - time_s[r, b, s]
                for j in range(3):
                    task_looks[r, n, asks, j] = state[r, b, s, j] + lag * state[r, b, s, j + 3]
                    task_looks[r, n, asks, j + 3] = state[r, b, s, j + 3]
                task_looks[r, n, asks, 6] = math.sqrt(
                    (covariance[r, b, s, 0, 0] + covariance[r, b, s, 1, 1] + covariance[r, b, s, 2, 2]) / 3.0
                )
                task_looks[r, n, asks, 7] = 0.0 if shots_at[s] > 0 else 1.0
                asks += 1
            cue = -1
            cue_go = FAR_S
            for c in range(told_count[r, b]):
                if told_identity[r, b, c] == FRIEND or told_identity[r, b, c] == CIVIL:
                    continue
                e, nn, _, ve, vn, _ = local(told[r, b, c], 0.0, sites[b], rotations[b])
                if not matters(e, nn, command[r, b]):
                    continue
                go = time_to_go_s(e, nn, ve, vn, points[b], CLOSING_MARGIN_M)
                if told_identity[r, b, c] != HOSTILE and go >= FAR_S:
                    continue
                if go < cue_go:
                    cue_go = go
                    cue = c
                if asks < room:
                    for j in range(6):
                        task_looks[r, n, asks, j] = told[r, b, c, j]
                    task_looks[r, n, asks, 6] = told_sigma_m[r, b, c]
                    task_looks[r, n, asks, 7] = 2.0
                    asks += 1
            task_count[r, n] = asks
            # Face what is under fire and meets first, else the most urgent track, else the most urgent cue.
            face = -1
            soonest = FAR_S * 1e3
            for i in range(ranked):
                s = rank[i]
                if shots_at[s] > 0 and first_meeting[s] < soonest:
                    soonest = first_meeting[s]
                    face = s
            if face < 0 and ranked > 0:
                face = rank[0]
            if face >= 0:
                e, nn, _, _, _, _ = local(
                    state[r, b, face], now_s - time_s[r, b, face], sites[b], rotations[b]
                )
                task_facing_rad[r, n] = math.atan2(e, nn) % (2.0 * math.pi)
            elif cue >= 0:
                e, nn, _, _, _, _ = local(told[r, b, cue], 0.0, sites[b], rotations[b])
                task_facing_rad[r, n] = math.atan2(e, nn) % (2.0 * math.pi)
            # Fire.
            if (
                may_fire[r, b] == 0
                or now_s < next_launch_s[r, b]
                or flying >= int(command[r, b, C_IN_FLIGHT])
            ):
                continue
            for i in range(ranked):
                s = rank[i]
                if shots_at[s] >= rounds_a_look[b]:
                    continue
                if shots_at[s] == 0 and engaged >= int(command[r, b, C_CHANNELS]):
                    continue
                if now_s - last_engagement_hit_s[r, b, s] > FRESH_S:
                    continue
                if now_s - hostile_since_s[r, b, s] < command[r, b, C_REACTION_S]:
                    continue
                if tasking == 1 and batteries > 1:
                    lag = now_s - time_s[r, b, s]
                    if somebody_else_fires(
                        b, state[r, b, s], lag * state[r, b, s, 3:6], shot_slot[r], state[r], time_s[r], now_s
                    ):
                        continue
                go = urgency[i] + 1e4 if shots_at[s] > 0 else urgency[i]
                chosen = -1
                for m in range(missiles):
                    if rounds[r, b, m] <= 0 or flight_s[r, b, s, m] < 0.0 or flight_s[r, b, s, m] > go:
                        continue
                    if chosen < 0 or missile_reach_m[r, b, m] < missile_reach_m[r, b, chosen]:
                        chosen = m
                if chosen >= 0:
                    order_slot[r, b] = s
                    order_missile[r, b] = chosen
                    break
