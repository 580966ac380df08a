"""The radars of a scenario that may emit, as questions without replications read them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from airtight.catalog.loader import Catalog
from airtight.chain.sensing.numbers import RADAR_FIELDS, STATION_FIELDS, WORLD_FIELDS
from airtight.chain.sensing.radars import Radars, TableStack
from airtight.chain.sensing.worlds import Conditions, prepare
from airtight.engine.gather import table
from airtight.engine.radars import EARTH_FACTOR, radars_of
from airtight.numerics.columns import Floats
from airtight.scenario import contributors as network
from airtight.scenario import worlds
from airtight.scenario.model import Scenario, Sensor
from airtight.scenario.worlds import Worlds
from airtight.terrain.elevation import Terrain


@dataclass(frozen=True)
class Observers:
    """The radars that may look, and whose they are.

    Attributes:
        radars: the N radars as the simulation has them; N may be 0.
        names: (N), catalogue ids.
        ids: (N), one a radar: "capital.radar-91n6e", or a sensor's own id.
        batteries: (N), the battery whose radar it is, or "" of a sensor that belongs to none.
        facing_rad: (N), where a sectored radar's sector is centred; None: not stated.
        marks: (N), "stated", or how well a contributor's place is known: "seen", "recalled", "assumption".

    """

    radars: Radars
    names: tuple[str, ...]
    ids: tuple[str, ...]
    batteries: tuple[str, ...]
    facing_rad: tuple[float | None, ...]
    marks: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many radars there are."""
        return self.radars.count

    def only(self, kept: Sequence[int]) -> "Observers":
        """Some of the radars, by index, rising."""
        if len(kept) == self.count:
            return self
        return Observers(
            Radars.of([self.radars.radars[n] for n in kept]) if kept else _nobody(),
            tuple(self.names[n] for n in kept),
            tuple(self.ids[n] for n in kept),
            tuple(self.batteries[n] for n in kept),
            tuple(self.facing_rad[n] for n in kept),
            tuple(self.marks[n] for n in kept),
        )


def observers(
    scenario: Scenario, catalog: Catalog, *, terrain: Terrain | None = None, contributors: bool = False
) -> Observers:
    """Every radar that may emit: those of batteries in their state of activation, and all sensors.

    Args:
        scenario: with its settings.
        catalog: all other numbers.
        terrain: the scenario's, if it is loaded already.
        contributors: also the known contributors to the shared network that stand on the terrain, whatever
            the scenario's network is.

    Raises:
        InputError: a site outside the terrain, or a battery without an engagement radar.

    """
    ground = Terrain.load(scenario.terrain) if terrain is None else terrain
    sensors = scenario.sensors
    if contributors:
        sensors += _neighbours(scenario, catalog, ground)
    batteries = tuple(battery for battery in scenario.batteries if battery.activation.radars)
    if not batteries and not sensors:
        return Observers(_nobody(), (), (), (), (), ())
    # Who hears a radar does not matter here: all sensors as if they fed the network.
    shared = tuple(replace(sensor, network=True, battery="") for sensor in sensors)
    asked = replace(scenario, batteries=batteries, sensors=shared)
    rows = radars_of(asked, catalog, worlds.numbers(scenario, catalog), ground)
    mark = {sensor.id: sensor.mark for sensor in sensors}
    ids = tuple(radar.name for radar in rows.radars.radars)
    everyone = Observers(
        rows.radars,
        rows.systems,
        ids,
        tuple(batteries[b].id if b >= 0 else "" for b in rows.battery),
        rows.facing_rad,
        tuple(mark.get(name, "stated") for name in ids),
    )
    return everyone.only([n for n in range(everyone.count) if rows.permitted[n]])


def world_table(observers: Observers, drawn: Worlds) -> Floats:
    """What each world makes of the radars, (W, N, WORLD_FIELDS); columns as in `chain.sensing.numbers`.

    Raises:
        InputError: a number that no radar can have.

    """
    if not observers.count:
        return np.zeros((drawn.replications.size, 0, WORLD_FIELDS))
    fields = table(drawn, observers.names, [(key, None) for key in RADAR_FIELDS])
    conditions = Conditions(
        drawn.seed,
        drawn.replications,
        drawn.column(EARTH_FACTOR),
        drawn.column("detection.probability_at_published_range"),
        drawn.column("detection.false_alarm_probability"),
    )
    return prepare(observers.radars, fields, conditions)


def _neighbours(scenario: Scenario, catalog: Catalog, terrain: Terrain) -> tuple[Sensor, ...]:
    """The known contributors on this terrain whose ids nothing in the scenario has."""
    known = {*(one.id for one in scenario.sensors), *(one.id for one in scenario.batteries)}
    return tuple(
        sensor
        for sensor in network.contributors(catalog)
        if sensor.id not in known and terrain.contains(sensor.latitude_rad, sensor.longitude_rad)
    )


def _nobody() -> Radars:
    """No radar at all."""
    none = TableStack.of([])
    return Radars(
        radars=(),
        station=np.zeros((0, STATION_FIELDS), dtype=np.int64),
        role=np.zeros(0, dtype=np.int64),
        orbit=np.zeros((0, 4)),
        airborne=np.zeros(0, dtype=np.int64),
        first_table=np.zeros(0, dtype=np.int64),
        ground=none,
        air=none,
        gas=np.zeros((0, 2, 2), dtype=np.float32),
    )
