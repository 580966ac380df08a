"""Maps of one replication: sites, paths and how they ended, over shaded terrain."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.recording import Columns
from airtight.report import words
from airtight.report.figures import style
from airtight.report.figures.shading import shaded
from airtight.report.figures.timeline import OUTCOMES
from airtight.terrain.elevation import Terrain

Sites = list[dict[str, Any]]

METRES_PER_DEGREE = math.radians(1.0) * MEAN_EARTH_RADIUS_M
_SITES = {
    "battery": ("battery", "^", style.BLACK, 9),
    "sensor": ("radar of the shared network", "v", "#444444", 6),
    "defended": ("defended area", "o", style.BLUE, 3),
}
_ANY_SITE = ("site", "D", style.BLACK, 6)
_REACH = (0, (7, 4))
_DOTTED = (0, (2, 1.5))
_KINDS = (style.VERMILION, style.BLUE, style.PURPLE, style.GREEN, style.ORANGE, style.SKY)
_STYLES = ("-", (0, (5, 1.5)), "-.", (0, (1, 1)), (0, (8, 2)), (0, (3, 1, 1, 1, 1, 1)))
_WIDTH_IN = 4.25
_TALLEST = 1.3
_BOX = {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 1.0}
_OTHERS = {"civil": ("civil flight", "#8A8A8A", 0.7), "allied": ("allied flight", style.BLACK, 1.1)}


@dataclass(frozen=True)
class Frame:
    """What a map shows, in degrees."""

    west: float
    east: float
    south: float
    north: float

    @property
    def aspect(self) -> float:
        """How much taller a degree of latitude is than one of longitude."""
        return 1.0 / math.cos(math.radians((self.south + self.north) / 2))

    @classmethod
    def around(cls, latitude_deg: float, longitude_deg: float, radius_m: float) -> "Frame":
        """A frame that is square on the ground."""
        up = radius_m / METRES_PER_DEGREE
        across = up / math.cos(math.radians(latitude_deg))
        return cls(longitude_deg - across, longitude_deg + across, latitude_deg - up, latitude_deg + up)

    @classmethod
    def holding(cls, latitude_deg: Any, longitude_deg: Any, margin: float = 0.05) -> "Frame":  # noqa: ANN401  any array
        """All points, and a margin in parts of the longer side."""
        south, north = float(np.min(latitude_deg)), float(np.max(latitude_deg))
        west, east = float(np.min(longitude_deg)), float(np.max(longitude_deg))
        pad = max(0.1, margin * max(north - south, east - west))
        return cls(west - pad, east + pad, south - pad, north + pad)


def overview(sites: Sites, truth: Columns, replication: int) -> Frame | None:
    """A frame that holds the raid's paths and the sites, or None if there is nothing to hold."""
    latitude = [site["latitude_deg"] for site in sites]
    longitude = [site["longitude_deg"] for site in sites]
    if truth:
        chosen = (truth["replication"] == replication) & (truth["side"] == "raid") & (truth["flying"] != 0)
        latitude += truth["latitude_deg"][chosen].tolist()
        longitude += truth["longitude_deg"][chosen].tolist()
    return Frame.holding(latitude, longitude) if latitude else None


@dataclass(frozen=True)
class Scene:
    """What maps and timeline show: one replication of one option."""

    option: str
    replication: int
    truth: Columns
    outcomes: Columns


def map_of(
    frame: Frame, scene: Scene, *, sites: Sites, terrain: Terrain | None, titles: dict[str, str]
) -> Figure:
    """One map with scale, legend and degrees along its sides."""
    truth, outcomes, replication = scene.truth, scene.outcomes, scene.replication
    tall = (frame.north - frame.south) * frame.aspect / (frame.east - frame.west)
    width_in = _WIDTH_IN if tall < _TALLEST else _WIDTH_IN * _TALLEST / tall
    legend = (
        _paths_legend(truth, replication, titles)
        + _ends_legend(outcomes, replication)
        + _sites_legend(sites, frame)
    )
    figure, axes = style.plate(width_in * tall, legend, left_in=0.62, width_in=width_in, columns=2)
    _ground(axes, frame, terrain)
    _outlines(axes)
    _paths(axes, truth, replication)
    _ends(axes, outcomes, replication, frame)
    _sites(axes, sites, frame)
    for side in ("right", "top"):
        axes.spines[side].set_visible(True)
    axes.set_xlim(frame.west, frame.east)
    axes.set_ylim(frame.south, frame.north)
    axes.set_xlabel("longitude, degrees east")
    axes.set_ylabel("latitude, degrees north")
    _scale(axes, frame)
    _names(axes, sites, frame, (72.0 * width_in, 72.0 * width_in * tall), _end_places(outcomes, replication))
    return figure


