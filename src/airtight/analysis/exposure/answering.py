"""The answer: what the radars could record, by radar, state, signature and reading."""

from typing import Any

import numpy as np

from airtight.analysis.exposure.asking import COMPARED, OWN, STATED, WORLDS, Asked, seen, state_group
from airtight.analysis.exposure.comparing import by_distance, neighbours
from airtight.analysis.exposure.measures import Range, Seen, range_of, zero
from airtight.analysis.exposure.readings import readings
from airtight.analysis.exposure.signatures import CLEAN, FITTED, SNR, TITLES, areas_m2
from airtight.analysis.exposure.telling import sentences
from airtight.analysis.exposure.texts import paragraphs
from airtight.analysis.exposure.tracing import traced
from airtight.analysis.exposure.watching import BINS, LENGTH_M
from airtight.catalog.number import Number
from airtight.chain.motion.sphere import within_terrain
from airtight.chain.sensing.numbers import BANDS
from airtight.scenario import worlds

LIMITS = f"""\
What physics lets a radar record, not that anyone uses it, nor that a recording tells one aircraft from
another.

No clutter, rain or jamming: against a low flight the figures are too high.

A sectored radar whose facing is not stated is taken to be turned towards the aircraft (assumption).

Looks closer in angle than half a wavelength over {LENGTH_M:.0f} m of aircraft count as one for what is known
of an aspect bin (assumption).

A radar's calibration error of 1 to 2 dB does not average out and is not in the figures (assumption).

Beyond the terrain the earth is taken as smooth, at sea level.
"""
STATES = {
    "stored": "stored: no radar is on",
    "limited": "limited: the engagement radar alone",
    "on-call": "on call: off until called; figures while called",
    "sensors-only": "sensors only: all radars on, no engagement",
    "full": "full: all radars on",
}


def answer(question: Asked) -> dict[str, Any]:
    """Everything that `airtight exposure --json` prints, and what the report draws."""
    found = seen(question)
    sectored = any(battery.activation.sector for battery in question.scenario.batteries)
    stated = seen(question, confined_too=True) if sectored else found
    cases = tuple(case for case in TITLES if case in found.nominal.signatures)
    fitted = FITTED in cases
    states = COMPARED if question.scenario.batteries else ()
    numbers = worlds.numbers(question.scenario, question.catalog)
    areas = areas_m2(question.watchers.only(_own(question)), numbers, aircraft=question.aircraft)
    summary: dict[str, Any] = {
        "aircraft": question.aircraft,
        "title": question.catalog.entry(question.aircraft).title,
        "scenario": question.scenario.name,
        "seed": question.seed,
        "worlds": WORLDS,
        "flights": _flights(question, found),
        "state": {battery.id: battery.activation.state for battery in question.scenario.batteries},
        "counted_snr_db": _interval(numbers[SNR]),
        "aspect_bins": BINS,
        "radars": _radars(question, stated, CLEAN),
        "total": stated.measures(OWN, CLEAN),
        "bands": stated.bands(OWN, CLEAN, BANDS),
        "signatures": [
            {
                "signature": case,
                "title": TITLES[case],
                "rcs_m2": areas[case],
                "total": stated.measures(OWN, case),
            }
            for case in cases
        ],
        "states": [_state(question, found, state, fitted=fitted) for state in states],
        "neighbours": neighbours(question, stated, fitted=fitted),
        "readings": readings(question, stated),
        "sphere": {case: stated.sphere(OWN, case) for case in (CLEAN, FITTED) if case in cases},
        "sites": _sites(question),
        "titles": _titles(question),
        "numbers": _numbers(question, numbers),
        "limits": list(paragraphs(LIMITS)),
    }
    if fitted:
        summary["with_reflectors"] = {
            "radars": _radars(question, stated, FITTED),
            "total": stated.measures(OWN, FITTED),
            "bands": stated.bands(OWN, FITTED, BANDS),
        }
    if question.plan.kind == "transits":
        summary["by_closest_approach"] = by_distance(question, stated, fitted=fitted)
    if question.plan.route is not None:
        summary["route"] = traced(question)
    return {**summary, "answer": sentences(summary)}


def _flights(question: Asked, found: Seen) -> dict[str, Any]:
    drawn = worlds.draw(question.scenario, question.catalog, np.arange(WORLDS), seed=question.seed)
    flown = question.plan.flights(drawn)
    outside = ~within_terrain(question.terrain, flown.latitude_rad, flown.longitude_rad)
    valid = np.arange(outside.shape[1]) < flown.samples[:, None]
    return {
        "kind": question.plan.kind,
        "text": question.plan.text,
        "mark": question.plan.mark,
        "assumptions": list(question.plan.assumptions),
        "duration_s": range_of(found.nominal.duration_s, found.spread.duration_s),
        "bank_max_rad": float(np.abs(flown.bank_rad[valid]).max()),
        "beyond_terrain_share": float(outside[valid].mean()),
    }


def _radars(question: Asked, found: Seen, case: str) -> dict[str, dict[str, Range]]:
    """The system's radars, those that are off with zeros."""
    on = question.on(STATED)
    measured = {name: found.measures(name, case) for name in question.own}
    return {name: given if name in on else zero(given) for name, given in measured.items()}


def _state(question: Asked, found: Seen, state: str, *, fitted: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "state": state,
        "text": STATES[state],
        "radars_on": list(question.on(state)),
        "stated": all(battery.activation.state == state for battery in question.scenario.batteries),
        "total": found.measures(state_group(state), CLEAN),
    }
    if fitted:
        row["with_reflectors"] = found.measures(state_group(state), FITTED)
    return row


def _sites(question: Asked) -> list[dict[str, Any]]:
    scenario = question.scenario
    rows = [("battery", one.id, question.catalog.entry(one.system).title, one) for one in scenario.batteries]
    rows += [
        ("sensor", radar.name, radar.name, radar)  # type: ignore[misc]
        for radar, owner in zip(question.watchers.radars.radars, question.watchers.batteries, strict=True)
        if not owner
    ]
    return [
        {
            "kind": kind,
            "id": name,
            "label": label,
            "latitude_deg": float(np.degrees(site.latitude_rad)),
            "longitude_deg": float(np.degrees(site.longitude_rad)),
        }
        for kind, name, label, site in rows
    ]


def _titles(question: Asked) -> dict[str, str]:
    """What radars are called, by id and by catalogue id."""
    watchers = question.watchers
    found = {name: question.catalog.entry(name).title for name in watchers.names}
    return found | {id_: found[name] for id_, name in zip(watchers.ids, watchers.names, strict=True)}


def _numbers(question: Asked, numbers: dict[str, Number]) -> list[dict[str, Any]]:
    """The aircraft's numbers and the least ratio, with their marks, as the page lists them."""
    names = [name for name in numbers if name.startswith(f"{question.aircraft}.")]
    return [
        {
            "name": name,
            "shown": numbers[name].shown(),
            "mark": numbers[name].mark,
            "sources": list(numbers[name].sources),
            "note": numbers[name].note,
        }
        for name in [*names, SNR]
    ]


def _own(question: Asked) -> list[int]:
    return [n for n, name in enumerate(question.watchers.ids) if name in question.own]


def _interval(number: Number) -> Range:
    return {"low": number.low, "nominal": number.nominal, "high": number.high}
