"""Options: named changes to a scenario, compared in the same worlds with the same luck."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from airtight.catalog.loader import load as load_catalog
from airtight.errors import InputError, MissingError
from airtight.scenario import document, selection
from airtight.scenario.document import Node
from airtight.scenario.kinds import Choice, Flag, Id, Key, Many, Schema, Table, Text
from airtight.scenario.lines import Path as KeyPath
from airtight.scenario.loader import from_document
from airtight.scenario.model import Scenario
from airtight.scenario.reading import Bad, Reading, nearest
from airtight.scenario.selection import Change

BUNDLED = "options.toml"
UNSTATED = "not stated"
GROUPS = (
    "stand-independently",
    "only-partially-activating",
    "no-suitable-alternatives",
    "by-definition",
    "other",
)
"""The article's sentences under which the report shows an option."""
ACTIONS = ("set", "replace", "remove", "add")


@dataclass(frozen=True)
class Option:
    """One course of action.

    Attributes:
        name: its id.
        label: how tables call it.
        group: one of `GROUPS`.
        proposed_by: who said so, or "nobody (yardstick)".
        date: when.
        source: keys of the bibliography, or "assumption: ...".
        note: what else a reader must know.
        by_definition: its result follows from its definition; shown apart.
        listed_only: why it is listed and not simulated; "" if it is simulated.
        changes: made in this order.

    """

    name: str
    label: str
    group: str
    proposed_by: str
    date: str
    source: str
    note: str
    by_definition: bool
    listed_only: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class OptionSet:
    """Options to be compared, in order; `reference` names the one against which differences are paired.

    Attributes:
        name: of a named set, or the file's stem.
        title: a line for people.
        reference: an option's name.
        options: those to simulate.
        listed: those that are only listed, each with its reason.
        path: the user's file; "" for a named set.

    """

    name: str
    title: str
    reference: str
    options: tuple[Option, ...]
    listed: tuple[Option, ...] = ()
    path: str = ""


@dataclass(frozen=True)
class Raw:
    """A table kept as it was written: what it holds is checked once it has found its place."""

    allowed: str = "a table"

    def read(self, node: Node, path: KeyPath, reading: Reading) -> Node | Bad:
        """The node."""
        return (
            node if isinstance(node.value, dict) else reading.report(node, path, "not a table", self.allowed)
        )

    def schema(self) -> Schema:
        """Any object."""
        return {"type": "object"}


