"""Leakers against the probability of being ready when the raid comes: each reading is a point on one line."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from airtight.report import words
from airtight.report.figures import style


def readiness(options: Sequence[dict[str, Any]], *, always: dict[str, Any] | None, total: float) -> Figure:
    """Points for options with a share of readiness; a line from never ready to always ready.

    Args:
        options: those with "ready", in order.
        always: the option that is always ready, if there is one.
        total: attackers in the raid: what gets through if nobody is ready, unless an option says otherwise.

    """
    never = next(
        (o["ready"]["leakers_when_not"]["mean"] for o in options if o["ready"].get("leakers_when_not")), total
    )
    everyone = ([always] if always else []) + list(options)
    when_ready = next((_when_ready(option) for option in everyone if _when_ready(option) is not None), None)
    legend = [style.entry("never ready", color=style.BLACK, marker="_", ms=12, mew=2)]
    if when_ready is not None:
        legend.append(style.entry("ready in that share of raids", color=style.GREY, lw=1, ls="--"))
    for index, option in enumerate(everyone):
        colour, marker = style.series(index)
        legend.append(style.entry(style.wrapped(option["label"], 60), color=colour, marker=marker, ms=7))
    figure, axes = style.plate(2.7, legend, left_in=0.62)
    if when_ready is not None:
        axes.plot([0, 100], [never, when_ready], color=style.GREY, lw=1, ls="--")
    axes.plot(0, never, "_", color=style.BLACK, ms=12, mew=2)
    for index, option in enumerate(everyone):
        _point(axes, option, index)
    axes.set_xlim(-3, 103)
    axes.set_ylim(0, (total or None) and 1.05 * total)
    axes.grid(visible=True)
    axes.set_xlabel("probability of being ready when the raid comes, %")
    axes.set_ylabel("attackers that get through, mean")
    return figure


def _when_ready(option: dict[str, Any]) -> float | None:
    ready = option.get("ready") or {}
    given = ready.get("leakers_when_ready")
    if given:
        return float(given["mean"])
    return None if ready else float(option["metrics"]["leakers"]["mean"])


def _point(axes: Axes, option: dict[str, Any], index: int) -> None:
    colour, marker = style.series(index)
    leakers = option["metrics"]["leakers"]
    share = (option.get("ready") or {}).get("share")
    mean, ends = (100 * share["mean"], words.share_ends(share)) if share else (100.0, (1.0, 1.0))
    axes.plot([100 * end for end in ends], [leakers["mean"]] * 2, color=colour, lw=1.2)
    axes.plot([mean, mean], [leakers["low"], leakers["high"]], color=colour, lw=1.2)
    axes.plot(mean, leakers["mean"], marker, color=colour, ms=7, clip_on=False)
