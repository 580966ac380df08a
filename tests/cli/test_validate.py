"""`airtight validate` from the command line and from Python."""

import json
from pathlib import Path

import pytest

import airtight
from airtight import cli
from airtight.api import validating
from airtight.validation import running
from airtight.validation.claim import VERIFICATION, Claim


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[Claim]:
    """Two claims in place of hundreds: one holds; the test may add one that does not."""
    claims = [
        Claim(f"{n} km", "Numbers", VERIFICATION, "a book", 2.0, 0.1, "km", "1 + 1", lambda: 2.0)
        for n in (1, 2)
    ]
    monkeypatch.setattr(running, "all_claims", lambda: claims)
    return claims


def failing() -> Claim:
    return Claim("off", "Numbers", VERIFICATION, "a book", 2.0, 0.1, "km", "1 + 1", lambda: 5.0)


def test_json_is_one_object_with_the_contracts_keys(
    few: list[Claim], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.invoke(["validate", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["passed"], told["failed"], len(told["rows"])) == (len(few), 0, len(few))
    keys = {"claim", "tier", "source", "expected", "got", "tolerance", "passed"}
    assert all(keys <= set(row) for row in told["rows"])


def test_a_claim_that_fails_is_printed_and_gives_status_1(
    few: list[Claim], capsys: pytest.CaptureFixture[str]
) -> None:
    few.append(failing())
    assert cli.invoke(["validate"]) == 1
    out = capsys.readouterr().out
    assert "FAILED" in out
    assert "2 of 3 claims hold, 1 do not" in out
    assert cli.invoke(["validate", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["failed"] == 1


@pytest.mark.usefixtures("few")
def test_the_page_is_written_and_never_overwritten_unasked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "validation.html"
    assert cli.invoke(["validate", "--html", str(page)]) == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    capsys.readouterr()
    assert cli.invoke(["validate", "--html", str(page)]) == 2
    told = capsys.readouterr()
    assert "--force" in told.err
    assert not told.out
    assert cli.invoke(["validate", "--html", str(page), "--force"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["validation.html"]


def test_a_page_that_cannot_be_written_is_refused_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.invoke(["validate", "--html", str(tmp_path / "absent" / "page.html")]) == 3
    assert cli.invoke(["validate", "--html", str(tmp_path)]) == 2
    assert not capsys.readouterr().out


@pytest.mark.usefixtures("few")
def test_from_python_it_is_the_same_answer() -> None:
    result = airtight.validate()
    assert isinstance(result, validating.ValidationResult)
    assert result.summary["passed"] == 2
    assert "claims hold" in result._repr_html_()
    assert result.plot().axes
