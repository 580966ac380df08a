"""The replay is CZML 1.0 as its guide describes it, and says what the tables say."""

import json
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from airtight.formats.czml import EPOCH, instant, replay
from airtight.recording import Recorded


@pytest.fixture(scope="module")
def packets(recorded: Recorded) -> list[dict[str, Any]]:
    text = replay(recorded.histories["full-stand-alone"], name="test", sites=recorded.summary["sites"])
    found: list[dict[str, Any]] = json.loads(text)
    return found


def _instant(text: str) -> datetime:
    assert text.endswith("Z")
    return datetime.fromisoformat(text)


def test_the_document_comes_first_and_ids_are_unique(packets: list[dict[str, Any]]) -> None:
    first = packets[0]
    assert (first["id"], first["version"]) == ("document", "1.0")
    start, end = map(_instant, first["clock"]["interval"].split("/"))
    assert start == _instant(first["clock"]["currentTime"]) == EPOCH < end
    assert first["clock"]["range"] in {"UNBOUNDED", "CLAMPED", "LOOP_STOP"}
    assert first["clock"]["step"] in {"TICK_DEPENDENT", "SYSTEM_CLOCK_MULTIPLIER", "SYSTEM_CLOCK"}
    ids = [packet["id"] for packet in packets]
    assert len(ids) == len(set(ids))


def test_positions_are_time_longitude_latitude_height_in_order(packets: list[dict[str, Any]]) -> None:
    sampled = 0
    for packet in packets[1:]:
        values = packet.get("position", {}).get("cartographicDegrees", [])
        if len(values) <= 3:
            continue
        sampled += 1
        rows = np.array(values).reshape(-1, 4)
        assert np.all(np.diff(rows[:, 0]) > 0) or len(rows) == 1
        assert np.all((rows[:, 1] > 20) & (rows[:, 1] < 45))
        assert np.all((rows[:, 2] > 30) & (rows[:, 2] < 50))
        spans = packet["availability"]
        spans = [spans] if isinstance(spans, str) else spans
        start, end = _instant(spans[0].split("/")[0]), _instant(spans[-1].split("/")[1])
        epoch = _instant(packet["position"]["epoch"])
        assert start == epoch + timedelta(seconds=rows[0, 0])
        assert end - timedelta(seconds=rows[-1, 0]) - epoch <= timedelta(milliseconds=1)
    assert sampled > 40


def test_every_colour_and_interval_is_well_formed(packets: list[dict[str, Any]]) -> None:
    def walk(value: object, key: str) -> None:
        if key == "rgba":
            assert isinstance(value, list)
            assert len(value) == 4
            assert all(isinstance(part, int) and 0 <= part <= 255 for part in value)
        elif key in {"interval", "availability"} and isinstance(value, str):
            start, end = map(_instant, value.split("/"))
            assert start < end
        elif isinstance(value, dict):
            for name, item in value.items():
                walk(item, name)
        elif isinstance(value, list):
            for item in value:
                walk(item, key)

    walk(packets, "")


def test_flights_shots_and_outcomes_are_those_of_the_tables(
    recorded: Recorded, packets: list[dict[str, Any]]
) -> None:
    tables = {
        name: {key: column[columns["replication"] == 0] for key, column in columns.items()}
        for name, columns in recorded.histories["full-stand-alone"].items()
    }
    kinds = [packet["id"].split("/")[0] for packet in packets]
    assert kinds.count("flight") == np.unique(tables["truth"]["entity"]).size
    assert kinds.count("shot") == tables["orders"]["time_s"].size
    assert kinds.count("track") == np.unique(tables["tracks"]["number"]).size
    assert kinds.count("outcome") == np.count_nonzero(tables["outcomes"]["outcome"] != "passed")
    assert kinds.count("site") == len(recorded.summary["sites"])


def test_thinning_keeps_the_path_within_metres(recorded: Recorded, packets: list[dict[str, Any]]) -> None:
    truth = recorded.histories["full-stand-alone"]["truth"]
    entity = "mixed-fighter-4gen-2"
    rows = (truth["entity"] == entity) & (truth["replication"] == 0)
    packet = next(packet for packet in packets if packet["id"] == f"flight/{entity}")
    samples = np.array(packet["position"]["cartographicDegrees"]).reshape(-1, 4)
    assert len(samples) < rows.sum()
    latitude = np.interp(truth["time_s"][rows], samples[:, 0], samples[:, 2])
    assert np.abs(latitude - truth["latitude_deg"][rows]).max() * 111_195 < 1.0


def test_another_replication_and_empty_histories(recorded: Recorded) -> None:
    tables = recorded.histories["full-stand-alone"]
    assert replay(tables, name="x", replication=1) != replay(tables, name="x", replication=0)
    assert len(json.loads(replay(tables, name="x", replication=99))) == 1
    assert len(json.loads(replay({}, name="x"))) == 1


def test_instants_have_milliseconds() -> None:
    assert [instant(0.0), instant(61.2345)] == ["2000-01-01T00:00:00.000Z", "2000-01-01T00:01:01.234Z"]
    assert all(
        _instant(instant(a)) < _instant(instant(b)) for a, b in pairwise([0.0, 0.001, 59.999, 60.0, 86400.0])
    )
