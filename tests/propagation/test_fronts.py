"""The fronts refuse by name."""

import numpy as np
import pytest

from airtight.errors import InputError
from airtight.propagation.diffraction import Path, delta_bullington_loss_db, smooth_earth_loss_db
from airtight.propagation.free_space import free_space_loss_db
from airtight.propagation.gases import gas_table, specific_attenuation_db_per_km
from airtight.propagation.rain import rain_attenuation_db_per_km


@pytest.mark.parametrize("bad_m", [0.0, -2.0, np.nan, np.inf])
def test_a_bad_distance_is_named_with_its_place_and_what_is_allowed(bad_m: float) -> None:
    with pytest.raises(InputError) as caught:
        free_space_loss_db(frequency_hz=3e9, distance_m=[1.0, bad_m])
    assert (caught.value.place, caught.value.allowed) == ("distance_m[1]", "finite and > 0")


def test_frequencies_outside_the_recommendation_are_refused() -> None:
    for call in (
        lambda: gas_table(5e7),
        lambda: rain_attenuation_db_per_km(frequency_hz=5e8, rate_mm_per_h=5.0),
        lambda: specific_attenuation_db_per_km(
            frequency_hz=2e12, pressure_hpa=1013.0, temperature_k=288.0, vapour_g_per_m3=7.5
        ),
    ):
        with pytest.raises(InputError) as caught:
            call()
        assert caught.value.place == "frequency_hz"


def test_unknown_ground_and_polarization_are_refused_with_what_is_known() -> None:
    with pytest.raises(InputError) as caught:
        Path(3e9, 10.0, 10.0, ground="lake")
    assert caught.value.allowed == "land, sea"
    with pytest.raises(InputError) as caught:
        rain_attenuation_db_per_km(frequency_hz=3e9, rate_mm_per_h=5.0, polarization="slant")
    assert "circular" in caught.value.allowed


@pytest.mark.parametrize(
    ("distance_m", "height_m"),
    [
        ([0.0, 1.0], [0.0, 0.0]),
        ([0.0, 1.0, 2.0], [0.0, 0.0]),
        ([0.0, 2.0, 1.0], [0.0] * 3),
        ([1.0, 2.0, 3.0], [0.0] * 3),
    ],
)
def test_what_is_not_a_profile_is_refused(distance_m: list[float], height_m: list[float]) -> None:
    with pytest.raises(InputError):
        delta_bullington_loss_db(Path(3e9, 10.0, 10.0), distance_m, height_m)


def test_more_height_never_costs_more_over_a_smooth_earth() -> None:
    losses = [
        smooth_earth_loss_db(Path(3e9, 20.0, h), 90e3) for h in (10.0, 50.0, 100.0, 300.0, 600.0, 2000.0)
    ]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] == 0.0


def test_attenuation_keeps_the_shape_of_the_frequencies() -> None:
    dry, wet = specific_attenuation_db_per_km(
        frequency_hz=[[1e9, 3e9]], pressure_hpa=1013.25, temperature_k=288.15, vapour_g_per_m3=7.5
    )
    assert dry.shape == wet.shape == (1, 2)
    assert np.all(dry > 0.0)
