"""Which simulations options share: the same scenario is simulated once, and readiness by the hour not at all.

A battery that is ready on a share of hours, or if it is warned in time, is either as good as switched on or
as good as stored; which of the two is a draw of the replication. In the same world with the same luck its
result *is* that of the option that is always on, or of the one that is stored. So neither is simulated twice.
"""

import hashlib
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from airtight.catalog.loader import load as load_catalog
from airtight.engine.forces import readiness_of
from airtight.numerics.columns import Floats
from airtight.scenario.model import Activation, Scenario
from airtight.scenario.worlds import Worlds
from airtight.study.parts import Columns, Results, in_order

STORED = Activation("stored", ())


@dataclass(frozen=True)
class Recipe:
    """How an option's results come about.

    Attributes:
        ready: the scenario that is simulated; all of it unless `dark` is given.
        dark: the scenario when the battery is not ready.
        drawn: names of the numbers that decide which.

    """

    ready: Scenario
    dark: Scenario | None = None
    drawn: frozenset[str] = frozenset()


def recipe(scenario: Scenario) -> Recipe:
    """One battery whose readiness is drawn becomes two scenarios; anything else stays as it is."""
    if len(scenario.batteries) != 1:
        return Recipe(scenario)
    battery = scenario.batteries[0]
    state = battery.activation
    drawn = frozenset(name for name in (state.share, state.warning, state.delay) if name)
    if not drawn:
        return Recipe(scenario)
    on = replace(
        state, state="full" if state.state == "on-call" else state.state, share="", warning="", delay=""
    )
    known = load_catalog().numbers
    kept = {name: number for name, number in scenario.settings.items() if name not in drawn or name in known}
    return Recipe(
        replace(scenario, batteries=(replace(battery, activation=on),), settings=kept),
        replace(scenario, batteries=(replace(battery, activation=STORED),), settings=kept),
        drawn,
    )


def key_of(scenario: Scenario) -> str:
    """The same for scenarios that are simulated alike, whatever was written to get there."""
    return hashlib.sha256(repr(replace(scenario, path="")).encode()).hexdigest()[:16]


def mixed(made: Recipe, scenario: Scenario, ready: Results, dark: Results, drawn: Worlds) -> Results:
    """An option's results: those of `ready` in the replications in which it is, else those of `dark`.

    Args:
        made: how the option's results come about.
        scenario: the option's.
        ready: results of `made.ready`.
        dark: results of `made.dark`.
        drawn: the option's worlds, for all replications of both.

    """
    on = readiness_of(scenario.batteries[0], drawn) > 0
    return Results(
        replication=ready.replication,
        ready=on.astype(np.float64),
        metrics=_chosen(on, ready.metrics, dark.metrics),
        targets={
            target: _chosen(on, columns, dark.targets[target]) for target, columns in ready.targets.items()
        },
        funnel=_chosen(on, ready.funnel, dark.funnel),
        hours=_chosen(on, ready.hours, dark.hours),
        counts={},
        histories=_histories(ready, dark, frozenset(ready.replication[on].tolist())),
        used=ready.used | dark.used | made.drawn,
    )


def _chosen(on: NDArray[np.bool_], ready: dict[str, Floats], dark: dict[str, Floats]) -> dict[str, Floats]:
    return {name: np.where(on, values, dark[name]) for name, values in ready.items()}


def _histories(ready: Results, dark: Results, on: frozenset[int]) -> dict[str, Columns]:
    """Each kept replication's rows from where it belongs, in order."""
    tables: dict[str, Columns] = {}
    for table in (*ready.histories, *(name for name in dark.histories if name not in ready.histories)):
        pieces = []
        for found, wanted in ((ready.histories.get(table), True), (dark.histories.get(table), False)):
            if found is not None:
                mask = np.array([(int(r) in on) is wanted for r in found["replication"]], dtype=bool)
                pieces.append({name: values[mask] for name, values in found.items()})
        tables[table] = in_order(pieces)
    return tables
