"""What holds for detection whatever the numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.chain.sensing.swerling import detection_probability, required_snr_db, threshold
from airtight.errors import InputError

SNR_DB = st.floats(-60, 60)
LOG_PFA = st.floats(-30, -0.01)
PULSES = st.integers(1, 300)
SWERLING = st.integers(0, 4)


def of(snr_db: float, log_pfa: float, pulses: int, swerling: int) -> float:
    return detection_probability(
        snr=10 ** (snr_db / 10), false_alarm_probability=10**log_pfa, pulses=pulses, swerling=swerling
    )


@given(SNR_DB, st.floats(0.001, 20), LOG_PFA, PULSES, SWERLING)
def test_more_signal_never_detects_less_and_no_signal_detects_noise(
    snr_db: float, more_db: float, log_pfa: float, pulses: int, swerling: int
) -> None:
    less, more = of(snr_db, log_pfa, pulses, swerling), of(snr_db + more_db, log_pfa, pulses, swerling)
    assert 10**log_pfa * (1 - 1e-9) <= less <= more * (1 + 1e-9) <= 1 + 1e-9
    nothing = of(-3000, log_pfa, pulses, swerling)
    assert nothing == pytest.approx(10**log_pfa, rel=1e-9)


@given(SNR_DB, LOG_PFA)
def test_with_one_pulse_it_does_not_matter_whether_pulses_fluctuate_alike(
    snr_db: float, log_pfa: float
) -> None:
    assert of(snr_db, log_pfa, 1, 2) == pytest.approx(of(snr_db, log_pfa, 1, 1), rel=1e-10)
    assert of(snr_db, log_pfa, 1, 4) == pytest.approx(of(snr_db, log_pfa, 1, 3), rel=1e-10)


@given(st.floats(0.01, 1 - 1e-9), st.floats(-20, -3), PULSES, SWERLING)
def test_a_required_ratio_detects_as_often_as_it_was_asked_to(
    pd: float, log_pfa: float, pulses: int, swerling: int
) -> None:
    snr_db = required_snr_db(
        detection_probability=pd, false_alarm_probability=10**log_pfa, pulses=pulses, swerling=swerling
    )
    got = of(snr_db, log_pfa, pulses, swerling)
    assert got == pytest.approx(pd, rel=1e-7)
    assert 1 - got == pytest.approx(1 - pd, rel=1e-5)


@pytest.mark.parametrize("pulses", [1, 7, 1_000, 1_000_000])
@pytest.mark.parametrize("swerling", range(5))
@pytest.mark.parametrize("snr_db", [-1000, -300, 0, 300, 1000])
def test_extremes_stay_probabilities(pulses: int, swerling: int, snr_db: float) -> None:
    for log_pfa in (-100, -15, -1e-9):
        got = of(snr_db, log_pfa, pulses, swerling)
        assert 0 < got <= 1
        assert math.isfinite(got)


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("snr", {"snr": -1.0}),
        ("snr", {"snr": math.nan}),
        ("false_alarm_probability", {"false_alarm_probability": 0.0}),
        ("false_alarm_probability", {"false_alarm_probability": 1.0}),
        ("pulses", {"pulses": 0}),
        ("pulses", {"pulses": 10**7}),
        ("swerling", {"swerling": 5}),
    ],
)
def test_a_wrong_argument_is_named(place: str, change: dict[str, float]) -> None:
    right = {"snr": 10.0, "false_alarm_probability": 1e-6, "pulses": 1, "swerling": 1}
    with pytest.raises(InputError) as caught:
        detection_probability(**(right | change))  # type: ignore[arg-type]
    assert caught.value.place == place


def test_a_probability_that_noise_alone_gives_needs_no_signal() -> None:
    with pytest.raises(InputError, match="noise alone"):
        required_snr_db(detection_probability=1e-7, false_alarm_probability=1e-6)


def test_the_threshold_is_minus_the_logarithm_for_one_pulse() -> None:
    assert threshold(false_alarm_probability=1e-6) == pytest.approx(-math.log(1e-6), rel=1e-12)
