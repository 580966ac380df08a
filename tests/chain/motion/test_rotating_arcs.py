"""Arcs over an earth that turns: flown by integration they arrive, and no neighbour is slower."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from airtight.chain.motion.arcs import minimum_energy
from airtight.chain.motion.rotating_arcs import RANGE_MAX_M, minimum_ground_speed
from airtight.constants import (
    MEAN_EARTH_RADIUS_M,
    WGS84_GRAVITATIONAL_M3_PER_S2,
    WGS84_ROTATION_RAD_PER_S,
)
from airtight.errors import InputError
from airtight.numerics.columns import Floats

SPIN = np.array([0.0, 0.0, WGS84_ROTATION_RAD_PER_S])


def frame(latitude: float, longitude: float) -> Floats:
    """East, north, up as rows, from derivatives of the position."""

    def up(lat: float, lon: float) -> Floats:
        return np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])

    north = up(latitude + math.pi / 2, longitude)
    return np.array([np.cross(north, up(latitude, longitude)), north, up(latitude, longitude)])


def rotating(_: float, state: Floats) -> Floats:
    """Gravity of a point, Coriolis and centrifugal acceleration, in the frame of the ground."""
    r, v = state[:3], state[3:]
    gravity = -WGS84_GRAVITATIONAL_M3_PER_S2 * r / np.linalg.norm(r) ** 3
    return np.concatenate((v, gravity - 2 * np.cross(SPIN, v) - np.cross(SPIN, np.cross(SPIN, r))))


@pytest.mark.parametrize("range_m", [1e3, 1e5, 1e6, 6e6, 12e6, 18e6])
@pytest.mark.parametrize(
    ("latitude_deg", "azimuth_deg"), [(0, 90), (40, 300), (-75, 10), (90, 180), (0, 270)]
)
def test_an_arc_flown_in_the_frame_of_the_ground_arrives(
    range_m: float, latitude_deg: float, azimuth_deg: float
) -> None:
    latitude, longitude, azimuth = math.radians(latitude_deg), math.radians(33), math.radians(azimuth_deg)
    arc = minimum_ground_speed(
        range_m=range_m, latitude_rad=latitude, longitude_rad=longitude, azimuth_rad=azimuth
    )
    axes = frame(latitude, longitude)
    start = np.concatenate((MEAN_EARTH_RADIUS_M * axes[2], arc.velocity_m_per_s @ axes))
    flown = solve_ivp(
        rotating, (0.0, arc.duration_s), start, method="DOP853", rtol=1e-12, atol=1e-6, dense_output=True
    )
    angle = range_m / MEAN_EARTH_RADIUS_M
    heading = math.sin(azimuth) * axes[0] + math.cos(azimuth) * axes[1]
    target = MEAN_EARTH_RADIUS_M * (math.cos(angle) * axes[2] + math.sin(angle) * heading)

    assert np.linalg.norm(flown.y[:3, -1] - target) < 0.1
    assert np.linalg.norm(arc.velocity_m_per_s) == pytest.approx(arc.ground_speed_m_per_s)
    path = flown.sol(np.linspace(0, arc.duration_s, 4001))[:3]
    highest = np.linalg.norm(path, axis=0).max() - MEAN_EARTH_RADIUS_M
    assert highest == pytest.approx(arc.apogee_m, rel=1e-5)


@settings(max_examples=25)
@given(st.floats(1e4, RANGE_MAX_M), st.floats(-90, 90), st.floats(0, 360), st.floats(-180, 180))
def test_turning_changes_speed_by_less_than_the_ground_moves_and_longitude_changes_nothing(
    range_m: float, latitude_deg: float, azimuth_deg: float, longitude_deg: float
) -> None:
    place = {"latitude_rad": math.radians(latitude_deg), "azimuth_rad": math.radians(azimuth_deg)}
    arc = minimum_ground_speed(range_m=range_m, longitude_rad=0.0, **place)
    elsewhere = minimum_ground_speed(range_m=range_m, longitude_rad=math.radians(longitude_deg), **place)
    still = float(minimum_energy(range_m=range_m).speed_m_per_s)
    assert elsewhere.ground_speed_m_per_s == pytest.approx(arc.ground_speed_m_per_s, rel=1e-9)
    carried = WGS84_ROTATION_RAD_PER_S * MEAN_EARTH_RADIUS_M
    assert abs(arc.ground_speed_m_per_s - still) < carried


def test_east_is_cheaper_than_west() -> None:
    east, west = (
        minimum_ground_speed(range_m=2e6, latitude_rad=0.7, longitude_rad=0.0, azimuth_rad=azimuth)
        for azimuth in (math.pi / 2, 3 * math.pi / 2)
    )
    assert east.ground_speed_m_per_s < float(minimum_energy(range_m=2e6).speed_m_per_s)
    assert west.ground_speed_m_per_s > float(minimum_energy(range_m=2e6).speed_m_per_s)


@pytest.mark.parametrize(
    ("place", "change"),
    [("range_m", {"range_m": 19e6}), ("range_m", {"range_m": 10.0}), ("latitude_rad", {"latitude_rad": 2.0})],
)
def test_a_wrong_argument_is_named(place: str, change: dict[str, float]) -> None:
    right = {"range_m": 1e6, "latitude_rad": 0.7, "longitude_rad": 0.5, "azimuth_rad": 0.0}
    with pytest.raises(InputError) as caught:
        minimum_ground_speed(**(right | change))
    assert caught.value.place == place
