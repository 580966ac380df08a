"""The stage `move` against geodesics, closed forms and differences."""

from collections.abc import Callable

import numpy as np
import pytest
from pyproj import Geod, Transformer

from airtight.chain.motion.flights import Flights, concatenate
from airtight.chain.motion.moving import move, start
from airtight.chain.motion.numbers import BALLISTIC, TERRAIN_FOLLOWING
from airtight.errors import InputError
from airtight.messages.truth import Truth
from airtight.terrain.elevation import Terrain

Plan = Callable[..., Flights]
GEOD = Geod(ellps="WGS84")
ANKARA = (39.93, 32.86)
FAR = (41.6, 36.0)


def fly(flights: Flights, terrain: Terrain, until_s: int, *, epoch_s: float = 1.0) -> list[Truth]:
    """Truth at each epoch's start, copied."""
    state, truth = start(flights)
    seen = []
    for epoch in range(round(until_s / epoch_s) + 1):
        move(flights, state, truth, terrain, now_s=epoch * epoch_s, epoch_s=epoch_s)
        seen.append(Truth(**{name: column.copy() for name, column in vars(truth).items()}))
    return seen


def test_a_straight_flight_covers_its_speed_along_the_geodesic(plan: Plan, terrain: Terrain) -> None:
    """0.3 %: latitude and longitude are marched on the mean sphere, whose degrees are that much off."""
    flown = fly(plan([[(*FAR, 5000.0), (*ANKARA, 5000.0)]]), terrain, 600)
    lat, lon, height = flown[-1].geodetic[0, 0]
    azimuth, _, distance = GEOD.inv(FAR[1], FAR[0], np.degrees(lon), np.degrees(lat))
    wanted, _, _ = GEOD.inv(FAR[1], FAR[0], ANKARA[1], ANKARA[0])
    assert distance == pytest.approx(600 * 250.0, rel=3e-3)
    assert azimuth == pytest.approx(wanted, abs=0.2)
    assert height == 5000.0


def test_position_is_that_of_latitude_longitude_and_height(plan: Plan, terrain: Terrain) -> None:
    flown = fly(plan([[(*FAR, 3000.0), (40.5, 33.0, 8000.0), (*ANKARA, 500.0)]]), terrain, 900)
    to_ecef = Transformer.from_crs("EPSG:4979", "EPSG:4978")
    for truth in flown[::50]:
        lat, lon, height = truth.geodetic[0, 0]
        expected = to_ecef.transform(np.degrees(lat), np.degrees(lon), height)
        assert truth.position_m[0, 0] == pytest.approx(expected, abs=1e-3)


def test_velocity_is_the_difference_of_positions(plan: Plan, terrain: Terrain) -> None:
    """0.5 %: as above, the sphere's degrees."""
    flown = fly(plan([[(*FAR, 3000.0), (*ANKARA, 9000.0)]]), terrain, 900)
    for before, now, after in list(zip(flown, flown[1:], flown[2:], strict=False))[::50]:
        difference = (after.position_m[0, 0] - before.position_m[0, 0]) / 2.0
        assert now.velocity_m_per_s[0, 0] == pytest.approx(difference, abs=0.005 * 250.0)


def test_heading_is_the_bearing_to_the_next_waypoint(plan: Plan, terrain: Terrain) -> None:
    flown = fly(plan([[(*FAR, 3000.0), (*ANKARA, 3000.0)]]), terrain, 300)
    for truth in flown[::60]:
        lat, lon = np.degrees(truth.geodetic[0, 0, :2])
        azimuth, _, _ = GEOD.inv(lon, lat, ANKARA[1], ANKARA[0])
        assert np.degrees(truth.heading_rad[0, 0]) == pytest.approx(azimuth % 360.0, abs=0.2)


