"""Rain against itur and ITU-R's validation workbook."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from airtight.propagation.rain import rain_attenuation_db_per_km

SHARED = Path(os.environ.get("AIRTIGHT_SHARED", Path(__file__).parents[3] / "shared"))
WORKBOOK = SHARED / "data" / "itu" / "p676_p838" / "ITURP838-3_rain_specific_attenuation.csv"


@pytest.mark.parametrize(
    ("frequency_ghz", "rate", "polarization", "elevation_deg", "loss"),
    [
        (1.3, 20.0, "horizontal", 0.0, 0.00068480),
        (3.0, 20.0, "horizontal", 10.0, 0.00554842),
        (3.0, 20.0, "vertical", 10.0, 0.00477798),
        (5.5, 20.0, "circular", 5.0, 0.0453527),
        (10.0, 5.0, "horizontal", 10.0, 0.0918288),
        (10.0, 20.0, "horizontal", 10.0, 0.524176),
        (10.0, 20.0, "vertical", 10.0, 0.432254),
        (10.0, 50.0, "circular", 30.0, 1.48302),
        (17.0, 12.5, "circular", 45.0, 0.923078),
        (35.0, 20.0, "horizontal", 0.0, 5.07209),
    ],
)
def test_rain_agrees_with_itur(
    frequency_ghz: float, rate: float, polarization: str, elevation_deg: float, loss: float
) -> None:
    """itur 0.4.0, P.838-3; tolerance: the printed digits."""
    got = rain_attenuation_db_per_km(
        frequency_hz=frequency_ghz * 1e9,
        rate_mm_per_h=rate,
        polarization=polarization,
        elevation_rad=float(np.radians(elevation_deg)),
    )
    assert got == pytest.approx(loss, rel=1e-5)


@pytest.mark.skipif(not WORKBOOK.is_file(), reason="ITU's workbook may not ship; no shared data")
def test_rain_reproduces_every_row_of_the_itu_workbook() -> None:
    """CG-3M3J-13-ValEx Rev 8.3.0, P.838-3; its inputs and results have eight decimals."""
    names = {0.0: "horizontal", 45.0: "circular", 90.0: "vertical"}
    with WORKBOOK.open(encoding="latin-1") as stream:
        rows = [[float(x) for x in row] for row in list(csv.reader(stream))[2:] if row and row[0]]
    assert len(rows) == 64
    for elevation_deg, frequency_ghz, rate, tilt_deg, _, _, loss in rows:
        got = rain_attenuation_db_per_km(
            frequency_hz=frequency_ghz * 1e9,
            rate_mm_per_h=rate,
            polarization=names[tilt_deg],
            elevation_rad=float(np.radians(elevation_deg)),
        )
        assert got == pytest.approx(loss, rel=1e-6)
