"""Geodesy and the effective earth against GeographicLib, PROJ and closed forms."""

import numpy as np
import pytest

from airtight.earth.frames import geodetic_to_ecef, look_angles
from airtight.earth.geodesic import destination, geodesic
from airtight.earth.refraction import height_at_range_m, radar_horizon_m


@pytest.mark.parametrize(
    ("points_deg", "distance_m", "azimuths_rad"),
    [
        ((40.08, 32.57, 39.93, 32.86), 29_842.443, (2.161267672, 2.164521457)),
        ((36.98, 35.43, 39.93, 32.86), 396_889.024, (5.696393825, 5.668486383)),
        ((41.0, 29.0, 36.0, 36.2), 837_621.747, (2.254541440, 2.332907002)),
        ((38.0, 44.0, 37.0, 26.0), 1_593_033.116, None),
        ((0.0, 10.0, 0.0, 11.0), 111_319.491, None),
        ((40.0, 30.0, 41.0, 30.0), 111_044.261, None),
    ],
)
def test_geodesics_agree_with_geographiclib_and_vincenty_to_a_millimetre(
    points_deg: tuple[float, float, float, float], distance_m: float, azimuths_rad: tuple[float, float] | None
) -> None:
    lat1, lon1, lat2, lon2 = np.radians(points_deg)
    got_m, azimuth1, azimuth2 = geodesic(
        latitude1_rad=lat1, longitude1_rad=lon1, latitude2_rad=lat2, longitude2_rad=lon2
    )
    assert got_m == pytest.approx(distance_m, abs=1e-3)
    if azimuths_rad is not None:
        assert (azimuth1, azimuth2) == pytest.approx(azimuths_rad, abs=1e-9)
    lat, lon, _ = destination(latitude_rad=lat1, longitude_rad=lon1, azimuth_rad=azimuth1, distance_m=got_m)
    assert (lat, lon) == pytest.approx((lat2, lon2), abs=1e-12)


def test_earth_fixed_position_of_ankara_agrees_with_proj() -> None:
    got = geodetic_to_ecef(latitude_rad=np.radians(39.93), longitude_rad=np.radians(32.86), height_m=938.0)
    assert got == pytest.approx([4_114_666.609, 2_657_824.242, 4_072_630.592], abs=1e-3)


def test_look_angles_agree_with_projs_topocentric_frame() -> None:
    target = geodetic_to_ecef(
        latitude_rad=np.radians(40.08), longitude_rad=np.radians(32.57), height_m=10_000.0
    )
    range_m, azimuth, elevation = look_angles(
        latitude_rad=np.radians(39.93), longitude_rad=np.radians(32.86), height_m=938.0, target_m=target
    )
    assert range_m == pytest.approx(31_212.447, abs=1e-3)
    assert np.degrees(azimuth) == pytest.approx(304.018108, abs=1e-6)
    assert np.degrees(elevation) == pytest.approx(16.743820, abs=1e-6)


@pytest.mark.parametrize(
    ("antenna_m", "target_m", "factor", "range_m"),
    [
        (20.0, 100.0, 4 / 3, 59_651.6),
        (10.0, 3_000.0, 4 / 3, 238_815.0),
        (30.0, 10_000.0, 4 / 3, 434_879.0),
        (5.0, 30.0, 1.0, 27_533.4),
        (15.0, 12_000.0, 1.6, 512_251.0),
    ],
)
def test_radar_horizon_is_the_sum_of_tangents(
    antenna_m: float, target_m: float, factor: float, range_m: float
) -> None:
    """Published to six digits; the practical 4.12 (sqrt h1 + sqrt h2) km agrees within 0.1 % at k = 4/3."""
    got = radar_horizon_m(antenna_m=antenna_m, target_m=target_m, factor=factor)
    assert got == pytest.approx(range_m, rel=2e-6)
    if factor == 4 / 3:
        assert got == pytest.approx(4120.0 * (antenna_m**0.5 + target_m**0.5), rel=2e-3)


@pytest.mark.parametrize(
    ("range_km", "elevation_deg", "antenna_m", "height_m", "traced_m", "within_m"),
    [
        (100.0, 1.0, 20.0, 2_353.52, 2_354.40, 1.0),
        (200.0, 2.0, 30.0, 9_359.18, 9_531.4, 173.0),
        (400.0, 0.5, 30.0, 12_928.45, 13_579.6, 652.0),
    ],
)
def test_height_at_range_is_that_of_the_four_thirds_earth_with_its_documented_error(
    range_km: float, elevation_deg: float, antenna_m: float, height_m: float, traced_m: float, within_m: float
) -> None:
    """`traced_m`: a ray through N = 315 exp(-h / 7.35 km), by Runge-Kutta and by Snell's law."""
    got = height_at_range_m(
        range_m=range_km * 1e3, elevation_rad=np.radians(elevation_deg), antenna_m=antenna_m, factor=4 / 3
    )
    assert got == pytest.approx(height_m, abs=0.05)
    assert got == pytest.approx(traced_m, abs=within_m)
