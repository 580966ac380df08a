"""Range and height: how far a radar sees a target at each altitude, over all bearings."""

from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure

from airtight.numerics.columns import Floats
from airtight.report.figures import style
from airtight.report.figures.coverage_ground import COVERED

LEVELS = (0.1, 0.5, 0.9)
SHADES = ("#D3EDE4", "#8FD1BA", "#3FAE8B")


@dataclass(frozen=True)
class HeightsOf:
    """What the diagram shows.

    Attributes:
        distance_m: (G,), along the ground.
        height_m: (H,), above sea.
        share: (H, G), of bearings at which the target is detected there.
        horizon_m: (H,), the horizon of a smooth earth at each height.
        instrumented_m: the radar's range.
        ground_m: height of the site.
        envelope: (n, 2), distance and height of the missiles' published reach; empty if it fires none.

    """

    distance_m: Floats
    height_m: Floats
    share: Floats
    horizon_m: Floats
    instrumented_m: float
    ground_m: float
    envelope: Floats


def heights(given: HeightsOf) -> Figure:
    """Shades by the share of bearings; the smooth earth's horizon and the missiles' reach as lines."""
    patch = {"marker": "s", "ms": 8, "mec": "none"}
    legend = [
        style.entry("at one bearing in ten or more", color=SHADES[0], **patch),
        style.entry("at half of the bearings", color=SHADES[1], **patch),
        style.entry("at nine bearings in ten", color=SHADES[2], **patch),
        style.entry("horizon of a smooth earth", color=style.BLUE, ls="-", lw=1.5),
        style.entry("end of the radar's range", color=style.BLACK, ls=":", lw=1.6),
    ]
    if given.envelope.size:
        legend.append(style.entry("published reach of the missiles", color=style.ORANGE, ls="--", lw=1.8))
    figure, axes = style.plate(2.6, legend, left_in=0.55, columns=2)
    x, y = given.distance_m / 1e3, given.height_m / 1e3
    axes.contourf(x, y, given.share, levels=[*LEVELS, 1.01], colors=SHADES)
    axes.contour(x, y, given.share, levels=[0.5], colors=COVERED, linewidths=1.0)
    axes.plot(given.horizon_m / 1e3, y, color=style.BLUE, lw=1.5)
    axes.axvline(given.instrumented_m / 1e3, color=style.BLACK, ls=":", lw=1.6)
    if given.envelope.size:
        axes.plot(given.envelope[:, 0] / 1e3, given.envelope[:, 1] / 1e3, color=style.ORANGE, ls="--", lw=1.8)
    axes.axhspan(0.0, given.ground_m / 1e3, color=style.PALE, zorder=2)
    axes.set_xlim(0.0, float(x[-1]))
    axes.set_ylim(0.0, float(y[-1]))
    axes.set_xlabel("distance along the ground, km")
    axes.set_ylabel("height above sea, km")
    axes.grid(visible=True)
    return figure


def smooth(share: Floats) -> Floats:
    """A running mean over three distances, so that contours do not fray."""
    padded = np.pad(share, ((0, 0), (1, 1)), mode="edge")
    result: Floats = (padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]) / 3.0
    return result
