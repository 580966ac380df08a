"""Shapes on the globe for GeoJSON and KML: places in degrees, cut where the maps of the world are cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from airtight.numerics.columns import Floats

HALF_TURN_DEG = 180.0
POLE_DEG = 90.0


@dataclass(frozen=True)
class Shape:
    """One thing to draw.

    Attributes:
        name: for people.
        properties: what else is known of it: numbers and text.
        rings: outlines of areas, each (n, 2), longitude and latitude in degrees; they need not be closed.
        lines: each (n, 2).
        point: longitude and latitude; None unless it is a point.
        colour: "#rrggbb", of outline and filling.
        filled: areas are filled, faintly.

    """

    name: str
    properties: Mapping[str, object] = field(default_factory=dict)
    rings: Sequence[Floats] = ()
    lines: Sequence[Floats] = ()
    point: tuple[float, float] | None = None
    colour: str = "#000000"
    filled: bool = False


def unwrapped(points: Floats) -> Floats:
    """The same points, their longitudes without a jump from one to the next."""
    longitude = np.unwrap(points[:, 0], period=2.0 * HALF_TURN_DEG)
    return np.column_stack([longitude, points[:, 1]])


def closed(ring: Floats) -> Floats:
    """An outline that ends where it begins and runs counter-clockwise, as RFC 7946 asks.

    One that goes round a pole is led along the pole.
    """
    points = unwrapped(np.vstack([ring, ring[:1]]))
    turned = points[-1, 0] - points[0, 0]
    if abs(turned) > HALF_TURN_DEG:
        pole = POLE_DEG if points[:, 1].mean() > 0.0 else -POLE_DEG
        points = np.vstack([points, [points[-1, 0], pole], [points[0, 0], pole], points[:1]])
    x, y = points[:, 0], points[:, 1]
    area = float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
    return points if area >= 0.0 else points[::-1].copy()


def pieces(ring: Floats) -> list[Floats]:
    """The parts of an outline's area between -180 and 180 degrees, each closed."""
    points = _shifted(closed(ring))
    found: list[Floats] = []
    shift = 0.0
    while points[:, 0].max() > shift + HALF_TURN_DEG:
        found.append(_half(points, shift + HALF_TURN_DEG, west=True))
        points = _half(points, shift + HALF_TURN_DEG, west=False)
        shift += 2.0 * HALF_TURN_DEG
        found[-1] = found[-1] - [shift - 2.0 * HALF_TURN_DEG, 0.0]
    found.append(points - [shift, 0.0])
    return [piece for piece in found if len(piece) > 3]  # noqa: PLR2004 (a triangle, closed)


def strands(line: Floats) -> list[Floats]:
    """The parts of a line between -180 and 180 degrees."""
    points = _shifted(unwrapped(line))
    found = []
    begin = 0
    for i in range(1, len(points)):
        before, after = points[i - 1, 0] > HALF_TURN_DEG, points[i, 0] > HALF_TURN_DEG
        if before != after:
            found.append(points[begin:i])
            begin = i
    found.append(points[begin:])
    return [np.column_stack([_within(part[:, 0]), part[:, 1]]) for part in found if len(part) > 1]


def _shifted(points: Floats) -> Floats:
    """The same places, the westernmost between -180 and 180 degrees."""
    turns = np.floor((points[:, 0].min() + HALF_TURN_DEG) / (2.0 * HALF_TURN_DEG))
    return np.asarray(points - np.array([2.0 * HALF_TURN_DEG * turns, 0.0]))


def _within(longitude: Floats) -> Floats:
    return np.asarray(np.where(longitude > HALF_TURN_DEG, longitude - 2.0 * HALF_TURN_DEG, longitude))


def _half(points: Floats, cut: float, *, west: bool) -> Floats:
    """The part of a closed outline on one side of a meridian (Sutherland & Hodgman)."""
    sign = 1.0 if west else -1.0
    kept: list[Floats] = []
    for start, end in pairwise(points):
        inside, comes_in = sign * (cut - start[0]) >= 0.0, sign * (cut - end[0]) >= 0.0
        if inside:
            kept.append(start)
        if inside != comes_in:
            share = (cut - start[0]) / (end[0] - start[0])
            kept.append(np.array([cut, start[1] + share * (end[1] - start[1])]))
    return np.array([*kept, kept[0]]) if kept else np.empty((0, 2))
