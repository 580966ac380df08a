"""Two rays against the textbook's formulas, Fermat's principle and sums done the slow way."""

import cmath
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.special import i0e

from airtight.errors import InputError
from airtight.propagation import lobing_kernels as kernels
from airtight.propagation.lobing import (
    FLAT_RADIUS_M,
    REGIONS,
    Beam,
    Surface,
    lobing_losses_db,
    reflection_coefficient,
    roughness_factor,
    specular_point,
)
from airtight.propagation.smooth_earth import Path, smooth_earth_loss_db

C = 299_792_458.0
RADIUS_M = 4.0 / 3.0 * 6_371_008.7714
RADAR_M = 20.0


def over_sea(frequency_hz: float, height_m: float = RADAR_M, polarization: str = "horizontal") -> Path:
    return Path(frequency_hz, height_m, 1.0, RADIUS_M, "sea", polarization)


def margin_m(path: Path, target_m: float) -> float:
    """Where interference ends, for the tests that look around it."""
    return kernels.limit_distance_m(path.frequency_hz, path.height1_m, target_m, path.effective_radius_m)


@given(st.floats(2.0, 10_000.0), st.floats(2.0, 20_000.0), st.floats(0.05, 0.95))
def test_the_mirrored_ray_is_the_shortest_of_all_that_touch_the_sphere(
    height1_m: float, height2_m: float, share: float
) -> None:
    """Fermat's principle; the minimum is flat, so lengths agree far better than places."""
    reach = sum(math.sqrt(2.0 * RADIUS_M * h) for h in (height1_m, height2_m))
    distance = share * reach

    def length(d1_m: float) -> float:
        legs = ((height1_m, d1_m), (height2_m, distance - d1_m))
        return sum(
            math.sqrt(h**2 + 4.0 * RADIUS_M * (RADIUS_M + h) * math.sin(0.5 * d / RADIUS_M) ** 2)
            for h, d in legs
        )

    found = specular_point(Path(1e9, height1_m, height2_m, RADIUS_M), distance)
    shortest = minimize_scalar(length, bounds=(0.0, distance), method="bounded", options={"xatol": 1e-3})
    assert found.mirrored_m == pytest.approx(shortest.fun, abs=1e-6)
    assert 0.0 < found.distance1_m < distance
    assert found.excess_m >= 0.0
    assert 0.0 < found.divergence <= 1.0


@given(st.floats(2.0, 500.0), st.floats(2.0, 20_000.0), st.floats(100.0, 400e3))
def test_on_a_flat_surface_the_mirrored_ray_comes_from_the_image(
    height1_m: float, height2_m: float, distance_m: float
) -> None:
    found = specular_point(Path(1e9, height1_m, height2_m, FLAT_RADIUS_M), distance_m)
    image = math.hypot(distance_m, height1_m + height2_m)
    assert found.mirrored_m == pytest.approx(image, abs=1e-6)
    assert found.direct_m == pytest.approx(math.hypot(distance_m, height1_m - height2_m), abs=1e-6)
    flat_rad = math.atan((height1_m + height2_m) / distance_m)
    assert found.grazing_rad == pytest.approx(flat_rad, abs=1e-10)
    assert found.divergence == pytest.approx(1.0, abs=1e-6)


@pytest.mark.parametrize(("order", "wanted"), [(1, "peak"), (2, "null"), (3, "peak"), (4, "null")])
def test_lobes_and_nulls_stand_where_the_textbook_puts_them(order: int, wanted: str) -> None:
    """Horizontal, flat: maxima at odd multiples of lambda/(4 h) in the elevation's sine, nulls at even."""
    frequency, distance = 1e9, 10_000.0
    path = Path(frequency, 30.0, 1.0, FLAT_RADIUS_M, "sea")
    target = distance * order * C / frequency / (4.0 * 30.0)
    loss = float(lobing_losses_db(path, target, distance).loss_db)
    assert loss == pytest.approx(-6.02, abs=0.1) if wanted == "peak" else loss > 25.0


