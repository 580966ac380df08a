"""Named regions: which part of a country, or of a defended circle, is covered."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from airtight.analysis.coverage.site import Site
from airtight.chain.motion.sphere import distance
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import InputError, Problem
from airtight.numerics.columns import Floats
from airtight.scenario.model import Scenario
from airtight.units import nearest

FINEST_DEG = 1.0 / 60.0
MOST_CELLS = 2_000
"""Cells along the longer side of a country's raster."""
CUT_DEG = 179.99
WHOLE = 0.05
"""A country's area on the grid and by itself differ by less, or an island of it lies beyond the grid."""
ALIASES = {"turkiye": "Turkey", "usa": "United States of America", "uk": "United Kingdom"}


@dataclass(frozen=True)
class Region:
    """A country or a circle.

    Attributes:
        name: for people.
        note: where its outline is from.
        area_m2: of all of it.

    """

    name: str
    note: str
    area_m2: float

    def holds(self, latitude_rad: Floats, longitude_rad: Floats) -> NDArray[np.bool_]:
        """Which places lie in it."""
        raise NotImplementedError

    def weight(self, site: Site) -> Floats:
        """(A, G): the share of the region that each node of a polar grid stands for.

        A region that lies on the grid wholly weighs 1; one so small that it holds no node, the nearest node.
        """
        inside = self.holds(site.place[..., 0], site.place[..., 1])
        if not inside.any():
            return self._nearest(site)
        weight = np.where(inside, site.area_m2, 0.0)
        whole = not inside[:, -1].any() and self._is_whole(float(weight.sum()))
        result: Floats = weight / (weight.sum() if whole else max(self.area_m2, weight.sum()))
        return result

    def _is_whole(self, area_m2: float) -> bool:
        """Whether a part of it that does not touch the grid's end, of this area on the grid, is all of it."""
        return abs(area_m2 / self.area_m2 - 1.0) < WHOLE

    def _nearest(self, site: Site) -> Floats:
        """Nothing, unless the region is smaller than the cells."""
        return np.zeros(site.area_m2.shape)


@dataclass(frozen=True)
class Circle(Region):
    """A circle on the ground."""

    latitude_rad: float
    longitude_rad: float
    radius_m: float

    @override
    def holds(self, latitude_rad: Floats, longitude_rad: Floats) -> NDArray[np.bool_]:
        """Which places lie in it."""
        away = distance(
            np.array(self.latitude_rad), np.array(self.longitude_rad), latitude_rad, longitude_rad
        )
        return away <= self.radius_m

    @override
    def _is_whole(self, area_m2: float) -> bool:
        """It hangs together: what does not touch the grid's end is all of it, however few the nodes."""
        return area_m2 > 0.0

    @override
    def _nearest(self, site: Site) -> Floats:
        away = distance(
            np.array(self.latitude_rad), np.array(self.longitude_rad), site.place[..., 0], site.place[..., 1]
        )
        weight = np.zeros(away.shape)
        closest = np.unravel_index(np.argmin(away), away.shape)
        if away[closest] <= max(2_000.0, self.radius_m):
            weight[closest] = 1.0
        return weight


@dataclass(frozen=True)
class Country(Region):
    """A country on a raster in degrees, row 0 in the south."""

    south_deg: float
    west_deg: float
    step_deg: float
    cells: NDArray[np.bool_]

    @override
    def holds(self, latitude_rad: Floats, longitude_rad: Floats) -> NDArray[np.bool_]:
        """Which places lie in it."""
        rows, columns = self.cells.shape
        row = np.floor((np.degrees(latitude_rad) - self.south_deg) / self.step_deg).astype(np.int64)
        column = np.floor((np.degrees(longitude_rad) - self.west_deg) / self.step_deg).astype(np.int64)
        on = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
        inside = self.cells[np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)]
        both: NDArray[np.bool_] = on & inside
        return both


