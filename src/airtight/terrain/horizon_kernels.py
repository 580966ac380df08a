"""Compiled horizon tables: the sweep that builds one, and the look-up that everything asks.

A table belongs to one antenna: `lowest_height` float32 and `edge_index` uint16, both (A, G, 3, 3): azimuth a
at 2 pi a / A, ground distance (g + 1) * range step, effective-earth-factor index, antenna-height index.
"""

import math

import numpy as np

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth.kernels import great_circle_step
from airtight.numerics.columns import Flags, Floats, Shorts, Singles
from airtight.numerics.kernel import kernel
from airtight.terrain.kernels import column_of, height_at, height_in, known_at

TWO_PI = 2.0 * math.pi
HALF_BLOCK_M = 4_000.0
"""Great circles are computed so far apart, and interpolated in between."""
STEEPEST_RAD = math.radians(80.0)
"""Nearer to the poles than this they are not."""


@kernel
def lowest_visible(
    lowest_height: Singles,
    edge_index: Shorts,
    range_step_m: float,
    azimuth_rad: float,
    distance_m: float,
    ki: int,
    kf: float,
    hi: int,
    hf: float,
) -> tuple[float, float]:
    """Height (m) of the shadow line over a place, and distance (m) of the edge that casts it (0: none).

    Linear in azimuth and range, bilinear in (1/k, antenna height): cell indices `ki`, `hi` (0 or 1) and
    fractions `kf`, `hf` as `position_in` gives them. The edge is that of the nearest node. `azimuth_rad` in
    [0, 2 pi], `distance_m` on the mean sphere (`great_circle_distance_bearing`); beyond the table's last
    distance the line is extended.
    """
    azimuths = lowest_height.shape[0]
    turn = azimuth_rad * (azimuths / TWO_PI)
    a = min(int(turn), azimuths - 1)
    aside = turn - a
    b = a + 1 if a + 1 < azimuths else 0
    position = distance_m / range_step_m - 1.0
    g = min(max(int(position), 0), lowest_height.shape[1] - 2)
    along = max(position - g, 0.0)
    at_a = (1.0 - along) * corner_mix(lowest_height, a, g, ki, kf, hi, hf)
    at_a += along * corner_mix(lowest_height, a, g + 1, ki, kf, hi, hf)
    at_b = (1.0 - along) * corner_mix(lowest_height, b, g, ki, kf, hi, hf)
    at_b += along * corner_mix(lowest_height, b, g + 1, ki, kf, hi, hf)
    near_a = a if aside < 0.5 else b
    near_g = g if along < 0.5 else g + 1
    edge = edge_index[near_a, near_g, ki + int(kf + 0.5), hi + int(hf + 0.5)]
    return (1.0 - aside) * at_a + aside * at_b, min(float(edge) * range_step_m, distance_m)


@kernel
def corner_mix(lowest_height: Singles, a: int, g: int, ki: int, kf: float, hi: int, hf: float) -> float:
    """One node's height, bilinear in (1/k, antenna height)."""
    upper = float(lowest_height[a, g, ki, hi]) * (1.0 - hf) + float(lowest_height[a, g, ki, hi + 1]) * hf
    lower = (
        float(lowest_height[a, g, ki + 1, hi]) * (1.0 - hf) + float(lowest_height[a, g, ki + 1, hi + 1]) * hf
    )
    return upper * (1.0 - kf) + lower * kf


