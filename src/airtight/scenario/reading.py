"""The state of one reading: the problems found so far, and what ids and numbers are known."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from airtight.catalog.loader import Catalog
from airtight.catalog.number import Number
from airtight.errors import InputError, MissingError, Problem
from airtight.scenario.document import Node, Plain, plain
from airtight.scenario.lines import Path as KeyPath

MOST_PROBLEMS = 100
LONGEST_VALUE = 80


class Bad:
    """What a reading returns where it found a problem; the one instance is `BAD`."""


BAD = Bad()


@dataclass
class Reading:
    """Collects everything that is wrong, so that it can be told at once.

    Attributes:
        catalog: where ids and numbers are looked up.
        folder: where relative paths start.
        root: the document, by whose ids the numbers of its own are named.
        numbers: the worlds' numbers that the document itself states.
        problems: what is wrong so far.
        missing: how many of the problems are resources that do not exist.

    """

    catalog: Catalog
    folder: Path
    root: Node = field(default_factory=lambda: Node({}, ""))
    numbers: dict[str, Number] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    missing: int = 0

    def report(
        self, node: Node, path: KeyPath, message: str, allowed: str = "", *, value: bool = True
    ) -> Bad:
        """Note one problem at a node; `value` false: do not show what was given."""
        given = shown(node) if value else ""
        self.problems.append(Problem(message, place(node.origin, path), given, allowed))
        return BAD

    def report_error(self, error: InputError | MissingError) -> Bad:
        """Note the problems of an error that a lower room raised."""
        self.problems += error.problems
        self.missing += len(error.problems) if isinstance(error, MissingError) else 0
        return BAD

    def name(self, path: KeyPath) -> str:
        """A name for the number stated at a path: ids in place of indices, so that order does not matter."""
        parts: list[str] = []
        node: Node | None = self.root
        for part in path:
            if isinstance(part, int):
                items = node.items() if node else []
                node = items[part] if part < len(items) else None
                id_node = node.get("id") if node else None
                parts.append(id_node.text() if id_node and id_node.text() else str(part))
            else:
                node = node.get(part) if node else None
                parts.append(part)
        return ".".join(parts)

    def finish(self) -> None:
        """End the reading.

        Raises:
            MissingError: only named resources are missing.
            InputError: anything else is wrong.

        """
        if not self.problems:
            return
        unique = list(dict.fromkeys(self.problems))
        told = unique[:MOST_PROBLEMS]
        if len(unique) > len(told):
            rest = f"and {len(unique) - len(told)} more problems"
            told.append(Problem(rest, told[0].place.split(":")[0], "", "solve the first ones and try again"))
        kind = MissingError if self.missing == len(self.problems) else InputError
        raise kind.of(told)


def place(origin: str, path: KeyPath) -> str:
    """File, line and key, as messages name them: `raid.toml:12: raid[0].of[1].count`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            is_plain = part.isprintable() and part and " " not in part
            text += ("." if text else "") + (part if is_plain else repr(part))
    return f"{origin}: {text}" if text else origin


def shown(node: Node) -> str:
    """A value as messages show it, cut to a bearable length."""
    text = _toml(plain(node))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def nearest(given: str, known: Iterable[str]) -> str:
    """A hint such as `; did you mean "s400-battery"?`, or nothing."""
    found = difflib.get_close_matches(given, list(known), n=1, cutoff=0.55)
    return f'; did you mean "{found[0]}"?' if found else ""


def _toml(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'.replace("\n", "\\n")
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value[:20]) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in list(value.items())[:20]) + " }"
    return str(value)
