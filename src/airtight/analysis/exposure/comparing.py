"""Beside the system: what radars that are there anyway see, and how distance changes what it sees."""

from typing import Any

import numpy as np

from airtight.analysis.exposure.asking import EVERYONE, NEIGHBOURS, OWN, Asked
from airtight.analysis.exposure.measures import Seen, range_of
from airtight.analysis.exposure.signatures import CLEAN, FITTED
from airtight.analysis.exposure.transits import FARTHEST_M, closest_of
from airtight.scenario import worlds

BELT_M = 50_000.0
ADDED = (
    "time_in_view_s",
    "looks_counted",
    "aspect_bins_filled",
    "aspect_bins_by_band",
    "aspect_bins_known",
)
BY_DISTANCE = ("time_in_view_s", "time_counted_s", "looks_counted", "aspect_bins_filled")


def neighbours(question: Asked, found: Seen, *, fitted: bool) -> dict[str, Any]:
    """What radars that are there anyway see, and what the system adds to it."""
    others = [(n, name) for n, name in enumerate(question.watchers.ids) if name not in question.own]
    cases = [CLEAN, *([FITTED] if fitted else [])]
    added = {}
    for case in cases:
        with_system, without = (found.columns(group, case) for group in (EVERYONE, NEIGHBOURS))
        added[case] = {
            key: range_of(with_system[0][key] - without[0][key], with_system[1][key] - without[1][key])
            for key in ADDED
        }
    return {
        "radars": {
            name: {
                "system": question.watchers.names[n],
                "mark": question.watchers.marks[n],
                **found.measures(name, CLEAN),
            }
            for n, name in others
        },
        "total": {case: found.measures(NEIGHBOURS, case) for case in cases},
        "system_adds": added,
    }


def by_distance(question: Asked, found: Seen, *, fitted: bool) -> list[dict[str, Any]]:
    """Means over the nominal transits of each 50 km of closest approach."""
    index = np.arange(question.plan.nominal_worlds)
    drawn = worlds.draw(question.scenario, question.catalog, index, seed=question.seed, nominal=True)
    closest = closest_of(drawn)
    columns = {case: found.columns(OWN, case)[0] for case in (CLEAN, *([FITTED] if fitted else []))}
    rows = []
    for low in np.arange(0.0, FARTHEST_M, BELT_M):
        chosen = (closest >= low) & (closest < low + BELT_M)
        if not chosen.any():
            continue
        row: dict[str, Any] = {
            "from_m": float(low),
            "to_m": float(low + BELT_M),
            "flights": int(chosen.sum()),
        }
        for case, values in columns.items():
            row[case] = {key: float(values[key][chosen].mean()) for key in BY_DISTANCE}
        rows.append(row)
    return rows
