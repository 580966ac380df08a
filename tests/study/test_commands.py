"""`run`, `compare`, `demo` and `reproduce` on the command line: what is printed, where, with which status."""

import json
from pathlib import Path

import pytest

from airtight.cli import registry
from airtight.cli.errors import guarded

pytestmark = pytest.mark.usefixtures("fake_engine")


def command(arguments: list[str]) -> int:
    return guarded(registry.invoke, arguments)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_folders_are_numbered_and_the_last_line_says_where(
    small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (1, 2):
        assert command(["run", str(small_file), "--replications", "8"]) == 0
        assert f"airtight-run-{number}/report.html" in capsys.readouterr().out
    assert Path("airtight-run-2/summary.json").is_file()


def test_json_is_one_object_and_nothing_else_on_standard_output(
    small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(["compare", str(small_file), "--options", "demo", "-n", "8", "--json", "--out", "x"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["out"].endswith("x")
    assert "report.html" in printed.err


def test_reproduce_says_identical(small_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(["run", str(small_file), "-n", "8", "--out", "x"])
    capsys.readouterr()
    assert command(["reproduce", "x"]) == 0
    assert "bit-identical" in capsys.readouterr().out
    assert command(["reproduce", "x", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["identical"] is True


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["run", "nowhere.toml"], 3, "nowhere.toml"),
        (["run", "small.toml", "--replications", "0"], 2, "--replications"),
        (["run", "small.toml", "--seed", "4294967296"], 2, "--seed"),
        (["run", "small.toml", "--set", "kill-probability.aircraft"], 2, "--set"),
        (["run", "small.toml", "--set", "no.number=3"], 2, "no.number"),
        (["compare", "small.toml", "--options", "demos"], 2, "demo"),
        (["compare", "small.toml"], 2, "--options"),
        (["run", "small.toml", "--out", "."], 2, "exists already"),
        (["reproduce", "nowhere"], 3, "nowhere"),
    ],
)
def test_bad_input_ends_with_its_status_and_one_object(
    small_file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, told: str
) -> None:
    assert small_file.is_file()
    assert command([*arguments, "--json"]) == status
    printed = capsys.readouterr()
    assert told in json.dumps(json.loads(printed.out)["error"])
    assert "Traceback" not in printed.err
