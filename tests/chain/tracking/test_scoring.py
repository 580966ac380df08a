"""GOSPA and OSPA: every assignment tried, and what makes a distance one."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from airtight.chain.tracking.scoring import gospa, ospa
from airtight.errors import InputError

Points = list[tuple[float, float]]
COORDINATE = st.integers(-30, 30).map(float)
POINTS = st.lists(st.tuples(COORDINATE, COORDINATE), max_size=4)
ORDER = st.sampled_from([1.0, 1.5, 2.0, 7.0])


def least_sum(truth: Points, tracks: Points, c: float, p: float) -> float:
    """The least sum of min(d, c)^p over all one-to-one assignments of the smaller set."""
    few, many = sorted((truth, tracks), key=len)
    sums = (
        sum(min(c, float(np.hypot(a[0] - b[0], a[1] - b[1]))) ** p for a, b in zip(few, chosen, strict=True))
        for chosen in itertools.permutations(many, len(few))
    )
    return float(min(sums))


@given(POINTS, POINTS, st.floats(0.5, 60), ORDER, st.sampled_from([0.5, 1.0, 2.0]))
def test_agrees_with_the_best_of_all_assignments(
    truth: Points, tracks: Points, c: float, p: float, alpha: float
) -> None:
    best, extra = least_sum(truth, tracks, c, p), abs(len(truth) - len(tracks))
    assert gospa(truth, tracks, c=c, p=p, alpha=alpha).distance == pytest.approx(
        (best + c**p / alpha * extra) ** (1 / p), abs=1e-9
    )
    most = max(len(truth), len(tracks), 1)
    assert ospa(truth, tracks, c=c, p=p) == pytest.approx(((best + c**p * extra) / most) ** (1 / p), abs=1e-9)


@given(POINTS, POINTS, st.floats(0.5, 60), ORDER)
def test_for_alpha_2_the_parts_add_up(truth: Points, tracks: Points, c: float, p: float) -> None:
    found = gospa(truth, tracks, c=c, p=p)
    assert found.localisation is not None
    assert found.missed is not None
    assert found.false is not None
    assert len(truth) - found.missed == len(tracks) - found.false >= 0
    parts = found.localisation**p + c**p / 2 * (found.missed + found.false)
    assert found.distance**p == pytest.approx(parts, rel=1e-9, abs=1e-9)
    assert gospa(truth, tracks, c=c, p=p, alpha=1.0).localisation is None


@settings(max_examples=100)
@given(POINTS, POINTS, POINTS, st.floats(0.5, 60), ORDER)
def test_they_are_metrics(a: Points, b: Points, between: Points, c: float, p: float) -> None:
    def far(x: Points, y: Points) -> float:
        return gospa(x, y, c=c, p=p).distance

    assert far(a, a) == pytest.approx(0, abs=1e-9)
    assert far(a, b) == pytest.approx(far(b, a))
    assert far(a, b) <= far(a, between) + far(between, b) + 1e-9
    assert 0 <= ospa(a, b, c=c, p=p) <= c * (1 + 1e-12)


def test_a_high_order_neither_overflows_nor_vanishes() -> None:
    assert gospa([[0.0]], [[1e11]], c=1e9, p=100.0).distance == pytest.approx(1e9)
    assert ospa([[0.0]], [[1e8]], c=1e9, p=100.0) == pytest.approx(1e8)


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("c", {"c": 0.0}),
        ("p", {"p": 0.5}),
        ("alpha", {"alpha": 0.0}),
        ("alpha", {"alpha": 2.1}),
        ("truth[0, 1]", {"truth": [[0.0, np.nan]]}),
        ("tracks", {"tracks": [[0.0, 1.0, 2.0]]}),
        ("truth", {"truth": [1.0, 2.0]}),
    ],
)
def test_a_wrong_argument_is_named(place: str, change: dict[str, object]) -> None:
    right: dict[str, object] = {
        "truth": [[0.0, 0.0]],
        "tracks": [[1.0, 1.0]],
        "c": 1.0,
        "p": 2.0,
        "alpha": 2.0,
    }
    with pytest.raises(InputError) as caught:
        gospa(**(right | change))  # type: ignore[arg-type]
    assert caught.value.place == place
