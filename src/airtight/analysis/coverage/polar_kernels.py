"""Compiled polar coverage: whether a target at each node round a radar is seen, in many worlds.

Nodes lie at azimuth 2 pi a / A and at rising ground distances, each a node of the radar's horizon table. The
64 worlds are bits, eight a byte: world w is bit w % 8 of byte w // 8. A row of `worlds` is one world.
"""

import math

import numpy as np

from airtight.analysis.coverage.causes import (
    BELOW_OR_ABOVE,
    COVERED,
    HORIZON,
    INSTRUMENTED,
    POWER,
    TERRAIN,
    UNDERGROUND,
)
from airtight.constants import MEAN_EARTH_RADIUS_M, SPEED_OF_LIGHT_M_PER_S
from airtight.numerics.columns import Flags, Floats, Ints, Shorts, Singles
from airtight.numerics.kernel import kernel, parallel_kernel, prange
from airtight.propagation.kernels import gas_loss_db, knife_edge_loss_db
from airtight.propagation.shadow_kernels import allowed_edge_db, bullington_db

FACTOR_CELL = 0
FACTOR_SHARE = 1
HEIGHT_CELL = 2
HEIGHT_SHARE = 3
FREQUENCY_HZ = 4
INSTRUMENTED_M = 5
ELEVATION_MIN_RAD = 6
ELEVATION_MAX_RAD = 7
BEND_RAD_PER_M = 8
BUDGET_DB = 9
"""10 log10 of the R^4 (m^4) at which the echo in free space is just strong enough."""
WORLD_COLUMNS = 10

CLEAR_NU = -0.78
"""Up to this parameter an edge costs nothing: P.526."""
ALIKE_DB = 1.0
"""Where a smooth earth would take as much but for this, the horizon is the cause; with less left, power."""
DEEPEST_M = -1_000.0
"""No antenna or target lies so low."""


@kernel
def slant_m(half_sine: float, antenna_m: float, target_m: float) -> float:
    """Slant range over the mean sphere, m; `half_sine` the sine of half of the arc."""
    rise = target_m - antenna_m
    both = (MEAN_EARTH_RADIUS_M + target_m) * (MEAN_EARTH_RADIUS_M + antenna_m)
    return math.sqrt(rise * rise + 4.0 * both * half_sine * half_sine)


@kernel
def sine_of(half_sine: float, antenna_m: float, target_m: float, range_m: float) -> float:
    """Sine of the straight line's elevation over the mean sphere."""
    drop_m = 2.0 * (MEAN_EARTH_RADIUS_M + target_m) * half_sine * half_sine
    return max(-1.0, min(1.0, (target_m - antenna_m - drop_m) / max(range_m, 1e-3)))


@kernel
def half_sine_of(distance_m: float) -> float:
    """The sine of half of an arc on the mean sphere."""
    return math.sin(0.5 * distance_m / MEAN_EARTH_RADIUS_M)


@kernel
def echo_loss_db(gas: Singles, range_m: float, elevation: float) -> float:
    """What a clear path costs both ways: 40 log10 of the range (m), and gases."""
    return 40.0 * math.log10(max(range_m, 1.0)) + 2.0 * gas_loss_db(gas, elevation, range_m)


@kernel
def allowed_nu(loss_db: float, distance_m: float) -> float:
    """The edge parameter at which an edge on the ground costs `loss_db` (>= 0): Bullington's, solved."""
    y: float = 10.0 ** ((allowed_edge_db(loss_db, distance_m) - 6.9) / 20.0)
    return max(0.5 * (y - 1.0 / y) + 0.1, CLEAR_NU)


@kernel
def nu_per_metre(edge_m: float, distance_m: float) -> float:
    """Edge parameter of a wave of 1 Hz for each metre by which a target lies below the shadow line."""
    if edge_m <= 0.0 or distance_m <= 1.0:
        return 0.0
    before_m = min(edge_m, distance_m - 1.0)
    behind_m = max(distance_m - before_m, 1.0)
    return math.sqrt(2.0 * before_m / (SPEED_OF_LIGHT_M_PER_S * distance_m * behind_m))


@kernel
def why_not_detected(
    worlds: Floats,
    w: int,
    smooth_db: float,
    extra_db: float,
    smooth_hides: int,
    in_sight: int,
    nu: float,
    distance_m: float,
    range_m: float,
    elevation: float,
    loss_db: float,
) -> int:
    """Why the mean echo from a place in the air is too weak, or the radar does not look there; else COVERED.

    `loss_db` as `echo_loss_db`. The edge that limits the view, of parameter `nu`, and what a smooth earth
    adds, `extra_db`, count both ways; it is the horizon's doing where the smooth earth's own diffraction,
    `smooth_db`, would do, or, with an echo too weak anyhow, its shadow, `smooth_hides`.
    """
    if range_m > worlds[w, INSTRUMENTED_M]:
        return INSTRUMENTED
    apparent = elevation + worlds[w, BEND_RAD_PER_M] * range_m
    if apparent < worlds[w, ELEVATION_MIN_RAD] or apparent > worlds[w, ELEVATION_MAX_RAD]:
        return BELOW_OR_ABOVE
    spare_db = 0.5 * (worlds[w, BUDGET_DB] - loss_db)
    if spare_db >= 0.0 and bullington_db(knife_edge_loss_db(nu), distance_m) + extra_db <= spare_db:
        return COVERED
    if in_sight == 1 and spare_db < ALIKE_DB:
        return POWER
    horizon = smooth_hides == 1 if spare_db < 0.0 else smooth_db > spare_db - ALIKE_DB
    return HORIZON if horizon else TERRAIN


