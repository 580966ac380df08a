"""Generators of flights: what is stated is kept, what is drawn is spread."""

import numpy as np
import pytest
from pyproj import Geod

from airtight.chain.motion.civil import CivilTraffic, civil_flights, counts, statistics
from airtight.chain.motion.draws import Draws
from airtight.chain.motion.flights import Flights
from airtight.chain.motion.moving import move, start
from airtight.chain.motion.numbers import BALLISTIC, ROUTE, TERRAIN_FOLLOWING
from airtight.chain.motion.raids import Approach, Attackers, raid_flights
from airtight.chain.motion.transits import Transits, transit_flights
from airtight.terrain.elevation import Terrain

GEOD = Geod(ellps="WGS84")
LAT, LON = np.radians(39.93), np.radians(32.86)
REPLICATIONS = 200


def draws(replications: int = REPLICATIONS, seed: int = 5) -> Draws:
    return Draws(seed, np.arange(replications, dtype=np.int64))


def raid(
    terrain: Terrain, kinds: list[int], speed: float, bearing: tuple[float, float] | None = None
) -> Flights:
    shape = (REPLICATIONS, len(kinds))
    return raid_flights(
        draws(),
        Attackers(
            names=[f"attacker-{i}" for i in range(len(kinds))],
            kind=np.array(kinds, dtype=np.int64),
            speed_m_per_s=np.full(shape, speed),
            height_m=np.full(shape, 40.0),
            range_m=np.full(shape, 300e3),
        ),
        Approach(LAT, LON, 10e3, 720.0, 240.0, bearing),
        terrain,
    )


def distances(flights: Flights, row: int = 0) -> np.ndarray:
    lat, lon = np.degrees(flights.waypoint[..., row, 0]), np.degrees(flights.waypoint[..., row, 1])
    _, _, away = GEOD.inv(lon, lat, np.full(lon.shape, np.degrees(LON)), np.full(lat.shape, np.degrees(LAT)))
    return np.asarray(away)


def arrivals(flights: Flights, terrain: Terrain, until_s: int) -> np.ndarray:
    state, truth = start(flights)
    when = np.full(truth.flying.shape, np.nan)
    for now in range(until_s):
        move(flights, state, truth, terrain, now_s=float(now), epoch_s=1.0)
        when[(truth.arrived == 1) & np.isnan(when)] = now
    return when


def test_attackers_arrive_within_the_planned_spread(terrain: Terrain) -> None:
    when = arrivals(raid(terrain, [TERRAIN_FOLLOWING, ROUTE, BALLISTIC], 250.0), terrain, 970)
    assert np.nanmin(when) >= 720.0 - 1.0
    assert np.nanmax(when) <= 960.0 + 1.0
    assert not np.isnan(when).any()
    assert np.mean(when) == pytest.approx(840.0, abs=4 * 240.0 / np.sqrt(12 * when.size))


def test_bearings_are_drawn_from_all_round(terrain: Terrain) -> None:
    flights = raid(terrain, [ROUTE] * 10, 250.0)
    azimuth, _, _ = GEOD.inv(
        np.full(flights.start_s.shape, np.degrees(LON)),
        np.full(flights.start_s.shape, np.degrees(LAT)),
        np.degrees(flights.waypoint[..., 0, 1]),
        np.degrees(flights.waypoint[..., 0, 0]),
    )
    share, _ = np.histogram(np.asarray(azimuth) % 360.0, bins=8, range=(0.0, 360.0))
    assert share / azimuth.size == pytest.approx(np.full(8, 0.125), abs=4 * np.sqrt(0.125 * 0.875 / 2000))


def test_a_stated_bearing_is_kept(terrain: Terrain) -> None:
    flights = raid(terrain, [ROUTE] * 4, 250.0, (np.radians(350.0), np.radians(10.0)))
    assert np.all(flights.waypoint[..., 0, 0] > LAT)
    offset = np.degrees(flights.waypoint[..., 0, 1] - LON)
    assert offset.min() < -0.1
    assert offset.max() > 0.1


