"""Every key of a scenario, once: what it is for, what may stand there, what it becomes.

Reading, the JSON Schema and the commented template's test all follow from these tables.
"""

from airtight.chain.c2.numbers import DOCTRINES
from airtight.scenario import build
from airtight.scenario.kinds import (
    CatalogId,
    Choice,
    Either,
    Flag,
    Id,
    Key,
    Many,
    Quantity,
    Table,
    Text,
    Whole,
)
from airtight.scenario.model import STATES
from airtight.scenario.uncertain import Settings, Uncertain

MOST_ENTITIES = 10_000
MOST_SITES = 50

ANGLE = Quantity("angle", "-360 deg", "360 deg", "90 deg")
LONGEST = Quantity("time", "0 s", "24 h", "12 min")
WAIT = Uncertain("time", "0 s", "8760 h", "6 h")
SHARE = Uncertain("probability", "0", "1", "0.3")

POSITION = Table(
    {
        "lat": Key(
            Quantity("angle", "-90 deg", "90 deg", "40.08", bare="deg"), "latitude, north > 0", required=True
        ),
        "lon": Key(
            Quantity("angle", "-180 deg", "180 deg", "32.57", bare="deg"),
            "longitude, east > 0",
            required=True,
        ),
    },
    build.position,
    "a position",
)
ORBIT = Table(
    {
        **POSITION.keys,
        "radius": Key(Quantity("length", "1 km", "500 km", "60 km"), "the circle's radius", required=True),
        "speed": Key(Quantity("speed", "10 m/s", "400 m/s", "200 m/s"), "ground speed", required=True),
    },
    build.orbit,
    "an orbit",
)
SECTOR = Table(
    {
        "centre": Key(ANGLE, "the sector's middle, clockwise from north", required=True),
        "width": Key(Uncertain("angle", "1 deg", "360 deg", "180 deg"), "the sector's width", required=True),
    },
    title="a sector",
)
ACTIVATION = Table(
    {
        "state": Key(Choice(STATES), "how far it is switched on", required=True),
        "radars": Key(
            Many(Id(), 0, 20), "which radars may emit, by role (acquisition, engagement) or catalogue id"
        ),
        "share": Key(SHARE, "share of hours in which it is ready (state full, limited or sensors-only)"),
        "warning": Key(WAIT, "warning before the first arrival (state on-call)"),
        "delay": Key(WAIT, "from the order to the first possible engagement (state on-call)"),
        "sector": Key(SECTOR, "where it may search and engage (state limited)"),
    },
    title="an activation",
)
BATTERY = Table(
    {
        "id": Key(Id(), "its name in this file", required=True),
        "system": Key(CatalogId(("battery",)), "the battery's catalogue id", required=True),
        "position": Key(POSITION, "its site", required=True),
        "activation": Key(Either(Choice(STATES), ACTIVATION), "how far it is switched on", default="full"),
        "doctrine": Key(Choice(tuple(DOCTRINES)), "how many rounds at a target", default="shoot-look-shoot"),
        "facing": Key(ANGLE, "where its engagement radar faces at first, clockwise from north"),
    },
    build.battery,
    "a battery",
)
LINK = Table(
    {
        "latency": Key(Uncertain("time", "0 s", "1 h", "12 s"), "from measurement to display"),
        "availability": Key(SHARE, "share of time in which the link is up"),
    },
    title="a link",
)
ONE_LINK = Either(Choice(("on", "off")), LINK)
NETWORK = Table(
    {
        "preset": Key(
            CatalogId(("network",), "network-"), "how the batteries are tied in", default="stand-alone"
        ),
        "tracks": Key(ONE_LINK, "the network's tracks reach the batteries"),
        "data-link": Key(ONE_LINK, "the batteries' tracks reach the network"),
        "identification": Key(ONE_LINK, "identities are told, and interrogation keys shared"),
        "tasking": Key(ONE_LINK, "one control assigns targets to all batteries"),
        "contributors": Key(
            Either(Choice(("default", "none")), array=Many(Id(), 1, MOST_SITES)),
            "which of the known sensors of the shared network take part",
            default="default",
        ),
    },
    build.network,
    "the network",
)
SENSOR = Table(
    {
        "id": Key(Id(), "its name in this file", required=True),
        "system": Key(CatalogId(("radar",)), "the radar's catalogue id", required=True),
        "position": Key(POSITION, "its site on the ground"),
        "orbit": Key(ORBIT, "the circle flown by an airborne radar"),
        "network": Key(Flag(), "its tracks go to the shared network (the default unless a battery hears it)"),
        "battery": Key(Id(), "id of the battery that hears it directly"),
        "facing": Key(ANGLE, "where a sectored radar faces, clockwise from north"),
    },
    build.sensor,
    "a sensor",
)
DEFENDED = Table(
    {
        "id": Key(Id(), "its name in this file", required=True),
        "position": Key(POSITION, "its centre", required=True),
        "radius": Key(
            Quantity("length", "10 m", "500 km", "10 km"), "who comes nearer has leaked", required=True
        ),
    },
    build.defended,
    "a defended area",
)
BEARING = Either(build.Bearing(), array=Many(ANGLE, 2, 2))
GROUP = Table(
    {
        "target": Key(CatalogId(("target",)), "the attacker's catalogue id", required=True),
        "count": Key(Whole(1, MOST_ENTITIES), "how many", required=True),
    },
    build.group,
    "a group",
)
ARRIVAL = Table(
    {
        "first": Key(LONGEST, "first planned arrival after the start", default=720.0),
        "spread": Key(LONGEST, "the others follow within this time", default=240.0),
    },
    title="an arrival",
)
RAID = Table(
    {
        "id": Key(Id(), "its name in this file", required=True),
        "of": Key(Many(GROUP, 1, 100), "the attackers, by kind", required=True),
        "towards": Key(Id(), "the defended area's id", required=True),
        "bearing": Key(BEARING, 'from where: "any" (each draws its own), an angle, or [from, to] clockwise'),
        "arrival": Key(ARRIVAL, "when they arrive", default={"first": 720.0, "spread": 240.0}),
    },
    build.raid,
    "a raid",
)
CLOSEST = Quantity("length", "0 m", "1000 km", "40 km")
FLIGHT = Table(
    {
        "id": Key(Id(), "its name in this file", required=True),
        "target": Key(CatalogId(("target",)), "the aircraft's catalogue id", required=True),
        "side": Key(Choice(("allied", "civil")), "whose aircraft they are", default="allied"),
        "count": Key(Whole(1, MOST_ENTITIES), "how many", default=1),
        "passing": Key(
            Either(Id(), POSITION), "the place they pass: an id of this file, or a position", required=True
        ),
        "closest": Key(
            Either(CLOSEST, array=Many(CLOSEST, 2, 2)), "closest approach, or [from, to]", required=True
        ),
        "heading": Key(BEARING, '"any" (each draws its own), an angle, or [from, to] clockwise'),
        "start": Key(LONGEST, "when the first enters", default=0.0),
        "spread": Key(LONGEST, "the others enter within this time", default=0.0),
    },
    build.flight,
    "flights",
)
TRAFFIC = Table(
    {"civil": Key(build.CivilTraffic(), "civil traffic", default="none")},
    build.traffic,
    "the traffic",
)
GENERAL = Table(
    {
        "name": Key(Text(100), "the scenario's name", required=True),
        "description": Key(Text(1000), "a sentence about it"),
        "duration": Key(Quantity("time", "1 s", "24 h", "20 min"), "how long it lasts", required=True),
        "seed": Key(Whole(0, 2**32 - 1), "the same seed gives the same numbers", default=1),
        "epoch": Key(Quantity("time", "0.1 s", "10 s", "1 s"), "the step of the simulation", default=1.0),
        "terrain": Key(Text(1000), '"bundled", or a folder of .hgt .dt0 .dt1 .dt2 .tif', default="bundled"),
    },
    title="the scenario",
)
SCENARIO = Table(
    {
        "scenario": Key(GENERAL, "what holds for all of it", required=True),
        "battery": Key(Many(BATTERY, 0, MOST_SITES, "[[battery]]"), "fire units", default=()),
        "network": Key(NETWORK, "what is exchanged with the shared network"),
        "sensor": Key(
            Many(SENSOR, 0, MOST_SITES, "[[sensor]]"), "radars that belong to no battery", default=()
        ),
        "defended": Key(Many(DEFENDED, 0, MOST_SITES, "[[defended]]"), "what is to be protected", default=()),
        "raid": Key(Many(RAID, 0, MOST_SITES, "[[raid]]"), "attackers, alike for every option", default=()),
        "flight": Key(Many(FLIGHT, 0, MOST_SITES, "[[flight]]"), "friendly and civil aircraft", default=()),
        "traffic": Key(TRAFFIC, "the backdrop of civil flights"),
        "set": Key(Settings(), "catalogue numbers replaced by values or intervals", default=()),
    },
    title="a scenario",
)
