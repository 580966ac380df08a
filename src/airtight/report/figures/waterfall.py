"""From a radar's published point to its reach: bars of decibels, one below the other."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from airtight import units
from airtight.report.figures import style

MORE, LESS, LEVEL, INSIDE, ON_TOP = style.BLUE, style.VERMILION, style.BLACK, style.GREY, style.ORANGE
_ROW_IN = 0.44
_BAR = 0.34
_ROOM = 0.2


def waterfall(row: Mapping[str, Any]) -> Figure:
    """The signal-to-noise ratio from the published point to a range; below it the budget of losses.

    Args:
        row: point (range_m, rcs_m2), range_m, published_db, steps (name, change_db, level_db), required_db,
            snr_db, losses (name, low_db, nominal_db, high_db, absorbed).

    """
    losses = row["losses"]
    chain_in, losses_in = _ROW_IN * (len(row["steps"]) + 2), _ROW_IN * len(losses)
    handles = _legend(losses)
    legend_in, axis_in, head_in = 0.19 * len(handles) + 0.1, 0.5, 0.26
    whole = 2 * (axis_in + head_in) + chain_in + losses_in + legend_in
    figure = Figure(figsize=(style.WIDTH_IN, whole))
    wide = (style.WIDTH_IN - 0.3) / style.WIDTH_IN
    base = legend_in + axis_in
    below = figure.add_axes((0.15 / style.WIDTH_IN, base / whole, wide, losses_in / whole))
    base += losses_in + head_in + axis_in
    above = figure.add_axes((0.15 / style.WIDTH_IN, base / whole, wide, chain_in / whole))
    _chain(above, row)
    _losses(below, losses)
    figure.legend(handles=handles, loc="lower left", borderpad=0.0, labelspacing=0.3)
    return figure


def point_words(row: Mapping[str, Any]) -> str:
    """Where a radar's chain begins: "4 m2 at 390 km"."""
    point = row["point"]
    return f"{area_words(point['rcs_m2'])} at {units.show(point['range_m'], 'km', 3)}"


def area_words(rcs_m2: float) -> str:
    """A cross-section for people: "0.4 m²"."""
    return f"{units.digits(rcs_m2, 3)} m²"


def number_words(value_db: float, *, sign: str = "") -> str:
    """Decibels to one place, with a true minus sign; with "+" also a plus sign, and neither at nought."""
    rounded = round(value_db, 1)
    return f"{rounded:{sign}.1f}".replace("-", "\N{MINUS SIGN}") if rounded else "0.0"


def _chain(axes: Axes, row: Mapping[str, Any]) -> None:
    steps = row["steps"]
    bars = [(f"needed at the published point, {point_words(row)}", 0.0, row["published_db"], LEVEL, "")]
    level = row["published_db"]
    for step in steps:
        change = step["change_db"]
        bars.append((step["name"], level, change, MORE if change >= 0.0 else LESS, "+"))
        level = step["level_db"]
    end = f"at {units.show(row['range_m'], 'km', 3)}, {area_words(row['rcs_m2'])}"
    bars.append((end, 0.0, row["snr_db"], LEVEL, ""))
    ends = [0.0, row["required_db"], *(at for _, start, width, _, _ in bars for at in (start, start + width))]
    room = _ROOM * max(max(ends) - min(ends), 1.0)
    axes.set_xlim(min(ends) - room, max(ends) + room)
    _rows(axes, len(bars))
    axes.axvline(0.0, color="#444444", lw=0.8, zorder=1)
    axes.axvline(row["required_db"], color=style.GREEN, lw=1.6, ls="--", zorder=1)
    for i, (name, start, width, colour, sign) in enumerate(bars):
        axes.barh(i + 0.14, width, left=start, height=_BAR, color=colour, zorder=3)
        style.row_label(axes, i + 0.02, name)
        right = start + width if width >= 0.0 else start
        text = f"{number_words(width, sign=sign)} dB"
        box = {"facecolor": "white", "edgecolor": "none", "pad": 0.4}
        axes.annotate(
            text,
            (right, i + 0.14),
            (4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
            bbox=box,
            zorder=4,
        )
        if i + 1 < len(bars):
            axes.plot([start + width] * 2, [i + 0.14, i + 1.14], color="#888888", lw=0.7, zorder=2)
    axes.set_title(
        "from the published point, step by step", loc="left", fontsize=10, fontweight="bold", pad=5
    )
    axes.set_xlabel("signal-to-noise ratio of one look, dB")


def _losses(axes: Axes, losses: Sequence[Mapping[str, Any]]) -> None:
    _rows(axes, len(losses))
    axes.set_xlim(0.0, 1.25 * max(loss["high_db"] for loss in losses))
    for i, loss in enumerate(losses):
        colour = INSIDE if loss["absorbed"] else ON_TOP
        axes.barh(
            i + 0.14,
            loss["high_db"] - loss["low_db"],
            left=loss["low_db"],
            height=_BAR * 0.6,
            color=colour,
            alpha=0.45,
            zorder=3,
        )
        axes.plot(
            loss["nominal_db"], i + 0.14, color=colour, marker="o" if loss["absorbed"] else "D", zorder=4
        )
        style.row_label(axes, i + 0.02, loss["name"])
        axes.annotate(
            f"{loss['nominal_db']:.1f} dB",
            (loss["high_db"], i + 0.14),
            (6, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
        )
    axes.set_title("losses on the way (assumptions)", loc="left", fontsize=10, fontweight="bold", pad=5)
    axes.set_xlabel("loss, dB: nominal, and lowest to highest")


def _rows(axes: Axes, count: int) -> None:
    axes.set_ylim(count - 0.5, -0.6)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(visible=True, axis="x")


def _legend(losses: Sequence[Mapping[str, Any]]) -> list[Any]:
    handles: list[Any] = [
        style.entry(
            "one look needs so much: below that it is detected less often", color=style.GREEN, ls="--"
        ),
        Patch(color=MORE, label="adds to the ratio"),
        Patch(color=LESS, label="takes from it"),
        style.entry("lost at the published point too: not taken again", color=INSIDE, marker="o"),
    ]
    if not all(loss["absorbed"] for loss in losses):
        handles.append(
            style.entry(
                "on top of it, by direction: only while the face looks there", color=ON_TOP, marker="D"
            )
        )
    return handles
