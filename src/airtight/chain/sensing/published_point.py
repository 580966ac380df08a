"""How far a radar sees what, from one published point: "this cross-section at this range"."""

import math
from dataclasses import dataclass
from functools import cached_property

from scipy import optimize

from airtight.chain.sensing.swerling import required_snr_db
from airtight.numerics.columns import positive
from airtight.propagation.gases import calibration_loss_db

GASES_END_M = 3e6
"""Slant range behind which the ray has left the air: its loss no longer grows."""
NEAREST_M, FARTHEST_M = 1e-3, 1e15


@dataclass(frozen=True)
class PublishedPoint:
    """What a radar is said to do, with what has to be assumed about it.

    Attributes:
        frequency_hz: carrier.
        range_m: at which it detects.
        rcs_m2: what it detects there.
        detection_probability: of one look there; sources do not say it.
        false_alarm_probability: of one look at one cell.

    """

    frequency_hz: float
    range_m: float
    rcs_m2: float
    detection_probability: float
    false_alarm_probability: float

    @cached_property
    def constant_db(self) -> float:
        """All that does not depend on the target: the ratio of 1 m2 at 1 m without gases."""
        return (
            self.required_snr_db(self.detection_probability)
            - 10.0 * math.log10(self.rcs_m2)
            + 40.0 * math.log10(self.range_m)
            + 2.0 * self.loss_db(self.range_m)
        )

    def loss_db(self, range_m: float) -> float:
        """One-way loss by gases to a slant range, along the ray by which published ranges are read."""
        return float(calibration_loss_db(frequency_hz=self.frequency_hz, range_m=min(range_m, GASES_END_M)))

    def required_snr_db(self, detection_probability: float) -> float:
        """Signal-to-noise ratio of one look at a Swerling 1 target."""
        return required_snr_db(
            detection_probability=detection_probability, false_alarm_probability=self.false_alarm_probability
        )

    def snr_db(self, *, rcs_m2: float, range_m: float) -> float:
        """Signal-to-noise ratio of one look at a target, dB.

        Args:
            rcs_m2: its mean radar cross-section, > 0.
            range_m: slant range, > 0.

        Raises:
            InputError: an argument is out of range.

        Source:
            S = S_req(P_D0) + 10 log(sigma / sigma0) - 40 log(R / R0) - 2 (A(R) - A(R0)): the range equation
            divided by itself at the published point, so that power, gains and losses drop out.

        Limits:
            Free space and gases: no horizon, no terrain, no instrumented range.

        """
        size, distance = float(positive("rcs_m2", rcs_m2)), float(positive("range_m", range_m))
        spread_db = 10.0 * math.log10(size) - 40.0 * math.log10(distance)
        return self.constant_db + spread_db - 2.0 * self.loss_db(distance)

    def reach_m(self, *, rcs_m2: float, detection_probability: float) -> float:
        """The slant range at which a target is detected so often.

        Args:
            rcs_m2: its mean radar cross-section, > 0.
            detection_probability: of one look, above the false-alarm probability.

        Returns:
            Metres.

        Raises:
            InputError: an argument is out of range.

        Source:
            The root of `snr_db`, which falls with range.

        """
        wanted_db = self.required_snr_db(detection_probability)

        def excess_db(exponent: float) -> float:
            return self.snr_db(rcs_m2=rcs_m2, range_m=10.0**exponent) - wanted_db

        return float(
            10.0 ** optimize.brentq(excess_db, math.log10(NEAREST_M), math.log10(FARTHEST_M), xtol=1e-12)
        )
