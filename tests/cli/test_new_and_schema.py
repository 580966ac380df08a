"""A scenario to begin with, and the schema that it fits."""

import json
from pathlib import Path

import pytest

from airtight import cli
from airtight.scenario import loader


def test_new_writes_a_scenario_that_is_read(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    assert cli.invoke(["new", str(file)]) == 0
    assert loader.load(file).batteries[0].system == "s400-battery"


def test_new_never_overwrites_unless_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("mine", encoding="utf-8")
    assert cli.invoke(["new", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert cli.invoke(["new", str(file), "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"file": str(file)}
    assert file.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("arguments", [["schema"], ["schema", "--options"], ["schema", "--json"]])
def test_schema_prints_json(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(arguments) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["type"] == "object"


def test_terrain_info_says_where_the_data_come_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["terrain", "info"]) == 0
    assert "GLOBE" in capsys.readouterr().out
    assert cli.invoke(["terrain", "info", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] > 1000
