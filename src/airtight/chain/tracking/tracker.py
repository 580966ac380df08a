"""The tracking stage: each post's picture of what flies, from its own radars' detections."""

import math
from dataclasses import dataclass, field

import numpy as np

from airtight.chain.tracking import kernels, life_kernels
from airtight.errors import InputError
from airtight.messages.detections import Detections
from airtight.messages.sites import Sites
from airtight.messages.tracks import Tracks
from airtight.numerics.columns import Flags, Floats, Ints, positive

BIRTHS_PER_M_RAD2 = 2e-6
"""New detections in measurement space, assumed: one a scan over 400 km, all bearings, 0.2 rad of
elevation."""


@dataclass(frozen=True)
class Rules:
    """How tracks are gated, started and dropped.

    Attributes:
        gate: squared normalised distance within which a detection may belong to a track; 16 holds 99.9 % in
            three dimensions.
        detection_probability: what the association takes it for; sets the cost of a track without a
            detection.
        confirm_scans: three hits within so many scans of the radar that started it confirm a tentative track.
        speed_sigma_m_per_s: of a new track, each axis; 600 holds a short-range ballistic missile in three
            sigma.
        drift_limit_m: a confirmed track that may have drifted so far (one sigma) since its last hit is
            dropped.

    """

    gate: float = 16.0
    detection_probability: float = 0.9
    confirm_scans: int = 5
    speed_sigma_m_per_s: float = 600.0
    drift_limit_m: float = 5_000.0

    def column(self) -> Floats:
        """The rules as kernels read them.

        Raises:
            InputError: a rule is out of range; it is named.

        """
        for name in ("gate", "speed_sigma_m_per_s", "drift_limit_m"):
            positive(name, getattr(self, name))
        if not 0.0 < self.detection_probability < 1.0:
            raise InputError(
                "out of range",
                place="detection_probability",
                value=self.detection_probability,
                allowed="between 0 and 1, both excluded",
            )
        if self.confirm_scans < 3:  # noqa: PLR2004 (three hits)
            raise InputError(
                "out of range", place="confirm_scans", value=self.confirm_scans, allowed="3 or more"
            )
        values = np.empty(life_kernels.RULES)
        values[life_kernels.GATE] = self.gate
        values[life_kernels.DETECTION_PROBABILITY] = self.detection_probability
        values[life_kernels.CONFIRM_SCANS] = self.confirm_scans
        values[life_kernels.SPEED_SIGMA_M_PER_S] = self.speed_sigma_m_per_s
        values[life_kernels.DRIFT_LIMIT_M] = self.drift_limit_m
        return values


@dataclass(frozen=True)
class Posts:
    """Whose radars feed which post, and how each post tracks.

    Attributes:
        post_of_radar: (N,), the post that each radar feeds.
        engagement: (N,), 1 for an engagement radar.
        scan_period_s: (R, N), time between a radar's searches of one place, s.
        coast_s: (R, P), how long a confirmed track lives without a detection, s.
        acceleration_m2_per_s3: (R, P), spectral density of the targets' white acceleration, each axis.
        births_per_m_rad2: (R, N), density of detections that belong to no track, in measurement space.

    """

    post_of_radar: Ints
    engagement: Flags
    scan_period_s: Floats
    coast_s: Floats
    acceleration_m2_per_s3: Floats
    births_per_m_rad2: Floats

    @classmethod
    def of(
        cls,
        post_of_radar: Ints,
        engagement: Flags,
        scan_period_s: Floats,
        *,
        coast_scans: float = 3.5,
        acceleration_m2_per_s3: float = 50.0,
    ) -> "Posts":
        """Posts that coast for `coast_scans` of their slowest radar's scans, and expect the same manoeuvres.

        Args:
            post_of_radar: (N,), from 0, with no post left out.
            engagement: (N,), 1 for an engagement radar.
            scan_period_s: (R, N), s, > 0.
            coast_scans: scans without a detection after which a confirmed track is dropped.
            acceleration_m2_per_s3: density of the white acceleration, each axis.

        Raises:
            InputError: a shape or a number is wrong; its place is named.

        """
        period = np.ascontiguousarray(positive("scan_period_s", scan_period_s))
        owner = np.ascontiguousarray(post_of_radar, dtype=np.int64)
        if period.ndim != 2 or period.shape[1] != owner.size or owner.size == 0:  # noqa: PLR2004 (two axes)
            raise InputError(
                "wrong shape",
                place="scan_period_s",
                value=period.shape,
                allowed=f"(replications, {owner.size})",
            )
        posts = int(owner.max()) + 1
        slowest = np.zeros((period.shape[0], posts))
        for radar, post in enumerate(owner):
            slowest[:, post] = np.maximum(slowest[:, post], period[:, radar])
        coast = float(positive("coast_scans", coast_scans)) * slowest
        density = np.full(slowest.shape, float(positive("acceleration_m2_per_s3", acceleration_m2_per_s3)))
        births = np.full(period.shape, BIRTHS_PER_M_RAD2)
        return cls(owner, np.ascontiguousarray(engagement, dtype=np.uint8), period, coast, density, births)


