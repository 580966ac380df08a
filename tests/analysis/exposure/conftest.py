"""One battery, on the bundled terrain or on flat ground, and routes as files."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from airtight.analysis.exposure.asking import Asked, asked
from airtight.catalog.loader import load
from airtight.scenario import loader
from airtight.scenario.model import Scenario
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import Tile

SCENARIO = """
[scenario]
name = "one battery"
duration = "20 min"
seed = 5

[[battery]]
id = "capital"
system = "s400-battery"
position = {{ lat = 40.08, lon = 32.57 }}
activation = {activation}

[set]
{set}
"""
SITE_DEG = (40.08, 32.57)
Rows = Sequence[tuple[float, float, float, float]]


def scenario(activation: str = '"full"', **numbers: str) -> Scenario:
    lines = "\n".join(f'"{name}" = "{value}"' for name, value in numbers.items())
    return loader.from_text(SCENARIO.format(activation=activation, set=lines))


@pytest.fixture(scope="session")
def flat() -> Terrain:
    """Ground at sea level, 25 to 46 E and 33 to 43.5 N."""
    posts = np.zeros((106, 211), dtype=np.float32)
    return Terrain.of(Tile(posts, 43.5, 25.0, 0.1, 0.1), source="flat")


@pytest.fixture
def route_file(tmp_path: Path) -> Callable[[Rows], Path]:
    def written(rows: Rows) -> Path:
        file = tmp_path / f"route-{len(list(tmp_path.iterdir()))}.csv"
        lines = [",".join(f"{value:.9g}" for value in row) for row in rows]
        file.write_text("time_s,lat,lon,height_m\n" + "\n".join(lines) + "\n")
        return file

    return written


def question(stated: Scenario, route: Path, terrain: Terrain | None = None) -> Asked:
    return asked(stated, load(), aircraft="f-35a", route=route, terrain=terrain)


PASS: Rows = (
    (0.0, 39.0, 31.0, 9_000.0),
    (450.0, 39.4, 32.3, 9_000.0),
    (900.0, 39.5, 33.6, 9_000.0),
    (1_200.0, 38.9, 34.2, 9_000.0),
)
"""Past the battery, 60 to 200 km away."""
