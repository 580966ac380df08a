"""Compiled exposure: for how long radars have an aircraft in view on a given path."""

import math

import numpy as np

from airtight.chain.sensing.numbers import (
    R_ELEVATION_MAX_RAD,
    R_ELEVATION_MIN_RAD,
    R_FREQUENCY_HZ,
    R_INSTRUMENTED_M,
    R_REVISIT_S,
    W_BEND_RAD_PER_M,
    W_CONSTANT,
    W_FACTOR_CELL,
    W_FACTOR_SHARE,
    W_HEIGHT_CELL,
    W_HEIGHT_SHARE,
)
from airtight.chain.sensing.signal_kernels import aspect_factor
from airtight.earth.kernels import geodetic_to_ecef, great_circle_distance_bearing
from airtight.numerics.columns import Floats, Ints, Shorts, Singles
from airtight.numerics.kernel import parallel_kernel, prange
from airtight.propagation.kernels import edge_loss_db, gas_loss_db
from airtight.terrain.horizon_kernels import lowest_visible

NEPERS_TWO_WAY = 0.2 * math.log(10.0)
CLEAN = 0
FITTED = 1


@parallel_kernel
def expose(
    step_s: float,
    least_snr: float,
    latitude: Floats,
    longitude: Floats,
    samples: Ints,
    height_m: Floats,
    site: Floats,
    position: Floats,
    rotation: Floats,
    world: Floats,
    range_step_m: float,
    first_table: Ints,
    lowest_heights: Singles,
    edges: Shorts,
    gas: Singles,
    rcs_m2: Floats,
    factors: Floats,
    sight_s: Floats,
    above_s: Floats,
    looks: Floats,
) -> None:
    """Fill seconds in line of sight (W,), seconds and looks above `least_snr` (W, 2), clean and fitted.

    Paths: `latitude`, `longitude` (W, T) rad, even in time by `step_s`; `height_m` (W,) above sea. Radars:
    `site` (N, 2) rad, `position` (W, N, 3), `rotation` (N, 3, 3), `world` (W, N, field) of `chain.sensing`.
    Signature: `rcs_m2` (W, N, 2) frontal in the radar's band, and with reflectors; `factors` (W, 2) side and
    rear, clean.
    """
    radars = site.shape[0]
    for w in prange(latitude.shape[0]):
        sight_s[w] = 0.0
        above_s[w, :] = 0.0
        looks[w, :] = 0.0
        above = np.empty(2)
        for i in range(samples[w] - 1):
            x, y, z = geodetic_to_ecef(latitude[w, i], longitude[w, i], height_m[w])
            x1, y1, z1 = geodetic_to_ecef(latitude[w, i + 1], longitude[w, i + 1], height_m[w])
            vx = x1 - x
            vy = y1 - y
            vz = z1 - z
            speed = math.sqrt(vx * vx + vy * vy + vz * vz)
            seen = 0.0
            above[:] = 0.0
            for n in range(radars):
                dx = x - position[w, n, 0]
                dy = y - position[w, n, 1]
                dz = z - position[w, n, 2]
                range_m = math.sqrt(dx * dx + dy * dy + dz * dz)
                if range_m > world[w, n, R_INSTRUMENTED_M] or range_m < 1.0:
                    continue
                up = rotation[n, 2, 0] * dx + rotation[n, 2, 1] * dy + rotation[n, 2, 2] * dz
                elevation = math.asin(max(-1.0, min(1.0, up / range_m)))
                apparent = elevation + world[w, n, W_BEND_RAD_PER_M] * range_m
                if apparent < world[w, n, R_ELEVATION_MIN_RAD] or apparent > world[w, n, R_ELEVATION_MAX_RAD]:
                    continue
                distance_m, azimuth = great_circle_distance_bearing(
                    site[n, 0], site[n, 1], latitude[w, i], longitude[w, i]
                )
                table = first_table[n]
                lowest_m, edge_m = lowest_visible(
                    lowest_heights[table],
                    edges[table],
                    range_step_m,
                    azimuth,
                    distance_m,
                    int(world[w, n, W_FACTOR_CELL]),
                    world[w, n, W_FACTOR_SHARE],
                    int(world[w, n, W_HEIGHT_CELL]),
                    world[w, n, W_HEIGHT_SHARE],
                )
                if height_m[w] >= lowest_m:
                    seen = 1.0
                loss_db = edge_loss_db(world[w, n, R_FREQUENCY_HZ], lowest_m, height_m[w], edge_m, distance_m)
                loss_db += gas_loss_db(gas[n], elevation, range_m)
                for_one_m2 = world[w, n, W_CONSTANT] / range_m**4 * math.exp(-NEPERS_TWO_WAY * loss_db)
                aspect = -(vx * dx + vy * dy + vz * dz) / (max(speed, 1e-9) * range_m)
                clean = rcs_m2[w, n, CLEAN] * aspect_factor(aspect, factors[w, 0], factors[w, 1])
                if for_one_m2 * clean >= least_snr:
                    above[CLEAN] = 1.0
                    looks[w, CLEAN] += step_s / world[w, n, R_REVISIT_S]
                if for_one_m2 * rcs_m2[w, n, FITTED] >= least_snr:
                    above[FITTED] = 1.0
                    looks[w, FITTED] += step_s / world[w, n, R_REVISIT_S]
            sight_s[w] += seen * step_s
            above_s[w, CLEAN] += above[CLEAN] * step_s
            above_s[w, FITTED] += above[FITTED] * step_s
