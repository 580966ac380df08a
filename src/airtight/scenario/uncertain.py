"""Uncertain numbers in a scenario: intervals of its own, and the catalogue's numbers replaced under [set]."""

import dataclasses
import math
from dataclasses import dataclass

from airtight import units
from airtight.catalog.number import LINEAR, RATIO, Number, default_shape
from airtight.errors import InputError
from airtight.scenario.document import Node
from airtight.scenario.kinds import Key, Quantity, Schema, Table
from airtight.scenario.lines import Path
from airtight.scenario.reading import BAD, Bad, Reading, nearest, place

EDGES = ("low", "nominal", "high")
FARTHEST = 1000.0
"""So many times below or above the catalogue's interval a stated number may lie: beyond, it is a slip."""
SIGNED = frozenset({"angle", "decibel", "temperature"})
"""Dimensions whose values may be negative."""


@dataclass(frozen=True)
class Uncertain:
    """A value, an interval, or the name of a catalogue number; read as the name of a number of the worlds."""

    dimension: str
    low: str
    high: str
    example: str

    @property
    def _value(self) -> Quantity:
        return Quantity(self.dimension, self.low, self.high, self.example)

    @property
    def _interval(self) -> Table:
        return Table({edge: Key(self._value, edge, required=True) for edge in EDGES}, title="an interval")

    @property
    def allowed(self) -> str:
        """All ways of writing it."""
        return f"{self._value.allowed}; or {{ low, nominal, high }}; or a catalogue number such as entry.key"

    def read(self, node: Node, path: Path, reading: Reading) -> str | Bad:
        """The number's name; a value or interval is entered among the reading's numbers under its path."""
        if isinstance(node.value, str) and _looks_like_a_name(node.value):
            number = _catalogued(node, path, node.value, reading)
            if number is not None and number.dimension != self.dimension:
                message = f"the catalogue number is a {number.dimension}, not a {self.dimension}"
                return reading.report(node, path, message, self.allowed)
            return node.value if number is not None else BAD
        kind = self._interval if isinstance(node.value, dict) else self._value
        given = kind.read(node, path, reading)
        if isinstance(given, Bad):
            return BAD
        low, nominal, high = (given[edge] for edge in EDGES) if isinstance(given, dict) else (given,) * 3
        if not low <= nominal <= high:
            return reading.report(node, path, "out of order", "low <= nominal <= high")
        name = reading.name(path)
        reading.numbers[name] = Number(
            name=name,
            low=low,
            nominal=nominal,
            high=high,
            dimension=self.dimension,
            unit="",
            shape=default_shape(self.dimension) if low > 0 else LINEAR,
            group=name,
            mark="assumption",
            note=f"stated by the user: {node.origin}",
        )
        return name

    def schema(self) -> Schema:
        """A quantity, an interval or a name."""
        return {"anyOf": [self._value.schema(), self._interval.schema()]}


@dataclass(frozen=True)
class Settings:
    """Any number of the catalogue, replaced by a value or an interval; read into the reading's numbers."""

    allowed: str = '"entry.key" = "value with unit" or { low = ..., nominal = ..., high = ... }'

    def read(self, node: Node, path: Path, reading: Reading) -> tuple[str, ...] | Bad:
        """The names of the numbers that were replaced."""
        if not isinstance(node.value, dict):
            return reading.report(node, path, "not a table", self.allowed)
        return tuple(_replaced(child, path, name, reading) for name, child in _named(node))

    def schema(self) -> Schema:
        """An object of values and intervals."""
        value: Schema = {"type": ["string", "number"]}
        edges = {"type": "object", "properties": dict.fromkeys(EDGES, value), "required": list(EDGES)}
        return {"type": "object", "additionalProperties": {"anyOf": [value, edges]}}


def _named(node: Node) -> list[tuple[str, Node]]:
    """Pairs of number and value: also what dotted keys without quotes made into tables of tables."""
    found: list[tuple[str, Node]] = []
    for name, child in node.value.items() if isinstance(node.value, dict) else ():
        if "." not in name and isinstance(child.value, dict) and not set(child.value) & set(EDGES):
            found += [(f"{name}.{key}", inner) for key, inner in child.value.items()]
        else:
            found.append((name, child))
    return found


def _replaced(node: Node, path: Path, name: str, reading: Reading) -> str:
    here = (*path, name)
    number = _catalogued(node, here, name, reading)
    if number is None:
        return name
    edges = _edges(node, here, number, reading)
    if edges is None:
        return name
    low, nominal, high = edges
    if not low <= nominal <= high:
        reading.report(node, here, "out of order", "low <= nominal <= high")
        return name
    problem = _unlikely(number, low, high)
    if problem:
        reading.report(node, here, *problem)
        return name
    shape = number.shape if low > 0 else LINEAR
    stated = dataclasses.replace(number, low=low, nominal=nominal, high=high, shape=shape, mark="assumption")
    stated = dataclasses.replace(stated, sources=(), allowance=(), derived_from=())
    reading.numbers[name] = dataclasses.replace(stated, note=f"set by the user: {node.origin}")
    return name


def _edges(node: Node, path: Path, number: Number, reading: Reading) -> tuple[float, float, float] | None:
    """Low, nominal and high in SI; None after a report."""
    if not isinstance(node.value, dict):
        value = _value(node, path, number, reading)
        return None if value is None else (value, value, value)
    for key, child in node.value.items():
        if key not in EDGES:
            reading.report(child, (*path, key), f"unknown key{nearest(key, EDGES)}", ", ".join(EDGES))
    found: list[float | None] = []
    for edge in EDGES:
        child_node = node.get(edge)
        if child_node is None:
            reading.report(
                node, (*path, edge), "is missing", "an interval has low, nominal and high", value=False
            )
        found.append(None if child_node is None else _value(child_node, (*path, edge), number, reading))
    low, nominal, high = found
    return None if low is None or nominal is None or high is None else (low, nominal, high)


def _value(node: Node, path: Path, number: Number, reading: Reading) -> float | None:
    given = node.value
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        reading.report(node, path, "not a quantity", f"a {number.dimension}, as text with its unit")
        return None
    try:
        value = units.parse(given, number.dimension, place=place(node.origin, path))
    except InputError as error:
        reading.report_error(error)
        return None
    if not math.isfinite(value):
        reading.report(node, path, "not finite", f"a {number.dimension}")
        return None
    return value


def _unlikely(number: Number, low: float, high: float) -> tuple[str, str] | None:
    """What is wrong with an interval for this number, and what is allowed; None if nothing is."""
    if low < 0 <= number.low and number.dimension not in SIGNED:
        return "negative", "0 or more"
    size = max(abs(number.low), abs(number.high))
    least = min(abs(number.low), abs(number.high)) / FARTHEST
    if size > 0 and max(abs(low), abs(high)) > size * FARTHEST:
        return "absurdly large", f"at most {FARTHEST:g} times the catalogue's {units.show(size, number.unit)}"
    if number.shape == RATIO and least > 0 and 0 < low < least:
        return "absurdly small", f"at least a {FARTHEST:g}th of the catalogue's interval"
    return None


def _looks_like_a_name(text: str) -> bool:
    return "." in text and " " not in text and text[:1].isalpha()


def _catalogued(node: Node, path: Path, name: str, reading: Reading) -> Number | None:
    try:
        return reading.catalog.number(name)
    except InputError as error:
        hint = f"; {error.allowed}" if error.allowed.endswith("?") else ""
        allowed = "a number that `airtight catalog show ENTRY` lists" if hint else error.allowed
        reading.report(node, path, f"{error.problems[0].message}{hint}", allowed, value=False)
        return None
