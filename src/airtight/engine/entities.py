"""Everything that flies in a scenario, in a fixed order, and its flights in each replication."""

from dataclasses import dataclass

import numpy as np

from airtight.catalog.loader import Catalog
from airtight.chain.motion.civil import CivilTraffic, civil_flights
from airtight.chain.motion.civil import counts as civil_counts
from airtight.chain.motion.draws import Draws
from airtight.chain.motion.flights import Flights, concatenate
from airtight.chain.motion.numbers import BALLISTIC, ROUTE, TERRAIN_FOLLOWING
from airtight.chain.motion.raids import Approach, Attackers, raid_flights
from airtight.chain.motion.transits import Transits, transit_flights
from airtight.engine.gather import number_or
from airtight.engine.settle_kernels import (
    ALLIED,
    CIVIL,
    K_AIRCRAFT,
    K_CRUISE_MISSILE,
    K_DRONE,
    K_LOW_SIGNATURE,
    K_SRBM_FRAGMENTING,
    RAID,
)
from airtight.numerics.columns import Floats, Ints, Words
from airtight.numerics.random import words
from airtight.scenario import model
from airtight.scenario.worlds import Worlds
from airtight.terrain.elevation import Terrain

KIND = {"level": ROUTE, "terrain-following": TERRAIN_FOLLOWING, "ballistic": BALLISTIC}
KILL_CLASS = {
    "aircraft": K_AIRCRAFT,
    "cruise-missile": K_CRUISE_MISSILE,
    "srbm": K_SRBM_FRAGMENTING,
    "drone": K_DRONE,
    "low-signature": K_LOW_SIGNATURE,
}
SIDES = {"civil": CIVIL, "allied": ALLIED}
CIVIL_TARGET = "airliner"


@dataclass(frozen=True)
class Entities:
    """The moving things of a scenario.

    Attributes:
        names: (E), unique.
        targets: (E), catalogue ids.
        side: (E,), RAID, CIVIL or ALLIED.
        kill_class: (E,), the column of kill probabilities.
        kind: (E,), how it moves.
        words: (E,), random streams.

    """

    names: tuple[str, ...]
    targets: tuple[str, ...]
    side: Ints
    kill_class: Ints
    kind: Ints
    words: Words


def entities_of(scenario: model.Scenario, catalog: Catalog) -> Entities:
    """All moving things: the raids', then stated flights, then civil traffic."""
    names: list[str] = []
    targets: list[str] = []
    side: list[int] = []
    for raid in scenario.raids:
        names += attackers_of(raid)
        targets += [target for target, count in raid.of for _ in range(count)]
        side += [RAID] * raid.count
    for flight in scenario.flights:
        names += [f"{flight.id}.{i + 1}" for i in range(flight.count)]
        targets += [flight.target] * flight.count
        side += [SIDES[flight.side]] * flight.count
    for name in civil_names(scenario):
        names.append(name)
        targets.append(CIVIL_TARGET)
        side.append(CIVIL)
    fields = [catalog.entry(target).fields for target in targets]
    return Entities(
        tuple(names),
        tuple(targets),
        np.array(side, dtype=np.int64),
        np.array([KILL_CLASS[str(field["kill_class"])] for field in fields], dtype=np.int64),
        np.array([KIND[str(field["motion"])] for field in fields], dtype=np.int64),
        words(names),
    )


def attackers_of(raid: model.Raid) -> list[str]:
    """The names of a raid's members, numbered within each kind."""
    return [f"{raid.id}.{target}.{i + 1}" for target, count in raid.of for i in range(count)]


def traffic_of(scenario: model.Scenario) -> CivilTraffic | None:
    """The civil traffic of a scenario, around the middle of what is defended; None if there is none."""
    if scenario.traffic.civil == "none":
        return None
    places = [(area.latitude_rad, area.longitude_rad) for area in scenario.defended]
    places = places or [(battery.latitude_rad, battery.longitude_rad) for battery in scenario.batteries]
    latitude, longitude = np.mean(places, axis=0)
    return CivilTraffic(float(latitude), float(longitude), scenario.duration_s)


def civil_names(scenario: model.Scenario) -> list[str]:
    """The names of the civil flights, in the order in which motion draws them."""
    traffic = traffic_of(scenario)
    if traffic is None:
        return []
    crossing, terminal = civil_counts(traffic)
    crossings = [f"civil-crossing-{i}" for i in range(crossing)]
    return crossings + [f"civil-terminal-{i}" for i in range(terminal)]


def flights_of(scenario: model.Scenario, entities: Entities, terrain: Terrain, worlds: Worlds) -> Flights:
    """Every thing's flight in every replication of the batch, in the order of `entities`."""
    draws = Draws(worlds.seed, worlds.replications)
    blocks: list[Flights] = []
    at = 0
    for raid in scenario.raids:
        part = slice(at, at + raid.count)
        at += raid.count
        targets = list(entities.targets[part])
        area = next(defended for defended in scenario.defended if defended.id == raid.towards)
        attackers = Attackers(
            list(entities.names[part]),
            entities.kind[part],
            _of_targets(worlds, targets, "speed"),
            _of_targets(worlds, targets, "altitude"),
            _of_targets(worlds, targets, "range", 100e3),
        )
        approach = Approach(
            area.latitude_rad,
            area.longitude_rad,
            area.radius_m,
            raid.arrival_first_s,
            raid.arrival_spread_s,
            raid.bearing_rad,
        )
        blocks.append(raid_flights(draws, attackers, approach, terrain))
    for flight in scenario.flights:
        part = slice(at, at + flight.count)
        at += flight.count
        transits = Transits(
            list(entities.names[part]),
            _of_targets(worlds, [flight.target] * flight.count, "speed"),
            _of_targets(worlds, [flight.target] * flight.count, "altitude"),
            flight.latitude_rad,
            flight.longitude_rad,
            flight.closest_m,
            flight.bearing_rad,
            start_s=flight.start_s,
            spread_s=flight.spread_s,
        )
        blocks.append(transit_flights(draws, transits, terrain))
    traffic = traffic_of(scenario)
    if traffic and at < len(entities.names):
        blocks.append(civil_flights(draws, traffic))
    return concatenate(blocks)


def _of_targets(worlds: Worlds, targets: list[str], key: str, default: float | None = None) -> Floats:
    """A number of each thing's kind, (R, E)."""
    return np.stack([number_or(worlds, f"{target}.{key}", default) for target in targets], axis=1)
