"""A stand-in for the engine: results from a formula of a few world numbers and luck, in milliseconds."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from airtight.analysis import exposure
from airtight.engine.metrics import FUNNEL, METRICS
from airtight.numerics.columns import Floats
from airtight.numerics.random import Cause, uniform_column
from airtight.scenario import loader
from airtight.scenario.model import Scenario
from airtight.study import campaign
from airtight.study.parts import Columns, flatten
from airtight.study.simulating import Batch, worlds_of

SCENARIO = """
[scenario]
name = "small"
duration = "20 min"
seed = 7

[[battery]]
id = "capital"
system = "s400-battery"
position = { lat = 40.08, lon = 32.57 }

[[defended]]
id = "city"
position = { lat = 39.93, lon = 32.86 }
radius = "10 km"

[[raid]]
id = "mixed"
of = [{ target = "cruise-missile-subsonic", count = 6 }, { target = "fighter-4gen", count = 4 }]
towards = "city"
"""

QUICK = """
[scenario]
name = "quick"
duration = "4 min"
seed = 3
[[battery]]
id = "capital"
system = "s400-battery"
position = { lat = 40.08, lon = 32.57 }
[[defended]]
id = "city"
position = { lat = 39.93, lon = 32.86 }
radius = "10 km"
[[raid]]
id = "mixed"
of = [{ target = "fighter-4gen", count = 4 }]
towards = "city"
arrival = { first = "2 min", spread = "1 min" }
"""


EXPOSURE = {
    "distance_m": 150_000.0,
    "aircraft": "f-35a",
    "clean": {
        "minutes_in_line_of_sight": {"low": 9.0, "nominal": 11.0, "high": 12.0},
        "minutes_above_13_db": {"low": 0.0, "nominal": 1.0, "high": 3.0},
        "looks_above_13_db": {"low": 0.0, "nominal": 6.0, "high": 18.0},
    },
    "with_reflectors": {
        "minutes_in_line_of_sight": {"low": 9.0, "nominal": 11.0, "high": 12.0},
        "minutes_above_13_db": {"low": 9.0, "nominal": 11.0, "high": 12.0},
        "looks_above_13_db": {"low": 54.0, "nominal": 66.0, "high": 72.0},
    },
    "stored": {
        name: {"low": 0.0, "nominal": 0.0, "high": 0.0}
        for name in ("minutes_in_line_of_sight", "minutes_above_13_db", "looks_above_13_db")
    },
    "altitude_m": 10_000.0,
    "speed_m_per_s": 260.0,
    "assumptions": ["Closest approach of 150 km: stated by us."],
}


def luck(batch: Batch, name: str) -> Floats:
    drawn: Floats = uniform_column(batch.seed, batch.replications, Cause.KILL, name)
    return drawn


def simulated(batch: Batch) -> Columns:
    """Kill probability decides most, luck the rest; on call, half of the replications are not ready."""
    drawn = worlds_of(batch)
    kill = drawn.column("kill-probability.aircraft")
    state = batch.scenario.batteries[0].activation.state if batch.scenario.batteries else "absent"
    ready = np.where(luck(batch, "ready") < 0.5, 1.0, 0.0) if state == "on-call" else np.ones(kill.size)
    ready *= state not in {"absent", "stored", "sensors-only"}
    share = ready * np.clip(kill + 0.2 * (luck(batch, "shots") - 0.5), 0.0, 1.0)
    kills = np.round(10.0 * share)
    metrics = {name: np.zeros(kill.size) for name in METRICS}
    metrics |= {"leakers": 10.0 - kills, "kills": kills, "shots": np.ceil(1.5 * kills)}
    rows = [r for r in batch.replications if int(r) in batch.keep]
    return flatten(
        batch.replications,
        ready=ready,
        metrics=metrics,
        targets={
            "cruise-missile-subsonic": {
                "leakers": 6.0 - 0.6 * kills,
                "kills": 0.6 * kills,
                "count": kills * 0 + 6,
                "in_sight": kills * 0 + 2,
            },
            "fighter-4gen": {"leakers": 4.0 - 0.4 * kills, "kills": 0.4 * kills, "count": kills * 0 + 4},
        },
        funnel={stage: np.full(kill.size, 10.0) for stage in FUNNEL},
        hours={"allied": np.full(kill.size, 0.5), "civil": np.full(kill.size, 3.0)},
        counts={"looks": np.full(kill.size, 100)},
        histories={"orders": orders(len(rows), np.array(rows, dtype=np.int64))} if rows else {},
        used={"kill-probability.aircraft": np.ones(1), "radar-91n6e.antenna_height": np.ones(1)},
    )


def orders(count: int, replication: np.ndarray) -> Columns:
    numbers = np.zeros(count)
    return {
        "replication": replication,
        "time_s": numbers,
        "battery": np.full(count, "capital"),
        "missile": np.full(count, "missile-48n6e3"),
        "track": np.zeros(count, dtype=np.int64),
        "meeting_time_s": numbers,
        "latitude_deg": numbers,
        "longitude_deg": numbers,
        "height_m": numbers,
        "entity": np.full(count, ""),
    }


@pytest.fixture
def fake_engine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Batch], Columns]:
    monkeypatch.setattr(campaign, "simulate", simulated)
    monkeypatch.setattr(exposure, "of_scenario", lambda *_args, **_kwargs: EXPOSURE)
    return simulated


@pytest.fixture(scope="session")
def small() -> Scenario:
    return loader.from_text(SCENARIO, path="small.toml")


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    file = tmp_path / "small.toml"
    file.write_text(SCENARIO, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def quick() -> Scenario:
    return loader.from_text(QUICK)
