"""Swerling's five cases against closed forms, scipy's distributions, and rules of thumb with known errors."""

import itertools
import math

import numpy as np
import pytest
from scipy import integrate, special, stats

from airtight.chain.sensing.swerling import detection_probability, required_snr_db, threshold

SNR = [0.01, 0.3, 1.0, 4.0, 30.0, 1e3]
PULSES = [1, 2, 3, 10, 64]
PFA = [1e-12, 1e-6, 1e-3, 0.2]
CASES = [(snr, pulses, pfa) for snr in SNR for pulses in PULSES for pfa in PFA]


def ours(snr: float, pulses: int, pfa: float, swerling: int) -> float:
    return detection_probability(snr=snr, pulses=pulses, false_alarm_probability=pfa, swerling=swerling)


@pytest.mark.parametrize(("snr", "pulses", "pfa"), CASES)
def test_a_steady_target_is_marcums_function(snr: float, pulses: int, pfa: float) -> None:
    """scipy's non-central chi-squared with 2 N degrees of freedom at 2 T, non-centrality 2 N S."""
    level = threshold(false_alarm_probability=pfa, pulses=pulses)
    expected = stats.ncx2.sf(2 * level, 2 * pulses, 2 * pulses * snr)
    assert ours(snr, pulses, pfa, 0) == pytest.approx(float(expected), rel=1e-9, abs=1e-14)


@pytest.mark.parametrize(("snr", "pulses", "pfa"), CASES)
def test_swerling_1_2_and_4_have_closed_forms(snr: float, pulses: int, pfa: float) -> None:
    """DiFranco & Rubin: S1 with incomplete gammas, S2 one of them, S4 a binomial sum of them."""
    level = threshold(false_alarm_probability=pfa, pulses=pulses)
    total = pulses * snr
    if pulses == 1:
        first = pfa ** (1 / (1 + snr))
    else:
        scaled = special.gammainc(pulses - 1, level / (1 + 1 / total))
        first = special.gammaincc(pulses - 1, level) + math.exp(
            (pulses - 1) * math.log1p(1 / total) - level / (1 + total)
        ) * float(scaled)
    assert ours(snr, pulses, pfa, 1) == pytest.approx(float(first), rel=1e-9)
    second = special.gammaincc(pulses, level / (1 + snr))
    assert ours(snr, pulses, pfa, 2) == pytest.approx(float(second), rel=1e-9)
    k = np.arange(pulses + 1)
    share = snr / (2 + snr)
    fourth = stats.binom.pmf(k, pulses, share) @ special.gammaincc(pulses + k, level * (1 - share))
    assert ours(snr, pulses, pfa, 4) == pytest.approx(float(fourth), rel=1e-9)


@pytest.mark.parametrize(
    ("snr", "pulses", "pfa"), [case for case in CASES if case[0] < 100 and case[2] > 1e-9]
)
def test_swerling_3_is_a_steady_target_averaged_over_its_fluctuation(
    snr: float, pulses: int, pfa: float
) -> None:
    """Quadrature over a gamma density of shape 2, good to 1e-9 absolute."""
    level = threshold(false_alarm_probability=pfa, pulses=pulses)
    mean = pulses * snr

    def integrand(x: float) -> float:
        steady = float(stats.ncx2.sf(2 * level, 2 * pulses, 2 * x))
        return steady * float(stats.gamma.pdf(x, 2.0, scale=mean / 2))

    edges = np.array([0.0, 0.1, 0.5, 1, 2, 4, 8, 16, 40]) * mean
    expected = sum(
        integrate.quad(integrand, low, high, epsabs=1e-11)[0] for low, high in itertools.pairwise(edges)
    )
    assert ours(snr, pulses, pfa, 3) == pytest.approx(expected, abs=2e-9)


@pytest.mark.parametrize(
    ("pd", "pfa", "pulses", "albersheim_db", "shnidman_db"),
    [
        (0.9, 1e-6, 1, 13.115, (13.12, 21.35, 21.35, 17.23, 17.23)),
        (0.5, 1e-6, 1, 11.232, (11.17, 12.51, 12.51, 11.84, 11.84)),
        (0.8, 1e-6, 10, 4.530, (4.83, 10.19, 5.37, 7.51, 5.10)),
        (0.9, 1e-8, 20, 3.737, (3.96, 12.56, 4.39, 8.26, 4.18)),
        (0.5, 1e-6, 64, -1.419, (-1.47, -0.13, -1.45, -0.80, -1.46)),
    ],
)
def test_required_ratios_lie_near_the_published_rules_of_thumb(
    pd: float, pfa: float, pulses: int, albersheim_db: float, shnidman_db: tuple[float, ...]
) -> None:
    """Shnidman misses by up to 0.3 dB, Albersheim (for a linear detector) by about 0.2: 0.5 dB at most."""
    for swerling, expected in enumerate(shnidman_db):
        got = required_snr_db(
            detection_probability=pd, false_alarm_probability=pfa, pulses=pulses, swerling=swerling
        )
        assert got == pytest.approx(expected, abs=0.5)
        if swerling == 0:
            assert got == pytest.approx(albersheim_db, abs=0.5)
