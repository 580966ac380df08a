"""Compiled association: which detections may belong to which tracks, and at what cost.

A radar's detections are taken in groups within which a target is seen at most once. Rows of `ahead`
(slots, AHEAD): where each track is at the middle of the epoch's detections.
"""

import math

import numpy as np

from airtight.chain.tracking.assignment_kernels import sort_by
from airtight.chain.tracking.filter_kernels import TRACE, pair_distance, place
from airtight.chain.tracking.life_kernels import NEAR_M, SPREAD_M2, TRAVEL_M
from airtight.messages.detections import AZIMUTH_RAD, TIME_S
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.kernel import kernel

SAME_SCAN = 0.9  # of a scan period: detections further apart in time may be of one target
TWO_PI = 2.0 * math.pi
HALF_LN_TWO_PI_CUBED = 1.5 * math.log(2.0 * math.pi)


@kernel
def split_groups(
    count: int, radar: Ints, values: Floats, searched: Ints, period_s: Floats, bounds: Ints
) -> int:
    """Cut an epoch's detections into groups: one radar's scan, or one asked look.

    Fill `bounds` (count + 1,) with where each group begins, and the last ends. Returns: how many groups.
    """
    groups = 0
    begun_s = 0.0
    for d in range(count):
        n = radar[d]
        t = values[d, TIME_S]
        if d > 0 and n == radar[d - 1] and searched[d] == searched[d - 1]:
            allowed_s = SAME_SCAN * period_s[n] if searched[d] != 0 else 0.0
            if abs(t - begun_s) <= allowed_s:
                continue
        bounds[groups] = d
        begun_s = t
        groups += 1
    bounds[groups] = count
    return groups


@kernel
def round_the_circle(angle_rad: float) -> float:
    """The same angle in [0, 2 pi]."""
    return angle_rad - TWO_PI * math.floor(angle_rad / TWO_PI)


@kernel
def place_group(
    first: int,
    end: int,
    values: Floats,
    site: Floats,
    rotation: Floats,
    measured: Floats,
    azimuth: Floats,
    order: Ints,
    box: Floats,
) -> float:
    """Sort detections first..end by azimuth into `order` (m,), counted from `first`.

    Fill `azimuth` (m,) and `measured` (m, PLACE) in that order, and `box` (6,): least and greatest x, y, z.

    Returns: the largest trace of the covariance of a place, m2.
    """
    largest = 0.0
    for i in range(3):
        box[i] = math.inf
        box[3 + i] = -math.inf
    for k in range(end - first):
        order[k] = k
        azimuth[k] = round_the_circle(values[first + k, AZIMUTH_RAD])
    sort_by(azimuth, order, end - first)
    for k in range(end - first):
        d = first + order[k]
        azimuth[k] = round_the_circle(values[d, AZIMUTH_RAD])
        place(site, rotation, values[d], measured[k])
        largest = max(largest, measured[k, TRACE])
        for i in range(3):
            box[i] = min(box[i], measured[k, i])
            box[3 + i] = max(box[3 + i], measured[k, i])
    return largest


@kernel
def window(
    x: float, y: float, z: float, reach_m: float, rotation: Floats, azimuth: Floats, count: int
) -> tuple[int, float]:
    """Which places of sorted `azimuth` may lie within `reach_m` of an offset from the radar.

    Returns: the first place, and the last bearing. From that place on, once round the circle, until the
        bearing (two pi more after north) exceeds the second number.
    """
    east = rotation[0, 0] * x + rotation[0, 1] * y + rotation[0, 2] * z
    north = rotation[1, 0] * x + rotation[1, 1] * y + rotation[1, 2] * z
    ground = math.sqrt(east * east + north * north)
    if reach_m >= ground:
        return 0, 2.0 * TWO_PI
    bearing = math.atan2(east, north)
    half = math.asin(reach_m / ground)
    least = round_the_circle(bearing - half)
    low = 0
    high = count
    while low < high:
        middle = (low + high) // 2
        if azimuth[middle] < least:
            low = middle + 1
        else:
            high = middle
    return low, least + 2.0 * half


@kernel
def with_room(columns: Ints, costs: Floats, wanted: int) -> tuple[Ints, Floats]:
    """The same pairs in arrays that can hold `wanted`, at most twice as many as they can."""
    if wanted <= columns.size:
        return columns, costs
    more_columns = np.empty(2 * columns.size, dtype=np.int64)
    more_costs = np.empty(2 * columns.size)
    for k in range(columns.size):
        more_columns[k] = columns[k]
        more_costs[k] = costs[k]
    return more_columns, more_costs


@kernel
def find_pairs(
    first: int,
    end: int,
    values: Floats,
    site: Floats,
    rotation: Floats,
    measured: Floats,
    azimuth: Floats,
    order: Ints,
    box: Floats,
    largest_m2: float,
    births: float,
    density: float,
    gate: float,
    found: float,
    alone: float,
    active: Ints,
    tracks: int,
    ahead: Floats,
    state: Floats,
    covariance: Floats,
    time_s: Floats,
    lin: Floats,
    row_track: Ints,
    start: Ints,
    columns: Ints,
    costs: Floats,
) -> tuple[int, Ints, Floats]:
    """List, track by track, the detections in its gate with their costs.

    Cost of a pair: d2/2 + ln|2 pi S|/2 - ln(`found` / `births`), a negative log-likelihood ratio; a pair that
    costs more than leaving the track `alone` is left out. `found` is the assumed probability of detection,
    `births` the density of other detections, per m rad rad.

    Returns: how many tracks have any (rows), and the lists; row i is track `row_track[i]` of `active`, with
        the
    entries start[i] to start[i + 1].
    """
    rows = 0
    used = 0
    count = end - first
    constant = HALF_LN_TWO_PI_CUBED - math.log(found / births)
    widest = math.sqrt(gate * largest_m2)
    for a in range(tracks):
        x = ahead[a, 0]
        y = ahead[a, 1]
        z = ahead[a, 2]
        # Roughly first, without a root or a branch on each axis: most tracks are nowhere near.
        aside = max(box[0] - x, x - box[3], box[1] - y, y - box[4], box[2] - z, z - box[5])
        if aside > ahead[a, NEAR_M] + widest:
            continue
        reach = math.sqrt(gate * (ahead[a, SPREAD_M2] + largest_m2)) + ahead[a, TRAVEL_M]
        if x + reach < box[0] or x - reach > box[3] or y + reach < box[1] or y - reach > box[4]:
            continue
        if z + reach < box[2] or z - reach > box[5]:
            continue
        slot = active[a]
        reach2 = reach * reach
        before = used
        k, most = window(x - site[0], y - site[1], z - site[2], reach, rotation, azimuth, count)
        turn = 0.0
        for _ in range(count):
            if k == count:
                k = 0
                turn = TWO_PI
            if azimuth[k] + turn > most:
                break
            j = k
            k += 1
            if (measured[j, 0] - x) ** 2 + (measured[j, 1] - y) ** 2 + (measured[j, 2] - z) ** 2 > reach2:
                continue
            d = first + order[j]
            d2, ln_det = pair_distance(
                state[slot],
                covariance[slot],
                values[d, TIME_S] - time_s[slot],
                density,
                site,
                rotation,
                values[d],
                measured[j],
                gate,
                lin,
            )
            cost = 0.5 * (d2 + ln_det) + constant
            if d2 <= gate and cost < alone:
                columns, costs = with_room(columns, costs, used + 1)
                columns[used] = j
                costs[used] = cost
                used += 1
        if used > before:
            row_track[rows] = a
            start[rows] = before
            rows += 1
            start[rows] = used
    return rows, columns, costs
