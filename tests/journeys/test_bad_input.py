"""Whatever else a user gets wrong, on the command line or in files that are none, is told as well."""

from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = (Path(__file__).parent / "good.toml").read_text(encoding="utf-8")
Told = Callable[[list[str]], tuple[int, str, dict[str, str]]]


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        (b"\x00", "TOML"),
        (b"a = " + b"[" * 5000, "TOML"),
        (b"x = " + b"9" * 6000, "TOML"),
    ],
    ids=["binary", "a null", "nested without end", "a number without end"],
)
def test_what_is_no_text_at_all_is_refused(content: bytes, remedy: str, tmp_path: Path, told: Told) -> None:
    (tmp_path / "bad.toml").write_bytes(content)
    status, message, _ = told(["run", str(tmp_path / "bad.toml")])
    assert status == 2
    assert remedy in message


def test_a_missing_file_is_told_apart_from_a_wrong_one(tmp_path: Path, told: Told) -> None:
    status, message, _ = told(["run", str(tmp_path / "none.toml")])
    assert status == 3
    assert "none.toml" in message
    status, message, _ = told(["run", str(tmp_path)])
    assert status == 3
    assert "folder" in message


@pytest.mark.parametrize(
    ("setting", "remedy"),
    [
        ("radar-91n6e.antena_height=8 m", "radar-91n6e.antenna_height"),
        ("radar-91n6e.antenna_height=8 s", "not of length"),
        ("radar-91n6e.antenna_height=12 m..8 m..6 m", "low <= nominal <= high"),
        ("radar-91n6e.antenna_height", "entry.key=value"),
        ("=8 m", "entry.key=value"),
        ("radar-91n6e.antenna_height=nan", "length"),
    ],
)
def test_a_wrong_setting_names_itself(setting: str, remedy: str, tmp_path: Path, told: Told) -> None:
    (tmp_path / "good.toml").write_text(GOOD, encoding="utf-8")
    status, message, error = told(["run", str(tmp_path / "good.toml"), "--set", setting])
    assert status == 2
    assert "--set" in error["place"]
    assert remedy in message


COMMAND_LINES: tuple[tuple[list[str], int, str], ...] = (
    (["rnu"], 2, "run"),
    (["run"], 2, "--help"),
    (["run", "good.toml", "--replications", "many"], 2, "valid integer"),
    (["run", "good.toml", "--replications", "0"], 2, "1 to"),
    (["run", "good.toml", "--replications", "99999999999"], 2, "1 to"),
    (["run", "good.toml", "--seed", "-1"], 2, "0 to"),
    (["run", "good.toml", "--replicatoins", "3"], 2, "--replications"),
    (["compare", "good.toml"], 2, "--options"),
    (["compare", "good.toml", "--options", "demoo"], 2, "demo"),
    (["compare", "good.toml", "--options", "none.toml"], 3, "none.toml"),
    (["compare", "good.toml", "--options", "demo", "--workers", "0"], 2, "1 to"),
    (["catalog", "show", "s400-batery"], 2, "s400-battery"),
    (["catalog", "shwo"], 2, "show"),
    (["reproduce", "no-such-folder"], 3, "no-such-folder"),
    (["reproduce", "."], 2, "manifest"),
    (["terrain", "info", "no-such-folder"], 3, "path"),
    (["terrain", "info", "good.toml"], 2, "hgt"),
    (["new", "good.toml"], 2, "--force"),
    (["run", "good.toml", "--keep", "-1"], 2, "0 to"),
    (["run", "good.toml", "--batch-size", "0"], 2, "1 to"),
    (["run", "good.toml", "--set"], 2, "--set"),
    (["run", "good.toml", "more.toml"], 2, "more.toml"),
    (["run", "good.toml", "--out", "good.toml"], 2, "exists"),
    (["demo", "--option", "x"], 2, "--option"),
    (["schema", "x"], 2, "x"),
    (["doctor", "--jsn"], 2, "--json"),
    (["catalog", "show"], 2, "ID"),
    (["new", "no-such-folder/x.toml"], 3, "folder"),
)


@pytest.mark.parametrize(
    ("arguments", "status", "remedy"), COMMAND_LINES, ids=[" ".join(line[0]) for line in COMMAND_LINES]
)
def test_a_wrong_command_line_says_what_is_right(
    arguments: list[str],
    status: int,
    remedy: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    told: Told,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.toml").write_text(GOOD, encoding="utf-8")
    found, message, _ = told(arguments)
    assert found == status
    assert remedy in message
