"""A radar has one second a second: what its search takes, and how much is left to look at tracks."""

import math
from dataclasses import dataclass

from airtight.constants import SPEED_OF_LIGHT_M_PER_S
from airtight.errors import InputError
from airtight.numerics.columns import positive, within

TURN = 2.0 * math.pi


def solid_angle_sr(*, azimuth_rad: float, elevation_min_rad: float, elevation_max_rad: float) -> float:
    """Solid angle of a sector between two elevations.

    Args:
        azimuth_rad: width of the sector, 0 to 2 pi.
        elevation_min_rad: -pi/2 to pi/2.
        elevation_max_rad: above the lower one, to pi/2.

    Raises:
        InputError: an argument is out of range.

    Source:
        Delta az (sin el2 - sin el1).

    """
    width = float(within("azimuth_rad", azimuth_rad, 0.0, TURN * (1.0 + 1e-12)))
    low = float(within("elevation_min_rad", elevation_min_rad, -TURN / 4.0, TURN / 4.0))
    high = float(within("elevation_max_rad", elevation_max_rad, low, TURN / 4.0))
    return width * (math.sin(high) - math.sin(low))


def beams(
    *, solid_angle_sr: float, azimuth_beam_rad: float, elevation_beam_rad: float, packing: float = 1.0
) -> float:
    """How many beams fill a solid angle.

    Args:
        solid_angle_sr: > 0.
        azimuth_beam_rad: half-power width, > 0.
        elevation_beam_rad: half-power width, > 0.
        packing: 1 where beams touch at half power in a square grid, 0.7 to 0.9 where they overlap.

    Raises:
        InputError: an argument is out of range.

    Source:
        Omega / (theta_az theta_el p).

    """
    width, height = (
        positive("azimuth_beam_rad", azimuth_beam_rad),
        positive("elevation_beam_rad", elevation_beam_rad),
    )
    return float(
        positive("solid_angle_sr", solid_angle_sr) / (width * height * within("packing", packing, 1e-3, 1.0))
    )


def dwell_s(*, range_m: float, pulses: int = 1, pulse_s: float = 0.0) -> float:
    """The shortest time in which pulses go to a range and come back, one after another.

    Args:
        range_m: > 0.
        pulses: >= 1.
        pulse_s: length of the uncompressed pulse, >= 0.

    Raises:
        InputError: an argument is out of range.

    Source:
        N max(2 R / c, tau).

    """
    count = float(within("pulses", pulses, 1.0, 1e9))
    there_and_back = 2.0 * float(positive("range_m", range_m)) / SPEED_OF_LIGHT_M_PER_S
    return count * max(there_and_back, float(within("pulse_s", pulse_s, 0.0, 1e3)))


def hits(*, azimuth_beam_rad: float, repetition_hz: float, period_s: float) -> float:
    """Pulses that fall on a target while the beam of a turning radar sweeps past it.

    Args:
        azimuth_beam_rad: half-power width, > 0.
        repetition_hz: pulses a second, > 0.
        period_s: of one turn, > 0.

    Raises:
        InputError: an argument is not finite and positive.

    Source:
        theta_az PRF / omega.

    """
    beam, pulses = positive("azimuth_beam_rad", azimuth_beam_rad), positive("repetition_hz", repetition_hz)
    return float(beam * pulses * positive("period_s", period_s) / TURN)


@dataclass(frozen=True)
class Demand:
    """What is asked of a sectored radar, and what it has.

    Attributes:
        search_share: of its time, kept for search.
        dwell_s: of one look at a track.
        revisit_s: in which its search covers the sector once.

    """

    search_share: float
    dwell_s: float
    revisit_s: float

    def __post_init__(self) -> None:
        """Refuse what no radar has.

        Raises:
            InputError: a field is out of range.

        """
        within("search_share", self.search_share, 0.0, 1.0)
        positive("dwell_s", self.dwell_s)
        positive("revisit_s", self.revisit_s)

    def load(self, *, targets: float, update_s: float) -> float:
        """Share of the time beside search that so many targets ask for; above 1: looks wait.

        Each is looked at once an `update_s`, and confirmed once a `revisit_s`, as search detects it.

        Args:
            targets: in the sector, >= 0.
            update_s: > 0.

        Raises:
            InputError: an argument is out of range, or search leaves no time at all.

        """
        left = 1.0 - self.search_share
        if left <= 0.0:
            raise InputError(
                "search takes all the time", place="search_share", value=self.search_share, allowed="below 1"
            )
        a_second = 1.0 / float(positive("update_s", update_s)) + 1.0 / self.revisit_s
        return float(within("targets", targets, 0.0, 1e9)) * self.dwell_s * a_second / left

    def update_s(self, *, targets: float, wanted_s: float) -> float:
        """How often each target is looked at in the end: as wanted, or as overload allows.

        Args:
            targets: in the sector, >= 0.
            wanted_s: the update interval that is asked for, > 0.

        Raises:
            InputError: as `load`.

        """
        return float(wanted_s) * max(self.load(targets=targets, update_s=wanted_s), 1.0)
