"""Where several radars see the same target: how much is covered by one, by two, by all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from airtight.analysis.coverage import layers
from airtight.analysis.coverage.layers import DETECTION, Cover
from airtight.analysis.coverage.raster import Grid
from airtight.analysis.coverage.request import Altitude, Target
from airtight.analysis.coverage.scene import Scene
from airtight.analysis.coverage.spans import Range, span
from airtight.numerics.columns import Flags, Floats

CELLS = 300
"""Of the grid on which radars at several sites are compared, along its longer side."""


@dataclass(frozen=True)
class Overlap:
    """Detection by several radars.

    Attributes:
        altitude: the target's.
        target: what flies there.
        radars: ids of those that detect such targets.
        at_least: area seen by one or more, two or more, ... of them.

    """

    altitude: Altitude
    target: Target
    radars: tuple[str, ...]
    at_least: tuple[Range, ...]


def of(scenes: Sequence[Scene]) -> Overlap:
    """The overlap of all radars that detect the target.

    Radars at one site are compared node by node, others on a grid. A radar that flies counts where it sees
    from every spot of its orbit.
    """
    seeing = [scene for scene in scenes if DETECTION in scene.covers[0]]
    first = scenes[0]
    radars = tuple(scene.radar for scene in seeing)
    if not seeing:
        return Overlap(first.altitude, first.target, radars, ())
    covers, weight = _at_one_site(seeing) if _share_a_site(seeing) else _on_a_grid(seeing)
    found = [layers.weighed(cover, weight) for cover in at_least(covers)]
    return Overlap(first.altitude, first.target, radars, tuple(span(*one) for one in found))


def at_least(covers: Sequence[Cover]) -> list[Cover]:
    """What one or more, two or more, ... of some covers on the same nodes cover."""
    none = Cover(np.ones_like(covers[0].codes), np.zeros_like(covers[0].mask))
    found = [Cover(none.codes.copy(), none.mask.copy()) for _ in covers]
    for cover in covers:
        for level in range(len(found) - 1, -1, -1):
            codes, mask = cover.codes, cover.mask
            if level:
                codes, mask = _both(cover, found[level - 1])
            found[level] = Cover(
                np.where(codes == 0, 0, found[level].codes).astype(np.uint8), found[level].mask | mask
            )
    return found


def _both(one: Cover, other: Cover) -> tuple[Flags, Flags]:
    return np.maximum(one.codes, other.codes), one.mask & other.mask


def _share_a_site(scenes: list[Scene]) -> bool:
    spots = [view.spot for scene in scenes for view in scene.views]
    return len(spots) == len(scenes) and all(spot.site is spots[0].site for spot in spots)


def _at_one_site(scenes: list[Scene]) -> tuple[list[Cover], Floats]:
    """Covers widened to the farthest one's nodes, and their areas."""
    site = scenes[0].views[0].spot.site
    azimuths, steps = site.ground_m.shape
    covers = []
    for scene in scenes:
        given = scene.covers[0][DETECTION]
        codes = np.ones((azimuths, steps), dtype=np.uint8)
        mask = np.zeros((azimuths, steps, given.mask.shape[2]), dtype=np.uint8)
        codes[:, : given.codes.shape[1]] = given.codes
        mask[:, : given.codes.shape[1]] = given.mask
        covers.append(Cover(codes, mask))
    return covers, site.area_m2


def _on_a_grid(scenes: list[Scene]) -> tuple[list[Cover], Floats]:
    """Covers on the cells of a grid that holds all that is covered, and their areas."""
    spots = [view.spot for scene in scenes for view in scene.views]
    farthest = max(_farthest_m(scene) for scene in scenes)
    grid = Grid.around(spots, farthest, cells=CELLS)
    covers = []
    for scene in scenes:
        codes = np.zeros((grid.rows, grid.columns), dtype=np.uint8)
        mask = np.full((*codes.shape, scene.covers[0][DETECTION].mask.shape[2]), 255, dtype=np.uint8)
        for view, cover in zip(scene.views, scene.covers, strict=True):
            a, g, near = grid.nodes(view.spot)
            codes = np.maximum(codes, np.where(near, cover[DETECTION].codes[a, g], 1).astype(np.uint8))
            mask &= np.where(near[..., None], cover[DETECTION].mask[a, g], 0).astype(np.uint8)
        covers.append(Cover(codes, mask))
    return covers, grid.area_m2


def _farthest_m(scene: Scene) -> float:
    """The farthest node that any world covers, from any spot."""
    farthest = 0.0
    for view, cover in zip(scene.views, scene.covers, strict=True):
        some = np.flatnonzero(
            cover[DETECTION].mask.any(axis=(0, 2)) | (cover[DETECTION].codes == 0).any(axis=0)
        )
        farthest = max(farthest, float(view.spot.distance_m[some[-1]]) if some.size else 0.0)
    return max(farthest, 10_000.0)
