"""Options on the same worlds and the same luck: all replications, simulated or from checkpoints."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Floats, Ints
from airtight.scenario.model import Scenario
from airtight.study import sharing
from airtight.study.budget import batch_size
from airtight.study.drivers import FEWEST_WORLDS
from airtight.study.execution import Checkpoints, Job, map_jobs, progress, split
from airtight.study.parts import Columns, Results, done, join
from airtight.study.settings import Settings
from airtight.study.simulating import Batch, simulate, worlds_of


@dataclass(frozen=True)
class Case:
    """One option, ready to be simulated, and what the report says of it.

    Attributes:
        name: as in the options file.
        scenario: with the option's changes applied.
        label: a short line for tables.
        group: the report's section.
        proposed_by: who proposed it.
        date: when.
        source: of that.
        note: what else a reader must know.
        by_definition: no engagement is possible, whatever the numbers.

    """

    name: str
    scenario: Scenario
    label: str = ""
    group: str = ""
    proposed_by: str = ""
    date: str = ""
    source: str = ""
    note: str = ""
    by_definition: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of all options.

    Attributes:
        results: by option's name, in the order of the cases.
        twin: the reference's replications again, with the same luck and every number at nominal; None if
        nothing is ranked.

    """

    results: dict[str, Results]
    twin: Results | None

    def twin_of(self, metric: str) -> Floats | None:
        """The metric as luck alone makes it, (R,), replication by replication as the reference's."""
        return None if self.twin is None else self.twin.metrics[metric]


@dataclass
class _Group:
    """One scenario to be simulated, and the parts that are there."""

    scenario: Scenario
    key: str
    replications: Ints
    twin: bool
    parts: list[Columns]

    @property
    def name(self) -> str:
        """What its parts are kept under."""
        return f"{self.key} twin" if self.twin else self.key

    @property
    def results(self) -> Results:
        """All of its replications, once they are there."""
        return join(self.parts, self.replications)


def carry_out(
    cases: Sequence[Case], settings: Settings, seed: int, checkpoints: Checkpoints, reference: str
) -> Outcome:
    """Simulate what the cases need, each scenario once; what the checkpoints hold is not done again.

    Raises:
        Interrupted: stopped before the end; what is finished lies in the checkpoints.

    """
    wanted = np.arange(settings.replications, dtype=np.int64)
    recipes = {case.name: sharing.recipe(case.scenario) for case in cases}
    groups: dict[str, _Group] = {}
    for made in recipes.values():
        for scenario in (made.ready, made.dark):
            if scenario is not None:
                key = sharing.key_of(scenario)
                groups.setdefault(key, _Group(scenario, key, wanted, twin=False, parts=[]))
    first = next(case for case in cases if case.name == reference)
    twins: list[_Group] = []
    if not settings.nominal and wanted.size >= FEWEST_WORLDS:
        twins.append(_Group(first.scenario, sharing.key_of(first.scenario), wanted, twin=True, parts=[]))
    _simulate([*groups.values(), *twins], settings, seed, checkpoints)
    found = {key: group.results for key, group in groups.items()}
    results: dict[str, Results] = {}
    for case in cases:
        made = recipes[case.name]
        ready = found[sharing.key_of(made.ready)]
        if made.dark is None:
            results[case.name] = ready
            continue
        batch = Batch(case.scenario, "", seed, wanted, settings.nominal)
        dark = found[sharing.key_of(made.dark)]
        results[case.name] = sharing.mixed(made, case.scenario, ready, dark, worlds_of(batch))
    return Outcome(results, twins[0].results if twins else None)


def _simulate(groups: Sequence[_Group], settings: Settings, seed: int, checkpoints: Checkpoints) -> None:
    """Fill every group's parts."""
    for group in groups:
        group.parts += checkpoints.load(group.name)
    by_name = {group.name: group for group in groups}
    jobs = [job for group in groups for job in _jobs(group, settings, seed)]
    total = sum(group.replications.size for group in groups)
    with progress("worlds", total, begun=total - sum(job.size for job in jobs)) as advance:

        def keep(job: Job[Batch], columns: Columns) -> None:
            checkpoints.save(job.group, columns)
            by_name[job.group].parts.append(columns)
            advance(job.size)

        map_jobs(simulate, jobs, workers=settings.workers, done=keep)


def _jobs(group: _Group, settings: Settings, seed: int) -> list[Job[Batch]]:
    """The batches of one group that are still to be done."""
    missing = np.setdiff1d(group.replications, done(group.parts))
    kept = 0 if group.twin else settings.keep
    return [
        Job(
            group.name,
            Batch(
                scenario=group.scenario,
                key=group.key,
                seed=seed,
                replications=batch,
                nominal=settings.nominal or group.twin,
                keep=tuple(int(r) for r in batch if r < kept),
                threads=1 if settings.workers > 1 else 0,
            ),
            int(batch.size),
        )
        for batch in split(missing, batch_size(group.scenario, settings))
    ]
