"""The summary: everything that ``--json`` prints and the report shows, as one JSON object."""

import hashlib
import json
from typing import Any

from airtight.catalog.loader import Catalog
from airtight.scenario.worlds import Worlds
from airtight.study import answer, background, explaining, rows
from airtight.study.campaign import Outcome
from airtight.study.drivers import Ranking
from airtight.study.questions import Question, entered
from airtight.terrain.elevation import Terrain


def summarise(
    question: Question, outcome: Outcome, worlds: Worlds, catalog: Catalog, exposure: dict[str, Any] | None
) -> dict[str, Any]:
    """All of the summary but where it was written ("out").

    Args:
        question: what was asked.
        outcome: every option's results.
        worlds: all replications', as `questions.worlds_of` draws them.
        catalog: numbers and sources.
        exposure: what the radars could observe of one aircraft, if that was computed.

    """
    results = outcome.results
    reference = results[question.reference]
    numbers = worlds.numbers
    called = {name: entered({name: results[name].used}, worlds) for name in results}

    def ranking(*names: str) -> Ranking:
        """Among the numbers that some options asked for; none at nominal."""
        asked = frozenset().union(*(called[name] for name in names))
        chosen = {} if question.settings.nominal else explaining.ranked(asked, worlds, catalog)
        return Ranking(chosen, seed=question.seed)

    differences = [
        rows.difference_row(
            case,
            results[case.name],
            reference,
            explaining.weights_of(
                ranking(question.reference, case.name), outcome, results[case.name], reference
            ),
        )
        for case in question.cases
        if case.name != question.reference
    ]
    used = frozenset().union(*called.values())
    assumptions = background.assumption_rows(used, numbers)
    contributors = background.contributor_rows(question.cases, catalog)
    cited = background.cited_keys(assumptions, contributors, question.cases)
    summary: dict[str, Any] = {
        "kind": question.kind,
        "title": question.title,
        "scenario": question.first.scenario.name,
        "replications": question.settings.replications,
        "seed": question.seed,
        "nominal": question.settings.nominal,
        "digest": digest_of(question, catalog),
        "reference": question.reference,
        "options": [rows.option_row(case, results[case.name]) for case in question.cases],
        "differences": differences,
        "drivers": explaining.driver_rows(ranking(question.reference), outcome, reference, numbers, catalog),
        "luck": explaining.luck_rows(outcome, reference, nominal=question.settings.nominal),
        "exposure": exposure,
        "listed": list(question.listed),
        "glossary": rows.glossary(),
        "targets": background.target_rows(question.cases, catalog),
        "titles": background.titles(used, question.cases, numbers, catalog),
        "assumptions": assumptions,
        "sources": background.source_rows(cited, catalog),
        "sites": background.site_rows(question.first.scenario, catalog),
        "contributors": contributors,
        "limits": background.limits(Terrain.load(question.first.scenario.terrain)),
        "reading": _reading(question, twin=outcome.twin is not None),
        "reproduce": [question.command, "airtight reproduce FOLDER"],
    }
    if question.kind == "run":
        summary |= {key: summary["options"][0][key] for key in ("metrics", "by_target")}
    summary["notes"] = answer.ring(summary)
    return {"answer": answer.sentences(summary), **summary}


def digest_of(question: Question, catalog: Catalog) -> str:
    """Of everything that decides the numbers: options, catalogue, seed, replications, nominal or not."""
    content = {
        "options": [[case.name, case.scenario.digest, case.scenario.terrain] for case in question.cases],
        "reference": question.reference,
        "catalog": catalog.digest,
        "seed": question.seed,
        "replications": question.settings.replications,
        "nominal": question.settings.nominal,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


NOTES = """\
Ranges are the 5th to 95th percentile of the results under the stated assumptions; the mean's 95 % sampling
error is given apart.

Every option meets the same worlds and the same luck; differences are taken replication by replication.

How attackers and other aircraft fly (number, height, speed, routes, timing) is stated or sampled, alike for
every option, and is never ranked among what decides; their signature is.
"""
MANY = """\
Options held against the reference: {count}. Verdicts are not corrected for their number. Options stand in the
order
given; none is recommended."""
TWIN = """\
What decides is ranked after luck is taken out, as far as it shows in the same runs with every number at
nominal; luck's share of the spread is what those runs explain, and therefore a lower bound."""
NOMINAL = "All numbers are fixed at nominal: the spread is luck alone."


def _reading(question: Question, *, twin: bool) -> list[str]:
    """How to read it."""
    notes = NOTES.split("\n\n")
    if len(question.cases) > 1:
        notes.append(MANY.format(count=len(question.cases) - 1))
    if twin:
        notes.append(TWIN)
    if question.settings.nominal:
        notes.append(NOMINAL)
    return [" ".join(note.split()) for note in notes]
