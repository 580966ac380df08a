"""One batch of one option, simulated: the task that `execution` maps, importable by name from any process."""

from dataclasses import dataclass, replace

import numpy as np

from airtight.catalog.loader import load as load_catalog
from airtight.catalog.number import Number
from airtight.engine import Plan, plan
from airtight.engine import simulate as simulate_batch
from airtight.numerics.columns import Ints
from airtight.numerics.kernel import use_threads
from airtight.scenario import worlds
from airtight.scenario.model import Scenario
from airtight.study.parts import Columns, flatten
from airtight.study.undefended import undefended


@dataclass(frozen=True)
class Batch:
    """Some replications of a scenario.

    Attributes:
        scenario: with option and settings applied.
        key: the same for scenarios that are simulated alike.
        seed: of all draws.
        replications: (R,), absolute indices.
        nominal: all numbers at nominal.
        keep: replications whose histories are wanted.
        threads: for parallel kernels; 0 leaves the process as it is.

    """

    scenario: Scenario
    key: str
    seed: int
    replications: Ints
    nominal: bool = False
    keep: tuple[int, ...] = ()
    threads: int = 0


_PLANS: dict[str, Plan] = {}


def plan_of(scenario: Scenario, key: str) -> Plan:
    """The scenario's plan, made once a process."""
    if key not in _PLANS:
        _PLANS[key] = plan(scenario, load_catalog())
    return _PLANS[key]


class _Noting(dict[str, Number]):
    """Numbers by name, with a note of which were asked for."""

    def __init__(self, numbers: dict[str, Number]) -> None:
        super().__init__(numbers)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Number:  # type: ignore[explicit-override]  # 3.11 has no override
        self.asked.add(name)
        return super().__getitem__(name)


def worlds_of(batch: Batch) -> worlds.Worlds:
    """The batch's worlds."""
    return worlds.draw(
        batch.scenario, load_catalog(), batch.replications, seed=batch.seed, nominal=batch.nominal
    )


def simulate(batch: Batch) -> Columns:
    """Simulate one batch; the results as columns, with the names of the numbers that were used."""
    if batch.threads:
        use_threads(batch.threads)
    if not batch.scenario.batteries:
        return undefended(batch.scenario, batch.replications)
    drawn = worlds_of(batch)
    noting = _Noting(drawn.numbers)
    result = simulate_batch(
        plan_of(batch.scenario, batch.key), replace(drawn, numbers=noting), keep=batch.keep
    )
    return flatten(
        batch.replications,
        ready=result.ready,
        metrics=result.metrics,
        targets=result.by_target,
        funnel=result.funnel,
        hours=result.hours,
        counts=result.counts,
        histories=result.histories,
        used={name: np.ones(1) for name in sorted(noting.asked)},
    )


def clear() -> None:
    """Forget the plans, and with them their tables."""
    _PLANS.clear()
