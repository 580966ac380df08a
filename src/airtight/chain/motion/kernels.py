"""Compiled motion: unit vectors and metres, nothing checked.

Places are kept as the unit vector of their vertical, so a step along a great circle needs no trigonometry:
latitude and longitude of the ellipsoid are used as those of a sphere, whose radius is the mean radius plus
the height. Angles are carried on by the small change of each step (series to the third order; a step is
below 1e-3 rad).
"""

import math

from airtight.chain.motion.numbers import BALLISTIC, TERRAIN_FOLLOWING
from airtight.constants import (
    MEAN_EARTH_RADIUS_M,
    WGS84_ECCENTRICITY_SQUARED,
    WGS84_GRAVITATIONAL_M3_PER_S2,
    WGS84_SEMI_MAJOR_M,
)
from airtight.numerics.columns import Flags, Floats, Ints, Singles
from airtight.numerics.kernel import kernel, parallel_kernel, prange
from airtight.numerics.random import uniforms
from airtight.terrain.kernels import height_at


@kernel
def direction_towards(
    nx: float, ny: float, nz: float, wx: float, wy: float, wz: float
) -> tuple[float, float, float, float]:
    """Unit tangent at n of the great circle to w, and their distance in radians (0: no direction)."""
    along = nx * wx + ny * wy + nz * wz
    dx = wx - along * nx
    dy = wy - along * ny
    dz = wz - along * nz
    size = math.sqrt(dx * dx + dy * dy + dz * dz)
    if size < 1e-12:
        return 0.0, 0.0, 0.0, 0.0
    inverse = 1.0 / size
    return dx * inverse, dy * inverse, dz * inverse, math.atan2(size, along)


@kernel
def _place(r: int, e: int, frame: Floats, geodetic: Floats, heading: Floats) -> None:
    """Latitude, longitude and heading of a frame, from nothing."""
    nx = frame[r, e, 0]
    ny = frame[r, e, 1]
    nz = frame[r, e, 2]
    geodetic[r, e, 0] = math.atan2(nz, math.sqrt(nx * nx + ny * ny))
    geodetic[r, e, 1] = math.atan2(ny, nx)
    angle = math.atan2(nx * frame[r, e, 4] - ny * frame[r, e, 3], frame[r, e, 5])
    heading[r, e] = angle if angle >= 0.0 else angle + 2.0 * math.pi


