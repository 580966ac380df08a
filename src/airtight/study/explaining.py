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


def quantiles_of(worlds: Worlds, used: frozenset[str]) -> dict[str, Floats]:
    """One column a group of numbers that vary together, named by the group's first number; and the dummy."""
    columns: dict[str, Floats] = {}
    groups: set[str] = set()
    for name in sorted(used | {DUMMY}):
        number = worlds.numbers[name]
        if number.fixed or number.group in groups:
            continue
        groups.add(number.group)
        columns[name] = worlds.quantile(name)
    return columns


def driver_rows(
    ranking: Ranking, results: Results, numbers: dict[str, Number], catalog: Catalog
) -> list[dict[str, Any]]:
    """The drivers of each metric, at most five, with each number's mark and words for people."""
    rows: list[dict[str, Any]] = []
    for metric in METRICS:
        for driver in ranking.drivers(results.metrics[metric]):
            number = numbers[driver.number]
            title = DUMMY_TITLE if number.name == DUMMY else words_of(number, catalog)
            rows.append({"metric": metric, **asdict(driver), "title": title, "mark": number.mark})
    return rows


def luck_rows(outcome: Outcome, reference: Results, *, nominal: bool) -> list[dict[str, Any]]:
    """The share of each metric's spread that is luck: all of it at nominal; else from pairs of one world."""
    rows: list[dict[str, Any]] = []
    for name in METRICS:
        values = reference.metrics[name]
        varies = float(np.ptp(values[np.isfinite(values)])) > 0 if np.isfinite(values).any() else False
        if not varies:
            continue
        pairs = outcome.luck_pairs(values, name)
        share = 1.0 if nominal else None if pairs is None else luck_share(*pairs, values)
        if share is not None:
            rows.append({"metric": name, "share": share})
    return rows


def weights_of(
    ranking: Ranking, option: Results, reference: Results, quantiles: dict[str, Floats]
) -> dict[str, Floats]:
    """For each metric, the weights of the second shape on what drives the difference, then the reference."""
    weights: dict[str, Floats] = {}
    for name in METRICS:
        ours, theirs = option.metrics[name], reference.metrics[name]
        resolved = dict.fromkeys(ranking.resolved(ours - theirs) + ranking.resolved(theirs))
        weights[name] = triangular_weights([quantiles[number] for number in resolved], ours.size)
    return weights
