"""Doctor says what is there and what is not, and fails only if something required is missing."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from airtight import cli
from airtight.cli import examination

FOREIGN = "airtight"


def states() -> dict[str, str]:
    """States by name."""
    return {finding.name: finding.state for finding in examination.examine()}


def pretend(monkeypatch: pytest.MonkeyPatch, **versions: str | None) -> None:
    """Let some distributions be installed, or not."""
    real = examination._version  # noqa: SLF001

    def version(name: str) -> str | None:
        key = name.replace("-", "_")
        return versions[key] if key in versions else real(name)

    monkeypatch.setattr(examination, "_version", version)


def test_here_everything_required_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["doctor"]) == 0
    shown = capsys.readouterr().out
    for name in ("python", "airtight-sim", "numpy", "numba", "cache", "terrain", "catalogue", "rasterio"):
        assert name in shown


def test_json_is_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["healthy"] is True
    assert {"name", "state", "detail", "remedy", "required"} == set(told["findings"][0])


def test_a_missing_package_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(monkeypatch, pyarrow=None)
    assert cli.invoke(["doctor"]) == 3
    shown = capsys.readouterr()
    assert "pip install pyarrow" in shown.out
    assert "missing" in shown.err


def test_a_missing_extra_is_only_noted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(monkeypatch, rasterio=None)
    assert cli.invoke(["doctor"]) == 0
    assert "airtight-sim[terrain]" in capsys.readouterr().out


def test_the_other_distribution_of_that_name_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, airtight="0.3")
    found = states()
    assert (found["airtight-sim"], found[FOREIGN]) == ("ok", "missing")
    pretend(monkeypatch, airtight="0.3", airtight_sim=None)
    finding = next(one for one in examination.examine() if one.name == "airtight-sim")
    assert finding.state == "missing"
    assert "pip install airtight-sim" in finding.remedy


def test_a_cache_that_cannot_be_written_is_noted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("AIRTIGHT_CACHE", str(blocked / "below"))
    assert states()["cache"] == "note"


def test_one_failing_look_hides_nothing_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _name: 1 / 0)
    found = states()
    assert found["packages"] == "missing"
    assert found["terrain"] == "ok"
