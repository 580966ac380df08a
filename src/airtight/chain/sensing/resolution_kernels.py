"""Compiled resolution: what falls into one cell is one detection; nothing checked."""

import math

from airtight.chain.sensing.numbers import R_AZIMUTH_BEAM_RAD, R_ELEVATION_BEAM_RAD, R_RESOLUTION_M
from airtight.chain.sensing.signal_kernels import wrap
from airtight.messages.detections import (
    AZIMUTH_RAD,
    DOPPLER_M_PER_S,
    ELEVATION_RAD,
    RANGE_M,
    SNR_DB,
)
from airtight.numerics.columns import Floats
from airtight.numerics.kernel import kernel

TWO_PI = 2.0 * math.pi
DECIBEL = 0.1 * math.log(10.0)


@kernel
def unresolved(
    r: int,
    j: int,
    found: int,
    range_m: float,
    azimuth_rad: float,
    elevation_rad: float,
    world: Floats,
    where: Floats,
) -> int:
    """Which of `found` things seen before is in radar `j`'s cell of a place; -1 if none.

    Their range, azimuth and elevation stand in `where` (R, 8, E), rows 5 to 7.
    """
    for i in range(found):
        if (
            abs(where[r, 5, i] - range_m) < world[r, j, R_RESOLUTION_M]
            and abs(where[r, 7, i] - elevation_rad) < world[r, j, R_ELEVATION_BEAM_RAD]
            and abs(wrap(where[r, 6, i] - azimuth_rad)) < world[r, j, R_AZIMUTH_BEAM_RAD]
        ):
            return i
    return -1


@kernel
def merge(values: Floats, kept: int, other: int) -> float:
    """Make one detection of two rows of `values` (D, field): powers add, places weigh by power.

    Returns the other's share of the power. The errors stated stay those of the kept one.
    """
    first = math.exp(DECIBEL * values[kept, SNR_DB])
    second = math.exp(DECIBEL * values[other, SNR_DB])
    share = second / (first + second)
    for column in (RANGE_M, ELEVATION_RAD, DOPPLER_M_PER_S):
        values[kept, column] += share * (values[other, column] - values[kept, column])
    aside = wrap(values[other, AZIMUTH_RAD] - values[kept, AZIMUTH_RAD])
    azimuth = values[kept, AZIMUTH_RAD] + share * aside
    values[kept, AZIMUTH_RAD] = azimuth - TWO_PI * math.floor(azimuth / TWO_PI)
    values[kept, SNR_DB] = 10.0 * math.log10(first + second)
    return share
