"""The kill chain: how many attackers came through each stage, option by option."""

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure

from airtight.report.figures import style


def funnel(options: Sequence[dict[str, Any]]) -> Figure:
    """One line an option; at most eight, so that each has its own colour and marker."""
    shown = list(options)[: len(style.SERIES)]
    stages = [stage["title"] for stage in shown[0]["funnel"]]
    legend = []
    for index, option in enumerate(shown):
        colour, marker = style.series(index)
        legend.append(style.entry(style.wrapped(option["label"], 60), color=colour, marker=marker, ms=5.5))
    figure, axes = style.plate(0.42 * len(stages), legend, left_in=1.35)
    step = 0.6 / max(len(shown), 1)
    for index, option in enumerate(shown):
        colour, marker = style.series(index)
        means = [stage["mean"] for stage in option["funnel"]]
        rows = [row + (index - (len(shown) - 1) / 2) * step for row in range(len(means))]
        axes.plot(means, rows, color=colour, lw=0.7, alpha=0.5)
        axes.plot(means, rows, marker, color=colour, ms=5.5, ls="", clip_on=False)
    axes.set_yticks(range(len(stages)), [style.wrapped(title, 18) for title in stages])
    axes.set_ylim(len(stages) - 0.5, -0.5)
    axes.set_xlim(left=0)
    for row in range(1, len(stages)):
        axes.axhline(row - 0.5, color="#EEEEEE", lw=0.8, zorder=0)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=True, axis="x")
    axes.set_xlabel("attackers, mean")
    return figure
