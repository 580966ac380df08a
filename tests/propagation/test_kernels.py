"""Kernels that the chain calls on every look."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.propagation import kernels
from airtight.propagation.diffraction import Path, bullington_loss_db, knife_edge_loss_db
from airtight.propagation.gases import gas_table, ray_loss_db

FREQUENCY_HZ = 3e9


@pytest.mark.parametrize("height_m", [0.0, 900.0, 9000.0])
def test_a_gas_table_gives_the_loss_of_the_traced_ray(height_m: float) -> None:
    table = gas_table(FREQUENCY_HZ, height_m=height_m)
    for range_m in (3e3, 27e3, 111e3, 240e3, 455e3):
        for elevation_rad in (-0.004, 0.0, 0.003, 0.02, 0.11, 0.5, 1.4):
            lift = 0.125 / 6_371_008.7714 * range_m * math.cos(elevation_rad)
            exact, _ = ray_loss_db(
                frequency_hz=FREQUENCY_HZ,
                height_m=height_m,
                elevation_rad=elevation_rad + lift,
                length_m=range_m,
            )
            assert kernels.gas_loss_db(table, elevation_rad, range_m) == pytest.approx(exact, abs=3e-3)


@given(st.floats(-0.3, 1.57), st.floats(0.0, 5e5))
def test_gases_take_more_the_longer_the_ray(apparent_rad: float, range_m: float) -> None:
    """Along one ray, that is at one apparent elevation; 0.003 dB for the table's interpolation."""

    def loss_db(length_m: float) -> float:
        lift_rad = 0.125 / 6_371_008.7714 * length_m * math.cos(apparent_rad)
        return kernels.gas_loss_db(_TABLE, apparent_rad - lift_rad, length_m)

    assert 0.0 <= loss_db(range_m) <= loss_db(1.1 * range_m) + 3e-3


_TABLE = gas_table(FREQUENCY_HZ)


@given(
    st.floats(1e8, 2e10),
    st.floats(500.0, 400e3),
    st.floats(0.01, 0.99),
    st.floats(-2000.0, 2000.0),
)
def test_edge_loss_is_that_of_the_knife_edge_in_its_place(
    frequency_hz: float, distance_m: float, share: float, shadow_m: float
) -> None:
    edge_m = min(share * distance_m, distance_m - 2.0)
    above_m = shadow_m * edge_m / distance_m
    wavelength_m = 299_792_458.0 / frequency_hz
    nu = above_m * math.sqrt(2.0 * distance_m / (wavelength_m * edge_m * (distance_m - edge_m)))
    got = kernels.edge_loss_db(frequency_hz, 1000.0 + shadow_m, 1000.0, edge_m, distance_m)
    assert got == pytest.approx(float(knife_edge_loss_db(nu)), abs=1e-6)


def test_an_edge_costs_as_much_as_bullingtons_point_of_the_same_profile() -> None:
    """One ridge on a flat earth of huge radius: Bullington's edge is the ridge itself."""
    distance_m = np.arange(0.0, 100_001.0, 1000.0)
    ground_m = np.where(distance_m == 30_000.0, 800.0, 0.0)
    path = Path(FREQUENCY_HZ, 10.0, 500.0, 1e12)
    shadow_m = 10.0 + (800.0 - 10.0) * 100_000.0 / 30_000.0
    edge = kernels.edge_loss_db(FREQUENCY_HZ, shadow_m, 500.0, 30_000.0, 100_000.0)
    whole = edge + (1.0 - math.exp(-edge / 6.0)) * (10.0 + 0.02 * 100.0)
    assert bullington_loss_db(path, distance_m, ground_m) == pytest.approx(whole, abs=1e-3)


def test_at_the_shadow_line_an_edge_costs_six_decibels_and_well_above_nothing() -> None:
    assert kernels.edge_loss_db(FREQUENCY_HZ, 500.0, 500.0, 20e3, 60e3) == pytest.approx(6.03, abs=0.01)
    assert kernels.edge_loss_db(FREQUENCY_HZ, 500.0, 900.0, 20e3, 60e3) == 0.0
    assert kernels.edge_loss_db(FREQUENCY_HZ, 500.0, 100.0, 0.0, 60e3) == 0.0


def test_compiled_and_plain_kernels_agree() -> None:
    for name, arguments in [
        ("gas_loss_db", (_TABLE, 0.013, 123_456.0)),
        ("edge_loss_db", (FREQUENCY_HZ, 500.0, 480.0, 20e3, 60e3)),
        ("knife_edge_loss_db", (0.3,)),
        ("free_space_loss_db", (FREQUENCY_HZ, 1e5)),
    ]:
        compiled = getattr(kernels, name)
        plain = getattr(compiled, "py_func", compiled)
        assert plain(*arguments) == pytest.approx(compiled(*arguments), rel=1e-12)
