"""Compiled exposure: what radars could record of an aircraft along the flights of one world, look by look."""

import math

import numpy as np

from airtight.analysis.exposure.sight_kernels import (
    HIDDEN,
    IN_VIEW,
    V_ABOVE,
    V_AHEAD,
    V_ASIDE,
    V_STATE,
    V_STRENGTH,
    VIEW_FIELDS,
    fill_view,
)
from airtight.chain.sensing.numbers import (
    R_FREQUENCY_HZ,
    R_REVISIT_S,
    R_SEARCH_SHARE,
    R_UPDATE_S,
    S_WORD,
    W_PHASE,
    W_THRESHOLD,
)
from airtight.chain.sensing.signal_kernels import aspect_factor
from airtight.constants import SPEED_OF_LIGHT_M_PER_S
from airtight.numerics.columns import Floats, Ints, Shorts, Singles
from airtight.numerics.healpix_kernels import ring_bin
from airtight.numerics.kernel import kernel
from airtight.numerics.random import Cause, uniform

CAUSE_EXPOSURE = int(Cause.EXPOSURE)
WINDOW = 5
NEEDED = 3
"""An aircraft is in track while three of the last five search looks detected it."""

LOWEST_DB = -60.0
TENTH_DB = 10.0
LEVELS = 1400
"""Signal-to-noise ratios are counted in tenths of a decibel, from -60 to +80 dB."""

SIDES = 4


@kernel
def detection_share(snr: float, threshold: float, swerling: int) -> float:
    """Probability that one look at a Swerling 1 or 3 target exceeds a threshold (in units of the noise).

    Source: DiFranco & Rubin, one pulse: exp(-T / (1 + S)); (1 + T S/2 / (1 + S/2)^2) exp(-T / (1 + S/2)).
    """
    if swerling == 1:
        return math.exp(-threshold / (1.0 + snr))
    half = 0.5 * snr
    return (1.0 + threshold * half / ((1.0 + half) * (1.0 + half))) * math.exp(-threshold / (1.0 + half))


@kernel
def held(window: int) -> bool:
    """Whether enough of the last search looks detected the aircraft."""
    hits = 0
    for i in range(WINDOW):
        hits += (window >> i) & 1
    return hits >= NEEDED


