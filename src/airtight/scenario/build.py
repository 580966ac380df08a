"""From checked values to records: the builders that the declaration names, with the checks inside a table."""

import math
from dataclasses import dataclass
from typing import Any

from airtight.scenario import model
from airtight.scenario.document import Node
from airtight.scenario.kinds import Quantity, Schema
from airtight.scenario.lines import Path
from airtight.scenario.reading import BAD, Bad, Reading, nearest

Values = dict[str, Any]

SILENT = ("absent", "stored")
SOURCES_OF_FLIGHTS = ("bundled", "none")
FULL_CIRCLE_RAD = 2.0 * math.pi


@dataclass(frozen=True)
class Bearing:
    """An angle, or "any"; read as (first, last), or None for any."""

    allowed: str = '"any", an angle such as "90 deg", or [from, to] clockwise'

    @property
    def _angle(self) -> Quantity:
        return Quantity("angle", "-360 deg", "360 deg", "90 deg")

    def read(self, node: Node, path: Path, reading: Reading) -> tuple[float, float] | Bad | None:
        """One angle twice, or None."""
        if node.value == "any":
            return None
        if isinstance(node.value, str) and not any(c.isdigit() for c in node.value):
            return reading.report(node, path, "not a bearing", self.allowed)
        angle = self._angle.read(node, path, reading)
        return BAD if isinstance(angle, Bad) else (angle, angle)

    def schema(self) -> Schema:
        """The word or an angle."""
        return {"anyOf": [{"const": "any"}, self._angle.schema()]}


@dataclass(frozen=True)
class CivilTraffic:
    """Where civil flights come from."""

    allowed: str = '"bundled" (drawn from statistics of recorded flights) or "none"'

    def read(self, node: Node, path: Path, reading: Reading) -> str | Bad:
        """The word; recordings of the user's own are not read yet, and said so."""
        if node.value in SOURCES_OF_FLIGHTS:
            return str(node.value)
        if isinstance(node.value, str) and set(node.value) & set("./\\"):
            message = "a recording of yours cannot be flown as traffic in this version"
            return reading.report(node, path, message, self.allowed)
        return reading.report(node, path, "not a known source of civil flights", self.allowed)

    def schema(self) -> Schema:
        """The words."""
        return {"enum": list(SOURCES_OF_FLIGHTS)}


def position(values: Values, _node: Node, _path: Path, _reading: Reading) -> tuple[float, float]:
    """Latitude and longitude, rad."""
    return values["lat"], values["lon"]


def orbit(values: Values, _node: Node, _path: Path, _reading: Reading) -> model.Orbit:
    """An airborne radar's circle."""
    return model.Orbit(values["lat"], values["lon"], values["radius"], values["speed"])


def battery(values: Values, node: Node, path: Path, reading: Reading) -> model.Battery | Bad:
    """A battery, with the radars that its activation lets emit."""
    stated = values["activation"]
    table: Values = {"state": stated} if isinstance(stated, str) else stated
    activation = _activation(table, values["system"], node, (*path, "activation"), reading)
    if isinstance(activation, Bad):
        return BAD
    latitude, longitude = values["position"]
    return model.Battery(
        values["id"], values["system"], latitude, longitude, activation, values["doctrine"], values["facing"]
    )


def _activation(
    table: Values, system: str, node: Node, path: Path, reading: Reading
) -> model.Activation | Bad:
    state = table["state"]
    given = node.value["activation"] if isinstance(node.value, dict) and "activation" in node.value else node
    fitting = {
        "share": ("full", "limited", "sensors-only"),
        "warning": ("on-call",),
        "delay": ("on-call",),
        "sector": ("limited",),
        "radars": ("full", "on-call", "limited", "sensors-only"),
    }
    before = len(reading.problems)
    for key, states in fitting.items():
        if table.get(key) is not None and state not in states:
            child = given.get(key) or given
            message = f"has no meaning in the state {state}"
            reading.report(child, (*path, key), message, f"only with {', '.join(states)}")
    radars = _radars(table.get("radars"), state, system, given.get("radars") or given, path, reading)
    if len(reading.problems) > before or isinstance(radars, Bad):
        return BAD
    sector = table.get("sector")
    on_call = state == "on-call"
    return model.Activation(
        state,
        radars,
        share=table.get("share") or "",
        warning=table.get("warning") or ("activation.warning_time" if on_call else ""),
        delay=table.get("delay") or ("activation.on_call_delay" if on_call else ""),
        sector=model.Sector(sector["centre"], sector["width"]) if sector else None,
    )


def _radars(
    asked: tuple[str, ...] | None, state: str, system: str, node: Node, path: Path, reading: Reading
) -> tuple[str, ...] | Bad:
    """Which of the system's radars may emit: by role or id; "limited" alone means those of engagement."""
    entries = reading.catalog.entries
    own = _names(entries[system].fields["radars"])
    roles = {radar: str(entries[radar].fields["role"]) for radar in own}
    if state in SILENT:
        return ()
    wanted = asked if asked is not None else (("engagement",) if state == "limited" else own)
    for name in wanted:
        if name not in own and name not in roles.values():
            known = [*dict.fromkeys(roles.values()), *own]
            message = f'"{name}" is no radar of {system}{nearest(name, known)}'
            return reading.report(node, (*path, "radars"), message, ", ".join(known))
    return tuple(radar for radar in own if radar in wanted or roles[radar] in wanted)


