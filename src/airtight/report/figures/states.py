"""For how long looks at an aircraft count, in each state of activation."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.figure import Figure

from airtight.report.figures import style

KINDS = (("total", "clean", 2), ("with_reflectors", "with radar reflectors", 1))


def states(rows: Sequence[Mapping[str, Any]], *, least_snr_db: float) -> Figure:
    """Minutes in which looks count: bar and marker for each state, clean and with reflectors.

    Args:
        rows: the states, each with text and, by signature, the range `time_counted_s`.
        least_snr_db: from which a look counts.

    """
    kinds = [kind for kind in KINDS if kind[0] in rows[0]]
    legend = []
    for _, title, index in kinds:
        colour, marker = style.series(index)
        legend.append(style.entry(title, color=colour, marker=marker, ms=6.5))
    figure, axes = style.plate(0.62 * len(rows) + 0.1, legend, columns=2)
    for row, given in enumerate(rows):
        style.row_label(axes, row, str(given["text"]))
        for place, (key, _, index) in enumerate(kinds):
            minutes = {end: value / 60.0 for end, value in given[key]["time_counted_s"].items()}
            colour, marker = style.series(index)
            height = row - 0.1 + 0.25 * place
            ends = [minutes["low"], minutes["high"]]
            axes.plot(ends, [height] * 2, color=colour, lw=5, alpha=0.35, solid_capstyle="butt")
            axes.plot(minutes["nominal"], height, marker, color=colour, ms=6.5, clip_on=False)
    axes.set_ylim(len(rows) - 0.5, -0.7)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(left=-0.01 * max(axes.get_xlim()[1], 1.0))
    axes.grid(visible=True, axis="x")
    axes.set_xlabel(f"minutes above {least_snr_db:g} dB; bar: range, marker: all numbers at nominal")
    return figure
