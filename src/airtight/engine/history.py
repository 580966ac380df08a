"""Full histories of a few replications: what happened, as columns."""

from collections.abc import Sequence

import numpy as np

from airtight.earth.frames import ecef_to_geodetic
from airtight.engine.batch import Batch
from airtight.engine.forces import missiles_of
from airtight.engine.settle_kernels import ALLIED, CIVIL, RAID
from airtight.messages import detections as detection_fields
from airtight.messages.outcomes import (
    DECLARED_HOSTILE,
    DETECTED,
    ENDED,
    ENGAGED,
    TRACKED,
)
from airtight.messages.tracks import CONFIRMED, FREE
from airtight.numerics.columns import Floats

Column = np.ndarray
Rows = dict[str, list[Column]]
SIDES = {RAID: "raid", CIVIL: "civil", ALLIED: "allied"}
IDENTITIES = np.array(["unknown", "friend", "civil", "hostile"])
"""Words for `messages.identities`, in its order."""
OUTCOMES = np.array(["flying", "killed", "leaked", "passed"])
"""Words for `messages.outcomes`, in its order."""
TRUTH_EVERY_S = 5.0
TRACKS_EVERY_S = 10.0


class History:
    """Collects the histories of the kept replications, epoch by epoch."""

    def __init__(self, batch: Batch, keep: Sequence[int]) -> None:
        kept = set(keep)
        self.rows = [r for r, index in enumerate(batch.worlds.replications) if int(index) in kept]
        self.ended: set[int] = set()
        entities = batch.plan.entities
        self.names = np.array([*entities.names, ""])  # the last stands for -1: nothing
        self.sides = np.array([SIDES[int(side)] for side in entities.side])
        self.targets = np.array(entities.targets)
        self.posts = np.array(batch.plan.posts)
        self.radars = np.array([radar.name for radar in batch.plan.rows.radars.radars])
        self.tables: dict[str, Rows] = {
            name: {} for name in ("truth", "detections", "tracks", "orders", "outcomes")
        }

    def note(self, batch: Batch, now_s: float) -> None:
        """Add one epoch, after its last stage; the one in which a replication's raid ends is its last."""
        for r in self.rows:
            if r in self.ended:
                continue
            if batch.over(r):
                self.ended.add(r)
            self._detections(batch, r)
            self._orders(batch, r, now_s)
            if now_s % TRUTH_EVERY_S == 0.0:
                self._truth(batch, r, now_s)
            if now_s % TRACKS_EVERY_S == 0.0:
                self._tracks(batch, r, now_s)

    def finish(self, batch: Batch, end_s: float) -> dict[str, dict[str, Column]]:
        """All tables as columns."""
        for r in self.rows:
            self._outcomes(batch, r, end_s)
        return {
            table: {name: np.concatenate(parts) for name, parts in columns.items()}
            for table, columns in self.tables.items()
            if columns
        }

    def _add(self, table: str, count: int, **values: object) -> None:
        """Add `count` rows; a value is a column of them, or one for all."""
        columns = self.tables[table]
        for name, value in values.items():
            column = np.asarray(value)
            columns.setdefault(name, []).append(column if column.ndim else np.repeat(column, count))

    def _truth(self, batch: Batch, r: int, now_s: float) -> None:
        flying = np.flatnonzero(batch.truth.flying[r])
        if flying.size == 0:
            return
        latitude, longitude, height = batch.truth.geodetic[r, flying].T
        self._add(
            "truth",
            flying.size,
            replication=int(batch.worlds.replications[r]),
            time_s=now_s,
            entity=self.names[flying],
            side=self.sides[flying],
            target=self.targets[flying],
            latitude_deg=np.degrees(latitude),
            longitude_deg=np.degrees(longitude),
            height_m=height.copy(),
            flying=np.ones(flying.size, dtype=np.bool_),
        )

    def _detections(self, batch: Batch, r: int) -> None:
        count = int(batch.sensing.detections.count[r])
        if count == 0:
            return
        values = batch.sensing.detections.values[r, :count]
        self._add(
            "detections",
            count,
            replication=int(batch.worlds.replications[r]),
            time_s=values[:, detection_fields.TIME_S].copy(),
            radar=self.radars[batch.sensing.detections.radar[r, :count]],
            range_m=values[:, detection_fields.RANGE_M].copy(),
            azimuth_rad=values[:, detection_fields.AZIMUTH_RAD].copy(),
            elevation_rad=values[:, detection_fields.ELEVATION_RAD].copy(),
            snr_db=values[:, detection_fields.SNR_DB].copy(),
            entity=self.names[batch.sensing.origins.entity[r, :count]],
        )

    def _tracks(self, batch: Batch, r: int, now_s: float) -> None:
        tracks = batch.tracks
        post, slot = np.nonzero(tracks.status[r] != FREE)
        if post.size == 0:
            return
        latitude, longitude, height = _geodetic(
            tracks.state[r, post, slot], now_s - tracks.time_s[r, post, slot]
        )
        variance = np.trace(tracks.covariance[r, post, slot, :3, :3], axis1=1, axis2=2) / 3.0
        self._add(
            "tracks",
            post.size,
            replication=int(batch.worlds.replications[r]),
            time_s=now_s,
            post=self.posts[post],
            number=tracks.number[r, post, slot],
            status=np.where(tracks.status[r, post, slot] == CONFIRMED, "confirmed", "tentative"),
            latitude_deg=latitude,
            longitude_deg=longitude,
            height_m=height,
            identity=IDENTITIES[batch.orders.identity[r, post, slot]],
            sigma_m=np.sqrt(variance),
        )

    def _orders(self, batch: Batch, r: int, now_s: float) -> None:
        readiness, tracks = batch.readiness, batch.tracks
        fired = (readiness.shot_launch_s[r] == now_s) & (readiness.shot_slot[r] >= 0)
        battery, q = np.nonzero(fired)
        if battery.size == 0:
            return
        slot = readiness.shot_slot[r, battery, q]
        meeting_s = readiness.shot_meeting_s[r, battery, q]
        latitude, longitude, height = _geodetic(
            tracks.state[r, battery, slot], meeting_s - tracks.time_s[r, battery, slot]
        )
        missiles = readiness.shot_missile[r, battery, q]
        names = [missiles_of(one, batch.plan.catalog) for one in batch.plan.scenario.batteries]
        self._add(
            "orders",
            battery.size,
            replication=int(batch.worlds.replications[r]),
            time_s=now_s,
            battery=self.posts[battery],
            missile=np.array([names[b][m] for b, m in zip(battery, missiles, strict=True)]),
            track=readiness.shot_number[r, battery, q],
            meeting_time_s=meeting_s,
            latitude_deg=latitude,
            longitude_deg=longitude,
            height_m=height,
            entity=self.names[batch.shot_entity[r, battery, q]],
        )

    def _outcomes(self, batch: Batch, r: int, end_s: float) -> None:
        outcomes = batch.outcomes
        first = outcomes.first_s[r]
        latitude, longitude, height = batch.truth.geodetic[r].T
        wrong = (self.sides != SIDES[RAID]) & (first[:, ENGAGED] >= 0)
        self._add(
            "outcomes",
            self.sides.size,
            replication=int(batch.worlds.replications[r]),
            entity=self.names[:-1],
            side=self.sides,
            target=self.targets,
            outcome=np.where(wrong, "wrongly-engaged", OUTCOMES[outcomes.outcome[r]]),
            time_s=np.where(first[:, ENDED] >= 0, first[:, ENDED], end_s),
            latitude_deg=np.degrees(latitude),
            longitude_deg=np.degrees(longitude),
            height_m=height.copy(),
            first_detection_s=first[:, DETECTED].copy(),
            first_detection_range_m=outcomes.first_detection_range_m[r].copy(),
            first_track_s=first[:, TRACKED].copy(),
            declared_hostile_s=first[:, DECLARED_HOSTILE].copy(),
            first_shot_s=first[:, ENGAGED].copy(),
        )


def _geodetic(state: Floats, lead_s: Floats) -> tuple[Floats, Floats, Floats]:
    """Latitude and longitude deg, height m, of tracks (n, 6) carried on by `lead_s` (n,)."""
    latitude, longitude, height = ecef_to_geodetic(state[:, :3] + lead_s[:, None] * state[:, 3:6]).T
    return np.degrees(latitude), np.degrees(longitude), height
