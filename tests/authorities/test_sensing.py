"""Published formulas of radar against their values: range equation, CFAR, accuracy, time budget, clutter.

Expected values: computed apart from this package (quadrature, closed forms) from the formulas in Skolnik,
Barton, Richards and Curry; tolerances are the values' rounding.
"""

import math

import numpy as np
import pytest
from scipy import integrate, special

from airtight.chain.sensing.accuracy import (
    angle_sigma_rad,
    centroid_sigma_rad,
    range_sigma_m,
    speed_sigma_m_per_s,
)
from airtight.chain.sensing.budget import beams, dwell_s, hits, solid_angle_sr
from airtight.chain.sensing.cfar import cfar_detection_probability, cfar_loss_db, cfar_multiplier
from airtight.chain.sensing.clutter import reflectivity, surface_clutter_m2
from airtight.chain.sensing.range_equation import Dwell
from airtight.errors import InputError

C = 299_792_458.0


@pytest.mark.parametrize(
    (
        "power_w",
        "gain_db",
        "wavelength_m",
        "rcs_m2",
        "temperature_k",
        "seconds",
        "loss_db",
        "range_m",
        "snr_db",
    ),
    [
        (1e6, 40.0, 0.1, 1.0, 500.0, 10e-6, 8.0, 100e3, 30.633),
        (1e6, 40.0, 0.1, 1.0, 500.0, 10e-6, 8.0, 200e3, 18.592),
        (50e3, 45.0, 0.03, 0.1, 600.0, 16 * 100e-6, 10.0, 150e3, 19.371),
    ],
)
def test_the_range_equation_in_its_energy_form(  # noqa: PLR0913, PLR0917
    power_w: float,
    gain_db: float,
    wavelength_m: float,
    rcs_m2: float,
    temperature_k: float,
    seconds: float,
    loss_db: float,
    range_m: float,
    snr_db: float,
) -> None:
    dwell = Dwell(power_w * seconds, gain_db, wavelength_m, temperature_k, loss_db)
    assert dwell.snr_db(rcs_m2=rcs_m2, range_m=range_m) == pytest.approx(snr_db, abs=0.01)


@pytest.mark.parametrize(
    ("field", "bad"),
    [("energy_j", 0.0), ("wavelength_m", -1.0), ("temperature_k", math.nan), ("loss_db", math.inf)],
)
def test_a_dwell_that_no_radar_has_is_named(field: str, bad: float) -> None:
    good = {"energy_j": 1.0, "gain_db": 40.0, "wavelength_m": 0.1, "temperature_k": 500.0, "loss_db": 8.0}
    with pytest.raises(InputError) as caught:
        Dwell(**(good | {field: bad}))
    assert caught.value.place == field


def test_cell_averaging_costs_a_decibel_with_32_cells() -> None:
    """M = 32, P_fa 1e-6: alpha = 17.277649; P_D 0.5 needs 13.7397 dB against 12.7719: 0.968 dB."""
    assert cfar_multiplier(cells=32, false_alarm_probability=1e-6) == pytest.approx(17.277649, abs=1e-6)
    got = cfar_detection_probability(snr=10**1.37397, cells=32, false_alarm_probability=1e-6)
    assert got == pytest.approx(0.5, abs=1e-4)
    loss = cfar_loss_db(detection_probability=0.5, cells=32, false_alarm_probability=1e-6)
    assert loss == pytest.approx(0.968, abs=1e-3)


def test_cell_averaging_is_the_average_over_the_estimated_noise() -> None:
    """P(x > alpha Z / M), Z the sum of M cells' exponential noise: by quadrature over its gamma density."""
    cells, pfa, snr = 8, 1e-4, 20.0
    alpha = float(cfar_multiplier(cells=cells, false_alarm_probability=pfa))

    def crossing(total: float, mean: float) -> float:
        density = math.exp(-total + (cells - 1) * math.log(total) - special.gammaln(cells))
        return density * math.exp(-alpha * total / cells / mean)

    for mean, expected in (
        (1.0, pfa),
        (1.0 + snr, float(cfar_detection_probability(snr=snr, cells=cells, false_alarm_probability=pfa))),
    ):
        value, _ = integrate.quad(crossing, 1e-12, 80.0, args=(mean,), epsabs=1e-14)
        assert value == pytest.approx(expected, rel=1e-6)


def test_more_reference_cells_cost_less_and_in_the_end_nothing() -> None:
    losses = [
        float(cfar_loss_db(detection_probability=0.9, cells=cells, false_alarm_probability=1e-6))
        for cells in (8, 16, 64, 1_000_000)
    ]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] == pytest.approx(0.0, abs=1e-4)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"cells": 0}, "cells"),
        ({"cells": 2.5}, "cells"),
        ({"detection_probability": 1.0}, "detection_probability"),
        ({"detection_probability": 1e-7}, "detection_probability"),
        ({"false_alarm_probability": 0.0}, "false_alarm_probability"),
    ],
)
def test_what_no_detector_can_do_is_named(given: dict[str, float], place: str) -> None:
    good = {"detection_probability": 0.5, "cells": 32, "false_alarm_probability": 1e-6}
    with pytest.raises(InputError) as caught:
        cfar_loss_db(**(good | given))  # type: ignore[arg-type]
    assert caught.value.place == place