@dataclass
class Tracker:
    """What tracking keeps from epoch to epoch, for all replications of a batch.

    Attributes:
        posts: whose radars feed which post.
        tracks: the message handed on; replaced by a roomier one when slots run out.
        memory: (R, P, S, 4), a slot each: hits and spreads that only tracking needs.
        next_number: (R, P), the number that the next new track gets.
        counts: (R, 4) so far: updates, starts, confirmations, drops.
        rules: (5,), as `Rules.column` gives them.

    """

    posts: Posts
    tracks: Tracks
    memory: Floats
    next_number: Ints
    counts: Ints
    rules: Floats = field(default_factory=lambda: Rules().column())

    @classmethod
    def start(
        cls, posts: Posts, rules: Rules | None = None, *, slots: int = 64, detections: int = 64
    ) -> "Tracker":
        """No tracks yet; `slots` and `detections` grow by themselves."""
        replications, count = posts.coast_s.shape
        return cls(
            posts,
            Tracks.empty(replications, count, slots, detections),
            np.zeros((replications, count, slots, life_kernels.MEMORY)),
            np.ones((replications, count), dtype=np.int64),
            np.zeros((replications, life_kernels.COUNTS), dtype=np.int64),
            (rules or Rules()).column(),
        )


def track(tracker: Tracker, detections: Detections, sites: Sites, *, end_s: float) -> Tracks:
    """Carry every post's tracks through one epoch.

    Each radar's detections are gated (chi-square), assigned to tracks at the least total cost (global nearest
    neighbour), and update them by an extended Kalman filter with a constant-velocity model in earth-fixed
    axes; the rest start tentative tracks. Two radars of one post feed the same tracks.

    Args:
        tracker: what is kept between epochs; changed in place.
        detections: of this epoch; rows sorted by radar, then in order of looking.
        sites: where the radars are.
        end_s: when the epoch ends, s; tracks that are over by then are dropped.

    Returns:
        The tracks after the epoch, each at the time of its last detection. The same arrays are returned each
        time until the slots no longer suffice: then all are copied to arrays of twice the size.

    Raises:
        InputError: `end_s` is not finite, or the detections are of another number of replications.

    Limits:
        No manoeuvre model beyond white acceleration, no range rate, no sensor biases, one hypothesis. A track
        coasts by the clock: a mask of terrain counts like a missed look.

    Source:
        Bar-Shalom, Li & Kirubarajan (2001) ch. 6 and 10; Blackman & Popoli (1999) ch. 6 (recalled).

    """
    if not math.isfinite(end_s):
        raise InputError("not a time", place="end_s", value=end_s, allowed="finite")
    replications = tracker.posts.coast_s.shape[0]
    if detections.count.size != replications:
        raise InputError(
            "wrong shape",
            place="detections.count",
            value=detections.count.size,
            allowed=f"{replications} replications",
        )
    _make_room(tracker, detections)
    posts = tracker.posts
    tracks = tracker.tracks
    kernels.track_all(
        detections.count,
        detections.radar,
        detections.values,
        detections.searched,
        tracks.slot_of_detection,
        sites.position_m,
        sites.rotation,
        posts.post_of_radar,
        posts.engagement,
        posts.scan_period_s,
        posts.births_per_m_rad2,
        posts.coast_s,
        posts.acceleration_m2_per_s3,
        tracker.rules,
        tracks.status,
        tracks.number,
        tracks.state,
        tracks.covariance,
        tracks.time_s,
        tracks.first_hit_s,
        tracks.last_hit_s,
        tracks.last_engagement_hit_s,
        tracks.hits,
        tracker.memory,
        tracker.next_number,
        tracker.counts,
        float(end_s),
    )
    return tracks


def _make_room(tracker: Tracker, detections: Detections) -> None:
    """Enough slots for every detection to start a track, and a row for each detection's slot."""
    old = tracker.tracks
    replications, posts, slots = old.status.shape
    wanted = kernels.slots_wanted(detections.count, detections.radar, tracker.posts.post_of_radar, old.status)
    rows = detections.radar.shape[1]
    if wanted <= slots and rows == old.slot_of_detection.shape[1]:
        return
    roomy = slots
    while roomy < wanted:
        roomy *= 2
    new = Tracks.empty(replications, posts, roomy, rows)
    for name in ("status", "number", "state", "covariance", "time_s", "first_hit_s", "last_hit_s", "hits"):
        getattr(new, name)[:, :, :slots] = getattr(old, name)
    new.last_engagement_hit_s[:, :, :slots] = old.last_engagement_hit_s
    memory = np.zeros((replications, posts, roomy, life_kernels.MEMORY))
    memory[:, :, :slots] = tracker.memory
    tracker.tracks = new
    tracker.memory = memory
