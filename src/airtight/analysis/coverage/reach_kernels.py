"""Compiled sums over polar coverage: areas by world, reach by bearing, and the missiles' envelope."""

import math

import numpy as np

from airtight.analysis.coverage.causes import (
    BELOW_OR_ABOVE,
    BEYOND,
    COVERED,
    ENVELOPE,
    TOO_NEAR,
    UNDERGROUND,
)
from airtight.analysis.coverage.polar_kernels import (
    BEND_RAD_PER_M,
    ELEVATION_MAX_RAD,
    ELEVATION_MIN_RAD,
    half_sine_of,
    sine_of,
    slant_m,
)
from airtight.numerics.columns import Flags, Floats, Ints, Singles
from airtight.numerics.kernel import kernel, parallel_kernel, prange

RANGE_MAX_M = 0
RANGE_MIN_M = 1
ALTITUDE_MAX_M = 2
LOW_RANGE_MAX_M = 3
LOW_LIMIT_M = 4
REACH_COLUMNS = 5


@kernel
def weigh(words: Ints, weight: Floats, sums: Floats) -> float:
    """Fill `sums` (8, 256) with the weight of the nodes whose byte has each value; give that of full nodes.

    `words` (A, G): 64 worlds a node, a bit each; `weight` (A, G') of each node. Nodes that are covered in
    all worlds count in the returned weight and not in `sums`.
    """
    sums[:, :] = 0.0
    full = 0.0
    for a in range(words.shape[0]):
        for g in range(words.shape[1]):
            word = int(words[a, g])
            if word == 0:
                continue
            if word == -1:
                full += weight[a, g]
                continue
            for j in range(8):
                sums[j, (word >> (8 * j)) & 255] += weight[a, g]
    return full


@kernel
def halfway(distance: Floats, g: int) -> float:
    """Halfway from one node to the next; of the last, as far again as from the one before."""
    here: float = distance[g]
    other: float = distance[g + 1] if g + 1 < distance.size else 2.0 * here - distance[g - 1]
    return 0.5 * (here + other)


@parallel_kernel
def reach(
    words: Ints,
    distance: Floats,
    ground: Singles,
    altitude_m: float,
    above_ground: int,
    antenna_m: float,
    worlds: Floats,
    scans: int,
    nearest_m: Floats,
    farthest_m: Floats,
    reach_m: Floats,
) -> None:
    """Fill `reach_m` (64, A): how far from the site each bearing is covered without a gap, m.

    `words` (A, G): 64 worlds a node, a bit each; `distance` (G,) m. Reach ends halfway to the next node; none
    exceeds `farthest_m` (64,). Nodes nearer than `nearest_m` (64,), inside the ground, and, if `scans`, above
    or below the elevations that the radar scans, may lie uncovered before the first that is covered: they end
    nothing.
    """
    for a in prange(words.shape[0]):
        alive = np.ones(64, dtype=np.uint8)
        begun = np.zeros(64, dtype=np.uint8)
        left = 64
        waiting = 64
        for g in range(words.shape[1]):
            word = int(words[a, g])
            if word == -1 and waiting == 0:
                continue
            half_sine = half_sine_of(distance[g])
            target_m = altitude_m + above_ground * float(ground[a, g])
            range_m = slant_m(half_sine, antenna_m, target_m)
            elevation = math.asin(sine_of(half_sine, antenna_m, target_m, range_m))
            for w in range(64):
                if alive[w] == 0:
                    continue
                if (word >> w) & 1:
                    waiting -= 1 - begun[w]
                    begun[w] = 1
                    continue
                if begun[w] == 0:
                    apparent = elevation + worlds[w, BEND_RAD_PER_M] * range_m
                    aside = apparent < worlds[w, ELEVATION_MIN_RAD] or apparent > worlds[w, ELEVATION_MAX_RAD]
                    if range_m < nearest_m[w] or target_m < ground[a, g] or (aside and scans == 1):
                        continue
                    waiting -= 1
                alive[w] = 0
                left -= 1
                reach_m[w, a] = min(halfway(distance, g - 1), farthest_m[w]) if begun[w] == 1 else 0.0
            if left == 0:
                break
        for w in range(64):
            if alive[w] == 1:
                reach_m[w, a] = (
                    min(halfway(distance, words.shape[1] - 1), farthest_m[w]) if begun[w] == 1 else 0.0
                )


