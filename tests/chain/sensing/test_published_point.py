"""Range from one published point: what the equation says without its constants."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.chain.sensing.published_point import PublishedPoint

RCS = st.floats(1e-6, 1e4)


def point(*, frequency_hz: float = 3.2e9, range_m: float = 390e3, probability: float = 0.5) -> PublishedPoint:
    return PublishedPoint(frequency_hz, range_m, 4.0, probability, 1e-6)


@given(RCS, st.floats(0.01, 0.99))
def test_at_its_reach_a_target_has_the_ratio_that_it_needs(rcs_m2: float, probability: float) -> None:
    reach = point().reach_m(rcs_m2=rcs_m2, detection_probability=probability)
    assert point().snr_db(rcs_m2=rcs_m2, range_m=reach) == pytest.approx(
        point().required_snr_db(probability), abs=1e-6
    )


@pytest.mark.parametrize("probability", [0.5, 0.8, 0.9])
@pytest.mark.parametrize("frequency_hz", [0.16e9, 3.2e9, 10e9])
def test_the_published_point_is_hit_by_construction(probability: float, frequency_hz: float) -> None:
    given_point = point(frequency_hz=frequency_hz, probability=probability)
    reach = given_point.reach_m(rcs_m2=4.0, detection_probability=probability)
    assert reach == pytest.approx(390e3, rel=1e-9)


@given(RCS, st.floats(1.01, 100))
def test_a_larger_target_is_seen_farther_but_no_farther_than_the_fourth_root_allows_for_thinner_air(
    rcs_m2: float, factor: float
) -> None:
    """Gases take less from the shorter path, so that ranges lie closer together than without them."""
    small = point().reach_m(rcs_m2=rcs_m2, detection_probability=0.5)
    large = point().reach_m(rcs_m2=rcs_m2 * factor, detection_probability=0.5)
    assert small < large <= small * factor**0.25 * (1 + 1e-9)


def test_an_unknown_probability_at_the_point_is_a_factor_in_range() -> None:
    """Swerling 1, one pulse, P_fa 1e-6: R(0.5) / R(0.9) = 1.619177 without gases, nearly so at VHF."""
    vhf = point(frequency_hz=1e8)
    half, nine = (vhf.reach_m(rcs_m2=0.01, detection_probability=p) for p in (0.5, 0.9))
    assert half / nine == pytest.approx(1.619177, rel=2e-3)
