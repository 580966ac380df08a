"""The options table and the paired differences, from results to the summary's rows."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from airtight.engine.metrics import FUNNEL, METRICS
from airtight.numerics.columns import Floats
from airtight.study.campaign import Case
from airtight.study.parts import Results
from airtight.study.statistics import Stat, rate, stat
from airtight.study.verdicts import Criterion, compare

HEADLINE = "leakers"
SIDES = {"allied": "wrongful_allied", "civil": "wrongful_civil"}


def option_row(case: Case, results: Results) -> dict[str, Any]:
    """One option: who proposed it, its metrics, its leakers by attacker, its readiness and kill chain."""
    return {
        "name": case.name,
        "label": case.label or case.name,
        "group": case.group,
        "proposed_by": case.proposed_by,
        "date": case.date,
        "source": case.source,
        "note": case.note,
        "by_definition": case.by_definition,
        "metrics": {name: stat(results.metrics[name]) for name in METRICS},
        "by_target": {
            target: {
                "count": int(np.max(columns["count"], initial=0)),
                **{name: stat(values) for name, values in columns.items() if name != "count"},
            }
            for target, columns in results.targets.items()
        },
        "ready": _ready(results),
        "funnel": [
            {"stage": stage, "title": title, "mean": float(results.funnel[stage].mean())}
            for stage, title in FUNNEL.items()
        ],
        "wrongful": {side: _wrongful(results, side) for side in SIDES},
    }


def difference_row(
    case: Case, results: Results, reference: Results, weights: dict[str, Floats]
) -> dict[str, Any]:
    """One option against the reference, metric by metric, on the same worlds and luck."""
    return {
        "name": case.name,
        "metrics": {
            name: compare(
                results.metrics[name],
                reference.metrics[name],
                Criterion(metric.direction, metric.smallest_difference),
                weights[name],
            )
            for name, metric in METRICS.items()
        },
    }


def glossary() -> list[dict[str, Any]]:
    """Each metric's title, sentence, unit, and what counts as a difference that matters."""
    return [
        {
            "name": metric.name,
            "title": metric.title,
            "sentence": metric.sentence,
            "unit": metric.unit,
            "direction": metric.direction,
            "smallest_difference": metric.smallest_difference,
        }
        for metric in METRICS.values()
    ]


def replications_table(cases: Sequence[Case], results: dict[str, Results]) -> dict[str, Any]:
    """All options' replications one under another, a column a metric."""
    every = [results[case.name] for case in cases]
    names = np.concatenate(
        [np.full(found.replication.size, case.name) for case, found in zip(cases, every, strict=True)]
    )
    columns: dict[str, Any] = {
        "option": names,
        "replication": np.concatenate([found.replication for found in every]),
        "ready": np.concatenate([found.ready for found in every]).astype(np.uint8),
    }
    for name in METRICS:
        columns[name] = np.concatenate([found.metrics[name] for found in every])
    return columns


def _ready(results: Results) -> dict[str, Stat | None]:
    """How often the defence was ready when the raid came, and what got through when it was or was not."""
    ready, leakers = results.ready > 0, results.metrics[HEADLINE]
    return {
        "share": stat(ready),
        "leakers_when_ready": stat(leakers[ready]) if ready.any() else None,
        "leakers_when_not": stat(leakers[~ready]) if not ready.all() else None,
    }


def _wrongful(results: Results, side: str) -> dict[str, Any]:
    """Friendly or civil aircraft engaged, over their flight hours."""
    found = rate(results.metrics[SIDES[side]], results.hours.get(side, np.zeros(results.ready.size)))
    return {"events": found.events, "hours": found.hours, "text": found.text()}
