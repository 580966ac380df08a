"""Every model: its example works, every unit means the same, and whatever is wrong with an input is told."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from airtight import units
from airtight.analysis.calc.model import Model
from airtight.analysis.calc.registry import MODELS
from airtight.api.calculating import calc
from airtight.catalog.loader import load
from airtight.errors import AirtightError, InputError, MissingError, Problem

PROFILE = "distance_km,height_m\n0,10\n5,120\n12.5,60\n20,15\n"
POSITIONS = '{"truth": [[0, 0, 0], [100, 0, 0]], "tracks": [[3, 4, 0]]}'


@pytest.fixture(autouse=True)
def _files(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    """The files that the examples name stand where the tests run."""
    (tmp_path / "profile.csv").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "positions.json").write_text(POSITIONS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def example(model: Model, *, whole: bool = False) -> dict[str, str]:
    return {one.name: one.example for one in model.inputs if whole or one.needed}


def problems(model: str, inputs: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    with pytest.raises(AirtightError) as caught:
        calc(model, inputs)
    return [(one.place, one.message, one.value, one.allowed) for one in caught.value.problems]


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_the_example_gives_every_number_that_the_model_promises(model: Model) -> None:
    for inputs in (example(model), example(model, whole=True)):
        result = calc(model.name, inputs)
        assert set(model.prints) <= set(result.summary)
        assert result.summary["model"] == model.name
        assert set(result.summary["inputs"]) >= set(inputs)
        json.dumps(result.summary, allow_nan=False)
        assert all(key in result.text for key in model.prints)
        assert model.source in result.text
        assert "<pre>" in result._repr_html_()


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_a_missing_input_is_named_with_an_example(model: Model) -> None:
    assert [place for place, *_ in problems(model.name, {})] == [
        one.name for one in model.inputs if one.needed
    ]
    for one in model.inputs:
        if one.needed:
            left = {name: text for name, text in example(model).items() if name != one.name}
            assert problems(model.name, left) == [(one.name, "is missing", "", f"{one.name}={one.example}")]


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
@pytest.mark.parametrize(
    "wrong",
    ["", "x", "nan", "inf", "-1e400 m", "1,5 km", "12 parsecs", "10 kg", "None", "\x00", "9" * 500, "[1]"],
)
def test_nonsense_for_any_input_is_told_in_one_message_that_names_it(model: Model, wrong: str) -> None:
    for one in model.inputs:
        given_inputs = example(model, whole=True) | {one.name: wrong}
        told = problems(model.name, given_inputs)
        assert len(told) == 1, told
        place, message, _, allowed = told[0]
        assert place.startswith(one.name)
        assert message
        assert allowed
        assert len(str(told)) < 1_000


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
@pytest.mark.parametrize("wrong", [None, True, [1.0], {"a": 1}, b"1", 1e400, math.nan, 10**400])
def test_what_is_no_text_is_told_too(model: Model, wrong: object) -> None:
    for one in model.inputs:
        if wrong is None and not one.needed:
            continue
        told = problems(model.name, {**example(model, whole=True), one.name: wrong})
        assert told[0][0].startswith(one.name)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_a_misspelt_input_is_recognised_and_not_called_missing(model: Model) -> None:
    for one in model.inputs:
        if len(one.name) > 3:
            inputs = example(model, whole=True)
            inputs[one.name[:-2] + one.name[-1]] = inputs.pop(one.name)
            told = problems(model.name, inputs)
            assert len(told) == 1
            assert f"did you mean '{one.name}'?" in told[0][1]


def test_all_that_is_wrong_is_told_at_once() -> None:
    told = problems("free-space-loss", {"frequency": "3 km", "distance": "-1 km", "power": "1 kW"})
    assert [place for place, *_ in told] == ["power", "frequency", "distance"]
    assert "not of frequency" in told[1][1]
    assert told[2][2:] == ("'-1 km'", "more than 0 m, at most 1000000 km")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("radar-horizn", "'radar-horizon'"),
        ("GOSPA", "'gospa'"),
        ("zzz", "wilson"),
        ("", "wilson"),
        (3, "wilson"),
    ],
)
def test_an_unknown_model_is_told_with_the_nearest(name: Any, hint: str) -> None:  # noqa: ANN401
    with pytest.raises(InputError) as caught:
        calc(name, {})
    assert caught.value.place == "MODEL"
    assert hint in caught.value.allowed


def test_inputs_that_are_no_mapping_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        calc("wilson", "successes=1")  # type: ignore[arg-type]
    assert "airtight calc wilson" in caught.value.allowed


@pytest.mark.parametrize(
    ("model", "name", "spellings"),
    [
        ("free-space-loss", "frequency", ["3 GHz", "3000 MHz", "3e6 kHz", "3e9 Hz", "3GHz", " 3  GHz "]),
        (
            "free-space-loss",
            "distance",
            ["185.2 km", "185200 m", "100 nmi", "100 NM", "607611.5485564304 ft"],
        ),
        ("gas-attenuation", "pressure", ["1013.25 hPa", "101325 Pa", "101.325 kPa", "1013.25 mbar"]),
        ("gas-attenuation", "temperature", ["15 degC", "15 °C", "288.15 K"]),
        ("gas-attenuation", "vapour-density", ["7.5 g/m3", "0.0075 kg/m3", "7.5 g/m³"]),
        ("rain-attenuation", "elevation", ["10 deg", "10°", "0.17453292519943295 rad", "600 arcmin"]),
        ("rain-attenuation", "polarization", ["circular", "CIRCULAR", " Circular "]),
        ("radar-range", "rcs", ["1 m2", "0 dBsm", "1 m²", "10000 cm2", "1 sqm"]),
        ("radar-range", "pd", ["0.5", "50 %", "5e-1"]),
        ("geodesic", "lat1", ["40.08", "40.08 deg", "40.08°", "0.6995279642 rad"]),
        ("ballistic", "range", ["300 km", "3e5 m", "161.9870410367171 nmi"]),
        ("flyout", "altitude", ["FL300", "30000 ft", "9144 m", "9.144 km"]),
        ("leakage", "threats", ["10", "10.0", "1e1"]),
        ("gospa", "c", ["20", "20 m", "0.02 km", "2000 cm"]),
        ("wilson", "confidence", ["0.95", "95 %", "95%"]),
    ],
)
def test_every_unit_of_an_input_means_the_same(model: str, name: str, spellings: list[str]) -> None:
    inputs = example(MODELS[model], whole=True)
    answers = [calc(model, inputs | {name: text}).calculated.printed for text in spellings]
    for key, value in answers[0].items():
        for other in answers[1:]:
            assert other[key] == (pytest.approx(value, rel=1e-8) if isinstance(value, float) else value)


@pytest.mark.parametrize(
    ("model", "change", "place"),
    [
        ("radar-horizon", {"antenna-height": "-5 m"}, "antenna-height"),
        ("radar-horizon", {"k": "0"}, "k"),
        ("radar-horizon", {"k": "-1.3"}, "k"),
        ("free-space-loss", {"distance": "0 m"}, "distance"),
        ("free-space-loss", {"distance": "1 mm", "frequency": "1 MHz"}, "distance"),
        ("free-space-loss", {"distance": "1e30 km"}, "distance"),
        ("gas-attenuation", {"frequency": "10 MHz"}, "frequency"),
        ("gas-attenuation", {"temperature": "15 K"}, "temperature"),
        ("gas-attenuation", {"pressure": "1013.25 kPa"}, "pressure"),
        ("gas-attenuation", {"vapour-density": "7.5 kg/m3"}, "vapour-density"),
        ("rain-attenuation", {"frequency": "999 MHz"}, "frequency"),
        ("rain-attenuation", {"rate": "1001 mm/h"}, "rate"),
        ("rain-attenuation", {"elevation": "91 deg"}, "elevation"),
        ("rain-attenuation", {"elevation": "10"}, "elevation"),
        ("rain-attenuation", {"polarization": "diagonal"}, "polarization"),
        ("diffraction", {"polarization": "circular"}, "polarization"),
        ("diffraction", {"ground": "ice"}, "ground"),
        ("diffraction", {"tx-height": "0 m"}, "tx-height"),
        ("diffraction", {"effective-radius": "8500 m"}, "effective-radius"),
        ("detection-probability", {"pfa": "0"}, "pfa"),
        ("detection-probability", {"pfa": "1"}, "pfa"),
        ("detection-probability", {"pulses": "2.5"}, "pulses"),
        ("detection-probability", {"pulses": "0"}, "pulses"),
        ("detection-probability", {"swerling": "5"}, "swerling"),
        ("detection-probability", {"snr": "20"}, "snr"),
        ("required-snr", {"pd": "1e-7"}, "pd"),
        ("required-snr", {"pd": "100 %"}, "pd"),
        ("radar-range", {"radar": "missile-48n6e3"}, "radar"),
        ("radar-range", {"radar": "radar-91n6"}, "radar"),
        ("radar-range", {"rcs": "0 m2"}, "rcs"),
        ("geodesic", {"lat1": "91"}, "lat1"),
        ("geodesic", {"lon2": "400 deg"}, "lon2"),
        ("ballistic", {"range": "20001 km"}, "range"),
        ("ballistic", {"range": "19000 km", "rotation": "on"}, "range"),
        ("ballistic", {"rotation": "maybe"}, "rotation"),
        ("ballistic", {"from-lat": "-91"}, "from-lat"),
        ("flyout", {"missile": "s400-battery"}, "missile"),
        ("flyout", {"altitude": "101 km"}, "altitude"),
        ("leakage", {"pk": "1.1"}, "pk"),
        ("leakage", {"magazine": "-1"}, "magazine"),
        ("leakage", {"threats": "1e6", "magazine": "1e5"}, "magazine"),
        ("leakage", {"salvo": "0"}, "salvo"),
        ("gospa", {"alpha": "2.5"}, "alpha"),
        ("gospa", {"c": "0"}, "c"),
        ("ospa", {"p": "0.5"}, "p"),
        ("wilson", {"successes": "11"}, "successes"),
        ("wilson", {"trials": "0"}, "trials"),
        ("wilson", {"confidence": "1"}, "confidence"),
    ],
)
def test_a_value_out_of_range_is_told_with_what_is_allowed(
    model: str, change: dict[str, str], place: str
) -> None:
    told = problems(model, example(MODELS[model], whole=True) | change)
    assert [one[0] for one in told] == [place]
    assert told[0][3]


def test_rotation_says_what_it_lacks() -> None:
    told = problems("ballistic", {"range": "300 km", "rotation": "on", "from-lat": "40"})
    assert told[0][0] == "from-lon, azimuth"


def test_an_absent_file_is_missing_and_not_wrong() -> None:
    inputs = example(MODELS["gospa"])
    with pytest.raises(MissingError):
        calc("gospa", inputs | {"file": "none.json"})
    with pytest.raises(InputError) as caught:
        calc("gospa", inputs | {"file": "none.json", "p": "0"})
    assert [one.place for one in caught.value.problems] == ["file", "p"]


def test_out_of_reach_there_is_no_time() -> None:
    summary = calc("flyout", example(MODELS["flyout"]) | {"range": "400 km"}).summary
    assert (summary["reachable"], summary["time_s"], summary["bound"]) == (False, None, "range_max")
    assert "-" in calc("flyout", example(MODELS["flyout"]) | {"range": "400 km"}).text


def test_a_range_is_an_interval_that_holds_the_nominal_and_names_its_assumptions() -> None:
    summary = calc("radar-range", example(MODELS["radar-range"])).summary
    assert summary["range_low_m"] < summary["range_m"] < summary["range_high_m"]
    assert "detection.probability_at_published_range" in summary["assumptions"]
    assert not summary["beyond_instrumented_range"]


def test_a_place_has_no_direction_to_itself() -> None:
    here = {"lat1": "40", "lon1": "33", "lat2": "40", "lon2": "33"}
    printed = calc("geodesic", here).calculated.printed
    assert printed == {"distance_m": 0.0, "azimuth1_rad": 0.0, "azimuth2_rad": 0.0}


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-360, 360))
def test_azimuths_lie_in_one_turn(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    places = {"lat1": repr(lat1), "lon1": repr(lon1), "lat2": repr(lat2), "lon2": repr(lon2)}
    printed = calc("geodesic", places).summary
    assert 0 <= printed["azimuth1_rad"] < 2 * math.pi
    assert 0 <= printed["azimuth2_rad"] < 2 * math.pi
    assert 0 <= printed["distance_m"] < 20_004_000


LOGARITHM = st.floats(-12, 12)
UNIT = st.sampled_from(
    ["m", "km", "ft", "GHz", "MHz", "dB", "", "hPa", "K", "g/m3", "mm/h", "deg", "m2", "%"]
)


@settings(max_examples=300)
@given(st.sampled_from(list(MODELS)), st.data())
def test_whatever_is_written_gives_finite_numbers_or_a_message(name: str, data: st.DataObject) -> None:
    model = MODELS[name]
    inputs = example(model, whole=True)
    for one in data.draw(st.lists(st.sampled_from(model.inputs), max_size=3)):
        own = units.QUANTITY.fullmatch(one.example)
        unit = own[2] if own and data.draw(st.integers(0, 3)) else data.draw(UNIT)
        inputs[one.name] = f"{10 ** data.draw(LOGARITHM):.6g} {unit}".strip()
    printed: dict[str, object] = {}
    told: list[Problem] = []
    try:
        printed = calc(name, inputs).calculated.printed
    except AirtightError as error:
        told = error.problems
    assert printed or told
    assert all(problem.place and problem.message and problem.allowed for problem in told)
    assert all(math.isfinite(value) for value in printed.values() if isinstance(value, float))


def test_a_published_range_means_the_same_here_and_in_the_simulation() -> None:
    given = next(one for one in MODELS["radar-range"].inputs if one.name == "published-pd")
    assert float(given.default or "nan") == load().number("detection.probability_at_published_range").nominal
