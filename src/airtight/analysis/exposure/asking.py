"""What is asked: which aircraft, which flights, which radars, in which state of activation."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from airtight.analysis.exposure.measures import Seen
from airtight.analysis.exposure.plans import Plan, plan
from airtight.analysis.exposure.positions import Position, parties, under
from airtight.analysis.exposure.signatures import signatures
from airtight.analysis.exposure.watching import Watched, confined, watch
from airtight.analysis.observers import Observers, observers, world_table
from airtight.catalog.loader import Catalog, hint
from airtight.errors import InputError
from airtight.numerics.columns import Flags, Floats
from airtight.scenario import worlds
from airtight.scenario.model import Activation, Battery, Scenario
from airtight.scenario.worlds import Worlds
from airtight.terrain.elevation import Terrain

WORLDS = 64
STATED = "as stated"
OWN = "system"
NEIGHBOURS = "neighbours"
EVERYONE = "everyone"
COMPARED = ("stored", "limited", "on-call", "sensors-only", "full")
SILENT = ("absent", "stored")


@dataclass(frozen=True)
class Asked:
    """A question, with all that it needs.

    Attributes:
        scenario: with its settings.
        catalog: all other numbers.
        terrain: the scenario's.
        aircraft: a target's catalogue id.
        plan: the flights.
        watchers: all radars that could look at it: the batteries' in full, sensors and neighbours.
        seed: of worlds and flights.

    """

    scenario: Scenario
    catalog: Catalog
    terrain: Terrain
    aircraft: str
    plan: Plan
    watchers: Observers
    seed: int

    @property
    def own(self) -> tuple[str, ...]:
        """Ids of the system's radars: the batteries', or the stated sensors of a scenario without any."""
        watchers = self.watchers
        rows = zip(watchers.ids, watchers.batteries, watchers.marks, strict=True)
        alone = not self.scenario.batteries
        return tuple(name for name, battery, mark in rows if battery or (alone and mark == "stated"))

    def on(self, state: str) -> tuple[str, ...]:
        """Ids of the system's radars that may emit in a state, or as the scenario states it."""
        if not self.scenario.batteries:
            return self.own
        return tuple(
            f"{battery.id}.{radar}"
            for battery in self.scenario.batteries
            for radar in self._radars(battery, state)
            if f"{battery.id}.{radar}" in self.watchers.ids
        )

    def _radars(self, battery: Battery, state: str) -> tuple[str, ...]:
        if state == STATED:
            return battery.activation.radars
        listed = self.catalog.entry(battery.system).fields["radars"]
        every = tuple(str(name) for name in listed) if isinstance(listed, list | tuple) else ()
        if state in SILENT:
            return ()
        if state == "limited":
            return tuple(name for name in every if self.catalog.entry(name).fields["role"] == "engagement")
        return every


def asked(  # noqa: PLR0913 (the aircraft and one of three kinds of flights)
    scenario: Scenario,
    catalog: Catalog,
    *,
    aircraft: str,
    route: str | Path | None = None,
    base: str | None = None,
    seed: int | None = None,
    terrain: Terrain | None = None,
) -> Asked:
    """A checked question.

    Raises:
        MissingError: the route's file does not exist.
        InputError: an unknown aircraft, a route or base of no use, or a scenario without any radar.

    """
    _check_aircraft(catalog, aircraft)
    if route is not None and base is not None:
        raise InputError("a route and a base", place="--route, --base", allowed="one of them")
    if not scenario.batteries and not scenario.sensors:
        raise InputError(
            "nobody is there to look",
            place="scenario",
            allowed="a scenario with a [[battery]] or a [[sensor]]",
        )
    ground = Terrain.load(scenario.terrain) if terrain is None else terrain
    site = (scenario.batteries or scenario.sensors)[0]
    flown = plan(
        ground, (site.latitude_rad, site.longitude_rad), aircraft=aircraft, route_file=route, base=base
    )
    full = replace(
        scenario,
        batteries=tuple(
            replace(battery, activation=_full(battery, catalog)) for battery in scenario.batteries
        ),
    )
    everyone = observers(full, catalog, terrain=ground, contributors=True)
    of_the_air = [n for n, radar in enumerate(everyone.radars.radars) if not radar.ballistic_only]
    return Asked(
        scenario,
        catalog,
        ground,
        aircraft,
        flown,
        everyone.only(of_the_air),
        scenario.seed if seed is None else seed,
    )


