"""What a scenario becomes: SI, radians, everything resolved."""

import math
from pathlib import Path

import pytest

from airtight.catalog.loader import load as load_catalog
from airtight.errors import InputError
from airtight.scenario import loader
from airtight.scenario.model import Link

DESIGN = (Path(__file__).parent / "documented.toml").read_text(encoding="utf-8")


def test_the_documented_example_is_read_as_it_stands() -> None:
    scenario = loader.from_text(DESIGN)
    assert (scenario.name, scenario.duration_s, scenario.seed) == ("anatolia-2021", 1200.0, 20210212)
    assert (scenario.epoch_s, scenario.terrain, scenario.traffic.civil) == (1.0, "bundled", "bundled")
    battery = scenario.batteries[0]
    assert battery.latitude_rad == pytest.approx(math.radians(40.08), rel=1e-15)
    assert battery.activation.radars == ("radar-91n6e", "radar-92n6e", "radar-96l6e")
    raid = scenario.raids[0]
    assert (raid.count, raid.bearing_rad, raid.arrival_first_s, raid.arrival_spread_s) == (
        28,
        None,
        720.0,
        240.0,
    )
    number = scenario.settings["radar-91n6e.antenna_height"]
    assert (number.low, number.nominal, number.high, number.mark) == (6.0, 8.0, 12.0, "assumption")
    assert scenario.sensors == ()


@pytest.mark.parametrize("folder", ["examples", "src/airtight/scenario/data"])
def test_every_scenario_that_ships_is_read(folder: str) -> None:
    root = Path(__file__).parents[2] / folder
    found = [path for path in sorted(root.glob("*.toml")) if "[scenario]" in path.read_text(encoding="utf-8")]
    assert found
    for path in found:
        assert loader.load(path).batteries


def test_the_demo_is_the_documented_example_with_allied_flights() -> None:
    root = Path(__file__).parents[2]
    demo = loader.load(root / "src/airtight/scenario/data/anatolia-2021.toml")
    example = loader.from_text(DESIGN)
    for part in ("name", "duration_s", "seed", "batteries", "network", "defended", "raids", "traffic"):
        assert getattr(demo, part) == getattr(example, part)
    assert {flight.side for flight in demo.flights} == {"allied"}
    assert loader.load(root / "examples/anatolia-2021.toml").digest == demo.digest


@pytest.mark.parametrize("bundled", [True, False])
def test_unquoted_names_under_set_mean_the_same(bundled: bool) -> None:  # noqa: FBT001
    old, new = '"radar-91n6e.antenna_height" = {', "radar-91n6e.antenna_height = {"
    text = DESIGN if bundled else DESIGN.replace(old, new)
    number = loader.from_text(text).settings["radar-91n6e.antenna_height"]
    assert (number.low, number.high) == (6.0, 12.0)


@pytest.mark.parametrize(
    ("written", "first_deg", "width_deg"),
    [('"90 deg"', 90.0, 0.0), ('["350 deg", "10 deg"]', 350.0, 20.0), ('["-10 deg", "10 deg"]', 350.0, 20.0),
     ('["0 deg", "360 deg"]', 0.0, 360.0), ('["90 deg", "45 deg"]', 90.0, 315.0)],
)  # fmt: skip
def test_bearings_run_clockwise(written: str, first_deg: float, width_deg: float) -> None:
    bearing = loader.from_text(DESIGN.replace('"any"', written)).raids[0].bearing_rad
    assert bearing is not None
    assert math.degrees(bearing[0]) == pytest.approx(first_deg)
    assert math.degrees(bearing[1] - bearing[0]) == pytest.approx(width_deg)


def network(table: str) -> str:
    """The example with another network."""
    return DESIGN.replace('preset = "stand-alone"', table)


def test_presets_bring_their_contributors_and_standing_alone_brings_none() -> None:
    for preset in ("told-by-voice", "one-way-cue", "two-way-tracks", "integrated"):
        scenario = loader.from_text(network(f'preset = "{preset}"'))
        assert {sensor.system for sensor in scenario.sensors} >= {"aew-e3a", "radar-tpy-2-kurecik"}
        assert all(sensor.network and sensor.text and sensor.contributed for sensor in scenario.sensors)
        numbers = load_catalog().numbers
        assert set(scenario.network.numbers.values()) <= set(numbers)


