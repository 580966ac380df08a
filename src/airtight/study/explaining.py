"""Which uncertain numbers explain the spread of the reference's metrics, and how much of it is luck."""

from dataclasses import asdict
from typing import Any

import numpy as np

from airtight.catalog.loader import Catalog
from airtight.catalog.number import Number
from airtight.engine.metrics import METRICS
from airtight.numerics.columns import Floats
from airtight.scenario.worlds import DUMMY, Worlds
from airtight.study.background import DUMMY_TITLE, words_of
from airtight.study.campaign import Outcome
from airtight.study.drivers import Ranking, luck_share
from airtight.study.parts import Results
from airtight.study.verdicts import triangular_weights


def ranked(used: frozenset[str], worlds: Worlds, catalog: Catalog) -> dict[str, Floats]:
    """The quantiles of the numbers that may be drivers, and of the dummy.

    One column a group of numbers that vary together, named by the group's first number. How attackers and
    other aircraft fly (height, speed, routes, timing) is sampled, alike for every option: it is never ranked,
    only their signature is.
    """
    columns: dict[str, Floats] = {}
    groups: set[str] = set()
    for name in sorted(used | {DUMMY}):
        number = worlds.numbers[name]
        entry_id, _, key = number.name.partition(".")
        entry = catalog.entries.get(entry_id)
        flies = entry is not None and entry.kind == "target" and not key.startswith("rcs")
        if number.fixed or flies or number.group in groups:
            continue
        groups.add(number.group)
        columns[name] = worlds.quantile(name)
    return columns


def driver_rows(
    ranking: Ranking, outcome: Outcome, reference: Results, numbers: dict[str, Number], catalog: Catalog
) -> list[dict[str, Any]]:
    """The drivers of each of the reference's metrics, at most five, with mark and words for people."""
    rows: list[dict[str, Any]] = []
    for metric in METRICS:
        for driver in ranking.drivers(reference.metrics[metric], outcome.twin_of(metric)):
            number = numbers[driver.number]
            title = DUMMY_TITLE if number.name == DUMMY else words_of(number, catalog)
            rows.append({"metric": metric, **asdict(driver), "title": title, "mark": number.mark})
    return rows


def luck_rows(outcome: Outcome, reference: Results, *, nominal: bool) -> list[dict[str, Any]]:
    """The share of each metric's spread that is luck: all at nominal; else at least what the twin tells."""
    rows: list[dict[str, Any]] = []
    for name in METRICS:
        values = reference.metrics[name]
        varies = float(np.ptp(values[np.isfinite(values)])) > 0 if np.isfinite(values).any() else False
        if not varies:
            continue
        twin = outcome.twin_of(name)
        share = 1.0 if nominal else None if twin is None else luck_share(values, twin)
        if share is not None:
            rows.append({"metric": name, "share": share})
    return rows


def weights_of(ranking: Ranking, outcome: Outcome, option: Results, reference: Results) -> dict[str, Floats]:
    """For each metric, the weights of the second shape on what drives the difference, then the reference.

    The difference has no twin, since the option has none: it is ranked with the luck that is left in it.
    """
    columns = dict(zip(ranking.names, ranking.columns, strict=True))
    weights: dict[str, Floats] = {}
    for name in METRICS:
        ours, theirs = option.metrics[name], reference.metrics[name]
        found = ranking.resolved(ours - theirs) + ranking.resolved(theirs, outcome.twin_of(name))
        resolved = dict.fromkeys(found)
        weights[name] = triangular_weights([columns[number] for number in resolved], ours.size)
    return weights
