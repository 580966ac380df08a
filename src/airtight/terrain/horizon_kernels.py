"""Compiled horizon tables: the sweep that builds one, and the look-up that everything asks.

A table belongs to one antenna: `lowest_height` float32 and `edge_index` uint16, both (A, G, 3, 3): azimuth a
at 2 pi a / A, ground distance (g + 1) * range step, effective-earth-factor index, antenna-height index.
"""

import math

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth.kernels import great_circle_step
from airtight.numerics.columns import Flags, Floats, Shorts, Singles
from airtight.numerics.kernel import kernel
from airtight.terrain.kernels import height_at, inside

TWO_PI = 2.0 * math.pi


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
    profile: Singles,
) -> None:
    """Fill `profile` (A, n): terrain height (m) along each azimuth at (i + 1) * `step_m`, mean sphere."""
    azimuths = profile.shape[0]
    for a in range(azimuths):
        heading_rad = TWO_PI * a / azimuths
        for i in range(profile.shape[1]):
            lat, lon, _ = great_circle_step(latitude_rad, longitude_rad, heading_rad, (i + 1) * step_m)
            profile[a, i] = height_at(elevation, grid, lat, lon)


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
    phi = d / a, tan(alpha) = ((a + h) cos phi - (a + H)) / ((a + h) sin phi) of each sample strictly between,
    and the shadow line lies at (a + H) / (cos phi - tan(alpha_max) sin phi) - a. It may lie below the ground,
    and does in front of what faces the antenna. Edges are rounded down to a range step, but not to none.
    """
    azimuths = profile.shape[0]
    steps = lowest_height.shape[1]
    for a in range(azimuths):
        for k in range(3):
            radius_m = factor[k] * MEAN_EARTH_RADIUS_M
            top0 = -1e30
            top1 = -1e30
            top2 = -1e30
            edge0 = 0.0
            edge1 = 0.0
            edge2 = 0.0
            up0 = radius_m + antenna_m[0]
            up1 = radius_m + antenna_m[1]
            up2 = radius_m + antenna_m[2]
            i = 0
            for g in range(steps):
                last = (g + 1) * samples_a_step - 1
                while i < last:
                    phi = (i + 1) * step_m / radius_m
                    point_m = radius_m + float(profile[a, i])
                    ahead_m = point_m * math.cos(phi)
                    inverse_aside = 1.0 / (point_m * math.sin(phi))
                    slope = (ahead_m - up0) * inverse_aside
                    if slope > top0:
                        top0 = slope
                        edge0 = i + 1.0
                    slope = (ahead_m - up1) * inverse_aside
                    if slope > top1:
                        top1 = slope
                        edge1 = i + 1.0
                    slope = (ahead_m - up2) * inverse_aside
                    if slope > top2:
                        top2 = slope
                        edge2 = i + 1.0
                    i += 1
                phi = (last + 1) * step_m / radius_m
                cosine = math.cos(phi)
                sine = math.sin(phi)
                lowest_height[a, g, k, 0] = up0 / (cosine - top0 * sine) - radius_m
                lowest_height[a, g, k, 1] = up1 / (cosine - top1 * sine) - radius_m
                lowest_height[a, g, k, 2] = up2 / (cosine - top2 * sine) - radius_m
                edge_index[a, g, k, 0] = max(int(edge0 / samples_a_step), 1)
                edge_index[a, g, k, 1] = max(int(edge1 / samples_a_step), 1)
                edge_index[a, g, k, 2] = max(int(edge2 / samples_a_step), 1)


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
            if not inside(grid, lat, lon):
                unknown += distance_m
                continue
            row = min(int((grid[0] - lat) / grid[2] + 0.5), known.shape[0] - 1)
            column = min(int((lon - grid[1]) / grid[3] + 0.5), known.shape[1] - 1)
            if known[row, column] == 0:
                unknown += distance_m
    return unknown / total if total > 0.0 else 0.0
