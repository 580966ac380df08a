"""Airborne radars: on their circle, with the nearest table."""

from typing import Any

import numpy as np
import pytest
from pyproj import Geod

from airtight.chain.sensing.looking import Things, begin, look
from airtight.chain.sensing.numbers import RADAR_FIELDS, ROTATING, SURVEILLANCE
from airtight.chain.sensing.radars import ORBIT_TABLES, Radar, Radars
from airtight.chain.sensing.worlds import Conditions
from airtight.earth.kernels import ecef_to_geodetic
from airtight.errors import InputError
from airtight.messages.tasks import Tasks
from airtight.messages.truth import Truth
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import build

GEOD = Geod(ellps="WGS84")
LAT, LON = np.radians(40.0), np.radians(33.0)


def airborne(sea: Terrain) -> Radar:
    tables = tuple(
        build(
            sea,
            latitude_rad=LAT + 1e-4 * i,
            longitude_rad=LON,
            factors=np.array([1.2, 4 / 3, 1.6]),
            heights_m=np.array([9000.0, 9150.0, 9300.0]),
            above="sea",
            range_step_m=5000.0,
            azimuths=16,
            keep=False,
        )
        for i in range(ORBIT_TABLES)
    )
    return Radar(
        "aew",
        0,
        ROTATING,
        SURVEILLANCE,
        3.2e9,
        LAT,
        LON,
        tables,
        orbit_radius_m=40e3,
        orbit_speed_m_per_s=180.0,
    )


def test_it_circles_its_centre_at_its_speed_and_reads_the_nearest_table(sea: Terrain, numbers: Any) -> None:  # noqa: ANN401
    radars = Radars.of([airborne(sea)])
    row = [(numbers | {"antenna_height": 9150.0})[key] for key in RADAR_FIELDS]
    conditions = Conditions(3, np.arange(8), np.full(8, 4 / 3), np.full(8, 0.5), np.full(8, 1e-6))
    things = Things(np.array([[1, 0, 0, 1]], dtype=np.int64), np.ones((8, 1, 8)))
    sensing = begin(
        radars,
        np.broadcast_to(np.array(row), (8, 1, len(row))).copy(),
        conditions,
        things,
        facing_rad=np.zeros((8, 1)),
        posts=1,
    )
    truth, tasks = Truth.empty(8, 1), Tasks.empty(8, 1, 1)
    places = []
    for now in (0.0, 100.0):
        look(sensing, truth, tasks, np.ones((8, 1), dtype=np.uint8), now_s=now)
        for r in range(8):
            lat, lon, height = ecef_to_geodetic(*sensing.sites.position_m[r, 0])
            azimuth, _, distance = GEOD.inv(33.0, 40.0, np.degrees(lon), np.degrees(lat))
            assert height == pytest.approx(9150.0, abs=1e-3)
            assert distance == pytest.approx(40e3, rel=4e-3)
            places.append(azimuth % 360.0)
            off = (azimuth / 22.5 - sensing.table_of[r, 0] + 8) % 16 - 8
            assert abs(off) <= 0.51
    turned = (np.array(places[8:]) - np.array(places[:8])) % 360.0
    assert turned == pytest.approx(np.degrees(180.0 * 100 / 40e3), abs=0.3)
    assert np.ptp(places[:8]) > 30.0


def test_an_orbit_needs_its_sixteen_tables(sea: Terrain) -> None:
    radar = airborne(sea)
    with pytest.raises(InputError) as caught:
        Radars.of(
            [
                Radar(
                    "aew",
                    0,
                    ROTATING,
                    SURVEILLANCE,
                    3.2e9,
                    LAT,
                    LON,
                    radar.tables[:1],
                    orbit_radius_m=40e3,
                    orbit_speed_m_per_s=180.0,
                )
            ]
        )
    assert caught.value.place == "radars.aew.tables"