def _ground(axes: Axes, frame: Frame, terrain: Terrain | None) -> None:
    axes.set_facecolor("white")
    # Where no terrain is known: hatched.
    axes.axhspan(-90, 90, facecolor="white", edgecolor="#BBBBBB", hatch="////", lw=0, zorder=-3)
    if terrain is None:
        return
    found = shaded(terrain, west=frame.west, east=frame.east, south=frame.south, north=frame.north)
    if found is not None:
        image, extent = found
        axes.imshow(image, extent=extent, aspect="auto", interpolation="none", origin="upper", zorder=-2)


def _outlines(axes: Axes) -> None:
    drawn = _bundled_outlines()
    for kind, width, dashes in (("coast", 0.7, "-"), ("border", 0.8, (0, (6, 2, 1, 2)))):
        lines = [np.array(line) for line in drawn[kind]]
        axes.add_collection(
            LineCollection(
                lines,
                colors="#3A5A78" if kind == "coast" else "#555555",
                linewidths=width,
                linestyles=[dashes],
                zorder=1,
            )
        )


@cache
def _bundled_outlines() -> dict[str, Any]:
    text = resources.files("airtight.report").joinpath("data", "outlines.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _paths(axes: Axes, truth: Columns, replication: int) -> None:
    rows = _flying(truth, replication)
    for kind, (colour, dashes) in _looks(rows).items():
        lines = _lines(rows, (rows["side"] == "raid") & (rows["target"] == kind))
        axes.add_collection(
            LineCollection(lines, colors=colour, linewidths=1.3, linestyles=[dashes], zorder=3)
        )
    for side, (_, colour, width) in _OTHERS.items():
        lines = _lines(rows, rows["side"] == side) if rows else []
        axes.add_collection(
            LineCollection(lines, colors=colour, linewidths=width, linestyles=[_DOTTED], zorder=2)
        )


def _paths_legend(truth: Columns, replication: int, titles: dict[str, str]) -> list[Line2D]:
    rows = _flying(truth, replication)
    handles = [
        Line2D([], [], color=colour, lw=1.5, ls=dashes, label=style.wrapped(words.titled(kind, titles), 27))
        for kind, (colour, dashes) in _looks(rows).items()
    ]
    for side, (label, colour, width) in _OTHERS.items():
        if rows and (rows["side"] == side).any():
            handles.append(Line2D([], [], color=colour, lw=width, ls=_DOTTED, label=label))
    return handles


def _flying(truth: Columns, replication: int) -> Columns:
    if not truth:
        return {}
    chosen = (truth["replication"] == replication) & (truth["flying"] != 0)
    return {name: column[chosen] for name, column in truth.items()}


def _looks(rows: Columns) -> dict[str, tuple[str, Any]]:
    """Colour and dashes of each kind of attacker, in order of appearance."""
    kinds = dict.fromkeys(rows["target"][rows["side"] == "raid"].tolist()) if rows else {}
    return {
        kind: (_KINDS[index % len(_KINDS)], _STYLES[index % len(_STYLES)]) for index, kind in enumerate(kinds)
    }


def _lines(rows: Columns, chosen: Any) -> list[Any]:  # noqa: ANN401  any array
    entity = rows["entity"][chosen]
    order = np.lexsort([rows["time_s"][chosen], entity])
    points = np.column_stack([rows["longitude_deg"][chosen], rows["latitude_deg"][chosen]])[order]
    cuts = np.flatnonzero(entity[order][1:] != entity[order][:-1]) + 1
    return [_thinned(line) for line in np.split(points, cuts)] if len(points) else []


def _thinned(line: Any) -> Any:  # noqa: ANN401  any array
    """Every tenth point and the last: at a map's scale nobody sees the others."""
    keep = np.zeros(len(line), dtype=bool)
    keep[::10] = True
    keep[-1] = True
    return line[keep]


def _ends(axes: Axes, outcomes: Columns, replication: int, frame: Frame) -> None:
    for key, (_, marker, edge, face) in OUTCOMES.items() if outcomes else ():
        chosen = (outcomes["replication"] == replication) & (outcomes["outcome"] == key)
        longitude, latitude = outcomes["longitude_deg"][chosen], outcomes["latitude_deg"][chosen]
        seen = (longitude > frame.west) & (longitude < frame.east)
        seen &= (latitude > frame.south) & (latitude < frame.north)
        axes.plot(
            longitude[seen], latitude[seen], marker, color=edge, mfc=face, ms=5, mew=0.8, ls="", zorder=5
        )


def _end_places(outcomes: Columns, replication: int) -> Any:  # noqa: ANN401  any array
    if not outcomes:
        return []
    chosen = (outcomes["replication"] == replication) & np.isin(outcomes["outcome"], list(OUTCOMES))
    return np.column_stack([outcomes["longitude_deg"][chosen], outcomes["latitude_deg"][chosen]])


def _ends_legend(outcomes: Columns, replication: int) -> list[Line2D]:
    found = set(outcomes["outcome"][outcomes["replication"] == replication].tolist()) if outcomes else set()
    return [
        Line2D([], [], ls="", color=edge, mfc=face, marker=marker, ms=6, label=title)
        for key, (title, marker, edge, face) in OUTCOMES.items()
        if key in found
    ]


def _sites(axes: Axes, sites: Sites, frame: Frame) -> None:
    for site in sites:
        _, marker, colour, size = _SITES.get(site["kind"], _ANY_SITE)
        place = (site["longitude_deg"], site["latitude_deg"])
        for key, dashes in (("radius_m", "-"), ("reach_m", _REACH)):
            if site.get(key):
                _circle(axes, place, float(site[key]), colour, dashes)
        if frame.west < place[0] < frame.east and frame.south < place[1] < frame.north:
            axes.plot(*place, marker, color=colour, mfc="white", ms=size, mew=1.6, zorder=6)


def _sites_legend(sites: Sites, frame: Frame) -> list[Line2D]:
    handles = []
    for kind in dict.fromkeys(site["kind"] for site in sites):
        title, marker, colour, size = _SITES.get(kind, _ANY_SITE)
        look: dict[str, Any] = {"color": colour, "mfc": "white", "marker": marker, "ms": size, "mew": 1.6}
        handles.append(Line2D([], [], ls="", label=title, **look))
    across_m = (
        math.hypot(frame.north - frame.south, (frame.east - frame.west) / frame.aspect) * METRES_PER_DEGREE
    )
    if any(0 < float(site.get("reach_m") or 0) < across_m for site in sites):
        handles.append(
            Line2D([], [], color=style.BLACK, lw=1.2, ls=_REACH, label="published reach, not coverage")
        )
    return handles


def _names(axes: Axes, sites: Sites, frame: Frame, size_pt: tuple[float, float], others: Any) -> None:  # noqa: ANN401  any array
    """Names beside the sites, where there is room; a name that would cover another is left out."""
    across, up = size_pt[0] / (frame.east - frame.west), size_pt[1] / (frame.north - frame.south)

    def spot(longitude_deg: float, latitude_deg: float) -> tuple[float, float]:
        return (longitude_deg - frame.west) * across, (latitude_deg - frame.south) * up

    spots = [(*spot(s["longitude_deg"], s["latitude_deg"]), str(s.get("label", s["id"]))) for s in sites]
    spots = [(x, y, label) for x, y, label in spots if 0 < x < size_pt[0] and 0 < y < size_pt[1]]
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y, _ in spots]
    marks = [(x - 4, y - 4, x + 4, y + 4) for x, y in (spot(*place) for place in others)]
    for x, y, label in spots:
        wide = 5.2 * len(label) + 2
        places = ((x + 8, y - 6), (x - 8 - wide, y - 6), (x - wide / 2, y + 8), (x - wide / 2, y - 20))
        boxes = [(left, bottom, left + wide, bottom + 12) for left, bottom in places]
        boxes = [b for b in boxes if b[0] > 0 and b[2] < size_pt[0] and b[1] > 0 and b[3] < size_pt[1]]
        free = [box for box in boxes if _free(box, taken)]
        free = [box for box in free if _free(box, marks)] or free
        if free:
            taken.append(free[0])
            place = (frame.west + (free[0][0] + wide / 2) / across, frame.south + (free[0][1] + 6) / up)
            axes.text(*place, label, ha="center", va="center", fontsize=8.5, bbox=_BOX, zorder=8)


