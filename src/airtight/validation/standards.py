"""ITU-R's own tables, column by column, each as a claim about its worst row."""

import csv
import functools
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from airtight.numerics.columns import Floats
from airtight.propagation.diffraction import Path, delta_bullington, not_exceeded_loss_db
from airtight.propagation.gases import ray_loss_db, specific_attenuation_db_per_km
from airtight.propagation.rain import rain_attenuation_db_per_km, rain_coefficients
from airtight.validation.claim import BENCHMARK, VERIFICATION, Claim, Unavailable
from airtight.validation.shared import shared_file

WORKBOOK = "ITU-R workbook CG-3M3J-13-ValEx Rev 8.3.0"
P676_P838 = ("data", "itu", "p676_p838")
P452 = ("data", "itu", "p452")
TILTS = {0.0: "horizontal", 45.0: "circular", 90.0: "vertical"}
GAMMA_13 = "ITURP676-13_gamma.csv"
GAMMA_12 = "ITURP676-12_gamma.csv"
P452_PATHS = (
    "b2iseac_eqdist_no_clutter",
    "flat_land_1000km",
    "land_70km",
    "mixed_109km",
    "rburg_rural_no_clutter",
    "tropo_7001",
)


@dataclass(frozen=True)
class Standard:
    """A table of a standard, with the columns of it that the package can compute.

    Attributes:
        name: of the file.
        rows: how many it has.
        columns: what each of `compute`'s columns is.
        source: who published it; why the tolerance is what it is.
        tier: of the claims.
        tolerance: of the worst row, as a share where `unit` is "".
        unit: "dB", or "" for relative deviations.
        compute: published and computed values, each (rows, columns).

    """

    name: str
    rows: int
    columns: tuple[str, ...]
    source: str
    tier: str
    tolerance: float
    unit: str
    compute: Callable[[], tuple[Floats, Floats]]

    def claims(self) -> list[Claim]:
        """A claim for each column."""
        kind = "deviation" if self.unit else "relative deviation"
        return [
            Claim(
                claim=f"{self.name}, {column}: worst {kind} of {self.rows} rows",
                group="Standards' tables",
                tier=self.tier,
                source=self.source,
                expected=0.0,
                tolerance=self.tolerance,
                unit=self.unit,
                reproduce="airtight validate",
                compute=functools.partial(self._worst, i),
            )
            for i, column in enumerate(self.columns)
        ]

    def _worst(self, column: int) -> float:
        published, ours = self.compute()
        if len(published) != self.rows:
            raise Unavailable(
                f"{self.name} has {len(published)} rows in place of {self.rows}: another edition"
            )
        deviation = np.abs(ours[:, column] - published[:, column])
        if not self.unit:
            deviation /= np.abs(published[:, column])
        return float(deviation.max())


def claims() -> list[Claim]:
    """P.676's and P.838's tables whole, of P.452's the diffraction columns."""
    return [claim for standard in _standards() for claim in standard.claims()]


def _standards() -> list[Standard]:
    specific = ("dry air", "water vapour", "both")
    found = [
        Standard(
            GAMMA_13,
            350,
            specific,
            f"{WORKBOOK}; printed to 15 figures",
            VERIFICATION,
            1e-8,
            "",
            functools.partial(gases, GAMMA_13),
        ),
        Standard(
            GAMMA_12,
            355,
            specific,
            f"{WORKBOOK} and older; printed to 3 to 10 figures",
            VERIFICATION,
            1.0,
            "units of the last printed digit",
            gases_as_printed,
        ),
    ]
    found.append(
        Standard(
            "ITURP676-13_A_gas.csv",
            10,
            ("slant path by annex 2",),
            f"{WORKBOOK}; annex 2 approximates by equivalent heights what is integrated here by annex 1 "
            "through the reference atmosphere with the same vapour: P.676 gives it 10 %",
            BENCHMARK,
            0.10,
            "",
            slant_paths,
        )
    )
    found.append(
        Standard(
            "ITURP838-3_rain_specific_attenuation.csv",
            64,
            ("k", "alpha", "attenuation"),
            f"{WORKBOOK}; inputs and results printed to 8 decimals",
            VERIFICATION,
            1e-6,
            "",
            rain,
        )
    )
    found += [
        Standard(
            f"P.452 {path}",
            35,
            ("Ldsph", "Ld50", "Ldp"),
            "ITU-R P.452-17 validation examples; they round the speed of light to four figures",
            VERIFICATION,
            1e-3,
            "dB",
            functools.partial(diffraction, path),
        )
        for path in P452_PATHS
    ]
    return found


