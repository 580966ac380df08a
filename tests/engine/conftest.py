"""Small scenarios on the bundled terrain, and how to simulate them."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from airtight import engine
from airtight.catalog.loader import load
from airtight.scenario import worlds
from airtight.scenario.loader import from_text

Simulated = Callable[..., engine.BatchResult]

SMALL = """
[scenario]
name = "small"
duration = "{duration}"
seed = {seed}
[[battery]]
id = "one"
system = "{system}"
position = {{ lat = 40.08, lon = 32.57 }}
activation = {activation}
doctrine = "{doctrine}"
[network]
preset = "{preset}"
[[defended]]
id = "city"
position = {{ lat = 39.93, lon = 32.86 }}
radius = "10 km"
[[raid]]
id = "r"
of = [ {attackers} ]
towards = "city"
arrival = {{ first = "3 min", spread = "2 min" }}
{rest}
"""

DEFAULTS = {
    "duration": "6 min",
    "seed": "5",
    "system": "s400-battery",
    "activation": '"full"',
    "doctrine": "shoot-look-shoot",
    "preset": "stand-alone",
    "attackers": '{ target = "fighter-4gen", count = 5 }, { target = "cruise-missile-subsonic", count = 4 }',
    "rest": '[traffic]\ncivil = "none"',
}


def run(
    replications: Sequence[int], *, nominal: bool = False, keep: Sequence[int] = (), **changes: str
) -> engine.BatchResult:
    """Simulate replications of a small scenario with some of its words changed."""
    scenario = from_text(SMALL.format(**(DEFAULTS | changes)))
    catalog = load()
    drawn = worlds.draw(scenario, catalog, np.asarray(replications), nominal=nominal)
    return engine.simulate(engine.plan(scenario, catalog), drawn, keep=keep)


@pytest.fixture(name="simulated", scope="session")
def _simulated() -> Simulated:
    return run
