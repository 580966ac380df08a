"""How the report writes numbers and finds dates."""

import pytest

from airtight.report import words

DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.0, "", "0"),
        (11.04, "", "11.0"),
        (123.4, "", "123"),
        (12345.0, "", "12,345"),
        (0.25, "", "0.25"),
        (0.0123, "", "0.012"),
        (-1.25, "", f"{MINUS}1.2"),
        (-0.0001, "", "0.000"),
        (87654.0, "m", "88"),
        (4321.0, "m", "4.3"),
        (0.305, "share", "30"),
        (3.0, "attackers", "3.0"),
    ],
)
def test_amounts(value: float, unit: str, text: str) -> None:
    assert words.amount(value, unit) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (5.0, 19.0, f"5{DASH}19"),
        (5.5, 16.5, f"5.5{DASH}16.5"),
        (-0.7, 0.7, f"{MINUS}0.70 to 0.70"),
        (28.0, 28.0, "28"),
    ],
)
def test_spans(low: float, high: float, text: str) -> None:
    assert words.span(low, high) == text


def test_bounds_name_the_nominal_unless_all_are_the_same() -> None:
    assert words.bounds({"low": 0.0, "nominal": 1.0, "high": 3.0}) == f"0{DASH}3 (nominal 1)"
    assert words.bounds({"low": 0.0, "nominal": 0.0, "high": 0.0}) == "0"


def test_a_share_of_yes_and_no_shows_its_sampling_error() -> None:
    share = {"mean": 0.6, "low": 0.53, "high": 0.67, "p05": 0.0, "p95": 1.0}
    assert words.share_ends(share) == (0.53, 0.67)
    assert words.share_ends({**share, "p05": 0.4, "p95": 0.8}) == (0.4, 0.8)


@pytest.mark.parametrize(
    ("texts", "date"),
    [
        (["The New Arab, 12 Feb 2021", "AP, 28 Aug 2022", "Reuters 1087442"], "28 Aug 2022"),
        (["Flight, Feb 1999", "a book of 1999"], "Feb 1999"),
        (["a book of 2003"], "2003"),
        (["tass.com/defense/976849"], ""),
        ([], ""),
    ],
)
def test_the_newest_date_is_found(texts: list[str], date: str) -> None:
    assert words.newest(texts) == date
