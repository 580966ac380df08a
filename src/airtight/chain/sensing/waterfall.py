"""From a radar's published point to its reach against another target, decibel by decibel."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from airtight.chain.sensing.published_point import PublishedPoint
from airtight.chain.sensing.swerling import required_snr_db
from airtight.errors import InputError
from airtight.numerics.columns import positive

ASSUMPTION = "assumption"
ONE_ANGLE, TWO_ANGLES = 1, 2
BEAM_SHAPE_DB = (1.24, 1.6, 1.6)
SCAN_LIMIT_RAD = math.radians(60.0)
"""How far off broadside a phased face is taken to look at most."""
EXPONENT_MAX = 10.0
ANY_RADAR_DB = (
    ("transmit line, radome and receive line", 1.0, 2.0, 4.0),
    ("filter mismatch and weighting", 0.5, 1.0, 1.5),
    ("threshold that follows the noise (CFAR)", 0.3, 1.0, 2.0),
    ("target between range and Doppler cells", 0.3, 0.7, 1.5),
    ("processing, quantisation, wear in the field", 1.0, 2.0, 5.0),
)
"""Name; low, nominal, high, dB: the items of every radar's loss budget (Barton, Skolnik; recalled)."""


@dataclass(frozen=True)
class Loss:
    """One item of the loss budget, an assumption for any real radar.

    Attributes:
        name: for people.
        low_db: >= 0.
        nominal_db: >= 0.
        high_db: >= 0.
        absorbed: it was lost at the published point too, and is not subtracted again; otherwise it comes on
            top, by direction.
        mark: "assumption".

    """

    name: str
    low_db: float
    nominal_db: float
    high_db: float
    absorbed: bool = True
    mark: str = ASSUMPTION


@dataclass(frozen=True)
class Step:
    """One step from the published point.

    Attributes:
        name: for people.
        change_db: what it adds to the signal-to-noise ratio.
        level_db: the ratio after it.

    """

    name: str
    change_db: float
    level_db: float


@dataclass(frozen=True)
class Waterfall:
    """The chain of one radar against one target.

    Attributes:
        point: the published one.
        rcs_m2: of the target.
        range_m: at which the steps end.
        published_db: ratio that one look needs at the published point, where the steps begin.
        at_1_km_db: ratio of 1 m2 at 1 km without gases: power, gain, noise and losses in one number.
        steps: cross-section, range, gases.
        required_db: ratio that one look needs for the probability asked.
        reach_m: where the ratio is the required one: free space and gases, no horizon, no instrumented range.
        losses: the budget.

    """

    point: PublishedPoint
    rcs_m2: float
    range_m: float
    published_db: float
    at_1_km_db: float
    steps: tuple[Step, ...]
    required_db: float
    reach_m: float
    losses: tuple[Loss, ...]

    @property
    def snr_db(self) -> float:
        """Ratio at `range_m`."""
        return self.steps[-1].level_db

    @property
    def margin_db(self) -> float:
        """By how much the ratio at `range_m` is above the required one; negative: not detected so often."""
        return self.snr_db - self.required_db

    @property
    def absorbed_db(self) -> tuple[float, float, float]:
        """Low, nominal and high sum of the losses within the published point."""
        kept = [(one.low_db, one.nominal_db, one.high_db) for one in self.losses if one.absorbed]
        low, nominal, high = (math.fsum(column) for column in zip(*kept, strict=True))
        return low, nominal, high


