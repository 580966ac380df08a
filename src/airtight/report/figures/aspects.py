"""From which sides radars looked at an aircraft: the sphere of directions round it, as its two sides."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Patch, Polygon

from airtight.numerics.columns import Floats, Ints
from airtight.numerics.healpix import outlines
from airtight.report import words
from airtight.report.figures import style

SIDES = 4
RADIUS = float(np.sqrt(2.0))
NEVER, FAINT, FEW, MANY, KNOWN = range(5)
CLASSES: tuple[tuple[str, str], ...] = (
    ("#FBFBFB", "never turned towards a radar in view"),
    ("#CFCFCF", "in view, too faint to count"),
    ("#A6D0EA", "1 to 9 looks that count"),
    ("#3F8FC4", "10 looks or more"),
    ("#0B3C6F", "so many that its mean echo is known to 2 dB"),
)
"""Colour and words of each kind of direction, the darker the more was seen."""

_HALF = 0.5
_TEN = 9.5
_DISC_IN = 2.2
_ROW_IN = 2.56

# A jet from its right side, nose to the right: (ahead, up), one unit long.
_JET = np.array(
    [
        *((0.50, -0.01), (0.38, 0.035), (0.31, 0.045), (0.25, 0.085), (0.17, 0.095), (0.08, 0.06)),
        *((-0.20, 0.05), (-0.31, 0.20), (-0.43, 0.20), (-0.39, 0.04), (-0.50, 0.02), (-0.50, -0.03)),
        *((-0.36, -0.05), (-0.10, -0.055), (0.20, -0.05), (0.38, -0.035)),
    ]
)


def kinds(sphere: Mapping[str, Sequence[float]]) -> Ints:
    """What each of the 192 directions is: NEVER, FAINT, FEW, MANY or KNOWN, from looks and shares."""
    shown, counted, known = (np.asarray(sphere[name]) for name in ("shown", "counted", "known"))
    found = np.where(shown >= _HALF, FAINT, NEVER)
    found = np.where(counted >= _HALF, FEW, found)
    found = np.where(counted >= _TEN, MANY, found)
    return np.where((known >= _HALF) & (counted >= _HALF), KNOWN, found)


def aspects(rows: Sequence[Mapping[str, Any]]) -> Figure:
    """Both sides of an aircraft, once for each row.

    Args:
        rows: each with title, sphere (shown, counted, known: one value a direction), filled (a range).

    Source:
        Directions: HEALPix, N_side 4; discs: Lambert's azimuthal equal-area projection.

    """
    legend_in = 0.17 * len(CLASSES) + 0.05
    height = _ROW_IN * len(rows) + legend_in
    figure = Figure(figsize=(style.WIDTH_IN, height))
    for index, row in enumerate(rows):
        top = height - _ROW_IN * index
        filled = {end: round(value) for end, value in row["filled"].items()}
        ends = words.span(filled["low"], filled["high"])
        figure.text(
            0.5,
            (top - 0.16) / height,
            f"{row['title']}: {filled['nominal']} of {12 * SIDES * SIDES} directions ({ends})",
            ha="center",
            va="center",
            fontsize=10,
            fontweight="bold",
        )
        for side, left in ((-1.0, 0.2), (1.0, 2.6)):
            box = (left / style.WIDTH_IN, (top - 0.3 - _DISC_IN) / height)
            axes = figure.add_axes((*box, _DISC_IN / style.WIDTH_IN, _DISC_IN / height))
            _disc(axes, kinds(row["sphere"]), side)
    handles = [Patch(facecolor=colour, edgecolor="#888888", label=text) for colour, text in CLASSES[::-1]]
    figure.legend(handles=handles, loc="lower left", borderpad=0.0, handlelength=1.4, labelspacing=0.25)
    return figure


def _disc(axes: Axes, found: Ints, side: float) -> None:
    """The half of the sphere on one side: -1 left, 1 right; the nose points outward."""
    axes.set_xlim(-1.62, 1.62)
    axes.set_ylim(-1.62, 1.62)
    axes.set_axis_off()
    azimuth, elevation = outlines(SIDES)
    across, up, towards = _seen_from(azimuth, elevation, side)
    near = towards.max(axis=1) > 0.0
    stretch = np.sqrt(2.0 / np.maximum(1.0 + towards, 0.2))
    polygons = np.stack([across * stretch, up * stretch], axis=-1)[near]
    rim = Circle((0.0, 0.0), RADIUS, transform=axes.transData, facecolor="none", edgecolor="#444444", lw=0.9)
    tiles = PolyCollection(
        list(polygons),
        facecolors=[CLASSES[kind][0] for kind in found[near]],
        edgecolors="#9A9A9A",
        linewidths=0.35,
    )
    axes.add_collection(tiles)
    axes.add_patch(rim)
    tiles.set_clip_path(rim)
    jet = _JET * (1.15 * side, 1.15)
    for colour, width in (("white", 3.0), ("black", 1.1)):
        axes.add_patch(Polygon(jet, closed=True, facecolor="none", edgecolor=colour, lw=width, zorder=4))
    look: dict[str, Any] = {"va": "center", "fontsize": 8.5, "color": "#333333"}
    for text, place in (("nose", side), ("tail", -side)):
        axes.text(1.53 * place, 0.0, text, rotation=90, ha="center", **look)
    axes.text(0.0, 1.52, "from above", ha="center", **look)
    axes.text(0.0, -1.52, "from below", ha="center", **look)
    corner: dict[str, Any] = {"ha": "left" if side < 0 else "right", "fontsize": 9.5, "va": "center"}
    axes.text(1.58 * side, 1.3, f"{'left' if side < 0 else 'right'}\nside", **corner)


def _seen_from(azimuth: Floats, elevation: Floats, side: float) -> tuple[Floats, Floats, Floats]:
    """Directions as somebody beside the aircraft sees them: across, up, towards the eye."""
    level = np.cos(elevation)
    ahead = level * np.cos(azimuth)
    return side * ahead, np.sin(elevation), side * level * np.sin(azimuth)
