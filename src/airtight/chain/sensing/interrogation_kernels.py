"""Compiled interrogation: who answers in the direction of a track."""

import math

from airtight.chain.sensing.numbers import W_FACTOR_CELL, W_FACTOR_SHARE, W_HEIGHT_CELL, W_HEIGHT_SHARE
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.messages.replies import CIVIL, FRIEND, NOT_ASKED, SILENT
from airtight.messages.tracks import FREE
from airtight.numerics.columns import Flags, Floats, Ints, Shorts, Singles, Words
from airtight.numerics.kernel import kernel, parallel_kernel, prange
from airtight.numerics.random import Cause, uniforms
from airtight.terrain.horizon_kernels import lowest_visible

TWO_PI = 2.0 * math.pi
CAUSE_REPLY = int(Cause.REPLY)
WIDEST_M = 15_000.0


@kernel
def _in_sight(
    r: int,
    j: int,
    e: int,
    world: Floats,
    site: Floats,
    rotation: Floats,
    position: Floats,
    geodetic: Floats,
    table: int,
    step_m: float,
    lowest: Singles,
    edge: Shorts,
) -> bool:
    """Whether the ground lets radar j see thing e."""
    px = position[r, e, 0] - site[r, j, 0]
    py = position[r, e, 1] - site[r, j, 1]
    pz = position[r, e, 2] - site[r, j, 2]
    azimuth = math.atan2(
        rotation[r, j, 0, 0] * px + rotation[r, j, 0, 1] * py + rotation[r, j, 0, 2] * pz,
        rotation[r, j, 1, 0] * px + rotation[r, j, 1, 1] * py + rotation[r, j, 1, 2] * pz,
    )
    if azimuth < 0.0:
        azimuth += TWO_PI
    cosine = math.cos(geodetic[r, e, 0])
    wx = cosine * math.cos(geodetic[r, e, 1])
    wy = cosine * math.sin(geodetic[r, e, 1])
    wz = math.sin(geodetic[r, e, 0])
    east = rotation[r, j, 0, 0] * wx + rotation[r, j, 0, 1] * wy + rotation[r, j, 0, 2] * wz
    north = rotation[r, j, 1, 0] * wx + rotation[r, j, 1, 1] * wy + rotation[r, j, 1, 2] * wz
    up = rotation[r, j, 2, 0] * wx + rotation[r, j, 2, 1] * wy + rotation[r, j, 2, 2] * wz
    distance_m = MEAN_EARTH_RADIUS_M * math.atan2(math.sqrt(east * east + north * north), up)
    lowest_m, _ = lowest_visible(
        lowest[table],
        edge[table],
        step_m,
        azimuth,
        distance_m,
        int(world[r, j, W_FACTOR_CELL]),
        world[r, j, W_FACTOR_SHARE],
        int(world[r, j, W_HEIGHT_CELL]),
        world[r, j, W_HEIGHT_SHARE],
    )
    return bool(geodetic[r, e, 2] >= lowest_m)


@parallel_kernel
def interrogate(
    seed: int,
    replication: Ints,
    now_s: float,
    epoch: int,
    asked: Ints,
    status: Ints,
    state: Floats,
    covariance: Floats,
    time_s: Floats,
    radar_of: Ints,
    station_word: Words,
    world: Floats,
    site: Floats,
    rotation: Floats,
    table_of: Ints,
    airborne: Ints,
    ground_step_m: float,
    ground_lowest: Singles,
    ground_edge: Shorts,
    air_step_m: float,
    air_lowest: Singles,
    air_edge: Shorts,
    word: Words,
    answers: Flags,
    keys: Flags,
    reply_probability: Floats,
    beam_m: float,
    position: Floats,
    geodetic: Floats,
    flying: Flags,
    kind: Ints,
) -> None:
    """Fill `kind` (R, B, S); see the front."""
    for r in prange(replication.size):
        for b in range(kind.shape[1]):
            j = radar_of[b]
            for s in range(kind.shape[2]):
                kind[r, b, s] = NOT_ASKED
                if asked[r, b, s] == 0 or status[r, b, s] == FREE:
                    continue
                kind[r, b, s] = SILENT
                if j < 0:
                    continue
                dt = now_s - time_s[r, b, s]
                x = state[r, b, s, 0] + dt * state[r, b, s, 3]
                y = state[r, b, s, 1] + dt * state[r, b, s, 4]
                z = state[r, b, s, 2] + dt * state[r, b, s, 5]
                nearest = -1
                variance = covariance[r, b, s, 0, 0] + covariance[r, b, s, 1, 1] + covariance[r, b, s, 2, 2]
                least = min(max(beam_m * beam_m, 9.0 * variance), WIDEST_M * WIDEST_M)
                for e in range(flying.shape[1]):
                    if flying[r, e] == 0:
                        continue
                    dx = position[r, e, 0] - x
                    dy = position[r, e, 1] - y
                    dz = position[r, e, 2] - z
                    away = dx * dx + dy * dy + dz * dz
                    if away <= least:
                        least = away
                        nearest = e
                if nearest < 0:
                    continue
                if airborne[j] == 0:
                    seen = _in_sight(
                        r,
                        j,
                        nearest,
                        world,
                        site,
                        rotation,
                        position,
                        geodetic,
                        table_of[r, j],
                        ground_step_m,
                        ground_lowest,
                        ground_edge,
                    )
                else:
                    seen = _in_sight(
                        r,
                        j,
                        nearest,
                        world,
                        site,
                        rotation,
                        position,
                        geodetic,
                        table_of[r, j],
                        air_step_m,
                        air_lowest,
                        air_edge,
                    )
                if not seen:
                    kind[r, b, s] = NOT_ASKED  # silence behind a ridge says nothing
                    continue
                u0, u1, _, _ = uniforms(
                    seed, replication[r], CAUSE_REPLY, word[nearest] ^ station_word[j], epoch, 0
                )
                if keys[r, b] != 0 and answers[r, nearest, 1] != 0 and u1 < reply_probability[r, 1]:
                    kind[r, b, s] = FRIEND
                elif answers[r, nearest, 0] != 0 and u0 < reply_probability[r, 0]:
                    kind[r, b, s] = CIVIL


@parallel_kernel
def fill_answers(
    seed: int, replication: Ints, cause: int, word: Words, share: Floats, answers: Flags
) -> None:
    """Fill `answers` (R, E, 2) with 1 where a uniform of the thing is below `share` (R, E, 2)."""
    for r in prange(replication.size):
        for e in range(word.size):
            u0, u1, _, _ = uniforms(seed, replication[r], cause, word[e], 0, 0)
            answers[r, e, 0] = 1 if u0 < share[r, e, 0] else 0
            answers[r, e, 1] = 1 if u1 < share[r, e, 1] else 0
