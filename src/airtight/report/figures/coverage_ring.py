"""The ring on the map, and what is left of it: one picture for people who have never seen a radar."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from airtight.numerics.columns import Flags, Floats
from airtight.report.figures import coverage_ground, style
from airtight.report.figures.coverage_ground import Extent
from airtight.terrain.elevation import Terrain

SIGHT = (style.YELLOW, 0.75)
SEEN = (style.PURPLE, 0.7)
ENGAGED = (style.VERMILION, 0.8)
HORIZON = style.BLUE
LABELS = {
    "brochure ring": "published range of the missile",
    "horizon alone": "horizon of a smooth earth",
    "terrain": "line of sight over the real ground",
    "terrain and propagation": "detected by the engagement radar",
    "engagement": "can be engaged",
}


@dataclass(frozen=True)
class RingOf:
    """What the picture shows.

    Attributes:
        extent: of the map.
        longitude_deg: of the battery.
        latitude_deg: of the battery.
        ring: (n, 2), the published circle, degrees.
        horizon: (n, 2), the smooth earth's horizon; empty if it lies beyond the ring.
        sight: (rows, columns), 1 where the ground leaves a line of sight.
        seen: (rows, columns), 1 where the engagement radar detects the target.
        engaged: (rows, columns), 1 where it can be engaged.
        where: what these three span.
        areas: by the names of `LABELS`: (low, nominal, high) m2.
        shares: the same, of the ring's.
        outlines: coasts and borders beyond the bundled ones.

    """

    extent: Extent
    longitude_deg: float
    latitude_deg: float
    ring: Floats
    horizon: Floats
    sight: Flags
    seen: Flags
    engaged: Flags
    where: Extent
    areas: dict[str, tuple[float, float, float]]
    shares: dict[str, tuple[float, float, float]]
    outlines: Sequence[Floats] = ()


def ring_picture(given: RingOf, terrain: Terrain | None) -> Figure:
    """The published circle, the horizon's circle within it, and the ground's answer filled."""
    figure, axes = coverage_ground.plate(given.extent, _legend(given), columns=1)
    coverage_ground.ground(axes, given.extent, terrain, given.outlines)
    image = np.zeros((*given.sight.shape, 4))
    for cells, (colour, opacity) in ((given.sight, SIGHT), (given.seen, SEEN), (given.engaged, ENGAGED)):
        image[cells == 1, :3] = to_rgb(colour)
        image[cells == 1, 3] = opacity
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
    axes.plot(given.ring[:, 0], given.ring[:, 1], color=style.BLACK, lw=1.8, ls=(0, (6, 3)), zorder=4)
    if given.horizon.size:
        axes.plot(given.horizon[:, 0], given.horizon[:, 1], color=HORIZON, lw=1.5, zorder=4)
    coverage_ground.site(axes, given.longitude_deg, given.latitude_deg)
    return figure


def _legend(given: RingOf) -> list[Line2D]:
    patch: dict[str, object] = {"marker": "s", "ms": 8, "mec": "none"}
    looks: dict[str, dict[str, object]] = {
        "brochure ring": {"color": style.BLACK, "lw": 1.8, "ls": (0, (5, 2.5))},
        "horizon alone": {"color": HORIZON, "lw": 1.6, "ls": "-"},
        "terrain": {"color": SIGHT[0], "alpha": SIGHT[1], **patch},
        "terrain and propagation": {"color": SEEN[0], "alpha": SEEN[1], **patch},
        "engagement": {"color": ENGAGED[0], "alpha": ENGAGED[1], **patch},
    }
    entries = []
    for name, look in looks.items():
        if name in given.areas:
            colour = str(look.pop("color"))
            entries.append(style.entry(f"{LABELS[name]}: {_figures(given, name)}", color=colour, **look))
    return entries


def _figures(given: RingOf, name: str) -> str:
    area = given.areas[name][1] / 1e6
    low, nominal, high = (100.0 * share for share in given.shares[name])
    told = f"{rounded(area)} km²"
    if name == "brochure ring":
        return told
    return f"{told}, {rounded(nominal)} % ({rounded(low)}\N{EN DASH}{rounded(high)})"


def rounded(value: float) -> str:
    """Two figures, three of thousands: "8,660", "0.88"."""
    if value >= 1000.0:  # noqa: PLR2004 (thousands)
        size = 10.0 ** (len(str(int(value))) - 3)
        return f"{round(value / size) * size:,.0f}"
    return f"{value:.0f}" if value >= 10.0 else f"{value:.2g}"  # noqa: PLR2004 (two figures)
