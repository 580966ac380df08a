"""Surface clutter: how large the ground is that a look sees beside its target."""

import numpy as np
from numpy.typing import ArrayLike

from airtight.chain.sensing import clutter_kernels
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Floats, finite, flat, positive, within
from airtight.terrain.horizon import HorizonTable

REFLECTIVITY_AT_HZ = 10e9
DB_A_DECADE = 5.0


def reflectivity(*, at_10_ghz_db: ArrayLike, frequency_hz: ArrayLike) -> Floats:
    """Gamma of a surface at a frequency, as a ratio.

    Args:
        at_10_ghz_db: shape (...), dB: about -20 flat land, -15 farmland and woods, -10 wooded hills, 0 rugged
            mountains, -40 sea state 3; each within 5 dB.
        frequency_hz: shape (...), > 0.

    Raises:
        InputError: an argument is out of range.

    Source:
        gamma(f) = gamma(10 GHz) + 5 log10(f / 10 GHz), textbook classes (Skolnik; Nathanson).

    """
    decades = np.log10(positive("frequency_hz", frequency_hz) / REFLECTIVITY_AT_HZ)
    return np.asarray(10.0 ** (0.1 * (finite("at_10_ghz_db", at_10_ghz_db) + DB_A_DECADE * decades)))


def surface_clutter_m2(
    *,
    gamma: ArrayLike,
    range_m: ArrayLike,
    grazing_rad: ArrayLike,
    azimuth_beam_rad: ArrayLike,
    range_cell_m: ArrayLike,
) -> Floats:
    """Radar cross-section of the ground in one range cell that lies open to the beam.

    Args:
        gamma: shape (...), reflectivity as a ratio, > 0.
        range_m: shape (...), slant range, > 0.
        grazing_rad: shape (...), between ray and surface, 0 to below pi/2; 0.5 to 60 degrees is what the law
            was made for, below that shadows decide.
        azimuth_beam_rad: shape (...), half-power width, > 0.
        range_cell_m: shape (...), c tau / 2 of the compressed pulse, > 0.

    Returns:
        The broadcast shape, m2.

    Raises:
        InputError: an argument is out of range.

    Source:
        Constant gamma: gamma sin psi, over the area R theta (c tau / 2) sec psi.

    """
    strip = (
        positive("gamma", gamma)
        * positive("azimuth_beam_rad", azimuth_beam_rad)
        * positive("range_cell_m", range_cell_m)
    )
    grazing = within("grazing_rad", grazing_rad, 0.0, 0.5 * np.pi - 1e-6)
    return np.asarray(strip * positive("range_m", range_m) * np.tan(grazing))


def terrain_clutter_m2(  # noqa: PLR0913 - a place, a world, a radar
    table: HorizonTable,
    *,
    azimuth_rad: ArrayLike,
    distance_m: ArrayLike,
    factor: float,
    height_m: float,
    gamma: float,
    azimuth_beam_rad: float,
    range_cell_m: float,
) -> Floats:
    """The same over terrain, of places as a horizon table shows them: none where the ground lies in a shadow.

    Args:
        table: of the radar's antenna.
        azimuth_rad: shape (...), 0 to 2 pi.
        distance_m: shape (...), ground distance, > 0.
        factor: effective-earth factor.
        height_m: of the antenna, above what the table's heights are.
        gamma: reflectivity as a ratio, > 0.
        azimuth_beam_rad: half-power width, > 0.
        range_cell_m: c tau / 2 of the compressed pulse, > 0.

    Returns:
        The broadcast shape, m2, on the beam's axis; the mean over a step of the table.

    Raises:
        InputError: an argument is out of range.

    Source:
        Constant gamma, with R d(elevation) = tan psi dR for ground in sight.

    """
    azimuth, distance = np.broadcast_arrays(
        within("azimuth_rad", azimuth_rad, 0.0, 2.0 * np.pi), positive("distance_m", distance_m)
    )
    ki, kf, hi, hf = table.position(factor, height_m)
    strip = float(positive("gamma", gamma)) * float(positive("azimuth_beam_rad", azimuth_beam_rad))
    above = float(np.median(table.antenna_m - table.heights_m))
    out = np.empty(azimuth.shape)
    clutter_kernels.fill_clutter_m2(
        table.lowest_height_m,
        table.range_step_m,
        flat(azimuth),
        flat(distance),
        int(ki[()]),
        float(kf[()]),
        int(hi[()]),
        float(hf[()]),
        above + height_m,
        factor * MEAN_EARTH_RADIUS_M,
        strip * float(positive("range_cell_m", range_cell_m)),
        out.reshape(-1),
    )
    return out
