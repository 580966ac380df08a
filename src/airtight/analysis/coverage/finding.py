"""The answer: every layer of every radar, how several radars overlap, and the ring held against reality."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from airtight.analysis.coverage import layers, overlap, ring
from airtight.analysis.coverage.layers import DETECTION, ENGAGEMENT, LINE_OF_SIGHT, Cover, Layer
from airtight.analysis.coverage.regions import Region, find
from airtight.analysis.coverage.request import Request
from airtight.analysis.coverage.scene import Asked, Scene, scenes
from airtight.analysis.coverage.site import Site
from airtight.analysis.coverage.spans import WORLDS, Range
from airtight.analysis.coverage.stations import Stations, stations
from airtight.analysis.observers import world_table
from airtight.catalog.loader import Catalog
from airtight.numerics.columns import Floats
from airtight.scenario import worlds
from airtight.scenario.model import Scenario
from airtight.terrain.elevation import Terrain


@dataclass(frozen=True)
class Coverage:
    """What was found.

    Attributes:
        asked: what was asked, of which radars.
        regions: those asked for.
        layers: of each altitude, target, radar and kind, in this order.
        overlaps: of each altitude and target, where there are several radars.
        rings: of each altitude, target and battery that fires.

    """

    asked: Asked
    regions: tuple[Region, ...]
    layers: tuple[Layer, ...]
    overlaps: tuple[overlap.Overlap, ...]
    rings: tuple[ring.Ring, ...]

    @property
    def request(self) -> Request:
        """What was asked."""
        return self.asked.request

    @property
    def stations(self) -> Stations:
        """The radars, where they stand."""
        return self.asked.stations


def find_coverage(  # noqa: PLR0913 (what is asked, of what, and how much of the answer)
    scenario: Scenario,
    catalog: Catalog,
    request: Request,
    terrain: Terrain,
    *,
    seed: int | None = None,
    certainty: bool = False,
    keep: bool = False,
) -> Coverage:
    """Coverage of every radar of a scenario that may emit.

    Args:
        scenario: with its settings.
        catalog: all other numbers.
        request: altitudes, targets, regions, how far.
        terrain: the ground.
        seed: of the 64 worlds; the scenario's own if None.
        certainty: also in how many worlds each place is covered, for maps.
        keep: store horizon tables under the cache folder.

    Returns:
        Every figure nominal, and its 5th and 95th percentile over 64 worlds, widened to hold the nominal.

    Raises:
        InputError: no radar may emit, a site outside the terrain, an unknown region.

    Source:
        Line of sight by the horizon tables; detection where the mean echo (calibrated range equation, gases,
        diffraction over the single edge that limits the view) reaches what one look needs.

    Limits:
        The target comes head-on. Sectored radars are taken to turn to every bearing. No clutter, no lobing,
        no rain.

    """
    regions = find(request.regions, scenario)
    numbers = worlds.numbers(scenario, catalog)
    found = stations(scenario, catalog, numbers, terrain, radius_m=request.radius_m, keep=keep)
    nominal = worlds.draw(scenario, catalog, np.zeros(1, dtype=np.int64), seed=seed, nominal=True)
    drawn = worlds.draw(scenario, catalog, np.arange(WORLDS, dtype=np.int64), seed=seed)
    table = np.concatenate([world_table(found.observers, one) for one in (nominal, drawn)])
    asked = Asked(scenario, catalog, request, found, nominal, drawn, table)
    every: list[Layer] = []
    overlaps: list[overlap.Overlap] = []
    rings: list[ring.Ring] = []
    weights = _region_weights(found, regions)
    for altitude in request.altitudes:
        for target in request.targets:
            several = list(scenes(asked, altitude, target))
            for scene in several:
                every += _layers(scene, regions, weights, certainty=certainty)
                rings += [ring.of(scene)] if scene.envelope else []
            if len(several) > 1:
                overlaps.append(overlap.of(several))
    return Coverage(asked, regions, tuple(every), tuple(overlaps), tuple(rings))


def _layers(
    scene: Scene,
    regions: tuple[Region, ...],
    weights: Mapping[int, tuple[Floats, ...]],
    *,
    certainty: bool,
) -> Iterator[Layer]:
    spots = tuple(view.spot for view in scene.views)
    for kind in (LINE_OF_SIGHT, DETECTION, ENGAGEMENT):
        if kind not in scene.covers[0]:
            continue
        covers = [cover[kind] for cover in scene.covers]
        bearings = [
            view.bearings(kind, cover, scene.envelope)
            for view, cover in zip(scene.views, covers, strict=True)
        ]
        pairs = list(zip(spots, covers, strict=True))
        areas = [layers.weighed(cover, spot.site.area_m2) for spot, cover in pairs]
        shares: dict[str, Range] = {
            region.name: layers.mean_span(
                [layers.weighed(cover, weights[id(spot.site)][i]) for spot, cover in pairs]
            )
            for i, region in enumerate(regions)
        }
        yield Layer(
            scene.altitude,
            scene.target,
            scene.radar,
            scene.system,
            kind,
            spots,
            layers.mean_span(areas),
            layers.Bearings.mean(bearings),
            shares,
            float(np.mean([_unknown_share(spot.site, cover) for spot, cover in pairs])),
            tuple(cover.codes for cover in covers),
            tuple(layers.certainty(cover.mask) for cover in covers) if certainty else (),
        )


def _unknown_share(site: Site, cover: Cover) -> float:
    azimuths, steps = cover.codes.shape
    if not site.unknown.any():
        return 0.0
    area = np.where(cover.codes == 0, site.area_m2[:, :steps], 0.0)
    total = float(area.sum())
    return float(area[site.unknown[:azimuths, :steps] == 1].sum()) / total if total else 0.0


def _region_weights(found: Stations, regions: tuple[Region, ...]) -> dict[int, tuple[Floats, ...]]:
    """Of each site, by its identity: the regions' weights."""
    sites = {id(spot.site): spot.site for spots in found.spots for spot in spots}
    return {key: tuple(region.weight(site) for region in regions) for key, site in sites.items()}
