"""A map of what one radar covers at one altitude, and of what ends it at each bearing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from airtight.numerics.columns import Flags, Floats
from airtight.report.figures import coverage_ground, style
from airtight.report.figures.coverage_ground import CAUSE_COLOURS, CAUSE_TITLES, COVERED, Extent
from airtight.terrain.elevation import Terrain

OPACITY = 0.5
LEAP = 0.05
"""A reach that changes by more of the greatest from one bearing to the next leaps: its line is thin."""
FAR = 0.3
"""A leap by more is not drawn: it would run along the line of sight through what is not covered."""


@dataclass(frozen=True)
class MapOf:
    """What a map of coverage shows.

    Attributes:
        extent: of the map.
        longitude_deg: of the radar.
        latitude_deg: of the radar.
        covered: (rows, columns), in how many of `worlds` worlds a place is covered; row 0 in the north.
        worlds: how many there are.
        where: what `covered` spans.
        edge: (A + 1, 2), longitude and latitude of the end of each bearing's reach, closed.
        causes: (A,), what ends the reach from each bearing on.
        outlines: coasts and borders beyond the bundled ones.

    """

    extent: Extent
    longitude_deg: float
    latitude_deg: float
    covered: Flags
    worlds: int
    where: Extent
    edge: Floats
    causes: Sequence[str]
    outlines: Sequence[Floats] = ()


def coverage_map(given: MapOf, terrain: Terrain | None) -> Figure:
    """Green: covered, the deeper in the more worlds; the line: where unbroken coverage ends, and why."""
    figure, axes = coverage_ground.plate(given.extent, _legend(given))
    coverage_ground.ground(axes, given.extent, terrain, given.outlines)
    image = np.empty((*given.covered.shape, 4))
    image[..., :3] = to_rgb(COVERED)
    image[..., 3] = OPACITY * given.covered / given.worlds
    where = given.where
    axes.imshow(
        image,
        extent=(where.west, where.east, where.south, where.north),
        aspect="auto",
        interpolation="none",
        origin="upper",
        zorder=0,
    )
    axes.set_xlim(given.extent.west, given.extent.east)
    axes.set_ylim(given.extent.south, given.extent.north)
    leaps = _leaps(given)
    for cause, colour in CAUSE_COLOURS.items():
        mine = [i for i, name in enumerate(given.causes) if name == cause and leaps[i] < FAR]
        axes.add_collection(
            LineCollection(
                [given.edge[i : i + 2] for i in mine],
                colors=colour,
                linewidths=[0.5 if leaps[i] > LEAP else 1.6 for i in mine],
                capstyle="round",
                zorder=4,
            )
        )
    coverage_ground.site(axes, given.longitude_deg, given.latitude_deg)
    return figure


def _leaps(given: MapOf) -> Floats:
    """(A,): by how much of the greatest reach it changes from each bearing to the next."""
    shrink = np.cos(np.radians(given.latitude_deg))
    away = (given.edge - [given.longitude_deg, given.latitude_deg]) * [shrink, 1.0]
    reach = np.hypot(away[:, 0], away[:, 1])
    return np.asarray(np.abs(np.diff(reach)) / max(float(reach.max()), 1e-9))


def _legend(given: MapOf) -> list[Line2D]:
    patch = {"marker": "s", "ms": 8, "mec": "none"}
    found = [
        style.entry("covered in all worlds", color=COVERED, alpha=OPACITY, **patch),
        style.entry("covered in some worlds", color=COVERED, alpha=0.4 * OPACITY, **patch),
        coverage_ground.site_entry("radar"),
    ]
    shown = set(given.causes)
    return found + [
        style.entry(f"ends: {CAUSE_TITLES[cause]}", color=colour, ls="-", lw=1.8)
        for cause, colour in CAUSE_COLOURS.items()
        if cause in shown
    ]
