"""What each world makes of the radars: the table that the kernels read."""

from dataclasses import dataclass

import numpy as np

from airtight.chain.sensing.numbers import (
    R_ANTENNA_M,
    R_AZIMUTH_BEAM_RAD,
    R_AZIMUTH_ERROR_RAD,
    R_BIAS_SHARE,
    R_BLIND_M_PER_S,
    R_DETECTION_M,
    R_DWELL_S,
    R_ELEVATION_BEAM_RAD,
    R_ELEVATION_ERROR_RAD,
    R_FALSE_PER_SCAN,
    R_FREQUENCY_HZ,
    R_IMPROVEMENT_DB,
    R_INSTRUMENTED_M,
    R_LOW_ANGLE,
    R_RANGE_ERROR_M,
    R_REFERENCE_M2,
    R_REFLECTIVITY_DB,
    R_RESOLUTION_M,
    R_REVISIT_S,
    R_SCAN_LOSS,
    R_SEARCH_SHARE,
    R_SECTOR_RAD,
    R_SLEW_RAD_PER_S,
    R_UPDATE_S,
    RADAR_FIELDS,
    S_WORD,
    W_ANTENNA_M,
    W_AZIMUTH_BIAS_RAD,
    W_BEND_RAD_PER_M,
    W_CLUTTER_LEFT,
    W_CLUTTER_M,
    W_CONSTANT,
    W_EARTH_M,
    W_ELEVATION_BIAS_RAD,
    W_FACTOR_CELL,
    W_FACTOR_SHARE,
    W_HEIGHT_CELL,
    W_HEIGHT_SHARE,
    W_ORBIT_PHASE,
    W_PHASE,
    W_RANGE_BIAS_M,
    W_THRESHOLD,
    WORLD_FIELDS,
)
from airtight.chain.sensing.radars import Radars
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Ints, positive
from airtight.numerics.random import Cause, fill_uniform
from airtight.propagation.gases import calibration_loss_db

POSITIVE = (
    R_FREQUENCY_HZ,
    R_INSTRUMENTED_M,
    R_DETECTION_M,
    R_REFERENCE_M2,
    R_REVISIT_S,
    R_SECTOR_RAD,
    R_AZIMUTH_BEAM_RAD,
    R_ELEVATION_BEAM_RAD,
    R_RANGE_ERROR_M,
    R_AZIMUTH_ERROR_RAD,
    R_ELEVATION_ERROR_RAD,
    R_RESOLUTION_M,
    R_DWELL_S,
    R_UPDATE_S,
)
NOT_NEGATIVE = (
    R_SLEW_RAD_PER_S,
    R_SEARCH_SHARE,
    R_FALSE_PER_SCAN,
    R_ANTENNA_M,
    R_BLIND_M_PER_S,
    R_LOW_ANGLE,
    R_BIAS_SHARE,
    R_SCAN_LOSS,
)
ANY = (R_IMPROVEMENT_DB, R_REFLECTIVITY_DB)
REFLECTIVITY_AT_HZ = 10e9


@dataclass(frozen=True)
class Conditions:
    """What the worlds say of detection and air, one value a replication.

    Attributes:
        seed: of the run.
        replication: (R,), absolute indices.
        effective_earth_factor: (R,).
        probability_at_published_range: (R,), of detection in one look, in (0, 1).
        false_alarm_probability: (R,), of one look at one cell, in (0, 1).
        epoch_s: length of an epoch.

    """

    seed: int
    replication: Ints
    effective_earth_factor: Floats
    probability_at_published_range: Floats
    false_alarm_probability: Floats
    epoch_s: float = 1.0