def waterfall(  # noqa: PLR0913 (what a chain needs)
    point: PublishedPoint,
    *,
    rcs_m2: float,
    range_m: float,
    detection_probability: float,
    swerling: int = 1,
    angles: int = TWO_ANGLES,
    scan_exponents: Sequence[float] = (0.0, 0.0, 0.0),
) -> Waterfall:
    """The chain of decibels from a radar's published point to a target at a range.

    Args:
        point: "this cross-section at this range".
        rcs_m2: the target's mean radar cross-section, > 0.
        range_m: slant range, > 0.
        detection_probability: of one look, above the false-alarm probability.
        swerling: how the target's echo fluctuates, 0 to 4.
        angles: in how many angles the beam scans past the target, 1 or 2.
        scan_exponents: low, nominal and high exponent of a phased face's two-way loss by the cosine off
            broadside, >= 0; all 0 of an antenna that turns.

    Raises:
        InputError: an argument is out of range.

    Source:
        S = S_req(P_D0) + 10 log(sigma / sigma0) - 40 log(R / R0) - 2 (A(R) - A(R0)), the range equation
        divided by itself at the published point. Loss budget: Barton, Modern Radar System Analysis; Skolnik,
        Radar Handbook (recalled). Scan loss: 10 n log(1 / cos psi) at 60 degrees.

    Limits:
        Free space and gases: no horizon, no terrain, no lobes, no clutter.

    """
    size, distance = float(positive("rcs_m2", rcs_m2)), float(positive("range_m", range_m))
    needed = required_snr_db(
        detection_probability=detection_probability,
        false_alarm_probability=point.false_alarm_probability,
        swerling=swerling,
    )
    # The probability at which a Swerling 1 target, by which the point's reach is told, needs as much.
    alike = point.false_alarm_probability ** (1.0 / (1.0 + 10.0 ** (0.1 * needed)))
    published = point.required_snr_db(point.detection_probability)
    changes = (
        ("change of cross-section", 10.0 * math.log10(size / point.rcs_m2)),
        ("change of range, fourth power", 40.0 * math.log10(point.range_m / distance)),
        ("change of gases, both ways", 2.0 * (point.loss_db(point.range_m) - point.loss_db(distance))),
    )
    steps, level = [], published
    for name, change in changes:
        level += change
        steps.append(Step(name, change, level))
    return Waterfall(
        point=point,
        rcs_m2=size,
        range_m=distance,
        published_db=published,
        at_1_km_db=point.constant_db - 120.0,
        steps=tuple(steps),
        required_db=needed,
        reach_m=point.reach_m(rcs_m2=size, detection_probability=alike),
        losses=loss_budget(angles=angles, scan_exponents=scan_exponents),
    )


def loss_budget(*, angles: int, scan_exponents: Sequence[float] = (0.0, 0.0, 0.0)) -> tuple[Loss, ...]:
    """What a radar loses between its power and a detection, all of it assumed.

    Args:
        angles: in how many the beam scans past the target, 1 or 2.
        scan_exponents: low, nominal, high; see `waterfall`.

    Raises:
        InputError: an argument is out of range.

    """
    if angles not in {ONE_ANGLE, TWO_ANGLES}:
        raise InputError("out of range", place="angles", value=angles, allowed="1 or 2")
    exponents = [float(one) for one in scan_exponents]
    limits = [0.0, *exponents, EXPONENT_MAX]
    if len(exponents) != len(BEAM_SHAPE_DB) or any(not a <= b for a, b in pairwise(limits)):
        allowed = f"low, nominal, high, 0 to {EXPONENT_MAX:g}"
        raise InputError("out of range", place="scan_exponents", value=exponents, allowed=allowed)
    words = "in one angle" if angles == ONE_ANGLE else "in two angles"
    low, nominal, high = (angles * value for value in BEAM_SHAPE_DB)
    items = [Loss(*ANY_RADAR_DB[0]), Loss(f"beam that scans past, {words}", low, nominal, high)]
    items += [Loss(*item) for item in ANY_RADAR_DB[1:]]
    if exponents[-1] > 0.0:
        cosine_db = -10.0 * math.log10(math.cos(SCAN_LIMIT_RAD))
        low, nominal, high = (n * cosine_db for n in exponents)
        items.append(Loss("phased face, 60° off broadside", low, nominal, high, absorbed=False))
    return tuple(items)