@kernel
def follow(
    w: int,
    seed: int,
    replication: Ints,
    swerling: int,
    length_m: float,
    step_s: float,
    start_s: Floats,
    samples: Ints,
    latitude: Floats,
    longitude: Floats,
    height_m: Floats,
    bank_rad: Floats,
    first_flight: Ints,
    flights: Ints,
    least_snr: Floats,
    rcs_m2: Floats,
    factors: Floats,
    group: Ints,
    station: Ints,
    scan: Ints,
    world: Floats,
    orbit: Floats,
    antenna_m: Floats,
    first_table: Ints,
    tables_an_orbit: int,
    ground_step_m: float,
    ground_lowest: Singles,
    ground_edge: Shorts,
    air_step_m: float,
    air_lowest: Singles,
    air_edge: Shorts,
    gas: Singles,
    sector: Floats,
    sight_s: Floats,
    view_s: Floats,
    above_s: Floats,
    tracked_s: Floats,
    looks: Floats,
    counted: Floats,
    log_miss: Floats,
    shown: Singles,
    filled: Singles,
    independent: Singles,
    spread: Singles,
    levels: Singles,
) -> None:
    """Follow the flights of world `w` under every radar, for several signatures at once.

    Flights (P, T), `start_s` and `samples` (P,); of world w those from `first_flight[w]` on, `flights[w]` of
    them. Signatures c: `rcs_m2` (W, N, C) frontal in the radar's band, `factors` (W, C, 2) side and rear,
    `least_snr` (W, C) from which a look counts.
    Groups g of radars: `group` (G, N), 1 if a member. `scan` (N,): 0 turning.

    Fills, each zero before: seconds by group: `sight_s`, `view_s` (W, G), `above_s`, `tracked_s` (W, G, C).
    By radar (W, N, C): `looks` in view, `counted` looks, `log_miss` = sum of ln(1 - P_D) of search looks.
    Parts of the sphere: `shown` (W, N, B) looks of any strength, and (W, N, C, B) `filled` counted looks,
    `independent` ones among them, `spread` = sum of ((1 + S) / S)^2 over those; `levels` (W, N, C, L) looks
    by strength.
    """
    radars = station.shape[0]
    groups = group.shape[0]
    cases = rcs_m2.shape[2]
    steps = latitude.shape[1]
    rep = replication[w]
    view = np.empty((steps, VIEW_FIELDS))
    last = np.empty((cases, 3))
    window = np.zeros(cases, dtype=np.int64)
    in_sight = np.zeros((groups, steps), dtype=np.uint8)
    in_view = np.zeros((groups, steps), dtype=np.uint8)
    above = np.zeros((groups, cases, steps), dtype=np.uint8)
    tracked = np.zeros((groups, cases, steps), dtype=np.uint8)
    for p in range(first_flight[w], first_flight[w] + flights[w]):
        count = samples[p] - 1
        in_sight[:] = 0
        in_view[:] = 0
        above[:] = 0
        tracked[:] = 0
        for n in range(radars):
            fill_view(
                w,
                n,
                p,
                step_s,
                start_s[p],
                count,
                latitude,
                longitude,
                height_m,
                bank_rad,
                world,
                orbit,
                antenna_m,
                first_table,
                tables_an_orbit,
                ground_step_m,
                ground_lowest,
                ground_edge,
                air_step_m,
                air_lowest,
                air_edge,
                gas,
                sector,
                view,
            )
            for i in range(count):
                if view[i, V_STATE] == HIDDEN:
                    continue
                for g in range(groups):
                    if group[g, n] != 0:
                        in_sight[g, i] = 1
                        if view[i, V_STATE] == IN_VIEW:
                            in_view[g, i] = 1
                for c in range(cases):
                    snr = view[i, V_STRENGTH] * rcs_m2[w, n, c]
                    snr *= aspect_factor(view[i, V_AHEAD], factors[w, c, 0], factors[w, c, 1])
                    if snr >= least_snr[w, c]:
                        for g in range(groups):
                            if group[g, n] != 0:
                                above[g, c, i] = 1

            # Looks: of the search, evenly in time; of a sectored radar, updates while it has a track.
            period_s = world[w, n, R_REVISIT_S]
            update_s = world[w, n, R_UPDATE_S]
            threshold = world[w, n, W_THRESHOLD]
            nearest = SPEED_OF_LIGHT_M_PER_S / world[w, n, R_FREQUENCY_HZ] / (2.0 * length_m)
            nearest2 = nearest * nearest
            last[:] = 0.0
            window[:] = 0
            if world[w, n, R_SEARCH_SHARE] <= 0.0:
                continue
            k = math.floor(start_s[p] / period_s + world[w, n, W_PHASE]) + 1
            while True:
                first_s = (k - world[w, n, W_PHASE]) * period_s - start_s[p]
                if first_s >= count * step_s:
                    break
                again = 1
                if scan[n] != 0:
                    again = max(1, int(period_s / max(update_s, 0.01)))
                for u in range(again):
                    time_s = first_s + u * update_s
                    i = int(time_s / step_s)
                    if i >= count:
                        break
                    if u > 0:
                        holding = False
                        for c in range(cases):
                            holding = holding or held(window[c])
                        if not holding:
                            break
                    if view[i, V_STATE] != IN_VIEW:
                        if u == 0:
                            for c in range(cases):
                                window[c] = (window[c] << 1) & (2**WINDOW - 1)
                        continue
                    # Between two samples in view, evenly from one to the other.
                    j = i + 1 if i + 1 < count and view[i + 1, V_STATE] == IN_VIEW else i
                    share = time_s / step_s - i
                    for_one_m2 = view[i, V_STRENGTH] + share * (view[j, V_STRENGTH] - view[i, V_STRENGTH])
                    ahead = view[i, V_AHEAD] + share * (view[j, V_AHEAD] - view[i, V_AHEAD])
                    aside = view[i, V_ASIDE] + share * (view[j, V_ASIDE] - view[i, V_ASIDE])
                    above_wing = view[i, V_ABOVE] + share * (view[j, V_ABOVE] - view[i, V_ABOVE])
                    b = ring_bin(SIDES, math.atan2(aside, ahead), above_wing)
                    if u == 0:
                        shown[w, n, b] += 1.0
                    luck = uniform(seed, rep, CAUSE_EXPOSURE, station[n, S_WORD], k, p - first_flight[w])
                    for c in range(cases):
                        if u > 0 and not held(window[c]):
                            continue
                        snr = for_one_m2 * rcs_m2[w, n, c]
                        snr *= aspect_factor(ahead, factors[w, c, 0], factors[w, c, 1])
                        found = detection_share(snr, threshold, swerling)
                        looks[w, n, c] += 1.0
                        level = int((10.0 * math.log10(max(snr, 1e-9)) - LOWEST_DB) * TENTH_DB)
                        levels[w, n, c, max(0, min(level, LEVELS - 1))] += 1.0
                        if u == 0:
                            log_miss[w, n, c] += math.log(max(1.0 - found, 1e-300))
                            window[c] = (window[c] << 1) & (2**WINDOW - 1)
                            if luck < found:
                                window[c] |= 1
                        if snr < least_snr[w, c]:
                            continue
                        counted[w, n, c] += 1.0
                        filled[w, n, c, b] += 1.0
                        dx = ahead - last[c, 0]
                        dy = aside - last[c, 1]
                        dz = above_wing - last[c, 2]
                        if dx * dx + dy * dy + dz * dz >= nearest2:
                            last[c, 0] = ahead
                            last[c, 1] = aside
                            last[c, 2] = above_wing
                            independent[w, n, c, b] += 1.0
                            ratio = (1.0 + snr) / snr
                            spread[w, n, c, b] += ratio * ratio
                # In track until the next search look.
                for c in range(cases):
                    if held(window[c]):
                        begin = max(0, int(first_s / step_s))
                        end = min(count, int((first_s + period_s) / step_s))
                        for i in range(begin, end):
                            for g in range(groups):
                                if group[g, n] != 0:
                                    tracked[g, c, i] = 1
                k += 1
        for g in range(groups):
            for i in range(count):
                sight_s[w, g] += in_sight[g, i] * step_s
                view_s[w, g] += in_view[g, i] * step_s
                for c in range(cases):
                    above_s[w, g, c] += above[g, c, i] * step_s
                    tracked_s[w, g, c] += tracked[g, c, i] * step_s
