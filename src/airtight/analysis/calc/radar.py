"""Models of radar: detection of fluctuating targets, and range from a published point."""

import itertools

from airtight.analysis.calc.model import Input, Model, Values
from airtight.analysis.calc.reading import entry, quantity, share, whole
from airtight.catalog.check import sourced
from airtight.catalog.loader import load
from airtight.catalog.number import Number
from airtight.chain.sensing.published_point import PublishedPoint
from airtight.chain.sensing.swerling import PFA_MIN, PULSES_MAX, detection_probability, required_snr_db
from airtight.errors import InputError

ALARM = share(least=PFA_MIN)
PULSES = whole(1, PULSES_MAX)
SWERLING = whole(0, 4)
PD_MOST = 1.0 - 1e-12
PD_LEAST = 1e-3
"""For ranges: safely above any false-alarm probability of the catalogue."""
FLUCTUATION = (
    "snr and pulses: mean power ratio of one pulse at the matched filter, N of them summed behind a "
)
FLUCTUATION += "square-law detector; pfa: after the sum. Looks are independent, noise is known."
AT_POINT = "detection.probability_at_published_range"
ALARMS = "detection.false_alarm_probability"


def _detection(values: Values) -> dict[str, object]:
    probability = detection_probability(
        snr=10.0 ** (values["snr"] / 10.0),
        false_alarm_probability=values["pfa"],
        pulses=values["pulses"],
        swerling=values["swerling"],
    )
    return {"probability": probability}


def _required(values: Values) -> dict[str, object]:
    if values["pd"] <= values["pfa"]:
        raise InputError(
            "noise alone is detected as often",
            place="pd",
            value=values["pd"],
            allowed=f"more than pfa, {values['pfa']:g}",
        )
    snr_db = required_snr_db(
        detection_probability=values["pd"],
        false_alarm_probability=values["pfa"],
        pulses=values["pulses"],
        swerling=values["swerling"],
    )
    return {"snr_db": snr_db}


def _range(values: Values) -> dict[str, object]:
    radar = values["radar"].numbers
    at_point, alarms = load().number(AT_POINT), load().number(ALARMS)
    frequency, distance, size = (
        radar[key] for key in ("carrier_frequency", "detection_range", "reference_rcs")
    )

    def reach_m(*point: float) -> float:
        """From the published point's range, cross-section, detection and false-alarm probabilities."""
        return PublishedPoint(frequency.nominal, *point).reach_m(
            rcs_m2=values["rcs"], detection_probability=values["pd"]
        )

    published = values["published-pd"]
    corners = itertools.product(
        (distance.low, distance.high),
        (size.low, size.high),
        (min(at_point.low, published), max(at_point.high, published)),
        (alarms.low, alarms.high),
    )
    ends_m = [reach_m(*corner) for corner in corners]
    range_m = reach_m(distance.nominal, size.nominal, published, alarms.nominal)
    instrumented_m = radar["instrumented_range"].nominal
    return {
        "range_m": range_m,
        "range_low_m": min(ends_m),
        "range_high_m": max(ends_m),
        "instrumented_range_m": instrumented_m,
        "beyond_instrumented_range": range_m > instrumented_m,
        "assumptions": assumed([frequency, distance, size, at_point, alarms]),
    }


def assumed(numbers: list[Number]) -> list[str]:
    """The names of those numbers that no source states."""
    return [number.name for number in numbers if not sourced(number, load())]


MODELS = (
    Model(
        name="detection-probability",
        line="How often a fluctuating target is detected: Swerling 0 to 4, N pulses, exactly.",
        inputs=(
            Input("snr", "13 dB", quantity("decibel")),
            Input("pfa", "1e-6", ALARM),
            Input("pulses", "10", PULSES),
            Input("swerling", "1", SWERLING),
        ),
        prints={"probability": ""},
        compute=_detection,
        source="Marcum (1947), Swerling (1954); exact mixture sums",
        limits=FLUCTUATION,
    ),
    Model(
        name="required-snr",
        line="The signal-to-noise ratio at which a fluctuating target is detected so often.",
        inputs=(
            Input("pd", "0.9", share(most=PD_MOST)),
            Input("pfa", "1e-6", ALARM),
            Input("pulses", "10", PULSES),
            Input("swerling", "1", SWERLING),
        ),
        prints={"snr_db": "decibel"},
        compute=_required,
        source="Marcum (1947), Swerling (1954); the root of detection-probability",
        limits=FLUCTUATION,
    ),
    Model(
        name="radar-range",
        line="How far a radar of the catalogue detects a target, from its published point.",
        inputs=(
            Input("radar", "radar-91n6e", entry("radar")),
            Input("rcs", "1 m2", quantity("area", 1e-9, 1e9)),
            Input("pd", "0.5", share(least=PD_LEAST, most=PD_MOST)),
            Input("published-pd", "0.8", share(least=PD_LEAST, most=PD_MOST), default="0.5"),
        ),
        prints={
            "range_m": "length",
            "range_low_m": "length",
            "range_high_m": "length",
            "instrumented_range_m": "length",
            "beyond_instrumented_range": "",
        },
        compute=_range,
        source="the range equation over itself at the published point; gases of P.676-13, ray at 1 degree",
        limits="Free space and gases: no horizon, no terrain, not cut at the instrumented range. One "
        "look at a Swerling 1 target. published-pd is the detection probability at the published "
        "point, which no source states (assumption; the simulation draws it). Low and high: all "
        "uncertain numbers at their ends.",
    ),
)
