"""The tracking stage on simulated scans: a radar on the Anatolian plateau, targets flying round it."""

from dataclasses import dataclass

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import chi2

from airtight.chain.tracking.tracker import Posts, Rules, Tracker, track
from airtight.errors import InputError
from airtight.messages.detections import Detections
from airtight.messages.sites import Sites
from airtight.messages.tracks import CONFIRMED, FREE, TENTATIVE, Tracks
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.random import Cause, uniform_column

# WGS-84, latitude 40 degrees, longitude 33 degrees, height 0.
SITE_M = np.array([4103369.861744, 2664759.545914, 4077985.572200])
LATITUDE, LONGITUDE = np.radians(40.0), np.radians(33.0)
AXES = np.array(
    [
        [-np.sin(LONGITUDE), np.cos(LONGITUDE), 0.0],
        [-np.sin(LATITUDE) * np.cos(LONGITUDE), -np.sin(LATITUDE) * np.sin(LONGITUDE), np.cos(LATITUDE)],
        [np.cos(LATITUDE) * np.cos(LONGITUDE), np.cos(LATITUDE) * np.sin(LONGITUDE), np.sin(LATITUDE)],
    ]
)
SIGMA = np.array([50.0, np.radians(0.15), np.radians(0.2)])


def uniform(name: str, *shape: int) -> Floats:
    """Uniforms in (0, 1) that depend on the name alone."""
    count = int(np.prod(shape))
    return uniform_column(1, np.arange(count), Cause.LOOK, name).reshape(shape)


def gauss(name: str, *shape: int) -> Floats:
    """Standard normals that depend on the name alone."""
    values: Floats = ndtri(uniform(name, *shape))
    return values


@dataclass(frozen=True)
class Scene:
    """Targets and what one radar (post 0) sees of them.

    Attributes:
        truth: (scans, R, T, 6), local east, north, up, m and m/s, at each target's own time in each scan.
        offset_s: (R, T), that time after the scan's start.
        seen: (scans, R, T), whether the target is detected.
        period_s: of a scan.
        false_alarms: a scan, fixed.

    """

    truth: Floats
    offset_s: Floats
    seen: Floats
    period_s: float = 10.0
    false_alarms: int = 0

    @property
    def replications(self) -> int:
        return int(self.truth.shape[1])

    def earth_fixed(self, scan: int) -> Floats:
        """Truth of one scan, (R, T, 6)."""
        local = self.truth[scan]
        return np.concatenate([local[..., :3] @ AXES + SITE_M, local[..., 3:] @ AXES], axis=-1)

    def detections(self, scan: int) -> tuple[Detections, Ints]:
        """The scan's detections, and the target of each or -1."""
        _, replications, targets, _ = self.truth.shape
        count = targets + self.false_alarms
        local = self.truth[scan]
        ground = np.hypot(local[..., 0], local[..., 1])
        exact = np.stack(
            [
                np.hypot(ground, local[..., 2]),
                np.arctan2(local[..., 0], local[..., 1]),
                np.arctan2(local[..., 2], ground),
            ],
            axis=-1,
        )
        polar = exact + SIGMA * gauss(f"measurement {scan}", *exact.shape)
        shape = (replications, self.false_alarms)
        false = np.stack(
            [
                250e3 * np.sqrt(uniform(f"false range {scan}", *shape)),
                2.0 * np.pi * uniform(f"false azimuth {scan}", *shape),
                0.1 * uniform(f"false elevation {scan}", *shape),
            ],
            axis=-1,
        )
        time_s = scan * self.period_s + np.concatenate(
            [self.offset_s, self.period_s * uniform(f"false time {scan}", *shape)], axis=1
        )
        rows = np.concatenate([polar, false], axis=1)
        rows[..., 1] %= 2.0 * np.pi
        kept = np.concatenate([self.seen[scan] > 0, np.ones(shape, dtype=np.bool_)], axis=1)
        detections = Detections.empty(replications, count)
        origin = np.full((replications, count), -1)
        detections.searched[:] = 1
        for r in range(replications):
            order = np.argsort(time_s[r], kind="stable")
            order = order[kept[r, order]]
            n = order.size
            detections.count[r] = n
            detections.values[r, :n, 0] = time_s[r, order]
            detections.values[r, :n, 1:4] = rows[r, order]
            detections.values[r, :n, 6:9] = SIGMA
            origin[r, :n] = np.where(order < targets, order, -1)
        return detections, origin

    def sites(self) -> Sites:
        """The one radar's place."""
        return Sites(np.tile(SITE_M, (self.replications, 1, 1)), np.tile(AXES, (self.replications, 1, 1, 1)))

    def tracker(self, rules: Rules | None = None, **options: float) -> Tracker:
        """A tracker for the one radar."""
        period = np.full((self.replications, 1), self.period_s)
        posts = Posts.of(np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.uint8), period, **options)
        return Tracker.start(posts, rules)

    def run(self, tracker: Tracker) -> Tracker:
        """All scans through the tracker."""
        for scan in range(self.truth.shape[0]):
            track(tracker, self.detections(scan)[0], self.sites(), end_s=(scan + 1) * self.period_s)
        return tracker

    def matches(self, tracker: Tracker, within_m: float) -> tuple[Ints, Ints]:
        """After the last scan: (R, T) confirmed tracks near each target, and (R,) near no target."""
        tracks = tracker.tracks
        last = self.truth.shape[0] - 1
        truth = self.earth_fixed(last)
        near = np.zeros(truth.shape[:2], dtype=np.int64)
        stray = np.zeros(self.replications, dtype=np.int64)
        for r in range(self.replications):
            for s in np.flatnonzero(tracks.status[r, 0] == CONFIRMED):
                lead = tracks.time_s[r, 0, s] - last * self.period_s - self.offset_s[r]
                there = truth[r, :, :3] + lead[:, None] * truth[r, :, 3:]
                distance = np.linalg.norm(there - tracks.state[r, 0, s, :3], axis=1)
                if distance.min() <= within_m:
                    near[r, distance.argmin()] += 1
                else:
                    stray[r] += 1
        return near, stray


