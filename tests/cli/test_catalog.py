"""`airtight catalog` as a user types it."""

import json

import pytest

from airtight.catalog.loader import load
from airtight.cli import invoke as run


def asked(*words: str) -> int:
    return run(["catalog", *words])


def test_check_reports_no_errors_and_the_contracts_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("check", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["errors"] == 0
    assert told["entries"] == len(load().entries)
    assert told["sourced"] + told["assumptions"] == told["numbers"] == len(load().numbers)
    assert asked("check") == 0
    assert "0 errors" in capsys.readouterr().out


def test_list_names_every_entry_and_can_be_narrowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("list") == 0
    out = capsys.readouterr().out
    assert all(entry in out for entry in load().entries)
    assert asked("list", "--kind", "missile", "--json") == 0
    rows = json.loads(capsys.readouterr().out)["entries"]
    assert {row["id"] for row in rows} == set(load().kind("missile"))


def test_show_prints_interval_mark_source_and_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("show", "radar-91n6e") == 0
    out = capsys.readouterr().out
    assert "340 / 390 / 390 km" in out
    assert "r-ALMAZ" in out
    assert asked("show", "radar-91n6e.detection_range") == 0
    out = capsys.readouterr().out
    assert "recalled" in out
    assert "Almaz-Antey" in out
    assert "340000 / 390000 / 390000" in out


def test_show_as_json_gives_si_and_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("show", "radar-91n6e.antenna_height", "--json") == 0
    number = json.loads(capsys.readouterr().out)
    assert (number["low"], number["nominal"], number["high"]) == (6.0, 8.0, 10.0)
    assert (number["shown"], number["mark"], number["sourced"]) == ("6 / 8 / 10 m", "assumption", False)
    assert asked("show", "s400-battery", "--json") == 0
    entry = json.loads(capsys.readouterr().out)
    assert entry["fields"]["radars"] == ["radar-91n6e", "radar-92n6e", "radar-96l6e"]
    assert set(entry["numbers"]) == set(load().entries["s400-battery"].numbers)


@pytest.mark.parametrize("name", sorted(load().entries))
def test_every_entry_can_be_shown_and_cited(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("show", "cite"):
        assert asked(verb, name) == 0
        assert capsys.readouterr().out
        assert asked(verb, name, "--json") == 0
        json.loads(capsys.readouterr().out)


def test_cite_prints_the_sources_of_an_entry_a_number_or_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("cite", "airliner") == 0
    assert "Encyclopaedia Britannica" in capsys.readouterr().out
    assert asked("cite", "airliner.rcs", "--json") == 0
    assert [s["key"] for s in json.loads(capsys.readouterr().out)["sources"]] == ["BHAS", "BRIT"]
    assert asked("cite", "tna210212") == 0
    assert "The New Arab" in capsys.readouterr().out
    assert asked("cite", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["sources"]) == len(load().sources)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("show", "radar-91n6"), "radar-91n6e"),
        (("show", "radar-91n6e.antena_height"), "radar-91n6e.antenna_height"),
        (("show", "radar-91n6e."), "radar-91n6e.{"),
        (("show", ""), "airtight catalog list"),
        (("cite", "s400batery"), "s400-battery"),
        (("cite", "BRITT"), "BRIT"),
        (("list", "--kind", "misile"), "missile"),
    ],
)
def test_an_unknown_name_ends_with_status_2_and_the_nearest(
    words: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(*words) == 2
    printed = capsys.readouterr()
    assert hint in printed.err
    assert printed.out == ""
    assert asked(*words, "--json") == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert hint in error["allowed"]
    assert set(error) >= {"message", "place", "value", "allowed"}
