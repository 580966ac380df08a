"""Compiled tracking of a whole batch: gate, assign, correct, start, confirm, drop."""

import math

import numpy as np

from airtight.chain.tracking.assignment_kernels import assign
from airtight.chain.tracking.association_kernels import find_pairs, place_group, split_groups
from airtight.chain.tracking.filter_kernels import PLACE, begin, correct, predict
from airtight.chain.tracking.life_kernels import (
    AHEAD,
    CONFIRM_SCANS,
    DETECTION_PROBABILITY,
    GATE,
    LONG_AGO_S,
    PERIOD_S,
    SPEED_SIGMA_M_PER_S,
    STARTS,
    UPDATES,
    keep_or_drop,
    look_ahead,
    note_hit,
    remember_spread,
)
from airtight.messages.detections import TIME_S
from airtight.messages.tracks import FREE, TENTATIVE
from airtight.numerics.columns import Flags, Floats, Ints
from airtight.numerics.kernel import kernel, parallel_kernel, prange


@kernel
def list_held(status: Ints, active: Ints) -> int:
    """Fill `active` with the slots that hold tracks; return how many."""
    held = 0
    for s in range(status.size):
        if status[s] != FREE:
            active[held] = s
            held += 1
    return held


@kernel
def track_replication(
    count: int,
    radar: Ints,
    values: Floats,
    searched: Ints,
    slot_of_detection: Ints,
    site: Floats,
    rotation: Floats,
    post_of_radar: Ints,
    engagement: Flags,
    period_s: Floats,
    births: Floats,
    coast_s: Floats,
    density: Floats,
    rules: Floats,
    status: Ints,
    number: Ints,
    state: Floats,
    covariance: Floats,
    time_s: Floats,
    first_hit_s: Floats,
    last_hit_s: Floats,
    last_engagement_hit_s: Floats,
    hits: Ints,
    memory: Floats,
    next_number: Ints,
    counts: Ints,
    end_s: float,
) -> None:
    """One epoch of all posts of one replication; arguments as for `track_all`, without the leading axis."""
    slots = status.shape[1]
    active = np.empty(slots, dtype=np.int64)
    if count == 0:
        for p in range(status.shape[0]):
            tracks = list_held(status[p], active)
            keep_or_drop(
                active,
                tracks,
                end_s,
                coast_s[p],
                density[p],
                rules,
                status[p],
                time_s[p],
                last_hit_s[p],
                memory[p],
                counts,
            )
        return
    gate = rules[GATE]
    alone = -math.log(1.0 - rules[DETECTION_PROBABILITY])
    ahead = np.empty((slots, AHEAD))
    # Whole numbers and scratch in few blocks: an allocation costs as much as a gate.
    of_track = np.empty((3, slots + 1), dtype=np.int64)
    row_track = of_track[0]
    start = of_track[1]
    chosen = of_track[2]
    row_price = np.empty(slots)
    of_detection = np.empty((5, count + 1), dtype=np.int64)
    order = of_detection[0]
    owner = of_detection[1]
    reached_from = of_detection[2]
    touched = of_detection[3]
    bounds = of_detection[4]
    prices = np.empty((3, count))
    column_price = prices[0]
    azimuth = prices[1]
    path = prices[2]
    measured = np.empty((count, PLACE))
    columns = np.empty(4 * (count + slots), dtype=np.int64)
    costs = np.empty(4 * (count + slots))
    box = np.empty(6)
    small = np.empty((17, 3))
    lin = small[:5]
    cross = small[5:11]
    gain = small[11:]
    half = np.empty((6, 6))
    groups = split_groups(count, radar, values, searched, period_s, bounds)
    for p in range(status.shape[0]):
        tracks = list_held(status[p], active)
        earliest = math.inf
        latest = -math.inf
        for d in range(count):
            if post_of_radar[radar[d]] == p:
                earliest = min(earliest, values[d, TIME_S])
                latest = max(latest, values[d, TIME_S])
        if latest >= earliest:
            middle_s = 0.5 * (earliest + latest)
            half_s = 0.5 * (latest - earliest)
            for a in range(tracks):
                s = active[a]
                look_ahead(
                    state[p, s], time_s[p, s], memory[p, s], middle_s, half_s, density[p], gate, ahead[a]
                )
            free = 0
            for g in range(groups):
                first = bounds[g]
                end = bounds[g + 1]
                n = radar[first]
                if post_of_radar[n] != p:
                    continue
                at = site[n]
                axes = rotation[n]
                largest_m2 = place_group(first, end, values, at, axes, measured, azimuth, order, box)
                rows, columns, costs = find_pairs(
                    first,
                    end,
                    values,
                    at,
                    axes,
                    measured,
                    azimuth,
                    order,
                    box,
                    largest_m2,
                    births[n],
                    density[p],
                    gate,
                    rules[DETECTION_PROBABILITY],
                    alone,
                    active,
                    tracks,
                    ahead,
                    state[p],
                    covariance[p],
                    time_s[p],
                    lin,
                    row_track,
                    start,
                    columns,
                    costs,
                )
                assign(
                    rows,
                    end - first,
                    start,
                    columns,
                    costs,
                    alone,
                    chosen,
                    owner,
                    reached_from,
                    touched,
                    row_price,
                    column_price,
                    path,
                )
                for k in range(end - first):
                    d = first + order[k]
                    when_s = values[d, TIME_S]
                    if owner[k] >= 0:
                        a = row_track[owner[k]]
                        s = active[a]
                        lead = when_s - time_s[p, s]
                        if lead > 0.0:
                            predict(state[p, s], covariance[p, s], lead, density[p])
                            time_s[p, s] = when_s
                            lead = 0.0
                        correct(
                            state[p, s],
                            covariance[p, s],
                            lead,
                            density[p],
                            at,
                            axes,
                            values[d],
                            measured[k],
                            lin,
                            cross,
                            gain,
                            half,
                        )
                        counts[UPDATES] += 1
                    else:
                        while status[p, free] != FREE:
                            free += 1
                        s = free
                        a = tracks
                        active[a] = s
                        tracks += 1
                        begin(
                            state[p, s],
                            covariance[p, s],
                            rules[SPEED_SIGMA_M_PER_S],
                            at,
                            axes,
                            values[d],
                            measured[k],
                            lin,
                        )
                        status[p, s] = TENTATIVE
                        number[p, s] = next_number[p]
                        next_number[p] += 1
                        time_s[p, s] = when_s
                        first_hit_s[p, s] = when_s
                        last_hit_s[p, s] = when_s
                        last_engagement_hit_s[p, s] = LONG_AGO_S
                        hits[p, s] = 0
                        memory[p, s, PERIOD_S] = period_s[n]
                        counts[STARTS] += 1
                    note_hit(
                        p,
                        s,
                        when_s,
                        engagement[n],
                        rules[CONFIRM_SCANS],
                        status,
                        first_hit_s,
                        last_hit_s,
                        last_engagement_hit_s,
                        hits,
                        memory,
                        counts,
                    )
                    remember_spread(covariance[p, s], memory[p, s])
                    if g + 1 < groups:
                        look_ahead(
                            state[p, s],
                            time_s[p, s],
                            memory[p, s],
                            middle_s,
                            half_s,
                            density[p],
                            gate,
                            ahead[a],
                        )
                    slot_of_detection[d] = s
        keep_or_drop(
            active,
            tracks,
            end_s,
            coast_s[p],
            density[p],
            rules,
            status[p],
            time_s[p],
            last_hit_s[p],
            memory[p],
            counts,
        )


