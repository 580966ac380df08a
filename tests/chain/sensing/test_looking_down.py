"""An airborne radar over flat ground: it looks down past the ground radar's horizon, through clutter."""

from collections.abc import Callable

import numpy as np
import pytest

from airtight.catalog.loader import load
from airtight.chain.sensing.looking import Sensing, Things, begin, look
from airtight.chain.sensing.numbers import COUNTS, RADAR_FIELDS, ROTATING, SURVEILLANCE
from airtight.chain.sensing.radars import ORBIT_TABLES, Radar, Radars
from airtight.chain.sensing.worlds import Conditions
from airtight.earth.kernels import enu_rotation, geodetic_to_ecef, great_circle_step
from airtight.messages.tasks import Tasks
from airtight.messages.truth import Truth
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import HorizonTable, build

LAT, LON = np.radians(40.0), np.radians(33.0)
REPLICATIONS = 400
Shares = Callable[..., tuple[float, float, float]]


def tables(sea: Terrain, height_m: float) -> tuple[HorizonTable, ...]:
    return tuple(
        build(
            sea,
            latitude_rad=LAT + 1e-6 * i,
            longitude_rad=LON,
            factors=np.array([1.2, 4 / 3, 1.6]),
            heights_m=np.array([height_m - 50.0, height_m, height_m + 50.0]),
            above="sea",
            range_step_m=1000.0,
            azimuths=16,
            keep=False,
        )
        for i in range(ORBIT_TABLES)
    )


@pytest.fixture(scope="module")
def shares(sea: Terrain) -> Shares:
    """Shares of one scan: in line of sight, detected, lost in clutter; of a thing of 5 m2 at 100 m."""
    catalog = load()
    kept = {
        system: tables(sea, catalog.number(f"{system}.antenna_height").nominal)
        for system in ("aew-e3a", "aew-e7t")
    }

    def of(
        system: str, distance_m: float, *, course_deg: float, rcs_m2: float = 5.0
    ) -> tuple[float, float, float]:
        row = [catalog.number(f"{system}.{key}").nominal for key in RADAR_FIELDS]
        row[RADAR_FIELDS.index("false_alarms_per_scan")] = 0.0
        radar = Radar(
            system,
            0,
            ROTATING,
            SURVEILLANCE,
            row[0],
            LAT,
            LON,
            kept[system],
            orbit_radius_m=10.0,
            orbit_speed_m_per_s=180.0,
        )
        sensing = started(radar, row, rcs_m2)
        truth = Truth.empty(REPLICATIONS, 1)
        latitude, longitude, _ = great_circle_step(LAT, LON, 0.0, distance_m)
        rotation = np.empty((3, 3))
        enu_rotation(latitude, longitude, rotation)
        truth.position_m[:, 0] = geodetic_to_ecef(latitude, longitude, 100.0)
        truth.geodetic[:, 0] = (latitude, longitude, 100.0)
        course = np.radians(course_deg)
        truth.velocity_m_per_s[:, 0] = 250.0 * (np.sin(course) * rotation[0] + np.cos(course) * rotation[1])
        truth.flying[:, 0] = 1
        tasks = Tasks.empty(REPLICATIONS, 1, 1)
        on = np.ones((REPLICATIONS, 1), dtype=np.uint8)
        for epoch in range(10):
            look(sensing, truth, tasks, on, now_s=float(epoch))
        names = ("looks_in_sight", "detections", "detections_lost_in_clutter")
        looks = sensing.totals[:, COUNTS.index("looks")].sum()
        sight, found, lost = (float(sensing.totals[:, COUNTS.index(name)].sum() / looks) for name in names)
        return sight, found, lost

    return of


def started(radar: Radar, row: list[float], rcs_m2: float) -> Sensing:
    ones = np.ones(REPLICATIONS)
    return begin(
        Radars.of([radar]),
        np.broadcast_to(np.array(row), (REPLICATIONS, 1, len(row))).copy(),
        Conditions(3, np.arange(REPLICATIONS, dtype=np.int64), 4 / 3 * ones, 0.8 * ones, 1e-6 * ones),
        Things(
            np.array([[1, 0, 0, 1]], dtype=np.int64), np.full((REPLICATIONS, 1, 8), [rcs_m2] * 6 + [1.0, 1.0])
        ),
        facing_rad=np.zeros((REPLICATIONS, 1)),
        posts=1,
    )


@pytest.mark.parametrize("system", ["aew-e3a", "aew-e7t"])
def test_it_sees_low_flyers_far_beyond_a_ground_radars_horizon(shares: Shares, system: str) -> None:
    """100 m above flat ground at 300 km; from 8 m on the ground the horizon to it is 53 km."""
    sight, found, _ = shares(system, 300e3, course_deg=180.0)
    assert sight == 1.0
    assert found > 0.6


@pytest.mark.parametrize("system", ["aew-e3a", "aew-e7t"])
def test_it_loses_what_flies_across_its_line_of_sight(shares: Shares, system: str) -> None:
    sight, found, lost = shares(system, 200e3, course_deg=90.0)
    assert sight == 1.0
    assert found < 0.05
    assert lost > 0.9
