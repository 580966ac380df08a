"""A recording in memory: what a report, a replay or a notebook reads."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

Columns = dict[str, NDArray[Any]]
"""A table: column name to one-dimensional array; all of one length."""

Histories = dict[str, Columns]
"""Table name (truth, detections, tracks, orders, outcomes) to its columns."""


@dataclass(frozen=True)
class Recorded:
    """One run, compare or demo.

    Attributes:
        manifest: versions, seed, digests, and what is needed to run it again; nothing of the host.
        summary: what ``--json`` prints and the report shows.
        worlds: column "replication" and one column for each uncertain number, one value a replication (SI).
        replications: columns "option", "replication", "ready" and one for each metric.
        histories: by option, the tables of the replications that were kept. A run has the one key "".
        folder: where it was read from or written to; None if it is in memory only.

    """

    manifest: dict[str, Any]
    summary: dict[str, Any]
    worlds: Columns = field(default_factory=dict)
    replications: Columns = field(default_factory=dict)
    histories: dict[str, Histories] = field(default_factory=dict)
    folder: Path | None = None

    @property
    def kept(self) -> list[str]:
        """The options of which histories were kept, in order."""
        return list(self.histories)

    def history(self, table: str, option: str | None = None) -> Columns:
        """One table of one option (the first if None); no columns if it was not kept."""
        if option is None:
            option = next(iter(self.histories), "")
        return self.histories.get(option, {}).get(table, {})
