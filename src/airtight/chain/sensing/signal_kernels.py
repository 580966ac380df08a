"""Compiled signals: from a look's geometry to what the radar reports; nothing checked."""

import math

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
    world: Floats,
    values: Floats,
    z0: float,
    z1: float,
    z2: float,
    z3: float,
) -> None:
    """Write one detection with its standard deviations, `z` of which are added to the measured values.

    Source: sigma^2 = fixed^2 + noise^2; noise: range resolution, or beam width / 1.6, each / sqrt(2 S).
    """
    inverse = 1.0 / math.sqrt(2.0 * snr)
    noise = world[r, j, 15] * inverse
    range_sigma = math.sqrt(world[r, j, 12] * world[r, j, 12] + noise * noise)
    noise = world[r, j, 10] * inverse / MONOPULSE_SLOPE
    azimuth_sigma = math.sqrt(world[r, j, 13] * world[r, j, 13] + noise * noise)
    noise = world[r, j, 11] * inverse / MONOPULSE_SLOPE
    elevation_sigma = math.sqrt(world[r, j, 14] * world[r, j, 14] + noise * noise)
    azimuth = azimuth_rad + azimuth_sigma * z1
    if azimuth < 0.0:
        azimuth += TWO_PI
    elif azimuth >= TWO_PI:
        azimuth -= TWO_PI
    values[r, row, TIME_S] = time_s
    values[r, row, RANGE_M] = max(range_m + range_sigma * z0, 1.0)
    values[r, row, AZIMUTH_RAD] = azimuth
    values[r, row, ELEVATION_RAD] = elevation_rad + elevation_sigma * z2
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
    phase = t / world[r, j, 4] + world[r, j, 27]
    phase -= math.floor(phase)
    azimuth = TWO_PI * phase
    if rotating == 0:
        azimuth = facing_rad + (phase - 0.5) * world[r, j, 8]
        azimuth -= TWO_PI * math.floor(azimuth / TWO_PI)
    lowest = max(world[r, j, 6], -0.5)
    highest = min(world[r, j, 7], lowest + FALSE_ELEVATION_RAD)
    range_m = world[r, j, 1] * math.sqrt(u1)
    snr = max(world[r, j, 21] - math.log(u3) - 1.0, 1.0)
    elevation = lowest + u2 * (highest - lowest)
    report(r, j, row, t, range_m, azimuth, elevation, 0.0, snr, world, values, 0.0, 0.0, 0.0, 0.0)
