"""Scalar geodesy: round trips, and agreement with PROJ."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth import kernels
from airtight.earth.geodesic import geodesic

LATITUDES = st.floats(-math.pi / 2, math.pi / 2)
LONGITUDES = st.floats(-math.pi, math.pi)


@given(LATITUDES, LONGITUDES, st.floats(-10e3, 2e6))
def test_earth_fixed_and_back_is_the_same_place_to_a_tenth_of_a_millimetre(
    latitude_rad: float, longitude_rad: float, height_m: float
) -> None:
    x, y, z = kernels.geodetic_to_ecef(latitude_rad, longitude_rad, height_m)
    back = kernels.ecef_to_geodetic(x, y, z)
    again = kernels.geodetic_to_ecef(*back)
    assert math.dist((x, y, z), again) < 1e-4
    assert back[0] == pytest.approx(latitude_rad, abs=1e-11)
    assert back[2] == pytest.approx(height_m, abs=1e-4)


def test_earth_fixed_positions_agree_with_proj() -> None:
    places = [(40.08, 32.57, 900.0), (-33.9, 151.2, 20.0), (0.0, 180.0, 400_000.0), (89.9, -10.0, 10_000.0)]
    proj = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
    for latitude, longitude, height_m in places:
        ours = kernels.geodetic_to_ecef(math.radians(latitude), math.radians(longitude), height_m)
        assert ours == pytest.approx(proj.transform(longitude, latitude, height_m), abs=1e-6)


@given(
    st.floats(-1.4, 1.4),
    LONGITUDES,
    st.floats(0.0, 2 * math.pi, exclude_max=True),
    st.floats(1.0, 3e6),
)
def test_distance_and_bearing_undo_a_step(
    latitude_rad: float, longitude_rad: float, heading_rad: float, distance_m: float
) -> None:
    lat, lon, _ = kernels.great_circle_step(latitude_rad, longitude_rad, heading_rad, distance_m)
    back_m, bearing_rad = kernels.great_circle_distance_bearing(latitude_rad, longitude_rad, lat, lon)
    assert back_m == pytest.approx(distance_m, rel=1e-8, abs=1e-6)
    turn = (bearing_rad - heading_rad + math.pi) % (2 * math.pi) - math.pi
    assert abs(turn) * distance_m < 0.01
    assert 0.0 <= bearing_rad < 2 * math.pi
    assert -math.pi <= lon <= math.pi


@given(st.floats(-1.3, 1.3), LONGITUDES, st.floats(0.0, 6.28), st.floats(1e3, 1e6))
def test_two_half_steps_make_a_whole_one(
    latitude_rad: float, longitude_rad: float, heading_rad: float, distance_m: float
) -> None:
    """So the heading that a step returns is the one to go on with."""
    half = kernels.great_circle_step(latitude_rad, longitude_rad, heading_rad, 0.5 * distance_m)
    twice = kernels.great_circle_step(*half, 0.5 * distance_m)
    whole = kernels.great_circle_step(latitude_rad, longitude_rad, heading_rad, distance_m)
    gap_m, _ = kernels.great_circle_distance_bearing(twice[0], twice[1], whole[0], whole[1])
    assert gap_m < 1e-3


def test_the_mean_sphere_errs_as_little_as_documented() -> None:
    rng = np.arange(200) * 0.618 % 1.0
    for i in range(0, 200, 4):
        lat1, lat2 = math.radians(33 + 11 * rng[i]), math.radians(33 + 11 * rng[i + 1])
        lon1, lon2 = math.radians(25 + 21 * rng[i + 2]), math.radians(25 + 21 * rng[i + 3])
        distance_m, bearing_rad = kernels.great_circle_distance_bearing(lat1, lon1, lat2, lon2)
        exact_m, azimuth, _ = geodesic(
            latitude1_rad=lat1, longitude1_rad=lon1, latitude2_rad=lat2, longitude2_rad=lon2
        )
        assert distance_m == pytest.approx(float(exact_m), rel=4e-3)
        assert abs((bearing_rad - float(azimuth) + math.pi) % (2 * math.pi) - math.pi) < 4e-3


@given(LATITUDES, LONGITUDES)
def test_east_north_up_is_a_right_handed_rotation_with_up_along_the_normal(
    latitude_rad: float, longitude_rad: float
) -> None:
    rotation = np.empty((3, 3))
    kernels.enu_rotation(latitude_rad, longitude_rad, rotation)
    assert rotation @ rotation.T == pytest.approx(np.eye(3), abs=1e-14)
    assert np.linalg.det(rotation) == pytest.approx(1.0)
    low = np.array(kernels.geodetic_to_ecef(latitude_rad, longitude_rad, 0.0))
    high = np.array(kernels.geodetic_to_ecef(latitude_rad, longitude_rad, 1000.0))
    assert (high - low) / 1000.0 == pytest.approx(rotation[2], abs=1e-9)


@pytest.mark.parametrize(
    ("east_north_up", "azimuth_deg", "elevation_deg"),
    [
        ((1.0, 0.0, 0.0), 90.0, 0.0),
        ((0.0, 1.0, 0.0), 0.0, 0.0),
        ((-1.0, 0.0, 0.0), 270.0, 0.0),
        ((0.0, -1.0, 1.0), 180.0, 45.0),
        ((0.0, 0.0, 2.0), 0.0, 90.0),
        ((0.0, 0.0, 0.0), 0.0, 0.0),
    ],
)
def test_azimuth_runs_clockwise_from_north(
    east_north_up: tuple[float, float, float], azimuth_deg: float, elevation_deg: float
) -> None:
    rotation = np.empty((3, 3))
    kernels.enu_rotation(0.7, 0.5, rotation)
    x, y, z = (float(v) for v in rotation.T @ np.array(east_north_up))
    _, azimuth, elevation = kernels.look_angles(x, y, z, rotation)
    turn = (math.degrees(azimuth) - azimuth_deg + 180.0) % 360.0 - 180.0
    assert abs(turn) < 1e-6 or elevation_deg == 90.0
    assert math.degrees(elevation) == pytest.approx(elevation_deg, abs=1e-6)


def test_a_quarter_of_the_equator_is_a_quarter_of_the_circumference() -> None:
    lat, lon, heading = kernels.great_circle_step(0.0, 0.0, math.pi / 2, MEAN_EARTH_RADIUS_M * math.pi / 2)
    assert (lat, lon, heading) == pytest.approx((0.0, math.pi / 2, math.pi / 2), abs=1e-12)
