"""Gaseous attenuation against ITU-R's validation workbook and two other implementations."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from airtight.propagation.gases import (
    calibration_loss_db,
    ray_loss_db,
    specific_attenuation_db_per_km,
)

SHARED = Path(os.environ.get("AIRTIGHT_SHARED", Path(__file__).parents[3] / "shared"))
WORKBOOK = SHARED / "data" / "itu" / "p676_p838"
PUBLISHED = [
    (1.0, 1013.25, 288.15, 7.5, 0.005388658, 0.0000509046),
    (1.3, 1013.25, 288.15, 7.5, 0.006032264, 0.000086102),
    (3.0, 1013.25, 288.15, 7.5, 0.007075960, 0.000462793),
    (5.5, 1013.25, 288.15, 7.5, 0.007468291, 0.001601163),
    (10.0, 1013.25, 288.15, 7.5, 0.008224417, 0.005974125),
    (10.0, 700.0, 268.15, 2.0, 0.004782202, 0.001228310),
    (22.235, 1013.25, 288.15, 7.5, 0.013292678, 0.17897799),
    (35.0, 1013.25, 288.15, 7.5, 0.031843034, 0.069614296),
    (60.0, 1013.25, 288.15, 7.5, 14.623475, 0.15484184),
]


@pytest.mark.parametrize("row", PUBLISHED)
def test_specific_attenuation_agrees_with_itur_and_the_itu_workbook(row: tuple[float, ...]) -> None:
    """itur 0.4.0 (P.676-12, the same lines); tolerance: the printed digits."""
    frequency_ghz, pressure_hpa, temperature_k, vapour, oxygen, water = row
    dry, wet = specific_attenuation_db_per_km(
        frequency_hz=frequency_ghz * 1e9,
        pressure_hpa=pressure_hpa,
        temperature_k=temperature_k,
        vapour_g_per_m3=vapour,
    )
    assert dry == pytest.approx(oxygen, rel=1e-6)
    assert wet == pytest.approx(water, rel=1e-5)


@pytest.mark.skipif(not WORKBOOK.is_dir(), reason="ITU's workbook may not ship; no shared data")
def test_specific_attenuation_reproduces_every_row_of_the_itu_workbook() -> None:
    """CG-3M3J-13-ValEx Rev 8.3.0, P.676-13 annex 1."""
    with (WORKBOOK / "ITURP676-13_gamma.csv").open(encoding="latin-1") as stream:
        rows = [[float(x) for x in row] for row in list(csv.reader(stream))[2:] if row and row[0]]
    assert len(rows) >= 10
    for frequency_ghz, pressure, temperature, vapour, oxygen, water, total in rows:
        dry, wet = specific_attenuation_db_per_km(
            frequency_hz=frequency_ghz * 1e9,
            pressure_hpa=pressure,
            temperature_k=temperature,
            vapour_g_per_m3=vapour,
        )
        assert dry == pytest.approx(oxygen, rel=1e-8)
        assert wet == pytest.approx(water, rel=1e-8)
        assert dry + wet == pytest.approx(total, rel=1e-8)


@pytest.mark.parametrize(
    ("frequency_ghz", "top_km", "elevation_deg", "loss_db"),
    [
        (3.0, 60.0, 90.0, 0.036764),
        (3.0, 60.0, 5.0, 0.39566),
        (3.0, 60.0, 1.0, 1.1719),
        (3.0, 10.0, 1.0, 1.1153),
        (10.0, 60.0, 90.0, 0.051226),
        (10.0, 60.0, 5.0, 0.55541),
        (10.0, 10.0, 1.0, 1.6588),
        (1.3, 60.0, 5.0, 0.35601),
    ],
)
def test_slant_path_agrees_with_ntias_p528_code(
    frequency_ghz: float, top_km: float, elevation_deg: float, loss_db: float
) -> None:
    """NTIA/p528 C++ of 2024-02 and an independent quadrature agree to 1e-5; tolerance: the printed digits."""
    got, length_m = ray_loss_db(
        frequency_hz=frequency_ghz * 1e9,
        height_m=1.0,
        elevation_rad=np.radians(elevation_deg),
        top_m=top_km * 1e3,
    )
    assert got == pytest.approx(loss_db, rel=5e-5)
    if top_km == 10.0:
        assert length_m == pytest.approx(284_220.0, abs=15.0)


@pytest.mark.parametrize(
    ("frequency_ghz", "losses_db"),
    [
        (0.16, (0.0250, 0.0503, 0.1013, 0.1708)),
        (1.3, (0.2848, 0.5230, 0.8481, 1.0325)),
        (3.0, (0.3437, 0.6193, 0.9762, 1.1676)),
        (5.5, (0.4042, 0.7145, 1.0984, 1.2974)),
        (10.0, (0.6049, 1.0271, 1.4958, 1.7185)),
    ],
)
def test_loss_by_which_published_ranges_are_read(
    frequency_ghz: float, losses_db: tuple[float, float, float, float]
) -> None:
    """A ray leaving sea level at 1 degree, by quadrature; tolerance: the four printed decimals."""
    got = calibration_loss_db(frequency_hz=frequency_ghz * 1e9, range_m=[5e4, 1e5, 2e5, 4e5])
    assert got == pytest.approx(losses_db, abs=6e-5)
