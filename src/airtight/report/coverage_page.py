"""The page of a coverage answer: one self-contained HTML file made from its summary and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from airtight import units
from airtight.report import waterfalls
from airtight.report.figures.coverage_ground import CAUSE_COLOURS, CAUSE_TITLES
from airtight.report.figures.coverage_ring import LABELS, rounded
from airtight.report.pictures import Picture

KINDS = {
    "line-of-sight": "line of sight",
    "detection": "detection",
    "engagement": "engagement",
}
LEAST_SHARE = 0.005
DASH = "\N{EN DASH}"


@dataclass(frozen=True)
class Pictures:
    """The page's pictures.

    Attributes:
        rings: one an altitude, the lowest first.
        maps: of each altitude: its heading and its maps.
        heights: one a radar.

    """

    rings: Sequence[Picture]
    maps: Sequence[tuple[str, Sequence[Picture]]]
    heights: Sequence[Picture]


def write_page(summary: dict[str, Any], pictures: Pictures) -> str:
    """The page's text: no script, no style sheet, font or picture from elsewhere.

    Args:
        summary: what ``--json`` prints.
        pictures: as inline SVG.

    Returns:
        HTML, UTF-8.

    """
    environment = Environment(
        loader=PackageLoader("airtight.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    titles = {site["radar"]: site["title"] for site in summary["sites"]}
    rendered = environment.get_template("coverage.html.j2").render(
        summary=summary,
        pictures=pictures,
        answer=_answer(summary),
        tables=[
            {"title": target["title"], "rows": [_row(layer, titles) for layer in _of(summary, target["id"])]}
            for target in summary["targets"]
        ],
        rings=[_ring(ring) for ring in summary["rings"]],
        overlaps=[_overlap(one) for one in summary["overlap"] if one["at_least"]],
        regions=[_region(summary, region, titles) for region in summary["regions"]],
        waterfalls=waterfalls.shown(summary["waterfalls"]),
        sites=summary["sites"],
        causes=[
            {"name": name, "title": CAUSE_TITLES[name], "colour": CAUSE_COLOURS[name], "words": words}
            for name, words in summary["causes"].items()
        ],
        unknown=f"{100.0 * summary['unknown_share']:.0f}",
        probability=f"{100.0 * float(summary['probability']):.0f}",
    )
    return str(Markup(rendered))  # noqa: S704  jinja2 escaped it


def height(layer: dict[str, Any]) -> str:
    """For people: "100 m above ground"."""
    above = "above ground" if layer["datum"] == "agl" else "above sea level"
    return f"{units.show(layer['altitude_m'], 'length')} {above}"


def _of(summary: dict[str, Any], target: str) -> list[dict[str, Any]]:
    return [layer for layer in summary["layers"] if layer["target"] == target]


def _answer(summary: dict[str, Any]) -> list[str]:
    """The first sentences: the lowest and the highest altitude's ring, or area where nothing is fired."""
    told = []
    for ring in _ends(summary["rings"]):
        share = ring["areas"][-1]["share_of_ring"]
        told.append(
            f"Of the {units.show(ring['ring_m'], 'km', 3)} circle on the map, a target {height(ring)} can be"
            f" engaged in {rounded(100.0 * share['nominal'])} % ({_between(share, 100.0)} under the stated"
            " assumptions)."
        )
    if told:
        return told
    for layer in _ends([layer for layer in summary["layers"] if layer["kind"] == "detection"]):
        area = layer["area_m2"]
        told.append(
            f"A target {height(layer)} is detected over {rounded(area['nominal'] / 1e6)} km²"
            f" ({_between(area, 1e-6)} under the stated assumptions)."
        )
    return told


def _ends(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not given:
        return []
    ordered = sorted(given, key=lambda one: one["altitude_m"])
    return ordered[:1] + ([ordered[-1]] if ordered[-1]["altitude_m"] > ordered[0]["altitude_m"] else [])


def _row(layer: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    area = layer["area_m2"]
    shares = layer["limiting_cause"]
    return {
        "height": height(layer),
        "radar": titles[layer["radar"]],
        "id": layer["radar"],
        "kind": KINDS[layer["kind"]],
        "area": rounded(area["nominal"] / 1e6),
        "area_range": _between(area, 1e-6),
        "range": f"{layer['range_median_m'] / 1e3:.0f}",
        "last": f"{layer['last_median_m'] / 1e3:.0f}",
        "range_ends": f"{layer['range_min_m'] / 1e3:.0f}{DASH}{layer['range_max_m'] / 1e3:.0f}",
        "causes": [
            {
                "title": CAUSE_TITLES[name],
                "name": name,
                "colour": CAUSE_COLOURS[name],
                "percent": f"{100.0 * share:.0f}",
            }
            for name, share in sorted(shares.items(), key=lambda item: -item[1])
            if share >= LEAST_SHARE
        ],
    }


def _ring(ring: dict[str, Any]) -> dict[str, Any]:
    return {
        "height": height(ring),
        "battery": ring["battery"],
        "areas": [
            {
                "label": LABELS[area["name"]],
                "area": rounded(area["area_m2"]["nominal"] / 1e6),
                "share": f"{rounded(100.0 * area['share_of_ring']['nominal'])} %",
                "range": f"{_between(area['share_of_ring'], 100.0)} %",
            }
            for area in ring["areas"]
        ],
    }


def _overlap(overlap: dict[str, Any]) -> dict[str, Any]:
    return {
        "height": height(overlap),
        "target": overlap["target"],
        "rows": [
            {
                "radars": row["radars"],
                "area": rounded(row["area_m2"]["nominal"] / 1e6),
                "range": _between(row["area_m2"], 1e-6),
            }
            for row in overlap["at_least"]
        ],
    }


def _region(summary: dict[str, Any], region: dict[str, Any], titles: dict[str, str]) -> dict[str, Any]:
    rows = []
    for layer in summary["layers"]:
        share = layer["regions"][region["name"]]
        if layer["kind"] != "line-of-sight":
            rows.append(
                {
                    "height": height(layer),
                    "radar": titles[layer["radar"]],
                    "kind": KINDS[layer["kind"]],
                    "target": layer["target"],
                    "share": f"{rounded(100.0 * share['nominal'])} %",
                    "range": f"{_between(share, 100.0)} %",
                }
            )
    return {"name": region["name"], "note": region["note"], "rows": rows}


def _between(given: dict[str, float], factor: float) -> str:
    """Low and high, scaled."""
    return f"{rounded(factor * given['low'])}{DASH}{rounded(factor * given['high'])}"
