"""Detection and range: the package's models as functions of a table's columns."""

import math
from collections.abc import Callable

from airtight.chain.sensing import swerling as exact
from airtight.chain.sensing.clutter_kernels import clutter_m2
from airtight.chain.sensing.published_point import PublishedPoint
from airtight.constants import SPEED_OF_LIGHT_M_PER_S
from airtight.validation.calibration import Published, reach_m


def _detection(snr_db: float, pfa: float, pulses: int, swerling: int) -> float:
    return exact.detection_probability(
        snr=10.0 ** (snr_db / 10.0), false_alarm_probability=pfa, pulses=pulses, swerling=swerling
    )


def _required(pd: float, pfa: float, pulses: int, swerling: int) -> float:
    return exact.required_snr_db(
        detection_probability=pd, false_alarm_probability=pfa, pulses=pulses, swerling=swerling
    )


def _range(rcs_m2: float, pd: float, gases: str) -> float:
    point = Published(frequency_hz=3.2e9, range_m=390e3, rcs_m2=4.0, pd=0.5, pfa=1e-6)
    return 1e-3 * reach_m(point, rcs_m2=rcs_m2, pd=pd, gases=gases == "with")


def _published_reach(rcs_m2: float, pd: float) -> float:
    point = PublishedPoint(3.2e9, 390e3, 4.0, 0.5, 1e-6)
    return 1e-3 * point.reach_m(rcs_m2=rcs_m2, detection_probability=pd)


def _clutter(range_km: float, beam_deg: float, pulse_us: float, grazing_deg: float, gamma_db: float) -> float:
    """Flat ground at one grazing angle: its elevation rises by tan(psi) / R with range."""
    range_m = range_km * 1e3
    strip_m = 10.0 ** (0.1 * gamma_db) * math.radians(beam_deg)
    strip_m *= 0.5 * SPEED_OF_LIGHT_M_PER_S * pulse_us * 1e-6
    rise = math.tan(math.radians(grazing_deg)) / range_m
    return 10.0 * math.log10(clutter_m2(strip_m, range_m, rise, 0.0))


MODELS: dict[str, Callable[..., float]] = {
    "detection-probability": _detection,
    "required-snr": _required,
    "calibrated-range": _range,
    "clutter-rcs": _clutter,
    "published-reach": _published_reach,
}
