"""The catalogue's published points: which radar sees what how far, hit by construction."""

import functools
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from airtight.catalog.loader import Catalog, Entry, load
from airtight.chain.sensing.numbers import (
    R_DETECTION_M,
    R_FREQUENCY_HZ,
    R_REFERENCE_M2,
    RADAR_FIELDS,
    ROTATING,
    W_CONSTANT,
)
from airtight.chain.sensing.radars import Radar, Radars
from airtight.chain.sensing.swerling import required_snr_db
from airtight.chain.sensing.worlds import Conditions, prepare
from airtight.propagation.gases import calibration_loss_db
from airtight.terrain.horizon import HorizonTable
from airtight.validation.claim import BENCHMARK, CALIBRATED, Claim

RANGE_TOLERANCE = 0.005
"""Of a range: that of the published table of ranges."""
FARTHEST_M = 2_500e3
ADVERTISED = "radar-91n6e"
"""The one radar with a second published point."""


@dataclass(frozen=True)
class Published:
    """One point: a radar of a frequency sees a cross-section at a range with a probability.

    Attributes:
        frequency_hz: of the carrier.
        range_m: published.
        rcs_m2: published for it.
        pd: probability of detection of one look, Swerling 1.
        pfa: of a false alarm.

    """

    frequency_hz: float
    range_m: float
    rcs_m2: float
    pd: float
    pfa: float


def claims() -> list[Claim]:
    """Each radar of the catalogue at its own point, and the second point of the one that has two."""
    catalog = load()
    radars = [
        entry
        for entry in catalog.entries.values()
        if {"detection_range", "reference_rcs"} <= set(entry.numbers)
    ]
    return [_own_point(catalog, entry) for entry in radars] + [_second_point(catalog)]


def reach_m(point: Published, *, rcs_m2: float, pd: float, gases: bool = True) -> float:
    """Range at which a calibrated radar sees another cross-section with another probability.

    Args:
        point: what calibrates it.
        rcs_m2: > 0.
        pd: wanted, of one look at a Swerling 1 target.
        gases: whether they absorb, along the ray from sea level at 1 degree.

    Source:
        The chain's own constant of the radar, S = constant * rcs / R^4 less the gases both ways, set against
        the ratio that the probability requires.

    """
    wanted = 10.0 ** (0.1 * required_snr_db(detection_probability=pd, false_alarm_probability=point.pfa))
    level = _constant(point) * rcs_m2 / wanted
    if not gases:
        level *= 10.0 ** (-0.2 * _gases_db(point, point.range_m))

    def excess_db(range_m: float) -> float:
        gas = _gases_db(point, range_m) if gases else 0.0
        return 10.0 * float(np.log10(level / range_m**4)) - 2.0 * gas

    return float(brentq(excess_db, 1.0, FARTHEST_M))


def _own_point(catalog: Catalog, entry: Entry) -> Claim:
    point, published = _point_of(catalog, entry), entry.numbers["detection_range"]
    return Claim(
        claim=f"{entry.title} sees {point.rcs_m2:g} m2 with P_d {point.pd:g} at its published range",
        group="Calibration",
        tier=CALIBRATED,
        source=f"catalogue, {published.name} ({published.mark}); hit by construction",
        expected=point.range_m * 1e-3,
        tolerance=RANGE_TOLERANCE * point.range_m * 1e-3,
        unit="km",
        reproduce=_command(entry, point, point.rcs_m2),
        compute=functools.partial(_reach_km, point, point.rcs_m2),
    )


def _second_point(catalog: Catalog) -> Claim:
    entry = catalog.entry(ADVERTISED)
    point = _point_of(catalog, entry)
    other, rcs = entry.numbers["detection_range_ballistic"], entry.numbers["ballistic_reference_rcs"].nominal
    return Claim(
        claim=f"{entry.title}, fitted to {point.rcs_m2:g} m2, sees {rcs:g} m2 as far as its maker says",
        group="Calibration",
        tier=BENCHMARK,
        source=f"catalogue, {other.name} ({other.mark}): the second published point, not used to fit",
        expected=(other.low * 1e-3, other.high * 1e-3),
        tolerance=0.0,
        unit="km",
        reproduce=_command(entry, point, rcs),
        compute=functools.partial(_reach_km, point, rcs),
    )


def _point_of(catalog: Catalog, entry: Entry) -> Published:
    numbers = entry.numbers
    return Published(
        frequency_hz=numbers["carrier_frequency"].nominal,
        range_m=numbers["detection_range"].nominal,
        rcs_m2=numbers["reference_rcs"].nominal,
        pd=catalog.number("detection.probability_at_published_range").nominal,
        pfa=catalog.number("detection.false_alarm_probability").nominal,
    )


def _command(entry: Entry, point: Published, rcs_m2: float) -> str:
    probabilities = f"pd={point.pd:g} published-pd={point.pd:g}"
    return f"airtight calc radar-range radar={entry.id} rcs='{rcs_m2:g} m2' {probabilities}"


def _reach_km(point: Published, rcs_m2: float) -> float:
    return 1e-3 * reach_m(point, rcs_m2=rcs_m2, pd=point.pd)


def _gases_db(point: Published, range_m: float) -> float:
    return float(calibration_loss_db(frequency_hz=point.frequency_hz, range_m=range_m))


def _constant(point: Published) -> float:
    """The chain's constant of the radar: signal-to-noise ratio at 1 m for 1 m2, without gases."""
    nothing = np.zeros((8, 4, 3, 3), dtype=np.float32), np.zeros((8, 4, 3, 3), dtype=np.uint16)
    level = HorizonTable(
        0.0, 0.0, 0.0, np.full(3, 4.0 / 3.0), np.zeros(3), np.zeros(3), 1e3, *nothing, 0.0, "validation"
    )
    radars = Radars.of([Radar("published", 0, ROTATING, 0, point.frequency_hz, 0.0, 0.0, (level,))])
    numbers = np.ones((1, 1, len(RADAR_FIELDS)))
    numbers[..., R_FREQUENCY_HZ] = point.frequency_hz
    numbers[..., R_DETECTION_M] = point.range_m
    numbers[..., R_REFERENCE_M2] = point.rcs_m2
    worlds = Conditions(
        1, np.zeros(1, dtype=np.int64), np.full(1, 4.0 / 3.0), np.full(1, point.pd), np.full(1, point.pfa)
    )
    return float(prepare(radars, numbers, worlds)[0, 0, W_CONSTANT])
