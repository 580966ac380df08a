"""Changes to a document: what an option selects, and what it does there."""

from dataclasses import dataclass

from airtight.errors import InputError
from airtight.scenario.document import Node
from airtight.scenario.lines import Path
from airtight.scenario.reading import nearest, place

LISTS = ("battery", "sensor")
TABLES = ("network", "set")
CHANGEABLE = (*LISTS, *TABLES)
ALIKE = {
    "raid": "raids are alike for every option",
    "flight": "flights are alike for every option",
    "traffic": "traffic is alike for every option",
    "defended": "what is defended is alike for every option",
    "scenario": "duration, seed and terrain are alike for every option",
}
KEPT = ("id", "position")
ALLOWED = (
    '"battery:*", "battery:ID", "sensor:*", "sensor:ID", "network", "set", or a battery\'s or sensor\'s id'
)


@dataclass(frozen=True)
class Change:
    """One change: exactly one of set, replace, remove, add is not None.

    Attributes:
        select: what is changed, see `ALLOWED`.
        set: keys and values put into each selected table.
        replace: a table in the place of each selected one; id and position stay unless it has its own.
        remove: None: nothing; empty: the selected tables themselves; else these keys of theirs.
        add: a table appended to the selected list.
        optional: to find nothing is no error.
        node: where it was written.
        path: its place in its file.

    """

    select: str
    node: Node
    path: Path
    set: Node | None = None
    replace: Node | None = None
    remove: tuple[str, ...] | None = None
    add: Node | None = None
    optional: bool = False


def applied(change: Change, root: Node) -> Node:
    """The document with one change made.

    Raises:
        InputError: the selection is not allowed, or finds nothing and is not optional.

    """
    table, name = _table_and_name(change, root)
    if table in TABLES:
        return _with(root, table, _changed_table(change, root.get(table)))
    stated = root.get(table)
    items = stated.items() if stated else []
    if change.add is not None:
        return _with(root, table, Node([*items, change.add], change.node.origin))
    chosen = [name in {"*", _id(item)} for item in items]
    if not any(chosen):
        if change.optional:
            return root
        ids = [f"{table}:{_id(item)}" for item in items]
        raise _refused(
            change, f"finds nothing{nearest(change.select, ids)}", ", ".join(ids) or "add a table first"
        )
    pairs = zip(items, chosen, strict=True)
    found = [_changed(change, item) if hit else item for item, hit in pairs]
    origin = stated.origin if stated else change.node.origin
    return _with(root, table, Node([item for item in found if item is not None], origin))


def _table_and_name(change: Change, root: Node) -> tuple[str, str]:
    """Which top-level table a selection means, and which of its elements ("*": all; "": the table itself)."""
    table, colon, name = change.select.partition(":")
    if table in ALIKE:
        raise _refused(change, f"cannot be changed by an option: {ALIKE[table]}", ALLOWED)
    if table in TABLES and not colon:
        return table, ""
    if table in LISTS and (name or change.add is not None):
        return table, name
    for kind in (*LISTS, *ALIKE) if not colon else ():
        stated = root.get(kind)
        if any(_id(item) == change.select for item in (stated.items() if stated else [])):
            if kind in ALIKE:
                raise _refused(change, f"cannot be changed by an option: {ALIKE[kind]}", ALLOWED)
            return kind, change.select
    if not colon and table not in CHANGEABLE:
        if change.optional:
            return LISTS[0], change.select
        raise _refused(change, f"finds nothing{nearest(change.select, _ids(root))}", ALLOWED)
    raise _refused(change, "not a selection", ALLOWED)


def _changed_table(change: Change, stated: Node | None) -> Node:
    before = stated.value if stated and isinstance(stated.value, dict) else {}
    if change.add is not None:
        raise _refused(change, "add appends to a list, and this is one table", "set = { ... }")
    found = _changed(change, Node(before, stated.origin if stated else change.node.origin))
    return found or Node({}, change.node.origin)


def _changed(change: Change, item: Node) -> Node | None:
    """A selected table after the change; None if it goes."""
    before = item.value if isinstance(item.value, dict) else {}
    if change.set is not None and isinstance(change.set.value, dict):
        return Node(before | change.set.value, item.origin)
    if change.replace is not None and isinstance(change.replace.value, dict):
        kept = {key: before[key] for key in KEPT if key in before}
        return Node(kept | change.replace.value, change.replace.origin)
    if change.remove:
        return Node({key: child for key, child in before.items() if key not in change.remove}, item.origin)
    return None


def _with(root: Node, table: str, node: Node) -> Node:
    before = root.value if isinstance(root.value, dict) else {}
    return Node(before | {table: node}, root.origin)


def _refused(change: Change, message: str, allowed: str) -> InputError:
    where = place(change.node.origin, (*change.path, "select"))
    return InputError(f"the selection {message}", place=where, value=f'"{change.select}"', allowed=allowed)


def _ids(root: Node) -> list[str]:
    stated = [root.get(table) for table in LISTS]
    return [_id(item) for node in stated if node for item in node.items()]


def _id(item: Node) -> str:
    node = item.get("id")
    return node.text() if node else ""