def _names(given: object) -> tuple[str, ...]:
    return tuple(str(name) for name in given) if isinstance(given, list) else ()


def network(values: Values, node: Node, path: Path, reading: Reading) -> model.Network | Bad:
    """The preset's links with the user's changes."""
    preset = values["preset"]
    fields = reading.catalog.entries[f"network-{preset}"].fields
    tracks = str(fields["tracks"])
    there = {
        "tracks": tracks != "none",
        "data-link": tracks == "both",
        "identification": bool(fields["identification"]),
        "tasking": bool(fields["tasking"]),
    }
    for name in model.LINKS:
        if values[name] is not None:
            there[name] = values[name] != "off"
    for name, needs in (("data-link", "tracks"), ("tasking", "data-link")):
        if there[name] and not there[needs]:
            child = node.get(name) or node
            return reading.report(
                child, (*path, name), f"a link to nobody: it needs the link {needs}", f"{needs} as well"
            )
    spoken = tracks == "voice" and values["tracks"] is None
    heard = "voice" if spoken else "both" if there["data-link"] else "in" if there["tracks"] else "none"
    # Links added to standing alone take what is not stated from the first preset that has a data link.
    base = f"network-{preset}" if tracks != "none" else "network-one-way-cue"
    links = tuple(_link(name, values[name], base) for name in model.LINKS if there[name])
    numbers = {key: f"{base}.{key}" for key in model.LINK_NUMBERS}
    if there["tracks"]:
        numbers |= {"latency": links[0].latency, "availability": links[0].availability}
    asked = {"default": None, "none": ()}.get(values["contributors"], values["contributors"])
    return model.Network(preset, heard, there["identification"], there["tasking"], links, numbers, asked)


def _link(name: str, stated: Any, base: str) -> model.Link:  # noqa: ANN401
    table: Values = stated if isinstance(stated, dict) else {}
    latency = table.get("latency") or f"{base}.latency"
    return model.Link(name, latency, table.get("availability") or f"{base}.availability")


def sensor(values: Values, node: Node, path: Path, reading: Reading) -> model.Sensor | Bad:
    """A sensor on the ground or in the air, heard by someone."""
    radar = reading.catalog.entries[values["system"]].fields
    airborne = radar["platform"] == "airborne"
    wanted, other = ("orbit", "position") if airborne else ("position", "orbit")
    if values[other] is not None or values[wanted] is None:
        message = f"{values['system']} is {'airborne' if airborne else 'on the ground'}"
        return reading.report(node, path, message, f"{wanted} = {{ ... }}, and no {other}", value=False)
    heard_directly = values["battery"] or ""
    shared = values["network"] if values["network"] is not None else not heard_directly
    if not shared and not heard_directly:
        allowed = "network = true, or battery = an id"
        return reading.report(node, path, "a link to nobody: nothing hears it", allowed, value=False)
    circle = values["orbit"]
    latitude, longitude = (circle.latitude_rad, circle.longitude_rad) if airborne else values["position"]
    return model.Sensor(
        values["id"], values["system"], latitude, longitude, circle, shared, heard_directly, values["facing"]
    )


def defended(values: Values, _node: Node, _path: Path, _reading: Reading) -> model.Defended:
    """A circle to be protected."""
    latitude, longitude = values["position"]
    return model.Defended(values["id"], latitude, longitude, values["radius"])


def group(values: Values, _node: Node, _path: Path, _reading: Reading) -> tuple[str, int]:
    """So many of one target."""
    return values["target"], values["count"]


def raid(values: Values, _node: Node, _path: Path, _reading: Reading) -> model.Raid:
    """A raid; of the same target in two groups, the counts are added."""
    counts: dict[str, int] = {}
    for target, count in values["of"]:
        counts[target] = counts.get(target, 0) + count
    arrival = values["arrival"]
    return model.Raid(
        values["id"],
        tuple(counts.items()),
        values["towards"],
        clockwise(values["bearing"]),
        arrival["first"],
        arrival["spread"],
    )


def flight(values: Values, node: Node, path: Path, reading: Reading) -> Values | Bad:
    """Flights, whose place is found once all ids are known."""
    closest = values["closest"]
    first, last = closest if isinstance(closest, tuple) else (closest, closest)
    if first > last:
        return reading.report(node.get("closest") or node, (*path, "closest"), "out of order", "[from, to]")
    return values | {"closest": (first, last), "heading": clockwise(values["heading"])}


def traffic(values: Values, _node: Node, _path: Path, _reading: Reading) -> model.Traffic:
    """The backdrop."""
    return model.Traffic(values["civil"])


def clockwise(bearing: tuple[float, float] | None) -> tuple[float, float] | None:
    """Bearings with the first in [0, 2 pi) and the last not before it, rad."""
    if bearing is None:
        return None
    first = bearing[0] % FULL_CIRCLE_RAD
    width = bearing[1] - bearing[0]
    return first, first + (width if 0 <= width <= FULL_CIRCLE_RAD else width % FULL_CIRCLE_RAD)
