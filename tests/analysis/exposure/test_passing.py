"""The demo's F-35A: what geometry and the radar equation say, and what reflectors show."""

import math

import numpy as np
import pytest
from tests.analysis.exposure.conftest import scenario

from airtight.analysis import exposure
from airtight.catalog.loader import load


def found(*args: str, **numbers: str) -> dict[str, dict[str, dict[str, float]]]:
    result = exposure.of_scenario(scenario(*args, **numbers), load(), seed=5)
    assert result is not None
    return result


def test_reflectors_show_what_shaping_hides_and_view_does_not_depend_on_either() -> None:
    result = found()
    clean, fitted = result["clean"], result["with_reflectors"]
    assert clean["minutes_in_line_of_sight"] == fitted["minutes_in_line_of_sight"]
    for name in ("minutes_above_13_db", "looks_above_13_db"):
        for end in ("low", "nominal", "high"):
            assert clean[name][end] <= fitted[name][end]
    for one in (clean, fitted):
        assert one["minutes_above_13_db"]["nominal"] <= one["minutes_in_line_of_sight"]["nominal"] + 1e-9
        for values in one.values():
            assert values["low"] <= values["nominal"] <= values["high"]


def test_a_stored_battery_observes_nothing() -> None:
    assert exposure.of_scenario(scenario('"stored"'), load(), seed=5) is None
    assert all(values["high"] == 0.0 for values in found()["stored"].values())


def test_the_same_seed_gives_the_same_figures() -> None:
    assert found() == found()


@pytest.mark.parametrize("rcs_m2", [0.01, 0.3, 3.0])
def test_time_above_13_db_is_a_chord_of_the_free_space_circle(rcs_m2: float) -> None:
    """Without terrain in the way the aircraft is above 13 dB where it is nearer than R13.

    R13 by the fourth root from the published point, S_req = ln P_fa / ln P_D - 1 there. Gases differ by at
    most 4 dB, two ways, from those at the published range: the chord lies between those of R13 with 4 dB
    less and 4 dB more. At 20 km up the radar's own horizon is farther than all of them.
    """
    catalog = load()
    numbers = catalog.numbers
    chords = []
    for extra_db in (-4.0, 4.0):
        widest = 0.0
        for name in ("radar-91n6e", "radar-96l6e"):
            wanted = 10.0**1.3
            at_point = math.log(1e-6) / math.log(0.5) - 1.0
            reach = (
                numbers[f"{name}.detection_range"].nominal
                * (
                    at_point
                    / wanted
                    * rcs_m2
                    / numbers[f"{name}.reference_rcs"].nominal
                    * 10 ** (extra_db / 10)
                )
                ** 0.25
            )
            reach = min(reach, numbers[f"{name}.instrumented_range"].nominal)
            widest = max(widest, 2.0 * math.sqrt(max(reach**2 - 150e3**2 - 20e3**2, 0.0)))
        chords.append(min(widest, 900e3) / 260.0 / 60.0)
    result = found(
        **{
            "f-35a.rcs_with_reflectors": f"{rcs_m2} m2",
            "f-35a.altitude": "20 km",
            "f-35a.speed": "260 m/s",
            "detection.probability_at_published_range": "0.5",
            "detection.false_alarm_probability": "1e-6",
        }
    )
    nominal = result["with_reflectors"]["minutes_above_13_db"]["nominal"]
    assert chords[0] - 0.1 <= nominal <= chords[1] + 0.1


def test_looks_are_time_over_the_revisit_period() -> None:
    """One radar: looks = seconds above / revisit, to one look for each time that it comes above."""
    only = '{ state = "full", radars = ["radar-91n6e", "radar-92n6e"] }'
    result = found(only, **{"radar-91n6e.revisit_period": "10 s"})
    fitted = result["with_reflectors"]
    assert fitted["looks_above_13_db"]["nominal"] == pytest.approx(
        fitted["minutes_above_13_db"]["nominal"] * 6.0, abs=2.0
    )
    assert np.isfinite(fitted["looks_above_13_db"]["high"])
