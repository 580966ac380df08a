"""Compiled life of a track: its memory, its confirmation by hits, its end by silence."""

import math

from airtight.messages.tracks import CONFIRMED, FREE, TENTATIVE
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.kernel import kernel

# Fields of `rules`.
GATE = 0  # squared normalised distance
DETECTION_PROBABILITY = 1  # what the association takes it for
CONFIRM_SCANS = 2  # three hits within so many scans
SPEED_SIGMA_M_PER_S = 3  # of a new track, an axis
DRIFT_LIMIT_M = 4  # a confirmed track that may have drifted so far since its last hit is dropped
RULES = 5

# Fields of `counts`.
UPDATES = 0
STARTS = 1
CONFIRMATIONS = 2
DROPS = 3
COUNTS = 4

# Fields of `memory`, a slot each.
HIT_BEFORE_S = 0  # when the hit before the last one came
PERIOD_S = 1  # of the radar that started the track
POSITION_TRACE_M2 = 2  # traces of the covariance's blocks at the last hit
CROSS_TRACE_M2_PER_S = 3
SPEED_TRACE_M2_PER_S2 = 4
MEMORY = 5

# Fields of `ahead`, a track each, after its position x, y, z.
SPREAD_M2 = 3  # trace of that position's covariance
TRAVEL_M = 4  # how far it flies within the epoch
NEAR_M = 5  # beyond that distance no exact measurement is in its gate
AHEAD = 6

LONG_AGO_S = -1e9


@kernel
def remember_spread(covariance: Floats, memory: Floats) -> None:
    """Keep how uncertain a track is, for `spread_after`."""
    memory[POSITION_TRACE_M2] = covariance[0, 0] + covariance[1, 1] + covariance[2, 2]
    memory[CROSS_TRACE_M2_PER_S] = covariance[0, 3] + covariance[1, 4] + covariance[2, 5]
    memory[SPEED_TRACE_M2_PER_S2] = covariance[3, 3] + covariance[4, 4] + covariance[5, 5]


@kernel
def spread_after(memory: Floats, lead_s: float, density: float) -> float:
    """Trace of the covariance of a track's position `lead_s` after its last hit, m2."""
    drift = 2.0 * memory[CROSS_TRACE_M2_PER_S] + lead_s * memory[SPEED_TRACE_M2_PER_S2]
    return float(memory[POSITION_TRACE_M2] + lead_s * drift + density * abs(lead_s * lead_s * lead_s))


@kernel
def look_ahead(
    state: Floats,
    time_s: float,
    memory: Floats,
    middle_s: float,
    half_s: float,
    density: float,
    gate: float,
    out: Floats,
) -> None:
    """Fill `out` (AHEAD,): where a track is within `half_s` of `middle_s`."""
    lead = middle_s - time_s
    speed2 = 0.0
    for i in range(3):
        out[i] = state[i] + lead * state[3 + i]
        speed2 += state[3 + i] * state[3 + i]
    # Convex in the lead, so greatest at one end.
    early = spread_after(memory, lead - half_s, density)
    late = spread_after(memory, lead + half_s, density)
    out[SPREAD_M2] = max(early, late)
    out[TRAVEL_M] = half_s * math.sqrt(speed2)
    # A root of a sum is at most the sum of the roots; the slack covers rounding.
    out[NEAR_M] = math.sqrt(gate * out[SPREAD_M2]) * (1.0 + 1e-9) + out[TRAVEL_M] + 1e-3


@kernel
def note_hit(
    post: int,
    slot: int,
    detection_s: float,
    engagement: int,
    scans: float,
    status: Ints,
    first_hit_s: Floats,
    last_hit_s: Floats,
    last_engagement_hit_s: Floats,
    hits: Ints,
    memory: Floats,
    counts: Ints,
) -> None:
    """Note a hit; confirm a tentative track when it is the third within `scans` scans.

    The scans are those of the radar that started the track. Arrays are (P, S) and on.
    """
    if status[post, slot] == TENTATIVE:
        within = (scans - 0.5) * memory[post, slot, PERIOD_S]
        if hits[post, slot] >= 2 and detection_s - memory[post, slot, HIT_BEFORE_S] <= within:
            status[post, slot] = CONFIRMED
            counts[CONFIRMATIONS] += 1
    memory[post, slot, HIT_BEFORE_S] = last_hit_s[post, slot]
    hits[post, slot] += 1
    first_hit_s[post, slot] = min(first_hit_s[post, slot], detection_s)
    last_hit_s[post, slot] = max(last_hit_s[post, slot], detection_s)
    if engagement != 0:
        last_engagement_hit_s[post, slot] = max(last_engagement_hit_s[post, slot], detection_s)


@kernel
def keep_or_drop(
    active: Ints,
    tracks: int,
    end_s: float,
    coast_s: float,
    density: float,
    rules: Floats,
    status: Ints,
    time_s: Floats,
    last_hit_s: Floats,
    memory: Floats,
    counts: Ints,
) -> None:
    """Of a post's tracks free the tentative that cannot be confirmed any more, the silent and the adrift.

    Three hits within N scans, one of them the last hit, leave N - 1 scans for the other two, so the next must
    come within N - 2 scans; half a scan is allowed for the target's own motion round the radar. Nothing is
    adrift before its radar has missed it once. `active` (`tracks`,) lists the slots that hold tracks.
    """
    for a in range(tracks):
        slot = active[a]
        silent = end_s - last_hit_s[slot]
        if status[slot] == TENTATIVE:
            over = silent > (rules[CONFIRM_SCANS] - 1.5) * memory[slot, PERIOD_S]
        else:
            over = silent > coast_s
            if silent > 1.5 * memory[slot, PERIOD_S] and not over:
                lead = max(end_s - time_s[slot], 0.0)
                grown = spread_after(memory[slot], lead, density) - memory[slot, POSITION_TRACE_M2]
                over = grown > rules[DRIFT_LIMIT_M] * rules[DRIFT_LIMIT_M]
        if over:
            status[slot] = FREE
            counts[DROPS] += 1
