"""A checked scenario: SI and radians, every reference resolved, nothing left to guess.

Whatever is uncertain (a catalogue number, a stated interval, a share of hours) is not a value here but the
*name* of a number among `Worlds.numbers`: each replication has its own value.
"""

from dataclasses import dataclass, field

from airtight.catalog.number import Number
from airtight.scenario.document import Node, digest

STATES = ("absent", "stored", "sensors-only", "limited", "on-call", "full")
TRACKS = ("none", "voice", "in", "both")
LINKS = ("tracks", "data-link", "identification", "tasking")
LINK_NUMBERS = ("latency", "update_interval", "availability", "outage_duration", "position_error")


@dataclass(frozen=True)
class Sector:
    """A part of the horizon: `width` names an angle among the worlds' numbers."""

    centre_rad: float
    width: str


@dataclass(frozen=True)
class Activation:
    """How far a battery is switched on.

    Attributes:
        state: one of `STATES`.
        radars: catalogue ids of the radars that may emit in this state (none when absent, stored).
        share: number: the share of hours in which it is ready; "" if always.
        warning: number, s: how long before the first arrival it is warned; "" unless on call.
        delay: number, s: from the order to the first possible engagement; "" unless on call. It is ready if
            warning >= delay when the raid comes.
        sector: where it may search and engage; None: everywhere.

    """

    state: str
    radars: tuple[str, ...]
    share: str = ""
    warning: str = ""
    delay: str = ""
    sector: Sector | None = None


@dataclass(frozen=True)
class Battery:
    """A fire unit; `facing_rad` None: drawn, or turned to the first threat."""

    id: str
    system: str
    latitude_rad: float
    longitude_rad: float
    activation: Activation
    doctrine: str
    facing_rad: float | None = None


@dataclass(frozen=True)
class Orbit:
    """A circle flown by an airborne radar; its height is the catalogue's."""

    latitude_rad: float
    longitude_rad: float
    radius_m: float
    speed_m_per_s: float


@dataclass(frozen=True)
class Sensor:
    """A radar that belongs to no battery.

    Attributes:
        system: a radar's catalogue id.
        latitude_rad, longitude_rad: its site, or its orbit's centre.
        orbit: None on the ground.
        network: its tracks go to the shared network.
        battery: id of the battery that hears it directly; "" if none.
        facing_rad: where a sectored radar's sector is centred; None: towards the defended areas.
        mark: "stated" if the scenario has it; a contributor of the shared network: "seen" or "assumption".
        text: what the report says of it; empty if stated.
        sources: keys of the bibliography.

    """

    id: str
    system: str
    latitude_rad: float
    longitude_rad: float
    orbit: Orbit | None = None
    network: bool = True
    battery: str = ""
    facing_rad: float | None = None
    mark: str = "stated"
    text: str = ""
    sources: tuple[str, ...] = ()

    @property
    def contributed(self) -> bool:
        """It came with the network's preset and not from the user."""
        return self.mark != "stated"


@dataclass(frozen=True)
class Link:
    """One thing that the network does; the names of its numbers."""

    name: str
    latency: str
    availability: str


@dataclass(frozen=True)
class Network:
    """What the batteries and the shared network tell each other.

    Attributes:
        preset: the catalogue entry's id without "network-".
        tracks: "none", "voice", "in" (told to the batteries) or "both" (theirs are shared as well).
        identification: told identities, and keys for interrogation.
        tasking: one control: no double engagements.
        links: those that are there, of `LINKS`, in that order.
        numbers: names of numbers by `LINK_NUMBERS`; latency and availability are those of the link "tracks".
        contributors: ids of the known sensors that take part; None: all that lie on the terrain.

    """

    preset: str
    tracks: str
    identification: bool
    tasking: bool
    links: tuple[Link, ...]
    numbers: dict[str, str]
    contributors: tuple[str, ...] | None = None

    def link(self, name: str) -> Link | None:
        """The link of that name; None if it is not there."""
        return next((link for link in self.links if link.name == name), None)


@dataclass(frozen=True)
class Defended:
    """What is to be protected: a leaker reaches this circle or still flies at the end."""

    id: str
    latitude_rad: float
    longitude_rad: float
    radius_m: float


@dataclass(frozen=True)
class Raid:
    """Attackers as stated, alike for every option.

    Attributes:
        of: (target's catalogue id, how many), in the order written.
        towards: a defended area's id.
        bearing_rad: from where, seen from the area: (first, last) clockwise; None: each draws its own.
        arrival_first_s: the first planned arrival after the start.
        arrival_spread_s: the time over which the others follow.

    """

    id: str
    of: tuple[tuple[str, int], ...]
    towards: str
    bearing_rad: tuple[float, float] | None
    arrival_first_s: float
    arrival_spread_s: float

    @property
    def count(self) -> int:
        """All attackers."""
        return sum(count for _, count in self.of)


@dataclass(frozen=True)
class Flight:
    """Friendly or civil aircraft in straight transit past a place.

    Attributes:
        target: a catalogue id.
        side: "allied" or "civil".
        latitude_rad, longitude_rad: the place that they pass.
        closest_m: closest approach to it, (smallest, largest): each aircraft draws its own.
        bearing_rad: heading, (first, last) clockwise; None: each draws its own.
        start_s, spread_s: when the first enters, and the time over which the others follow.

    """

    id: str
    target: str
    side: str
    count: int
    latitude_rad: float
    longitude_rad: float
    closest_m: tuple[float, float]
    bearing_rad: tuple[float, float] | None
    start_s: float
    spread_s: float


@dataclass(frozen=True)
class Traffic:
    """Civil traffic: "bundled" (drawn from the statistics of recorded flights) or "none"."""

    civil: str


@dataclass(frozen=True)
class Scenario:
    """Everything that a user stated, checked.

    Attributes:
        terrain: "bundled", or a folder's or file's absolute path.
        sensors: the user's, then the network's contributors if the network hears anyone.
        settings: the worlds' numbers that differ from the catalogue's, and those of the scenario's own.
        document: what was read, with options and settings applied.
        source_text: the file as written.
        path: the file; "" if there is none.

    """

    name: str
    duration_s: float
    seed: int
    epoch_s: float
    terrain: str
    batteries: tuple[Battery, ...]
    network: Network
    sensors: tuple[Sensor, ...]
    defended: tuple[Defended, ...]
    raids: tuple[Raid, ...]
    flights: tuple[Flight, ...]
    traffic: Traffic
    settings: dict[str, Number]
    document: Node = field(repr=False, compare=False)
    source_text: str = field(repr=False, compare=False)
    path: str = field(default="", compare=False)

    @property
    def digest(self) -> str:
        """Of the content, options and settings included; not of comments or layout."""
        return digest(self.document)
