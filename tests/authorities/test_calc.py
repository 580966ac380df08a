"""`airtight calc` against published and independently computed values, typed and from Python."""

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

import airtight
from airtight import cli
from airtight.analysis.calc.registry import MODELS

SHARED = Path(os.environ.get("AIRTIGHT_SHARED", Path(__file__).parents[3] / "shared"))
CHECKS = SHARED / "reference" / "checks"
GROUPS = tomllib.loads(Path(__file__).with_name("calc.toml").read_text(encoding="utf-8"))["group"]


def cases() -> list[Any]:
    """Group, inputs and expected value of each case, named so that a failure says which it was."""
    return [
        pytest.param(
            group,
            dict(text.split("=", 1) for text in case[:-1]),
            case[-1],
            id=" ".join((group["model"], group["prints"], *map(str, case))),
            marks=pytest.mark.skipif(
                bool(group.get("shared")) and not CHECKS.is_dir(),
                reason="ITU's profiles may not ship; no shared data",
            ),
        )
        for group in GROUPS
        for case in group["cases"]
    ]


def with_files(inputs: dict[str, str], folder: Path) -> dict[str, str]:
    """The same inputs, where a file is named that exists."""
    if "profile" in inputs:
        return inputs | {"profile": str(CHECKS / inputs["profile"])}
    if "file" in inputs:
        (folder / "positions.json").write_text(inputs["file"], encoding="utf-8")
        return inputs | {"file": str(folder / "positions.json")}
    return inputs


@pytest.mark.parametrize(("group", "inputs", "expected"), cases())
def test_calc_gives_the_published_value(
    group: dict[str, Any],
    inputs: dict[str, str],
    expected: float,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    model, key = group["model"], group["prints"]
    given = with_files(inputs, tmp_path)
    wanted = pytest.approx(expected, rel=group.get("rel", 0.0), abs=group.get("abs", 0.0))

    assert airtight.calc(model, given).summary[key] == wanted
    assert cli.invoke(["calc", model, *(f"{name}={text}" for name, text in given.items()), "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)[key] == wanted
    assert not printed.err


def test_every_model_has_a_published_value() -> None:
    without = set(MODELS) - {group["model"] for group in GROUPS}
    assert without == {"flyout"}  # a straight line at a published speed: see tests/chain/effectors


@pytest.mark.skipif(not CHECKS.is_dir(), reason="the reference's file of checks is not here")
def test_the_references_checks_are_quoted_in_full() -> None:
    quoted = {
        (group["model"], group["prints"], *case[:-1]): case[-1] for group in GROUPS for case in group["cases"]
    }
    checks = json.loads((CHECKS / "physics_calc.json").read_text(encoding="utf-8"))
    assert len(checks) == 106
    for check in checks:
        assert quoted[(check["cmd"][1], check["key"], *check["cmd"][2:])] == check["expected"]
