"""How strongly the best radar receives an aircraft along its route, moment by moment."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from airtight.numerics.columns import Floats
from airtight.report.figures import style

HIDDEN = "#E4E4E4"
_LOWEST_DB = -20.0


def strength(route: Mapping[str, Any]) -> Figure:
    """Signal-to-noise ratio over time: clean with its published interval, with reflectors, and where hidden.

    Args:
        route: time_s, snr_db (clean, clean_low, clean_high, with_reflectors; None out of view), least_snr_db.

    """
    minutes = (np.asarray(route["time_s"]) - route["time_s"][0]) / 60.0
    ratios = {name: _numbers(values) for name, values in route["snr_db"].items()}
    clean, fitted = style.series(2)[0], style.series(1)[0]
    legend = [
        style.entry("clean: nominal, shaded from lowest to highest published", color=clean, ls="-", lw=1.6)
    ]
    if "with_reflectors" in ratios:
        legend.append(style.entry("with radar reflectors", color=fitted, ls="--", lw=1.6))
    least = float(route["least_snr_db"])
    legend.append(style.entry(f"a look counts from {least:g} dB on", color=style.BLACK, ls=":", lw=1.2))
    legend.append(style.entry("grey: no radar that is on has it in view", color=HIDDEN, ls="-", lw=6))
    figure, axes = style.plate(2.2, legend, left_in=0.62)
    axes.fill_between(minutes, ratios["clean_low"], ratios["clean_high"], color=clean, alpha=0.2, lw=0)
    axes.plot(minutes, ratios["clean"], color=clean, lw=1.6)
    if "with_reflectors" in ratios:
        axes.plot(minutes, ratios["with_reflectors"], color=fitted, lw=1.6, ls="--")
    axes.axhline(least, color=style.BLACK, lw=1.2, ls=":")
    highest = max(
        (float(np.nanmax(values)) for values in ratios.values() if np.isfinite(values).any()), default=30
    )
    axes.set_ylim(_LOWEST_DB, max(highest + 5.0, least + 10.0))
    hidden = ~np.isfinite(ratios["clean"])
    axes.fill_between(
        minutes, 0, 1, where=hidden, transform=axes.get_xaxis_transform(), color=HIDDEN, lw=0, step="mid"
    )
    axes.set_xlim(minutes[0], minutes[-1])
    axes.grid(visible=True)
    axes.set_xlabel("minutes after the route's start")
    axes.set_ylabel("signal-to-noise ratio, dB")
    return figure


def _numbers(values: list[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values])