def scene(
    targets: int,
    scans: int,
    replications: int = 1,
    *,
    probability: float = 0.9,
    acceleration_m2_per_s3: float = 0.0,
    false_alarms: int = 0,
) -> Scene:
    """Straight flights, or ones that white acceleration turns; all within 150 km."""
    extent_m = 150e3
    shape = (replications, targets)
    period = 10.0
    state = np.empty((*shape, 6))
    state[..., 0] = extent_m * (2.0 * uniform("east", *shape) - 1.0)
    state[..., 1] = extent_m * (2.0 * uniform("north", *shape) - 1.0)
    state[..., 2] = 2e3 + 10e3 * uniform("up", *shape)
    speed = 100.0 + 200.0 * uniform("speed", *shape)
    heading = 2.0 * np.pi * uniform("heading", *shape)
    state[..., 3] = speed * np.sin(heading)
    state[..., 4] = speed * np.cos(heading)
    state[..., 5] = 0.0
    truth = np.empty((scans, *shape, 6))
    root = np.linalg.cholesky(np.array([[period**3 / 3, period**2 / 2], [period**2 / 2, period]]))
    for scan in range(scans):
        truth[scan] = state
        kick = np.sqrt(acceleration_m2_per_s3) * gauss(f"kick {scan}", *shape, 3, 2) @ root.T
        state = np.concatenate([state[..., :3] + period * state[..., 3:], state[..., 3:]], axis=-1)
        state[..., :3] += kick[..., 0]
        state[..., 3:] += kick[..., 1]
    seen = (uniform("seen", scans, *shape) < probability).astype(np.float64)
    return Scene(truth, 0.9 * period * uniform("offset", *shape), seen, period, false_alarms)


def consistent(values: Floats, dimension: int) -> bool:
    """Whether the mean of squared normalised errors lies where 99 % of such means do."""
    low, high = chi2.ppf([0.005, 0.995], dimension * values.size) / values.size
    return bool(low <= values.mean() <= high)


