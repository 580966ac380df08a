"""Is the catalogue whole: every number sourced or owned as an assumption, every name known."""

import functools
import re
from dataclasses import dataclass

from airtight.catalog import keys
from airtight.catalog.loader import Catalog, Entry
from airtight.catalog.number import BOUNDS, MARKS, Number, refuse_limits
from airtight.errors import InputError, Problem

_CITED = re.compile(r"\[([A-Za-z0-9-]+)\]")
"""A source key in brackets, as notes cite one."""


@dataclass(frozen=True)
class Checked:
    """What `check` found.

    Attributes:
        entries: how many.
        numbers: how many.
        sourced: numbers marked seen, or derived from seen ones alone.
        assumptions: all other numbers, mixed marks included.
        problems: all that is wrong.

    """

    entries: int
    numbers: int
    sourced: int
    assumptions: int
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, object]:
        """The contract's keys; `errors` counts the problems, which stand in `problems`."""
        return {
            "entries": self.entries,
            "numbers": self.numbers,
            "sourced": self.sourced,
            "assumptions": self.assumptions,
            "errors": len(self.problems),
            "problems": [problem.as_dict() for problem in self.problems],
        }


def check(catalog: Catalog, problems: list[Problem] | None = None) -> Checked:
    """Check a catalogue.

    Args:
        catalog: what was read.
        problems: those that `loader.read` found, if any; they lead the list.

    """
    found = list(problems or [])
    for entry in catalog.entries.values():
        found.extend(_entry_problems(entry, catalog))
        for number in entry.numbers.values():
            found.extend(_number_problems(number, catalog))
    found.extend(_group_problems(catalog))
    count = len(catalog.numbers)
    good = sum(sourced(number, catalog) for number in catalog.numbers.values())
    return Checked(len(catalog.entries), count, good, count - good, tuple(found))


def sourced(number: Number, catalog: Catalog) -> bool:
    """True for a number marked seen, or derived from seen sources and sourced numbers alone."""
    return _sourced(number, catalog, frozenset())


def _sourced(number: Number, catalog: Catalog, above: frozenset[str]) -> bool:
    if number.mark == "seen":
        return True
    if number.mark != "derived" or number.name in above:
        return False
    seen = all(key in catalog.sources and catalog.sources[key].mark == "seen" for key in number.sources)
    bases = [catalog.numbers.get(name) for name in number.derived_from]
    based = functools.partial(_sourced, catalog=catalog, above=above | {number.name})
    return seen and bool(number.sources or bases) and all(base is not None and based(base) for base in bases)


def _entry_problems(entry: Entry, catalog: Catalog) -> list[Problem]:
    found = []
    if not entry.title:
        found.append(Problem("no title", entry.id, "", "a title"))
    found.extend(
        Problem("a number is missing", f"{entry.id}.{key}", "", "low, nominal, high or value")
        for key in keys.required(entry.id, entry.kind)
        if key not in entry.numbers
    )
    for key, choices in keys.FIELDS.get(entry.kind, {}).items():
        if entry.fields.get(key) not in choices:
            given = repr(entry.fields.get(key, "nothing"))
            found.append(Problem("not a choice", f"{entry.id}.{key}", given, ", ".join(map(str, choices))))
    found.extend(_source_problems(f"{entry.id}.sources", _strings(entry.fields.get("sources", [])), catalog))
    if entry.kind == "battery":
        found.extend(_battery_problems(entry, catalog))
    if entry.kind == "target" and not any(key.startswith("rcs") for key in entry.numbers):
        found.append(Problem("no cross-section", entry.id, "", "rcs or rcs_<band>"))
    if entry.fields.get("motion") == "ballistic" and "range" not in entry.numbers:
        found.append(Problem("a ballistic target without range", entry.id, "", "range"))
    return found


def _battery_problems(entry: Entry, catalog: Catalog) -> list[Problem]:
    found = []
    missiles = _strings(entry.fields.get("missiles", []))
    for key, names in (("radar", _strings(entry.fields.get("radars", []))), ("missile", missiles)):
        if not names:
            found.append(Problem(f"no {key}s", f"{entry.id}.{key}s", "", f"a list of {key} ids"))
        found.extend(
            Problem(f"no such {key}", f"{entry.id}.{key}s", name, ", ".join(catalog.kind(key)))
            for name in names
            if name not in catalog.kind(key)
        )
    found.extend(
        Problem("a number is missing", f"{entry.id}.rounds_{name}", "", "ready rounds of each missile")
        for name in missiles
        if f"rounds_{name}" not in entry.numbers
    )
    return found


def _number_problems(number: Number, catalog: Catalog) -> list[Problem]:
    told = _CITED.findall(number.note)
    found = list(_source_problems(number.name, [*number.sources, *told], catalog))
    parts = number.mark.split("+")
    if not all(part in MARKS for part in parts) or len(set(parts)) != len(parts):
        found.append(Problem("unknown mark", number.name, number.mark, "'+' between " + ", ".join(MARKS)))
    if not number.sources and number.mark not in {"assumption", "derived"}:
        found.append(Problem("no source", number.name, number.mark, "a source, or mark = 'assumption'"))
    if number.mark in {"assumption", "derived"} and not (number.note or number.derived_from):
        found.append(Problem("no reason", number.name, number.mark, "a note that says why, or how"))
    for mark in ("seen", "recalled"):
        known = {catalog.sources[key].mark for key in number.sources if key in catalog.sources}
        if mark in parts and mark not in known:
            found.append(Problem(f"marked {mark} without such a source", number.name, number.mark, mark))
    found.extend(
        Problem("derived from a number that does not exist", number.name, name, "entry.key")
        for name in number.derived_from
        if name not in catalog.numbers
    )
    found.extend(
        Problem("not a bound", f"{number.name}.allowance", bound, ", ".join(BOUNDS))
        for bound in number.allowance
        if bound not in BOUNDS
    )
    try:
        key = number.name.partition(".")[2]
        refuse_limits(number.low, number.high, key, number.dimension, place=number.name)
    except InputError as error:
        found.extend(error.problems)
    return found


def _group_problems(catalog: Catalog) -> list[Problem]:
    """A group named like a number must hold it, or two unrelated numbers would move together."""
    return [
        Problem("a group named after a number outside it", number.name, number.group, "another name")
        for number in catalog.numbers.values()
        if number.group in catalog.numbers and catalog.numbers[number.group].group != number.group
    ]


def _source_problems(place: str, names: list[str], catalog: Catalog) -> list[Problem]:
    return [
        Problem("a source that is not in the bibliography", place, name, "a key of bibliography.toml")
        for name in names
        if name not in catalog.sources
    ]


def _strings(given: object) -> list[str]:
    return [str(item) for item in given] if isinstance(given, list) else []
