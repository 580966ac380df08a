"""What can be wrong between tables: ids, references, places, sizes, times."""

from functools import cache
from pathlib import Path
from typing import Any

from airtight.errors import InputError, MissingError
from airtight.scenario import model
from airtight.scenario.declaration import MOST_ENTITIES
from airtight.scenario.document import Node
from airtight.scenario.reading import Bad, Reading, nearest
from airtight.terrain.elevation import BUNDLED, Terrain

MOST_STEPS = 100_000
NAMED = ("battery", "sensor", "defended", "raid", "flight")
WORDS = {"battery": "battery", "sensor": "sensor", "defended": "defended area"}


def ids(root: Node, reading: Reading) -> dict[str, dict[str, Node]]:
    """All ids by table, from the raw document, so that one bad table does not make its references unknown."""
    seen: dict[str, str] = {}
    found: dict[str, dict[str, Node]] = {}
    for table in NAMED:
        found[table] = {}
        for index, item in enumerate(_items(root, table)):
            node = item.get("id")
            if node is None or not node.text():
                continue
            if node.text() in seen:
                first = seen[node.text()]
                reading.report(
                    node,
                    (table, index, "id"),
                    "two things with one id",
                    f"an id of its own (first used at {first})",
                )
            seen.setdefault(node.text(), node.origin)
            found[table][node.text()] = item
    return found


def references(root: Node, known: dict[str, dict[str, Node]], reading: Reading) -> None:
    """Every id that one table uses of another exists."""
    wanted = (("raid", "towards", ("defended",)), ("sensor", "battery", ("battery",)))
    for table, key, targets in (*wanted, ("flight", "passing", ("defended", "battery", "sensor"))):
        names = [name for target in targets for name in known[target]]
        for index, item in enumerate(_items(root, table)):
            node = item.get(key)
            if node is not None and node.text() and node.text() not in names:
                allowed = ", ".join(names) or f"the id of a [[{targets[0]}]], and there is none"
                message = (
                    f"no such {' or '.join(WORDS[target] for target in targets)}{nearest(node.text(), names)}"
                )
                reading.report(node, (table, index, key), message, allowed)


def terrain(root: Node, general: dict[str, Any] | Bad, reading: Reading) -> Terrain | None:
    """The terrain that the scenario names; None if it names none that can be read."""
    if isinstance(general, Bad):
        return None
    table = root.get("scenario") or root
    node = table.get("terrain") or table
    place = f"{node.origin}: scenario.terrain"
    try:
        return _terrain(located(general["terrain"], reading.folder), place)
    except (InputError, MissingError) as error:
        reading.report_error(error)
    except (OSError, RuntimeError):  # a name too long, a folder that may not be entered, nobody's home
        allowed = '"bundled", or a path that can be read'
        reading.report_error(
            MissingError("cannot be read", place=place, value=general["terrain"], allowed=allowed)
        )
    return None


def located(given: str, folder: Path) -> str:
    """The word "bundled", or a path made absolute: relative ones start at the scenario's folder."""
    return given if given == BUNDLED else str((folder / given).expanduser().resolve())


@cache
def _terrain(path: str, place: str) -> Terrain:
    return Terrain.load(path, place=place)


def places(root: Node, ground: Terrain, values: dict[str, Any], reading: Reading) -> None:
    """Every site lies on the terrain."""
    south, west, north, east = ground.bounds_deg
    allowed = f"{south:.3f} to {north:.3f} N, {west:.3f} to {east:.3f} E, the terrain's extent"
    for table in ("battery", "sensor", "defended"):
        items = values.get(table)
        for index, site in enumerate(() if items is None or isinstance(items, Bad) else items):
            if on_terrain(ground, site):
                continue
            item = _items(root, table)[index]
            key = "orbit" if item.get("orbit") else "position"
            reading.report(item.get(key) or item, (table, index, key), "outside the terrain", allowed)


def on_terrain(ground: Terrain, site: model.Battery | model.Sensor | model.Defended) -> bool:
    """Whether a site, or an orbit's centre, lies within the outermost posts."""
    return ground.contains(site.latitude_rad, site.longitude_rad)


def sizes(root: Node, reading: Reading) -> None:
    """Not more moving things in all than can be meant."""
    total = 0
    for table in ("raid", "flight"):
        for item in _items(root, table):
            groups = item.get("of")
            nodes = [group.get("count") for group in groups.items()] if groups else [item.get("count")]
            total += sum(_count(node) for node in nodes)
    if total > MOST_ENTITIES:
        message = f"{total} attackers and flights in all"
        reading.report(root.get("raid") or root, ("raid",), message, f"at most {MOST_ENTITIES}", value=False)


def times(root: Node, values: dict[str, Any], reading: Reading) -> None:
    """Raids arrive before the end; an epoch is shorter than the whole."""
    general, raids = values.get("scenario"), values.get("raid")
    if not isinstance(general, dict):
        return
    duration = general["duration"]
    node = root.get("scenario") or root
    if not 1 <= duration / general["epoch"] <= MOST_STEPS:
        message = f"{duration / general['epoch']:.6g} steps from duration and epoch"
        reading.report(node.get("epoch") or node, ("scenario", "epoch"), message, f"1 to {MOST_STEPS} steps")
    for index, raid in enumerate(() if raids is None or isinstance(raids, Bad) else raids):
        last = raid.arrival_first_s + raid.arrival_spread_s
        if last >= duration:
            item = _items(root, "raid")[index]
            message = (
                f"the last arrival is planned {last / 60:g} min after the start, and the scenario ends before"
            )
            allowed = f"first + spread below the duration of {duration / 60:g} min"
            reading.report(item.get("arrival") or item, ("raid", index, "arrival"), message, allowed)


def _items(root: Node, table: str) -> list[Node]:
    node = root.get(table)
    return node.items() if node else []


def _count(node: Node | None) -> int:
    value = node.value if node else 1
    return value if isinstance(value, int) and 0 < value <= MOST_ENTITIES else 0
