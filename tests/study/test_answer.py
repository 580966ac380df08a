"""The printed answer: arranged by the article's sentences, with honest numbers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from airtight.api import runs as api
from airtight.study import answer


@pytest.fixture
def summary(small_file: Path, fake_engine: Callable[..., Any]) -> dict[str, Any]:
    assert fake_engine is not None
    return api.demo(small_file, replications=60).summary


def test_the_table_has_the_sentences_of_the_article_in_their_order(summary: dict[str, Any]) -> None:
    text = "\n".join(answer.lines(summary))
    places = [
        text.index(part)
        for part in (
            "Standing alone, one S-400 battery lets through",
            '"Stand independently"',
            '"Only partially activating" (no agreed meaning)',
            '"No suitable alternatives"',
            "By definition:",
            "The ring is not the coverage: of 6 low flyers 4 (67 %) never come into line of sight",
            '"Threatens the F-35": one passing at 150 km',
            "Friendly aircraft: none engaged in 30 flight hours (at most 1 in 10)",
            "Decided mostly by:",
            "Limits:",
        )
    ]
    assert places == sorted(places)


def test_the_answer_is_two_sentences_that_hold_all_of_the_question(summary: dict[str, Any]) -> None:
    first, second = summary["answer"]
    assert "of 10 attackers" in first
    assert "with shared allied tracks" in first
    assert "only under threat" in first
    assert (
        "passing at 150 km is in its radars' view for 0-3 min if clean and 9-12 min with reflectors" in second
    )
    assert "Patriot battery as offered in 2018" in second
    assert "kill probability" in second.lower() or "aircraft" in second.lower()
    assert "no public measurement exists" in second


def test_an_option_like_the_reference_shows_no_difference_and_the_reference_says_so(
    summary: dict[str, Any],
) -> None:
    rows = {line.strip().split("   ")[0]: line for line in answer.lines(summary)}
    assert rows["alone (Turkey's stated plan)"].endswith("reference")
    assert rows["Patriot as offered in 2018"].endswith("no difference seen")


def test_partial_activation_shows_how_often_it_is_ready(summary: dict[str, Any]) -> None:
    line = next(line for line in answer.lines(summary) if "on threat" in line)
    share = next(o for o in summary["options"] if o["name"] == "partial-threat")["ready"]["share"]["mean"]
    assert f"{100 * share:.0f} %" in line
    assert line.endswith("more")


def test_lines_are_not_wider_than_a_terminal(summary: dict[str, Any]) -> None:
    assert max(len(line) for line in answer.lines(summary)) <= 110


def test_lucks_share_is_told_as_a_lower_bound_and_at_nominal_as_all() -> None:
    told = {"nominal": False, "luck": [{"metric": "leakers", "share": 0.42}]}
    assert answer.luck_told(told) == "luck alone: at least about 40 % of the spread"
    assert answer.luck_told({**told, "luck": [{"metric": "leakers", "share": 0.01}]}) == ""
    assert answer.luck_told({**told, "luck": []}) == ""
    at_nominal = {"nominal": True, "luck": [{"metric": "leakers", "share": 1.0}]}
    assert answer.luck_told(at_nominal) == "luck alone: all of the spread"


def test_small_counts_are_not_rounded_away() -> None:
    assert answer.whole(0.4) == "0.4"
    assert answer.whole(0.0) == "0"
    assert answer.whole(11.4) == "11"
    assert answer.span({"p05": 3.0, "p95": 3.2}) == "3"