@pytest.mark.parametrize(
    ("bandwidth_hz", "snr_db", "bound_m", "practical_m"),
    [(1e6, 20.0, 5.8437, 10.599), (5e6, 13.0, 2.6165, 4.7458)],
)
def test_range_accuracy(bandwidth_hz: float, snr_db: float, bound_m: float, practical_m: float) -> None:
    snr = 10 ** (snr_db / 10)
    assert range_sigma_m(bandwidth_hz=bandwidth_hz, snr=snr, bound=True) == pytest.approx(bound_m, rel=5e-5)
    assert range_sigma_m(bandwidth_hz=bandwidth_hz, snr=snr) == pytest.approx(practical_m, rel=5e-5)


def test_the_bound_is_that_of_the_spectrums_mean_square_width() -> None:
    """Cramer-Rao: sigma_t = 1 / (2 pi B_rms sqrt(2 S)), B_rms by quadrature over a flat spectrum."""
    bandwidth, snr = 2e6, 50.0
    moment, _ = integrate.quad(lambda f: f * f / bandwidth, -bandwidth / 2, bandwidth / 2)
    sigma = C / 2 / (2 * math.pi * math.sqrt(moment) * math.sqrt(2 * snr))
    assert range_sigma_m(bandwidth_hz=bandwidth, snr=snr, bound=True) == pytest.approx(sigma, rel=1e-9)


def test_angle_and_speed_accuracy() -> None:
    angle = angle_sigma_rad(beamwidth_rad=np.radians(1.0), snr=100.0)
    assert np.degrees(angle) == pytest.approx(0.044194, abs=1e-6)
    wide = angle_sigma_rad(beamwidth_rad=np.radians(1.0), snr=100.0, off_broadside_rad=np.radians(60.0))
    assert wide / angle == pytest.approx(2.0)
    speed = speed_sigma_m_per_s(wavelength_m=0.1, dwell_s=5e-3, snr=100.0)
    assert speed == pytest.approx(0.38985, abs=1e-5)


def test_a_centroid_of_many_hits_is_better_than_of_one() -> None:
    one = centroid_sigma_rad(beamwidth_rad=0.02, snr=10.0, hits=1)
    assert centroid_sigma_rad(beamwidth_rad=0.02, snr=10.0, hits=16) == pytest.approx(one / 4)


def test_a_face_that_looks_backwards_measures_nothing() -> None:
    with pytest.raises(InputError) as caught:
        angle_sigma_rad(beamwidth_rad=0.02, snr=10.0, off_broadside_rad=2.0)
    assert caught.value.place == "cos(off_broadside_rad)"


def test_the_time_that_a_search_takes() -> None:
    """0 to 30 degrees all round: pi sr, 2,578.31 beams of 2 degrees; 400 km: 2.668513 ms; x 3: 20.6408 s."""
    sphere = solid_angle_sr(azimuth_rad=2 * math.pi, elevation_min_rad=0.0, elevation_max_rad=math.pi / 6)
    assert sphere == pytest.approx(3.141593, abs=1e-6)
    count = beams(
        solid_angle_sr=sphere, azimuth_beam_rad=math.radians(2.0), elevation_beam_rad=math.radians(2.0)
    )
    assert count == pytest.approx(2578.31, abs=0.01)
    assert dwell_s(range_m=400e3) == pytest.approx(2.668513e-3, abs=1e-9)
    assert count * dwell_s(range_m=400e3, pulses=3) == pytest.approx(20.6408, abs=1e-4)
    assert dwell_s(range_m=1e3, pulse_s=1e-3) == 1e-3


def test_a_beam_of_two_degrees_turning_in_ten_seconds_gets_so_many_hits() -> None:
    """2 / 360 of 10 s at 360 pulses a second: 20."""
    assert hits(azimuth_beam_rad=math.radians(2.0), repetition_hz=360.0, period_s=10.0) == pytest.approx(20.0)


def test_the_ground_in_one_cell() -> None:
    """20 km, 1.5 degrees, 1 microsecond, grazing 0.5 degrees, gamma -15 dB: 21.659 m2, 13.356 dBsm."""
    area = surface_clutter_m2(
        gamma=10**-1.5,
        range_m=20e3,
        grazing_rad=math.radians(0.5),
        azimuth_beam_rad=math.radians(1.5),
        range_cell_m=C * 1e-6 / 2,
    )
    assert 10 * np.log10(area) == pytest.approx(13.356, abs=0.001)


def test_reflectivity_falls_five_decibels_a_decade_of_frequency() -> None:
    assert 10 * np.log10(reflectivity(at_10_ghz_db=-15.0, frequency_hz=1e9)) == pytest.approx(-20.0)
    assert 10 * np.log10(reflectivity(at_10_ghz_db=-15.0, frequency_hz=10e9)) == pytest.approx(-15.0)
