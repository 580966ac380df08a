"""Compiled viewshed: the terrain's edges drawn on a panorama around the antenna, from near to far.

The panorama has four sides (east, west, south, north), each a row of rays: ray j of side s looks along
(depth 1, aside -1 + 2 j / J). A point at depth e, aside n and tan(elevation) t stands on it at n / e, at the
screen height t hypot(e, n) / e. In this projection straight edges between posts stay straight, so what a ray
meets on an edge is linear between the edge's ends.

Where cells lie is given by `across` (columns,), `bulge` (columns,) and `along` (rows,): `across[c]` east and
`along[r]` - `bulge[c]` north of the antenna, both times `spread[r]`, over the earth's radius. On a plane they
are offsets, `bulge` is 0 and `spread` 1; on a sphere they are sin(dlon), sin(lat0) cos(dlon),
cos(lat0) tan(lat) and cos(lat), and make the sine of the arc.
"""

import numpy as np

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Flags, Floats, Ints, Singles
from airtight.numerics.kernel import kernel

NOTHING = -1e30
"""Screen height of a ray that has met nothing yet."""
ROUNDING_M = 0.005
"""A shadow line no higher above the ground than this is rounding: the ground is in sight."""
SINGLE = 2e-7
"""And this share of what the line rises or falls from the antenna: screen heights are float32."""


@kernel
def screen(
    ground: Singles,
    across: Floats,
    bulge: Floats,
    along: Floats,
    spread: Floats,
    curved: int,
    antenna_m: float,
    bend: float,
    heights: Singles,
) -> None:
    """Fill `heights` (rows, columns) with each post's screen height on the side that it faces.

    tan(elevation) = g / (a sin phi) - tan(phi / 2) with a = 1 / `bend`, phi = d / a and
    g = (h - H) a / (a + h), which is ((a + h) cos phi - (a + H)) / ((a + h) sin phi); series in phi < 0.5.
    At the antenna's own place the number means nothing and is not used.
    """
    unit = MEAN_EARTH_RADIUS_M * bend
    for r in range(ground.shape[0]):
        for c in range(ground.shape[1]):
            east = abs(across[c])
            north = abs(along[r] - bulge[c])
            depth = max(east, north, 1e-12)
            square = (east * east + north * north) * spread[r] * spread[r]
            # The arc over its sine, then angles over the effective earth.
            stretch = 1.0 + curved * square * (1.0 / 6.0 + square * (0.075 + square * 0.0446428571428571))
            phi2 = square * stretch * stretch * unit * unit
            shrunk = float(ground[r, c]) * bend
            rise = (float(ground[r, c]) - antenna_m) * (1.0 - shrunk * (1.0 - shrunk))
            near = 1.0 / (depth * spread[r] * stretch * MEAN_EARTH_RADIUS_M)
            drop = 0.5 * square * stretch * stretch * unit * MEAN_EARTH_RADIUS_M
            heights[r, c] = near * (
                rise * (1.0 + phi2 * (1.0 / 6.0 + phi2 * (7.0 / 360.0)))
                - drop * (1.0 + phi2 * (1.0 / 12.0 + phi2 * (1.0 / 120.0)))
            )


