"""Detection by drawn looks against the exact formulas and the published calibration ranges."""

import numpy as np
import pytest
from scipy.optimize import brentq

from airtight.chain.sensing.numbers import R_DETECTION_M, R_REFERENCE_M2, RADAR_FIELDS, W_CONSTANT
from airtight.chain.sensing.radars import Radar, Radars
from airtight.chain.sensing.signal_kernels import received_power
from airtight.chain.sensing.worlds import Conditions, prepare, required_snr
from airtight.numerics.random import Cause, uniforms
from airtight.propagation.gases import calibration_loss_db
from airtight.terrain.horizon import HorizonTable

DRAWS = 20_000


def detected_share(snr_db: float, pfa: float, swerling: int) -> float:
    """Share of drawn looks whose power exceeds the threshold."""
    snr, threshold = 10 ** (snr_db / 10), -np.log(pfa)
    hits = 0
    for i in range(DRAWS):
        u = uniforms(3, i, int(Cause.LOOK), 17, 4, 0)
        hits += received_power(snr, swerling, *u) > threshold
    return hits / DRAWS


@pytest.mark.parametrize(
    ("snr_db", "swerling", "probability"),
    [
        (13.0, 1, 0.517178),
        (13.0, 3, 0.608965),
        (21.1436, 1, 0.9),
        (12.7719, 1, 0.5),
        (17.2960, 3, 0.9),
        (11.9537, 3, 0.5),
    ],
)
def test_drawn_looks_detect_with_the_exact_probability(
    snr_db: float, swerling: int, probability: float
) -> None:
    """Physics reference 3.2, P_fa = 1e-6, one pulse: exact sums; 4 sigma of the draws."""
    sigma = np.sqrt(probability * (1 - probability) / DRAWS)
    assert detected_share(snr_db, 1e-6, swerling) == pytest.approx(probability, abs=4 * sigma)


def test_noise_alone_alarms_at_the_stated_probability() -> None:
    assert detected_share(-300.0, 1e-2, 1) == pytest.approx(1e-2, abs=4 * np.sqrt(1e-2 / DRAWS))
    assert detected_share(-300.0, 1e-2, 3) == pytest.approx(1e-2, abs=4 * np.sqrt(1e-2 / DRAWS))


@pytest.mark.parametrize(("probability", "snr_db"), [(0.5, 12.7719), (0.9, 21.1436)])
def test_required_signal_to_noise(probability: float, snr_db: float) -> None:
    """Physics reference 3.2, Swerling 1, N = 1; printed to 1e-4 dB."""
    got = 10 * np.log10(required_snr(np.array(probability), np.array(1e-6)))
    assert got == pytest.approx(snr_db, abs=1e-4)


def radar() -> Radars:
    table = HorizonTable(
        0.0,
        0.0,
        0.0,
        np.array([1.2, 4 / 3, 1.6]),
        np.array([0.0, 0.0, 0.0]),
        np.array([0.0, 0.0, 0.0]),
        1000.0,
        np.zeros((8, 4, 3, 3), dtype=np.float32),
        np.zeros((8, 4, 3, 3), dtype=np.uint16),
        0.0,
        "none",
    )
    return Radars.of([Radar("calibrated", 0, 0, 0, 3.2e9, 0.0, 0.0, (table,))])


def constant() -> float:
    numbers = np.ones((1, 1, len(RADAR_FIELDS)))
    numbers[..., R_DETECTION_M] = 390e3
    numbers[..., R_REFERENCE_M2] = 4.0
    conditions = Conditions(
        1, np.zeros(1, dtype=np.int64), np.full(1, 4 / 3), np.full(1, 0.5), np.full(1, 1e-6)
    )
    return float(prepare(radar(), numbers, conditions)[0, 0, W_CONSTANT])


@pytest.mark.parametrize(
    ("rcs_m2", "half_km", "half_vacuum_km", "nine_km", "nine_vacuum_km"),
    [
        (1.0, 277.61, 275.77, 175.42, 170.32),
        (0.4, 222.89, 219.31, 141.36, 135.45),
        (0.1, 160.59, 155.08, 101.93, 95.78),
        (0.01, 93.26, 87.21, 58.87, 53.86),
        (0.001, 53.80, 49.04, 33.72, 30.29),
    ],
)
def test_ranges_follow_from_one_published_point(
    rcs_m2: float, half_km: float, half_vacuum_km: float, nine_km: float, nine_vacuum_km: float
) -> None:
    """Physics reference 3.6: 3.2 GHz, 4 m2 at 390 km, P_D 0.5; gases of the 1 degree ray; 0.5 %."""

    def reach_km(probability: float, *, gases: bool) -> float:
        wanted = float(required_snr(np.array(probability), np.array(1e-6)))
        level = constant() if gases else constant() * 10 ** (-0.2 * float(loss_db(390e3)))

        def excess(range_m: float) -> float:
            loss = float(loss_db(range_m)) if gases else 0.0
            return float(np.log(level * rcs_m2 / range_m**4 / wanted) - 0.2 * np.log(10.0) * loss)

        return float(brentq(excess, 1e3, 600e3)) / 1e3

    assert reach_km(0.5, gases=True) == pytest.approx(half_km, rel=5e-3)
    assert reach_km(0.9, gases=True) == pytest.approx(nine_km, rel=5e-3)
    assert reach_km(0.5, gases=False) == pytest.approx(half_vacuum_km, rel=5e-3)
    assert reach_km(0.9, gases=False) == pytest.approx(nine_vacuum_km, rel=5e-3)


def loss_db(range_m: float) -> np.ndarray:
    return calibration_loss_db(frequency_hz=3.2e9, range_m=range_m)
