"""The ring on the newspaper's map, held against what physics leaves of it, step by step."""

from dataclasses import dataclass

import numpy as np

from airtight.analysis.coverage import layers
from airtight.analysis.coverage.layers import DETECTION, ENGAGEMENT, LINE_OF_SIGHT, Cover
from airtight.analysis.coverage.reach_kernels import RANGE_MAX_M
from airtight.analysis.coverage.request import Altitude, Target
from airtight.analysis.coverage.scene import Scene
from airtight.analysis.coverage.spans import Range, span
from airtight.analysis.coverage.stations import Spot
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Flags, Floats

STEPS = ("brochure ring", "horizon alone", "terrain", "terrain and propagation", "engagement")


@dataclass(frozen=True)
class Ring:
    """Five areas, each within the one circle of the longest published missile range.

    Attributes:
        altitude: the target's.
        target: what flies there.
        battery: whose ring it is.
        radar: by which it fires: the view of this radar counts.
        spot: where it stands.
        ring_m: radius of the circle at nominal.
        horizon_m: of the horizon of a smooth earth at nominal.
        areas_m2: by the names of `STEPS`.
        shares: of the ring's area in the same world.
        sight: (A, G), 1 where the ground leaves a line of sight within the circle, at nominal.
        seen: (A, G), 1 where the radar detects the target within the circle, at nominal.
        engaged: (A, G), 1 where a target can be engaged, at nominal.

    """

    altitude: Altitude
    target: Target
    battery: str
    radar: str
    spot: Spot
    ring_m: float
    horizon_m: float
    areas_m2: dict[str, Range]
    shares: dict[str, Range]
    sight: Flags
    seen: Flags
    engaged: Flags


def of(scene: Scene) -> Ring:
    """The five areas of one battery.

    Args:
        scene: of the radar by which it fires; it has an envelope.

    """
    view, covers = scene.views[0], scene.covers[0]
    missiles = np.zeros((1, 1, RANGE_MAX_M + 1)) if scene.envelope is None else scene.envelope.missiles
    ring_m = missiles[:, :, RANGE_MAX_M].max(axis=1)
    horizon_m = view.smooth.horizon_m(view.spot.site.distance_m)
    distance = view.spot.distance_m
    found = [circle_m2(ring_m), circle_m2(np.minimum(horizon_m, ring_m))]
    inside = {kind: _within(covers[kind], distance, ring_m) for kind in (LINE_OF_SIGHT, DETECTION)}
    for cover in (*inside.values(), covers[ENGAGEMENT]):
        nominal, worlds = layers.weighed(cover, view.spot.site.area_m2)
        found.append(np.concatenate([[nominal], worlds]))
    return Ring(
        scene.altitude,
        scene.target,
        scene.battery,
        scene.radar,
        view.spot,
        float(ring_m[0]),
        float(horizon_m[0]),
        {name: span(area[0], area[1:]) for name, area in zip(STEPS, found, strict=True)},
        {
            name: span(area[0] / found[0][0], area[1:] / found[0][1:])
            for name, area in zip(STEPS, found, strict=True)
        },
        (inside[LINE_OF_SIGHT].codes == 0).astype(np.uint8),
        (inside[DETECTION].codes == 0).astype(np.uint8),
        (covers[ENGAGEMENT].codes == 0).astype(np.uint8),
    )


def circle_m2(radius_m: Floats) -> Floats:
    """Area of circles on the mean sphere; radii along the ground."""
    result: Floats = 4.0 * np.pi * MEAN_EARTH_RADIUS_M**2 * np.sin(0.5 * radius_m / MEAN_EARTH_RADIUS_M) ** 2
    return result


def _within(cover: Cover, distance_m: Floats, ring_m: Floats) -> Cover:
    """The same, nothing covered beyond each world's circle; the first is the nominal world's."""
    beyond = distance_m > ring_m[0]
    codes = np.where(beyond, np.maximum(cover.codes, 1), cover.codes).astype(np.uint8)
    inside = (distance_m[:, None] <= ring_m[1:]).reshape(distance_m.size, -1, layers.BITS)
    allowed = np.packbits(inside, axis=2, bitorder="little")[..., 0]
    return Cover(codes, cover.mask & allowed)