def _free(box: tuple[float, float, float, float], taken: list[tuple[float, float, float, float]]) -> bool:
    return all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)


def _circle(axes: Axes, centre: tuple[float, float], radius_m: float, colour: str, dashes: Any) -> None:  # noqa: ANN401  a dash pattern
    around = np.linspace(0.0, 2.0 * np.pi, 181)
    distance = radius_m / MEAN_EARTH_RADIUS_M
    lat0 = math.radians(centre[1])
    latitude = np.arcsin(
        math.sin(lat0) * math.cos(distance) + math.cos(lat0) * math.sin(distance) * np.cos(around)
    )
    longitude = math.radians(centre[0]) + np.arctan2(
        np.sin(around) * math.sin(distance) * math.cos(lat0),
        math.cos(distance) - math.sin(lat0) * np.sin(latitude),
    )
    axes.plot(np.degrees(longitude), np.degrees(latitude), color=colour, lw=1.2, ls=dashes, zorder=4)


def _scale(axes: Axes, frame: Frame) -> None:
    wide_m = (frame.east - frame.west) / frame.aspect * METRES_PER_DEGREE
    power = 10.0 ** math.floor(math.log10(wide_m / 4))
    length_m = max(step * power for step in (1, 2, 5) if step * power <= wide_m / 4)
    start = frame.west + 0.04 * (frame.east - frame.west)
    height = frame.south + 0.05 * (frame.north - frame.south)
    end = start + length_m / METRES_PER_DEGREE * frame.aspect
    axes.plot([start, end], [height, height], color=style.BLACK, lw=2.5, solid_capstyle="butt", zorder=7)
    axes.annotate(
        f"{length_m / 1000:g} km",
        ((start + end) / 2, height),
        (0, 4),
        textcoords="offset points",
        ha="center",
        bbox=_BOX,
        zorder=7,
        fontsize=8.5,
    )
