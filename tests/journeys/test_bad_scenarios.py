"""Whatever a user gets wrong in a scenario ends with a message that names the place and the remedy."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

GOOD = (Path(__file__).parent / "good.toml").read_text(encoding="utf-8")
Told = Callable[[list[str]], tuple[int, str, dict[str, str]]]


@dataclass(frozen=True)
class Case:
    """One way to get a scenario wrong: `old` becomes `new`; the message says the place and the remedy."""

    name: str
    old: str
    new: str
    place: str
    remedy: str
    status: int = 2


WHOLE = GOOD
SITE = "position = { lat = 40.08, lon = 32.57 }"
HEIGHT = '"radar-91n6e.antenna_height" = { low = "6 m", nominal = "8 m", high = "12 m" }'
ONE = 'of = [{ target = "cruise-missile-subsonic", count = 2 }]'
CROWD = 'of = [{ target = "drone-male", count = 9000 }, { target = "fighter-4gen", count = 2000 }]'
ORBIT = 'orbit = { lat = 40, lon = 33, radius = "60 km", speed = "190 m/s" }'
NUMBER = "radar-91n6e.antenna_height"
SECOND = f'[[battery]]\nid = "capital"\nsystem = "s400-battery"\n{SITE}\n\n[network]'
SENSOR = '[[sensor]]\nid = "hill"\nsystem = "radar-fixed-l-band"\n'

CASES = (
    Case("an empty file", WHOLE, "", "bad.toml:1: scenario", "[scenario]"),
    Case("malformed TOML", 'name = "good"', 'name = "good', "bad.toml:2", "not valid TOML"),
    Case("a table never closed", "[network]", "[network", "bad.toml:12", "not valid TOML"),
    Case("the same key twice", "seed = 7", "seed = 7\nseed = 8", "bad.toml:5", "not valid TOML"),
    Case("an unknown key", "radius =", "radios =", "bad.toml:18: defended[0].radios", '"radius"'),
    Case("an unknown table", "[network]", "[netwrok]", "netwrok", '"network"'),
    Case("a key left out", 'duration = "20 min"\n', "", "scenario.duration", "time"),
    Case("a wrong unit", '"10 km"', '"10 kg"', "bad.toml:18: defended[0].radius", "length"),
    Case("a unit of another dimension", '"20 min"', '"20 km"', "scenario.duration", "not of time"),
    Case("a unit left out", '"10 km"', '"10"', "defended[0].radius", "missing"),
    Case("a bare number where a unit is needed", '"10 km"', "10", "defended[0].radius", "unit"),
    Case("a negative radius", '"10 km"', '"-10 km"', "defended[0].radius", "10 m"),
    Case("no radius at all", '"10 km"', '"0 km"', "defended[0].radius", "10 m"),
    Case("NaN as text", '"10 km"', '"nan km"', "defended[0].radius", "length"),
    Case("NaN as a number", "lat = 40.08", "lat = nan", "battery[0].position.lat", "angle"),
    Case("infinity", "lat = 40.08", "lat = inf", "battery[0].position.lat", "angle"),
    Case("beyond the pole", "lat = 40.08", "lat = 140.08", "battery[0].position.lat", "-90 deg to 90 deg"),
    Case("an unknown system", '"s400-battery"', '"s400-batery"', "battery[0].system", '"s400-battery"'),
    Case("a system of another kind", '"s400-battery"', '"radar-91n6e"', "battery[0].system", "kind radar"),
    Case(
        "an unknown target",
        "cruise-missile-subsonic",
        "cruise-missle",
        "raid[0].of[0].target",
        "catalog list",
    ),
    Case("an unknown word", '"full"', '"ful"', "battery[0].activation", '"full"'),
    Case(
        "an unknown doctrine",
        '"full"',
        '"full"\ndoctrine = "spray"',
        "battery[0].doctrine",
        "shoot-look-shoot",
    ),
    Case("an unknown preset", '"stand-alone"', '"standalone"', "network.preset", '"stand-alone"'),
    Case("a text where a table belongs", SITE, 'position = "Ankara"', "battery[0].position", "lat, lon"),
    Case("a number where a text belongs", 'id = "city"', "id = 5", "defended[0].id", "letters"),
    Case("a text where a number belongs", "seed = 7", 'seed = "7"', "scenario.seed", "whole number"),
    Case(
        "a fraction where a count belongs", "count = 2", "count = 2.5", "raid[0].of[0].count", "whole number"
    ),
    Case("truth where a count belongs", "count = 2", "count = true", "raid[0].of[0].count", "whole number"),
    Case("no attackers", "count = 2", "count = 0", "raid[0].of[0].count", "1 to 10000"),
    Case("far too many attackers", "count = 2", "count = 1000000000", "raid[0].of[0].count", "1 to 10000"),
    Case("too many in all", ONE, CROWD, "bad.toml:20: raid", "at most 10000"),
    Case("a negative seed", "seed = 7", "seed = -7", "scenario.seed", "0 to 4294967295"),
    Case("an absurd duration", '"20 min"', '"9000 h"', "scenario.duration", "24 h"),
    Case("too many steps", '"20 min"', '"20 h"\nepoch = "0.1 s"', "scenario.epoch", "100000 steps"),
    Case("no whole step", '"20 min"', '"5 s"\nepoch = "10 s"', "scenario.epoch", "1 to"),
    Case("an absurd distance", '"10 km"', '"1e30 km"', "defended[0].radius", "at most"),
    Case("two sites with one id", "[network]", SECOND, "battery[1].id", "bad.toml:7"),
    Case("one id for two kinds of thing", 'id = "mixed"', 'id = "city"', "raid[0].id", "an id of its own"),
    Case("an id with a blank", 'id = "city"', 'id = "the city"', "defended[0].id", "letters"),
    Case("a raid towards nobody", 'towards = "city"', 'towards = "cty"', "raid[0].towards", '"city"'),
    Case(
        "a sensor for no battery",
        "[network]",
        f'{SENSOR}{SITE}\nbattery = "x"\n[network]',
        "sensor[0].battery",
        "capital",
    ),
    Case(
        "a sensor that nobody hears",
        "[network]",
        f"{SENSOR}{SITE}\nnetwork = false\n[network]",
        "sensor[0]",
        "battery = an id",
    ),
    Case("a ground radar in orbit", "[network]", f"{SENSOR}{ORBIT}\n[network]", "sensor[0]", "position"),
    Case(
        "a link to nobody",
        '"stand-alone"',
        '"two-way-tracks"\ncontributors = "none"',
        "network",
        "[[sensor]]",
    ),
    Case(
        "a link without its other end",
        '"stand-alone"',
        '"stand-alone"\ndata-link = "on"',
        "network.data-link",
        "tracks",
    ),
    Case(
        "an unknown contributor",
        '"stand-alone"',
        '"one-way-cue"\ncontributors = ["awacs"]',
        "network.contributors",
        "awacs-e3a",
    ),
    Case(
        "a site outside the terrain",
        "lon = 32.57",
        "lon = 2.57",
        "battery[0].position",
        "the terrain's extent",
    ),
    Case(
        "a city outside the terrain",
        "lat = 39.93",
        "lat = 59.93",
        "defended[0].position",
        "the terrain's extent",
    ),
    Case("one table where several may stand", "[[raid]]", "[raid]", "raid", "[[raid]]"),
    Case("a raid of nobody", ONE, "of = []", "raid[0].of", "1 to 100"),
    Case("a bearing that is none", 'bearing = "any"', 'bearing = "north"', "raid[0].bearing", '"90 deg"'),
    Case("an arrival after the end", '"12 min"', '"19 min"', "raid[0].arrival", "below the duration"),
    Case(
        "traffic from nowhere", "[set]", '[traffic]\ncivil = "bundeld"\n[set]', "traffic.civil", '"bundled"'
    ),
    Case("an unknown number", NUMBER, "radar-91n6e.antena_height", "set", NUMBER),
    Case("a number of an unknown entry", NUMBER, "radar-99.antenna_height", "set", "did you mean"),
    Case("an interval out of order", 'low = "6 m"', 'low = "60 m"', "set", "low <= nominal <= high"),
    Case("half an interval", 'low = "6 m", ', "", "low", "low, nominal and high"),
    Case("an interval with a slip", 'high = "12 m"', 'hihg = "12 m"', "hihg", '"high"'),
    Case("a wrong unit in an interval", 'low = "6 m"', 'low = "6 s"', "low", "not of length"),
    Case(
        "a negative number", HEIGHT, '"radar-91n6e.antenna_height" = "-8 m"', "bad.toml:28: set", "0 or more"
    ),
    Case("a negative range", HEIGHT, '"radar-91n6e.instrumented_range" = "-600 km"', "set", "0 or more"),
    Case("an absurd number", HEIGHT, '"radar-91n6e.antenna_height" = "9000 km"', "set", "at most 1000 times"),
    Case("a probability above one", HEIGHT, '"kill-probability.aircraft" = 1.5', "set", "0 to 1"),
    Case("a table of tables as a number", HEIGHT, '"radar-91n6e.antenna_height" = [1, 2]', "set", "length"),
    Case(
        "a state with another's key",
        '"full"',
        '{ state = "full", warning = "6 h" }',
        "battery[0].activation.warning",
        "on-call",
    ),
    Case(
        "an activation without a state",
        '"full"',
        '{ share = "30 %" }',
        "battery[0].activation.state",
        "stored",
    ),
    Case(
        "a share above one",
        '"full"',
        '{ state = "full", share = "130 %" }',
        "battery[0].activation.share",
        "0 to 1",
    ),
    Case(
        "a radar of another system",
        '"full"',
        '{ state = "full", radars = ["radar-mpq-65"] }',
        "battery[0].activation.radars",
        "radar-92n6e",
    ),
    Case(
        "a number of the wrong dimension",
        '"full"',
        '{ state = "full", share = "activation.warning_time" }',
        "battery[0].activation.share",
        "probability",
    ),
    Case("a date where a text belongs", 'name = "good"', "name = 2021-02-12", "scenario.name", "text"),
    Case("an empty name", 'name = "good"', 'name = ""', "scenario.name", "1 to 100"),
    Case(
        "terrain that is not there", "seed = 7", 'terrain = "no-such-folder"', "scenario.terrain", "path", 3
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_wrong_scenario_names_the_place_and_the_remedy(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    assert case.old in GOOD
    monkeypatch.chdir(tmp_path)
    Path("bad.toml").write_text(GOOD.replace(case.old, case.new, 1), encoding="utf-8")
    status, message, error = told(["run", "bad.toml"])
    assert status == case.status
    assert case.place in message
    assert "bad.toml" in error["place"]
    assert case.remedy in message
    assert error["message"]
    assert [path.name for path in tmp_path.iterdir()] == ["bad.toml"]


def test_several_problems_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Told
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = (
        GOOD.replace("s400-battery", "s500")
        .replace('"10 km"', '"10 s"')
        .replace('towards = "city"', 'towards = "x"')
    )
    Path("bad.toml").write_text(bad, encoding="utf-8")
    status, message, _ = told(["run", "bad.toml"])
    assert status == 2
    for place in (
        "bad.toml:8: battery[0].system",
        "bad.toml:18: defended[0].radius",
        "bad.toml:23: raid[0].towards",
    ):
        assert place in message