def test_errors_are_as_large_as_the_covariance_says() -> None:
    """NEES, six dimensions, of 60 x 10 tracks of targets that move as the filter's model says."""
    flights = scene(10, 15, 60, probability=1.0, acceleration_m2_per_s3=50.0)
    tracker = flights.run(flights.tracker())
    tracks = tracker.tracks
    last = flights.truth.shape[0] - 1
    truth = flights.earth_fixed(last)
    _, origin = flights.detections(last)
    nees = []
    for r in range(flights.replications):
        for d, target in enumerate(origin[r]):
            slot = tracks.slot_of_detection[r, d]
            if target >= 0 and tracks.hits[r, 0, slot] == last + 1:
                error = truth[r, target] - tracks.state[r, 0, slot]
                nees.append(error @ np.linalg.solve(tracks.covariance[r, 0, slot], error))
    assert len(nees) > 570
    assert consistent(np.array(nees), 6)


def test_two_hundred_crossing_targets_are_kept() -> None:
    """Nine in ten looks succeed, one false alarm a scan: after 40 scans each target has its track, and one
    only.

    Missing at any moment are targets whose track was lost or taken by a neighbour, for the scans that a new
    one takes.
    """
    flights = scene(200, 40, 4, false_alarms=1)
    tracker = flights.run(flights.tracker())
    near, stray = flights.matches(tracker, 2_000.0)
    assert (near == 0).mean() <= 0.01
    assert (near > 1).mean() <= 0.01
    assert stray.mean() <= 1.0


def test_tracks_keep_their_numbers() -> None:
    """Of 200 crossing targets, nearly all end with the track that they had 30 scans before."""
    flights = scene(200, 40)
    tracker = flights.tracker()
    numbers = []
    for scan in range(40):
        detections, origin = flights.detections(scan)
        tracks = track(tracker, detections, flights.sites(), end_s=(scan + 1) * flights.period_s)
        held = np.full(200, -1)
        found = origin[0] >= 0
        held[origin[0, found]] = tracks.number[0, 0, tracks.slot_of_detection[0, found]]
        numbers.append(held)
    first, second = numbers[9], numbers[39]
    both = (first >= 0) & (second >= 0)
    assert both.sum() > 140
    assert (first[both] == second[both]).mean() >= 0.97


def test_false_alarms_alone_seldom_make_a_confirmed_track() -> None:
    """One false alarm a scan over 250 km: below one false track in a thousand scans."""
    flights = scene(1, 50, 64, probability=0.0, false_alarms=1)
    tracker = flights.run(flights.tracker())
    assert tracker.counts[:, 1].sum() > 2_500
    assert tracker.counts[:, 2].sum() <= 64 * 50 / 1_000


@pytest.mark.parametrize(("posts", "expected"), [((0, 0), [1]), ((0, 1), [1, 1])])
def test_two_radars_of_a_post_hold_one_track_and_two_posts_hold_one_each(
    posts: tuple[int, int], expected: list[int]
) -> None:
    flights = scene(1, 5, probability=1.0)
    period = np.full((1, 2), flights.period_s)
    tracker = Tracker.start(Posts.of(np.array(posts), np.array([0, 1], dtype=np.uint8), period))
    sites = Sites(np.tile(SITE_M, (1, 2, 1)), np.tile(AXES, (1, 2, 1, 1)))
    for scan in range(5):
        one, _ = flights.detections(scan)
        both = Detections.empty(1, 2)
        both.count[:] = 2
        both.radar[0] = [0, 1]
        both.searched[:] = 1
        both.values[0] = one.values[0, 0]
        both.values[0, 1, 1] += 60.0
        track(tracker, both, sites, end_s=(scan + 1) * flights.period_s)
    tracks = tracker.tracks
    assert list((tracks.status[0] == CONFIRMED).sum(axis=1)) == expected
    assert (tracks.status[0] == TENTATIVE).sum() == 0
    engaged = tracks.last_engagement_hit_s[tracks.status != FREE]
    assert engaged.max() > 40.0
    assert (engaged > 0.0).sum() == 1


def test_an_asked_look_after_a_search_in_one_epoch_starts_no_second_track() -> None:
    flights = scene(1, 1, probability=1.0)
    one, _ = flights.detections(0)
    looks = Detections.empty(1, 3)
    looks.count[:] = 3
    looks.searched[0] = [1, 0, 0]
    looks.values[0] = one.values[0, 0]
    looks.values[0, 1:, 0] += [0.1, 0.2]
    tracks = track(flights.tracker(), looks, flights.sites(), end_s=10.0)
    assert (tracks.status == CONFIRMED).sum() == 1
    assert (tracks.status != FREE).sum() == 1
    assert list(tracks.slot_of_detection[0]) == [0, 0, 0]