@dataclass(frozen=True)
class Removal:
    """What `remove` takes: true, or names of keys; read as the names, none for the table itself."""

    allowed: str = "true (the selected tables themselves), or an array of their keys"

    def read(self, node: Node, path: KeyPath, reading: Reading) -> tuple[str, ...] | Bad:
        """The keys."""
        if node.value is True:
            return ()
        keys = [item.text() for item in node.items()]
        if not keys or not all(keys):
            return reading.report(node, path, "not usable", self.allowed)
        return tuple(keys)

    def schema(self) -> Schema:
        """True, or an array of strings."""
        return {"anyOf": [{"const": True}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}


def _change(values: dict[str, Any], node: Node, path: KeyPath, reading: Reading) -> Change | Bad:
    stated = [action for action in ACTIONS if values[action] is not None]
    if len(stated) != 1:
        message = f"{len(stated)} actions"
        return reading.report(node, path, message, f"exactly one of {', '.join(ACTIONS)}")
    return Change(node=node, path=path, **values)


def _option(values: dict[str, Any], _node: Node, _path: KeyPath, _reading: Reading) -> Option:
    values["changes"] = values.pop("change")
    values["label"] = values["label"] or values["name"]
    return Option(**values)


CHANGE = Table(
    {
        "select": Key(Text(), selection.ALLOWED, required=True),
        "set": Key(Raw(), "keys and values put into the selected tables"),
        "replace": Key(Raw(), "a table in the place of the selected ones; id and position stay"),
        "remove": Key(Removal(), "remove the selected tables, or keys of theirs"),
        "add": Key(Raw(), "a table appended to the selected list"),
        "optional": Key(Flag(), "to find nothing is no error", default=False),
    },
    _change,
    "a change",
)
OPTION = Table(
    {
        "name": Key(Id(), "its id", required=True),
        "label": Key(Text(), "how tables call it", default=""),
        "group": Key(Choice(GROUPS), "the sentence under which it is shown", default="other"),
        "proposed_by": Key(Text(), "who proposed it", default=UNSTATED),
        "date": Key(Text(), "when", default=UNSTATED),
        "source": Key(Text(), "keys of the bibliography, or an assumption", default=UNSTATED),
        "note": Key(Text(500), "what else a reader must know", default=""),
        "by_definition": Key(Flag(), "its result follows from its definition", default=False),
        "listed_only": Key(Text(500), "why it is listed and not simulated", default=""),
        "change": Key(Many(CHANGE, 0, 100), "the changes, in order", default=()),
    },
    _option,
    "an option",
)
SET = Table(
    {
        "name": Key(Id(), "its name", required=True),
        "title": Key(Text(), "a line for people", required=True),
        "options": Key(Many(Id(), 1), "names of options; the first is the reference", required=True),
    },
    title="a named set",
)
OPTIONS = Table(
    {
        "title": Key(Text(), "a line for people", default=""),
        "reference": Key(Id(), "the option against which differences are paired", default=""),
        "option": Key(Many(OPTION, 1, 100, "[[option]]"), "the options", required=True),
        "set": Key(Many(SET, 0, 100, "[[set]]"), "named sets", default=()),
    },
    title="options",
)


def set_names() -> tuple[str, ...]:
    """The named sets of the command line."""
    return tuple(named["name"] for named in _bundled()["set"])


def load(given: str | Path) -> OptionSet:
    """A named set, or a user's options file.

    Raises:
        MissingError: neither a known name nor a file.
        InputError: all that is wrong with the file.

    """
    named = next((one for one in _bundled()["set"] if one["name"] == str(given)), None)
    if named is not None:
        everything = {option.name: option for option in _bundled()["option"]}
        members = [everything[name] for name in named["options"]]
        return _set(named["name"], named["title"], members[0].name, members, "")
    try:
        root, _ = document.read(given)
    except MissingError:
        if Path(given).suffix or "/" in str(given):
            raise
        names = set_names()
        message, allowed = (
            f"no such set of options{nearest(str(given), names)}",
            f"{', '.join(names)}, or a file",
        )
        raise InputError(message, place="--options", value=given, allowed=allowed) from None
    values = _read(root)
    reference = values["reference"] or values["option"][0].name
    return _set(
        Path(given).stem, values["title"] or Path(given).stem, reference, values["option"], str(given)
    )


def apply(option: Option, scenario: Scenario) -> Scenario:
    """The scenario under an option: its changes made in order to the document, which is then checked anew.

    Raises:
        InputError: a selection finds nothing or may not be changed, or the result is no valid scenario.

    """
    root = scenario.document
    try:
        for change in option.changes:
            root = selection.applied(change, root)
            _refuse_targets(change)
        return from_document(root, source_text=scenario.source_text, path=scenario.path)
    except InputError as error:
        problems = [replace(one, message=f'option "{option.name}": {one.message}') for one in error.problems]
        raise InputError.of(problems) from None


def apply_all(options: Sequence[Option], scenario: Scenario) -> dict[str, Scenario]:
    """The scenario under each option, by name; the problems of all options at once.

    Raises:
        InputError: see `apply`.

    """
    found: dict[str, Scenario] = {}
    problems = []
    for option in options:
        try:
            found[option.name] = apply(option, scenario)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError.of(problems)
    return found


def _set(name: str, title: str, reference: str, members: Sequence[Option], path: str) -> OptionSet:
    simulated = tuple(option for option in members if not option.listed_only)
    listed = tuple(option for option in members if option.listed_only)
    return OptionSet(name, title, reference, simulated, listed, path)


@cache
def _bundled() -> dict[str, Any]:
    text = (resources.files("airtight.scenario") / "data" / BUNDLED).read_text(encoding="utf-8")
    return _read(document.parse(text, file=f"airtight's {BUNDLED}"))


def _read(root: Node) -> dict[str, Any]:
    reading = Reading(load_catalog(), Path())
    values = OPTIONS.read(root, (), reading)
    _check_names(root, reading)
    reading.finish()
    return {} if isinstance(values, Bad) else dict(values)


def _check_names(root: Node, reading: Reading) -> None:
    """No two options of one name; references to options that exist and are simulated."""
    table = root.get("option")
    found: dict[str, Node] = {}
    for index, item in enumerate(table.items() if table else []):
        node = item.get("name")
        if node is None or not node.text():
            continue
        if node.text() in found:
            reading.report(node, ("option", index, "name"), "two options with one name", "a name of its own")
        found[node.text()] = item
    reference = root.get("reference")
    if reference is not None and reference.text() not in found:
        message = f"no such option{nearest(reference.text(), found)}"
        reading.report(reference, ("reference",), message, ", ".join(found))
    elif reference is not None and found[reference.text()].get("listed_only"):
        reading.report(
            reference, ("reference",), "is listed only, and not simulated", "an option with results"
        )


def _refuse_targets(change: Change) -> None:
    """An option may not change the attackers through the catalogue's numbers of targets."""
    node = change.set or change.replace
    if change.select != "set" or node is None or not isinstance(node.value, dict):
        return
    entries = load_catalog().entries
    for name, child in node.value.items():
        entry = entries.get(name.partition(".")[0])
        if entry is not None and entry.kind == "target":
            raise InputError(
                f"the selection cannot be changed by an option: {selection.ALIKE['raid']}",
                place=f"{child.origin}: set.{name}",
                value=name,
                allowed="numbers of other entries",
            )
