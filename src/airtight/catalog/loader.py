"""The catalogue as data: TOML files beside this one, read once."""

import functools
import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import Final

from airtight import units
from airtight.catalog import keys
from airtight.catalog.number import BOUNDS, SHAPES, Number, default_shape, interval
from airtight.errors import InputError, Problem

BIBLIOGRAPHY: Final = "bibliography.toml"
_TEXTS: Final = ("mark", "note", "shape", "group", "dimension")
_LISTS: Final = ("source", "allowance", "derived_from")
_NUMBER_KEYS: Final = (*BOUNDS, "value", *_TEXTS, *_LISTS)
_ENTRY_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Source:
    """One line of the bibliography: who, when, where; "seen" if its text was read, else "recalled"."""

    text: str
    mark: str


@dataclass(frozen=True)
class Entry:
    """One thing that the catalogue describes: structural fields, and numbers by their keys."""

    id: str
    kind: str
    title: str
    description: str
    fields: dict[str, object]
    numbers: dict[str, Number]


@dataclass(frozen=True)
class Catalog:
    """All entries, their numbers under "entry.key", the bibliography, and a digest of all that was read."""

    entries: dict[str, Entry]
    sources: dict[str, Source]
    digest: str
    numbers: dict[str, Number] = field(init=False)

    def __post_init__(self) -> None:
        numbers = {n.name: n for entry in self.entries.values() for n in entry.numbers.values()}
        object.__setattr__(self, "numbers", numbers)

    def entry(self, name: str, *, place: str = "catalog") -> Entry:
        """The entry with this id.

        Raises:
            InputError: there is none; the nearest ids are named.

        """
        if name in self.entries:
            return self.entries[name]
        raise InputError("no such entry", place=place, value=name, allowed=hint(name, self.entries))

    def number(self, name: str, *, place: str = "catalog") -> Number:
        """The number "entry.key".

        Raises:
            InputError: there is none; the nearest names are named.

        """
        if name in self.numbers:
            return self.numbers[name]
        entry = self.entries.get(name.partition(".")[0])
        known = entry.numbers if entry else self.numbers
        sought = name.partition(".")[2] if entry else name
        prefix = f"{entry.id}." if entry else ""
        raise InputError("no such number", place=place, value=name, allowed=hint(sought, known, prefix))

    def kind(self, kind: str) -> dict[str, Entry]:
        """The entries of one kind."""
        return {name: entry for name, entry in self.entries.items() if entry.kind == kind}


def hint(word: str, known: Mapping[str, object], prefix: str = "") -> str:
    """What is allowed in place of an unknown name: the nearest ones, or where all are listed."""
    alike = units.nearest(word, known)
    if alike:
        return "did you mean " + " or ".join(f"'{prefix}{name}'" for name in alike) + "?"
    return f"{prefix}{{{', '.join(known)}}}" if prefix else "see `airtight catalog list`"


@functools.cache
def load() -> Catalog:
    """The catalogue that comes with the package.

    Raises:
        InputError: the data are broken; every problem is named.

    """
    catalog, problems = read(bundled())
    if problems:
        raise InputError.of(problems)
    return catalog


def bundled() -> dict[str, bytes]:
    """The catalogue's files by name, as they come with the package."""
    folder = resources.files("airtight.catalog") / "data"
    files = sorted((item.name, item) for item in folder.iterdir() if item.name.endswith(".toml"))
    return {name: item.read_bytes() for name, item in files}


