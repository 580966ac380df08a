"""A TOML document whose every value knows the place it was written at.

Options and settings change a document before it is checked; a value keeps the place where its author wrote
it, so that a message about it names the right file and line whichever of them it came from.
"""

import datetime as dt
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from airtight.errors import InputError, MissingError
from airtight.scenario import lines

LARGEST_BYTES = 4_000_000
DEEPEST = 40

Scalar: TypeAlias = str | int | float | bool | dt.datetime | dt.date | dt.time
Plain: TypeAlias = "Scalar | list[Plain] | dict[str, Plain]"


@dataclass(frozen=True)
class Node:
    """A value and where it was written.

    Attributes:
        value: a scalar, a list of nodes, or nodes by key.
        origin: the file and line, or whatever else its author used ("--set").

    """

    value: "Scalar | list[Node] | dict[str, Node]"
    origin: str

    def get(self, key: str) -> "Node | None":
        """The node under `key` of a table; None where there is none, or no table."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def items(self) -> "list[Node]":
        """The elements of an array; none for anything else."""
        return self.value if isinstance(self.value, list) else []

    def text(self) -> str:
        """The text of a string; empty for anything else."""
        return self.value if isinstance(self.value, str) else ""


def read(path: str | Path) -> tuple[Node, str]:
    """Read a TOML file; the document and its text.

    Raises:
        MissingError: there is no such file, or it cannot be read.
        InputError: it is too large, not UTF-8, or not TOML; the line is named.

    """
    place = str(path)
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = "is a folder, not a file" if isinstance(error, IsADirectoryError) else "cannot be read"
        if isinstance(error, FileNotFoundError):
            reason = "there is no such file"
        raise MissingError(reason, place=place, allowed="a TOML file that can be read") from None
    if len(content) > LARGEST_BYTES:
        raise InputError(
            "too large", place=place, value=f"{len(content)} bytes", allowed=f"{LARGEST_BYTES} bytes"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError("not UTF-8 text", place=f"{place}:{line}", allowed="a TOML file in UTF-8") from None
    return parse(text, file=place), text


def parse(text: str, *, file: str) -> Node:
    """The document of a TOML `text`; `file` is how messages call it.

    Raises:
        InputError: the text is not TOML; the line is named.

    """
    try:
        values = tomllib.loads(text)
        _refuse_depth(values, file)
        where = lines.of(text)
    except tomllib.TOMLDecodeError as error:
        raise _malformed(error, text, file) from None
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise InputError(f"not valid TOML: {reason}", place=file, allowed="a TOML file") from None
    return _node(values, (), where, file)


def from_plain(values: Mapping[str, Plain], *, origin: str) -> Node:
    """A document from plain values, all of one origin."""
    return _node(dict(values), (), {}, origin)


def plain(node: Node) -> Plain:
    """The values alone."""
    if isinstance(node.value, dict):
        return {key: plain(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def digest(node: Node) -> str:
    """A document's content as 16 hexadecimal digits; comments, order of keys and layout do not count."""
    content = json.dumps(plain(node), sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _node(value: Plain, path: lines.Path, where: dict[lines.Path, int], file: str) -> Node:
    """Nodes for `value`; without any lines (`where` is empty) the origin is the file alone."""
    line = where.get(path) or where.get(path[:-1], 1)
    origin = f"{file}:{line}" if where else file
    if isinstance(value, dict):
        return Node({key: _node(child, (*path, key), where, file) for key, child in value.items()}, origin)
    if isinstance(value, list):
        return Node([_node(child, (*path, i), where, file) for i, child in enumerate(value)], origin)
    return Node(value, origin)


def _malformed(error: tomllib.TOMLDecodeError, text: str, file: str) -> InputError:
    reason = str(error)
    found = re.search(r" \(at line (\d+), column (\d+)\)$", reason)
    line = int(found[1]) if found else text.count("\n") + 1
    reason = re.sub(r" \(at .*\)$", "", reason)
    rows = text.replace("\r\n", "\n").split("\n")
    return InputError(
        f"not valid TOML: {reason[:1].lower()}{reason[1:]}",
        place=f"{file}:{line}",
        value=rows[min(line, len(rows)) - 1].strip()[:80],
        allowed='lines such as key = "value", headers such as [scenario] or [[battery]]',
    )


def _refuse_depth(value: object, file: str) -> None:
    level: list[object] = [value]
    for _ in range(DEEPEST):
        level = [child for item in level for child in _children(item)]
        if not level:
            return
    raise InputError("nested too deeply", place=file, allowed=f"at most {DEEPEST} levels")


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
