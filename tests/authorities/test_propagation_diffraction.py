"""Diffraction against P.526's equations in other implementations, exact edges and ITU's profiles."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from scipy.special import fresnel

from airtight.propagation.diffraction import (
    Path as RadioPath,
)
from airtight.propagation.diffraction import (
    delta_bullington_loss_db,
    knife_edge_loss_db,
    smooth_earth_loss_db,
)

SHARED = Path(os.environ.get("AIRTIGHT_SHARED", Path(__file__).parents[3] / "shared"))
CHECKS = SHARED / "reference" / "checks"
WORKBOOK = SHARED / "data" / "itu" / "p452"
H, V = "horizontal", "vertical"


@pytest.mark.parametrize(
    ("frequency_ghz", "distance_km", "heights_m", "ground", "polarization", "loss_db"),
    [
        (3.0, 60.0, (20.0, 100.0), "land", H, 14.740),
        (3.0, 60.0, (20.0, 100.0), "land", V, 14.741),
        (3.0, 100.0, (20.0, 100.0), "land", H, 65.883),
        (3.0, 100.0, (20.0, 100.0), "land", V, 65.878),
        (3.0, 30.0, (20.0, 100.0), "land", H, 0.0),
        (10.0, 60.0, (10.0, 30.0), "sea", H, 60.782),
        (10.0, 60.0, (10.0, 30.0), "sea", V, 60.775),
        (0.16, 100.0, (30.0, 100.0), "land", H, 37.818),
        (0.16, 100.0, (30.0, 100.0), "land", V, 37.814),
        (0.16, 100.0, (30.0, 100.0), "sea", V, 37.737),
        (1.3, 150.0, (30.0, 500.0), "land", H, 48.386),
        (0.16, 50.0, (30.0, 100.0), "land", H, 15.236),
        (1.3, 40.0, (20.0, 50.0), "land", H, 10.577),
    ],
)
def test_smooth_earth_agrees_with_py1812(
    frequency_ghz: float,
    distance_km: float,
    heights_m: tuple[float, float],
    ground: str,
    polarization: str,
    loss_db: float,
) -> None:
    """Py1812 of 2026-05 and an independent script; a_e = 8494.7 km; tolerance: the printed decimals."""
    path = RadioPath(frequency_ghz * 1e9, *heights_m, 8_494_700.0, ground, polarization)
    assert smooth_earth_loss_db(path, distance_km * 1e3) == pytest.approx(loss_db, abs=1e-3)


@pytest.mark.parametrize(
    ("frequency_ghz", "distance_km", "heights_m", "ground", "polarization", "exact_db"),
    [
        (3.0, 75.0, (20.0, 100.0), "land", H, 33.44),
        (3.0, 100.0, (20.0, 100.0), "land", H, 65.59),
        (1.3, 150.0, (30.0, 500.0), "land", H, 47.98),
        (0.16, 50.0, (30.0, 100.0), "land", H, 15.58),
        (0.16, 100.0, (30.0, 100.0), "land", V, 37.20),
        (0.16, 100.0, (30.0, 100.0), "sea", V, 38.18),
        (10.0, 60.0, (10.0, 30.0), "sea", V, 60.27),
    ],
)
def test_smooth_earth_lies_within_its_documented_error_of_the_residue_series(
    frequency_ghz: float,
    distance_km: float,
    heights_m: tuple[float, float],
    ground: str,
    polarization: str,
    exact_db: float,
) -> None:
    """Fock's series, 20 modes, 60 digits; the model's documented error is 0.6 dB, plus 0.02 for rounding."""
    path = RadioPath(frequency_ghz * 1e9, *heights_m, 8_494_700.0, ground, polarization)
    assert smooth_earth_loss_db(path, distance_km * 1e3) == pytest.approx(exact_db, abs=0.62)


def test_knife_edge_has_the_recommendations_values() -> None:
    nu = [-1.0, -0.78, -0.5, 0.0, 0.5, 1.0, 2.0, 5.0]
    published = [0.0, 0.0, 1.959, 6.033, 10.288, 13.926, 19.043, 26.814]
    assert knife_edge_loss_db(nu) == pytest.approx(published, abs=6e-4)


def test_knife_edge_lies_within_a_seventh_of_a_decibel_of_fresnels_integrals() -> None:
    nu = np.linspace(-0.7, 6.0, 200)
    sine, cosine = fresnel(nu)
    exact = -20.0 * np.log10(0.5 * np.sqrt((1.0 - cosine - sine) ** 2 + (cosine - sine) ** 2))
    assert np.max(np.abs(knife_edge_loss_db(nu) - exact)) < 0.15


@pytest.mark.skipif(not CHECKS.is_dir(), reason="ITU's profiles may not ship; no shared data")
@pytest.mark.parametrize(
    ("profile", "frequency_mhz", "heights_m", "loss_db"),
    [
        ("p526_path1.csv", 1000.0, (30.0, 30.0), 34.44302652),
        ("p526_path1.csv", 2500.0, (50.0, 10.0), 42.32928281),
        ("p526_path1.csv", 600.0, (20.0, 20.0), 36.34606901),
        ("p526_path1.csv", 200.0, (40.0, 50.0), 27.69744396),
        ("p526_path1.csv", 150.0, (70.0, 5.0), 42.99074274),
        ("p526_path3.csv", 1000.0, (30.0, 30.0), 17.62040631),
        ("p526_path3.csv", 2500.0, (50.0, 10.0), 25.1016907),
        ("p526_path3.csv", 600.0, (20.0, 20.0), 20.25488733),
        ("p526_path3.csv", 200.0, (40.0, 50.0), 10.1899085),
        ("p526_path3.csv", 150.0, (70.0, 5.0), 20.73949248),
    ],
)
def test_delta_bullington_reproduces_itus_examples(
    profile: str, frequency_mhz: float, heights_m: tuple[float, float], loss_db: float
) -> None:
    """ITU-R delta-Bullington validation examples, a_e = 8500 km; tolerance 0.02 dB."""
    distance_km, height_m = np.loadtxt(CHECKS / profile, delimiter=",", skiprows=1).T
    path = RadioPath(frequency_mhz * 1e6, *heights_m, 8_500_000.0)
    assert delta_bullington_loss_db(path, distance_km * 1e3, height_m) == pytest.approx(loss_db, abs=0.02)


@pytest.mark.skipif(not WORKBOOK.is_dir(), reason="ITU's P.452 tables may not ship; no shared data")
@pytest.mark.parametrize("name", ["rburg_rural_no_clutter", "land_70km", "flat_land_1000km"])
def test_profiles_over_land_reproduce_itus_p452_tables(name: str) -> None:
    """Ld50, the diffraction loss over the median earth, which the tables give with 8 decimals."""
    points = np.genfromtxt(
        WORKBOOK / f"profile_{name}.csv", delimiter=",", skip_header=1, usecols=(0, 1), encoding="latin-1"
    )
    with (WORKBOOK / f"result_{name}.csv").open(encoding="latin-1") as stream:
        rows = list(csv.DictReader(stream))
    assert rows
    for row in rows:
        polarization = H if row["pol (1-h/2-v)"].strip() == "1" else V
        path = RadioPath(
            float(row["f (GHz)"]) * 1e9,
            float(row["htg (m)"]),
            float(row["hrg (m)"]),
            float(row["ae"]) * 1e3,
            "land",
            polarization,
        )
        distance_m, height_m = points[:, 0] * 1e3, points[:, 1]

        assert delta_bullington_loss_db(path, distance_m, height_m) == pytest.approx(
            float(row["Ld50"]), abs=0.02
        )
