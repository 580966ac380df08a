"""The catalogue as rows and dictionaries, for whoever prints it."""

from airtight.catalog.check import sourced
from airtight.catalog.loader import Catalog, Entry, Source, hint
from airtight.catalog.number import Number
from airtight.errors import InputError


def entry_rows(catalog: Catalog, kind: str | None = None) -> list[dict[str, object]]:
    """One row an entry: id, kind, title, and how many of its numbers are sourced.

    Raises:
        InputError: no entry is of this kind.

    """
    kinds = dict.fromkeys(entry.kind for entry in catalog.entries.values())
    if kind is not None and kind not in kinds:
        raise InputError("no such kind", place="--kind", value=kind, allowed=", ".join(kinds))
    return [
        {
            "id": entry.id,
            "kind": entry.kind,
            "title": entry.title,
            "numbers": len(entry.numbers),
            "sourced": sum(sourced(number, catalog) for number in entry.numbers.values()),
        }
        for entry in catalog.entries.values()
        if kind in {None, entry.kind}
    ]


def entry_dict(entry: Entry, catalog: Catalog) -> dict[str, object]:
    """An entry with all of its numbers."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "title": entry.title,
        "description": entry.description,
        "fields": entry.fields,
        "numbers": {key: number_dict(number, catalog) for key, number in entry.numbers.items()},
    }


def number_dict(number: Number, catalog: Catalog) -> dict[str, object]:
    """A number in SI and as written, with everything that is known of it."""
    return {
        "name": number.name,
        "low": number.low,
        "nominal": number.nominal,
        "high": number.high,
        "dimension": number.dimension,
        "shown": number.shown(),
        "shape": number.shape,
        "group": number.group,
        "mark": number.mark,
        "sourced": sourced(number, catalog),
        "sources": list(number.sources),
        "allowance": list(number.allowance),
        "derived_from": list(number.derived_from),
        "note": number.note,
    }


def selected(catalog: Catalog, name: str) -> tuple[Entry, list[Number]]:
    """The entry that "entry" or "entry.key" names, and the numbers meant.

    Raises:
        InputError: there is none; the nearest names are told.

    """
    entry_id, dot, _ = name.partition(".")
    if dot and entry_id in catalog.entries:
        return catalog.entries[entry_id], [catalog.number(name, place="ID")]
    entry = catalog.entry(name, place="ID")
    return entry, list(entry.numbers.values())


def sources_of(catalog: Catalog, name: str) -> dict[str, Source]:
    """The bibliography's lines behind an entry, a number, or a single source key; sorted by key.

    Raises:
        InputError: nothing has this name.

    """
    if name in catalog.sources:
        return {name: catalog.sources[name]}
    if name not in catalog.entries and name not in catalog.numbers:
        known = {**catalog.entries, **catalog.numbers, **catalog.sources}
        raise InputError("no such entry, number or source", place="ID", value=name, allowed=hint(name, known))
    entry, numbers = selected(catalog, name)
    used = {key for number in numbers for key in number.sources}
    listed = entry.fields.get("sources", [])
    if name == entry.id and isinstance(listed, list):
        used.update(str(key) for key in listed)
    return {key: catalog.sources[key] for key in sorted(used, key=str.lower)}
