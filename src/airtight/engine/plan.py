"""What depends on neither world nor luck: computed once a scenario, shared by all batches."""

from dataclasses import dataclass

import numpy as np

from airtight.catalog.loader import Catalog
from airtight.catalog.number import Number
from airtight.chain.sensing.numbers import ENTITY_FIELDS
from airtight.engine.entities import Entities, entities_of
from airtight.engine.forces import Place
from airtight.engine.radars import Rows, radars_of
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.random import words
from airtight.scenario import model
from airtight.scenario.worlds import numbers as numbers_of
from airtight.terrain.elevation import Terrain

SHARED_POST = "shared-network"


@dataclass(frozen=True)
class Plan:
    """A scenario, ready to be simulated.

    Attributes:
        scenario: as checked.
        catalog: where its systems are described.
        numbers: all numbers that worlds draw from.
        terrain: the ground.
        entities: everything that flies.
        rows: every radar.
        things: (E, 4), what the radars must know of each thing.
        kinds: (T), catalogue ids of the targets, in the order of `things`' second column.
        posts: (P), names of the posts: the batteries, then the shared network if it has sensors.
        place: the posts' sites; the shared network's is that of the first defended area.
        points: (P, D, 3), the defended areas in each post's frame.
        defended: the defended areas' own frames.
        radii_m: (D,).

    """

    scenario: model.Scenario
    catalog: Catalog
    numbers: dict[str, Number]
    terrain: Terrain
    entities: Entities
    rows: Rows
    things: Ints
    kinds: tuple[str, ...]
    posts: tuple[str, ...]
    place: Place
    points: Floats
    defended: Place
    radii_m: Floats

    @property
    def batteries(self) -> int:
        """How many batteries there are."""
        return len(self.scenario.batteries)

    @property
    def hears(self) -> bool:
        """Whether a shared network exists whose tracks the batteries are told."""
        return len(self.posts) > self.batteries


def plan(scenario: model.Scenario, catalog: Catalog) -> Plan:
    """Prepare a scenario: terrain, horizon tables, who flies, who looks.

    Raises:
        InputError: no battery, or nothing that flies; a site outside the terrain.
        MissingError: the terrain is not there.

    """
    if not scenario.batteries:
        raise InputError("no battery", place="battery", allowed="at least one [[battery]]")
    terrain = Terrain.load(scenario.terrain, place="scenario.terrain")
    numbers = numbers_of(scenario, catalog)
    entities = entities_of(scenario, catalog)
    if not entities.names:
        raise InputError("nothing flies", place="raid", allowed="a [[raid]], a [[flight]] or civil traffic")
    kinds = tuple(dict.fromkeys(entities.targets))
    rows = radars_of(scenario, catalog, numbers, terrain)
    shared = any(sensor.network for sensor in scenario.sensors)
    posts = tuple(battery.id for battery in scenario.batteries) + ((SHARED_POST,) if shared else ())
    centres = [(area.latitude_rad, area.longitude_rad) for area in scenario.defended]
    sites = [(battery.latitude_rad, battery.longitude_rad) for battery in scenario.batteries]
    place = Place.of(sites + ((centres or sites)[:1] if shared else []), terrain)
    defended = Place.of(centres, terrain)
    radii = np.array([area.radius_m for area in scenario.defended])
    words([*posts, *entities.names, *(radar.name for radar in rows.radars.radars)])  # refuses a collision
    return Plan(
        scenario,
        catalog,
        numbers,
        terrain,
        entities,
        rows,
        _things(entities, kinds, catalog),
        kinds,
        posts,
        place,
        defended.seen_from(place, radii),
        defended,
        radii,
    )


def _things(entities: Entities, kinds: tuple[str, ...], catalog: Catalog) -> Ints:
    """(E, 4): random stream, row of the target table, 1 if ballistic, Swerling case."""
    things = np.zeros((len(entities.names), ENTITY_FIELDS), dtype=np.int64)
    things[:, 0] = entities.words
    things[:, 1] = [kinds.index(target) for target in entities.targets]
    fields = [catalog.entry(target).fields for target in entities.targets]
    things[:, 2] = [field["motion"] == "ballistic" for field in fields]
    things[:, 3] = [int(str(field.get("fluctuation", 1))) for field in fields]
    return things