def test_a_turn_is_no_faster_than_its_limit_and_ends_on_the_next_leg(plan: Plan, terrain: Terrain) -> None:
    waypoints = [[(40.0, 32.0, 3000.0), (40.0, 32.5, 3000.0), (40.5, 32.5, 3000.0), (40.4, 32.0, 3000.0)]]
    flown = fly(plan(waypoints, turn_rate_rad_per_s=np.array([0.03])), terrain, 700)
    heading = np.unwrap([truth.heading_rad[0, 0] for truth in flown if truth.flying[0, 0]])
    assert np.max(np.abs(np.diff(heading))) <= 0.03 + 1e-4
    longitude = np.degrees([truth.geodetic[0, 0, 1] for truth in flown])
    assert longitude.max() < 32.5 + 0.005
    assert flown[-1].arrived[0, 0] == 1


def test_a_waypoint_inside_the_tightest_turn_is_passed_not_circled(plan: Plan, terrain: Terrain) -> None:
    waypoints = [[(40.0, 32.0, 3000.0), (40.0, 32.1, 3000.0), (40.005, 32.09, 3000.0), (40.2, 32.0, 3000.0)]]
    flown = fly(plan(waypoints, turn_rate_rad_per_s=np.array([0.02])), terrain, 400)
    assert flown[-1].arrived[0, 0] == 1


def test_climb_is_limited(plan: Plan, terrain: Terrain) -> None:
    waypoints = [[(40.0, 32.0, 0.0), (40.0, 32.2, 9000.0), (40.0, 34.0, 9000.0)]]
    flown = fly(plan(waypoints, climb_rate_m_per_s=np.array([12.0])), terrain, 500)
    height = np.array([truth.geodetic[0, 0, 2] for truth in flown])
    assert np.max(np.diff(height)) <= 12.0 + 1e-9
    assert height[-1] > 5000.0


def test_a_terrain_follower_keeps_its_clearance(plan: Plan, terrain: Terrain) -> None:
    flights = plan([[(*FAR, 40.0), (*ANKARA, 40.0)]], kind=np.array([TERRAIN_FOLLOWING], dtype=np.int64))
    for truth in fly(flights, terrain, 500)[::20]:
        lat, lon, height = truth.geodetic[0, 0]
        assert height - float(terrain.height_m(lat, lon)) == pytest.approx(40.0, abs=1e-6)


def test_nothing_flies_before_its_start_and_a_start_within_an_epoch_is_kept(
    plan: Plan, terrain: Terrain
) -> None:
    flown = fly(plan([[(*FAR, 5000.0), (*ANKARA, 5000.0)]], start_s=np.array([[10.4]])), terrain, 20)
    assert [int(truth.flying[0, 0]) for truth in flown] == [0] * 11 + [1] * 10
    lat, lon, _ = flown[20].geodetic[0, 0]
    _, _, distance = GEOD.inv(FAR[1], FAR[0], np.degrees(lon), np.degrees(lat))
    assert distance == pytest.approx(9.6 * 250.0, rel=4e-3)


def test_what_was_brought_down_stays_down_and_what_has_arrived_stops(plan: Plan, terrain: Terrain) -> None:
    near = (40.0, 32.9)
    flights = plan([[(*near, 500.0), (*ANKARA, 500.0)], [(*near, 500.0), (*ANKARA, 500.0)]])
    state, truth = start(flights)
    for epoch in range(60):
        move(flights, state, truth, terrain, now_s=float(epoch), epoch_s=1.0)
        if epoch == 5:
            truth.flying[0, 0] = 0
    assert truth.flying.tolist() == [[0, 0]]
    assert truth.arrived.tolist() == [[0, 1]]
    assert np.degrees(truth.geodetic[0, 1, :2]) == pytest.approx(ANKARA, abs=1e-6)


