"""Whatever the bytes, a scenario is read or refused with a message; nothing else happens."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from airtight.errors import AirtightError, Problem
from airtight.scenario import document, loader
from airtight.scenario.document import Node

TEXT = (Path(__file__).parents[2] / "examples/anatolia-2021.toml").read_text(encoding="utf-8")
PLAIN = document.plain(document.parse(TEXT, file="good"))
ODD: tuple[Any, ...] = (
    *(
        "",
        "x",
        "-1 km",
        "1e999 km",
        "nan",
        "5 parsec",
        "any",
        "full",
        "radar-91n6e.antenna_height",
        "a.b",
        "0",
    ),
    *("\u0000", "9" * 400, 0, -1, 10**30, 10**400, 1.5, float("nan"), float("inf"), -float("inf"), True),
    *([], [[]], ["any", 1], {}, {"x": 1}, {"low": 1, "nominal": 2, "high": 3}, [{}, {"id": 1}]),
)


def read(root: Node) -> None:
    """Read a document; its refusal must have a message, and a place in the file."""
    problems: list[Problem] = []
    try:
        loader.from_document(root, path="fuzz")
    except AirtightError as error:
        problems = error.problems
    assert all(problem.message and problem.place for problem in problems)


def parsed(text: str) -> Node | None:
    """The document of a text; None if it was refused, with its place."""
    place = "fuzz"
    root = None
    try:
        root = document.parse(text, file="fuzz")
    except AirtightError as error:
        place = error.place
    assert place.startswith("fuzz")
    return root


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """Every path of a document but the root."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [p for key, child in items for p in [(*path, key), *places(child, (*path, key))]]


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:  # noqa: ANN401
    """A copy of a document with something else at one path; None removes a key."""
    if not path:
        return new
    if isinstance(value, list):
        return [changed(child, path[1:], new) if i == path[0] else child for i, child in enumerate(value)]
    if new is None and len(path) == 1:
        return {key: child for key, child in value.items() if key != path[0]}
    return {key: changed(child, path[1:], new) if key == path[0] else child for key, child in value.items()}


@given(st.sampled_from(places(PLAIN)), st.sampled_from((*ODD, None)))
def test_anything_at_any_key_is_read_or_refused(path: tuple[Any, ...], new: Any) -> None:  # noqa: ANN401
    read(document.from_plain(changed(PLAIN, path, new), origin="fuzz"))


@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.text(max_size=12))
def test_any_edit_of_the_text_is_read_or_refused(at: int, cut: int, inserted: str) -> None:
    root = parsed(TEXT[:at] + inserted + TEXT[at + cut :])
    if root is not None:
        read(root)


@given(st.text(alphabet="[]{}=\"'#.,\n \\ab1-", max_size=80))
def test_any_punctuation_is_parsed_or_refused(text: str) -> None:
    parsed(text)
