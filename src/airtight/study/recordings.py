"""From results to a recording: manifest, the worlds' numbers, every replication's metrics, histories."""

from typing import Any

from airtight.catalog.loader import Catalog
from airtight.recording import Columns, Recorded, make_manifest
from airtight.scenario.worlds import Worlds
from airtight.study import rows
from airtight.study.campaign import Outcome
from airtight.study.questions import Question, entered
from airtight.terrain.elevation import Terrain


def record(
    question: Question, outcome: Outcome, worlds: Worlds, summary: dict[str, Any], catalog: Catalog
) -> Recorded:
    """The recording in memory, complete but for its folder."""
    settings = question.settings
    manifest = make_manifest(
        kind=question.kind,
        seed=question.seed,
        replications=settings.replications,
        digests={
            "all": summary["digest"],
            "scenario": question.first.scenario.digest,
            "catalog": catalog.digest,
            "terrain": Terrain.load(question.first.scenario.terrain).digest,
        },
        again={
            **question.again,
            "nominal": settings.nominal,
            "keep": settings.keep,
            "set": list(settings.set),
        },
    )
    single = question.kind == "run"
    return Recorded(
        manifest=manifest,
        summary=summary,
        worlds=_worlds_table(worlds, outcome, nominal=settings.nominal),
        replications=rows.replications_table(question.cases, outcome.results),
        histories={
            "" if single else name: results.histories
            for name, results in outcome.results.items()
            if results.histories
        },
    )


def _worlds_table(worlds: Worlds, outcome: Outcome, *, nominal: bool) -> Columns:
    """One column for each uncertain number that entered; at nominal there is none."""
    table: Columns = {"replication": worlds.replications}
    if nominal:
        return table
    used = entered({name: found.used for name, found in outcome.results.items()}, worlds)
    return table | {name: worlds.column(name) for name in sorted(used) if not worlds.numbers[name].fixed}
