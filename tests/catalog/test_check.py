"""The check: the bundled catalogue is whole, and what would break it is found."""

import re

import pytest

from airtight.catalog import keys
from airtight.catalog.check import check, sourced
from airtight.catalog.loader import Catalog, bundled, load, read


def found(files: dict[str, bytes]) -> list[str]:
    return [f"{p.place}: {p.message}: {p.value}" for p in check(*read(files)).problems]


def changed(name: str, old: str, new: str) -> dict[str, bytes]:
    files = bundled()
    text = files[name].decode()
    assert old in text
    return files | {name: text.replace(old, new, 1).encode()}


def test_the_bundled_catalogue_has_no_errors() -> None:
    checked = check(load())
    assert checked.problems == ()
    assert checked.as_dict()["errors"] == 0
    assert checked.sourced + checked.assumptions == checked.numbers == len(load().numbers)


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("radars.toml", '"SARABIC19"', '"SARABIC"', "a source that is not in the bibliography: SARABIC"),
        ("radars.toml", "[DONGA18]", "[DONGA]", "a source that is not in the bibliography: DONGA"),
        (
            "radars.toml",
            'role = "acquisition"',
            'role = "search"',
            "radar-91n6e.role: not a choice: 'search'",
        ),
        ("radars.toml", 'band = "S"\n', "", "radar-91n6e.band: not a choice: 'nothing'"),
        (
            "radars.toml",
            "\nreference_rcs",
            "\nreference_rcs_",
            "radar-91n6e.reference_rcs: a number is missing",
        ),
        ("batteries.toml", '"radar-96l6e"', '"radar-96l6"', "no such radar: radar-96l6"),
        (
            "batteries.toml",
            'missiles = ["missile-48n6e3", ',
            'missiles = ["airliner", ',
            "no such missile: airliner",
        ),
        (
            "batteries.toml",
            "rounds_missile-48n6e2 =",
            "rounds_missile-48n6 =",
            "rounds_missile-48n6e2: a number",
        ),
        ("batteries.toml", '["s400-battery.channels"]', '["s400-battery.chanels"]', "does not exist"),
        ("targets.toml", 'mark = "seen"', 'mark = "heard"', "unknown mark: heard"),
        ("targets.toml", 'mark = "recalled"', 'mark = "seen"', "marked seen without such a source"),
        ("targets.toml", 'source = ["BRIT", "BHAS"]', "source = []", "no source: seen"),
        ("targets.toml", 'title = "Airliner"', 'title = ""', "airliner: no title"),
        ("targets.toml", "\nrcs = ", "\nr_c_s = ", "airliner: no cross-section"),
        ("targets.toml", "\nrange = ", "\nreach = ", "a ballistic target without range"),
        ("shared.toml", "low = 1.2, nominal = 1.3333", "low = 0.1, nominal = 1.3333", "out of range"),
        ("shared.toml", '"the last fifth of the range counts as the edge"', '""', "edge_share: no reason"),
        ("shared.toml", 'allowance = ["low", "high"]', 'allowance = ["lowest"]', "not a bound: lowest"),
        ("networks.toml", 'tracks = "voice"', 'tracks = "pigeon"', "not a choice: 'pigeon'"),
    ],
)
def test_what_would_break_the_catalogue_is_found(name: str, old: str, new: str, expected: str) -> None:
    problems = found(changed(name, old, new))
    assert any(expected in problem for problem in problems), problems


def test_a_group_named_after_a_number_outside_it_is_found() -> None:
    files = changed(
        "targets.toml", 'rcs = { low = "10 m2"', 'rcs = { group = "airliner.speed", low = "10 m2"'
    )
    assert found(files) == []  # the speed's own group is its name: they move together, which is allowed
    files = changed("radars.toml", 'group = "radar-91n6e.range"', 'group = "radar-91n6e.detection_range"')
    assert any("a group named after a number outside it" in problem for problem in found(files))


