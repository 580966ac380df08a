"""Compiled links: reports on their way, told tracks, and which of one's own they match."""

import math

from airtight.chain.network.numbers import (
    L_AVAILABILITY,
    L_LATENCY_S,
    L_OUTAGE_S,
    L_POSITION_ERROR_M,
    L_UPDATE_S,
    PENDING,
)
from airtight.messages.tracks import CONFIRMED
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.kernel import kernel, parallel_kernel, prange
from airtight.numerics.random import Cause, normals, uniform

LINK_CAUSE = int(Cause.LINK)
PROCESS_NOISE_M2_PER_S3 = 50.0
GATE_LEAST_M = 1_500.0
GATE_MOST_M = 10_000.0
ALIKE_M_PER_S = 150.0
NEVER_S = 1e9


@kernel
def link_is_up(was_up: int, availability: float, outage_s: float, epoch_s: float, u: float) -> int:
    """One step of the two-state link whose outages last `outage_s` on average."""
    if availability >= 1.0 or outage_s <= 0.0:
        return 1
    if availability <= 0.0:
        return 0
    repair = min(epoch_s / outage_s, 1.0)
    if was_up == 0:
        return 1 if u < repair else 0
    fail = min(repair * (1.0 - availability) / availability, 1.0)
    return 0 if u < fail else 1


@kernel
def own_slot_near(
    told: Floats, gate_m: float, status: Ints, state: Floats, time_s: Floats, now_s: float
) -> int:
    """The confirmed track nearest to a told one (6,), within the gate and moving alike, or -1."""
    best = -1
    nearest = gate_m * gate_m
    for s in range(status.size):
        if status[s] != CONFIRMED:
            continue
        lag = now_s - time_s[s]
        dx = state[s, 0] + lag * state[s, 3] - told[0]
        if abs(dx) > gate_m:
            continue
        dy = state[s, 1] + lag * state[s, 4] - told[1]
        dz = state[s, 2] + lag * state[s, 5] - told[2]
        squared = dx * dx + dy * dy + dz * dz
        if squared >= nearest:
            continue
        wx = state[s, 3] - told[3]
        wy = state[s, 4] - told[4]
        wz = state[s, 5] - told[5]
        if wx * wx + wy * wy + wz * wz < ALIKE_M_PER_S * ALIKE_M_PER_S:
            nearest = squared
            best = s
    return best


