"""A replay as CZML 1.0: what flew, what was tracked, who shot, how it ended; for Cesium and its kin.

Source: CZML structure and packet pages of AnalyticalGraphicsInc/czml-writer.
Limits: single detections are not drawn, only the tracks made of them; times count from a conventional
midnight, since a scenario has no date; paths go straight between samples a few seconds apart.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from airtight.recording import Columns, Histories

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_COLOURS = {
    "raid": (213, 94, 0),
    "civil": (0, 158, 115),
    "allied": (0, 114, 178),
    "track": (240, 228, 66),
    "shot": (204, 121, 167),
    "battery": (0, 0, 0),
    "sensor": (86, 180, 233),
    "defended": (230, 159, 0),
}
_OUTCOMES = {
    "killed": "shot down",
    "leaked": "got through",
    "flying": "still flying",
    "passed": "passed",
    "wrongly-engaged": "engaged in error",
}
_LONGEST_GAP_S = 30.0

Packet = dict[str, Any]


def replay(
    histories: Histories,
    *,
    name: str,
    sites: Sequence[dict[str, Any]] = (),
    replication: int | None = None,
    every_s: float = 5.0,
) -> str:
    """The CZML text of one replication.

    Args:
        histories: the tables of one option (see `recording.tables`); absent ones are skipped.
        name: shown by the viewer.
        sites: the summary's sites: id, kind, label, latitude_deg, longitude_deg and, where known, radius_m.
        replication: which one; the first that was kept, if None.
        every_s: seconds between samples of a path; its first and last samples are always there.

    Returns:
        A JSON array of packets, "document" first; UTF-8, one packet a line.

    """
    if replication is None:
        replication = _first_replication(histories)
    kept = {table: _of_replication(columns, replication) for table, columns in histories.items() if columns}
    end_s = max(
        (float(table["time_s"].max()) for table in kept.values() if table["time_s"].size), default=1.0
    )
    packets = [_document(name, end_s), *(_site(site) for site in sites)]
    packets += _flights(kept.get("truth", {}), every_s)
    packets += _tracks(kept.get("tracks", {}), every_s)
    packets += _shots(kept.get("orders", {}), sites)
    packets += _outcomes(kept.get("outcomes", {}), end_s)
    return (
        "[\n"
        + ",\n".join(json.dumps(packet, ensure_ascii=False, allow_nan=False) for packet in packets)
        + "\n]\n"
    )


def instant(time_s: float) -> str:
    """A scenario's time as ISO 8601, to the millisecond."""
    return (
        (EPOCH + timedelta(seconds=round(time_s, 3)))
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z")
    )


def _interval(start_s: float, end_s: float) -> str:
    return f"{instant(start_s)}/{instant(max(end_s, start_s + 0.001))}"


def _document(name: str, end_s: float) -> Packet:
    clock = {
        "interval": _interval(0.0, end_s),
        "currentTime": instant(0.0),
        "multiplier": 10,
        "range": "LOOP_STOP",
        "step": "SYSTEM_CLOCK_MULTIPLIER",
    }
    return {"id": "document", "name": name, "version": "1.0", "clock": clock}


def _site(site: dict[str, Any]) -> Packet:
    packet: Packet = {
        "id": f"site/{site['id']}",
        "name": site.get("label", site["id"]),
        "position": {"cartographicDegrees": [site["longitude_deg"], site["latitude_deg"], 0.0]},
        "point": {
            **_dot(site["kind"], 10),
            "heightReference": "CLAMP_TO_GROUND",
        },
        "label": {
            "text": site.get("label", site["id"]),
            "font": "12pt sans-serif",
            "pixelOffset": {"cartesian2": [12, 0]},
            "horizontalOrigin": "LEFT",
            "heightReference": "CLAMP_TO_GROUND",
        },
    }
    radius_m = site.get("radius_m")
    if radius_m:
        packet["ellipse"] = {
            "semiMajorAxis": radius_m,
            "semiMinorAxis": radius_m,
            "height": 0,
            "fill": False,
            "outline": True,
            "outlineColor": _rgba(site["kind"]),
        }
    return packet


def _flights(truth: Columns, every_s: float) -> Iterator[Packet]:
    if not truth:
        return
    flying = {name: column[truth["flying"] != 0] for name, column in truth.items()}
    for entity, rows in _groups(flying, "entity"):
        side = str(rows["side"][0])
        yield {
            "id": f"flight/{entity}",
            "name": f"{entity} ({rows['target'][0]})",
            "availability": _interval(rows["time_s"][0], rows["time_s"][-1]),
            "position": _path(rows, every_s),
            "point": _dot(side, 7),
            "path": {
                "material": {"solidColor": {"color": _rgba(side)}},
                "width": 1.5,
                "leadTime": 0,
                "trailTime": 120,
                "resolution": every_s,
            },
        }