def test_flights_begin_inside_the_terrain_and_outside_the_defended_radius(terrain: Terrain) -> None:
    south, west, north, east = terrain.bounds_deg
    for speed in (5.0, 36.0, 250.0, 700.0):
        flights = raid(terrain, [ROUTE] * 5, speed)
        lat, lon = np.degrees(flights.waypoint[..., 0, 0]), np.degrees(flights.waypoint[..., 0, 1])
        assert south < lat.min() < lat.max() < north
        assert west < lon.min() < lon.max() < east
        assert distances(flights).min() > 10e3


def test_one_attacker_more_changes_nobody_elses_route(terrain: Terrain) -> None:
    few, more = raid(terrain, [ROUTE] * 3, 250.0), raid(terrain, [ROUTE] * 4, 250.0)
    assert np.array_equal(few.waypoint, more.waypoint[:, :3])
    assert np.array_equal(few.start_s, more.start_s[:, :3])


def test_transits_pass_at_the_stated_closest_approach(terrain: Terrain) -> None:
    shape = (REPLICATIONS, 3)
    flights = transit_flights(
        draws(),
        Transits(
            names=["a", "b", "c"],
            speed_m_per_s=np.full(shape, 250.0),
            height_m=np.full(shape, 9000.0),
            latitude_rad=LAT,
            longitude_rad=LON,
            closest_m=(40e3, 60e3),
        ),
        terrain,
    )
    state, truth = start(flights)
    nearest = np.full(shape, np.inf)
    here = np.array([np.cos(LAT) * np.cos(LON), np.cos(LAT) * np.sin(LON), np.sin(LAT)])
    for now in range(1800):
        move(flights, state, truth, terrain, now_s=float(now), epoch_s=1.0)
        lat, lon = truth.geodetic[..., 0], truth.geodetic[..., 1]
        there = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)
        away = 6_371_008.7714 * np.arccos(np.clip(there @ here, -1.0, 1.0))
        nearest = np.where((truth.flying == 1) & (away < nearest), away, nearest)
    assert nearest.min() >= 40e3 - 100.0
    assert nearest.max() <= 60e3 + 100.0
    assert nearest.mean() == pytest.approx(50e3, abs=4 * 20e3 / np.sqrt(12 * nearest.size))


def test_civil_traffic_has_the_recorded_number_at_once(terrain: Terrain) -> None:
    """By area and scale; the mean over replications and time, its sampling error below 5 %."""
    traffic = CivilTraffic(LAT, LON, 1200.0, scale=0.5)
    flights = civil_flights(draws(), traffic)
    area = np.pi * 150e3**2
    wanted = (
        0.5
        * area
        * (statistics().en_route_at_once / (222e3 * 347e3) + statistics().terminal_at_once / (256e3 * 236e3))
    )
    state, truth = start(flights)
    aloft = []
    for now in range(1200):
        move(flights, state, truth, terrain, now_s=float(now), epoch_s=1.0)
        aloft.append(truth.flying.sum() / REPLICATIONS)
    assert np.mean(aloft) == pytest.approx(wanted, rel=0.1)
    assert np.mean(aloft[:100]) == pytest.approx(np.mean(aloft[-100:]), rel=0.15)
    assert flights.entities == sum(counts(traffic))


def test_civil_flights_stay_above_ground_and_below_the_highest_level(terrain: Terrain) -> None:
    flights = civil_flights(draws(20), CivilTraffic(LAT, LON, 600.0))
    state, truth = start(flights)
    low = 0
    for now in range(600):
        move(flights, state, truth, terrain, now_s=float(now), epoch_s=1.0)
        flying = truth.flying == 1
        above = truth.geodetic[..., 2] - terrain.height_m(truth.geodetic[..., 0], truth.geodetic[..., 1])
        low += int(np.count_nonzero(flying & (above < 0.0)))
        assert truth.geodetic[..., 2].max() < 13_200.0
    assert low / (600 * 20 * flights.entities) < 0.005