def seen(question: Asked, *, confined_too: bool = False, party: Position | None = None) -> Seen:
    """Watch the flights in drawn worlds and at nominal.

    Both parties' signatures and thresholds stand beside the question's own, under the prefix of `of_party`;
    where flights are transits, whose distance is disputed too, those of `party` are watched instead.

    Args:
        question: what is asked.
        confined_too: batteries confined to a sector by their activation look there alone.
        party: whose transits.

    """

    def one(count: int, *, nominal: bool) -> Watched:
        index = np.arange(count, dtype=np.int64)

        def draw(scenario: Scenario) -> Worlds:
            return worlds.draw(scenario, question.catalog, index, seed=question.seed, nominal=nominal)

        drawn = draw(question.scenario)
        looked = signatures(question.watchers, drawn, aircraft=question.aircraft)
        flown = question.plan.flights(drawn)
        for position in parties(question.aircraft) if party is None else (party,):
            theirs = draw(under(position, question.scenario, drawn.numbers))
            told = signatures(question.watchers, theirs, aircraft=question.aircraft)
            looked = looked.joined(told.only(told.basic), prefix=of_party(position))
            flown = flown if party is None else question.plan.of_party(theirs)
        return watch(
            question.watchers,
            drawn,
            flown,
            looked,
            groups=_groups(question),
            sector=sectors(question, drawn) if confined_too else None,
            swerling=_swerling(question),
        )

    return Seen(one(WORLDS, nominal=False), one(question.plan.nominal_worlds, nominal=True))


def of_party(position: Position) -> str:
    """The prefix of the signatures that a party's numbers make."""
    return f"{position.id}: "


def state_group(state: str) -> str:
    """The name of the group of radars that a state switches on."""
    return f"state {state}"


def _groups(question: Asked) -> dict[str, Flags]:
    ids = question.watchers.ids

    def flags(members: tuple[str, ...]) -> Flags:
        return np.array([name in members for name in ids], dtype=np.uint8)

    own = flags(question.own)
    stated = flags(question.on(STATED))
    neighbours = (1 - own).astype(np.uint8)
    groups = {OWN: stated, NEIGHBOURS: neighbours, EVERYONE: np.maximum(stated, neighbours)}
    return groups | {state_group(state): flags(question.on(state)) for state in COMPARED}


def sectors(question: Asked, drawn: Worlds) -> Floats:
    """Where each radar may look: its own sector, or its battery's."""
    sector = confined(question.watchers, world_table(question.watchers, drawn))
    for battery in question.scenario.batteries:
        allowed = battery.activation.sector
        if allowed is None:
            continue
        for n, name in enumerate(question.watchers.batteries):
            if name == battery.id:
                sector[:, n, 0] = allowed.centre_rad
                sector[:, n, 1] = 0.5 * drawn.column(allowed.width)
    return sector


def _swerling(question: Asked) -> int:
    stated = question.catalog.entry(question.aircraft).fields.get("fluctuation", 1)
    return 3 if stated == 3 else 1  # noqa: PLR2004 (Swerling case 3)


def _full(battery: Battery, catalog: Catalog) -> Activation:
    listed = catalog.entry(battery.system).fields["radars"]
    return Activation("full", tuple(str(name) for name in listed) if isinstance(listed, list | tuple) else ())


def _check_aircraft(catalog: Catalog, aircraft: str) -> None:
    level = {
        name: entry for name, entry in catalog.kind("target").items() if entry.fields.get("motion") == "level"
    }
    if aircraft in level:
        return
    if aircraft in catalog.entries:
        raise InputError(
            f"{catalog.entries[aircraft].title} is not an aircraft in level flight",
            place="--aircraft",
            value=aircraft,
            allowed=", ".join(level),
        )
    raise InputError("no such aircraft", place="--aircraft", value=aircraft, allowed=hint(aircraft, level))
