"""Full histories of a few replications: what happened, as columns."""

from collections.abc import Sequence

import numpy as np

from airtight.earth.kernels import ecef_to_geodetic
from airtight.engine.batch import Batch
from airtight.engine.settle_kernels import ALLIED, CIVIL, RAID
from airtight.messages import detections as detection_fields
from airtight.messages import identities
from airtight.messages.outcomes import (
    DECLARED_HOSTILE,
    DETECTED,
    ENDED,
    ENGAGED,
    FLYING,
    KILLED,
    LEAKED,
    TRACKED,
)
from airtight.messages.tracks import CONFIRMED, FREE
from airtight.numerics.columns import Floats

Column = np.ndarray
Rows = dict[str, list[object]]
SIDES = {RAID: "raid", CIVIL: "civil", ALLIED: "allied"}
IDENTITIES = {
    identities.UNKNOWN: "unknown",
    identities.FRIEND: "friend",
    identities.CIVIL: "civil",
    identities.HOSTILE: "hostile",
}
TRUTH_EVERY_S = 5.0
TRACKS_EVERY_S = 10.0


class History:
    """Collects the histories of the kept replications, epoch by epoch."""

    def __init__(self, batch: Batch, keep: Sequence[int]) -> None:
        kept = set(keep)
        self.rows = [r for r, index in enumerate(batch.worlds.replications) if int(index) in kept]
        self.tables: dict[str, Rows] = {
            name: {} for name in ("truth", "detections", "tracks", "orders", "outcomes")
        }

    def note(self, batch: Batch, now_s: float) -> None:
        """Add one epoch, after its last stage."""
        for r in self.rows:
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
            table: {name: np.array(values) for name, values in columns.items()}
            for table, columns in self.tables.items()
            if columns
        }

    def _add(self, table: str, **values: object) -> None:
        columns = self.tables[table]
        for name, value in values.items():
            columns.setdefault(name, []).append(value)

    def _truth(self, batch: Batch, r: int, now_s: float) -> None:
        entities = batch.plan.entities
        for e, name in enumerate(entities.names):
            if batch.truth.flying[r, e]:
                latitude, longitude, height = batch.truth.geodetic[r, e]
                self._add(
                    "truth",
                    replication=int(batch.worlds.replications[r]),
                    time_s=now_s,
                    entity=name,
                    side=SIDES[int(entities.side[e])],
                    target=entities.targets[e],
                    latitude_deg=float(np.degrees(latitude)),
                    longitude_deg=float(np.degrees(longitude)),
                    height_m=float(height),
                    flying=True,
                )

    def _detections(self, batch: Batch, r: int) -> None:
        found, origins = batch.sensing.detections, batch.sensing.origins
        for d in range(int(found.count[r])):
            values = found.values[r, d]
            e = int(origins.entity[r, d])
            self._add(
                "detections",
                replication=int(batch.worlds.replications[r]),
                time_s=float(values[detection_fields.TIME_S]),
                radar=batch.plan.rows.radars.radars[int(found.radar[r, d])].name,
                range_m=float(values[detection_fields.RANGE_M]),
                azimuth_rad=float(values[detection_fields.AZIMUTH_RAD]),
                elevation_rad=float(values[detection_fields.ELEVATION_RAD]),
                snr_db=float(values[detection_fields.SNR_DB]),
                entity=batch.plan.entities.names[e] if e >= 0 else "",
            )

    def _tracks(self, batch: Batch, r: int, now_s: float) -> None:
        tracks = batch.tracks
        for p, s in np.argwhere(tracks.status[r] != FREE):
            latitude, longitude, height = _geodetic(tracks.state[r, p, s], now_s - tracks.time_s[r, p, s])
            variance = np.trace(tracks.covariance[r, p, s][:3, :3]) / 3.0
            self._add(
                "tracks",
                replication=int(batch.worlds.replications[r]),
                time_s=now_s,
                post=batch.plan.posts[p],
                number=int(tracks.number[r, p, s]),
                status="confirmed" if tracks.status[r, p, s] == CONFIRMED else "tentative",
                latitude_deg=float(np.degrees(latitude)),
                longitude_deg=float(np.degrees(longitude)),
                height_m=height,
                identity=IDENTITIES[int(batch.orders.identity[r, p, s])],
                sigma_m=float(np.sqrt(variance)),
            )

    def _orders(self, batch: Batch, r: int, now_s: float) -> None:
        readiness, tracks = batch.readiness, batch.tracks
        for b, q in np.argwhere((readiness.shot_launch_s[r] == now_s) & (readiness.shot_slot[r] >= 0)):
            s = int(readiness.shot_slot[r, b, q])
            meeting_s = float(readiness.shot_meeting_s[r, b, q])
            latitude, longitude, height = _geodetic(tracks.state[r, b, s], meeting_s - tracks.time_s[r, b, s])
            e = int(batch.shot_entity[r, b, q])
            missiles = batch.plan.catalog.entry(batch.plan.scenario.batteries[b].system).fields["missiles"]
            self._add(
                "orders",
                replication=int(batch.worlds.replications[r]),
                time_s=now_s,
                battery=batch.plan.posts[b],
                missile=str(list(missiles)[int(readiness.shot_missile[r, b, q])]),  # type: ignore[call-overload]
                track=int(readiness.shot_number[r, b, q]),
                meeting_time_s=meeting_s,
                latitude_deg=float(np.degrees(latitude)),
                longitude_deg=float(np.degrees(longitude)),
                height_m=height,
                entity=batch.plan.entities.names[e] if e >= 0 else "",
            )

    def _outcomes(self, batch: Batch, r: int, end_s: float) -> None:
        entities, outcomes = batch.plan.entities, batch.outcomes
        words = {FLYING: "flying", KILLED: "killed", LEAKED: "leaked"}
        for e, name in enumerate(entities.names):
            side = SIDES[int(entities.side[e])]
            first = outcomes.first_s[r, e]
            wrong = side != "raid" and first[ENGAGED] >= 0
            latitude, longitude, height = batch.truth.geodetic[r, e]
            self._add(
                "outcomes",
                replication=int(batch.worlds.replications[r]),
                entity=name,
                side=side,
                target=entities.targets[e],
                outcome="wrongly-engaged" if wrong else words.get(int(outcomes.outcome[r, e]), "passed"),
                time_s=float(first[ENDED]) if first[ENDED] >= 0 else end_s,
                latitude_deg=float(np.degrees(latitude)),
                longitude_deg=float(np.degrees(longitude)),
                height_m=float(height),
                first_detection_s=float(first[DETECTED]),
                first_detection_range_m=float(outcomes.first_detection_range_m[r, e]),
                first_track_s=float(first[TRACKED]),
                declared_hostile_s=float(first[DECLARED_HOSTILE]),
                first_shot_s=float(first[ENGAGED]),
            )


def _geodetic(state: Floats, lead_s: float) -> tuple[float, float, float]:
    """Latitude and longitude rad, height m, of a track carried on by `lead_s`."""
    x, y, z = (float(v) for v in state[:3] + lead_s * state[3:6])
    latitude, longitude, height = ecef_to_geodetic(x, y, z)
    return float(latitude), float(longitude), float(height)
