"""`airtight exposure`: what it prints, what it leaves, what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from airtight import api, cli

ROUTE = "time_s,lat,lon,height_m\n0,39.0,31.0,9000\n450,39.4,32.3,9000\n900,39.5,33.6,9000\n"
STORED = """
[scenario]
name = "stored"
duration = "20 min"
[[battery]]
id = "capital"
system = "s400-battery"
position = { lat = 40.08, lon = 32.57 }
activation = "stored"
"""
SENSOR = """
[scenario]
name = "sensor"
duration = "20 min"
[[sensor]]
id = "hill"
system = "radar-fixed-l-band"
position = { lat = 39.5, lon = 33.5 }
network = true
[network]
preset = "one-way-cue"
"""
KEYS = {"time_in_view_s", "looks", "snr_db", "aspect_bins_filled", "aspect_fraction"}
RADARS = {"capital.radar-91n6e", "capital.radar-92n6e", "capital.radar-96l6e"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("exposure")
    (place / "route.csv").write_text(ROUTE)
    return place


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    status = cli.invoke(["exposure", "anatolia-2021", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_the_json_has_the_keys_of_the_contract_and_each_is_a_range(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = folder / "stated"
    status, told = asked(
        capsys, "--aircraft", "f-35a", "--route", str(folder / "route.csv"), "--out", str(out)
    )
    assert status == 0
    assert told["aircraft"] == "f-35a"
    assert set(told["radars"]) == RADARS
    for given in [*told["radars"].values(), told["total"], told["with_reflectors"]["total"]]:
        assert set(given) >= KEYS
        for key in KEYS:
            assert given[key]["low"] <= given[key]["nominal"] <= given[key]["high"]
        assert given["aspect_fraction"]["high"] <= 1.0
    assert {row["state"] for row in told["states"]} == {
        "stored",
        "limited",
        "on-call",
        "sensors-only",
        "full",
    }
    assert [row["party"] for row in told["readings"]] == ["ankara", "washington"]
    assert json.loads((out / "summary.json").read_text())["total"] == told["total"]
    page = (out / "report.html").read_text()
    assert page.count("<svg") == 4
    assert "<script" not in page


def test_stored_prints_zeros_for_every_radar(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scenario = folder / "stored.toml"
    scenario.write_text(STORED)
    arguments = [str(scenario), "--route", str(folder / "route.csv"), "--out", str(folder / "off"), "--json"]
    assert cli.invoke(["exposure", *arguments]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["radars"]) == RADARS
    for given in [*told["radars"].values(), told["total"]]:
        for key in KEYS - {"snr_db"}:
            assert given[key] == {"low": 0.0, "nominal": 0.0, "high": 0.0}
        assert given["snr_db"] == {"low": None, "nominal": None, "high": None}
    assert told["neighbours"]["total"]["clean"]["looks"]["nominal"] > 0.0


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--aircraft", "f35"], 2, "no such aircraft"),
        (["--aircraft", "srbm-300km"], 2, "not an aircraft in level flight"),
        (["--base", "XXXX"], 2, "no such air base"),
        (["--base", "EGLL"], 2, "no such air base"),
        (["--route", "absent.csv"], 3, "no such file"),
        (["--set", "exposure.counted_snr=13 km"], 2, "unit"),
        (["--seed", "-1"], 2, "out of range"),
    ],
)
def test_wrong_input_has_one_message_and_a_status(
    arguments: list[str], status: int, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, told = asked(capsys, *arguments, "--out", str(folder / "never"))
    assert found == status
    assert message in told["error"]["message"]
    assert not (folder / "never").exists()


def test_a_folder_of_another_kind_is_never_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = folder / "mine"
    mine.mkdir(exist_ok=True)
    (mine / "thesis.txt").write_text("years of work")
    status, told = asked(capsys, "--out", str(mine), "--force")
    assert status == 2
    assert "is not replaced" in told["error"]["message"]
    assert (mine / "thesis.txt").exists()


def test_without_a_battery_the_stated_sensors_are_the_system(folder: Path) -> None:
    scenario = folder / "sensor.toml"
    scenario.write_text(SENSOR)
    summary = api.exposure(scenario, route=folder / "route.csv", out=folder / "sensor").summary
    assert set(summary["radars"]) == {"hill"}
    assert "awacs-e3a" in summary["neighbours"]["radars"]
    assert summary["states"] == []


def test_python_has_the_same_verb(folder: Path) -> None:
    answer = api.exposure("anatolia-2021", route=folder / "route.csv", seed=3)
    assert set(answer.summary["radars"]) == RADARS
    assert answer.summary["seed"] == 3
    assert "airtight exposure: anatolia-2021" in answer.text
    assert answer._repr_html_().startswith("<pre>")
    assert answer.plot().axes
