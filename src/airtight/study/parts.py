"""Results as flat columns: what is handed between processes, kept on disk, and joined from many batches.

Column names are paths: ``metrics/leakers``, ``targets/drone-male/kills``, ``funnel/detected``,
``hours/allied``, ``counts/looks``, ``ready``, ``replication`` (one value a replication);
``histories/truth/time_s`` (rows of kept replications); ``used/atmosphere.vapour_density`` (a number that was
asked for).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from airtight.numerics.columns import Floats, Ints

Columns = dict[str, NDArray[Any]]
REPLICATION = "replication"
COUNTS = "counts/"
HISTORIES = "histories/"
USED = "used/"


@dataclass(frozen=True)
class Results:
    """All replications of one option, in their order.

    Attributes:
        replication: (R,).
        ready: (R,), 1 where the defence was ready when the raid came.
        metrics: by name, (R,).
        targets: by attacker's catalogue id, then leakers, kills, count: (R,).
        funnel: by stage of the kill chain, (R,).
        hours: by side, flight hours (R,).
        counts: by name, totals over all replications.
        histories: by table, then column: the kept replications.
        used: names of the numbers that the simulation asked for.

    """

    replication: Ints
    ready: Floats
    metrics: dict[str, Floats]
    targets: dict[str, dict[str, Floats]]
    funnel: dict[str, Floats]
    hours: dict[str, Floats]
    counts: dict[str, int] = field(default_factory=dict)
    histories: dict[str, Columns] = field(default_factory=dict)
    used: frozenset[str] = frozenset()


def flatten(replication: Ints, **groups: Any) -> Columns:  # noqa: ANN401 (nested tables of any depth)
    """Columns by path from nested dictionaries of arrays and numbers."""
    columns: Columns = {REPLICATION: np.asarray(replication)}
    for name, value in groups.items():
        _flatten(name, value, columns)
    return columns


def join(parts: Iterable[Columns], wanted: Ints) -> Results:
    """The results of the wanted replications, whichever batches they came from.

    Args:
        parts: batches, in any order; where two hold one replication they agree, and one is taken.
        wanted: (R,), replications, each in some part.

    """
    batches = sorted(parts, key=lambda part: (int(part[REPLICATION][0]), part[REPLICATION].size))
    replication = np.concatenate([part[REPLICATION] for part in batches])
    known, first = np.unique(replication, return_index=True)
    rows = first[np.searchsorted(known, wanted)]
    tree: dict[str, Any] = {}
    for path in batches[0]:
        if path.startswith((HISTORIES, USED)):
            continue
        values = np.concatenate([part[path] for part in batches])[rows]
        _place(tree, path, int(values.sum()) if path.startswith(COUNTS) else values)
    return Results(
        replication=np.asarray(wanted),
        ready=tree["ready"].astype(np.float64),
        metrics=tree.get("metrics", {}),
        targets=tree.get("targets", {}),
        funnel=tree.get("funnel", {}),
        hours=tree.get("hours", {}),
        counts=tree.get("counts", {}),
        histories=_histories(batches),
        used=frozenset(path.removeprefix(USED) for part in batches for path in part if path.startswith(USED)),
    )


def done(parts: Iterable[Columns]) -> Ints:
    """The replications that some part holds."""
    found = [part[REPLICATION] for part in parts]
    return np.unique(np.concatenate(found)).astype(np.int64) if found else np.zeros(0, dtype=np.int64)


def _flatten(path: str, value: Any, columns: Columns) -> None:  # noqa: ANN401
    if isinstance(value, dict):
        for name, inner in value.items():
            _flatten(f"{path}/{name}", inner, columns)
    else:
        array = np.atleast_1d(np.asarray(value))
        columns[path] = array.astype(np.str_) if array.dtype == object else array


def _place(tree: dict[str, Any], path: str, value: object) -> None:
    *folders, name = path.split("/")
    for folder in folders:
        tree = tree.setdefault(folder, {})
    tree[name] = value


def _histories(batches: list[Columns]) -> dict[str, Columns]:
    """The kept replications' tables, in the order of the replications, each replication once."""
    tables: dict[str, list[Columns]] = {}
    taken: set[int] = set()
    for part in batches:
        new = [int(r) for r in part[REPLICATION] if int(r) not in taken]
        taken.update(new)
        found: dict[str, Columns] = {}
        for path, values in part.items():
            if path.startswith(HISTORIES):
                _, table, column = path.split("/")
                found.setdefault(table, {})[column] = values
        for table, columns in found.items():
            mask = np.isin(columns[REPLICATION], new)
            tables.setdefault(table, []).append({name: values[mask] for name, values in columns.items()})
    return {table: in_order(pieces) for table, pieces in tables.items()}


def in_order(pieces: list[Columns]) -> Columns:
    """Pieces of one history table as one, replication by replication, each as it was written."""
    joined = {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}
    order = np.argsort(joined[REPLICATION], kind="stable")
    return {name: values[order] for name, values in joined.items()}