@kernel
def _fall(
    r: int,
    e: int,
    since_s: float,
    frame: Floats,
    launch: Floats,
    waypoint: Floats,
    arc: Floats,
    position: Floats,
    velocity: Floats,
    geodetic: Floats,
    heading: Floats,
) -> bool:
    """Place a ballistic thing `since_s` after launch on its minimum-energy arc; true once it has come down.

    Source: two bodies, no rotation; E - e sin E = M by Newton, four steps (all of the arc is on the far
    side, where the function is nearly straight). Heights are above the line from launch to target height.
    """
    semi_major_m = arc[r, e, 0]
    eccentricity = arc[r, e, 1]
    duration_s = arc[r, e, 6]
    t = min(since_s, duration_s)
    mean = arc[r, e, 3] + arc[r, e, 2] * t
    anomaly = math.pi + (mean - math.pi) / (1.0 + eccentricity)
    for _ in range(4):
        anomaly -= (anomaly - eccentricity * math.sin(anomaly) - mean) / (
            1.0 - eccentricity * math.cos(anomaly)
        )
    cosine = math.cos(anomaly)
    ratio = 1.0 - eccentricity * cosine
    cos_nu = (cosine - eccentricity) / ratio
    sin_nu = math.sqrt(1.0 - eccentricity * eccentricity) * math.sin(anomaly) / ratio
    # The angle flown since launch, as the difference of two true anomalies.
    cos_flown = cos_nu * arc[r, e, 4] + sin_nu * arc[r, e, 5]
    sin_flown = sin_nu * arc[r, e, 4] - cos_nu * arc[r, e, 5]
    for i in range(3):
        up = launch[r, e, i]
        ahead = launch[r, e, i + 3]
        frame[r, e, i] = up * cos_flown + ahead * sin_flown
        frame[r, e, i + 3] = ahead * cos_flown - up * sin_flown
    radius_m = semi_major_m * ratio
    momentum = math.sqrt(WGS84_GRAVITATIONAL_M3_PER_S2 * semi_major_m * (1.0 - eccentricity * eccentricity))
    rise_m_per_s = (waypoint[r, e, 1, 2] - waypoint[r, e, 0, 2]) / duration_s
    height_m = radius_m - MEAN_EARTH_RADIUS_M + waypoint[r, e, 0, 2] + rise_m_per_s * t
    up_m_per_s = WGS84_GRAVITATIONAL_M3_PER_S2 / momentum * eccentricity * sin_nu + rise_m_per_s
    ahead_m_per_s = momentum / radius_m
    nz = frame[r, e, 2]
    normal_m = WGS84_SEMI_MAJOR_M / math.sqrt(1.0 - WGS84_ECCENTRICITY_SQUARED * nz * nz)
    position[r, e, 0] = (normal_m + height_m) * frame[r, e, 0]
    position[r, e, 1] = (normal_m + height_m) * frame[r, e, 1]
    position[r, e, 2] = (normal_m * (1.0 - WGS84_ECCENTRICITY_SQUARED) + height_m) * nz
    for i in range(3):
        velocity[r, e, i] = ahead_m_per_s * frame[r, e, i + 3] + up_m_per_s * frame[r, e, i]
    _place(r, e, frame, geodetic, heading)
    geodetic[r, e, 2] = height_m
    return bool(since_s >= duration_s)


@kernel
def _corner_m(
    r: int, e: int, k: int, route: Floats, nx: float, ny: float, nz: float, turn_radius_m: float
) -> float:
    """How long before waypoint k a turn of that radius begins, to leave along the next leg."""
    wx = route[r, e, k, 0]
    wy = route[r, e, k, 1]
    wz = route[r, e, k, 2]
    # At the waypoint, the way back and the way on.
    bx, by, bz, back = direction_towards(wx, wy, wz, nx, ny, nz)
    ox, oy, oz, onward = direction_towards(
        wx, wy, wz, route[r, e, k + 1, 0], route[r, e, k + 1, 1], route[r, e, k + 1, 2]
    )
    if back == 0.0 or onward == 0.0:
        return 0.0
    cos_turn = max(-0.5, min(1.0, -(bx * ox + by * oy + bz * oz)))
    return turn_radius_m * math.sqrt((1.0 - cos_turn) / (1.0 + cos_turn))


