"""Which uncertain numbers explain the spread of a result."""

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure

from airtight.report.figures import style


def drivers(rows: Sequence[dict[str, Any]], *, luck: float | None) -> Figure:
    """One metric's drivers, the strongest first, and luck's share below them.

    Args:
        rows: number, share, low, high, resolved; at most five.
        luck: share of the variance that is luck, if known.

    """
    label = "stands clear of a dummy number; 95 % interval"
    legend = [
        style.entry(label, color=style.BLUE, marker="o", ls="-", lw=1.6),
        style.entry("not resolved", color=style.GREY, marker="o", mfc="white", ls="-", lw=1.6),
    ]
    figure, axes = style.plate(0.44 * (len(rows) + (luck is not None)) + 0.1, legend)
    for index, row in enumerate(rows):
        colour = style.BLUE if row["resolved"] else style.GREY
        face = colour if row["resolved"] else "white"
        ends = [100 * row["low"], 100 * row["high"]]
        axes.plot(ends, [index, index], color=colour, lw=1.6)
        axes.plot(100 * row["share"], index, "o", color=colour, mfc=face, ms=7, clip_on=False)
        style.row_label(
            axes, index, row.get("title", row["number"]) + ("" if row["resolved"] else " (not resolved)")
        )
    count = len(rows)
    if luck is not None:
        axes.plot(100 * luck, count, "D", color=style.ORANGE, ms=7, clip_on=False)
        style.row_label(
            axes, count, "luck alone, at least: what the same runs show with every number at nominal"
        )
        count += 1
    axes.axvline(0, color=style.GREY, lw=0.8, zorder=0)
    axes.set_ylim(count - 0.5, -0.75)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(visible=True, axis="x")
    axes.set_xlabel("share of the variance explained, % (first-order index)")
    return figure
