"""Coverage of one radar at one altitude against one target: line of sight, detection, engagement."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from airtight.analysis.coverage import causes, polar_kernels, reach_kernels
from airtight.analysis.coverage.horizon import SmoothEarth
from airtight.analysis.coverage.request import Altitude, Target
from airtight.analysis.coverage.spans import Range, span, spans
from airtight.analysis.coverage.stations import Spot
from airtight.numerics.columns import Flags, Floats, Ints, Singles

LINE_OF_SIGHT = "line-of-sight"
DETECTION = "detection"
ENGAGEMENT = "engagement"
BITS = 8


@dataclass(frozen=True)
class Envelope:
    """What a battery's missiles can reach.

    Attributes:
        site_m: height of the battery's ground above sea.
        missiles: (1 + W, M, REACH_COLUMNS), the nominal world first.
        sector: (1 + W, 2): centre and half width, rad, within which it may engage; pi: everywhere.

    """

    site_m: float
    missiles: Floats
    sector: Floats


@dataclass(frozen=True)
class Cover:
    """Which nodes are covered: why not at nominal, and in which worlds.

    Attributes:
        codes: (A, G), cause codes at nominal.
        mask: (A, G, W / 8), a bit a world.

    """

    codes: Flags
    mask: Flags

    @property
    def words(self) -> Ints:
        """(A, G), the same bits, 64 worlds a word."""
        return self.mask.view(np.int64)[..., 0]


@dataclass(frozen=True)
class View:
    """One radar's view from one spot at one altitude against one target.

    Attributes:
        spot: from where.
        altitude: at what height.
        worlds: (1 + W, WORLD_COLUMNS), the nominal world first.
        smooth: the smooth earth under it.
        gas: one-way losses of its band.

    """

    spot: Spot
    altitude: Altitude
    worlds: Floats
    smooth: SmoothEarth
    gas: Singles

    def covers(self, envelope: Envelope | None) -> dict[str, Cover]:
        """What is in line of sight and detected and, with an envelope, can be engaged."""
        sight, seen = self._covers()
        found = {LINE_OF_SIGHT: sight, DETECTION: seen}
        if envelope is not None:
            found[ENGAGEMENT] = self._engaged(seen, envelope)
        return found

    def nominal_codes(self) -> Flags:
        """(A, G), cause codes of detection in the first world alone."""
        alone = replace(self, worlds=self.worlds[:1].copy())
        return alone.covers(None)[DETECTION].codes

    def _covers(self) -> tuple[Cover, Cover]:
        """Line of sight and detection."""
        azimuths, steps = self.spot.nodes
        sight, seen = (np.empty((azimuths, steps), dtype=np.uint8) for _ in range(2))
        sights, seens = (np.empty((azimuths, steps, BITS), dtype=np.uint8) for _ in range(2))
        budgets = np.full(BITS * BITS, -np.inf)
        budgets[: self.worlds.shape[0] - 1] = self.worlds[1:, polar_kernels.BUDGET_DB]
        falling = np.argsort(-budgets, kind="stable")
        polar_kernels.cover(
            self.spot.table.lowest_height_m,
            self.spot.table.edge_distance,
            self.spot.table.range_step_m,
            self.spot.distance_m,
            self.spot.site.ground_m,
            self.altitude.height_m,
            self.altitude.above_ground,
            self.spot.antenna_m,
            self.gas,
            self.smooth.hides,
            self.smooth.loss_db,
            self.smooth.extra_db,
            self.worlds,
            np.stack([self.worlds.min(axis=0), self.worlds.max(axis=0)]),
            budgets[falling],
            _strongest(falling),
            sight,
            seen,
            sights,
            seens,
        )
        return Cover(sight, sights), Cover(seen, seens)

    def _engaged(self, seen: Cover, envelope: Envelope) -> Cover:
        codes, mask = np.empty_like(seen.codes), np.empty_like(seen.mask)
        scene = (
            self.spot.distance_m,
            self.spot.site.ground_m,
            self.altitude.height_m,
            self.altitude.above_ground,
            self.spot.antenna_m,
            envelope.site_m,
        )
        reach_kernels.explain_engagement(seen.codes, *scene, envelope.missiles[0], envelope.sector[0], codes)
        missiles, sector = envelope.missiles[1:], envelope.sector[1:]
        reach_kernels.engage(
            seen.words, *scene, missiles, sector, _sure(missiles, sector, envelope.site_m), mask
        )
        return Cover(codes, mask)

    def bearings(self, kind: str, cover: Cover, envelope: Envelope | None) -> "Bearings":
        """How far each bearing is covered without a gap, and what ends it."""
        azimuths = self.spot.nodes[0]
        worlds = self.worlds.shape[0]
        nearest, farthest = np.zeros(worlds), self.worlds[:, polar_kernels.INSTRUMENTED_M].copy()
        if kind == ENGAGEMENT and envelope is not None:
            nearest = envelope.missiles[:, :, reach_kernels.RANGE_MIN_M].min(axis=1)
            longest = envelope.missiles[:, :, reach_kernels.RANGE_MAX_M].max(axis=1)
            farthest = np.minimum(farthest, longest)
        reach, last = np.empty(azimuths), np.empty(azimuths)
        cause = np.empty(azimuths, dtype=np.uint8)
        distance = self.spot.distance_m
        reach_kernels.first_loss(cover.codes, distance, float(farthest[0]), reach, last, cause)
        by_world = np.empty((worlds - 1, azimuths))
        reach_kernels.reach(
            cover.words,
            distance,
            self.spot.site.ground_m,
            self.altitude.height_m,
            self.altitude.above_ground,
            self.spot.antenna_m,
            self.worlds[1:],
            int(kind != LINE_OF_SIGHT),
            nearest[1:],
            farthest[1:],
            by_world,
        )
        return Bearings(reach, by_world, last, cause)


@dataclass(frozen=True)
class Bearings:
    """How far each bearing is covered without a gap.

    Attributes:
        reach_m: (A,), at nominal.
        worlds_m: (W, A).
        last_m: (A,), the farthest place that is covered, gaps or not, at nominal.
        cause: (A,), code of what ends it at nominal.

    """

    reach_m: Floats
    worlds_m: Floats
    last_m: Floats
    cause: Flags

    @property
    def ends_m(self) -> tuple[Floats, Floats]:
        """Lows and highs, (A,) each."""
        return spans(self.reach_m, self.worlds_m)

    def shares(self) -> dict[str, float]:
        """The share of bearings that each cause ends."""
        return {name: float(np.isin(self.cause, codes).mean()) for name, codes in causes.CAUSES.items()}

    @classmethod
    def mean(cls, several: list["Bearings"]) -> "Bearings":
        """Over the spots of an orbit: mean reach at each bearing, cause seen from the first spot."""
        if len(several) == 1:
            return several[0]
        return cls(
            np.mean([one.reach_m for one in several], axis=0),
            np.mean([one.worlds_m for one in several], axis=0),
            np.mean([one.last_m for one in several], axis=0),
            several[0].cause,
        )


@dataclass(frozen=True)
class Layer:
    """What one radar covers at one altitude, in one sense.

    Attributes:
        altitude: the height.
        target: what flies there.
        radar: its id.
        system: its catalogue id.
        kind: "line-of-sight", "detection" or "engagement".
        spots: from where it looks.
        area_m2: covered.
        bearings: how far.
        regions: share of each region that is covered.
        unknown_share: of the nominal area, over ground whose height nobody gave.
        codes: (A, G) for each spot, cause codes at nominal.
        certainty: (A, G) for each spot, in how many of the 64 worlds a node is covered; empty unless asked.

    """

    altitude: Altitude
    target: Target
    radar: str
    system: str
    kind: str
    spots: tuple[Spot, ...]
    area_m2: Range
    bearings: Bearings
    regions: Mapping[str, Range]
    unknown_share: float
    codes: tuple[Flags, ...] = field(repr=False)
    certainty: tuple[Flags, ...] = field(repr=False)


def weighed(cover: Cover, weight: Floats) -> tuple[float, Floats]:
    """Weight of what is covered: at nominal, and in each world (W,).

    Args:
        cover: of one spot.
        weight: (A, G') of each node, G' at least G.

    """
    azimuths, steps = cover.codes.shape
    nominal = float(weight[:azimuths, :steps][cover.codes == causes.COVERED].sum())
    sums = np.empty((BITS, 256))
    full = reach_kernels.weigh(cover.words, weight, sums)
    bits = (np.arange(256)[:, None] >> np.arange(BITS)) & 1
    return nominal, full + (sums @ bits).ravel()


def certainty(mask: Flags) -> Flags:
    """In how many worlds each node is covered, (A, G)."""
    count: Flags = _ONES[mask].sum(axis=2, dtype=np.uint8)
    return count


_ONES = np.array([value.bit_count() for value in range(256)], dtype=np.uint8)


def mean_span(found: list[tuple[float, Floats]]) -> Range:
    """The range of a figure, averaged over the spots of an orbit."""
    return span(float(np.mean([one[0] for one in found])), np.mean([one[1] for one in found], axis=0))


def _strongest(falling: NDArray[np.int64]) -> Flags:
    """(W + 1, W / 8): the bits of the first 0, 1, ... worlds of an order."""
    first = np.arange(falling.size + 1)[:, None] > np.argsort(falling)
    return np.packbits(first, axis=1, bitorder="little")


def _sure(missiles: Floats, sector: Floats, site_m: float) -> Floats:
    """The envelope that all worlds hold, and the farthest of any: see `reach_kernels.engage`."""
    longest = missiles[..., reach_kernels.RANGE_MAX_M]
    best = missiles[np.arange(missiles.shape[0]), longest.argmax(axis=1)]
    sure = np.empty(reach_kernels.REACH_COLUMNS)
    everywhere = bool((sector[:, 1] >= np.pi).all())
    sure[reach_kernels.RANGE_MAX_M] = best[:, reach_kernels.RANGE_MAX_M].min() if everywhere else 0.0
    sure[reach_kernels.RANGE_MIN_M] = best[:, reach_kernels.RANGE_MIN_M].max()
    sure[reach_kernels.ALTITUDE_MAX_M] = best[:, reach_kernels.ALTITUDE_MAX_M].min()
    sure[reach_kernels.LOW_RANGE_MAX_M] = longest.max()
    limited = best[:, reach_kernels.LOW_RANGE_MAX_M] > 0.0
    low = np.where(limited, site_m + best[:, reach_kernels.LOW_LIMIT_M], -np.inf)
    sure[reach_kernels.LOW_LIMIT_M] = max(float(low.max()), -1e9)
    return sure