@parallel_kernel
def track_all(
    count: Ints,
    radar: Ints,
    values: Floats,
    searched: Ints,
    slot_of_detection: Ints,
    site: Floats,
    rotation: Floats,
    post_of_radar: Ints,
    engagement: Flags,
    period_s: Floats,
    births: Floats,
    coast_s: Floats,
    density: Floats,
    rules: Floats,
    status: Ints,
    number: Ints,
    state: Floats,
    covariance: Floats,
    time_s: Floats,
    first_hit_s: Floats,
    last_hit_s: Floats,
    last_engagement_hit_s: Floats,
    hits: Ints,
    memory: Floats,
    next_number: Ints,
    counts: Ints,
    end_s: float,
) -> None:
    """Track one epoch of all replications and posts, in place.

    Shapes: `Detections`, `Sites` and `Tracks` as their messages say; post_of_radar, engagement (N,); period_s
        (a
    scan, s), births (new detections per m rad rad) (R, N); coast_s, density (m2/s3) (R, P); rules (RULES,);
    memory (R, P, S, MEMORY); next_number (R, P); counts (R, COUNTS), added to. There must be room: see
    `slots_wanted`.

    Radars are taken in turn, so of two that see one target the second finds the track that the first has
    updated.
    """
    for r in prange(count.size):
        for d in range(slot_of_detection.shape[1]):
            slot_of_detection[r, d] = -1
        track_replication(
            count[r],
            radar[r],
            values[r],
            searched[r],
            slot_of_detection[r],
            site[r],
            rotation[r],
            post_of_radar,
            engagement,
            period_s[r],
            births[r],
            coast_s[r],
            density[r],
            rules,
            status[r],
            number[r],
            state[r],
            covariance[r],
            time_s[r],
            first_hit_s[r],
            last_hit_s[r],
            last_engagement_hit_s[r],
            hits[r],
            memory[r],
            next_number[r],
            counts[r],
            end_s,
        )


@kernel
def slots_wanted(count: Ints, radar: Ints, post_of_radar: Ints, status: Ints) -> int:
    """The most slots that any post may need: the tracks it holds, and one more for each of its detections."""
    most = 0
    wanted = np.empty(status.shape[1], dtype=np.int64)
    for r in range(count.size):
        for p in range(wanted.size):
            wanted[p] = 0
            for s in range(status.shape[2]):
                if status[r, p, s] != FREE:
                    wanted[p] += 1
        for d in range(count[r]):
            wanted[post_of_radar[radar[r, d]]] += 1
        for p in range(wanted.size):
            most = max(most, wanted[p])
    return most
