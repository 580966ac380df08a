"""Who feeds the shared network: sensors that its presets bring, each cited or marked as an assumption."""

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from airtight.catalog.loader import Catalog
from airtight.scenario import document
from airtight.scenario.declaration import ANGLE, ORBIT, POSITION
from airtight.scenario.kinds import CatalogId, Choice, Id, Key, Many, Table, Text
from airtight.scenario.model import Sensor
from airtight.scenario.reading import Bad, Reading

FILE = "contributors.toml"

CONTRIBUTOR = Table(
    {
        "id": Key(Id(), "its name", required=True),
        "system": Key(CatalogId(("radar",)), "the radar's catalogue id", required=True),
        "position": Key(POSITION, "its site"),
        "orbit": Key(ORBIT, "its orbit"),
        "facing": Key(ANGLE, "where a sectored radar faces"),
        "mark": Key(
            Choice(("seen", "recalled", "assumption")), "whether the place has a source", required=True
        ),
        "text": Key(Text(1000), "what the report says of it", required=True),
        "sources": Key(Many(Text(40)), "keys of the bibliography", default=()),
    },
    title="a contributor",
)


@cache
def _document() -> document.Node:
    text = (resources.files("airtight.scenario") / "data" / FILE).read_text(encoding="utf-8")
    return document.parse(text, file=FILE)


def contributors(catalog: Catalog) -> tuple[Sensor, ...]:
    """All known contributors, in the file's order.

    Raises:
        InputError: the file that comes with the package is broken.

    """
    reading = Reading(catalog, Path())
    node = _document().get("contributor") or _document()
    found = Many(CONTRIBUTOR).read(node, ("contributor",), reading)
    reading.finish()
    return () if isinstance(found, Bad) else tuple(_sensor(values) for values in found)


def _sensor(values: dict[str, Any]) -> Sensor:
    orbit = values.pop("orbit")
    place = values.pop("position") or (orbit.latitude_rad, orbit.longitude_rad)
    facing = values.pop("facing")
    return Sensor(latitude_rad=place[0], longitude_rad=place[1], orbit=orbit, facing_rad=facing, **values)