def read(files: Mapping[str, bytes]) -> tuple[Catalog, list[Problem]]:
    """A catalogue from TOML files, and all that is wrong with them.

    Args:
        files: the files' bytes by name; `bibliography.toml` holds the sources.

    """
    problems: list[Problem] = []
    entries: dict[str, Entry] = {}
    sources: dict[str, Source] = {}
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
        try:
            document = tomllib.loads(files[name].decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(Problem(f"malformed TOML: {error}", name, "", "TOML 1.0"))
            continue
        if name == BIBLIOGRAPHY:
            sources = _sources(document, problems)
            continue
        for entry_id, table in document.items():
            if entry_id in entries:
                problems.append(Problem("two entries with one id", name, entry_id, "distinct ids"))
            else:
                entries[entry_id] = _entry(entry_id, table, f"{name}: {entry_id}", problems)
    return Catalog(entries, sources, digest.hexdigest()), problems


def _sources(document: Mapping[str, object], problems: list[Problem]) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for mark, table in document.items():
        if mark not in {"seen", "recalled"} or not isinstance(table, dict):
            problems.append(Problem("unknown table", BIBLIOGRAPHY, mark, "seen, recalled"))
            continue
        for key, text in table.items():
            if not isinstance(text, str) or not text:
                problems.append(Problem("a source without text", f"{BIBLIOGRAPHY}: {key}", "", "text"))
            sources[key] = Source(str(text), mark)
    return sources


def _entry(entry_id: str, table: object, place: str, problems: list[Problem]) -> Entry:
    if not isinstance(table, dict):
        problems.append(Problem("not a table", place, repr(table), "a table with kind and title"))
        table = {}
    if not _ENTRY_ID.fullmatch(entry_id):
        problems.append(Problem("not an id", place, entry_id, "lower case, digits, hyphens"))
    kind = table.get("kind")
    if kind not in keys.KINDS:
        problems.append(Problem("unknown kind", place, repr(kind), ", ".join(keys.KINDS)))
    fields: dict[str, object] = {}
    numbers: dict[str, Number] = {}
    for key, given in table.items():
        if key in {"kind", "title", "description"}:
            continue
        if not isinstance(given, dict) or not ({"value", *BOUNDS} & set(given)):
            fields[key] = given
            continue
        try:
            numbers[key] = _number(entry_id, str(kind), key, given, place)
        except InputError as error:
            problems.extend(error.problems)
    title, description = str(table.get("title", "")), str(table.get("description", ""))
    return Entry(entry_id, str(kind), title, description, fields, numbers)


def _number(entry_id: str, kind: str, key: str, given: dict[str, object], place: str) -> Number:
    place = f"{place}.{key}"
    unknown = [name for name in given if name not in _NUMBER_KEYS]
    if unknown:
        raise InputError("unknown key", place=place, value=unknown[0], allowed=", ".join(_NUMBER_KEYS))
    bounds = {name: given[name] for name in (*BOUNDS, "value") if name in given}
    written = bounds.get("nominal", bounds.get("value"))
    dimension = str(given.get("dimension", "")) or keys.dimension_of(entry_id, kind, key)
    dimension = dimension or units.dimension_of(written, place=place)
    if dimension not in units.DIMENSIONS:
        raise InputError(
            "unknown dimension", place=place, value=dimension, allowed=", ".join(units.DIMENSIONS)
        )
    low, nominal, high, unit = interval(bounds, dimension, place=place)
    shape = given.get("shape", default_shape(dimension) if low > 0 else "linear")
    if shape not in SHAPES:
        raise InputError("unknown shape", place=place, value=shape, allowed=", ".join(SHAPES))
    if shape == "ratio" and low <= 0:
        raise InputError(
            "a ratio must be positive", place=place, value=bounds.get("low"), allowed="shape = 'linear'"
        )
    name = f"{entry_id}.{key}"
    return Number(
        name=name,
        low=low,
        nominal=nominal,
        high=high,
        dimension=dimension,
        unit=unit,
        shape=str(shape),
        group=str(given.get("group", name)),
        sources=_names(given.get("source", []), f"{place}.source"),
        mark=str(given.get("mark", "")),
        note=str(given.get("note", "")),
        allowance=_names(given.get("allowance", []), f"{place}.allowance"),
        derived_from=_names(given.get("derived_from", []), f"{place}.derived_from"),
    )


def _names(given: object, place: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise InputError("not a list of names", place=place, value=repr(given), allowed='["A", "B"]')
    return tuple(given)
