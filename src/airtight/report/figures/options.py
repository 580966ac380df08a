"""What each option lets through, with both kinds of interval."""

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure

from airtight.report.figures import style


def leakers(options: Sequence[dict[str, Any]], *, reference: str, total: float) -> Figure:
    """One row an option: range under the assumptions (pale), sampling error (dark), mean (marker).

    Args:
        options: the summary's, in order; those true by definition are better left out.
        reference: name of the option whose mean is drawn through.
        total: attackers in the raid; 0 if unknown.

    """
    legend = [
        style.entry(
            "range under the stated assumptions (5th to 95th percentile)", color=style.PALE, ls="-", lw=7
        ),
        style.entry("mean, and its sampling error (95 %)", color=style.BLACK, ls="-", lw=2, marker="o"),
    ]
    paired = len(options) > 1 and any(option["name"] == reference for option in options)
    if paired:
        legend.append(style.entry("mean of the reference", color=style.GREY, ls="--", lw=0.9))
    figure, axes = style.plate(0.42 * len(options) + 0.15, legend)
    for row, option in enumerate(options):
        given = option["metrics"]["leakers"]
        colour, marker = style.series(row)
        axes.plot([given["p05"], given["p95"]], [row, row], color=style.PALE, lw=7, solid_capstyle="butt")
        axes.plot([given["low"], given["high"]], [row, row], color=colour, lw=2, solid_capstyle="butt")
        axes.plot(given["mean"], row, marker, color=colour, ms=6.5, clip_on=False)
        if paired and option["name"] == reference:
            axes.axvline(given["mean"], color=style.GREY, lw=0.9, ls="--", zorder=0)
        style.row_label(axes, row, option["label"])
    axes.set_ylim(len(options) - 0.45, -0.75)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(0, total or None)
    axes.set_xlabel(f"attackers that get through, of {total:.0f}" if total else "attackers that get through")
    return figure
