"""One radar at one altitude against one target: what it sees from each of its spots, in each world."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from airtight.analysis.coverage.batteries import envelope
from airtight.analysis.coverage.horizon import SmoothEarth
from airtight.analysis.coverage.layers import LINE_OF_SIGHT, Cover, Envelope, View
from airtight.analysis.coverage.polar_kernels import (
    BEND_RAD_PER_M,
    BUDGET_DB,
    ELEVATION_MAX_RAD,
    ELEVATION_MIN_RAD,
    FACTOR_CELL,
    FREQUENCY_HZ,
    HEIGHT_CELL,
    INSTRUMENTED_M,
    WORLD_COLUMNS,
)
from airtight.analysis.coverage.request import Altitude, Request, Target
from airtight.analysis.coverage.stations import Spot, Stations
from airtight.catalog.loader import Catalog
from airtight.chain.sensing.numbers import (
    BANDS,
    R_ANTENNA_M,
    R_ELEVATION_MAX_RAD,
    R_ELEVATION_MIN_RAD,
    R_FREQUENCY_HZ,
    R_INSTRUMENTED_M,
    S_BAND,
    W_BEND_RAD_PER_M,
    W_CONSTANT,
    W_FACTOR_CELL,
    W_FACTOR_SHARE,
    W_HEIGHT_CELL,
    W_HEIGHT_SHARE,
)
from airtight.chain.sensing.swerling import required_snr_db
from airtight.engine.beginning import signature
from airtight.engine.radars import EARTH_FACTOR
from airtight.numerics.columns import Floats
from airtight.scenario.model import Scenario
from airtight.scenario.worlds import Worlds

PFA = "detection.false_alarm_probability"
PFA_NODES = 9
"""The required ratio is solved at so many false-alarm probabilities and is smooth between them."""


@dataclass(frozen=True)
class Asked:
    """What all scenes share.

    Attributes:
        scenario: with its settings.
        catalog: all other numbers.
        request: what was asked.
        stations: the radars.
        nominal: one world, all numbers at nominal.
        drawn: the other worlds.
        table: (1 + W, N, WORLD_FIELDS), the radars' numbers, the nominal world first.

    """

    scenario: Scenario
    catalog: Catalog
    request: Request
    stations: Stations
    nominal: Worlds
    drawn: Worlds
    table: Floats

    def column(self, name: str) -> Floats:
        """(1 + W,): a number at nominal, then in the worlds."""
        return np.concatenate([self.nominal.column(name), self.drawn.column(name)])


@dataclass(frozen=True)
class Scene:
    """One radar at one altitude against one target.

    Attributes:
        radar: its id.
        system: its catalogue id.
        battery: the battery that owns it, or "".
        altitude: the target's.
        target: what flies there.
        views: one a spot.
        envelope: of the battery's missiles, if it fires by this radar.
        covers: by kind, one a spot.

    """

    radar: str
    system: str
    battery: str
    altitude: Altitude
    target: Target
    views: tuple[View, ...]
    envelope: Envelope | None
    covers: tuple[dict[str, Cover], ...]


def scenes(asked: Asked, altitude: Altitude, target: Target) -> Iterator[Scene]:
    """The radars one after the other; one that is blind to this target has its line of sight alone."""
    observers = asked.stations.observers
    budgets = budgets_db(asked, target)
    for n in range(observers.count):
        spots = asked.stations.spots[n]
        reach = envelope_of(asked, n, target)
        rows = world_rows(asked, n, budgets[:, n])
        views = tuple(
            View(spot, altitude, rows, smooth_earth(asked, n, altitude, spot), asked.stations.gas[n])
            for spot in spots
        )
        covers = tuple(view.covers(reach) for view in views)
        if asked.stations.ballistic_only(n) and not target.ballistic:
            covers = tuple({LINE_OF_SIGHT: cover[LINE_OF_SIGHT]} for cover in covers)
        yield Scene(
            observers.ids[n],
            observers.names[n],
            observers.batteries[n],
            altitude,
            target,
            views,
            reach,
            covers,
        )


def envelope_of(asked: Asked, n: int, target: Target) -> Envelope | None:
    """The envelope of the battery that fires by a radar; None if none does."""
    name = asked.stations.engagement[n]
    battery = next((one for one in asked.scenario.batteries if one.id == name), None)
    if battery is None:
        return None
    return envelope(
        battery,
        asked.catalog,
        asked.nominal,
        asked.drawn,
        site_m=asked.stations.spots[n][0].table.ground_m,
        ballistic=target.ballistic,
    )


def world_rows(asked: Asked, n: int, budget_db: Floats) -> Floats:
    """(1 + W, WORLD_COLUMNS): what the kernels read of one radar."""
    given = asked.table[:, n]
    rows = np.empty((given.shape[0], WORLD_COLUMNS))
    cells = [W_FACTOR_CELL, W_FACTOR_SHARE, W_HEIGHT_CELL, W_HEIGHT_SHARE]
    rows[:, FACTOR_CELL : HEIGHT_CELL + 2] = given[:, cells]
    rows[:, FREQUENCY_HZ] = given[:, R_FREQUENCY_HZ]
    rows[:, INSTRUMENTED_M] = given[:, R_INSTRUMENTED_M]
    rows[:, ELEVATION_MIN_RAD] = given[:, R_ELEVATION_MIN_RAD]
    rows[:, ELEVATION_MAX_RAD] = given[:, R_ELEVATION_MAX_RAD]
    rows[:, BEND_RAD_PER_M] = given[:, W_BEND_RAD_PER_M]
    rows[:, BUDGET_DB] = budget_db
    return rows


def smooth_earth(asked: Asked, n: int, altitude: Altitude, spot: Spot) -> SmoothEarth:
    """The smooth earth under one of a radar's spots."""
    flies = asked.stations.observers.radars.radars[n].orbit_radius_m > 0.0
    ground_m = None if flies else spot.table.ground_m
    return SmoothEarth.under(
        spot.site,
        altitude,
        antenna_m=asked.table[:, n, R_ANTENNA_M] + (ground_m or 0.0),
        ground_m=ground_m,
        factor=asked.column(EARTH_FACTOR),
        frequency_hz=asked.table[:, n, R_FREQUENCY_HZ],
    )


def budgets_db(asked: Asked, target: Target) -> Floats:
    """(1 + W, N): 10 log10 of the R^4 (m^4) up to which the mean echo suffices in free space."""
    required_db = _required_db(asked.column(PFA), asked.request.probability, target.swerling)
    bands = asked.stations.observers.radars.station[:, S_BAND]
    columns = []
    for n, band in enumerate(bands):
        if target.rcs_m2 is not None:
            rcs = np.full(required_db.size, target.rcs_m2)
        else:
            rcs = np.concatenate(
                [signature(one, target.id, BANDS[int(band)]) for one in (asked.nominal, asked.drawn)]
            )
        columns.append(10.0 * np.log10(asked.table[:, n, W_CONSTANT] * rcs) - required_db)
    return np.stack(columns, axis=1)


def _required_db(pfa: Floats, probability: float, swerling: int) -> Floats:
    """What one look needs, (1 + W,), dB."""
    low, high = np.log(pfa.min()), np.log(pfa.max())
    nodes = np.linspace(low, high, PFA_NODES) if high > low else np.array([low])
    solved = [
        required_snr_db(
            detection_probability=probability, false_alarm_probability=float(np.exp(node)), swerling=swerling
        )
        for node in nodes
    ]
    return np.asarray(np.interp(np.log(pfa), nodes, solved))
