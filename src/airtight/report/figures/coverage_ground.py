"""What the pictures of coverage share: the causes' colours, and the ground they are drawn upon."""

import json
import math
from collections.abc import Sequence
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
from airtight.numerics.columns import Floats
from airtight.report.figures import style
from airtight.report.figures.shading import shaded
from airtight.terrain.elevation import Terrain

CAUSE_COLOURS: dict[str, str] = {
    "terrain": style.VERMILION,
    "horizon": style.BLUE,
    "power": style.PURPLE,
    "instrumented": style.BLACK,
    "envelope": style.ORANGE,
    "radius": style.GREY,
}
"""The one colour of each limiting cause: on maps, in tables, in GeoJSON and KML."""

CAUSE_TITLES: dict[str, str] = {
    "terrain": "terrain hides it",
    "horizon": "beyond the horizon",
    "power": "echo too weak",
    "instrumented": "end of the radar's range",
    "envelope": "out of missile reach",
    "radius": "end of what was asked",
}
COVERED = style.GREEN
METRES_PER_DEGREE = math.radians(1.0) * MEAN_EARTH_RADIUS_M
WIDTH_IN = 4.2
_BOX = {"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 1.0}


@dataclass(frozen=True)
class Extent:
    """What a map shows, degrees; longitudes may pass 180."""

    west: float
    east: float
    south: float
    north: float

    @classmethod
    def around(cls, longitude_deg: float, latitude_deg: float, radius_m: float) -> "Extent":
        """Square on the ground."""
        up = radius_m / METRES_PER_DEGREE
        across = up / math.cos(math.radians(min(abs(latitude_deg), 85.0)))
        return cls(longitude_deg - across, longitude_deg + across, latitude_deg - up, latitude_deg + up)

    @property
    def tall(self) -> float:
        """Height over width, on the ground."""
        middle = math.radians(0.5 * (self.south + self.north))
        return (self.north - self.south) / ((self.east - self.west) * math.cos(middle))


def plate(extent: Extent, legend: Sequence[Line2D], *, columns: int = 2) -> tuple[Figure, Axes]:
    """Figure and axes of a map."""
    width_in = WIDTH_IN if extent.tall < 1.25 else WIDTH_IN * 1.25 / extent.tall  # noqa: PLR2004 (taller: narrower)
    figure, axes = style.plate(
        width_in * extent.tall, legend, left_in=0.62, width_in=width_in, columns=columns
    )
    for side in ("right", "top"):
        axes.spines[side].set_visible(True)
    return figure, axes


def ground(axes: Axes, extent: Extent, terrain: Terrain | None, outlines: Sequence[Floats] = ()) -> None:
    """Shaded relief, coasts and borders, a scale and degrees; hatched where the ground is not known.

    Args:
        axes: to draw upon.
        extent: what they show.
        terrain: the ground.
        outlines: coasts and borders, (n, 2) degrees, where the bundled ones do not reach.

    """
    axes.axhspan(-90, 90, facecolor="white", edgecolor="#BBBBBB", hatch="////", lw=0, zorder=-3)
    if terrain is not None:
        _relief(axes, extent, terrain)
    _lines(axes, extent, outlines)
    axes.set_xlim(extent.west, extent.east)
    axes.set_ylim(extent.south, extent.north)
    axes.xaxis.set_major_formatter(_longitude)
    axes.set_xlabel("longitude, degrees east")
    axes.set_ylabel("latitude, degrees north")
    scale(axes, extent)


def _relief(axes: Axes, extent: Extent, terrain: Terrain) -> None:
    for shift in (-360.0, 0.0, 360.0):
        found = shaded(
            terrain,
            west=extent.west + shift,
            east=extent.east + shift,
            south=extent.south,
            north=extent.north,
        )
        if found is not None:
            image, (west, east, south, north) = found
            place = (west - shift, east - shift, south, north)
            axes.imshow(image, extent=place, aspect="auto", interpolation="none", origin="upper", zorder=-2)


def _longitude(value: float, _position: float) -> str:
    return f"{(value + 180.0) % 360.0 - 180.0:g}"


def _lines(axes: Axes, extent: Extent, outlines: Sequence[Floats]) -> None:
    drawn = _bundled()
    west, south, east, north = drawn["reach"]
    inside = west <= extent.west and extent.east <= east and south <= extent.south and extent.north <= north
    kinds: list[tuple[Sequence[Any], str, float, Any]] = [
        (drawn["coast"], "#3A5A78", 0.7, "-"),
        (drawn["border"], "#555555", 0.8, (0, (6, 2, 1, 2))),
    ]
    if not inside:
        kinds = [(outlines, "#555555", 0.7, "-")]
    for lines, colour, width, dashes in kinds:
        for shift in (-360.0, 0.0, 360.0):
            aside = np.array([shift, 0.0])
            moved = [np.asarray(line) + aside for line in lines]
            near = [
                line
                for line in moved
                if line[:, 0].max() > extent.west
                and line[:, 0].min() < extent.east
                and line[:, 1].max() > extent.south
                and line[:, 1].min() < extent.north
            ]
            axes.add_collection(
                LineCollection(near, colors=colour, linewidths=width, linestyles=[dashes], zorder=1)
            )


@cache
def _bundled() -> dict[str, Any]:
    text = resources.files("airtight.report").joinpath("data", "outlines.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    points = np.concatenate([np.array(line) for kind in ("coast", "border") for line in found[kind]])
    found["reach"] = (*points.min(axis=0).tolist(), *points.max(axis=0).tolist())
    return found


def scale(axes: Axes, extent: Extent) -> None:
    """A bar of a round length in the lower left corner."""
    per_degree = METRES_PER_DEGREE * math.cos(
        math.radians(extent.south + 0.05 * (extent.north - extent.south))
    )
    wide_m = (extent.east - extent.west) * per_degree
    power = 10.0 ** math.floor(math.log10(wide_m / 4))
    length_m = max(step * power for step in (1, 2, 5) if step * power <= wide_m / 4)
    start = extent.west + 0.04 * (extent.east - extent.west)
    height = extent.south + 0.05 * (extent.north - extent.south)
    end = start + length_m / per_degree
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


def site(axes: Axes, longitude_deg: float, latitude_deg: float) -> None:
    """Where the radar stands."""
    axes.plot(longitude_deg, latitude_deg, "^", color=style.BLACK, mfc="white", ms=8, mew=1.6, zorder=8)


def site_entry(label: str) -> Line2D:
    """Its entry in the legend."""
    return style.entry(label, color=style.BLACK, mfc="white", marker="^", ms=7, mew=1.5)