@kernel
def fill_profiles(
    elevation: Singles,
    grid: Floats,
    latitude_rad: float,
    longitude_rad: float,
    step_m: float,
    first: int,
    azimuths: int,
    profile: Singles,
) -> None:
    """Fill `profile` (A, n): terrain height (m) along azimuths 2 pi (`first` + a) / `azimuths`.

    Sample i lies at (i + 1) * `step_m` on the mean sphere. Great circles are exact every few kilometres and
    parabolas between, within centimetres; exact throughout near the poles.
    """
    count = profile.shape[1]
    half = max(min(int(HALF_BLOCK_M / step_m), 16), 1)
    per_row = 1.0 / grid[2]
    per_column = 1.0 / grid[3]
    for a in range(profile.shape[0]):
        heading_rad = TWO_PI * (first + a) / azimuths
        lat0, lon0, _ = great_circle_step(latitude_rad, longitude_rad, heading_rad, step_m)
        i = 0
        while i < count:
            lat1, lon1, _ = great_circle_step(
                latitude_rad, longitude_rad, heading_rad, (i + 1 + half) * step_m
            )
            lat2, lon2, _ = great_circle_step(
                latitude_rad, longitude_rad, heading_rad, (i + 1 + 2 * half) * step_m
            )
            last = min(i + 2 * half, count)
            if half == 1 or max(abs(lat0), abs(lat2)) > STEEPEST_RAD:
                while i < last:
                    lat, lon, _ = great_circle_step(
                        latitude_rad, longitude_rad, heading_rad, (i + 1) * step_m
                    )
                    profile[a, i] = height_at(elevation, grid, lat, lon)
                    i += 1
            else:
                row = (grid[0] - lat0) * per_row
                row1 = (lat0 - lat1) * per_row
                row2 = (lat0 - lat2) * per_row
                column = column_of(grid, lon0)
                column1 = eastwards(lon0, lon1) * per_column
                column2 = eastwards(lon0, lon2) * per_column
                clear = within_posts(elevation, row, row + row2, column, column + column2)
                row_b = (0.5 * row2 - row1) / (half * half)
                row_a = row1 / half - row_b * half
                column_b = (0.5 * column2 - column1) / (half * half)
                column_a = column1 / half - column_b * half
                for s in range(last - i):
                    y = row + s * (row_a + s * row_b)
                    x = column + s * (column_a + s * column_b)
                    profile[a, i + s] = between(elevation, y, x) if clear else height_in(elevation, y, x)
                i = last
            lat0 = lat2
            lon0 = lon2


@kernel
def within_posts(elevation: Singles, row: float, row2: float, column: float, column2: float) -> bool:
    """Whether a way from one place to another, in steps, stays a step clear of the outermost posts."""
    low_row = min(row, row2)
    high_row = max(row, row2)
    low_column = min(column, column2)
    high_column = max(column, column2)
    return (
        low_row >= 1.0
        and high_row <= elevation.shape[0] - 2.0
        and low_column >= 1.0
        and high_column <= elevation.shape[1] - 2.0
    )


@kernel
def between(elevation: Singles, row: float, column: float) -> float:
    """`height_in` of a place that lies within the posts."""
    i = int(row)
    j = int(column)
    down: float = row - i
    right: float = column - j
    upper = float(elevation[i, j]) + (float(elevation[i, j + 1]) - float(elevation[i, j])) * right
    lower = float(elevation[i + 1, j]) + (float(elevation[i + 1, j + 1]) - float(elevation[i + 1, j])) * right
    return upper + (lower - upper) * down


@kernel
def eastwards(from_rad: float, to_rad: float) -> float:
    """Difference of two longitudes by the shorter way round, rad."""
    difference = to_rad - from_rad
    if difference > math.pi:
        return difference - TWO_PI
    return difference + TWO_PI if difference < -math.pi else difference


