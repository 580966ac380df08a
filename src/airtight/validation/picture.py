"""How much of each tolerance is used up, at one glance."""

from matplotlib.figure import Figure

from airtight.report.figures import style
from airtight.validation.claim import BENCHMARK, CALIBRATED, FACE_VALIDITY, VERIFICATION
from airtight.validation.running import Validation

LEAST = 1e-7
"""Share of a tolerance at which the axis begins: what is smaller, or nothing at all, is drawn there."""
MOST = 10.0
TICKS = {1e-6: "0.000001", 1e-4: "0.0001", 1e-2: "0.01", 1.0: "1"}
LOOKS = {
    VERIFICATION: (style.BLUE, "o"),
    BENCHMARK: (style.ORANGE, "D"),
    CALIBRATED: (style.GREEN, "^"),
    FACE_VALIDITY: (style.PURPLE, "v"),
}


def deviations(validation: Validation) -> Figure:
    """Every claim about one value, by the part it is about: its deviation as a share of its tolerance."""
    with style.drawing():
        return _deviations(validation)


def _deviations(validation: Validation) -> Figure:
    groups = {name: [row for row in rows if row.used is not None] for name, rows in validation.groups.items()}
    groups = {name: rows for name, rows in groups.items() if rows}
    drawn = {row.claim.tier for rows in groups.values() for row in rows}
    legend = [
        style.entry(tier, color=colour, marker=marker, ms=5)
        for tier, (colour, marker) in LOOKS.items()
        if tier in drawn
    ]
    legend.append(style.entry("the tolerance", color=style.VERMILION, ls="-", lw=1.4))
    figure, axes = style.plate(0.36 * max(len(groups), 1) + 0.1, legend, columns=2)
    for index, (name, rows) in enumerate(groups.items()):
        for row in rows:
            colour, marker = LOOKS[row.claim.tier]
            share = min(max(row.used or 0.0, LEAST), MOST)
            axes.plot(share, index + 0.12, marker, color=colour, ms=4, alpha=0.55, mew=0, clip_on=False)
        style.row_label(axes, index, f"{name} ({len(rows)})")
    axes.axvline(1.0, color=style.VERMILION, lw=1.4, zorder=1)
    axes.set_xscale("log")
    axes.set_xlim(LEAST, MOST)
    axes.set_xticks(list(TICKS), labels=list(TICKS.values()))
    axes.minorticks_off()
    axes.set_ylim(max(len(groups), 1) - 0.6, -0.65)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("deviation as a share of the tolerance (smaller ones stand at the left edge)")
    return figure