def small(mark: str, source: str, more: str = "") -> Catalog:
    text = f'[a]\nkind = "fact"\ntitle = "A"\n\
x = {{ value = 1, source = [{source}], mark = "{mark}", note = "n"{more} }}\n\
seen = {{ value = 1, source = ["S"], mark = "seen" }}\n\
guess = {{ value = 1, mark = "assumption", note = "n" }}\n'
    return read({"x.toml": text.encode(), "bibliography.toml": b'[seen]\nS = "s"\n[recalled]\nR = "r"\n'})[0]


@pytest.mark.parametrize(
    ("mark", "source", "more", "expected"),
    [
        ("seen", '"S"', "", True),
        ("derived", '"S"', "", True),
        ("derived", "", ', derived_from = ["a.seen"]', True),
        ("derived", '"S", "R"', "", False),
        ("derived", '"S"', ', derived_from = ["a.guess"]', False),
        ("derived", "", ', derived_from = ["a.x"]', False),
        ("derived", "", "", False),
        ("recalled", '"R"', "", False),
        ("recalled+seen", '"R", "S"', "", False),
        ("derived+seen", '"S"', "", False),
        ("assumption", '"S"', "", False),
    ],
)
def test_sourced_means_seen_or_derived_from_seen_alone(
    mark: str, source: str, more: str, *, expected: bool
) -> None:
    catalog = small(mark, source, more)
    assert sourced(catalog.number("a.x"), catalog) is expected


def test_every_assumption_gives_its_reason_and_every_other_number_a_source() -> None:
    for number in load().numbers.values():
        assert number.note if number.mark == "assumption" else number.sources or number.derived_from, (
            number.name
        )


def test_every_key_that_the_engine_gathers_exists_with_its_dimension() -> None:
    for entry in load().entries.values():
        for key in keys.required(entry.id, entry.kind):
            assert entry.numbers[key].dimension == keys.dimension_of(entry.id, entry.kind, key)


def test_the_first_entries_are_there() -> None:
    ids = set(load().entries)
    assert {
        "s400-battery", "radar-91n6e", "radar-92n6e", "radar-96l6e", "missile-48n6e3", "missile-48n6e2",
        "missile-9m96e2", "patriot-battery", "radar-mpq-65", "missile-pac2-gemt", "missile-pac3-mse",
        "aew-e3a",
        "radar-tpy-2-kurecik", "radar-fixed-l-band", "airliner", "fighter-4gen", "f-35a",
        "cruise-missile-subsonic", "srbm-300km", "drone-male", "network-stand-alone", "network-told-by-voice",
        "network-one-way-cue", "network-two-way-tracks", "network-integrated",
    } <= ids  # fmt: skip


def test_ranges_of_one_radar_and_bands_of_one_target_share_their_quantile() -> None:
    catalog = load()
    for radar in catalog.kind("radar").values():
        assert radar.numbers["detection_range"].group == radar.numbers["instrumented_range"].group
    bands = [
        n for key, n in catalog.entries["f-35a"].numbers.items() if re.fullmatch("rcs_(x|c|s|l|uhf|vhf)", key)
    ]
    assert len(bands) == 6
    assert {number.group for number in bands} == {"f-35a.rcs"}


def test_a_radar_is_never_instrumented_for_less_than_it_detects_in_the_same_world() -> None:
    for radar in load().kind("radar").values():
        detects, shows = radar.numbers["detection_range"], radar.numbers["instrumented_range"]
        assert detects.low <= shows.low
        assert detects.nominal <= shows.nominal
        assert detects.high <= shows.high


def test_both_makers_share_what_nobody_published() -> None:
    """Like for like: one draw for what is assumed alike of both engagement radars."""
    catalog = load()
    ours, theirs = catalog.entries["radar-92n6e"].numbers, catalog.entries["radar-mpq-65"].numbers
    for key in (
        "search_share",
        "track_dwell",
        "update_interval",
        "revisit_period",
        "range_error",
        "elevation_max",
    ):
        assert (ours[key].low, ours[key].nominal, ours[key].high) == (
            theirs[key].low,
            theirs[key].nominal,
            theirs[key].high,
        )
        assert ours[key].group == theirs[key].group