@kernel
def sweep(
    profile: Singles,
    step_m: float,
    samples_a_step: int,
    factor: Floats,
    antenna_m: Floats,
    lowest_height: Singles,
    edge_index: Shorts,
) -> None:
    """Fill a table from the profiles (A, n) by one pass along each radial.

    `factor` and `antenna_m` (3,): effective-earth factors, antenna heights above sea. With a = k R_m and
    phi = d / a, tan(alpha) = g / (a sin phi) - tan(phi / 2), g = (h - H) a / (a + h), of each sample strictly
    between, and the shadow line has the greatest alpha's g, thus the height a (H + g) / (a - g). It may lie
    below the ground, and does in front of what faces the antenna. Edges are rounded down to a range step, but
    not to none.
    """
    steps = lowest_height.shape[1]
    count = steps * samples_a_step
    per_height = np.empty(count)
    drop = np.empty(count)
    for k in range(3):
        radius_m = factor[k] * MEAN_EARTH_RADIUS_M
        inverse = 1.0 / radius_m
        for i in range(count):
            phi = (i + 1) * step_m * inverse
            per_height[i] = inverse / math.sin(phi)
            drop[i] = math.tan(0.5 * phi)
        for a in range(profile.shape[0]):
            top0 = -1e30
            top1 = -1e30
            top2 = -1e30
            edge0 = 0
            edge1 = 0
            edge2 = 0
            i = 0
            for g in range(steps):
                last = (g + 1) * samples_a_step - 1
                while i < last:  # all of these lie in range step g, rounded down
                    height_m = float(profile[a, i])
                    shrunk = height_m * inverse
                    weight = per_height[i] * (1.0 - shrunk * (1.0 - shrunk))
                    flat = height_m * weight - drop[i]
                    slope = flat - antenna_m[0] * weight
                    if slope > top0:
                        top0 = slope
                        edge0 = g
                    slope = flat - antenna_m[1] * weight
                    if slope > top1:
                        top1 = slope
                        edge1 = g
                    slope = flat - antenna_m[2] * weight
                    if slope > top2:
                        top2 = slope
                        edge2 = g
                    i += 1
                wide_m = 1.0 / per_height[last]
                lowest_height[a, g, k, 0] = raised(antenna_m[0], (top0 + drop[last]) * wide_m, inverse)
                lowest_height[a, g, k, 1] = raised(antenna_m[1], (top1 + drop[last]) * wide_m, inverse)
                lowest_height[a, g, k, 2] = raised(antenna_m[2], (top2 + drop[last]) * wide_m, inverse)
                edge_index[a, g, k, 0] = max(edge0, 1)
                edge_index[a, g, k, 1] = max(edge1, 1)
                edge_index[a, g, k, 2] = max(edge2, 1)


@kernel
def raised(antenna_m: float, rise_m: float, inverse_radius: float) -> float:
    """Height (m) of g = `rise_m` over an antenna: a (H + g) / (a - g)."""
    return (antenna_m + rise_m) / (1.0 - rise_m * inverse_radius)


@kernel
def fill_lowest_visible(
    lowest_height: Singles,
    edge_index: Shorts,
    range_step_m: float,
    azimuth_rad: Floats,
    distance_m: Floats,
    ki: int,
    kf: float,
    hi: int,
    hf: float,
    lowest_m: Floats,
    edge_m: Floats,
) -> None:
    """Fill `lowest_m` and `edge_m` (n,) for places (n,) in one world."""
    for i in range(lowest_m.size):
        lowest_m[i], edge_m[i] = lowest_visible(
            lowest_height, edge_index, range_step_m, azimuth_rad[i], distance_m[i], ki, kf, hi, hf
        )


@kernel
def unknown_share(
    known: Flags,
    grid: Floats,
    latitude_rad: float,
    longitude_rad: float,
    step_m: float,
    rings: int,
    azimuths: int,
) -> float:
    """Share of a disc's area without a known height; by rings of `step_m`, weighted with their distance."""
    unknown = 0.0
    total = 0.0
    for a in range(azimuths):
        for i in range(rings):
            distance_m = (i + 0.5) * step_m
            lat, lon, _ = great_circle_step(latitude_rad, longitude_rad, TWO_PI * a / azimuths, distance_m)
            total += distance_m
            if not known_at(known, grid, lat, lon):
                unknown += distance_m
    return unknown / total if total > 0.0 else 0.0