@parallel_kernel
def carry(
    now_s: float,
    epoch_s: float,
    seed: int,
    replication: Ints,
    words: Ints,
    numbers: Floats,
    tells_identity: int,
    status: Ints,
    number: Ints,
    state: Floats,
    covariance: Floats,
    time_s: Floats,
    identity: Ints,
    up: Ints,
    offset: Floats,
    next_report_s: Floats,
    sent: Floats,
    sent_identity: Ints,
    heard: Floats,
    heard_identity: Ints,
    heard_number: Ints,
    match: Ints,
    match_number: Ints,
    told_identity_of_own: Ints,
    count: Ints,
    told: Floats,
    told_sigma_m: Floats,
    told_identity: Ints,
) -> None:
    """Tell each battery the shared network's tracks: the last post of `status` ... `identity` (R, P, S).

    `sent` (R, B, S, PENDING, 9): state, variance of position, time of generation, time of arrival (NEVER_S:
    free); `heard` (R, B, S, 8): state, variance, time of generation (-NEVER_S: nothing heard yet).
    """
    _, batteries, _ = heard_number.shape
    shared = status.shape[1] - 1
    slots = status.shape[2]
    epoch = int(now_s)
    for r in prange(heard_number.shape[0]):
        latency = numbers[r, L_LATENCY_S]
        update = numbers[r, L_UPDATE_S]
        stale_s = 3.0 * (latency + update) + 10.0
        for b in range(batteries):
            u = uniform(seed, replication[r], LINK_CAUSE, words[b], epoch, 0)
            if epoch == 0:
                up[r, b] = 1 if u < numbers[r, L_AVAILABILITY] else 0
                g0, g1, g2, _ = normals(seed, replication[r], LINK_CAUSE, words[b], 0, 1)
                scale = numbers[r, L_POSITION_ERROR_M] / math.sqrt(3.0)
                offset[r, b, 0] = g0 * scale
                offset[r, b, 1] = g1 * scale
                offset[r, b, 2] = g2 * scale
            else:
                up[r, b] = link_is_up(
                    up[r, b], numbers[r, L_AVAILABILITY], numbers[r, L_OUTAGE_S], epoch_s, u
                )
            for s in range(slots):
                told_identity_of_own[r, b, s] = 0
            told_count = 0
            for s in range(slots):
                if status[r, shared, s] == CONFIRMED and now_s >= next_report_s[r, b, s]:
                    if up[r, b] == 1:
                        for k in range(PENDING):
                            if sent[r, b, s, k, 8] >= NEVER_S:
                                lag = now_s - time_s[r, shared, s]
                                for i in range(3):
                                    sent[r, b, s, k, i] = (
                                        state[r, shared, s, i]
                                        + lag * state[r, shared, s, i + 3]
                                        + offset[r, b, i]
                                    )
                                    sent[r, b, s, k, i + 3] = state[r, shared, s, i + 3]
                                sent[r, b, s, k, 6] = (
                                    covariance[r, shared, s, 0, 0]
                                    + covariance[r, shared, s, 1, 1]
                                    + covariance[r, shared, s, 2, 2]
                                ) / 3.0
                                sent[r, b, s, k, 7] = now_s
                                sent[r, b, s, k, 8] = now_s + latency
                                sent_identity[r, b, s, k, 0] = (
                                    identity[r, shared, s] if tells_identity == 1 else 0
                                )
                                sent_identity[r, b, s, k, 1] = number[r, shared, s]
                                break
                    next_report_s[r, b, s] = now_s + update
                for k in range(PENDING):
                    if sent[r, b, s, k, 8] <= now_s:
                        sent[r, b, s, k, 8] = NEVER_S
                        if sent[r, b, s, k, 7] > heard[r, b, s, 7]:
                            for i in range(8):
                                heard[r, b, s, i] = sent[r, b, s, k, i]
                            heard_identity[r, b, s] = sent_identity[r, b, s, k, 0]
                            heard_number[r, b, s] = sent_identity[r, b, s, k, 1]
                            match[r, b, s] = -2
                age = now_s - heard[r, b, s, 7]
                if age > stale_s:
                    continue
                for i in range(3):
                    told[r, b, told_count, i] = heard[r, b, s, i] + age * heard[r, b, s, i + 3]
                    told[r, b, told_count, i + 3] = heard[r, b, s, i + 3]
                told[r, b, told_count, 6] = age
                sigma = math.sqrt(
                    heard[r, b, s, 6]
                    + PROCESS_NOISE_M2_PER_S3 * age * age * age / 3.0
                    + numbers[r, L_POSITION_ERROR_M] * numbers[r, L_POSITION_ERROR_M]
                )
                own = match[r, b, s]
                if own >= 0 and (
                    number[r, b, own] != match_number[r, b, s] or status[r, b, own] != CONFIRMED
                ):
                    own = -2
                if own == -2 or (own == -1 and epoch % 3 == s % 3):
                    gate = min(max(3.0 * sigma, GATE_LEAST_M), GATE_MOST_M)
                    own = own_slot_near(
                        told[r, b, told_count], gate, status[r, b], state[r, b], time_s[r, b], now_s
                    )
                    if own >= 0:
                        match_number[r, b, s] = number[r, b, own]
                match[r, b, s] = own
                if own >= 0:
                    told_identity_of_own[r, b, own] = heard_identity[r, b, s]
                else:
                    told_sigma_m[r, b, told_count] = sigma
                    told_identity[r, b, told_count] = heard_identity[r, b, s]
                    told_count += 1
            count[r, b] = told_count
