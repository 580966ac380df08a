"""Compiled geometry of exposure: what lies between one radar and one place in the air, at one time."""

import math

import numpy as np

from airtight.chain.sensing.numbers import (
    R_ELEVATION_MAX_RAD,
    R_ELEVATION_MIN_RAD,
    R_FREQUENCY_HZ,
    R_INSTRUMENTED_M,
    W_BEND_RAD_PER_M,
    W_CONSTANT,
    W_FACTOR_CELL,
    W_FACTOR_SHARE,
    W_HEIGHT_CELL,
    W_HEIGHT_SHARE,
    W_ORBIT_PHASE,
)
from airtight.earth.kernels import geodetic_to_ecef, great_circle_distance_bearing, great_circle_step
from airtight.numerics.columns import Floats, Ints, Shorts, Singles
from airtight.numerics.kernel import kernel
from airtight.propagation.kernels import gas_loss_db
from airtight.propagation.shadow_kernels import shadow_loss_db
from airtight.terrain.horizon_kernels import lowest_visible

TWO_PI = 2.0 * math.pi
NEPERS_TWO_WAY = 0.2 * math.log(10.0)

HIDDEN = 0
IN_SIGHT = 1
IN_VIEW = 2

# Columns of what a radar has of a flight, sample by sample.
V_STATE = 0
V_STRENGTH = 1
V_AHEAD = 2
V_ASIDE = 3
V_ABOVE = 4
VIEW_FIELDS = 5


@kernel
def sight(
    time_s: float,
    latitude: float,
    longitude: float,
    height_m: float,
    w: int,
    n: int,
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
) -> tuple[int, float, float, float, float]:
    """Whether radar `n` has a place in view in world `w`, and what it would receive from it.

    Arrays: `world` (W, N, field), `orbit` (N, 4), `antenna_m` (W, N) above sea, `first_table` (N,),
    horizon tables of the ground and of orbits, `gas` (N, elevations, ranges), `sector` (W, N, 2): centre and
    half width, rad, half a turn or more if there is none.

    Returns:
        HIDDEN, IN_SIGHT (a free line of sight within the instrumented ground range) or IN_VIEW (within slant
        range, elevation limits and sector as well); signal-to-noise ratio for 1 m2 (0 unless in view); and
        the direction from the place to the radar, a unit vector in earth-fixed axes.

    """
    site_latitude = orbit[n, 0]
    site_longitude = orbit[n, 1]
    table = first_table[n]
    airborne = orbit[n, 2] > 0.0
    if airborne:
        turn = world[w, n, W_ORBIT_PHASE] + orbit[n, 3] * time_s / TWO_PI
        turn -= math.floor(turn)
        site_latitude, site_longitude, _ = great_circle_step(
            site_latitude, site_longitude, turn * TWO_PI, orbit[n, 2]
        )
        table += int(turn * tables_an_orbit + 0.5) % tables_an_orbit
    distance_m, azimuth = great_circle_distance_bearing(site_latitude, site_longitude, latitude, longitude)
    farthest_m = world[w, n, R_INSTRUMENTED_M]
    if distance_m > farthest_m:
        return HIDDEN, 0.0, 0.0, 0.0, 0.0
    if airborne:
        lowest_table = air_lowest[table]
        edge_table = air_edge[table]
        step_m = air_step_m
    else:
        lowest_table = ground_lowest[table]
        edge_table = ground_edge[table]
        step_m = ground_step_m
    lowest_m, edge_m = lowest_visible(
        lowest_table,
        edge_table,
        step_m,
        azimuth,
        distance_m,
        int(world[w, n, W_FACTOR_CELL]),
        world[w, n, W_FACTOR_SHARE],
        int(world[w, n, W_HEIGHT_CELL]),
        world[w, n, W_HEIGHT_SHARE],
    )
    if height_m < lowest_m:
        return HIDDEN, 0.0, 0.0, 0.0, 0.0
    x, y, z = geodetic_to_ecef(latitude, longitude, height_m)
    sx, sy, sz = geodetic_to_ecef(site_latitude, site_longitude, antenna_m[w, n])
    dx = x - sx
    dy = y - sy
    dz = z - sz
    range_m = math.sqrt(dx * dx + dy * dy + dz * dz)
    if range_m > farthest_m or range_m < 1.0:
        return IN_SIGHT, 0.0, 0.0, 0.0, 0.0
    level = math.cos(site_latitude)
    up = dx * level * math.cos(site_longitude) + dy * level * math.sin(site_longitude)
    up += dz * math.sin(site_latitude)
    elevation = math.asin(max(-1.0, min(1.0, up / range_m)))
    apparent = elevation + world[w, n, W_BEND_RAD_PER_M] * range_m
    off = azimuth - sector[w, n, 0]
    off = abs(off - TWO_PI * math.floor(off / TWO_PI + 0.5))
    if (
        apparent < world[w, n, R_ELEVATION_MIN_RAD]
        or apparent > world[w, n, R_ELEVATION_MAX_RAD]
        or off > sector[w, n, 1]
    ):
        return IN_SIGHT, 0.0, 0.0, 0.0, 0.0
    loss_db = shadow_loss_db(world[w, n, R_FREQUENCY_HZ], lowest_m, height_m, edge_m, distance_m)
    loss_db += gas_loss_db(gas[n], elevation, range_m)
    for_one_m2 = world[w, n, W_CONSTANT] / range_m**4 * math.exp(-NEPERS_TWO_WAY * loss_db)
    return IN_VIEW, for_one_m2, -dx / range_m, -dy / range_m, -dz / range_m


