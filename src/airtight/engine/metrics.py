"""Each metric, defined once: its sentence, its direction, and the difference that matters."""

from dataclasses import dataclass

import numpy as np

from airtight.engine.settle_kernels import ALLIED, CIVIL, RAID
from airtight.messages.outcomes import (
    DECLARED_HOSTILE,
    DETECTED,
    ENGAGED,
    FLYING,
    IN_SIGHT,
    KILLED,
    LEAKED,
    TRACKED,
    Outcomes,
)
from airtight.numerics.columns import Floats, Ints


@dataclass(frozen=True)
class Metric:
    """What is counted, and how to read it.

    Attributes:
        name: its key in results.
        title: a heading.
        sentence: its definition, for people.
        unit: of its value.
        direction: -1 if less is better for the defence, +1 if more is, 0 if neither.
        smallest_difference: what would matter to a reader, in its unit.

    """

    name: str
    title: str
    sentence: str
    unit: str
    direction: int
    smallest_difference: float


METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(
            "leakers",
            "get through",
            "Attackers that enter a defended area, or still fly when the run ends.",
            "attackers",
            -1,
            0.5,
        ),
        Metric(
            "kills",
            "shot down",
            "Attackers destroyed. Together with those that get through they are the raid.",
            "attackers",
            1,
            0.5,
        ),
        Metric(
            "shots",
            "missiles fired",
            "Interceptors launched, at whatever they were launched.",
            "missiles",
            0,
            1.0,
        ),
        Metric(
            "first_detection_range_m",
            "first detection",
            "Ground distance between the first battery and an attacker when a radar of the battery, or one"
            " whose tracks it is told, first detects it; the mean over the raid, an attacker never detected"
            " counting as zero.",
            "m",
            1,
            5_000.0,
        ),
        Metric(
            "wrongful_engagements",
            "wrongful engagements",
            "Civil and allied aircraft at which a missile was launched.",
            "aircraft",
            -1,
            0.01,
        ),
        Metric(
            "wrongful_allied",
            "allied aircraft engaged",
            "Allied aircraft at which a missile was launched.",
            "aircraft",
            -1,
            0.01,
        ),
        Metric(
            "wrongful_civil",
            "civil aircraft engaged",
            "Civil aircraft at which a missile was launched.",
            "aircraft",
            -1,
            0.01,
        ),
        Metric(
            "in_sight_share",
            "seen in line of sight",
            "Share of the raid that came into line of sight of a radar of a battery that was on.",
            "share",
            1,
            0.02,
        ),
        Metric(
            "detected_share",
            "detected",
            "Share of the raid that was detected at least once.",
            "share",
            1,
            0.02,
        ),
    )
}

FUNNEL: dict[str, str] = {
    "attackers": "attackers",
    "in_sight": "in line of sight of a battery's radar",
    "detected": "detected",
    "tracked": "tracked by a battery",
    "declared_hostile": "declared hostile",
    "engaged": "engaged",
    "killed": "shot down",
}
"""The kill chain's stages, in order, with what to call them."""


def of_outcomes(outcomes: Outcomes, side: Ints, fired: Ints) -> dict[str, Floats]:
    """Each metric's value in each replication, (R,) float64.

    Args:
        outcomes: what became of each thing, (R, E).
        side: (E,), RAID, CIVIL or ALLIED.
        fired: (R, B), rounds launched.

    """
    raid = side == RAID
    size = max(int(raid.sum()), 1)
    leaked = (outcomes.outcome == LEAKED) | (outcomes.outcome == FLYING)
    engaged = outcomes.first_s[:, :, ENGAGED] >= 0
    detected = outcomes.first_s[:, :, DETECTED] >= 0
    ranges = np.where(detected, outcomes.first_detection_range_m, 0.0)
    values = {
        "leakers": (leaked & raid).sum(axis=1),
        "kills": ((outcomes.outcome == KILLED) & raid).sum(axis=1),
        "shots": fired.sum(axis=1),
        "first_detection_range_m": (ranges * raid).sum(axis=1) / size,
        "wrongful_engagements": (engaged & ~raid).sum(axis=1),
        "wrongful_allied": (engaged & (side == ALLIED)).sum(axis=1),
        "wrongful_civil": (engaged & (side == CIVIL)).sum(axis=1),
        "in_sight_share": ((outcomes.first_s[:, :, IN_SIGHT] >= 0) & raid).sum(axis=1) / size,
        "detected_share": (detected & raid).sum(axis=1) / size,
    }
    return {name: np.asarray(value, dtype=np.float64) for name, value in values.items()}


def funnel_of(outcomes: Outcomes, side: Ints) -> dict[str, Floats]:
    """How many attackers passed each stage of the kill chain, (R,) a stage, in the order of `FUNNEL`."""
    raid = side == RAID
    stages = {
        "in_sight": IN_SIGHT,
        "detected": DETECTED,
        "tracked": TRACKED,
        "declared_hostile": DECLARED_HOSTILE,
        "engaged": ENGAGED,
    }
    counts = {"attackers": np.full(outcomes.outcome.shape[0], float(raid.sum()))}
    for name, milestone in stages.items():
        counts[name] = ((outcomes.first_s[:, :, milestone] >= 0) & raid).sum(axis=1).astype(np.float64)
    counts["killed"] = ((outcomes.outcome == KILLED) & raid).sum(axis=1).astype(np.float64)
    return counts


def by_target(outcomes: Outcomes, side: Ints, targets: list[str]) -> dict[str, dict[str, Floats]]:
    """Leakers, kills and count of each kind of attacker, (R,) each; `targets` (E) are catalogue ids."""
    leaked = (outcomes.outcome == LEAKED) | (outcomes.outcome == FLYING)
    result: dict[str, dict[str, Floats]] = {}
    names = np.array(targets)
    for target in dict.fromkeys(name for name, which in zip(targets, side, strict=True) if which == RAID):
        mask = (names == target) & (side == RAID)
        result[target] = {
            "leakers": (leaked & mask).sum(axis=1).astype(np.float64),
            "kills": ((outcomes.outcome == KILLED) & mask).sum(axis=1).astype(np.float64),
            "count": np.full(outcomes.outcome.shape[0], float(mask.sum())),
            "in_sight": ((outcomes.first_s[:, :, IN_SIGHT] >= 0) & mask).sum(axis=1).astype(np.float64),
        }
    return result