def find(names: Sequence[str], scenario: Scenario) -> tuple[Region, ...]:
    """The regions of these names: a scenario's defended areas first, then countries.

    Raises:
        InputError: no region has such a name; the nearest are told.

    """
    circles = {area.id: area for area in scenario.defended}
    countries = {_folded(name): name for name in _borders()[0]}
    countries |= {alias: name for alias, name in ALIASES.items() if name in countries.values()}
    found: list[Region] = []
    problems: list[Problem] = []
    for name in names:
        if name in circles:
            area = circles[name]
            cap_m2 = (
                2.0 * np.pi * MEAN_EARTH_RADIUS_M**2 * (1.0 - np.cos(area.radius_m / MEAN_EARTH_RADIUS_M))
            )
            where = (area.latitude_rad, area.longitude_rad, area.radius_m)
            found.append(Circle(name, "defended area of the scenario", float(cap_m2), *where))
        elif _folded(name) in countries:
            found.append(country(countries[_folded(name)]))
        else:
            alike = nearest(_folded(name), [*countries, *circles])
            hint = (
                "did you mean " + " or ".join(f"'{countries.get(a, a)}'" for a in alike) + "?"
                if alike
                else ""
            )
            problems.append(
                Problem(
                    "no such region",
                    "--region",
                    name,
                    hint or "a country's English name, or the id of a defended area",
                )
            )
    if problems:
        raise InputError.of(problems)
    return tuple(found)


@cache
def country(name: str) -> Country:
    """A country by its name in the bundled outlines.

    Source:
        Natural Earth 4.1.0 at 1:50 million (public domain), from world-atlas 2.0.2. It draws borders as they
        are held and expresses no opinion.

    """
    rings = outlines(name)
    everything = np.concatenate(rings)
    west, south = everything.min(axis=0)
    east, north = everything.max(axis=0)
    step = max(FINEST_DEG, max(east - west, north - south) / MOST_CELLS)
    rows, columns = int(np.ceil((north - south) / step)), int(np.ceil((east - west) / step))
    latitudes = south + (np.arange(rows) + 0.5) * step
    crossings = np.zeros((rows, columns + 1), dtype=np.int32)
    for ring in rings:
        _cross(ring, latitudes, float(west), float(step), crossings)
    cells = (np.cumsum(crossings, axis=1)[:, :columns] % 2).astype(np.bool_)
    cell_m2 = (np.radians(step) * MEAN_EARTH_RADIUS_M) ** 2 * np.cos(np.radians(latitudes))
    area = float((cells.sum(axis=1) * cell_m2).sum())
    note = "borders: Natural Earth, without expressing an opinion"
    return Country(name, note, area, float(south), float(west), float(step), cells)


def outlines(name: str) -> list[Floats]:
    """The rings of a country, each (n, 2), longitude and latitude in degrees.

    Raises:
        KeyError: no country has this name.

    """
    names, owner, rings = _borders()
    wanted = names.index(name)
    return [ring for ring, country in zip(rings, owner, strict=True) if country == wanted]


@cache
def all_outlines() -> list[Floats]:
    """Coasts and borders of all countries as lines, for maps: without the cuts along the 180th meridian."""
    lines = []
    for ring in _borders()[2]:
        on_the_cut = np.abs(ring[:, 0]) > CUT_DEG
        leaps = (np.abs(np.diff(ring[:, 0])) > CUT_DEG) | (on_the_cut[1:] & on_the_cut[:-1])
        lines += [line for line in np.split(ring, np.flatnonzero(leaps) + 1) if len(line) > 1]
    return lines


@cache
def _borders() -> tuple[list[str], list[int], list[Floats]]:
    with (resources.files("airtight.analysis.coverage") / "data" / "countries.npz").open("rb") as stream:
        packed = np.load(stream)
        points = np.cumsum(packed["steps"], axis=0) * 1e-3
        cuts = np.cumsum(packed["count"])[:-1]
        names = [str(name) for name in packed["names"]]
        return names, packed["owner"].tolist(), np.split(points, cuts)


def _cross(ring: Floats, latitudes: Floats, west: float, step: float, crossings: NDArray[np.int32]) -> None:
    """Count, in each row, the ring's crossings by the first cell whose middle lies east of them."""
    start, end = ring[:-1], ring[1:]
    for (x0, y0), (x1, y1) in zip(start, end, strict=True):
        if y0 == y1:
            continue
        low, high = min(y0, y1), max(y0, y1)
        first, last = np.searchsorted(latitudes, (low, high))
        rows = np.arange(first, last)
        x = x0 + (latitudes[rows] - y0) * (x1 - x0) / (y1 - y0)
        column = np.ceil((x - west) / step - 0.5).astype(np.int64)
        np.add.at(crossings, (rows, np.clip(column, 0, crossings.shape[1] - 1)), 1)


def _folded(name: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower().strip()
