"""From a file, a text or a changed document to a checked scenario."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from airtight.catalog.loader import load as load_catalog
from airtight.errors import InputError, Problem
from airtight.scenario import checks, document, model
from airtight.scenario.contributors import contributors
from airtight.scenario.declaration import NETWORK, SCENARIO
from airtight.scenario.document import Node
from airtight.scenario.reading import Bad, Reading, nearest
from airtight.scenario.uncertain import EDGES
from airtight.terrain.elevation import Terrain


def load(path: str | Path) -> model.Scenario:
    """Read and check a scenario file.

    Raises:
        MissingError: the file, or something that it names, does not exist.
        InputError: all that is wrong with it, each with file, line and key.

    """
    root, text = document.read(path)
    return from_document(root, source_text=text, path=str(path))


def from_text(text: str, *, path: str = "scenario") -> model.Scenario:
    """Check a scenario given as text; `path` is how messages call it, and where relative paths start.

    Raises:
        MissingError: something that it names does not exist.
        InputError: all that is wrong with it.

    """
    return from_document(document.parse(text, file=path), source_text=text, path=path)


def from_document(root: Node, *, source_text: str = "", path: str = "") -> model.Scenario:
    """Check a document, as read or with options and settings applied.

    Raises:
        MissingError: something that it names does not exist.
        InputError: all that is wrong with it.

    """
    reading = Reading(load_catalog(), Path(path).parent, root)
    values = _sections(root, reading)
    known = checks.ids(root, reading)
    checks.references(root, known, reading)
    checks.sizes(root, reading)
    checks.times(root, values, reading)
    ground = checks.terrain(root, values["scenario"], reading)
    heard: tuple[model.Sensor, ...] = ()
    if ground is not None:
        checks.places(root, ground, values, reading)
        heard = _contributed(root, values, ground, reading)
    reading.finish()
    general = values["scenario"]
    return model.Scenario(
        name=general["name"],
        duration_s=general["duration"],
        seed=general["seed"],
        epoch_s=general["epoch"],
        terrain=checks.located(general["terrain"], reading.folder),
        batteries=values["battery"],
        network=values["network"],
        sensors=values["sensor"] + heard,
        defended=values["defended"],
        raids=values["raid"],
        flights=tuple(_flight(flight, values) for flight in values["flight"]),
        traffic=values["traffic"] or model.Traffic("none"),
        settings=reading.numbers,
        document=root,
        source_text=source_text,
        path=path,
    )


def with_settings(scenario: model.Scenario, settings: Sequence[str]) -> model.Scenario:
    """The scenario with catalogue numbers replaced, each given as `entry.key=value`.

    A value may be an interval: `entry.key=low..nominal..high`, each with its unit.

    Raises:
        InputError: an unknown number, a wrong unit, an interval out of order; all at once.

    """
    if not settings:
        return scenario
    problems: list[Problem] = []
    changed: dict[str, Node] = {}
    for given in settings:
        name, equals, value = given.partition("=")
        if not equals or not name.strip() or not value.strip():
            problems.append(
                Problem(
                    "not a setting", "--set", given, "entry.key=value, such as radar-91n6e.antenna_height=12m"
                )
            )
            continue
        changed[name.strip()] = _setting(value.strip())
    if problems:
        raise InputError.of(problems)
    before = scenario.document.get("set")
    stated = before.value if before and isinstance(before.value, dict) else {}
    root = Node(
        {**_table(scenario.document), "set": Node({**stated, **changed}, "--set")}, scenario.document.origin
    )
    return from_document(root, source_text=scenario.source_text, path=scenario.path)


def _setting(value: str) -> Node:
    edges = value.split("..")
    if len(edges) == len(EDGES):
        return document.from_plain(
            dict(zip(EDGES, (edge.strip() for edge in edges), strict=True)), origin="--set"
        )
    return Node(value, "--set")


def _table(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def _sections(root: Node, reading: Reading) -> dict[str, Any]:
    """Each top-level table read by itself, so that one that is wrong hides nothing of the others."""
    for name, node in _table(root).items():
        if name not in SCENARIO.keys:
            message = f"unknown table{nearest(name, SCENARIO.keys)}"
            reading.report(node, (name,), message, ", ".join(SCENARIO.keys), value=False)
    values: dict[str, Any] = {}
    for name, key in SCENARIO.keys.items():
        stated = root.get(name)
        if stated is not None:
            values[name] = key.kind.read(stated, (name,), reading)
        elif key.required:
            values[name] = reading.report(root, (name,), "is missing", f"a table [{name}]", value=False)
        else:
            values[name] = key.default
    if values["network"] is None:
        values["network"] = NETWORK.read(Node({}, root.origin), ("network",), reading)
    return values


def _contributed(
    root: Node, values: dict[str, Any], ground: Terrain, reading: Reading
) -> tuple[model.Sensor, ...]:
    """The known sensors of the shared network that take part: those asked for, or all on this terrain."""
    network, sensors = values["network"], values["sensor"]
    node = root.get("network") or root
    if isinstance(network, Bad) or isinstance(sensors, Bad):
        return ()
    known = {sensor.id: sensor for sensor in contributors(reading.catalog)}
    asked = known if network.contributors is None else network.contributors
    chosen: list[model.Sensor] = []
    for name in asked:
        if name not in known:
            child = node.get("contributors") or node
            message = f'"{name}" is no known contributor{nearest(name, known)}'
            reading.report(child, ("network", "contributors"), message, ", ".join(known))
        elif checks.on_terrain(ground, known[name]):
            chosen.append(known[name])
        elif network.contributors is not None:
            reading.report(node, ("network", "contributors"), f'"{name}" lies outside the terrain', "others")
    own = any(sensor.network for sensor in sensors)
    if network.tracks == "none":
        return ()
    if not chosen and not own and not reading.problems:
        allowed = "a [[sensor]] with network = true, or contributors that lie on this terrain"
        reading.report(
            node, ("network",), "a link to nobody: nothing feeds the network", allowed, value=False
        )
    taken = checks.ids(root, Reading(reading.catalog, reading.folder))
    used = {name for table in taken.values() for name in table}
    return tuple(sensor for sensor in chosen if sensor.id not in used)


def _flight(values: dict[str, Any], everything: dict[str, Any]) -> model.Flight:
    passing = values["passing"]
    if isinstance(passing, str):
        sites = [*everything["defended"], *everything["battery"], *everything["sensor"]]
        site = next(site for site in sites if site.id == passing)
        passing = (site.latitude_rad, site.longitude_rad)
    latitude, longitude = passing
    return model.Flight(
        values["id"],
        values["target"],
        values["side"],
        values["count"],
        latitude,
        longitude,
        values["closest"],
        values["heading"],
        values["start"],
        values["spread"],
    )
