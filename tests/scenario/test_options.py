"""Options change what they name, and nothing that all options must share."""

from pathlib import Path

import pytest

from airtight.catalog.loader import load as load_catalog
from airtight.errors import InputError
from airtight.scenario import loader, options
from airtight.scenario.model import Scenario
from airtight.scenario.options import Option, OptionSet

ROOT = Path(__file__).parents[2]
DEMO = (
    *("full-stand-alone", "partial-threat", "partial-hours", "sensors-only", "stored"),
    *("two-way-tracks", "integrated", "patriot-instead", "nothing"),
)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return loader.load(ROOT / "examples/anatolia-2021.toml")


def written(tmp_path: Path, change: str) -> OptionSet:
    """An options file with one option of the given changes."""
    file = tmp_path / "options.toml"
    file.write_text(f'[[option]]\nname = "one"\nchange = [{change}]\n', encoding="utf-8")
    return options.load(file)


def one(tmp_path: Path, change: str) -> Option:
    return written(tmp_path, change).options[0]


def test_the_demo_has_nine_options_in_their_order() -> None:
    chosen = options.load("demo")
    assert tuple(option.name for option in chosen.options) == DEMO
    assert chosen.reference == "full-stand-alone"
    assert {o.name for o in chosen.options if o.by_definition} == {"sensors-only", "stored", "nothing"}


@pytest.mark.parametrize("name", options.set_names())
def test_every_named_set_applies_to_the_demo(name: str, scenario: Scenario) -> None:
    chosen = options.load(name)
    found = options.apply_all(chosen.options, scenario)
    assert tuple(found) == tuple(option.name for option in chosen.options)
    assert chosen.reference == next(iter(found))
    for option in (*chosen.options, *chosen.listed):
        assert option.label
        assert option.proposed_by != options.UNSTATED
        assert option.source != options.UNSTATED
        assert (option.source == "assumption: airtight") == (option.source.startswith("assumption"))
    for changed in found.values():
        for part in ("raids", "flights", "traffic", "defended", "seed", "duration_s", "terrain"):
            assert getattr(changed, part) == getattr(scenario, part)


def test_every_source_of_an_option_is_in_the_bibliography() -> None:
    known = load_catalog().sources
    for option in options.load("public-debate").options + options.load("public-debate").listed:
        if not option.source.startswith("assumption"):
            assert {key.strip() for key in option.source.split(",")} <= set(known), option.name


def test_public_debate_lists_what_is_absent_by_definition() -> None:
    chosen = options.load("public-debate")
    absent = [option for option in chosen.listed if "absent by definition" in option.listed_only]
    assert {option.name for option in absent} == {
        "incirlik-stored",
        "abroad",
        "to-ukraine",
        "us-purchase",
        "returned",
    }


def test_the_allied_battery_stands_on_the_same_site(scenario: Scenario) -> None:
    found = options.apply_all(options.load("demo").options, scenario)["patriot-instead"]
    assert found.batteries[0].system == "patriot-battery"
    assert found.batteries[0].latitude_rad == scenario.batteries[0].latitude_rad
    assert found.network.tracks == "both"


def test_set_merges_replace_keeps_the_site_remove_and_add_do_what_they_say(
    scenario: Scenario, tmp_path: Path
) -> None:
    merged = options.apply(one(tmp_path, '{ select = "capital", set = { facing = "90 deg" } }'), scenario)
    assert merged.batteries[0].facing_rad == pytest.approx(1.5707963267948966)
    assert merged.batteries[0].doctrine == scenario.batteries[0].doctrine
    without = options.apply(one(tmp_path, '{ select = "battery:*", remove = ["activation"] }'), scenario)
    assert without.batteries[0].activation.state == "full"
    second = '{ id = "b", system = "s400-battery", position = { lat = 39, lon = 33 } }'
    added = f'{{ select = "battery", add = {second} }}'
    assert [b.id for b in options.apply(one(tmp_path, added), scenario).batteries] == ["capital", "b"]
    gone = options.apply(one(tmp_path, '{ select = "battery:*", remove = true }'), scenario)
    assert gone.batteries == ()


def test_changes_are_made_in_order(scenario: Scenario, tmp_path: Path) -> None:
    change = '{ select = "battery:*", remove = true }, { select = "battery:*", set = { facing = "0 deg" } }'
    with pytest.raises(InputError, match="finds nothing"):
        options.apply(one(tmp_path, change), scenario)


def test_an_optional_selection_may_find_nothing(scenario: Scenario, tmp_path: Path) -> None:
    for select in ("battery:none", "none", "sensor:*"):
        change = f'{{ select = "{select}", set = {{ facing = "0 deg" }}, optional = true }}'
        assert options.apply(one(tmp_path, change), scenario).batteries == scenario.batteries


def test_a_message_names_the_file_that_is_wrong(scenario: Scenario, tmp_path: Path) -> None:
    change = '\n{ select = "battery:*", set = { activation = "ful" } }'
    with pytest.raises(InputError) as caught:
        options.apply(one(tmp_path, change), scenario)
    assert caught.value.place.startswith(f"{tmp_path / 'options.toml'}:4: battery[0].activation")


def test_the_reference_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "options.toml"
    file.write_text('reference = "b"\n[[option]]\nname = "a"\n[[option]]\nname = "b"\n', encoding="utf-8")
    assert options.load(file).reference == "b"


def test_the_example_options_apply(scenario: Scenario) -> None:
    chosen = options.load(ROOT / "examples/options.toml")
    assert len(options.apply_all(chosen.options, scenario)) == 3
