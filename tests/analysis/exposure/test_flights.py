"""Rounded corners: where an aircraft is, how it banks, which way its wings lie."""

import math

import numpy as np
import pytest
from pyproj import Geod

from airtight.analysis.exposure.flights import fly
from airtight.analysis.exposure.sight_kernels import body_frame
from airtight.constants import MEAN_EARTH_RADIUS_M, STANDARD_GRAVITY_M_PER_S2

BANK = math.radians(45.0)


def test_a_straight_leg_is_a_great_circle_flown_evenly_without_bank() -> None:
    sphere = Geod(a=MEAN_EARTH_RADIUS_M, b=MEAN_EARTH_RADIUS_M)
    azimuth, _, length = sphere.inv(31.0, 39.0, 36.0, 41.0)
    flight = fly(
        np.array([0.0, 2_000.0]),
        np.radians([39.0, 41.0]),
        np.radians([31.0, 36.0]),
        np.array([5_000.0, 9_000.0]),
        step_s=10.0,
        bank_max_rad=BANK,
    )
    for i in (0, 37, 120, 200):
        lon, lat, _ = sphere.fwd(31.0, 39.0, azimuth, length * i / 200.0)
        assert np.degrees(flight.latitude_rad[i]) == pytest.approx(lat, abs=1e-6)
        assert np.degrees(flight.longitude_rad[i]) == pytest.approx(lon, abs=1e-6)
        assert flight.height_m[i] == pytest.approx(5_000.0 + 20.0 * i, abs=1e-6)
    assert np.all(flight.bank_rad == 0.0)


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_a_corner_is_flown_with_the_bank_allowed_towards_the_turn(side: float) -> None:
    """East, then south: to the right, with g tan(bank) of sideways acceleration where it is tightest."""
    latitude = np.radians([0.0, 0.0, -side * 1.0])
    longitude = np.radians([0.0, 1.0, 1.0])
    time = np.array([0.0, 444.0, 888.0])
    flight = fly(time, latitude, longitude, np.full(3, 8_000.0), step_s=1.0, bank_max_rad=BANK)
    assert side * flight.bank_rad[444] == pytest.approx(BANK, abs=0.02)
    assert side * flight.bank_rad.min() >= -1e-12 if side > 0 else flight.bank_rad.max() <= 1e-12
    turning = np.abs(flight.bank_rad) > 1e-9
    assert 20 < turning.sum() < 60
    assert not turning[:400].any()


def test_a_circle_given_point_by_point_is_banked_as_a_coordinated_turn() -> None:
    """tan(bank) = v^2 / (g R)."""
    radius_m, speed = 6_000.0, 200.0
    around = np.linspace(0.0, 2.0 * np.pi, 181)
    east, north = radius_m * np.sin(around), radius_m * np.cos(around)
    flight = fly(
        around * radius_m / speed,
        north / MEAN_EARTH_RADIUS_M,
        east / MEAN_EARTH_RADIUS_M,
        np.full(around.size, 5_000.0),
        step_s=1.0,
        bank_max_rad=math.radians(80.0),
    )
    wanted = math.atan(speed**2 / (STANDARD_GRAVITY_M_PER_S2 * radius_m))
    assert np.median(flight.bank_rad) == pytest.approx(wanted, abs=0.05)
    away = MEAN_EARTH_RADIUS_M * np.hypot(flight.latitude_rad, flight.longitude_rad)
    assert np.all(np.abs(away - radius_m) < 10.0)


def test_a_route_over_the_antimeridian_has_no_jump() -> None:
    flight = fly(
        np.array([0.0, 400.0, 800.0]),
        np.radians([60.0, 60.2, 60.0]),
        np.radians([179.0, -179.5, -178.0]),
        np.full(3, 9_000.0),
        step_s=1.0,
        bank_max_rad=BANK,
    )
    assert np.abs(np.diff(flight.longitude_rad)).max() < 1e-3


@pytest.mark.parametrize("bank_deg", [0.0, 30.0, -50.0])
def test_a_bank_to_the_right_shows_the_top_to_what_is_on_the_right(bank_deg: float) -> None:
    """Northward on the equator at longitude 0: east is on the right, up is along x."""
    frame = np.empty((3, 3))
    body_frame(0.0, 0.0, 1e4, 1e-5, 0.0, 1e4, math.radians(bank_deg), frame)
    east, up = np.array([0.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0])
    assert frame[0] == pytest.approx([0.0, 0.0, 1.0], abs=1e-4)
    assert frame[2] @ east == pytest.approx(math.sin(math.radians(bank_deg)), abs=1e-4)
    assert frame[1] @ up == pytest.approx(-math.sin(math.radians(bank_deg)), abs=1e-4)
    assert frame @ frame.T == pytest.approx(np.eye(3), abs=1e-12)
