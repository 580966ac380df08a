"""A finished run held against the same run done again: identical, equal as printed, or what differs."""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from airtight.recording import Columns, Recorded

PRINTED_DIGITS = 4
MOST_TOLD = 20


@dataclass(frozen=True)
class Again:
    """What came of it.

    Attributes:
        identical: all numbers of the summary and of every replication agree to the last bit.
        equal_as_printed: what differs does so beyond the digits that are printed.
        differences: where, what was recorded, what came now; at most twenty.
        count: how many there are.
        versions: packages whose version has changed since: name, then and now.

    """

    identical: bool
    equal_as_printed: bool
    differences: list[dict[str, Any]] = field(default_factory=list)
    count: int = 0
    versions: list[dict[str, str]] = field(default_factory=list)

    def text(self) -> str:
        """One line for people, and one for each difference that is told."""
        if self.identical:
            return "bit-identical: every number of every replication came out the same"
        head = (
            "equal to the printed digits, not to the last bit"
            if self.equal_as_printed
            else "the numbers differ"
        )
        told = [f"  {row['place']}: recorded {row['recorded']}, now {row['now']}" for row in self.differences]
        more = [f"  and {self.count - len(told)} more"] if self.count > len(told) else []
        changed = [f"  {row['name']} was {row['then']}, is {row['now']}" for row in self.versions]
        return "\n".join([f"{head} ({self.count} places)", *told, *more, *changed])


def held_against(recorded: Recorded, now: Recorded) -> Again:
    """Every number of the summary, of the worlds and of the replications, one by one."""
    found: list[tuple[str, Any, Any]] = []
    _walk("summary", _told(recorded), _told(now), found)
    _tables("worlds", recorded.worlds, now.worlds, found)
    _tables("replications", recorded.replications, now.replications, found)
    then, since = recorded.manifest.get("versions", {}), now.manifest.get("versions", {})
    versions = [
        {"name": name, "then": str(then.get(name)), "now": str(since.get(name))}
        for name in sorted(then.keys() | since.keys())
        if then.get(name) != since.get(name)
    ]
    return Again(
        identical=not found,
        equal_as_printed=all(_close(first, second) for _, first, second in found),
        differences=[{"place": place, "recorded": old, "now": new} for place, old, new in found[:MOST_TOLD]],
        count=len(found),
        versions=versions,
    )


def _told(recorded: Recorded) -> dict[str, Any]:
    """The summary without where it lies."""
    return {key: value for key, value in recorded.summary.items() if key != "out"}


def _walk(place: str, old: Any, new: Any, found: list[tuple[str, Any, Any]]) -> None:  # noqa: ANN401 (JSON)
    """Differences of two JSON values, by path."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            _walk(f"{place}.{key}", old.get(key), new.get(key), found)
    elif isinstance(old, list | tuple) and isinstance(new, list | tuple) and len(old) == len(new):
        for index, (first, second) in enumerate(zip(old, new, strict=True)):
            _walk(f"{place}[{index}]", first, second, found)
    elif old != new:
        found.append((place, old, new))


def _tables(name: str, old: Columns, new: Columns, found: list[tuple[str, Any, Any]]) -> None:
    """Differences of two tables, row by row; a missing value equals a missing one."""
    for column in sorted(old.keys() | new.keys()):
        place = f"{name}.{column}"
        if column not in old or column not in new or old[column].shape != new[column].shape:
            rows = [str(table[column].shape[0]) if column in table else "absent" for table in (old, new)]
            found.append((f"{place} (rows)", rows[0], rows[1]))
            continue
        first, second = old[column], new[column]
        number = first.dtype.kind == "f" and second.dtype.kind == "f"
        same = (first == second) | (np.isnan(first) & np.isnan(second)) if number else first == second
        found += [
            (f"{place}[{int(row)}]", first[row].item(), second[row].item()) for row in np.flatnonzero(~same)
        ]


def _close(old: object, new: object) -> bool:
    """Two numbers that print alike."""
    if isinstance(old, bool) or isinstance(new, bool):
        return old == new
    if isinstance(old, int | float) and isinstance(new, int | float):
        return math.isclose(old, new, rel_tol=10.0**-PRINTED_DIGITS, abs_tol=1e-9)
    return old == new
