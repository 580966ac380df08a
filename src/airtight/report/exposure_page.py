"""The page of an exposure answer: one self-contained HTML file made from its summary."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from matplotlib.figure import Figure

from airtight.report import words
from airtight.report.article import article, linked, sources_of
from airtight.report.figures import style
from airtight.report.figures.aspects import aspects
from airtight.report.figures.passes import passes
from airtight.report.figures.route import route_map
from airtight.report.figures.states import states
from airtight.report.figures.strength import strength
from airtight.report.pictures import Picture
from airtight.report.svg import inline
from airtight.terrain.elevation import Terrain

SECTION = "threatens-the-f-35"
DISPUTED = "f-35a"
CLEAN, FITTED = "clean", "with_reflectors"
TITLES = {CLEAN: "Clean", FITTED: "With radar reflectors"}
COLUMNS: tuple[tuple[str, str, float], ...] = (
    ("time_in_view_s", "in view, min", 60.0),
    ("time_counted_s", "echo counts, min", 60.0),
    ("looks", "looks in view", 1.0),
    ("looks_counted", "looks that count", 1.0),
    ("snr_db", "median ratio, dB", 1.0),
    ("aspect_bins_filled", "directions seen", 1.0),
    ("aspect_bins_known", "of them known to 2 dB", 1.0),
)
READINGS: tuple[tuple[str, str, str, float], ...] = (
    ("detection", "detection_probability", "detection: noticed at least once, %", 0.01),
    ("detection", "time_counted_s", "detection: echo counts, min", 60.0),
    ("tracking", "time_in_track_s", "tracking: held in track, min", 60.0),
    ("signature_collection", "looks_counted", "signature: looks that count", 1.0),
    ("signature_collection", "aspect_bins_filled", "signature: directions seen", 1.0),
    ("signature_collection", "aspect_fraction", "signature: share of the sphere, %", 0.01),
)


def write_page(summary: dict[str, Any], terrain: Terrain | None = None) -> str:
    """The page's text: no script, no style sheet, font or picture from elsewhere.

    Args:
        summary: what ``--json`` prints.
        terrain: for the map's shading.

    Returns:
        HTML, UTF-8.

    """
    section: dict[str, Any] = next((one for one in article()["section"] if one["group"] == SECTION), {})
    dispute = section if summary["aircraft"] == DISPUTED else {}
    texts = [*dispute.get("text", []), *dispute.get("after", [])]
    texts += [said["text"] for row in summary["readings"] for said in row["said"]]
    sources = sources_of(summary, texts)
    known = {source["key"]: source["text"] for source in sources}
    environment = Environment(
        loader=PackageLoader("airtight.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cited"] = lambda text: linked(text, known)
    rendered = environment.get_template("exposure_page.html.j2").render(
        summary=summary,
        dispute=dispute,
        pictures=_pictures(summary, terrain),
        columns=[title for _, title, _ in COLUMNS],
        radars=_radars(summary),
        states=_states(summary),
        signatures=[_cells(row["title"], row["total"], soft=_areas(row)) for row in summary["signatures"]],
        readings=_readings(summary),
        neighbours=_neighbours(summary),
        sources=sources,
    )
    return str(Markup(rendered))  # noqa: S704  jinja2 escaped it


def sphere(summary: Mapping[str, Any]) -> Figure:
    """From which sides looks count: clean, and with reflectors."""
    filled = {CLEAN: summary["total"]["aspect_bins_filled"]}
    if FITTED in summary:
        filled[FITTED] = summary[FITTED]["total"]["aspect_bins_filled"]
    return aspects(
        [
            {"title": TITLES[case], "sphere": summary["sphere"][case], "filled": given}
            for case, given in filled.items()
        ]
    )


def _pictures(summary: dict[str, Any], terrain: Terrain | None) -> dict[str, Picture]:
    found: dict[str, Picture] = {}

    def add(name: str, caption: str, draw: Callable[[], Figure]) -> None:
        with style.drawing():
            figure = draw()
        found[name] = Picture(inline(figure, name=f"exposure-{name}", title=caption), caption)

    average = (
        ""
        if summary["flights"]["kind"] == "route"
        else " Tiles show the mean over all flights; one flight alone shows less."
    )
    add(
        "sphere",
        "The sphere of directions round the aircraft, as its two sides; each tile is a direction from which a"
        " radar may look, all tiles are equal in size. Every number at nominal; in brackets the range under"
        f" the stated assumptions.{average}",
        lambda: sphere(summary),
    )
    least = float(summary["counted_snr_db"]["nominal"])
    if summary["states"]:
        add(
            "states",
            "For how long the aircraft's echo counts, in each state of activation.",
            lambda: states(summary["states"], least_snr_db=least),
        )
    if "route" in summary:
        sites = [site for site in summary["sites"] if site["kind"] == "battery"] or summary["sites"]
        add(
            "route",
            "The route, every number at nominal. Borders are Natural Earth's and express no opinion.",
            lambda: route_map(summary["route"], sites=sites, terrain=terrain),
        )
        add(
            "strength",
            "How strongly the radar that receives the aircraft best would receive it, along the route.",
            lambda: strength(summary["route"]),
        )
    if summary.get("by_closest_approach"):
        add(
            "passes",
            "Exposure against distance: means over transits, every number at nominal.",
            lambda: passes(summary["by_closest_approach"], least_snr_db=least),
        )
    return found


def _radars(summary: dict[str, Any]) -> list[dict[str, Any]]:
    titles = summary["titles"]
    rows = [_cells(titles.get(name, name), given, soft=name) for name, given in summary["radars"].items()]
    rows.append(_cells("all together, clean", summary["total"]))
    if FITTED in summary:
        rows.append(_cells("all together, with radar reflectors", summary[FITTED]["total"]))
    return rows


def _states(summary: dict[str, Any]) -> list[dict[str, Any]]:
    rows = []
    for row in summary["states"]:
        soft = "as the scenario states it" if row["stated"] else ""
        rows.append(_cells(row["text"], row["total"], soft=soft))
    return rows


def _neighbours(summary: dict[str, Any]) -> list[dict[str, Any]]:
    given = summary["neighbours"]
    titles = summary["titles"]
    return [
        _cells(titles.get(row["system"], row["system"]), row, soft=f"{name}; place: {row['mark']}")
        for name, row in given["radars"].items()
    ]


def _readings(summary: dict[str, Any]) -> list[dict[str, Any]]:
    """A row for each measure; a cell for each party and signature."""
    rows = []
    for group, key, title, scale in READINGS:
        cells = [
            {**_text(row[case][group][key], scale), "label": f"{row['title']}, {TITLES[case].lower()}"}
            for row in summary["readings"]
            for case in (CLEAN, FITTED)
            if case in row
        ]
        rows.append({"label": title, "cells": cells})
    return rows


def _cells(label: str, given: Mapping[str, Any], soft: str = "") -> dict[str, Any]:
    return {"label": label, "soft": soft, "cells": [_text(given[key], scale) for key, _, scale in COLUMNS]}


def _areas(row: Mapping[str, Any]) -> str:
    """The frontal cross-sections of a signature: "X 0.0015, S 0.005 m2"."""
    each = [
        f"{band.upper()} {area['nominal']:g}"
        if area["low"] == area["high"]
        else f"{band.upper()} {area['low']:g} to {area['high']:g}"
        for band, area in row["rcs_m2"].items()
    ]
    return f"{'; '.join(each)} m²" if each else ""


def _text(given: Mapping[str, float | None], scale: float) -> dict[str, str]:
    """A range: nominal, and both ends where they differ from it to the eye."""
    if given["nominal"] is None:
        return {"nominal": words.EN_DASH, "ends": ""}
    low, nominal, high = (_rounded((given[end] or 0.0) / scale) for end in ("low", "nominal", "high"))
    return {"nominal": nominal, "ends": "" if low == nominal == high else f"{low} to {high}"}


def _rounded(value: float) -> str:
    """One decimal below ten, none above."""
    text = f"{value:,.1f}" if abs(value) < 9.95 else f"{value:,.0f}"  # noqa: PLR2004 (as printed)
    text = text.removesuffix(".0")
    return text if text != "-0" else "0"