@kernel
def side(
    heights: Singles,
    line_at: Ints,
    post_step: int,
    middle: int,
    base: Floats,
    shift: Floats,
    aside: Floats,
    bulge: Floats,
    rays: Floats,
    shadow: Singles,
) -> None:
    """Fill `shadow` where cells face one side: the screen height of the shadow line, before each cell.

    Lines of posts run across the side, from near to far; `heights` and `shadow` are flat, and post p of line
    m stands at `line_at`[m] + p `post_step`, (`aside`[p] - `shift`[m]) aside and `base`[m] - `bulge`[p] deep.
    Post `middle` lies straight ahead. `rays` (J + 3,) is overwritten: ray j at j + 1, one more at either end.
    """
    posts = aside.size
    place = np.empty(posts)
    height = np.empty(posts)
    behind = np.empty(posts, dtype=np.int64)
    old_place = np.empty(posts)
    old_height = np.empty(posts)
    old_behind = np.empty(posts, dtype=np.int64)
    first = middle
    last = middle
    old_first = 1
    old_last = 0
    most = rays.size - 3
    scale = 0.5 * most
    for j in range(rays.size):
        rays[j] = NOTHING
    for m in range(line_at.size):
        depth = base[m] - bulge[middle]
        if depth <= 0.0:
            continue
        # Posts on both sides of the middle: all that the side sees, here or on the next line, and one more.
        reach = 1.0
        if m + 1 < line_at.size:
            reach = (base[m + 1] - bulge[middle]) / depth
        while first < middle and beside(aside, bulge, base[m], shift[m], first + 1) < -reach:
            first += 1
        while first > 0 and beside(aside, bulge, base[m], shift[m], first) >= -reach:
            first -= 1
        while last > middle and beside(aside, bulge, base[m], shift[m], last - 1) > reach:
            last -= 1
        while last < posts - 1 and beside(aside, bulge, base[m], shift[m], last) <= reach:
            last += 1
        for p in range(first, last + 1):
            tangent = beside(aside, bulge, base[m], shift[m], p)
            place[p] = (tangent + 1.0) * scale + 1.0
            behind[p] = int(min(max(place[p], 0.0), most + 2.0))
            height[p] = heights[line_at[m] + p * post_step] * max(abs(tangent), 1.0)
        # Edges from the line before to this one.
        for p in range(max(first, old_first), min(last, old_last) + 1):
            if behind[p] != old_behind[p]:
                slope = (old_height[p] - height[p]) / (old_place[p] - place[p])
                for j in range(min(behind[p], old_behind[p]) + 1, max(behind[p], old_behind[p]) + 1):
                    rays[j] = max(rays[j], height[p] + (j - place[p]) * slope)
        # Cells: what hides them has been drawn.
        for p in range(first, last + 1):
            at = place[p]
            if at >= 1.0 and at <= most + 1.0:
                j = behind[p]
                shadow[line_at[m] + p * post_step] = rays[j] + (rays[j + 1] - rays[j]) * (at - j)
        # Edges along this line.
        p = first
        slope = (height[p + 1] - height[p]) / (place[p + 1] - place[p])
        for j in range(behind[first] + 1, behind[last] + 1):
            if place[p + 1] < j:
                while place[p + 1] < j:
                    p += 1
                slope = (height[p + 1] - height[p]) / (place[p + 1] - place[p])
            rays[j] = max(rays[j], height[p] + (j - place[p]) * slope)
        place, old_place = old_place, place
        height, old_height = old_height, height
        behind, old_behind = old_behind, behind
        old_first = first
        old_last = last


@kernel
def beside(aside: Floats, bulge: Floats, base: float, shift: float, post: int) -> float:
    """Tangent of how far aside a post lies from straight ahead; huge where it does not lie ahead."""
    tangent: float = (aside[post] - shift) / max(base - bulge[post], 1e-30)
    return tangent


@kernel
def shadow_heights(
    ground: Singles,
    across: Floats,
    bulge: Floats,
    along: Floats,
    spread: Floats,
    curved: int,
    antenna_m: float,
    bend: float,
    shadow: Singles,
) -> None:
    """Turn `shadow` from screen heights to the lowest visible height above sea (m), not below the ground."""
    unit = MEAN_EARTH_RADIUS_M * bend
    for r in range(ground.shape[0]):
        for c in range(ground.shape[1]):
            east = abs(across[c])
            north = abs(along[r] - bulge[c])
            depth = max(east, north)
            ground_m = float(ground[r, c])
            square = (east * east + north * north) * spread[r] * spread[r]
            stretch = 1.0 + curved * square * (1.0 / 6.0 + square * (0.075 + square * 0.0446428571428571))
            phi2 = square * stretch * stretch * unit * unit
            drop = 0.5 * square * stretch * stretch * unit * MEAN_EARTH_RADIUS_M
            rise = float(shadow[r, c]) * depth * spread[r] * stretch * MEAN_EARTH_RADIUS_M + drop * (
                1.0 + phi2 * (1.0 / 12.0 + phi2 * (1.0 / 120.0))
            )
            rise *= 1.0 - phi2 * (1.0 / 6.0 - phi2 * (1.0 / 120.0))
            line_m = (antenna_m + rise) / (1.0 - rise * bend)
            rounding = ROUNDING_M + SINGLE * abs(rise)
            hidden = (shadow[r, c] > 0.5 * NOTHING) & (line_m > ground_m + rounding)
            shadow[r, c] = line_m if hidden else ground_m


@kernel
def fill_visible(lowest: Singles, ground: Singles, height_m: float, above_ground: int, seen: Flags) -> None:
    """Fill `seen` (rows, columns): 1 where a target `height_m` above ground (1) or sea (0) is in sight."""
    for r in range(lowest.shape[0]):
        for c in range(lowest.shape[1]):
            target_m = height_m + above_ground * float(ground[r, c])
            seen[r, c] = target_m >= float(lowest[r, c])
