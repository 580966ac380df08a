"""What a user asks: every mistake has its message."""

import pytest
from tests.analysis.coverage.conftest import Ask

from airtight.analysis.coverage.request import ALTITUDES, Altitude, request
from airtight.catalog.loader import load
from airtight.errors import InputError


def test_without_words_three_altitudes_and_a_fighter() -> None:
    asked = request(load())
    assert [one.height_m for one in asked.altitudes] == [100.0, 1_000.0, 10_000.0]
    assert all(one.datum == "agl" for one in asked.altitudes)
    assert [one.id for one in asked.targets] == ["fighter-4gen"]
    assert len(ALTITUDES) == 3


def test_datums_are_told_apart_and_repeats_count_once() -> None:
    asked = request(load(), altitudes=["3000 m amsl", "FL100", "3 km", "3000 m"], rcs=["1 m2", "0 dBsm"])
    assert asked.altitudes[0] == Altitude(3_000.0, "amsl")
    assert asked.altitudes[1] == Altitude(pytest.approx(3_048.0), "amsl")  # type: ignore[arg-type]
    assert asked.altitudes[2] == Altitude(3_000.0, "agl")
    assert len(asked.altitudes) == 3
    assert [one.rcs_m2 for one in asked.targets] == [1.0]


@pytest.mark.parametrize(
    ("words", "place", "told"),
    [
        ({"altitudes": ["100"]}, "--altitude", "unit"),
        ({"altitudes": ["-5 m"]}, "--altitude", "range"),
        ({"altitudes": ["0 m"]}, "--altitude", "range"),
        ({"altitudes": ["200 km"]}, "--altitude", "range"),
        ({"altitudes": ["FL100 agl"]}, "--altitude", "flight level"),
        ({"targets": ["fighter-4gn"]}, "--target", "no such entry"),
        ({"targets": ["radar-91n6e"]}, "--target", "not a target"),
        ({"rcs": ["1 m"]}, "--rcs", "unit of length"),
        ({"rcs": ["0 m2"]}, "--rcs", "range"),
        ({"rcs": ["1e12 m2"]}, "--rcs", "range"),
        ({"radius": "10 m"}, "--radius", "range"),
        ({"radius": "far"}, "--radius", "not a quantity"),
        ({"probability": "1.5"}, "--probability", "probability"),
        ({"probability": 1.0}, "--probability", "range"),
        ({"altitudes": [f"{i} m" for i in range(1, 90)]}, "--altitude", "too much"),
    ],
)
def test_each_mistake_is_named(words: dict[str, object], place: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        request(load(), **words)  # type: ignore[arg-type]
    assert caught.value.place == place
    assert told in caught.value.problems[0].message
    assert caught.value.allowed


def test_several_mistakes_come_at_once() -> None:
    with pytest.raises(InputError) as caught:
        request(load(), altitudes=["100"], targets=["nobody"], radius="1 mm")
    assert [problem.place for problem in caught.value.problems] == ["--altitude", "--target", "--radius"]


@pytest.mark.parametrize("state", ["stored", "absent"])
def test_a_battery_that_is_off_covers_nothing_and_says_so(ask: Ask, state: str) -> None:
    with pytest.raises(InputError, match="no radar may emit") as caught:
        ask(activation=f'"{state}"', altitudes=["100 m"], radius="50 km")
    assert state in caught.value.value


def test_with_sensors_alone_nothing_is_engaged(ask: Ask) -> None:
    found = ask(activation='"sensors-only"', altitudes=["100 m"], radius="50 km")
    assert {layer.kind for layer in found.layers} == {"line-of-sight", "detection"}
    assert not found.rings


def test_a_sector_cuts_engagement_and_not_detection(ask: Ask) -> None:
    sector = '{ state = "limited", sector = { centre = "90 deg", width = "90 deg" } }'
    found = ask(activation=sector, altitudes=["1 km"], radius="100 km")
    seen, engaged = (
        next(one for one in found.layers if one.system == "radar-92n6e" and one.kind == kind)
        for kind in ("detection", "engagement")
    )
    assert engaged.area_m2["nominal"] == pytest.approx(0.25 * seen.area_m2["nominal"], rel=0.02)
    assert engaged.bearings.shares()["envelope"] == pytest.approx(0.75, abs=0.01)