def _rows(name: str) -> list[list[float]]:
    """A workbook's rows below its two lines of headings."""
    return [[float(x) for x in row] for row in _cells(name)]


def _cells(name: str) -> list[list[str]]:
    path = shared_file(*P676_P838, name)
    with path.open(encoding="latin-1", newline="") as stream:
        return [row for row in list(csv.reader(stream))[2:] if row and row[0]]


@functools.cache
def gases(name: str) -> tuple[Floats, Floats]:
    """Specific attenuation: dry air, water vapour, both; dB/km."""
    rows = _rows(name)
    ours = []
    for frequency_ghz, pressure, temperature, vapour, *_ in rows:
        dry, wet = specific_attenuation_db_per_km(
            frequency_hz=frequency_ghz * 1e9,
            pressure_hpa=pressure,
            temperature_k=temperature,
            vapour_g_per_m3=vapour,
        )
        ours.append((float(dry), float(wet), float(dry + wet)))
    return np.array(rows)[:, 4:], np.array(ours)


@functools.cache
def gases_as_printed() -> tuple[Floats, Floats]:
    """The older table in units of each value's last printed digit."""
    published, ours = gases(GAMMA_12)
    exponents = [[Decimal(x).as_tuple().exponent for x in row[4:]] for row in _cells(GAMMA_12)]
    unit = 10.0 ** np.array(exponents, dtype=np.float64)
    return published / unit, ours / unit


@functools.cache
def slant_paths() -> tuple[Floats, Floats]:
    """Loss of ten slant paths, dB."""
    rows = _rows("ITURP676-13_A_gas.csv")
    ours = [
        ray_loss_db(
            frequency_hz=frequency_ghz * 1e9,
            height_m=0.0,
            elevation_rad=float(np.radians(elevation_deg)),
            vapour_g_per_m3=vapour,
        )[0]
        for frequency_ghz, elevation_deg, vapour, *_ in rows
    ]
    return np.array(rows)[:, 5:], np.array(ours)[:, None]


@functools.cache
def rain() -> tuple[Floats, Floats]:
    """k, alpha and specific attenuation."""
    rows = _rows("ITURP838-3_rain_specific_attenuation.csv")
    ours = []
    for elevation_deg, frequency_ghz, rate, tilt_deg, *_ in rows:
        frequency, elevation = frequency_ghz * 1e9, float(np.radians(elevation_deg))
        polarization = TILTS[tilt_deg]
        loss = rain_attenuation_db_per_km(
            frequency_hz=frequency, rate_mm_per_h=rate, polarization=polarization, elevation_rad=elevation
        )
        k, alpha = rain_coefficients(
            frequency_hz=frequency, polarization=polarization, elevation_rad=elevation
        )
        ours.append((k, alpha, loss))
    return np.array(rows)[:, 4:], np.array(ours)


@functools.cache
def diffraction(name: str) -> tuple[Floats, Floats]:
    """Ldsph, Ld50 and Ldp of one path, dB."""
    profile = shared_file(*P452, f"profile_{name}.csv")
    points = np.genfromtxt(profile, delimiter=",", skip_header=1, usecols=(0, 1), encoding="latin-1")
    distance_m, height_m = points[:, 0] * 1e3, points[:, 1]
    published, ours = [], []
    with shared_file(*P452, f"result_{name}.csv").open(encoding="latin-1", newline="") as stream:
        for row in csv.DictReader(stream):
            path = Path(
                frequency_hz=float(row["f (GHz)"]) * 1e9,
                height1_m=float(row["htg (m)"]),
                height2_m=float(row["hrg (m)"]),
                effective_radius_m=float(row["ae"]) * 1e3,
                polarization="horizontal" if row["pol (1-h/2-v)"].strip() == "1" else "vertical",
                sea_share=float(row["omega"]),
            )
            parts = delta_bullington(path, distance_m, height_m)
            rarely = not_exceeded_loss_db(
                path, distance_m, height_m, percent=float(row["p (%)"]), ducting_percent=float(row["b0"])
            )
            ours.append((parts.sphere_db, parts.loss_db, rarely))
            published.append([float(row[column]) for column in ("Ldsph", "Ld50", "Ldp")])
    return np.array(published), np.array(ours)