@pytest.mark.parametrize("polarization", ["horizontal", "vertical"])
@pytest.mark.parametrize("scattering", ["ament", "miller-brown"])
def test_inside_the_horizon_the_loss_is_the_sum_of_two_waves(polarization: str, scattering: str) -> None:
    """F = |sqrt(g_d) + Gamma D rho sqrt(g_r) (R_d / R_r) exp(-j k delta)|, with complex numbers."""
    path = over_sea(3e9, polarization=polarization)
    surface = Surface(0.1, scattering)
    beam = Beam(width_rad=math.radians(2.0), axis_rad=math.radians(0.5))
    target = 300.0
    for distance in (2e3, 7e3, 20e3, 40e3):
        ray = specular_point(path.with_heights(RADAR_M, target), distance)
        up = math.atan2(
            (RADIUS_M + target) * math.cos(distance / RADIUS_M) - RADIUS_M - RADAR_M,
            (RADIUS_M + target) * math.sin(distance / RADIUS_M),
        )
        down = -(ray.grazing_rad + ray.distance1_m / RADIUS_M)
        gains = [
            10 ** (-0.1 * min(12.041 * ((e - 0.5 * math.pi / 180) / beam.width_rad) ** 2, 25.0))
            for e in (up, down)
        ]
        left = roughness_factor(surface, frequency_hz=3e9, grazing_rad=ray.grazing_rad)
        echo = reflection_coefficient(path, ray.grazing_rad) * ray.divergence * left
        echo *= ray.direct_m / ray.mirrored_m * cmath.exp(-2j * math.pi * ray.excess_m * 3e9 / C)
        factor = abs(math.sqrt(gains[0]) + echo * math.sqrt(gains[1]))
        got = lobing_losses_db(path, target, distance, surface=surface, beam=beam)
        assert float(got.loss_db) == pytest.approx(-20.0 * math.log10(factor), abs=1e-5)
        assert REGIONS[int(got.region)] == "interference"


def test_agility_averages_the_fourth_power_over_the_band() -> None:
    """Against 2,001 carriers, one by one; reflection and roughness change by little over 200 MHz."""
    path, target, distance = over_sea(3e9), 400.0, 6_000.0
    band = np.linspace(2.9e9, 3.1e9, 2001)
    losses = np.array([float(lobing_losses_db(over_sea(f), target, distance).loss_db) for f in band])
    mean_db = 5.0 * np.log10(np.mean(10.0 ** (-0.2 * losses)))
    got = float(lobing_losses_db(path, target, distance, agility_hz=200e6).loss_db)
    assert got == pytest.approx(-mean_db, abs=0.01)


def test_agility_fills_the_nulls() -> None:
    path = Path(3e9, 30.0, 1.0, FLAT_RADIUS_M, "sea")
    null = 10_000.0 * 20 * C / 3e9 / (4.0 * 30.0)
    steady = float(lobing_losses_db(path, null, 10_000.0).loss_db)
    hopping = float(lobing_losses_db(path, null, 10_000.0, agility_hz=300e6).loss_db)
    assert steady > 20.0
    assert hopping < 5.0


def test_a_narrow_beam_that_follows_the_target_sees_no_lobes() -> None:
    path = over_sea(3e9)
    losses = lobing_losses_db(
        path, 5_000.0, np.linspace(8e3, 30e3, 200), beam=Beam(math.radians(1.0))
    ).loss_db
    assert np.max(np.abs(losses)) < 0.6  # a mirrored wave 25 dB down
    wide = lobing_losses_db(path, 5_000.0, np.linspace(8e3, 30e3, 200)).loss_db
    assert np.max(np.abs(wide)) > 5.0


def test_a_rough_sea_leaves_the_direct_wave_alone() -> None:
    path, distance = over_sea(9.5e9), np.linspace(5e3, 15e3, 50)
    rough = lobing_losses_db(path, 2_000.0, distance, surface=Surface(2.0, "ament")).loss_db
    assert np.max(np.abs(rough)) < 1e-6


@pytest.mark.parametrize("frequency_hz", [160e6, 1.3e9, 3e9, 9.5e9])
@pytest.mark.parametrize("target_m", [30.0, 300.0, 10_000.0])
def test_the_loss_has_no_step_where_models_meet(frequency_hz: float, target_m: float) -> None:
    path = over_sea(frequency_hz)
    horizon = math.sqrt(2.0 * RADIUS_M) * (math.sqrt(RADAR_M) + math.sqrt(target_m))
    for meeting in (margin_m(path, target_m), horizon):
        both = lobing_losses_db(path, target_m, meeting + np.array([-0.01, 0.01])).loss_db
        assert both[0] == pytest.approx(both[1], abs=0.01)


