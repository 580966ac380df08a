"""Simulate a batch of replications from the first epoch to the last."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from airtight.chain.sensing.numbers import COUNTS
from airtight.engine.batch import Batch
from airtight.engine.beginning import begin
from airtight.engine.history import History
from airtight.engine.metrics import by_target, funnel_of, of_outcomes
from airtight.engine.plan import Plan
from airtight.numerics.columns import Floats, Ints
from airtight.scenario.worlds import Worlds

LOOK_WHETHER_OVER = 16
"""Epochs between looks whether all raids of a batch are over."""


@dataclass(frozen=True)
class BatchResult:
    """What became of a batch.

    Attributes:
        metrics: (R,) a metric, by name.
        by_target: by kind of attacker: leakers, kills, count, in_sight, (R,) each.
        funnel: (R,) a stage of the kill chain, in order.
        ready: (R,), 1 where the first battery was ready when the raid came.
        hours: (R,) flight hours of civil and of allied aircraft.
        counts: looks, detections, track updates and so on, (R,) each.
        seconds: time spent in each stage.
        histories: tables of columns for the kept replications.

    """

    metrics: dict[str, Floats]
    by_target: dict[str, dict[str, Floats]]
    funnel: dict[str, Floats]
    ready: Floats
    hours: dict[str, Floats]
    counts: dict[str, Ints]
    seconds: dict[str, float]
    histories: dict[str, dict[str, np.ndarray]]


def simulate(plan: Plan, worlds: Worlds, *, keep: Sequence[int] = ()) -> BatchResult:
    """Run a batch; its results do not depend on how replications are cut into batches.

    A replication ends after the scenario's duration, or with its last attacker if it has any.

    Args:
        plan: the scenario, ready.
        worlds: the batch's replications and their numbers.
        keep: replications (absolute indices) whose full histories are wanted.

    """
    batch = begin(plan, worlds)
    history = History(batch, keep)
    epochs = round(plan.scenario.duration_s / batch.epoch_s)
    for epoch in range(epochs):
        now_s = epoch * batch.epoch_s
        batch.step(now_s)
        if history.rows:
            history.note(batch, now_s)
        if epoch % LOOK_WHETHER_OVER == 0 and batch.over():
            break
    return _result(batch, history.finish(batch, plan.scenario.duration_s))


def _result(batch: Batch, histories: dict[str, dict[str, np.ndarray]]) -> BatchResult:
    side = batch.plan.entities.side
    counts = {name: batch.sensing.totals[:, i].copy() for i, name in enumerate(COUNTS)}
    for i, name in enumerate(("track_updates", "track_starts", "track_confirmations", "track_drops")):
        counts[name] = batch.tracker.counts[:, i].copy()
    return BatchResult(
        of_outcomes(batch.outcomes, side, batch.readiness.fired),
        by_target(batch.outcomes, side, list(batch.plan.entities.targets)),
        funnel_of(batch.outcomes, side),
        batch.forces.ready[:, 0].astype(np.float64),
        {"civil": batch.hours[:, 0].copy(), "allied": batch.hours[:, 1].copy()},
        counts,
        dict(batch.seconds),
        histories,
    )