@kernel
def first_loss(
    codes: Flags, distance: Floats, farthest_m: float, reach_m: Floats, last_m: Floats, cause: Flags
) -> None:
    """Fill, from one world's codes (A, G), `reach_m` (A,) as `reach`, and `cause` (A,), what ends it.

    `last_m` (A,): the farthest place covered, gaps or not. Where nothing is covered, the cause is that of the
    last node that was waited for.
    """
    for a in range(codes.shape[0]):
        end = -1
        last = -1
        ended = False
        cause[a] = BEYOND
        for g in range(codes.shape[1]):
            code = codes[a, g]
            if code == COVERED:
                last = g
                if not ended:
                    end = g
                    cause[a] = BEYOND
            elif not ended:
                waits = code in (BELOW_OR_ABOVE, TOO_NEAR, UNDERGROUND)
                ended = end >= 0 or not waits
                cause[a] = code
        reach_m[a] = min(halfway(distance, end), farthest_m) if end >= 0 else 0.0
        last_m[a] = min(halfway(distance, last), farthest_m) if last >= 0 else 0.0


@kernel
def why_out_of_reach(missiles: Floats, range_m: float, target_m: float, site_m: float) -> int:
    """TOO_NEAR or ENVELOPE if no missile, a row of `missiles` (M, REACH_COLUMNS), can meet the target."""
    cause = ENVELOPE
    for m in range(missiles.shape[0]):
        longest = missiles[m, RANGE_MAX_M]
        low = missiles[m, LOW_RANGE_MAX_M]
        if low > 0.0 and target_m - site_m < missiles[m, LOW_LIMIT_M]:
            longest = min(longest, low)
        if range_m > longest or target_m > missiles[m, ALTITUDE_MAX_M]:
            continue
        if range_m >= missiles[m, RANGE_MIN_M]:
            return COVERED
        cause = TOO_NEAR
    return cause


@kernel
def turned_away(azimuth_rad: float, centre_rad: float, half_width_rad: float) -> bool:
    """Whether a bearing lies outside the sector in which the battery may engage."""
    off = (azimuth_rad - centre_rad + math.pi) % (2.0 * math.pi) - math.pi
    return abs(off) > half_width_rad


@kernel
def engage(
    words: Ints,
    distance: Floats,
    ground: Singles,
    altitude_m: float,
    above_ground: int,
    antenna_m: float,
    site_m: float,
    missiles: Floats,
    sector: Floats,
    sure: Floats,
    engaged: Flags,
) -> None:
    """Fill `engaged` (A, G, 8) bytes: seen, and within reach of one of the `missiles` (64, M, REACH_COLUMNS).

    `words` (A, G): where a target is seen, a bit a world; `sector` (64, 2): centre and half width, rad, in
    which the battery may engage, pi: everywhere. `sure` (REACH_COLUMNS,): an envelope that all worlds hold,
    of the farthest missile of each, range 0 if there is none; beyond LOW_RANGE_MAX_M of it no world reaches.
    """
    azimuths = words.shape[0]
    for a in range(azimuths):
        azimuth = 2.0 * math.pi * a / azimuths
        for g in range(words.shape[1]):
            word = int(words[a, g])
            for j in range(8):
                engaged[a, g, j] = 0
            if word == 0:
                continue
            target_m = altitude_m + above_ground * float(ground[a, g])
            range_m = slant_m(half_sine_of(distance[g]), antenna_m, target_m)
            if range_m > sure[LOW_RANGE_MAX_M]:
                continue
            if (
                range_m <= sure[RANGE_MAX_M]
                and range_m >= sure[RANGE_MIN_M]
                and target_m <= sure[ALTITUDE_MAX_M]
                and target_m >= sure[LOW_LIMIT_M]
            ):
                for j in range(8):
                    engaged[a, g, j] = (word >> (8 * j)) & 255
                continue
            for w in range(64):
                if (word >> w) & 1 == 0 or turned_away(azimuth, sector[w, 0], sector[w, 1]):
                    continue
                if why_out_of_reach(missiles[w], range_m, target_m, site_m) == COVERED:
                    engaged[a, g, w // 8] |= 1 << (w % 8)


@kernel
def explain_engagement(
    seen: Flags,
    distance: Floats,
    ground: Singles,
    altitude_m: float,
    above_ground: int,
    antenna_m: float,
    site_m: float,
    missiles: Floats,
    sector: Floats,
    engaged: Flags,
) -> None:
    """Fill `engaged` (A, G) with one world's cause codes: those of `seen` (A, G), else of the envelope.

    `missiles` (M, REACH_COLUMNS) and `sector` (2,) of that world.
    """
    azimuths = seen.shape[0]
    for a in range(azimuths):
        away = turned_away(2.0 * math.pi * a / azimuths, sector[0], sector[1])
        for g in range(seen.shape[1]):
            engaged[a, g] = seen[a, g]
            if seen[a, g] == COVERED:
                target_m = altitude_m + above_ground * float(ground[a, g])
                range_m = slant_m(half_sine_of(distance[g]), antenna_m, target_m)
                engaged[a, g] = ENVELOPE if away else why_out_of_reach(missiles, range_m, target_m, site_m)
