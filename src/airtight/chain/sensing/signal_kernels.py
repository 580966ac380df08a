"""Compiled signals: from a look's geometry to what the radar reports; nothing checked."""

import math

from airtight.chain.sensing.numbers import (
    R_AZIMUTH_BEAM_RAD,
    R_AZIMUTH_ERROR_RAD,
    R_BIAS_SHARE,
    R_ELEVATION_BEAM_RAD,
    R_ELEVATION_ERROR_RAD,
    R_ELEVATION_MAX_RAD,
    R_ELEVATION_MIN_RAD,
    R_INSTRUMENTED_M,
    R_RANGE_ERROR_M,
    R_RESOLUTION_M,
    R_REVISIT_S,
    R_SECTOR_RAD,
    W_AZIMUTH_BIAS_RAD,
    W_ELEVATION_BIAS_RAD,
    W_PHASE,
    W_RANGE_BIAS_M,
    W_THRESHOLD,
)
from airtight.messages.detections import (
    AZIMUTH_RAD,
    AZIMUTH_SIGMA_RAD,
    DOPPLER_M_PER_S,
    ELEVATION_RAD,
    ELEVATION_SIGMA_RAD,
    RANGE_M,
    RANGE_SIGMA_M,
    SNR_DB,
    TIME_S,
)
from airtight.numerics.columns import Floats
from airtight.numerics.kernel import kernel
from airtight.numerics.random import Cause, normals, uniforms

TWO_PI = 2.0 * math.pi
CAUSE_MEASUREMENT = int(Cause.MEASUREMENT)
CAUSE_FALSE_ALARM = int(Cause.FALSE_ALARM)

MONOPULSE_SLOPE = 1.6
DOPPLER_SIGMA_M_PER_S = 1.0
FALSE_ELEVATION_RAD = 0.087
"""False alarms lie evenly in the lowest five degrees that a radar covers."""

COS_35 = math.cos(math.radians(35.0))
COS_55 = math.cos(math.radians(55.0))
DEGREES = 180.0 / math.pi


@kernel
def aspect_factor(cos_aspect: float, side_factor: float, rear_factor: float) -> float:
    """Radar cross-section relative to frontal, by the cosine of the angle from the nose.

    Front to 45 degrees, side to 135, rear beyond; blended in dB over 10 degrees to either side.
    """
    if cos_aspect >= COS_35 or (side_factor == 1.0 and rear_factor == 1.0):
        return 1.0
    if -COS_55 <= cos_aspect <= COS_55:
        return side_factor
    if cos_aspect <= -COS_35:
        return rear_factor
    angle = math.acos(cos_aspect) * DEGREES
    if angle < 90.0:
        return float(side_factor ** ((angle - 35.0) / 20.0))
    share = (angle - 125.0) / 20.0
    return float(side_factor ** (1.0 - share) * rear_factor**share)


@kernel
def wrap(angle_rad: float) -> float:
    """The same direction in [-pi, pi), of an angle in [-3 pi, 3 pi]."""
    if angle_rad >= math.pi:
        return angle_rad - TWO_PI
    if angle_rad < -math.pi:
        return angle_rad + TWO_PI
    return angle_rad


@kernel
def received_power(snr: float, swerling: int, u0: float, u1: float, u2: float, u3: float) -> float:
    """Power of signal and noise of one look, in units of the noise: |sqrt(snr g) + n|^2, from four uniforms.

    Swerling 1: g exponential, so the sum is exponential with mean 1 + snr. Swerling 3: g = gamma(2) / 2.
    """
    if swerling == 1:
        return -(1.0 + snr) * math.log(u0)
    amplitude = math.sqrt(-0.5 * snr * (math.log(u0) + math.log(u1)))
    noise = math.sqrt(-math.log(u2))
    inphase = amplitude + noise * math.cos(TWO_PI * u3)
    quadrature = noise * math.sin(TWO_PI * u3)
    return inphase * inphase + quadrature * quadrature