def test_a_sensor_of_the_user_takes_a_contributors_place() -> None:
    sensor = '[[sensor]]\nid = "kurecik"\nsystem = "radar-fixed-l-band"\nposition = { lat = 39, lon = 33 }\n'
    scenario = loader.from_text(network('preset = "one-way-cue"') + sensor.join(["\n", ""]))
    assert [s.system for s in scenario.sensors if s.id == "kurecik"] == ["radar-fixed-l-band"]


def test_links_can_be_given_one_by_one() -> None:
    scenario = loader.from_text(network('tracks = { latency = "12 s", availability = 0.98 }'))
    assert (scenario.network.tracks, scenario.network.identification) == ("in", False)
    link = scenario.network.link("tracks")
    assert link == Link("tracks", "network.tracks.latency", "network.tracks.availability")
    assert scenario.settings["network.tracks.latency"].nominal == 12.0
    assert scenario.network.numbers["latency"] == "network.tracks.latency"
    without = loader.from_text(network('preset = "integrated"\ntasking = "off"'))
    assert (without.network.tracks, without.network.tasking) == ("both", False)


@pytest.mark.parametrize(
    ("activation", "radars", "warning", "share"),
    [
        ('"stored"', (), "", ""),
        ('"absent"', (), "", ""),
        ('"limited"', ("radar-92n6e",), "", ""),
        ('"on-call"', ("radar-91n6e", "radar-92n6e", "radar-96l6e"), "activation.warning_time", ""),
        ('{ state = "full", share = "30 %" }', ("radar-91n6e", "radar-92n6e", "radar-96l6e"), "", "*"),
        (
            '{ state = "full", radars = ["radar-91n6e", "engagement"] }',
            ("radar-91n6e", "radar-92n6e"),
            "",
            "",
        ),
    ],
)
def test_activation_says_which_radars_emit_and_what_is_drawn(
    activation: str, radars: tuple[str, ...], warning: str, share: str
) -> None:
    scenario = loader.from_text(DESIGN.replace('activation = "full"', f"activation = {activation}"))
    found = scenario.batteries[0].activation
    assert (found.radars, found.warning) == (radars, warning)
    if share:
        assert scenario.settings[found.share].nominal == pytest.approx(0.3)


def test_settings_replace_what_the_file_says() -> None:
    scenario = loader.from_text(DESIGN)
    changed = loader.with_settings(
        scenario, ["radar-91n6e.antenna_height=20 m..24m..30 m", "s400-battery.channels=4"]
    )
    number = changed.settings["radar-91n6e.antenna_height"]
    assert (number.low, number.nominal, number.high) == (20.0, 24.0, 30.0)
    assert changed.settings["s400-battery.channels"].nominal == 4.0
    assert changed.digest != scenario.digest
    assert loader.with_settings(scenario, []) is scenario


def test_the_digest_does_not_depend_on_comments_or_layout() -> None:
    bare = "\n".join(
        line.split(" # ")[0].rstrip() for line in DESIGN.splitlines() if not line.startswith("#")
    )
    assert loader.from_text(bare).digest == loader.from_text(DESIGN).digest
    assert loader.from_text(DESIGN.replace("20 min", "21 min")).digest != loader.from_text(DESIGN).digest


def test_flights_pass_a_place_by_its_id_or_position() -> None:
    flight = '[[flight]]\nid = "f"\ntarget = "f-35a"\nclosest = "40 km"\npassing = '
    by_id = loader.from_text(f'{DESIGN}\n{flight}"city"').flights[0]
    by_position = loader.from_text(f"{DESIGN}\n{flight}{{ lat = 39.93, lon = 32.86 }}").flights[0]
    assert by_id == by_position
    assert by_id.closest_m == (40000.0, 40000.0)


def test_many_problems_are_cut_to_a_bearable_number() -> None:
    with pytest.raises(InputError) as caught:
        loader.from_text(DESIGN + "".join(f"[x{i}]\n" for i in range(500)))
    assert len(caught.value.problems) == 101
    assert "400 more" in caught.value.problems[-1].message
