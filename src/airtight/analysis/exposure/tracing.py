"""Along a stated route, every number at nominal: when the system has the aircraft in view, and how well."""

from typing import Any

import numpy as np

from airtight.analysis.exposure.asking import STATED, Asked, sectors
from airtight.analysis.exposure.sight_kernels import V_AHEAD, V_STRENGTH, VIEW_FIELDS, fill_view
from airtight.analysis.exposure.signatures import CLEAN, FITTED, SNR, signatures
from airtight.analysis.exposure.watching import antennas_m
from airtight.analysis.observers import world_table
from airtight.chain.sensing.radars import ORBIT_TABLES
from airtight.chain.sensing.signal_kernels import aspect_factor
from airtight.scenario import worlds

POINTS = 600
"""At most so many places are kept, evenly in time."""


def traced(question: Asked) -> dict[str, Any]:
    """The route's places, and there the best signal-to-noise ratio of the system's radars that are on.

    Ratios in dB; None where no radar that is on has the aircraft in view.
    """
    flight = question.plan.route
    if flight is None:
        return {}
    drawn = worlds.draw(question.scenario, question.catalog, np.arange(1), seed=question.seed, nominal=True)
    radars = question.watchers.radars
    looked = signatures(question.watchers, drawn, aircraft=question.aircraft)
    world = world_table(question.watchers, drawn)
    flown = question.plan.flights(drawn)
    antenna_m, confined = antennas_m(question.watchers, world), sectors(question, drawn)
    count = flight.latitude_rad.size - 1
    every = max(1, -(-count // POINTS))
    chosen = np.arange(0, count, every)
    best = np.zeros((len(looked.names), chosen.size))
    view = np.zeros((count + 1, VIEW_FIELDS))
    for n, name in enumerate(question.watchers.ids):
        if name not in question.on(STATED):
            continue
        fill_view(
            0,
            n,
            0,
            float(flown.step_s),
            flight.start_s,
            count,
            flown.latitude_rad,
            flown.longitude_rad,
            flown.height_m,
            flown.bank_rad,
            world,
            radars.orbit,
            antenna_m,
            radars.first_table,
            ORBIT_TABLES,
            radars.ground.step_m,
            radars.ground.lowest_height_m,
            radars.ground.edge_distance,
            radars.air.step_m,
            radars.air.lowest_height_m,
            radars.air.edge_distance,
            radars.gas,
            confined,
            view,
        )
        for c in range(len(looked.names)):
            side, rear = (float(factor) for factor in looked.factors[0, c])
            shape = [aspect_factor(float(ahead), side, rear) for ahead in view[chosen, V_AHEAD]]
            snr = view[chosen, V_STRENGTH] * float(looked.rcs_m2[0, n, c]) * np.array(shape)
            best[c] = np.maximum(best[c], snr)
    cases = {CLEAN: "nominal", "clean_low": "lowest", "clean_high": "highest"}
    cases |= {FITTED: FITTED} if FITTED in looked.names else {}
    return {
        "time_s": (flight.start_s + flown.step_s * chosen).tolist(),
        "latitude_deg": np.degrees(flight.latitude_rad[chosen]).round(5).tolist(),
        "longitude_deg": np.degrees(flight.longitude_rad[chosen]).round(5).tolist(),
        "height_m": flight.height_m[chosen].round(1).tolist(),
        "snr_db": {
            name: [_decibels(value) for value in best[looked.index(case)]] for name, case in cases.items()
        },
        "least_snr_db": float(drawn.column(SNR)[0]),
    }


def _decibels(ratio: float) -> float | None:
    return round(float(10.0 * np.log10(ratio)), 2) if ratio > 0.0 else None
