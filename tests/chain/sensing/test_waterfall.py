"""From power to range: what the chain of decibels adds up to."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.chain.sensing.published_point import PublishedPoint
from airtight.chain.sensing.waterfall import Waterfall, loss_budget, waterfall
from airtight.errors import InputError

POINT = PublishedPoint(3.2e9, 390e3, 4.0, 0.5, 1e-6)


def chain(
    rcs_m2: float = 4.0, range_m: float = 390e3, probability: float = 0.5, swerling: int = 1
) -> Waterfall:
    return waterfall(
        POINT, rcs_m2=rcs_m2, range_m=range_m, detection_probability=probability, swerling=swerling
    )


@given(st.floats(1e-4, 1e3), st.floats(1e3, 2e6), st.floats(0.1, 0.99))
def test_the_steps_lead_from_what_the_point_needs_to_the_range_equations_ratio(
    rcs_m2: float, range_m: float, probability: float
) -> None:
    found = chain(rcs_m2, range_m, probability)
    total = found.published_db + math.fsum(step.change_db for step in found.steps)
    assert found.snr_db == pytest.approx(total, abs=1e-9)
    assert found.snr_db == pytest.approx(POINT.snr_db(rcs_m2=rcs_m2, range_m=range_m), abs=1e-9)
    there = chain(rcs_m2, found.reach_m, probability)
    assert there.margin_db == pytest.approx(0.0, abs=1e-6)
    assert (found.margin_db > 0.0) == (range_m < found.reach_m)


@pytest.mark.parametrize(
    ("rcs_m2", "probability", "reach_km"),
    [(20, 0.9, 360.42), (1, 0.5, 277.61), (1, 0.9, 175.42), (0.1, 0.5, 160.59), (0.001, 0.9, 33.72)],
)
def test_reach_is_that_of_an_independent_computation(
    rcs_m2: float, probability: float, reach_km: float
) -> None:
    """3.2 GHz, 4 m2 at 390 km, gases by ITU-R P.676 layer by layer: another program's ranges, to 0.5 %."""
    assert chain(rcs_m2, 390e3, probability).reach_m == pytest.approx(reach_km * 1e3, rel=5e-3)


def test_each_step_is_what_a_pocket_calculator_says() -> None:
    """4 m2 at 390 km to 0.4 m2 at 195 km: -10 dB and +12.041 dB; needed 10 log(ln 1e-6 / ln 0.5 - 1)."""
    found = chain(0.4, 195e3)
    assert found.published_db == pytest.approx(12.7719, abs=1e-4)
    assert [step.change_db for step in found.steps[:2]] == pytest.approx([-10.0, 12.0412], abs=1e-4)
    assert 0.0 < found.steps[2].change_db < 1.0


@pytest.mark.parametrize(("swerling", "needed_db"), [(1, 21.1436), (3, 17.2960)])
def test_a_target_that_fluctuates_otherwise_needs_another_ratio(swerling: int, needed_db: float) -> None:
    """P_D 0.9, P_fa 1e-6, one pulse: exact values, two independent integrations."""
    found = chain(1.0, 390e3, 0.9, swerling)
    assert found.required_db == pytest.approx(needed_db, abs=2e-3)
    assert POINT.snr_db(rcs_m2=1.0, range_m=found.reach_m) == pytest.approx(needed_db, abs=2e-3)


def test_the_losses_within_the_published_point_are_not_taken_again() -> None:
    few = waterfall(POINT, rcs_m2=1, range_m=3e5, detection_probability=0.5, angles=1)
    many = waterfall(
        POINT, rcs_m2=1, range_m=3e5, detection_probability=0.5, angles=2, scan_exponents=(1.5, 2, 3)
    )
    assert few.snr_db == many.snr_db
    assert few.reach_m == many.reach_m
    assert few.absorbed_db == pytest.approx((4.34, 8.3, 15.6))
    assert many.absorbed_db == pytest.approx((5.58, 9.9, 17.2))
    assert {loss.mark for loss in many.losses} == {"assumption"}


def test_a_phased_face_loses_on_top_by_direction() -> None:
    """60 degrees off broadside: 4.5 to 9 dB, both ways."""
    face = loss_budget(angles=2, scan_exponents=(1.5, 2, 3))[-1]
    assert not face.absorbed
    assert (face.low_db, face.nominal_db, face.high_db) == pytest.approx((4.515, 6.021, 9.031), abs=1e-3)
    assert all(loss.absorbed for loss in loss_budget(angles=2))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ({"angles": 3}, "angles"),
        ({"scan_exponents": (3, 2, 1)}, "scan_exponents"),
        ({"scan_exponents": (1, 2)}, "scan_exponents"),
        ({"scan_exponents": (0, 1, float("nan"))}, "scan_exponents"),
        ({"rcs_m2": 0.0}, "rcs_m2"),
        ({"range_m": float("inf")}, "range_m"),
        ({"detection_probability": 1e-7}, "detection_probability"),
        ({"swerling": 5}, "swerling"),
    ],
)
def test_wrong_input_is_named(words: dict[str, object], place: str) -> None:
    given = {"rcs_m2": 1.0, "range_m": 1e5, "detection_probability": 0.5, **words}
    with pytest.raises(InputError) as caught:
        waterfall(POINT, **given)  # type: ignore[arg-type]
    assert place in str(caught.value)
