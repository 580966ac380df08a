"""The demo's question: what a battery's turning radars could observe of one F-35A that passes."""

from dataclasses import replace
from typing import Any

import numpy as np

from airtight.analysis.exposure.measures import range_of
from airtight.analysis.exposure.positions import CLOSEST
from airtight.analysis.exposure.signatures import CLEAN, FITTED, SNR, signatures
from airtight.analysis.exposure.texts import paragraphs
from airtight.analysis.exposure.transits import transits
from airtight.analysis.exposure.watching import Watched, watch
from airtight.analysis.observers import Observers, observers
from airtight.catalog.loader import Catalog
from airtight.numerics.columns import Floats
from airtight.scenario import worlds
from airtight.scenario.model import Battery, Scenario
from airtight.scenario.worlds import Worlds

AIRCRAFT = "f-35a"
WORLDS = 64
ALL = "all"
NAMES = ("minutes_in_line_of_sight", "minutes_above_13_db", "looks_above_13_db")

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
    battery = _turning(scenario, catalog)
    if battery is None:
        return None
    alone = replace(scenario, batteries=(battery,), sensors=())
    radars = observers(alone, catalog)
    index = np.arange(WORLDS, dtype=np.int64)
    spread, nominal = (
        _watched(radars, battery, worlds.draw(scenario, catalog, index, seed=seed, nominal=fixed))
        for fixed in (False, True)
    )
    numbers = worlds.numbers(scenario, catalog)
    return {
        "distance_m": numbers[CLOSEST].nominal,
        "aircraft": AIRCRAFT,
        "radars": list(radars.names),
        "altitude_m": numbers[f"{AIRCRAFT}.altitude"].nominal,
        "speed_m_per_s": numbers[f"{AIRCRAFT}.speed"].nominal,
        "least_snr_db": numbers[SNR].nominal,
        "worlds": WORLDS,
        "clean": _ranges(nominal, spread, CLEAN),
        "with_reflectors": _ranges(nominal, spread, FITTED),
        "stored": {name: {"low": 0.0, "nominal": 0.0, "high": 0.0} for name in NAMES},
        "assumptions": list(paragraphs(ASSUMPTIONS)),
    }


def _turning(scenario: Scenario, catalog: Catalog) -> Battery | None:
    """The first battery with a turning radar on, its other radars off."""
    for battery in scenario.batteries:
        names = tuple(
            name for name in battery.activation.radars if catalog.entry(name).fields["scan"] == "rotating"
        )
        if names:
            return replace(battery, activation=replace(battery.activation, radars=names))
    return None


def _watched(radars: Observers, battery: Battery, drawn: Worlds) -> Watched:
    site = (battery.latitude_rad, battery.longitude_rad)
    flown = transits(site, drawn, aircraft=AIRCRAFT, closest_m=drawn.column(CLOSEST))
    looked = signatures(radars, drawn, aircraft=AIRCRAFT).only((CLEAN, FITTED))
    everyone = np.ones(radars.count, dtype=np.uint8)
    return watch(radars, drawn, flown, looked, groups={ALL: everyone})


def _ranges(nominal: Watched, spread: Watched, case: str) -> dict[str, Any]:
    """The three figures of one signature as ranges."""
    pairs = zip(_figures(nominal, case), _figures(spread, case), strict=True)
    return {name: range_of(*pair) for name, pair in zip(NAMES, pairs, strict=True)}


def _figures(one: Watched, case: str) -> tuple[Floats, Floats, Floats]:
    """Minutes in line of sight, minutes and looks above the least ratio, (W,) each."""
    g, c = list(one.groups).index(ALL), one.signatures.index(case)
    return one.sight_s[:, g] / 60.0, one.above_s[:, g, c] / 60.0, one.counted[:, :, c].sum(axis=1)
