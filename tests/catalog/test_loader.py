"""Reading the catalogue: everything found, everything wrong told."""

import pytest

from airtight.catalog.loader import bundled, load, read
from airtight.errors import InputError

GOOD = b"""
[thing-1]
kind = "fact"
title = "A thing"
colour = "red"
size = { low = "6 m", nominal = "8 m", high = "10 m", source = ["A1"], mark = "seen" }
pieces = { value = 3, dimension = "count", mark = "assumption", note = "why" }
share = { value = 0.5, dimension = "probability", mark = "assumption", note = "why", group = "shares" }
"""
SOURCES = b'[seen]\nA1 = "Somebody, 2020"\n[recalled]\nr-B = "Somebody else"\n'


def problems_of(text: bytes) -> list[str]:
    _, problems = read({"x.toml": text, "bibliography.toml": SOURCES})
    return [problem.message for problem in problems]


def test_fields_and_numbers_are_told_apart_and_numbers_are_si() -> None:
    catalog, problems = read({"x.toml": GOOD, "bibliography.toml": SOURCES})
    assert problems == []
    entry = catalog.entries["thing-1"]
    assert entry.fields == {"colour": "red"}
    assert list(entry.numbers) == ["size", "pieces", "share"]
    size = catalog.number("thing-1.size")
    assert (size.low, size.nominal, size.high, size.dimension) == (6.0, 8.0, 10.0, "length")
    assert (size.shape, size.group, size.sources, size.mark) == ("ratio", "thing-1.size", ("A1",), "seen")
    assert catalog.number("thing-1.share").group == "shares"
    assert catalog.sources["r-B"].mark == "recalled"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b'"8 m"', b'"80 m"', "an interval out of order"),
        (b'"8 m"', b'"8 s"', "'m' is a unit of length, not of time"),
        (b'"8 m"', b'"8 klm"', "unknown unit 'klm'"),
        (b'high = "10 m", ', b"", "'high' is missing"),
        (b'mark = "seen"', b'mark = "seen", colour = 1', "unknown key"),
        (b'mark = "seen"', b'mark = "seen", shape = "round"', "unknown shape"),
        (b'mark = "seen"', b'mark = "seen", source_ = 1', "unknown key"),
        (b'["A1"]', b'"A1"', "not a list of names"),
        (b'low = "6 m"', b'low = "-6 m", shape = "ratio"', "a ratio must be positive"),
        (b'dimension = "count"', b'dimension = "heap"', "unknown dimension"),
        (b'kind = "fact"', b'kind = "fable"', "unknown kind"),
        (b"[thing-1]", b"[Thing]", "not an id"),
        (b'title = "A thing"', b'title = "A thing', "malformed TOML"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(old: bytes, new: bytes, message: str) -> None:
    assert any(told.startswith(message) for told in problems_of(GOOD.replace(old, new)))


def test_several_problems_come_at_once() -> None:
    broken = GOOD.replace(b'"8 m"', b'"8 s"').replace(b'kind = "fact"', b'kind = "fable"')
    assert len(problems_of(broken)) >= 2


def test_two_entries_with_one_id_are_refused() -> None:
    _, problems = read({"x.toml": GOOD, "y.toml": GOOD})
    assert [problem.message for problem in problems] == ["two entries with one id"]


def test_the_digest_follows_every_byte_and_nothing_else() -> None:
    files = bundled()
    assert read(files)[0].digest == load().digest == read(dict(reversed(files.items())))[0].digest
    changed = files | {"targets.toml": files["targets.toml"] + b"\n"}
    assert read(changed)[0].digest != load().digest


def test_the_catalogue_is_read_once() -> None:
    assert load() is load()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("radar-91n6e.antena_height", "'radar-91n6e.antenna_height'"),
        ("radar-91n6e.nothing-like-it", "radar-91n6e.{carrier_frequency, "),
        ("radar-91n6.antenna_height", "'radar-91n6e.antenna_height'"),
        ("zzzzzz", "airtight catalog list"),
        ("", "airtight catalog list"),
    ],
)
def test_an_unknown_number_is_answered_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        load().number(name, place="set")
    assert hint in caught.value.allowed
    assert (caught.value.place, caught.value.value) == ("set", name)


def test_an_unknown_entry_is_answered_with_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        load().entry("s400-batery")
    assert "'s400-battery'" in caught.value.allowed