def _tracks(tracks: Columns, every_s: float) -> Iterator[Packet]:
    if not tracks:
        return
    confirmed = {name: column[tracks["status"] == "confirmed"] for name, column in tracks.items()}
    keys = np.array(
        [f"{p}/{n}" for p, n in zip(confirmed["post"], confirmed["number"], strict=True)], dtype=np.str_
    )
    for key, rows in _groups({**confirmed, "key": keys}, "key"):
        identities = [str(word) for word in rows["identity"]]
        yield {
            "id": f"track/{key}",
            "name": f"track {key}: {identities[-1]}",
            "availability": _available(rows["time_s"]),
            "position": _path(rows, every_s),
            "point": {**_dot("track", 5), "outlineColor": {"rgba": [0, 0, 0, 255]}, "outlineWidth": 1},
        }


def _shots(orders: Columns, sites: Sequence[dict[str, Any]]) -> Iterator[Packet]:
    places = {site["id"]: [site["longitude_deg"], site["latitude_deg"], 0.0] for site in sites}
    if not orders:
        return
    for i in range(orders["time_s"].size):
        meeting = [
            round(float(orders["longitude_deg"][i]), 6),
            round(float(orders["latitude_deg"][i]), 6),
            round(float(orders["height_m"][i]), 1),
        ]
        start = places.get(str(orders["battery"][i]))
        packet: Packet = {
            "id": f"shot/{i}",
            "name": f"{orders['battery'][i]}: {orders['missile'][i]} at track {orders['track'][i]}",
            "availability": _interval(orders["time_s"][i], orders["meeting_time_s"][i]),
        }
        if start is None:
            packet["position"] = {"cartographicDegrees": meeting}
            packet["point"] = _dot("shot", 6)
        else:
            packet["polyline"] = {
                "positions": {"cartographicDegrees": [*start, *meeting]},
                "material": {"solidColor": {"color": _rgba("shot")}},
                "width": 2,
                "arcType": "NONE",
            }
        yield packet


def _outcomes(outcomes: Columns, end_s: float) -> Iterator[Packet]:
    if not outcomes:
        return
    for i in range(outcomes["time_s"].size):
        outcome = str(outcomes["outcome"][i])
        where = [float(outcomes[name][i]) for name in ("longitude_deg", "latitude_deg", "height_m", "time_s")]
        if outcome == "passed" or not all(np.isfinite(where)):
            continue
        yield {
            "id": f"outcome/{outcomes['entity'][i]}",
            "name": f"{outcomes['entity'][i]}: {_OUTCOMES.get(outcome, outcome)}",
            "availability": _interval(where[3], max(end_s, where[3] + 1.0)),
            "position": {"cartographicDegrees": [round(where[0], 6), round(where[1], 6), round(where[2], 1)]},
            "point": _dot(str(outcomes["side"][i]), 4),
            "label": {
                "text": _OUTCOMES.get(outcome, outcome),
                "font": "10pt sans-serif",
                "pixelOffset": {"cartesian2": [8, 0]},
                "horizontalOrigin": "LEFT",
            },
        }


def _path(rows: Columns, every_s: float) -> dict[str, Any]:
    time_s = rows["time_s"]
    keep = np.zeros(time_s.size, dtype=bool)
    keep[[0, -1]] = True
    keep[np.flatnonzero(np.diff(np.floor(time_s / every_s), prepend=-1.0))] = True
    samples = np.column_stack(
        [
            np.round(time_s[keep], 3),
            np.round(rows["longitude_deg"][keep], 6),
            np.round(rows["latitude_deg"][keep], 6),
            np.round(rows["height_m"][keep], 1),
        ]
    )
    return {
        "epoch": instant(0.0),
        "interpolationAlgorithm": "LINEAR",
        "interpolationDegree": 1,
        "cartographicDegrees": samples.ravel().tolist(),
    }


def _available(time_s: NDArray[np.float64]) -> str | list[str]:
    """One interval, or several where nothing was recorded for long."""
    cuts = np.flatnonzero(np.diff(time_s) > _LONGEST_GAP_S)
    starts = [0, *(cuts + 1).tolist()]
    ends = [*cuts.tolist(), time_s.size - 1]
    spans = [_interval(time_s[a], time_s[b]) for a, b in zip(starts, ends, strict=True)]
    return spans[0] if len(spans) == 1 else spans


def _first_replication(histories: Histories) -> int:
    return min(
        (int(c["replication"].min()) for c in histories.values() if c and c["replication"].size), default=0
    )


def _of_replication(columns: Columns, replication: int) -> Columns:
    chosen = columns["replication"] == replication
    return {name: column[chosen] for name, column in columns.items()}


def _groups(columns: Columns, key: str) -> Iterator[tuple[str, Columns]]:
    """The rows of each value of `key`, in time's order; values in order of first appearance."""
    values, first, inverse = np.unique(columns[key], return_index=True, return_inverse=True)
    for group in np.argsort(first):
        rows = np.flatnonzero(inverse == group)
        rows = rows[np.argsort(columns["time_s"][rows], kind="stable")]
        yield str(values[group]), {name: column[rows] for name, column in columns.items()}


def _dot(kind: str, size: int) -> dict[str, Any]:
    return {"color": _rgba(kind), "pixelSize": size}


def _rgba(kind: str) -> dict[str, Any]:
    return {"rgba": [*_COLOURS.get(kind, (128, 128, 128)), 255]}