def prepare(radars: Radars, table: Floats, conditions: Conditions) -> Floats:
    """The table of the kernels: the catalogue's columns and what follows from them.

    Args:
        radars: the N radars.
        table: (R, N, len(RADAR_FIELDS)), SI and radians, in the order of `RADAR_FIELDS`.
        conditions: the worlds'.

    Returns:
        (R, N, WORLD_FIELDS).

    Raises:
        InputError: a number that no radar can have; its radar, key and replication are named.

    Source:
        Calibration to a published point: S(sigma, R) = S_req sigma / sigma0 (R0 / R)^4 and gases relative to
        those at R0, with S_req = ln(P_fa) / ln(P_D) - 1 (one look at a Swerling 1 target). Ground clutter
        of constant gamma at 10 GHz, 5 dB a decade of frequency.

    Limits:
        Bands and gases are those of the nominal carrier frequency.

    """
    _check(radars, table)
    world = np.zeros((*table.shape[:2], WORLD_FIELDS))
    world[..., : len(RADAR_FIELDS)] = table
    pfa = _share("detection.false_alarm_probability", conditions.false_alarm_probability)
    pd = _share("detection.probability_at_published_range", conditions.probability_at_published_range)
    required = required_snr(pd, pfa)
    for n, radar in enumerate(radars.radars):
        reach = table[:, n, R_DETECTION_M]
        gases_db = calibration_loss_db(frequency_hz=radar.frequency_hz, range_m=reach)
        world[:, n, W_CONSTANT] = required * reach**4 / table[:, n, R_REFERENCE_M2] * 10.0 ** (0.2 * gases_db)
        for column, draw in ((W_PHASE, 0), (W_ORBIT_PHASE, 1)):
            world[:, n, column] = _uniform(radars, n, conditions, Cause.SCAN_PHASE, draw)
        _bias(
            world[:, n], [_uniform(radars, n, conditions, Cause.MEASUREMENT, draw) for draw in (1, 2, 3, 4)]
        )
        above = 0.0 if radar.orbit_radius_m > 0.0 else radar.tables[0].ground_m
        world[:, n, W_ANTENNA_M] = table[:, n, R_ANTENNA_M] + above
        # Ten times the frequency, half a decade more: gamma(f) = gamma(10 GHz) + 5 log(f / 10 GHz).
        slope_db = 5.0 * np.log10(radar.frequency_hz / REFLECTIVITY_AT_HZ)
        gamma = 10.0 ** (0.1 * (table[:, n, R_REFLECTIVITY_DB] + slope_db))
        world[:, n, W_CLUTTER_M] = gamma * table[:, n, R_AZIMUTH_BEAM_RAD] * table[:, n, R_RESOLUTION_M]
    world[..., W_CLUTTER_LEFT] = 10.0 ** (-0.1 * table[..., R_IMPROVEMENT_DB])
    world[..., W_THRESHOLD] = -np.log(pfa)[:, None]
    factor = positive("atmosphere.effective_earth_factor", conditions.effective_earth_factor)
    cells = radars.cells(factor, table[..., R_ANTENNA_M])
    columns = (W_FACTOR_CELL, W_FACTOR_SHARE, W_HEIGHT_CELL, W_HEIGHT_SHARE)
    for column, values in zip(columns, cells, strict=True):
        world[..., column] = values
    world[..., W_EARTH_M] = (factor * MEAN_EARTH_RADIUS_M)[:, None]
    # Apparent less straight-line elevation, for each metre of range.
    world[..., W_BEND_RAD_PER_M] = ((1.0 - 1.0 / factor) / (2.0 * MEAN_EARTH_RADIUS_M))[:, None]
    return world


def required_snr(detection_probability: Floats, false_alarm_probability: Floats) -> Floats:
    """Signal-to-noise ratio of one look at a Swerling 1 target; P_D = P_fa^(1 / (1 + S))."""
    result: Floats = np.log(false_alarm_probability) / np.log(detection_probability) - 1.0
    return result


def _uniform(radars: Radars, n: int, conditions: Conditions, cause: Cause, draw: int) -> Floats:
    """One uniform a replication from the stream of radar `n`."""
    drawn = np.empty(conditions.replication.size)
    word = int(radars.station[n, S_WORD])
    fill_uniform(int(conditions.seed), conditions.replication, int(cause), word, draw, drawn)
    return drawn


def _bias(row: Floats, luck: list[Floats]) -> None:
    """Draw what a radar errs by in all its looks of a replication, into the rows (R, WORLD_FIELDS)."""
    size, other = np.sqrt(-2.0 * np.log(luck[0])), np.sqrt(-2.0 * np.log(luck[2]))
    share = row[:, R_BIAS_SHARE]
    row[:, W_RANGE_BIAS_M] = share * row[:, R_RANGE_ERROR_M] * size * np.cos(2.0 * np.pi * luck[1])
    row[:, W_AZIMUTH_BIAS_RAD] = share * row[:, R_AZIMUTH_ERROR_RAD] * size * np.sin(2.0 * np.pi * luck[1])
    row[:, W_ELEVATION_BIAS_RAD] = (
        share * row[:, R_ELEVATION_ERROR_RAD] * other * np.cos(2.0 * np.pi * luck[3])
    )


def _share(place: str, given: Floats) -> Floats:
    bad = ~((given > 0.0) & (given < 1.0))
    if bad.any():
        raise InputError(
            "not a probability", place=place, value=float(given[bad][0]), allowed="0 to 1, neither"
        )
    return given


def _check(radars: Radars, table: Floats) -> None:
    wanted = (radars.count, len(RADAR_FIELDS))
    if table.ndim != 3 or table.shape[1:] != wanted:  # noqa: PLR2004
        raise InputError("wrong shape", place="radar table", value=table.shape, allowed=f"(R, {wanted})")
    shares = [R_SEARCH_SHARE, R_BIAS_SHARE]
    for columns, low, high, allowed in (
        (POSITIVE, np.nextafter(0.0, 1.0), np.inf, "finite and > 0"),
        (NOT_NEGATIVE, 0.0, np.inf, "finite and >= 0"),
        (ANY, -np.inf, np.inf, "finite"),
        (shares, 0.0, 1.0, "0 to 1"),
    ):
        part = table[..., list(columns)]
        good = np.isfinite(part) & (part >= low) & (part <= high)
        if not good.all():
            r, n, c = (int(i) for i in np.argwhere(~good)[0])
            key = RADAR_FIELDS[columns[c]]
            place = f"{radars.radars[n].name}.{key}"
            raise InputError("out of range", place=place, value=float(part[r, n, c]), allowed=allowed)