def silence(hits: int, scans: int) -> Tracks:
    """After `scans` scans: a target that was seen 6 s into each of the first `hits` of them."""
    flights = scene(1, scans, probability=1.0)
    flights.seen[hits:] = 0
    flights.offset_s[:] = 6.0
    return flights.run(flights.tracker()).tracks


def test_a_track_coasts_for_three_and_a_half_scans_and_is_then_dropped() -> None:
    assert (silence(5, 8).status == CONFIRMED).sum() == 1
    assert (silence(5, 9).status != FREE).sum() == 0


def test_a_tentative_track_is_dropped_when_it_cannot_be_confirmed_any_more() -> None:
    assert (silence(1, 4).status == TENTATIVE).sum() == 1
    assert (silence(1, 5).status != FREE).sum() == 0


def test_a_track_that_may_be_anywhere_is_dropped() -> None:
    flights = scene(1, 8, probability=1.0)
    flights.seen[5:] = 0
    tracks = flights.run(flights.tracker(Rules(drift_limit_m=100.0), coast_scans=100.0)).tracks
    assert (tracks.status != FREE).sum() == 0


def live(tracks: Tracks) -> list[Floats]:
    """Everything that is known of the tracks held, slot by slot."""
    held = tracks.status != FREE
    names = ("status", "number", "state", "covariance", "time_s", "first_hit_s", "last_hit_s", "hits")
    return [getattr(tracks, name)[held] for name in names]


def test_slots_that_run_out_change_nothing() -> None:
    """Bit for bit: one slot that doubles again and again, against slots enough."""
    flights = scene(30, 6, 5, false_alarms=1)
    roomy = flights.tracker()
    tight = Tracker.start(roomy.posts, slots=1, detections=1)
    flights.run(roomy)
    flights.run(tight)
    assert all(np.array_equal(a, b) for a, b in zip(live(roomy.tracks), live(tight.tracks), strict=True))
    assert np.array_equal(roomy.counts, tight.counts)


def test_a_replication_does_not_depend_on_its_batch() -> None:
    """Bit for bit: five together against each alone."""
    flights = scene(30, 6, 5, false_alarms=1)
    together = flights.run(flights.tracker()).tracks
    period = np.full((1, 1), flights.period_s)
    for r in range(5):
        alone = Tracker.start(Posts.of(np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.uint8), period))
        site = Sites(SITE_M.reshape(1, 1, 3).copy(), AXES.reshape(1, 1, 3, 3).copy())
        for scan in range(6):
            every, _ = flights.detections(scan)
            mine = Detections(
                every.count[r : r + 1],
                every.radar[r : r + 1],
                every.values[r : r + 1],
                every.searched[r : r + 1],
            )
            track(alone, mine, site, end_s=(scan + 1) * flights.period_s)
        held = together.status[r] != FREE
        assert np.array_equal(together.state[r][held], alone.tracks.state[alone.tracks.status != FREE])
        assert np.array_equal(
            together.covariance[r][held], alone.tracks.covariance[alone.tracks.status != FREE]
        )


def test_wrong_shapes_and_numbers_are_named() -> None:
    owner, engagement = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.uint8)
    with pytest.raises(InputError, match="scan_period_s"):
        Posts.of(owner, engagement, np.ones((2, 3)))
    with pytest.raises(InputError, match="scan_period_s"):
        Posts.of(owner, engagement, np.zeros((2, 1)))
    with pytest.raises(InputError, match="detection_probability"):
        Rules(detection_probability=1.0).column()
    with pytest.raises(InputError, match="confirm_scans"):
        Rules(confirm_scans=2).column()
    flights = scene(1, 1)
    with pytest.raises(InputError, match="end_s"):
        track(flights.tracker(), flights.detections(0)[0], flights.sites(), end_s=float("nan"))
    with pytest.raises(InputError, match="detections"):
        track(flights.tracker(), Detections.empty(3, 1), flights.sites(), end_s=1.0)