def test_a_ballistic_thing_follows_its_published_arc(plan: Plan, terrain: Terrain) -> None:
    """300 km: 50 km from impact 40,959.726 m high, 41.48131 s before the end; apogee 74,110.21 m."""
    degrees = np.degrees(300e3 / 6_371_008.7714)
    flights = plan(
        [[(38.0, 33.0, 0.0), (38.0 + degrees, 33.0, 0.0)]],
        kind=np.array([BALLISTIC], dtype=np.int64),
        start_s=np.array([[-(251.0351 - 41.48131)]]),
    )
    state, truth = start(flights)
    move(flights, state, truth, terrain, now_s=0.0, epoch_s=1.0)
    left = (np.radians(38.0 + degrees) - truth.geodetic[0, 0, 0]) * 6_371_008.7714
    assert truth.geodetic[0, 0, 2] == pytest.approx(40_959.726, abs=0.2)
    assert left == pytest.approx(50e3, abs=0.2)
    flights.start_s[:] = -251.0351 / 2.0
    state, truth = start(flights)
    move(flights, state, truth, terrain, now_s=0.0, epoch_s=1.0)
    assert truth.geodetic[0, 0, 2] == pytest.approx(74_110.21, abs=0.1)


def test_a_ballistic_velocity_is_the_difference_of_its_positions(plan: Plan, terrain: Terrain) -> None:
    flights = plan([[(38.0, 33.0, 900.0), (40.0, 32.0, 500.0)]], kind=np.array([BALLISTIC], dtype=np.int64))
    flown = fly(flights, terrain, 200)
    for before, now, after in list(zip(flown, flown[1:], flown[2:], strict=False))[::20]:
        difference = (after.position_m[0, 0] - before.position_m[0, 0]) / 2.0
        assert np.linalg.norm(now.velocity_m_per_s[0, 0] - difference) < 5.0
    assert flown[0].geodetic[0, 0, 2] == pytest.approx(900.0, abs=1e-3)


def test_a_replication_does_not_depend_on_its_batch(terrain: Terrain, plan: Plan) -> None:
    one = plan([[(*FAR, 5000.0), (*ANKARA, 5000.0)], [(38.0, 31.0, 40.0), (*ANKARA, 40.0)]])
    other = plan([[(38.5, 30.0, 9000.0), (*ANKARA, 700.0)], [(38.0, 33.0, 40.0), (*ANKARA, 40.0)]])
    for flights in (one, other):
        flights.kind[1] = TERRAIN_FOLLOWING
    both = Flights(
        **{
            name: np.concatenate([getattr(one, name), getattr(other, name)])
            if getattr(one, name).shape[0] == 1
            else getattr(one, name)
            for name in vars(one)
        }
    )
    together, alone = fly(both, terrain, 300)[-1], fly(other, terrain, 300)[-1]
    for name, column in vars(alone).items():
        assert np.array_equal(getattr(together, name)[1:], column)


def test_joining_pads_with_the_last_waypoint_and_refuses_shared_streams(plan: Plan) -> None:
    short = plan([[(*FAR, 1.0), (*ANKARA, 2.0)]], word=np.array([7], dtype=np.int64))
    long = plan([[(*FAR, 1.0), (40.0, 33.0, 3.0), (*ANKARA, 2.0)]], word=np.array([8], dtype=np.int64))
    joined = concatenate([short, long])
    assert joined.waypoint.shape == (1, 2, 3, 3)
    assert np.array_equal(joined.waypoint[0, 0, 2], joined.waypoint[0, 0, 1])
    with pytest.raises(InputError) as caught:
        concatenate([short, short])
    assert caught.value.place == "flights.word"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("speed_m_per_s", np.array([[0.0]])),
        ("turn_rate_rad_per_s", np.array([0.0])),
        ("start_s", np.array([[-1.0]])),
        ("waypoint_count", np.array([[1]])),
    ],
)
def test_a_plan_that_cannot_be_flown_is_named(plan: Plan, name: str, given: object) -> None:
    with pytest.raises(InputError) as caught:
        start(plan([[(*FAR, 1.0), (*ANKARA, 2.0)]], **{name: given}))
    assert caught.value.place.startswith(f"flights.{name}[")
