"""Plans of flight for the tests of motion."""

from collections.abc import Callable

import numpy as np
import pytest

from airtight.chain.motion.flights import Flights
from airtight.chain.motion.numbers import ROUTE
from airtight.terrain.elevation import Terrain


@pytest.fixture(scope="session")
def terrain() -> Terrain:
    return Terrain.bundled()


def _plan(waypoints_deg: list[list[tuple[float, float, float]]], **given: object) -> Flights:
    """One replication; each thing's waypoints in degrees and metres."""
    count = len(waypoints_deg)
    longest = max(len(w) for w in waypoints_deg)
    waypoint = np.array([w + [w[-1]] * (longest - len(w)) for w in waypoints_deg], dtype=np.float64)[None]
    waypoint[..., :2] = np.radians(waypoint[..., :2])
    full = {
        "kind": np.full(count, ROUTE, dtype=np.int64),
        "waypoint": waypoint,
        "waypoint_count": np.array([[len(w) for w in waypoints_deg]], dtype=np.int64),
        "start_s": np.zeros((1, count)),
        "speed_m_per_s": np.full((1, count), 250.0),
        "turn_rate_rad_per_s": np.full(count, 0.05),
        "climb_rate_m_per_s": np.full(count, 15.0),
        "word": np.arange(count, dtype=np.int64),
    }
    return Flights(**(full | given))  # type: ignore[arg-type]


Plan = Callable[..., Flights]


@pytest.fixture(scope="session")
def plan() -> Plan:
    return _plan
