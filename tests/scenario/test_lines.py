"""Every key's line, against texts whose lines were counted by hand and texts that were generated."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.scenario import lines
from airtight.scenario.document import Plain, parse

TEXT = '''\
# a comment = with [brackets]
title = "a = b # no comment"

[one]
key = 1
"quoted key" = 2
a.b.c = """
several
lines ""quoted"" """
after = 'x'

[[many]]
list = [
  1, # one
  { x = 1, y = [2, 3] },
]

[[many]]
[many.inner]
z = 2021-02-12 10:00:00

[[many.deep]]
w = true
'''


def test_lines_are_those_of_the_text() -> None:
    found = lines.of(TEXT)
    assert found[("title",)] == 2
    assert found[("one",)] == 4
    assert found[("one", "quoted key")] == 6
    assert found[("one", "a", "b", "c")] == 7
    assert found[("one", "after")] == 10
    assert found[("many", 0, "list", 1, "y", 1)] == 15
    assert found[("many", 1)] == 18
    assert found[("many", 1, "inner", "z")] == 20
    assert found[("many", 1, "deep", 0, "w")] == 23


def test_line_ends_of_other_systems_count_once() -> None:
    assert lines.of("a = 1\r\nb = 2\r\n")[("b",)] == 2


def paths(value: Plain, path: lines.Path = ()) -> set[lines.Path]:
    """All paths of a document, found by walking over it."""
    found = {path}
    if isinstance(value, dict):
        for key, child in value.items():
            found |= paths(child, (*path, key))
    if isinstance(value, list):
        for index, child in enumerate(value):
            found |= paths(child, (*path, index))
    return found


SCALARS = st.sampled_from(
    [
        "1",
        "-2.5",
        "true",
        '"a # b"',
        "'c:\\d'",
        '"""x\n"y" z"""',
        "'''\n'q' '''",
        "2021-02-12",
        '"\\"\\\\"',
        "nan",
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[ " + ",\n # c\n ".join(items) + "]"),
        st.lists(inner, max_size=3).map(
            lambda items: "{ " + ", ".join(f"k{i} = {item}" for i, item in enumerate(items)) + " }"
        ),
    ),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=5), st.lists(st.lists(VALUES, max_size=3), max_size=4))
def test_every_path_of_a_valid_text_has_a_line(top: list[str], tables: list[list[str]]) -> None:
    rows = [f'"key {i}" = {value}' for i, value in enumerate(top)]
    for values in tables:
        rows += ["[[t . 'u']]", *(f"v{i} = {value}" for i, value in enumerate(values))]
    text = "\n".join(rows)
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = lines.of(text)
    assert paths(plain) <= set(found)
    assert max(found.values()) <= text.count("\n") + 1


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "a = ''", 'b = """"x"""""'])
def test_short_texts_are_read(text: str) -> None:
    assert parse(text, file="x").origin == "x:1"