@kernel
def body_frame(
    latitude1: float,
    longitude1: float,
    height1_m: float,
    latitude2: float,
    longitude2: float,
    height2_m: float,
    bank_rad: float,
    frame: Floats,
) -> None:
    """Fill `frame` (3, 3): nose, right wing and top of an aircraft that flies from place 1 to place 2.

    Unit vectors in earth-fixed axes; the nose lies along the path, `bank_rad` is positive right wing down.
    """
    x1, y1, z1 = geodetic_to_ecef(latitude1, longitude1, height1_m)
    x2, y2, z2 = geodetic_to_ecef(latitude2, longitude2, height2_m)
    nx = x2 - x1
    ny = y2 - y1
    nz = z2 - z1
    size = max(math.sqrt(nx * nx + ny * ny + nz * nz), 1e-9)
    nx /= size
    ny /= size
    nz /= size
    level = math.cos(latitude1)
    ux = level * math.cos(longitude1)
    uy = level * math.sin(longitude1)
    uz = math.sin(latitude1)
    rx = ny * uz - nz * uy
    ry = nz * ux - nx * uz
    rz = nx * uy - ny * ux
    size = max(math.sqrt(rx * rx + ry * ry + rz * rz), 1e-9)
    rx /= size
    ry /= size
    rz /= size
    tx = ry * nz - rz * ny
    ty = rz * nx - rx * nz
    tz = rx * ny - ry * nx
    cosine = math.cos(bank_rad)
    sine = math.sin(bank_rad)
    frame[0, 0] = nx
    frame[0, 1] = ny
    frame[0, 2] = nz
    frame[1, 0] = rx * cosine - tx * sine
    frame[1, 1] = ry * cosine - ty * sine
    frame[1, 2] = rz * cosine - tz * sine
    frame[2, 0] = tx * cosine + rx * sine
    frame[2, 1] = ty * cosine + ry * sine
    frame[2, 2] = tz * cosine + rz * sine


@kernel
def fill_view(
    w: int,
    n: int,
    p: int,
    step_s: float,
    start_s: float,
    count: int,
    latitude: Floats,
    longitude: Floats,
    height_m: Floats,
    bank_rad: Floats,
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
    view: Floats,
) -> None:
    """Fill the first `count` rows of `view` (T, VIEW_FIELDS) for flight `p` of (P, T), radar `n`, world `w`.

    Columns: state, signal-to-noise ratio for 1 m2, and the direction to the radar along nose, right wing and
    top of the aircraft (0 unless in view); other arguments as of `sight` and `body_frame`.
    """
    frame = np.empty((3, 3))
    for i in range(count):
        state, for_one_m2, ex, ey, ez = sight(
            start_s + i * step_s,
            latitude[p, i],
            longitude[p, i],
            height_m[p, i],
            w,
            n,
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
        )
        view[i, V_STATE] = state
        view[i, V_STRENGTH] = for_one_m2
        view[i, V_AHEAD] = 0.0
        view[i, V_ASIDE] = 0.0
        view[i, V_ABOVE] = 0.0
        if state != IN_VIEW:
            continue
        body_frame(
            latitude[p, i],
            longitude[p, i],
            height_m[p, i],
            latitude[p, i + 1],
            longitude[p, i + 1],
            height_m[p, i + 1],
            bank_rad[p, i],
            frame,
        )
        view[i, V_AHEAD] = frame[0, 0] * ex + frame[0, 1] * ey + frame[0, 2] * ez
        view[i, V_ASIDE] = frame[1, 0] * ex + frame[1, 1] * ey + frame[1, 2] * ez
        view[i, V_ABOVE] = frame[2, 0] * ex + frame[2, 1] * ey + frame[2, 2] * ez
