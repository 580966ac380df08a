"""The reference raid: how fast the batch engine is, where the time goes, and how it grows.

Prints replications and track updates a second for bench/reference-raid.toml, the share of each room, what was
counted, and how a replication's time grows with targets and with replications. `--json` prints one object.
"""

import argparse
import json
import os
import resource
import sys
import time
from pathlib import Path

import numpy as np

from airtight import engine
from airtight.catalog.loader import load
from airtight.numerics.kernel import use_threads
from airtight.scenario import worlds
from airtight.scenario.loader import from_text

SCENARIO = Path(__file__).with_name("reference-raid.toml")
ROOMS = {
    "move": "motion",
    "look": "sensing",
    "track": "tracking",
    "carry": "network",
    "reach": "effectors",
    "decide": "c2",
    "shoot": "effectors",
    "settle": "engine",
}


def scaled(text: str, factor: float) -> str:
    """The scenario with the raid's counts multiplied by `factor`."""
    for count in ("80", "60", "40", "20"):
        text = text.replace(f"count = {count} ", f"count = {round(int(count) * factor)}_ ")
    return text.replace("_ }", " }")


def timed(text: str, replications: int) -> tuple[float, engine.BatchResult]:
    """Seconds to simulate so many replications, and what came of them; the plan's time told apart."""
    scenario, catalog = from_text(text), load()
    plan = engine.plan(scenario, catalog)
    drawn = worlds.draw(scenario, catalog, np.arange(replications))
    began = time.perf_counter()
    result = engine.simulate(plan, drawn)
    return time.perf_counter() - began, result


def measure(replications: int) -> dict[str, object]:
    """All figures of the benchmark."""
    text = SCENARIO.read_text(encoding="utf-8")
    use_threads(os.cpu_count() or 1)
    timed(scaled(text, 0.05), 2)  # compiles, or loads what was compiled
    seconds, result = timed(text, replications)
    inside = sum(result.seconds.values())
    rooms: dict[str, float] = {}
    for stage, spent in result.seconds.items():
        rooms[ROOMS[stage]] = rooms.get(ROOMS[stage], 0.0) + spent / inside
    counts = {name: float(np.sum(values)) / replications for name, values in result.counts.items()}
    updates = counts["track_updates"] * replications
    by_targets = {}
    for factor in (0.25, 0.5, 1.0):
        spent, _ = timed(scaled(text, factor), replications)
        by_targets[round(200 * factor)] = spent / replications
    by_replications = {}
    for count in (max(replications // 4, 1), replications, 2 * replications):
        spent, _ = timed(text, count)
        by_replications[count] = spent / count
    return {
        "scenario": "reference-raid",
        "replications": replications,
        "threads": os.cpu_count(),
        "replications_per_second": replications / seconds,
        "track_updates_per_second": updates / seconds,
        "track_updates_per_second_inside_tracking": updates / result.seconds["track"],
        "seconds_outside_stages": seconds - inside,
        "share_by_room": rooms,
        "counts_per_replication": counts | {"fusions": 0.0},
        "seconds_per_replication_by_targets": by_targets,
        "seconds_per_replication_by_replications": by_replications,
        "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replications", type=int, default=32)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.replications)
    if given.json:
        json.dump(found, sys.stdout, indent=2)
        print()
        return
    for name, value in found.items():
        if isinstance(value, dict):
            print(name.replace("_", " "))
            for key, inner in value.items():
                print(f"  {key!s:>24}  {inner:12.4g}")
        else:
            print(f"{name.replace('_', ' '):<44} {value if isinstance(value, str) else format(value, '.4g')}")


if __name__ == "__main__":
    main()
