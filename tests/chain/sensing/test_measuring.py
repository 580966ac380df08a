"""What a radar reports: bias that stays, beams off broadside, low angles, and what it cannot tell apart."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from airtight.chain.sensing.looking import look
from airtight.chain.sensing.numbers import COUNTS, SECTORED, W_CONSTANT
from airtight.errors import InputError
from airtight.messages import detections as d
from airtight.numerics.columns import Floats

Make = Callable[..., Any]
DEGREE = np.pi / 180.0


def errors(made: Any, epochs: int) -> Floats:  # noqa: ANN401
    """(R, epochs, 3): measured less true range, azimuth and elevation of the only thing."""
    offset = made.truth.position_m[0, 0] - made.sensing.sites.position_m[0, 0]
    east, north, up = made.sensing.sites.rotation[0, 0] @ offset
    distance = float(np.linalg.norm(offset))
    true = np.array([distance, np.arctan2(east, north), np.arcsin(up / distance)])
    out = np.empty((made.sensing.replications, epochs, 3))
    for epoch in range(epochs):
        seen, _ = look(made.sensing, made.truth, made.tasks, made.active, now_s=float(epoch))
        assert np.all(seen.count == 1)
        out[:, epoch] = seen.values[:, 0, d.RANGE_M : d.ELEVATION_RAD + 1] - true
    return out


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_share_of_the_fixed_error_stays_the_same_in_all_looks(bench: Make, share: float) -> None:
    made = bench(
        places=[(70.0, 100e3, 8000.0)],
        replications=600,
        rcs_m2=1e9,
        numbers={"revisit_period": 1.0, "bias_share": share},
    )
    found = errors(made, 30)
    fixed = np.array([30.0, 0.1 * DEGREE, 0.1 * DEGREE])
    new = np.sqrt(1.0 - share**2)
    within = found.std(axis=1, ddof=1).mean(axis=0) / fixed
    assert within == pytest.approx(np.full(3, new), abs=0.02)
    between = found.mean(axis=1).std(axis=0) / fixed
    assert between == pytest.approx(np.full(3, np.sqrt(share**2 + new**2 / 30)), rel=4 / np.sqrt(2 * 600))
    assert np.abs(found.mean(axis=(0, 1)) / fixed).max() < 4 * np.sqrt((share**2 + new**2 / 30) / 600)
    whole = np.sqrt((found**2).mean(axis=(0, 1))) / fixed
    assert whole == pytest.approx(np.ones(3), rel=0.1)


def test_the_three_biases_are_independent(bench: Make) -> None:
    made = bench(
        places=[(70.0, 100e3, 8000.0)],
        replications=2000,
        rcs_m2=1e9,
        numbers={"revisit_period": 1.0, "bias_share": 1.0},
    )
    together = np.corrcoef(errors(made, 1)[:, 0].T) - np.eye(3)
    assert np.abs(together).max() < 4 / np.sqrt(2000)


@pytest.mark.parametrize(("off_deg", "exponent"), [(0.0, 2.0), (45.0, 1.5), (45.0, 3.0), (-30.0, 2.0)])
def test_off_broadside_a_face_loses_by_the_cosine(bench: Make, off_deg: float, exponent: float) -> None:
    made = bench(
        places=[(50.0 + off_deg, 100e3, 8000.0)],
        scan=SECTORED,
        facing_rad=50.0 * DEGREE,
        replications=4000,
        rcs_m2=0.03,
        numbers={
            "revisit_period": 1.0,
            "sector_width": 100.0 * DEGREE,
            "search_share": 0.5,
            "scan_loss_exponent": exponent,
        },
    )
    seen, _ = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    snr = made.sensing.world[0, 0, W_CONSTANT] * 0.03 / 100.27e3**4
    # Gases: about 0.70 dB one way at this range and elevation.
    snr *= np.cos(off_deg * DEGREE) ** exponent * 10 ** (-0.2 * 0.70)
    assert made.sensing.totals[:, COUNTS.index("detections")].mean() == pytest.approx(
        1e-6 ** (1.0 / (1.0 + snr)), abs=0.05
    )
    # The beam widens as well, and with it the noise of azimuth; not that of elevation.
    rows = seen.values[seen.count == 1, 0]
    noise = np.sqrt(rows[:, d.AZIMUTH_SIGMA_RAD] ** 2 - (0.1 * DEGREE) ** 2)
    upright = np.sqrt(rows[:, d.ELEVATION_SIGMA_RAD] ** 2 - (0.1 * DEGREE) ** 2)
    assert noise / upright == pytest.approx(np.full(noise.size, 1.0 / np.cos(off_deg * DEGREE)), rel=1e-3)


def test_a_sector_of_several_faces_has_no_scan_loss(bench: Make) -> None:
    shares = []
    for off in (0.0, 80.0):
        made = bench(
            places=[(off, 100e3, 8000.0)],
            scan=SECTORED,
            replications=2000,
            rcs_m2=0.03,
            numbers={"revisit_period": 1.0, "search_share": 0.5, "scan_loss_exponent": 3.0},
        )
        look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
        shares.append(made.sensing.totals[:, COUNTS.index("detections")].mean())
    assert shares[0] == pytest.approx(shares[1], abs=0.06)


def test_near_the_ground_the_elevation_is_less_certain(bench: Make) -> None:
    """Within a beam width, 1.5 degrees, above the shadow line a stated share of the beam is added."""
    sigmas = []
    for height in (400.0, 3000.0):
        made = bench(
            places=[(0.0, 40e3, height)], rcs_m2=1e9, numbers={"revisit_period": 1.0, "low_angle_error": 0.2}
        )
        seen, _ = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
        sigmas.append(seen.values[0, 0, d.ELEVATION_SIGMA_RAD] / DEGREE)
    assert sigmas == pytest.approx([np.hypot(0.1, 0.2 * 1.5), 0.1], rel=1e-3)


def test_two_in_one_cell_are_one_detection_between_them(bench: Make) -> None:
    """50 m and 0.3 degrees apart, in a cell of 100 m and 1.5 degrees; equally strong."""
    made = bench(
        places=[(359.9, 100e3, 8000.0), (0.2, 100.05e3, 8000.0)],
        replications=2000,
        rcs_m2=1e6,
        numbers={"revisit_period": 1.0, "range_error": 1e-3, "azimuth_error": 1e-7},
    )
    seen, origins = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    assert np.all(seen.count == 1)
    assert np.all(made.sensing.totals[:, COUNTS.index("detections_merged")] == 1)
    azimuth = (seen.values[:, 0, d.AZIMUTH_RAD] / DEGREE + 180.0) % 360.0 - 180.0
    assert -0.1 - 1e-3 < azimuth.min() < azimuth.max() < 0.2 + 1e-3
    assert azimuth.mean() == pytest.approx(0.05, abs=0.01)
    assert origins.entity[:, 0].mean() == pytest.approx(0.5, abs=0.05)
    # It is told of the stronger one, and lies nearer to it.
    assert np.mean((azimuth > 0.05) == (origins.entity[:, 0] == 1)) > 0.98


@pytest.mark.parametrize(
    "other",
    [(0.0, 100.2e3, 8000.0), (1.7, 100e3, 8000.0), (0.0, 99.83e3, 10_900.0)],
    ids=["range", "azimuth", "elevation"],
)
def test_a_cell_apart_in_one_coordinate_is_enough(bench: Make, other: tuple[float, float, float]) -> None:
    made = bench(places=[(0.0, 100e3, 8000.0), other], rcs_m2=1e9, numbers={"revisit_period": 1.0})
    seen, _ = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    assert seen.count[0] == 2
    assert made.sensing.totals[0, COUNTS.index("detections_merged")] == 0


def test_a_formation_fills_no_more_rows_than_it_has_cells(bench: Make) -> None:
    """Ninety things in thirty cells, more than the first room for detections."""
    places = [(12.0 * i, 60e3 + 20.0 * k, 9000.0) for i in range(30) for k in range(3)]
    made = bench(places=places, rcs_m2=1e8, numbers={"revisit_period": 1.0})
    seen, _ = look(made.sensing, made.truth, made.tasks, made.active, now_s=0.0)
    assert seen.count[0] == 30
    assert made.sensing.totals[0, COUNTS.index("detections_merged")] == 60


@pytest.mark.parametrize(
    ("key", "bad"),
    [
        ("bias_share", 1.1),
        ("bias_share", -0.1),
        ("blind_speed", -1.0),
        ("clutter_improvement", np.nan),
        ("scan_loss_exponent", -1.0),
    ],
)
def test_a_number_that_no_radar_can_have_is_named(bench: Make, key: str, bad: float) -> None:
    with pytest.raises(InputError) as caught:
        bench(places=[(0.0, 100e3, 8000.0)], numbers={key: bad})
    assert caught.value.place == f"test.{key}"