@kernel
def _steer(
    r: int,
    e: int,
    step_s: float,
    waypoint: Floats,
    route: Floats,
    last: int,
    speed_m_per_s: float,
    turn_rate_rad_per_s: float,
    climb_rate_m_per_s: float,
    frame: Floats,
    leg: Ints,
    height_m: float,
    radius_m: float,
) -> bool:
    """Choose the leg, turn towards its end, plan the climb; true if the step reaches the last waypoint.

    Turns begin before a waypoint, so that they end on the next leg; a waypoint inside the circle of the
    tightest turn is passed when it falls behind.
    """
    nx = frame[r, e, 0]
    ny = frame[r, e, 1]
    nz = frame[r, e, 2]
    tx = frame[r, e, 3]
    ty = frame[r, e, 4]
    tz = frame[r, e, 5]
    going_m = speed_m_per_s * step_s
    turn_radius_m = speed_m_per_s / turn_rate_rad_per_s
    k = leg[r, e]
    dx, dy, dz, away = direction_towards(nx, ny, nz, route[r, e, k, 0], route[r, e, k, 1], route[r, e, k, 2])
    left_m = radius_m * away
    arrives = False
    behind = dx * tx + dy * ty + dz * tz < 0.0 and left_m < 2.0 * turn_radius_m + going_m
    if k == last:
        arrives = left_m <= going_m or behind
    elif left_m <= going_m + 2.0 * turn_radius_m:
        corner_m = _corner_m(r, e, k, route, nx, ny, nz, turn_radius_m)
        if left_m <= max(corner_m, 0.5 * going_m) or behind:
            k += 1
            leg[r, e] = k
            dx, dy, dz, away = direction_towards(
                nx, ny, nz, route[r, e, k, 0], route[r, e, k, 1], route[r, e, k, 2]
            )
            left_m = radius_m * away
    frame[r, e, 6] = 1.0
    frame[r, e, 7] = left_m
    if away > 0.0:
        most_rad = min(turn_rate_rad_per_s * step_s, math.pi)
        cos_off = tx * dx + ty * dy + tz * dz
        if cos_off > 0.9999999 or cos_off >= math.cos(most_rad):
            frame[r, e, 3] = dx
            frame[r, e, 4] = dy
            frame[r, e, 5] = dz
        else:
            # n x t points to the left of the course.
            lx = ny * tz - nz * ty
            ly = nz * tx - nx * tz
            lz = nx * ty - ny * tx
            cos_most = math.cos(most_rad)
            sin_most = math.sin(most_rad)
            if lx * dx + ly * dy + lz * dz < 0.0:
                sin_most = -sin_most
            frame[r, e, 3] = tx * cos_most + lx * sin_most
            frame[r, e, 4] = ty * cos_most + ly * sin_most
            frame[r, e, 5] = tz * cos_most + lz * sin_most
            frame[r, e, 6] = 0.0
    frame[r, e, 9] = waypoint[r, e, k, 2]
    wanted = (waypoint[r, e, k, 2] - height_m) / max(left_m / speed_m_per_s, 1.0)
    frame[r, e, 8] = max(-climb_rate_m_per_s, min(climb_rate_m_per_s, wanted))
    return arrives