@kernel
def report(
    r: int,
    j: int,
    row: int,
    time_s: float,
    range_m: float,
    azimuth_rad: float,
    elevation_rad: float,
    doppler_m_per_s: float,
    snr: float,
    widened: float,
    low_angle_rad: float,
    world: Floats,
    values: Floats,
    z0: float,
    z1: float,
    z2: float,
    z3: float,
) -> None:
    """Write one detection with its standard deviations; `z` is what chance adds.

    A share of the fixed error is the radar's own for a whole replication (`bias_share`); the rest, and the
    noise, are new in each look. The standard deviations stated hold all of it. `widened`: by how much a
    beam off broadside is wider in azimuth; `low_angle_rad`: what the ground adds in elevation.

    Source: sigma^2 = fixed^2 + noise^2; noise: range resolution, or beam width / 1.6, each / sqrt(2 S).
    """
    inverse = 1.0 / math.sqrt(2.0 * snr)
    noise = world[r, j, R_RESOLUTION_M] * inverse
    fixed = world[r, j, R_RANGE_ERROR_M]
    new = 1.0 - world[r, j, R_BIAS_SHARE] * world[r, j, R_BIAS_SHARE]
    range_sigma = math.sqrt(fixed * fixed + noise * noise)
    range_m += math.sqrt(new * fixed * fixed + noise * noise) * z0 + world[r, j, W_RANGE_BIAS_M]
    noise = world[r, j, R_AZIMUTH_BEAM_RAD] * widened * inverse / MONOPULSE_SLOPE
    fixed = world[r, j, R_AZIMUTH_ERROR_RAD]
    azimuth_sigma = math.sqrt(fixed * fixed + noise * noise)
    azimuth = azimuth_rad + math.sqrt(new * fixed * fixed + noise * noise) * z1
    azimuth += world[r, j, W_AZIMUTH_BIAS_RAD]
    noise = world[r, j, R_ELEVATION_BEAM_RAD] * inverse / MONOPULSE_SLOPE
    noise = math.sqrt(noise * noise + low_angle_rad * low_angle_rad)
    fixed = world[r, j, R_ELEVATION_ERROR_RAD]
    elevation_sigma = math.sqrt(fixed * fixed + noise * noise)
    elevation = elevation_rad + math.sqrt(new * fixed * fixed + noise * noise) * z2
    elevation += world[r, j, W_ELEVATION_BIAS_RAD]
    if azimuth < 0.0:
        azimuth += TWO_PI
    elif azimuth >= TWO_PI:
        azimuth -= TWO_PI
    values[r, row, TIME_S] = time_s
    values[r, row, RANGE_M] = max(range_m, 1.0)
    values[r, row, AZIMUTH_RAD] = azimuth
    values[r, row, ELEVATION_RAD] = elevation
    values[r, row, DOPPLER_M_PER_S] = doppler_m_per_s + DOPPLER_SIGMA_M_PER_S * z3
    values[r, row, SNR_DB] = 10.0 * math.log10(snr)
    values[r, row, RANGE_SIGMA_M] = range_sigma
    values[r, row, AZIMUTH_SIGMA_RAD] = azimuth_sigma
    values[r, row, ELEVATION_SIGMA_RAD] = elevation_sigma


@kernel
def measure(
    seed: int,
    replication: int,
    pair: int,
    epoch: int,
    r: int,
    j: int,
    row: int,
    time_s: float,
    range_m: float,
    azimuth_rad: float,
    elevation_rad: float,
    doppler_m_per_s: float,
    power: float,
    widened: float,
    low_angle_rad: float,
    world: Floats,
    values: Floats,
) -> None:
    """Write the detection of a thing, in error by a draw; its signal-to-noise ratio is the power less 1."""
    z0, z1, z2, z3 = normals(seed, replication, CAUSE_MEASUREMENT, pair, epoch, 0)
    snr = max(power - 1.0, 1.0)
    report(
        r,
        j,
        row,
        time_s,
        range_m,
        azimuth_rad,
        elevation_rad,
        doppler_m_per_s,
        snr,
        widened,
        low_angle_rad,
        world,
        values,
        z0,
        z1,
        z2,
        z3,
    )


@kernel
def invent(
    seed: int,
    replication: int,
    word: int,
    epoch: int,
    number: int,
    r: int,
    j: int,
    row: int,
    now_s: float,
    epoch_s: float,
    rotating: int,
    facing_rad: float,
    world: Floats,
    values: Floats,
) -> None:
    """Write a false alarm: where the beam is at a drawn time, even over the area, low, of noise's power."""
    u0, u1, u2, u3 = uniforms(seed, replication, CAUSE_FALSE_ALARM, word, epoch, 1 + number)
    t = now_s + u0 * epoch_s
    phase = t / world[r, j, R_REVISIT_S] + world[r, j, W_PHASE]
    phase -= math.floor(phase)
    azimuth = TWO_PI * phase
    if rotating == 0:
        azimuth = facing_rad + (phase - 0.5) * world[r, j, R_SECTOR_RAD]
        azimuth -= TWO_PI * math.floor(azimuth / TWO_PI)
    lowest = max(world[r, j, R_ELEVATION_MIN_RAD], -0.5)
    highest = min(world[r, j, R_ELEVATION_MAX_RAD], lowest + FALSE_ELEVATION_RAD)
    range_m = world[r, j, R_INSTRUMENTED_M] * math.sqrt(u1)
    snr = max(world[r, j, W_THRESHOLD] - math.log(u3) - 1.0, 1.0)
    elevation = lowest + u2 * (highest - lowest)
    report(
        r,
        j,
        row,
        t,
        range_m,
        azimuth,
        elevation,
        0.0,
        snr,
        1.0,
        0.0,
        world,
        values,
        0.0,
        0.0,
        0.0,
        0.0,
    )
