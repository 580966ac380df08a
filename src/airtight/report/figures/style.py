"""What all figures share: colours that survive colour blindness, marker shapes, sizes."""

import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

# Okabe & Ito, Color Universal Design (2008).
BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
YELLOW = "#F0E442"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"
GREY = "#777777"
PALE = "#C8C8C8"

SERIES: tuple[tuple[str, str], ...] = (
    (BLACK, "o"),
    (VERMILION, "s"),
    (BLUE, "^"),
    (GREEN, "D"),
    (PURPLE, "v"),
    (ORANGE, "P"),
    (SKY, "X"),
    (GREY, "*"),
)
"""Colour and marker of the first, second, … series; they start again after the eighth."""

WIDTH_IN = 5.0
_LONGEST = 58

_SETTINGS: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": "#444444",
    "axes.grid": False,
    "axes.labelsize": 9.5,
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": 10,
    "font.family": ["DejaVu Sans"],
    "font.size": 9.5,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.5,
    "legend.fontsize": 9,
    "legend.frameon": False,
    "legend.handletextpad": 0.5,
    "svg.fonttype": "path",
    "svg.hashsalt": "airtight",
    "text.parse_math": False,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
}


@contextmanager
def drawing() -> Iterator[None]:
    """Draw and save inside this: our settings, whatever the user's matplotlibrc says."""
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        mpl.rcdefaults()
        settings: Any = mpl.rcParams
        settings.update(_SETTINGS)
        yield


def row_label(axes: Axes, row: float, text: str) -> None:
    """Text at the left, above what is drawn in `row`; on white, so that lines do not cross it."""
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}
    place = axes.get_yaxis_transform()
    axes.text(0.0, row - 0.38, text, transform=place, va="center", bbox=box, zorder=2.5)


def plate(
    height_in: float,
    legend: Sequence[Line2D],
    *,
    left_in: float = 0.1,
    width_in: float = 0.0,
    columns: int = 1,
) -> tuple[Figure, Axes]:
    """A figure whose axes have exactly this height, with room for a title below them and a legend below that.

    Args:
        height_in: of the axes.
        legend: its entries.
        left_in: room for labels on the left.
        width_in: of the axes; as wide as the figure allows if 0.
        columns: of the legend.

    """
    width_in = width_in or WIDTH_IN - left_in - 0.15
    lines = [str(handle.get_label()).count("\n") + 1 for handle in legend]
    height = -(-len(lines) // columns)
    rows = max((sum(lines[i : i + height]) for i in range(0, len(lines), height)), default=0)
    top, below = 0.08, 0.55 + 0.185 * rows
    whole = height_in + top + below
    figure = Figure(figsize=(WIDTH_IN, whole))
    axes = figure.add_axes((left_in / WIDTH_IN, below / whole, width_in / WIDTH_IN, height_in / whole))
    figure.legend(handles=list(legend), loc="lower left", ncols=columns, columnspacing=1.0, borderpad=0.0)
    return figure, axes


def series(index: int) -> tuple[str, str]:
    """Colour and marker of series `index`."""
    return SERIES[index % len(SERIES)]


def entry(label: str, *, color: str, **look: Any) -> Line2D:  # noqa: ANN401  matplotlib's line properties
    """One legend entry; a marker alone unless `ls` says otherwise."""
    return Line2D([], [], color=color, label=label, **({"ls": ""} | look))


def wrapped(text: str, width: int = 34) -> str:
    """Text in lines of at most `width` characters."""
    return "\n".join(textwrap.wrap(text, width)) or text
