"""The whole of the claims: complete, cited, and honest about what is absent."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from airtight.errors import InputError
from airtight.validation import face, published, shared, standards, words
from airtight.validation.claim import BENCHMARK, FACE_VALIDITY, TIERS, VERIFICATION, Claim, Unavailable
from airtight.validation.models import MODELS
from airtight.validation.page import page
from airtight.validation.running import Validation, all_claims, tried


def claim(name: str, got: float, *, tolerance: float = 0.1, tier: str = VERIFICATION) -> Claim:
    return Claim(name, "Numbers", tier, "a <book> & more", 2.0, tolerance, "m", "1 + 1", lambda: got)


def absent() -> float:
    raise Unavailable("no table")


@pytest.fixture
def mixed() -> Validation:
    claims = [
        claim("holds", 2.0),
        claim("fails", 3.0),
        claim("is close", 2.09, tier=BENCHMARK),
        replace(claim("is absent", 0.0), compute=absent),
    ]
    return Validation(tuple(one.tried() for one in claims))


def test_every_claim_is_cited_and_says_how_to_reproduce_it() -> None:
    for one in all_claims():
        assert one.claim
        assert one.source
        assert one.reproduce
        assert one.group
        assert one.tier in TIERS
        assert one.tolerance >= 0.0
        assert not re.search(r"[{}]", one.claim + one.reproduce)


def test_no_two_claims_are_the_same() -> None:
    told = [(one.claim, one.tier, one.source, one.unit) for one in all_claims()]
    assert len(told) == len(set(told))


def test_every_model_is_held_against_something() -> None:
    used = {table["model"] for name in published.FILES for table in published.tables(name)}
    assert used == set(MODELS)


def test_the_sum_counts_what_holds_what_fails_and_what_was_skipped(mixed: Validation) -> None:
    assert (mixed.passed, mixed.failed) == (2, 1)
    assert mixed.summary["passed"] + mixed.summary["failed"] + mixed.summary["skipped"] == 4
    json.dumps(mixed.summary, allow_nan=False)
    assert "2 of 3 claims hold, 1 do not" in words.total(mixed)


def test_what_fails_stays_visible(mixed: Validation) -> None:
    assert any("FAILED" in line and "fails" in line for line in words.lines(mixed))
    assert "FAILED" in page(mixed)


def test_the_page_loads_nothing_and_escapes_what_it_quotes(mixed: Validation) -> None:
    text = page(mixed)
    assert "a &lt;book&gt; &amp; more" in text
    assert not re.search(r"<script|<link|src=|@import|https?://(?!www\.w3\.org)", text)
    assert page(mixed) == text


def test_tables_that_are_absent_are_skipped_and_say_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(shared.VARIABLE, str(tmp_path))
    for one in (standards.rain, standards.gases, standards.diffraction):
        one.cache_clear()
    try:
        rows = [one.tried() for one in standards.claims() if one.claim.startswith(("ITURP838", "P.452"))]
    finally:
        for one in (standards.rain, standards.gases, standards.diffraction):
            one.cache_clear()
    assert rows
    for row in rows:
        assert row.passed is None
        assert shared.VARIABLE in row.note


def test_a_table_of_another_edition_is_not_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path.joinpath(*standards.P676_P838)
    folder.mkdir(parents=True)
    name = "ITURP838-3_rain_specific_attenuation.csv"
    (folder / name).write_text("head\nhead\n10,14.25,20,0,0.04,1.12,1.1\n", encoding="latin-1")
    monkeypatch.setenv(shared.VARIABLE, str(tmp_path))
    standards.rain.cache_clear()
    try:
        rows = [one.tried() for one in standards.claims() if one.claim.startswith("ITURP838")]
    finally:
        standards.rain.cache_clear()
    assert {row.passed for row in rows} == {None}
    assert all("another edition" in row.note for row in rows)


def test_an_assessment_is_compared_as_soon_as_a_measure_is_registered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(face, "MEASURES", {})
    assert all(one.tried().passed is None for one in face.claims())
    face.measures("fv-low-flyer")(lambda: 28.0)
    held = {one.claim: one.tried().passed for one in face.claims()}
    assert list(held.values()).count(True) == 1


def test_tiers_can_be_asked_for_by_name() -> None:
    found = tried(tiers=[FACE_VALIDITY])
    assert {row.claim.tier for row in found.rows} == {FACE_VALIDITY}
    with pytest.raises(InputError) as caught:
        tried(tiers=["proof"])
    assert caught.value.value == "proof"
