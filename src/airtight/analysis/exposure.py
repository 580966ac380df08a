"""What a battery's radars could observe of one aircraft flying past: time in view and looks, by signature.

A first figure: straight transits of an F-35A whose closest approach is stated and whose heading and side are
drawn, seen by the battery's turning radars. It says what physics lets a radar record, not what anybody learns
from it.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from airtight.analysis import exposure_kernels
from airtight.catalog.loader import Catalog
from airtight.chain.motion.sphere import destination
from airtight.chain.sensing.numbers import ACQUISITION, BANDS, R_ANTENNA_M, RADAR_FIELDS, ROTATING, S_BAND
from airtight.chain.sensing.radars import Radar, Radars
from airtight.chain.sensing.worlds import Conditions, prepare
from airtight.earth.kernels import enu_rotation, geodetic_to_ecef
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.random import Cause, uniform_column
from airtight.scenario import worlds
from airtight.scenario.model import Battery, Scenario
from airtight.scenario.worlds import Worlds
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import build

AIRCRAFT = "f-35a"
CLOSEST_M = 150_000.0
HALF_LENGTH_M = 450_000.0
STEP_S = 2.0
LEAST_SNR_DB = 13.0
WORLDS = 64
FACTOR = "atmosphere.effective_earth_factor"

ASSUMPTIONS = """\
Closest approach of 150 km: stated by us; nobody has published how near an F-35 would routinely pass.

Straight and level on a great circle of 900 km, heading and side drawn, height and speed from the catalogue's
intervals.

The battery's turning radars, switched on and undisturbed; its engagement radar, if it were turned to the
aircraft, would add looks.

A look counts from a signal-to-noise ratio of 13 dB on, for the mean signature without fluctuation.

