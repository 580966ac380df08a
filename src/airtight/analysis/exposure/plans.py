"""Which flights are asked about: a stated route, a day from a stated base, or transits past the site."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from airtight.analysis.exposure import bases, positions, route, training, transits
from airtight.analysis.exposure.flights import Flight, Flights
from airtight.analysis.exposure.texts import paragraphs
from airtight.scenario.worlds import Worlds
from airtight.terrain.elevation import Terrain

ROUTE_STEP_S = 1.0
LONG_ROUTE_S = 4 * 3600.0

TRANSITS = f"""\
Straight and level on a great circle of {2 * transits.HALF_LENGTH_M / 1000:.0f} km past the site, heading
and side drawn: nobody has published where or how near such flights would pass.

Closest approach drawn evenly from 0 to {transits.FARTHEST_M / 1000:.0f} km.

Height and speed from the catalogue's intervals.
"""
ROUTE = f"""\
Corners of the route are rounded: {math.degrees(route.BANK_MAX_RAD):.0f} degrees of bank at most where the
legs leave room, tighter where the places ask for it.
"""


@dataclass(frozen=True)
class Plan:
    """Flights, for any worlds.

    Attributes:
        kind: "route", "training" or "transits".
        text: what is flown, for people.
        mark: "stated" or "assumption".
        assumptions: paragraphs.
        flights: the flights of some worlds.
        of_party: the same with the closest approach taken from `exposure.closest_approach`.
        nominal_worlds: how many flights or runs of luck show the nominal case.
        route: the flight itself, if it is stated.

    """

    kind: str
    text: str
    mark: str
    assumptions: tuple[str, ...]
    flights: Callable[[Worlds], Flights]
    of_party: Callable[[Worlds], Flights]
    nominal_worlds: int
    route: Flight | None = None


def plan(
    terrain: Terrain,
    site_rad: tuple[float, float],
    *,
    aircraft: str,
    route_file: str | Path | None = None,
    base: str | None = None,
) -> Plan:
    """The flights of a question.

    Args:
        terrain: the scenario's.
        site_rad: latitude and longitude that transits pass.
        aircraft: a target's catalogue id.
        route_file: a CSV file; see `route`.
        base: an ICAO code; see `training`.

    Raises:
        MissingError: the route's file does not exist.
        InputError: the route or the base is of no use.

    """
    if route_file is not None:
        return _stated(terrain, route_file)
    if base is not None:
        found = bases.base(base)
        training.require_known(found, terrain)

        def from_base(drawn: Worlds) -> Flights:
            return training.training(found, terrain, drawn, aircraft=aircraft)

        text = f"a day of {training.SORTIES} training flights from {found.name} ({found.icao})"
        assumed = paragraphs(training.ASSUMPTIONS)
        return Plan("training", text, "assumption", assumed, from_base, from_base, 16)

    def any_distance(drawn: Worlds) -> Flights:
        closest = transits.closest_of(drawn)
        return transits.transits(site_rad, drawn, aircraft=aircraft, closest_m=closest)

    def party_distance(drawn: Worlds) -> Flights:
        closest = drawn.column(positions.CLOSEST)
        return transits.transits(site_rad, drawn, aircraft=aircraft, closest_m=closest)

    text = "a straight transit past the site, closest approach 0 to 300 km"
    return Plan("transits", text, "assumption", paragraphs(TRANSITS), any_distance, party_distance, 64)


def _stated(terrain: Terrain, file: str | Path) -> Plan:
    flown = route.read_route(file, step_s=ROUTE_STEP_S)
    step_s = ROUTE_STEP_S
    if flown.latitude_rad.size * ROUTE_STEP_S > LONG_ROUTE_S:
        step_s = 4.0 * ROUTE_STEP_S
        flown = route.read_route(file, step_s=step_s)
    flown, lifted = route.above_ground(flown, terrain, place=str(file))

    def alike(drawn: Worlds) -> Flights:
        return route.for_all(flown, drawn.replications.size, step_s=step_s)

    assumed = paragraphs(ROUTE)
    if lifted > 0.0:
        assumed += (
            f"{100 * lifted:.1f} % of the route lies a little below the ground as mapped: taken as on it.",
        )
    minutes = (flown.latitude_rad.size - 1) * step_s / 60.0
    return Plan(
        "route",
        f"the route {Path(file).name}, {minutes:.0f} minutes",
        "stated",
        assumed,
        alike,
        alike,
        16,
        flown,
    )