@parallel_kernel
def move(
    kind: Ints,
    waypoint: Floats,
    waypoint_count: Ints,
    start_s: Floats,
    speed_m_per_s: Floats,
    turn_rate_rad_per_s: Floats,
    climb_rate_m_per_s: Floats,
    route: Floats,
    launch: Floats,
    arc: Floats,
    frame: Floats,
    leg: Ints,
    elevation: Singles,
    grid: Floats,
    now_s: float,
    epoch_s: float,
    position: Floats,
    velocity: Floats,
    geodetic: Floats,
    heading: Floats,
    flying: Flags,
    arrived: Flags,
) -> None:
    """Bring every thing to `now_s`, from one epoch before or from its start in between; see the front.

    The common case, on along a leg, is written out here: a call that hands on twenty arrays costs more than
    the step.
    """
    for r in prange(flying.shape[0]):
        for e in range(flying.shape[1]):
            step_s = epoch_s
            if flying[r, e] == 0:
                if leg[r, e] != 0 or now_s < start_s[r, e]:
                    continue
                leg[r, e] = 1
                flying[r, e] = 1
                step_s = now_s - start_s[r, e]
                for i in range(6):
                    frame[r, e, i] = launch[r, e, i]
                _place(r, e, frame, geodetic, heading)
                geodetic[r, e, 2] = waypoint[r, e, 0, 2]
                if kind[e] == TERRAIN_FOLLOWING:
                    geodetic[r, e, 2] += height_at(elevation, grid, geodetic[r, e, 0], geodetic[r, e, 1])
            if kind[e] == BALLISTIC:
                since_s = now_s - start_s[r, e]
                if _fall(r, e, since_s, frame, launch, waypoint, arc, position, velocity, geodetic, heading):
                    flying[r, e] = 0
                    arrived[r, e] = 1
                continue
            follows = kind[e] == TERRAIN_FOLLOWING
            height_m = geodetic[r, e, 2]
            speed = speed_m_per_s[r, e]
            going_m = speed * step_s
            radius_m = MEAN_EARTH_RADIUS_M + (0.0 if follows else height_m)
            near = (frame[r, e, 7] - 2.0 * going_m) * turn_rate_rad_per_s[e] < 2.0 * speed
            if (near or frame[r, e, 6] == 0.0) and _steer(
                r,
                e,
                step_s,
                waypoint,
                route,
                waypoint_count[r, e] - 1,
                speed,
                turn_rate_rad_per_s[e],
                climb_rate_m_per_s[e],
                frame,
                leg,
                height_m,
                radius_m,
            ):
                going_m = min(going_m, frame[r, e, 7])
                flying[r, e] = 0
                arrived[r, e] = 1
            nx = frame[r, e, 0]
            ny = frame[r, e, 1]
            nz = frame[r, e, 2]
            tx = frame[r, e, 3]
            ty = frame[r, e, 4]
            tz = frame[r, e, 5]
            angle = going_m / radius_m
            s = angle * (1.0 - angle * angle / 6.0)
            c = 1.0 - 0.5 * angle * angle
            mx = nx * c + tx * s
            my = ny * c + ty * s
            mz = nz * c + tz * s
            tx = tx * c - nx * s
            ty = ty * c - ny * s
            tz = tz * c - nz * s
            frame[r, e, 0] = mx
            frame[r, e, 1] = my
            frame[r, e, 2] = mz
            frame[r, e, 3] = tx
            frame[r, e, 4] = ty
            frame[r, e, 5] = tz
            frame[r, e, 7] -= going_m
            # Carry the angles on: sines of their changes, from the old and the new vectors.
            flat = math.sqrt(nx * nx + ny * ny)
            flat_now = math.sqrt(mx * mx + my * my)
            sine = mz * flat - nz * flat_now
            latitude_rad = geodetic[r, e, 0] + sine * (1.0 + sine * sine / 6.0)
            sine = (nx * my - ny * mx) / max(flat * flat_now, 1e-12)
            longitude_rad = geodetic[r, e, 1] + sine * (1.0 + sine * sine / 6.0)
            if longitude_rad > math.pi:
                longitude_rad -= 2.0 * math.pi
            elif longitude_rad < -math.pi:
                longitude_rad += 2.0 * math.pi
            geodetic[r, e, 0] = latitude_rad
            geodetic[r, e, 1] = longitude_rad
            angle = math.atan2(mx * ty - my * tx, tz)
            heading[r, e] = angle if angle >= 0.0 else angle + 2.0 * math.pi
            up_m_per_s = 0.0
            if follows:
                above_m = height_at(elevation, grid, latitude_rad, longitude_rad) + frame[r, e, 9]
                if step_s > 0.0:
                    up_m_per_s = (above_m - height_m) / step_s
                height_m = above_m
            else:
                up_m_per_s = frame[r, e, 8]
                height_m += up_m_per_s * step_s
            normal_m = WGS84_SEMI_MAJOR_M / math.sqrt(1.0 - WGS84_ECCENTRICITY_SQUARED * mz * mz)
            position[r, e, 0] = (normal_m + height_m) * mx
            position[r, e, 1] = (normal_m + height_m) * my
            position[r, e, 2] = (normal_m * (1.0 - WGS84_ECCENTRICITY_SQUARED) + height_m) * mz
            velocity[r, e, 0] = speed * tx + up_m_per_s * mx
            velocity[r, e, 1] = speed * ty + up_m_per_s * my
            velocity[r, e, 2] = speed * tz + up_m_per_s * mz
            geodetic[r, e, 2] = height_m


@parallel_kernel
def fill_draws(seed: int, replication: Ints, cause: int, word: Ints, draw: int, out: Floats) -> None:
    """Fill `out` (R, E, 4) with four uniforms for each thing of each replication."""
    for r in prange(out.shape[0]):
        for e in range(out.shape[1]):
            a, b, c, d = uniforms(seed, replication[r], cause, word[e], 0, draw)
            out[r, e, 0] = a
            out[r, e, 1] = b
            out[r, e, 2] = c
            out[r, e, 3] = d
