"""The route on the map: where it is hidden, where it is too faint, where looks count."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from airtight.report.figures import style
from airtight.report.figures.map import Frame, Scene, Sites, map_of
from airtight.terrain.elevation import Terrain

KINDS: tuple[tuple[str, Any, str], ...] = (
    ("#6B6B6B", (0, (2, 1.5)), "hidden from every radar that is on"),
    (style.ORANGE, "-", "in view, too faint to count"),
    (style.VERMILION, "-", "looks count with reflectors alone"),
    (style.PURPLE, "-", "looks count clean, too"),
)


def route_map(route: Mapping[str, Any], *, sites: Sites, terrain: Terrain | None) -> Figure:
    """The route over shaded terrain, coloured by what the system's radars have of it at nominal.

    Args:
        route: latitude_deg, longitude_deg, snr_db by signature, least_snr_db.
        sites: of the system.
        terrain: for the shading.

    """
    latitude, longitude = np.asarray(route["latitude_deg"]), np.asarray(route["longitude_deg"])
    frame = Frame.holding(
        np.append(latitude, [site["latitude_deg"] for site in sites]),
        np.append(longitude, [site["longitude_deg"] for site in sites]),
        margin=0.12,
    )
    figure = map_of(frame, Scene("", 0, {}, {}), sites=sites, terrain=terrain, titles={})
    axes = figure.axes[0]
    kind = _kinds(route)
    points = np.column_stack([longitude, latitude])
    lines = np.stack([points[:-1], points[1:]], axis=1)
    for index, (colour, dashes, _) in enumerate(KINDS):
        chosen = kind[:-1] == index
        if chosen.any():
            axes.add_collection(
                LineCollection(
                    _joined(lines, chosen), colors=colour, linewidths=2.4, linestyles=[dashes], zorder=5
                )
            )
    axes.plot(*points[0], "o", color=style.BLACK, mfc="white", ms=5, zorder=6)
    handles = [
        Line2D([], [], color=colour, ls=dashes, lw=2.4, label=text)
        for index, (colour, dashes, text) in enumerate(KINDS)
        if (kind == index).any()
    ]
    handles.append(Line2D([], [], ls="", marker="o", color=style.BLACK, mfc="white", ms=5, label="start"))
    _add_legend(figure, handles)
    return figure


def _add_legend(figure: Figure, handles: list[Line2D]) -> None:
    """Make the figure taller by these entries, above its own legend."""
    width, height = figure.get_size_inches()
    more = 0.185 * len(handles)
    own = figure.legends[0]
    handles += [handle for handle in own.legend_handles if isinstance(handle, Line2D)]
    own.remove()
    left, bottom, across, up = figure.axes[0].get_position().bounds
    figure.set_size_inches(width, height + more)
    share = height / (height + more)
    figure.axes[0].set_position((left, (bottom * height + more) / (height + more), across, up * share))
    figure.legend(handles=handles, loc="lower left", borderpad=0.0)


def _kinds(route: Mapping[str, Any]) -> Any:  # noqa: ANN401 (whole numbers)
    least = float(route["least_snr_db"])
    ratios = {
        name: np.array([np.nan if value is None else value for value in values])
        for name, values in route["snr_db"].items()
    }
    clean = ratios["clean"]
    fitted = ratios.get("with_reflectors", clean)
    kind = np.where(np.isfinite(clean), 1, 0)
    kind = np.where(fitted >= least, 2, kind)
    return np.where(clean >= least, 3, kind)


def _joined(lines: Any, chosen: Any) -> list[Any]:  # noqa: ANN401 (arrays)
    """Neighbouring pieces of one kind as one line, so that dashes run on."""
    index = np.flatnonzero(chosen)
    runs = np.split(index, np.flatnonzero(np.diff(index) > 1) + 1)
    return [np.vstack([lines[run[0], :1], lines[run, 1]]) for run in runs]