@kernel
def fill_mixing(worlds: Floats, corner: Ints, edge_corner: Ints, mix: Floats) -> None:
    """Fill which of the nine shadow lines each world mixes, and whose edge counts.

    Of a world in cell (k, h): `corner` (W,) is 3 k + h, `mix` (W, 4) the weights of the lines 3 k + h, + 1,
    + 3, + 4; `edge_corner` (W,): the nearest of the nine.
    """
    for w in range(worlds.shape[0]):
        k = int(worlds[w, FACTOR_CELL])
        h = int(worlds[w, HEIGHT_CELL])
        down = worlds[w, FACTOR_SHARE]
        right = worlds[w, HEIGHT_SHARE]
        corner[w] = 3 * k + h
        edge_corner[w] = 3 * (k + int(down + 0.5)) + h + int(right + 0.5)
        mix[w, 0] = (1.0 - down) * (1.0 - right)
        mix[w, 1] = (1.0 - down) * right
        mix[w, 2] = down * (1.0 - right)
        mix[w, 3] = down * right


@parallel_kernel
def cover(
    lowest: Singles,
    edges: Shorts,
    step_m: float,
    distance: Floats,
    ground: Singles,
    altitude_m: float,
    above_ground: int,
    antenna_m: float,
    gas: Singles,
    smooth_hides: Flags,
    smooth_db: Floats,
    extra_db: Floats,
    worlds: Floats,
    bounds: Floats,
    budgets_db: Floats,
    strongest: Flags,
    sight_codes: Flags,
    seen_codes: Flags,
    sight: Flags,
    seen: Flags,
) -> None:
    """Fill `sight_codes`, `seen_codes` (A, G) of the nominal world, `sight`, `seen` (A, G, 8) of the others.

    `step_m` between the table's nodes, `distance` (G,) of ours, m; `ground` (A, G') m; the target flies at
    `altitude_m` above it, or above the sea. `smooth_hides`, `smooth_db` (G',), `extra_db` (1 + 64, G'): see
    `horizon.SmoothEarth`. `worlds` (1 + 64, WORLD_COLUMNS), the nominal one first; `bounds` (2,
    WORLD_COLUMNS): least and greatest of each column.
    `budgets_db` (64,): the worlds' budgets, falling; `strongest` (65, 8): the bits of the so many worlds of
    greatest budgets. Most nodes are alike in all worlds, which the lowest and the highest of the table's nine
    shadow lines tell; only the rest is judged world by world.
    """
    steps = sight_codes.shape[1]
    count = worlds.shape[0]
    lines = lowest.reshape((lowest.shape[0], lowest.shape[1], 9))
    casts = edges.reshape((edges.shape[0], edges.shape[1], 9))
    corner = np.empty(count, dtype=np.int64)
    edge_corner = np.empty(count, dtype=np.int64)
    mix = np.empty((count, 4))
    root_hz = np.sqrt(worlds[:, FREQUENCY_HZ])
    fill_mixing(worlds, corner, edge_corner, mix)
    half_sine = np.empty(steps)
    hopeless = np.empty(steps)
    least_extra = np.empty(steps)
    most_extra = np.empty(steps)
    sine_low = np.empty(steps)
    sine_high = np.empty(steps)
    longest_wave = math.sqrt(bounds[0, FREQUENCY_HZ])
    for g in range(steps):
        distance_m = distance[g]
        half_sine[g] = half_sine_of(distance_m)
        # No path is shorter than the chord some way below the sea: the greatest budget that can be left.
        nearest_m = 2.0 * (MEAN_EARTH_RADIUS_M + DEEPEST_M) * half_sine[g]
        spare_db = bounds[1, BUDGET_DB] - 40.0 * math.log10(nearest_m)
        least_extra[g] = extra_db[0, g]
        most_extra[g] = extra_db[0, g]
        for w in range(count):
            least_extra[g] = min(least_extra[g], extra_db[w, g])
            most_extra[g] = max(most_extra[g], extra_db[w, g])
        spare_db = 0.5 * spare_db - least_extra[g]
        hopeless[g] = allowed_nu(spare_db, distance_m) if spare_db >= 0.0 else -1e30
        bend = worlds[0, BEND_RAD_PER_M] * distance_m
        sine_low[g] = math.sin(worlds[0, ELEVATION_MIN_RAD] - bend)
        sine_high[g] = math.sin(min(worlds[0, ELEVATION_MAX_RAD] - bend, 0.5 * math.pi))
    for a in prange(sight_codes.shape[0]):
        for g in range(steps):
            distance_m = distance[g]
            t = int(distance_m / step_m + 0.5) - 1
            ground_m = float(ground[a, g])
            target_m = altitude_m + above_ground * ground_m
            for j in range(8):
                sight[a, g, j] = 0
                seen[a, g, j] = 0
            least = lines[a, t, 0]
            most = least
            edge = casts[a, t, 0]
            for c in range(1, 9):
                least = min(least, lines[a, t, c])
                most = max(most, lines[a, t, c])
                edge = min(edge, casts[a, t, c])
            range_m = slant_m(half_sine[g], antenna_m, target_m)
            hidden = HORIZON if smooth_hides[g] == 1 else TERRAIN
            if range_m > bounds[1, INSTRUMENTED_M]:
                sight_codes[a, g] = INSTRUMENTED
                seen_codes[a, g] = INSTRUMENTED
                continue
            # The nearer the edge and the longer the wave, the less an edge hides.
            slope = nu_per_metre(min(float(edge), t + 1.0) * step_m, distance_m)
            if target_m < ground_m:
                sight_codes[a, g] = UNDERGROUND
                seen_codes[a, g] = UNDERGROUND
                continue
            if target_m < least and (least - target_m) * slope * longest_wave > max(hopeless[g], 0.0):
                sine = sine_of(half_sine[g], antenna_m, target_m, range_m)
                sight_codes[a, g] = INSTRUMENTED if range_m > worlds[0, INSTRUMENTED_M] else hidden
                seen_codes[a, g] = sight_codes[a, g]
                if sine < sine_low[g] or sine > sine_high[g]:
                    seen_codes[a, g] = BELOW_OR_ABOVE
                continue
            elevation = math.asin(sine_of(half_sine[g], antenna_m, target_m, range_m))
            loss_db = echo_loss_db(gas, range_m, elevation)
            if target_m >= most and range_m <= bounds[0, INSTRUMENTED_M]:
                sight_codes[a, g] = COVERED
                for j in range(8):
                    sight[a, g, j] = 255
                low = elevation + bounds[0, BEND_RAD_PER_M] * range_m
                high = elevation + bounds[1, BEND_RAD_PER_M] * range_m
                scanned = low >= bounds[1, ELEVATION_MIN_RAD] and high <= bounds[0, ELEVATION_MAX_RAD]
                if scanned and (slope == 0.0 or (most - target_m) * slope * longest_wave <= CLEAR_NU):
                    seen_codes[a, g] = why_not_detected(
                        worlds,
                        0,
                        smooth_db[g],
                        extra_db[0, g],
                        smooth_hides[g],
                        1,
                        CLEAR_NU,
                        distance_m,
                        range_m,
                        elevation,
                        loss_db,
                    )
                    if most_extra[g] == 0.0 or loss_db + 2.0 * most_extra[g] <= bounds[0, BUDGET_DB]:
                        first = 0
                        last = 64
                        while first < last:
                            middle = (first + last) // 2
                            if budgets_db[middle] >= loss_db:
                                first = middle + 1
                            else:
                                last = middle
                        for j in range(8):
                            seen[a, g, j] = strongest[first, j]
                    elif loss_db + 2.0 * least_extra[g] <= bounds[1, BUDGET_DB]:
                        for w in range(1, count):
                            if loss_db + 2.0 * extra_db[w, g] <= worlds[w, BUDGET_DB]:
                                seen[a, g, (w - 1) // 8] |= 1 << ((w - 1) % 8)
                    continue
            edge_m = -1.0
            for w in range(count):
                c = corner[w]
                line_m = mix[w, 0] * lines[a, t, c] + mix[w, 1] * lines[a, t, c + 1]
                line_m += mix[w, 2] * lines[a, t, c + 3] + mix[w, 3] * lines[a, t, c + 4]
                here_m = min(float(casts[a, t, edge_corner[w]]), t + 1.0) * step_m
                if here_m != edge_m:
                    edge_m = here_m
                    slope = nu_per_metre(edge_m, distance_m)
                if w == 0:
                    sight_codes[a, g] = COVERED if target_m >= line_m else hidden
                    if range_m > worlds[0, INSTRUMENTED_M]:
                        sight_codes[a, g] = INSTRUMENTED
                elif target_m >= line_m and range_m <= worlds[w, INSTRUMENTED_M]:
                    sight[a, g, (w - 1) // 8] |= 1 << ((w - 1) % 8)
                # Without an edge, as clear as can be.
                nu = (line_m - target_m) * slope * root_hz[w] if slope > 0.0 else CLEAR_NU
                if w > 0 and (worlds[w, BUDGET_DB] < loss_db or nu > hopeless[g]):
                    continue
                code = why_not_detected(
                    worlds,
                    w,
                    smooth_db[g],
                    extra_db[w, g],
                    smooth_hides[g],
                    1 if target_m >= line_m else 0,
                    nu,
                    distance_m,
                    range_m,
                    elevation,
                    loss_db,
                )
                if w == 0:
                    seen_codes[a, g] = code
                elif code == COVERED:
                    seen[a, g, (w - 1) // 8] |= 1 << ((w - 1) % 8)
