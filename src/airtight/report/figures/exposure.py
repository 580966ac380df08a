"""How long the radars could observe one aircraft that flies past."""

from typing import Any

from matplotlib.figure import Figure

from airtight.report.figures import style

STATES = (
    ("clean", "clean"),
    ("with_reflectors", "with radar reflectors"),
    ("stored", "system stored, radars off"),
)
_MEASURES = (
    ("minutes_in_line_of_sight", "in line of sight of a radar", 0),
    ("minutes_above_13_db", "signal-to-noise ratio above 13 dB", 1),
)


def exposure(given: dict[str, Any]) -> Figure:
    """Minutes in line of sight and minutes above 13 dB for each state of aircraft and system."""
    states = [(key, title) for key, title in STATES if key in given]
    legend = []
    for _, title, index in _MEASURES:
        colour, marker = style.series(2 + index)
        legend.append(style.entry(title, color=colour, marker=marker, ms=6.5))
    figure, axes = style.plate(0.62 * len(states) + 0.1, legend)
    for row, (key, title) in enumerate(states):
        style.row_label(axes, row, title)
        for measure, _, index in _MEASURES:
            values = given[key][measure]
            colour, marker = style.series(2 + index)
            height = row - 0.1 + 0.25 * index
            axes.plot([values["low"], values["high"]], [height] * 2, color=colour, lw=5, alpha=0.35)
            axes.plot(values["nominal"], height, marker, color=colour, ms=6.5, clip_on=False)
    axes.set_ylim(len(states) - 0.5, -0.7)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlim(left=-0.2)
    axes.grid(visible=True, axis="x")
    axes.set_xlabel("minutes in one pass; bar: range, marker: all numbers at nominal")
    return figure
