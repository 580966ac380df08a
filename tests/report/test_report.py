"""The report is one self-contained file that says what the recording says."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typing_extensions import override

from airtight.recording import Recorded, read, write
from airtight.report import write_report
from airtight.report.article import article, keys_in

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Outline(HTMLParser):
    """Elements, ids and links; complains about what is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.tags: set[str] = set()
        self.text: list[str] = []
        self.feed(page)
        assert not self.open

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in {"src", "href", "xlink:href"} and value:
                if value.startswith("#"):
                    self.links.append(value[1:])
                elif not value.startswith("data:image/png"):
                    self.outside.append(value)
            self.links += re.findall(r"url\(#([^)]*)\)", value or "")

    @override
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    @override
    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    @override
    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


@pytest.fixture(scope="module")
def page(recorded: Recorded) -> str:
    return write_report(recorded)


@pytest.fixture(scope="module")
def outline(page: str) -> Outline:
    return Outline(page)


def test_nothing_comes_from_elsewhere(page: str, outline: Outline) -> None:
    assert outline.outside == []
    assert not outline.tags & {"script", "link", "iframe", "img", "object", "embed"}
    assert "@import" not in page
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_ids_are_unique_and_links_lead_somewhere(outline: Outline) -> None:
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.links) <= set(outline.ids)


def test_each_figure_is_well_formed_and_named(page: str) -> None:
    figures = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(figures) == 10
    for text in figures:
        figure = ET.fromstring(text)  # noqa: S314  our own
        assert figure.get("viewBox")
        assert figure.get("aria-label")
        assert figure.get("width") is None


def test_only_the_terrain_is_a_raster(page: str) -> None:
    figures = re.findall(r"<figure>(.*?)</figure>", page, re.DOTALL)
    captions = [
        re.findall(r"<figcaption>(.*?)</figcaption>", figure)[0]
        for figure in figures
        if "data:image/png" in figure
    ]
    assert captions == [
        "One raid (replication 0): paths, sites and outcomes.",
        "The same, 60 km round Ankara.",
    ]


def test_the_answer_stands_on_top(recorded: Recorded, outline: Outline) -> None:
    words = outline.words
    places = [words.index(sentence) for sentence in recorded.summary["answer"]]
    assert places == sorted(places)
    assert places[-1] < words.index("Turkey said that the system will stand independently")


def test_sections_quote_the_article_in_its_order(page: str) -> None:
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert headings[:4] == [
        "“Stand independently”",
        "“Only partially activating”",
        "“Threatens the F-35”",
        "“No suitable alternatives”",
    ]
    assert "as assumed here from public statements, not endorsed by any government" in page


def test_options_show_range_and_sampling_error_apart(recorded: Recorded, outline: Outline) -> None:
    words = outline.words
    for option in recorded.summary["options"]:
        assert option["label"] in words
    assert "11.0 5.5\N{EN DASH}16.5 10.4\N{EN DASH}11.6 reference" in words
    assert "depends on the assumed shape" in words
    assert "none in 310 flight hours; at most 1 in 103" in words


def test_what_is_true_by_definition_stands_apart(page: str) -> None:
    rows = re.findall(r"<tr( class=\"definition\")?>\s*<th scope=\"row\">(.*?)<", page)
    marked = [label.strip() for mark, label in rows if mark]
    assert marked == ["sensors only", "stored", "nothing"]
    assert "True by definition, not a finding: sensors only, stored." in page


def test_assumptions_are_marked_wherever_they_show(recorded: Recorded, page: str) -> None:
    table = page[page.index('id="assumptions"') :]
    for row in recorded.summary["assumptions"]:
        assert f"<code>{row['name']}</code>" in table
    count = sum(row["mark"] == "assumption" for row in recorded.summary["assumptions"])
    assert table.count('class="mark assumption"') == count


def test_sources_are_those_of_run_and_of_the_fixed_words(outline: Outline) -> None:
    shown = {name.removeprefix("source-") for name in outline.ids if name.startswith("source-")}
    assert {"tna210212", "aa2512", "hill190822", "ap2208"} <= shown
    assert "Newest source: 18 Dec 2025." in outline.words


def test_every_key_of_the_fixed_words_has_its_source() -> None:
    words = article()
    texts = [*words["dispute"]["text"]]
    for section in words["section"]:
        texts += [*section["text"], *section.get("after", []), *section.get("terms", [])]
    assert set(keys_in(texts)) <= set(words["sources"])


def test_the_ring_is_said_not_to_be_the_coverage(recorded: Recorded, outline: Outline) -> None:
    assert "The ring is not the coverage." in outline.words
    assert recorded.summary["notes"][0] in outline.words


def test_the_same_recording_gives_the_same_bytes_from_disk(
    recorded: Recorded, page: str, tmp_path: Path
) -> None:
    folder = write(recorded, tmp_path / "demo")
    assert write_report(read(folder)) == page


def test_a_run_has_no_article(make_recorded: Callable[..., Recorded]) -> None:
    page = write_report(make_recorded(kind="run"))
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert headings[0] == "The result"
    assert "The headings quote" not in page
    assert "Turkey said" not in page
    assert "reference</span>" not in page
    Outline(page)


def test_names_cannot_inject_markup(recorded: Recorded) -> None:
    evil = '<script>alert("1")</script> & $x^{ \\frac -- 😀 ' + "long " * 40
    options = [dict(option, label=evil, source=evil) for option in recorded.summary["options"]]
    summary = {**recorded.summary, "options": options, "title": evil, "answer": [evil], "notes": [evil]}
    page = write_report(replace(recorded, summary=summary))
    assert "script" not in Outline(page).tags


def test_a_bare_summary_is_enough() -> None:
    stat = {"mean": 3.0, "low": 2.5, "high": 3.5, "p05": 1.0, "p95": 5.0}
    summary = {
        "replications": 4,
        "seed": 1,
        "options": [{"name": "as-is", "metrics": {"leakers": stat}, "by_definition": False}],
    }
    outline = Outline(write_report(Recorded({}, summary)))
    assert "as-is" in outline.words
    assert "1\N{EN DASH}5" in outline.words


def test_no_terrain_below_the_map_is_no_error(recorded: Recorded) -> None:
    moved = [dict(site, latitude_deg=site["latitude_deg"] - 60.0) for site in recorded.summary["sites"]]
    far = replace(recorded, summary={**recorded.summary, "sites": moved}, histories={})
    assert "data:image/png" not in write_report(far)
