"""Refractivity as an input: from air to gradient to the effective earth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.earth.rays import traced_height_m
from airtight.earth.refraction import (
    effective_earth_factor,
    factor_interval,
    height_at_range_m,
    reference_gradient_n_per_km,
    refractivity,
)
from airtight.errors import InputError

R_KM = 6371.0088


def test_refractivity_of_dry_air_is_the_gas_law() -> None:
    got = refractivity(pressure_hpa=1000.0, temperature_k=250.0, vapour_g_per_m3=0.0)
    assert got == pytest.approx(77.6 * 4.0)


def test_refractivity_agrees_with_the_older_form_of_the_recommendation() -> None:
    """N = 77.6 / T (P + 4810 e / T), P total; ITU-R P.453 says the same within 0.02 % (up to 1.5 N here)."""
    temperature, vapour, dry = 288.15, 7.5, 1003.0
    e = vapour * temperature / 216.7
    older = 77.6 / temperature * (dry + e + 4810.0 * e / temperature)
    got = refractivity(pressure_hpa=dry, temperature_k=temperature, vapour_g_per_m3=vapour)
    assert got == pytest.approx(older, abs=1.5)


@given(st.floats(-150.0, 300.0))
def test_the_factor_turns_rays_straight(gradient: float) -> None:
    """Curvature of the earth less that of the ray is the curvature of the effective earth."""
    k = float(effective_earth_factor(gradient_n_per_km=gradient))
    assert 1.0 / (k * R_KM) == pytest.approx(1.0 / R_KM + gradient * 1e-6, rel=1e-6)


def test_the_four_thirds_earth_is_the_usual_gradient() -> None:
    assert effective_earth_factor(gradient_n_per_km=-39.0) == pytest.approx(4.0 / 3.0, abs=0.003)
    assert effective_earth_factor(gradient_n_per_km=0.0) == 1.0


def test_an_interval_of_gradients_gives_rising_factors_either_way() -> None:
    falling = factor_interval(gradient_n_per_km=[-25.0, -39.0, -60.0])
    assert np.all(np.diff(falling) > 0.0)
    assert np.array_equal(falling, factor_interval(gradient_n_per_km=[-60.0, -39.0, -25.0]))
    assert falling[1] == pytest.approx(1.3306, abs=1e-4)


def test_the_reference_atmosphere_falls_less_higher_up() -> None:
    slopes = reference_gradient_n_per_km([0.0, 7_350.0])
    assert slopes[0] == pytest.approx(-315.0 / 7.35)
    assert slopes[1] == pytest.approx(slopes[0] / np.e)


def test_a_traced_ray_through_a_nearly_linear_atmosphere_follows_the_effective_earth() -> None:
    """A level ray of 100 km rises 0.6 km, where the gradient is 2.4 % less: so much of the bend of 195 m."""
    surface, scale = 3_900.0 / 4.0, 25_000.0
    k = float(effective_earth_factor(gradient_n_per_km=-surface / (scale * 1e-3)))
    traced = traced_height_m(
        range_m=1e5, elevation_rad=0.0, antenna_m=20.0, refractivity=surface, scale_m=scale
    )
    closed = float(height_at_range_m(range_m=1e5, elevation_rad=0.0, antenna_m=20.0, factor=k))
    bend_m = 0.5 * 39e-9 * 1e5**2
    assert abs(traced - closed) < 0.6 / 25.0 * bend_m


def test_a_ray_without_air_is_straight() -> None:
    traced = traced_height_m(range_m=2e5, elevation_rad=0.01, antenna_m=10.0, refractivity=0.0)
    assert traced == pytest.approx(
        float(height_at_range_m(range_m=2e5, elevation_rad=0.01, antenna_m=10.0, factor=1.0)), abs=1e-6
    )


@pytest.mark.parametrize("gradient", [-157.0, -200.0, np.nan])
def test_a_duct_is_refused_by_name(gradient: float) -> None:
    with pytest.raises(InputError) as caught:
        effective_earth_factor(gradient_n_per_km=gradient)
    assert caught.value.place.startswith("gradient_n_per_km")


@pytest.mark.parametrize("gradients", [[-39.0], [-39.0, -60.0, -25.0], [-200.0, -39.0, -25.0]])
def test_what_is_no_interval_is_refused(gradients: list[float]) -> None:
    with pytest.raises(InputError):
        factor_interval(gradient_n_per_km=gradients)
