"""What may stand at a key: one small class a kind, which reads a value and says itself as JSON Schema."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from airtight import units
from airtight.errors import InputError
from airtight.scenario.document import Node
from airtight.scenario.lines import Path
from airtight.scenario.reading import BAD, Bad, Reading, nearest, place

Schema = dict[str, Any]

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
ID_ALLOWED = "1 to 64 letters, digits, - and _, beginning with a letter or digit"


class Kind(Protocol):
    """Reads a node, or reports why it cannot and returns BAD; `schema` says the same as JSON Schema."""

    @property
    def allowed(self) -> str:
        """What may stand there, in words."""

    def read(self, node: Node, path: Path, reading: Reading) -> Any | Bad:  # noqa: ANN401
        """The checked value, SI and radians."""

    def schema(self) -> Schema:
        """JSON Schema of what is read."""


@dataclass(frozen=True)
class Text:
    """Any short text of one line."""

    longest: int = 200
    allowed: str = "text of one line"

    def read(self, node: Node, path: Path, reading: Reading) -> str | Bad:
        """The text, stripped."""
        if not isinstance(node.value, str):
            return reading.report(node, path, "not a text", self.allowed)
        text = node.value.strip()
        if not text or len(text) > self.longest or not text.isprintable():
            return reading.report(
                node, path, "not usable", f"1 to {self.longest} printable characters on one line"
            )
        return text

    def schema(self) -> Schema:
        """A string."""
        return {"type": "string", "minLength": 1, "maxLength": self.longest}


@dataclass(frozen=True)
class Id:
    """A name that others refer to."""

    allowed: str = ID_ALLOWED

    def read(self, node: Node, path: Path, reading: Reading) -> str | Bad:
        """The id."""
        if not isinstance(node.value, str) or not ID.fullmatch(node.value):
            return reading.report(node, path, "not an id", self.allowed)
        return node.value

    def schema(self) -> Schema:
        """A string of the pattern."""
        return {"type": "string", "pattern": f"^{ID.pattern}$"}


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """The words."""
        return ", ".join(self.words)

    def read(self, node: Node, path: Path, reading: Reading) -> str | Bad:
        """The word."""
        if node.value in self.words:
            return str(node.value)
        hint = nearest(node.value, self.words) if isinstance(node.value, str) else ""
        return reading.report(node, path, f"not one of the known words{hint}", self.allowed)

    def schema(self) -> Schema:
        """An enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class CatalogId:
    """The id of a catalogue entry of some kinds; written without `prefix`, which all of them begin with."""

    kinds: tuple[str, ...]
    prefix: str = ""

    @property
    def allowed(self) -> str:
        """Where to find them."""
        return f"a catalogue id of kind {' or '.join(self.kinds)}"

    def read(self, node: Node, path: Path, reading: Reading) -> str | Bad:
        """The id, which exists and is of one of the kinds."""
        entries = reading.catalog.entries.items()
        known = sorted(id_.removeprefix(self.prefix) for id_, entry in entries if entry.kind in self.kinds)
        if node.value in known:
            return str(node.value)
        told = f"{', '.join(known)} (see `airtight catalog list`)"
        if not isinstance(node.value, str):
            return reading.report(node, path, "not a catalogue id", told)
        if node.value in reading.catalog.entries:
            kind = reading.catalog.entries[node.value].kind
            return reading.report(
                node, path, f"a catalogue entry of kind {kind}, not {' or '.join(self.kinds)}", told
            )
        return reading.report(node, path, f"not in the catalogue{nearest(node.value, known)}", told)

    def schema(self) -> Schema:
        """A string; which ones the catalogue has is not repeated."""
        return {"type": "string", "description": self.allowed}


@dataclass(frozen=True)
class Whole:
    """A whole number."""

    low: int
    high: int

    @property
    def allowed(self) -> str:
        """The interval."""
        return f"a whole number, {self.low} to {self.high}"

    def read(self, node: Node, path: Path, reading: Reading) -> int | Bad:
        """The number."""
        if not isinstance(node.value, int) or isinstance(node.value, bool):
            return reading.report(node, path, "not a whole number", self.allowed)
        if not self.low <= node.value <= self.high:
            return reading.report(node, path, "out of range", self.allowed)
        return node.value

    def schema(self) -> Schema:
        """An integer."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True)
class Flag:
    """True or false."""

    allowed: str = "true or false"

    def read(self, node: Node, path: Path, reading: Reading) -> bool | Bad:
        """The flag."""
        if not isinstance(node.value, bool):
            return reading.report(node, path, "not true or false", self.allowed)
        return node.value

    def schema(self) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, as text; `bare`: the unit of a number without one, "" if it needs its own."""

    dimension: str
    low: str
    high: str
    example: str
    bare: str = ""

    @property
    def _may_be_bare(self) -> bool:
        return bool(self.bare) or self.dimension in units.PLAIN

    @property
    def allowed(self) -> str:
        """Dimension, interval and an example."""
        example = self.example if self._may_be_bare else f'"{self.example}"'
        return f"{self.dimension}, {self.low} to {self.high}, such as {example}"

    def read(self, node: Node, path: Path, reading: Reading) -> float | Bad:
        """The value in SI."""
        if isinstance(node.value, bool) or not isinstance(node.value, str | int | float):
            return reading.report(node, path, f"not a {self.dimension}", self.allowed)
        if not isinstance(node.value, str) and not self._may_be_bare:
            return reading.report(node, path, "a unit is missing", self.allowed)
        try:
            given = node.value if isinstance(node.value, str) else f"{float(node.value)!r} {self.bare}"
            value = units.parse(given, self.dimension, place=place(node.origin, path))
        except OverflowError:
            return reading.report(node, path, "out of all proportion", self.allowed)
        except InputError as error:
            return reading.report_error(error)
        low, high = (units.parse(edge, self.dimension, place="") for edge in (self.low, self.high))
        if not math.isfinite(value) or not low <= value <= high:
            return reading.report(node, path, "out of range", self.allowed)
        return value

    def schema(self) -> Schema:
        """A string with a unit, or a number where it may come without one."""
        given: Schema = {"type": ["string", "number"] if self._may_be_bare else "string"}
        return given | {"description": self.allowed, "examples": [self.example]}