With reflectors: one radar cross-section in all bands and aspects, as fitted in peacetime; the value is
unpublished.
"""


@dataclass(frozen=True)
class Observers:
    """The radars that look, and where they stand.

    Attributes:
        radars: as the simulation has them.
        names: catalogue ids.
        battery: whose they are.

    """

    radars: Radars
    names: tuple[str, ...]
    battery: Battery


def of_scenario(scenario: Scenario, catalog: Catalog, *, seed: int) -> dict[str, Any] | None:
    """The exposure of an F-35A that passes the first battery with a turning radar on; None without one.

    Args:
        scenario: with its settings.
        catalog: all other numbers.
        seed: of worlds and headings; the same transits whatever the scenario's option.

    Returns:
        Ranges (low, nominal, high) of minutes in line of sight, minutes and looks above 13 dB: clean, with
        reflectors, and with the battery stored. Nominal: all numbers at nominal, the median over headings;
        low and high: the 5th and 95th percentile of 64 worlds.

    """
    observers = _observers(scenario, catalog)
    if observers is None:
        return None
    index = np.arange(WORLDS, dtype=np.int64)
    spread = _exposed(observers, worlds.draw(scenario, catalog, index, seed=seed))
    nominal = _exposed(observers, worlds.draw(scenario, catalog, index, seed=seed, nominal=True))
    numbers = worlds.numbers(scenario, catalog)
    return {
        "distance_m": CLOSEST_M,
        "aircraft": AIRCRAFT,
        "radars": list(observers.names),
        "altitude_m": numbers[f"{AIRCRAFT}.altitude"].nominal,
        "speed_m_per_s": numbers[f"{AIRCRAFT}.speed"].nominal,
        "least_snr_db": LEAST_SNR_DB,
        "worlds": WORLDS,
        "clean": _ranges(nominal, spread, exposure_kernels.CLEAN),
        "with_reflectors": _ranges(nominal, spread, exposure_kernels.FITTED),
        "stored": {name: {"low": 0.0, "nominal": 0.0, "high": 0.0} for name in _NAMES},
        "assumptions": [" ".join(text.split()) for text in ASSUMPTIONS.split("\n\n")],
    }


_NAMES = ("minutes_in_line_of_sight", "minutes_above_13_db", "looks_above_13_db")


def _observers(scenario: Scenario, catalog: Catalog) -> Observers | None:
    """The turning radars of the first battery that may emit, with their horizon tables."""
    for battery in scenario.batteries:
        names = [
            name for name in battery.activation.radars if catalog.entry(name).fields["scan"] == "rotating"
        ]
        if not names:
            continue
        terrain = Terrain.load(scenario.terrain)
        numbers = worlds.numbers(scenario, catalog)
        factor = numbers[FACTOR]
        radars: list[Radar] = []
        for name in names:
            height = numbers[f"{name}.antenna_height"]
            table = build(
                terrain,
                latitude_rad=battery.latitude_rad,
                longitude_rad=battery.longitude_rad,
                factors=np.array([factor.low, factor.nominal, factor.high]),
                heights_m=np.array([height.low, height.nominal, height.high]),
            )
            radars.append(
                Radar(
                    name=f"{battery.id}.{name}",
                    post=0,
                    scan=ROTATING,
                    role=ACQUISITION,
                    frequency_hz=numbers[f"{name}.carrier_frequency"].nominal,
                    latitude_rad=battery.latitude_rad,
                    longitude_rad=battery.longitude_rad,
                    tables=(table,),
                )
            )
        return Observers(Radars.of(radars), tuple(names), battery)
    return None


def _exposed(observers: Observers, drawn: Worlds) -> tuple[Floats, Floats, Floats]:
    """Seconds in line of sight (W,), seconds (W, 2) and looks (W, 2) above the least ratio."""
    radars, battery = observers.radars, observers.battery
    count = drawn.replications.size
    fields = np.stack(
        [
            np.stack([drawn.column(f"{name}.{key}") for key in RADAR_FIELDS], axis=-1)
            for name in observers.names
        ],
        axis=1,
    )
    conditions = Conditions(
        drawn.seed,
        drawn.replications,
        drawn.column(FACTOR),
        drawn.column("detection.probability_at_published_range"),
        drawn.column("detection.false_alarm_probability"),
    )
    world = prepare(radars, fields, conditions)
    height = drawn.column(f"{AIRCRAFT}.altitude")
    latitude, longitude, samples = _paths(battery, drawn)
    position, rotation = _antennas(radars, world)
    sight, above, looks = np.zeros(count), np.zeros((count, 2)), np.zeros((count, 2))
    exposure_kernels.expose(
        STEP_S,
        10.0 ** (LEAST_SNR_DB / 10.0),
        latitude,
        longitude,
        samples,
        height,
        np.tile([battery.latitude_rad, battery.longitude_rad], (radars.count, 1)),
        position,
        rotation,
        world,
        radars.ground.step_m,
        radars.first_table,
        radars.ground.lowest_height_m,
        radars.ground.edge_distance,
        radars.gas,
        _signatures(radars, drawn),
        np.stack([drawn.column(f"{AIRCRAFT}.rcs_{part}_factor") for part in ("side", "rear")], axis=-1),
        sight,
        above,
        looks,
    )
    return sight, above, looks


def _paths(battery: Battery, drawn: Worlds) -> tuple[Floats, Floats, Ints]:
    """Places every two seconds, (W, T), of transits with drawn headings, and how many each has, (W,)."""
    heading, side = (
        uniform_column(drawn.seed, drawn.replications, Cause.EXPOSURE, name) for name in ("heading", "side")
    )
    heading = 2.0 * math.pi * heading
    abeam = heading + np.where(side < 0.5, -math.pi / 2.0, math.pi / 2.0)  # noqa: PLR2004 (either side)
    latitude, longitude = destination(
        np.full(heading.shape, battery.latitude_rad),
        np.full(heading.shape, battery.longitude_rad),
        abeam,
        np.full(heading.shape, CLOSEST_M),
    )
    step_m = STEP_S * drawn.column(f"{AIRCRAFT}.speed")
    samples = np.floor(2.0 * HALF_LENGTH_M / step_m).astype(np.int64) + 1
    along = np.arange(int(samples.max())) * step_m[:, None] - HALF_LENGTH_M
    ways = np.where(along < 0.0, heading[:, None] + math.pi, heading[:, None])
    latitude, longitude = destination(latitude[:, None], longitude[:, None], ways, np.abs(along))
    return latitude, longitude, samples


def _antennas(radars: Radars, world: Floats) -> tuple[Floats, Floats]:
    """Phase centres (W, N, 3) and local frames (N, 3, 3)."""
    position = np.empty((*world.shape[:2], 3))
    rotation = np.empty((radars.count, 3, 3))
    for n, radar in enumerate(radars.radars):
        enu_rotation(radar.latitude_rad, radar.longitude_rad, rotation[n])
        for w in range(world.shape[0]):
            height = radar.tables[0].ground_m + float(world[w, n, R_ANTENNA_M])
            position[w, n] = geodetic_to_ecef(radar.latitude_rad, radar.longitude_rad, height)
    return position, rotation


def _signatures(radars: Radars, drawn: Worlds) -> Floats:
    """(W, N, 2) m2: frontal in each radar's band, and with reflectors."""
    fitted = drawn.column(f"{AIRCRAFT}.rcs_with_reflectors")
    clean = [drawn.column(f"{AIRCRAFT}.rcs_{BANDS[int(band)]}") for band in radars.station[:, S_BAND]]
    return np.stack([np.stack([column, fitted], axis=-1) for column in clean], axis=1)


def _ranges(
    nominal: tuple[Floats, Floats, Floats], spread: tuple[Floats, Floats, Floats], which: int
) -> dict[str, Any]:
    """The three figures of one signature as ranges."""
    return {
        "minutes_in_line_of_sight": _range(nominal[0] / 60.0, spread[0] / 60.0),
        "minutes_above_13_db": _range(nominal[1][:, which] / 60.0, spread[1][:, which] / 60.0),
        "looks_above_13_db": _range(nominal[2][:, which], spread[2][:, which]),
    }


def _range(at_nominal: Floats, spread: Floats) -> dict[str, float]:
    """Nominal, and the 5th and 95th percentile over worlds, widened to hold the nominal."""
    nominal = float(np.median(at_nominal))
    low, high = (float(q) for q in np.quantile(spread, (0.05, 0.95)))
    return {"low": min(low, nominal), "nominal": nominal, "high": max(high, nominal)}