@given(st.floats(1.0, 3.0), st.floats(3.0, 3000.0))
def test_beyond_the_horizon_it_is_the_recommendations_diffraction(times: float, target_m: float) -> None:
    path = over_sea(1.3e9)
    distance = times * math.sqrt(2.0 * RADIUS_M) * (math.sqrt(RADAR_M) + math.sqrt(target_m))
    got = lobing_losses_db(path, target_m, distance)
    expected = smooth_earth_loss_db(path.with_heights(RADAR_M, target_m), distance)
    assert float(got.loss_db) == pytest.approx(expected, rel=1e-12)
    assert REGIONS[int(got.region)] == "diffraction"


@given(st.floats(1e8, 2e10), st.floats(2.0, 3000.0), st.floats(2.0, 20_000.0), st.floats(100.0, 800e3))
def test_two_waves_never_give_more_than_twice_the_field(
    frequency_hz: float, radar_m: float, target_m: float, distance_m: float
) -> None:
    loss = float(lobing_losses_db(over_sea(frequency_hz, radar_m), target_m, distance_m).loss_db)
    assert loss >= -6.03
    assert math.isfinite(loss)


@pytest.mark.parametrize("x", [0.0, 0.3, 1.0, 3.749, 3.751, 10.0, 1e3, 1e6])
def test_the_bessel_function_agrees_with_scipy(x: float) -> None:
    """Abramowitz & Stegun 9.8.1, 9.8.2: 1.6e-7 and 1.9e-7."""
    assert kernels.bessel_i0_scaled(x) == pytest.approx(float(i0e(x)), rel=1e-6)


def test_a_surface_scatters_more_coherently_by_miller_and_brown() -> None:
    for height in (0.0, 0.1, 0.5, 2.0):
        ament, brown = (
            roughness_factor(Surface(height, name), frequency_hz=3e9, grazing_rad=0.03)
            for name in ("ament", "miller-brown")
        )
        assert 0.0 <= ament <= brown <= 1.0


@pytest.mark.parametrize(
    ("place", "call"),
    [
        ("height1_m", lambda: lobing_losses_db(over_sea(3e9, 0.0), 10.0, 1e3)),
        ("height2_m", lambda: lobing_losses_db(over_sea(3e9), -1.0, 1e3)),
        ("distance_m[1]", lambda: lobing_losses_db(over_sea(3e9), 10.0, [1e3, np.nan])),
        ("agility_hz", lambda: lobing_losses_db(over_sea(3e9), 10.0, 1e3, agility_hz=-1.0)),
        ("distance_m", lambda: specular_point(Path(3e9, 10.0, 10.0, RADIUS_M), 500e3)),
        ("grazing_rad", lambda: reflection_coefficient(over_sea(3e9), 2.0)),
        ("roughness_m", lambda: Surface(-0.1)),
        ("scattering", lambda: Surface(0.1, "lambert")),
        ("width_rad", lambda: Beam(0.0)),
        ("axis_rad", lambda: Beam(0.1, axis_rad=9.0)),
    ],
)
def test_what_is_wrong_is_named(place: str, call: object) -> None:
    assert callable(call)
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.place == place


def test_compiled_and_plain_kernels_agree() -> None:
    surface = np.array([RADIUS_M, 80.0, 5.0, 1.0, 0.1, 1.0])
    beam = np.array([0.03, 0.01, 0.0, 25.0])
    for name, arguments in [
        ("specular_arc", (20.0, 300.0, 0.004, RADIUS_M)),
        ("fresnel", (3e9, 0.02, 80.0, 5.0, 1)),
        ("interference", (1.0, 0.4, 0.7, 2.0, 0.3)),
        ("two_ray_db", (3e9, 1e8, 20.0, 300.0, 30e3, surface, beam)),
        ("limit_distance_m", (3e9, 20.0, 300.0, RADIUS_M)),
    ]:
        compiled = getattr(kernels, name)
        plain = getattr(compiled, "py_func", compiled)
        assert plain(*arguments) == pytest.approx(compiled(*arguments), rel=1e-9)
