"""What stands behind the results: assumptions, sources, sites, contributors, limits."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from airtight import units
from airtight.catalog.loader import Catalog
from airtight.catalog.number import Number
from airtight.scenario.model import Battery, Scenario, Sensor
from airtight.scenario.worlds import DUMMY
from airtight.study.campaign import Case
from airtight.terrain.elevation import Terrain

ASSUMPTION = "assumption"
DUMMY_TITLE = "a dummy that nothing reads"

LIMITS = """\
The bundled terrain has a post about every kilometre and hides summits and ridges between them: what is said
to be covered is optimistic.

Signatures and kill probabilities are published estimates with intervals, or assumptions where nothing is
published; the conclusion is shown over the whole of them.

Exposure is what the radars could observe. Whether such observations reach a manufacturer is not simulated.

More looks and aspects mean more opportunity; no claim is made on what could be learned.

Raids are stated or sampled, alike for every option, never optimised; jamming, attacks on the battery and
tactics are left out.

Whether an option meets the law is for lawyers and legislatures; US law names possession, which no figure here
changes.

The model says what a setting leaves possible, not what anyone means to do; personnel and software are outside
it.

Hours on are taken as stated; nothing here verifies them.

Price, industry, delivery and finance are not modelled.
"""


def limits(ground: Terrain) -> list[str]:
    """What the results do not say, a paragraph each; last, what is not known of the ground."""
    return [*(" ".join(paragraph.split()) for paragraph in LIMITS.split("\n\n")), *ground.notes]


def words_of(number: Number, catalog: Catalog) -> str:
    """A number's name for people: what it is, of what, and how well it is known."""
    entry_id, _, key = number.name.partition(".")
    entry = catalog.entries.get(entry_id)
    what = "signature" if number.group.endswith(".rcs") else key.replace("_", " ").replace("rcs", "signature")
    known = "assumption" if ASSUMPTION in number.mark else "interval"
    if entry is None:
        return f"{number.name} ({known})"
    title = entry.title
    if title[1:2].islower():
        title = title[:1].lower() + title[1:]
    return f"{title}, {what} ({known})" if entry.kind == "shared" else f"{what} of {title} ({known})"


def target_rows(cases: Sequence[Case], catalog: Catalog) -> dict[str, dict[str, Any]]:
    """The raid's kinds of attacker: title, how they move, how many."""
    rows: dict[str, dict[str, Any]] = {}
    for raid in cases[0].scenario.raids:
        for target, count in raid.of:
            entry = catalog.entry(target)
            row = rows.setdefault(
                target, {"title": entry.title, "motion": str(entry.fields["motion"]), "count": 0}
            )
            row["count"] += count
    return rows


def titles(
    used: Iterable[str], cases: Sequence[Case], numbers: dict[str, Number], catalog: Catalog
) -> dict[str, str]:
    """Words for people: for every number that entered, and every entry that it or the raid belongs to."""
    named = {name: words_of(numbers[name], catalog) for name in used if name != DUMMY}
    entries = {name.partition(".")[0] for name in named}
    entries |= {target for case in cases for raid in case.scenario.raids for target, _ in raid.of}
    entries |= {flight.target for case in cases for flight in case.scenario.flights}
    known = {entry: catalog.entries[entry].title for entry in entries if entry in catalog.entries}
    return dict(sorted({**known, **named, DUMMY: DUMMY_TITLE}.items()))


def assumption_rows(used: Iterable[str], numbers: dict[str, Number]) -> list[dict[str, Any]]:
    """Every number that entered, with its interval, its mark and its sources."""
    rows: list[dict[str, Any]] = []
    for name in sorted(set(used) - {DUMMY}):
        number = numbers[name]
        unit = number.unit or number.dimension
        low, nominal, high = (units.show(value, unit) for value in (number.low, number.nominal, number.high))
        rows.append(
            {
                "name": name,
                "low": low,
                "nominal": nominal,
                "high": high,
                "mark": number.mark,
                "sources": list(number.sources),
                "note": number.note,
            }
        )
    return rows


def source_rows(keys: Iterable[str], catalog: Catalog) -> list[dict[str, str]]:
    """The bibliography's lines for the keys that were used; what is no key is left out."""
    return [
        {"key": key, "text": catalog.sources[key].text, "mark": catalog.sources[key].mark}
        for key in sorted(set(keys) & catalog.sources.keys())
    ]


def site_rows(scenario: Scenario, catalog: Catalog) -> list[dict[str, Any]]:
    """What the map shows: batteries with their published reach, sensors, defended areas."""
    rows = [_battery_row(battery, catalog) for battery in scenario.batteries]
    rows += [
        _row(sensor.id, "sensor", _title(catalog, sensor.system), sensor.latitude_rad, sensor.longitude_rad)
        for sensor in scenario.sensors
    ]
    rows += [
        _row(area.id, "defended", area.id, area.latitude_rad, area.longitude_rad)
        | {"radius_m": area.radius_m}
        for area in scenario.defended
    ]
    return rows


def contributor_rows(cases: Sequence[Case], catalog: Catalog) -> list[dict[str, Any]]:
    """The sensors that a network preset brought, over all options, each once, in order."""
    found: dict[str, Sensor] = {}
    for case in cases:
        for sensor in case.scenario.sensors:
            if sensor.contributed:
                found.setdefault(sensor.id, sensor)
    return [
        {
            "id": sensor.id,
            "title": _title(catalog, sensor.system),
            "mark": sensor.mark,
            "text": sensor.text,
            "sources": list(sensor.sources),
        }
        for sensor in found.values()
    ]


def cited_keys(
    rows: list[dict[str, Any]], contributors: list[dict[str, Any]], cases: Sequence[Case]
) -> set[str]:
    """Keys of the bibliography that numbers, contributors and options name."""
    keys = {key for row in (*rows, *contributors) for key in row["sources"]}
    for case in cases:
        keys |= {word.strip("[](),.;") for word in case.source.split()}
    return keys


def _battery_row(battery: Battery, catalog: Catalog) -> dict[str, Any]:
    row = _row(
        battery.id, "battery", _title(catalog, battery.system), battery.latitude_rad, battery.longitude_rad
    )
    missiles = catalog.entry(battery.system).fields.get("missiles", [])
    names = missiles if isinstance(missiles, list) else []
    reach = [
        catalog.numbers[f"{name}.range_max"].nominal
        for name in names
        if f"{name}.range_max" in catalog.numbers
    ]
    return row | ({"reach_m": max(reach)} if reach else {})


def _row(name: str, kind: str, label: str, latitude_rad: float, longitude_rad: float) -> dict[str, Any]:
    return {
        "id": name,
        "kind": kind,
        "label": label,
        "latitude_deg": math.degrees(latitude_rad),
        "longitude_deg": math.degrees(longitude_rad),
    }


def _title(catalog: Catalog, name: str) -> str:
    entry = catalog.entries.get(name)
    return entry.title if entry is not None else name