@dataclass(frozen=True)
class Many:
    """An array of one kind."""

    item: Kind
    least: int = 0
    most: int = 1000
    written: str = ""

    @property
    def allowed(self) -> str:
        """How many of what."""
        if self.written:
            return f"tables that begin with {self.written}"
        return f"an array of {self.least} to {self.most}: {self.item.allowed}"

    def read(self, node: Node, path: Path, reading: Reading) -> tuple[Any, ...] | Bad:
        """All elements that are right, or BAD if one is not."""
        if not isinstance(node.value, list):
            return reading.report(node, path, "not an array", self.allowed)
        if not self.least <= len(node.value) <= self.most:
            message = f"{len(node.value)} elements"
            return reading.report(node, path, message, f"{self.least} to {self.most}", value=False)
        found = [self.item.read(child, (*path, i), reading) for i, child in enumerate(node.value)]
        return BAD if any(item is BAD for item in found) else tuple(found)

    def schema(self) -> Schema:
        """An array."""
        return {"type": "array", "items": self.item.schema(), "minItems": self.least, "maxItems": self.most}


@dataclass(frozen=True)
class Either:
    """What is read depends on the type of what was written: text, table or array."""

    text: Kind | None = None
    table: Kind | None = None
    array: Kind | None = None

    @property
    def allowed(self) -> str:
        """All ways of writing it."""
        return "; or ".join(kind.allowed for kind in (self.text, self.table, self.array) if kind)

    def read(self, node: Node, path: Path, reading: Reading) -> Any | Bad:  # noqa: ANN401
        """What the fitting kind reads."""
        kind = self.text or self.table
        if isinstance(node.value, dict):
            kind = self.table
        elif isinstance(node.value, list):
            kind = self.array
        if kind is None:
            return reading.report(node, path, "of the wrong type", self.allowed)
        return kind.read(node, path, reading)

    def schema(self) -> Schema:
        """Any of the kinds."""
        return {"anyOf": [kind.schema() for kind in (self.text, self.table, self.array) if kind]}


@dataclass(frozen=True)
class Key:
    """One key of a table: what it is for, what may stand there, and what stands there if it is left out."""

    kind: Kind
    help: str
    required: bool = False
    default: Any = None


@dataclass(frozen=True)
class Table:
    """A table of known keys, turned into a record by `build(values, node, path, reading)`."""

    keys: Mapping[str, Key]
    build: Callable[[dict[str, Any], Node, Path, Reading], Any] = field(default=lambda values, *_: values)
    title: str = "a table"

    @property
    def allowed(self) -> str:
        """The keys."""
        return f"{self.title} with the keys {', '.join(self.keys)}"

    def read(self, node: Node, path: Path, reading: Reading) -> Any | Bad:  # noqa: ANN401
        """The record, or BAD if any key was wrong."""
        if not isinstance(node.value, dict):
            return reading.report(node, path, "not a table", self.allowed)
        before = len(reading.problems)
        for name, child in node.value.items():
            if name not in self.keys:
                message = f"unknown key{nearest(name, self.keys)}"
                reading.report(child, (*path, name), message, ", ".join(self.keys))
        values: dict[str, Any] = {}
        for name, key in self.keys.items():
            child_node = node.get(name)
            if child_node is not None:
                values[name] = key.kind.read(child_node, (*path, name), reading)
            elif key.required:
                reading.report(
                    node, (*path, name), "is missing", f"{key.help}: {key.kind.allowed}", value=False
                )
            else:
                values[name] = key.default
        if len(reading.problems) > before:
            return BAD
        return self.build(values, node, path, reading)

    def schema(self) -> Schema:
        """An object without further properties."""
        properties = {
            name: key.kind.schema() | {"description": _described(key)} for name, key in self.keys.items()
        }
        required = [name for name, key in self.keys.items() if key.required]
        found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return found | ({"required": required} if required else {})


def _described(key: Key) -> str:
    inner = key.kind.schema().get("description", "")
    return f"{key.help} ({inner})" if inner else key.help
