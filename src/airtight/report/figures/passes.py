"""How the distance of a passing aircraft changes what counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.figure import Figure

from airtight.report.figures import style

KINDS = (("clean", "clean", 2), ("with_reflectors", "with radar reflectors", 1))


def passes(rows: Sequence[Mapping[str, Any]], *, least_snr_db: float) -> Figure:
    """Minutes in which looks count, by closest approach.

    Args:
        rows: from_m, to_m and, by signature, the mean time_counted_s of the transits between.
        least_snr_db: from which a look counts.

    """
    kinds = [kind for kind in KINDS if kind[0] in rows[0]]
    legend = []
    for _, title, index in kinds:
        colour, marker = style.series(index)
        legend.append(style.entry(title, color=colour, marker=marker, ms=6.5, ls="-"))
    figure, axes = style.plate(2.0, legend, left_in=0.55, columns=2)
    middle = [(row["from_m"] + row["to_m"]) / 2000.0 for row in rows]
    for key, _, index in kinds:
        colour, marker = style.series(index)
        values = [row[key]["time_counted_s"] / 60.0 for row in rows]
        axes.plot(middle, values, marker=marker, color=colour, ms=6.5, lw=1.4, clip_on=False)
    axes.set_xlim(0.0, rows[-1]["to_m"] / 1000.0)
    axes.set_ylim(bottom=0.0)
    axes.grid(visible=True)
    axes.set_xlabel("closest approach, km (means of 50 km)")
    axes.set_ylabel(f"minutes above {least_snr_db:g} dB")
    return figure
