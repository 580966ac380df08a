"""Minimum-energy arcs against closed forms evaluated elsewhere."""

import numpy as np
import pytest

from airtight.chain.motion.arcs import minimum_energy

PUBLISHED = [
    (100, 987.0995, 44.77517, 24_901.64, 143.4550),
    (300, 1_696.4787, 44.32551, 74_110.21, 251.0351),
    (600, 2_371.7451, 43.65102, 146_413.60, 360.3932),
    (1_000, 3_016.1143, 42.75170, 239_938.42, 474.3607),
    (3_000, 4_864.9896, 38.25510, 655_206.62, 895.0367),
    (5_500, 6_075.2324, 32.63434, 1_040_523.26, 1_315.7954),
    (10_000, 7_198.0763, 22.51699, 1_319_478.33, 1_930.9589),
]


@pytest.mark.parametrize(("range_km", "speed", "angle_deg", "apogee_m", "time_s"), PUBLISHED)
def test_agrees_with_lambert_and_with_integrated_arcs(
    range_km: float, speed: float, angle_deg: float, apogee_m: float, time_s: float
) -> None:
    """Physics reference 7.1: closed form, Lambert, integration, which agree to 3e-7; rounded as printed."""
    arc = minimum_energy(range_m=range_km * 1e3)
    assert float(arc.speed_m_per_s) == pytest.approx(speed, abs=6e-5)
    assert float(np.degrees(arc.path_angle_rad)) == pytest.approx(angle_deg, abs=6e-6)
    assert float(arc.apogee_m) == pytest.approx(apogee_m, abs=6e-3)
    assert float(arc.duration_s) == pytest.approx(time_s, abs=6e-5)
