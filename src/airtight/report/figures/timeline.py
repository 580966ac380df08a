"""What happened to each attacker of one replication, and when."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from airtight.recording import Columns
from airtight.report import words
from airtight.report.figures import style

MOST = 60
_MOMENTS = (
    ("first_detection_s", "first detected", "|", style.SKY),
    ("first_track_s", "first tracked", "o", style.BLUE),
    ("declared_hostile_s", "declared hostile", "^", style.GREEN),
    ("first_shot_s", "first shot at it", ">", style.PURPLE),
)
OUTCOMES = {
    "killed": ("shot down", "X", style.BLACK, style.BLACK),
    "leaked": ("got through", "s", style.VERMILION, style.VERMILION),
    "flying": ("still flying at the end", "s", style.VERMILION, "white"),
    "wrongly-engaged": ("engaged in error", "*", style.ORANGE, style.ORANGE),
}
"""Outcome to label, marker, edge and face colour; the map uses the same."""


def timeline(
    outcomes: Columns, truth: Columns, *, replication: int, titles: dict[str, str]
) -> tuple[Figure, int]:
    """One row an attacker, grouped by kind.

    Returns:
        The figure, and how many attackers did not fit.

    """
    chosen = (outcomes["replication"] == replication) & (outcomes["side"] == "raid")
    rows = {name: column[chosen] for name, column in outcomes.items()}
    order = _chosen(rows)
    left_out = rows["target"].size - order.size
    starts = _starts(truth, replication)
    tall_in = 0.15 * order.size + 0.38 * np.unique(rows["target"][order]).size
    legend = _legend(set(rows["outcome"].tolist()))
    figure, axes = style.plate(tall_in, legend, left_in=0.3, columns=2)
    height, previous = 0.0, ""
    for i in order:
        target = str(rows["target"][i])
        if target != previous:
            height += 1.3 if previous else 0.0
            axes.text(
                0.005, height, words.titled(target, titles), transform=axes.get_yaxis_transform(), va="center"
            )
            height += 1.3
            previous = target
        _row(axes, {name: column[i] for name, column in rows.items()}, height, starts)
        height += 1.0
    axes.set_ylim(height, -1.0)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(left=0)
    axes.grid(visible=True, axis="x")
    axes.set_xlabel("minutes since the start of the scenario")
    axes.set_ylabel("one line for each attacker")
    return figure, left_out


def _chosen(rows: Columns) -> NDArray[np.int64]:
    """Rows to draw, by kind, then by time; of more than `MOST` the earliest of each kind in turn."""
    kinds = {kind: index for index, kind in enumerate(dict.fromkeys(rows["target"].tolist()))}
    kind = np.array([kinds[target] for target in rows["target"].tolist()], dtype=np.int64)
    order = np.lexsort([rows["time_s"], kind])
    first_of_kind = np.searchsorted(kind[order], kind[order])
    rank = np.arange(order.size) - first_of_kind
    return order[np.sort(np.argsort(rank, kind="stable")[:MOST])]


def _starts(truth: Columns, replication: int) -> dict[str, float]:
    if not truth:
        return {}
    flying = (truth["replication"] == replication) & (truth["flying"] != 0)
    entities, first = np.unique(truth["entity"][flying], return_inverse=True)
    starts = np.full(entities.size, np.inf)
    np.minimum.at(starts, first, truth["time_s"][flying])
    return dict(zip(entities.tolist(), starts.tolist(), strict=True))


def _row(axes: Axes, row: dict[str, Any], height: float, starts: dict[str, float]) -> None:
    start_s = starts.get(str(row["entity"]), 0.0)
    axes.plot([start_s / 60, row["time_s"] / 60], [height, height], color=style.PALE, lw=1.5, zorder=1)
    for key, _, marker, colour in _MOMENTS:
        if np.isfinite(row[key]):
            axes.plot(
                row[key] / 60, height, marker, color=colour, ms=5, mew=1.4 if marker == "|" else 0.5, zorder=3
            )
    if row["outcome"] in OUTCOMES:
        _, marker, edge, face = OUTCOMES[row["outcome"]]
        axes.plot(row["time_s"] / 60, height, marker, color=edge, mfc=face, ms=5, zorder=4)


def _legend(outcomes: set[str]) -> list[Line2D]:
    handles = [Line2D([], [], color=style.PALE, lw=1.5, label="in the air")]
    for _, title, marker, colour in _MOMENTS:
        handles.append(Line2D([], [], ls="", color=colour, marker=marker, ms=6, mew=1.4, label=title))
    for key, (title, marker, edge, face) in OUTCOMES.items():
        if key in outcomes:
            handles.append(Line2D([], [], ls="", color=edge, mfc=face, marker=marker, ms=6, label=title))
    return handles
