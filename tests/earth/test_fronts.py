"""The fronts broadcast, and refuse by name."""

import numpy as np
import pytest

from airtight.earth.frames import ecef_to_geodetic, geodetic_to_ecef, look_angles
from airtight.earth.geodesic import geodesic
from airtight.earth.refraction import apparent_elevation_rad, height_at_range_m, radar_horizon_m
from airtight.errors import InputError


def test_arrays_of_places_go_through_and_come_back() -> None:
    latitude, longitude = np.meshgrid(np.linspace(-1.5, 1.5, 5), np.linspace(-3.0, 3.0, 4))
    position = geodetic_to_ecef(latitude_rad=latitude, longitude_rad=longitude, height_m=1000.0)
    assert position.shape == (4, 5, 3)
    back = ecef_to_geodetic(position)
    assert back == pytest.approx(np.stack([latitude, longitude, np.full((4, 5), 1000.0)], axis=-1), abs=1e-8)


def test_a_target_straight_above_stands_at_ninety_degrees() -> None:
    target = geodetic_to_ecef(latitude_rad=[0.7, 0.7], longitude_rad=0.5, height_m=[5000.0, 9000.0])
    range_m, _, elevation = look_angles(latitude_rad=0.7, longitude_rad=0.5, height_m=0.0, target_m=target)
    assert range_m == pytest.approx([5000.0, 9000.0])
    assert elevation == pytest.approx([np.pi / 2, np.pi / 2], abs=1e-6)


def test_a_bad_latitude_is_named_with_its_place() -> None:
    with pytest.raises(InputError) as caught:
        geodesic(latitude1_rad=[0.1, 2.0], longitude1_rad=0.0, latitude2_rad=0.0, longitude2_rad=0.0)
    assert caught.value.place == "latitude1_rad[1]"


def test_shapes_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(InputError):
        geodesic(latitude1_rad=[0.1, 0.2], longitude1_rad=[0.0] * 3, latitude2_rad=0.0, longitude2_rad=0.0)


def test_what_stands_at_the_radar_horizon_is_seen_at_the_tangents_elevation() -> None:
    """At the horizon distance the line to the target touches the sphere: both forms must meet there."""
    antenna_m, target_m = 20.0, 3000.0
    distance_m = radar_horizon_m(antenna_m=antenna_m, target_m=target_m)
    radius_m = 4 / 3 * 6_371_008.7714
    dip_rad = -np.arccos(radius_m / (radius_m + antenna_m))
    height_m = height_at_range_m(range_m=distance_m, elevation_rad=dip_rad, antenna_m=antenna_m)
    assert height_m == pytest.approx(target_m, abs=1e-5)


def test_refraction_lifts_by_two_milliradians_at_100_km_and_eight_at_400() -> None:
    lifted = apparent_elevation_rad(elevation_rad=0.0, distance_m=[100e3, 400e3])
    assert lifted == pytest.approx([2.0e-3, 7.8e-3], abs=5e-5)
