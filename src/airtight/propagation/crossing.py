"""What the air takes from a wave that crosses it: gases along the ray, rain within its cell."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import within
from airtight.propagation.gases import ray_loss_db
from airtight.propagation.link import Link
from airtight.propagation.rain import rain_attenuation_db_per_km

GASES_FROM_HZ = 1e8
RAIN_FROM_HZ = 1e9


@dataclass(frozen=True)
class Rain:
    """A cell of rain on a path.

    Attributes:
        rate_mm_per_h: alike all over the cell.
        extent_m: of the cell along the path; cells are 5 to 30 km wide.
        start_m: where it begins, along the ray from the radar.
        top_m: height above sea up to which it rains, the melting layer's; 2 to 5 km.

    """

    rate_mm_per_h: float
    extent_m: float
    start_m: float = 0.0
    top_m: float = 3_000.0

    def __post_init__(self) -> None:
        """Refuse what is no rain."""
        within("rate_mm_per_h", self.rate_mm_per_h, 0.0, 1000.0)
        within("extent_m", self.extent_m, 0.0, 3e6)
        within("start_m", self.start_m, 0.0, 3e6)
        within("top_m", self.top_m, 0.0, 2e4)


def gases_db(link: Link, *, vapour_g_per_m3: float) -> tuple[float, tuple[str, ...]]:
    """One-way loss by gases along the ray, and what had to be left out.

    Args:
        link: the path.
        vapour_g_per_m3: density of water vapour at sea level, 0 to 100.

    Source:
        `airtight.propagation.gases.ray_loss_db`: ITU-R P.676-13 annex 1 in P.835-6's mean global atmosphere.

    """
    if link.frequency_hz < GASES_FROM_HZ:
        return 0.0, ("Below 0.1 GHz gases take less than 0.1 dB within 400 km: left out.",)
    loss, _ = ray_loss_db(
        frequency_hz=link.frequency_hz,
        height_m=max(link.antenna_m, 0.0),
        elevation_rad=link.elevation_rad,
        length_m=link.slant_m,
        vapour_g_per_m3=vapour_g_per_m3,
    )
    return loss, ()


def rain_db(link: Link, rain: Rain | None) -> tuple[float, tuple[str, ...]]:
    """One-way loss by the rain on the part of the ray that lies in the cell and below its top.

    Args:
        link: the path.
        rain: the cell, or None.

    Source:
        ITU-R P.838-3, for the elevation of the straight ray over the effective earth.

    """
    if rain is None or rain.rate_mm_per_h == 0.0:
        return 0.0, ()
    if link.frequency_hz < RAIN_FROM_HZ:
        return 0.0, ("Below 1 GHz, where P.838 ends, 100 mm/h take less than 0.003 dB/km: rain left out.",)
    wet_m = wet_length_m(link, rain)
    elevation = link.elevation_rad
    per_km = rain_attenuation_db_per_km(
        frequency_hz=link.frequency_hz,
        rate_mm_per_h=rain.rate_mm_per_h,
        polarization=link.polarization,
        elevation_rad=elevation,
    )
    told = f"Rain of {rain.rate_mm_per_h:g} mm/h on {wet_m * 1e-3:.3g} km of the ray, below {rain.top_m:g} m."
    return per_km * wet_m * 1e-3, (told,)


def wet_length_m(link: Link, rain: Rain) -> float:
    """Length of the ray within the cell and below its top: the ray is below a height on one stretch.

    On the effective earth (s + c sin e)^2 = (a + top)^2 - (c cos e)^2 where it passes the top, c = a +
    antenna.
    """
    centre = link.radius_m + link.antenna_m
    sine = np.sin(link.elevation_rad)
    inside = (link.radius_m + rain.top_m) ** 2 - centre**2 * (1.0 - sine**2)
    if inside <= 0.0:
        return 0.0
    root = np.sqrt(inside)
    first = max(rain.start_m, float(-centre * sine - root), 0.0)
    last = min(rain.start_m + rain.extent_m, float(-centre * sine + root), link.slant_m)
    return max(last - first, 0.0)
