"""The answer as plain data: what ``--json`` prints, and lines for people."""

from typing import Any

import numpy as np

from airtight import units
from airtight.analysis.coverage import waterfalls
from airtight.analysis.coverage.causes import CAUSES, WORDS
from airtight.analysis.coverage.finding import Coverage
from airtight.analysis.coverage.layers import DETECTION, ENGAGEMENT, Layer
from airtight.analysis.coverage.overlap import Overlap
from airtight.analysis.coverage.ring import Ring
from airtight.analysis.coverage.spans import WORLDS
from airtight.catalog.loader import Catalog

BEARING_STEP_DEG = 5
LEAST_SHARE = 0.005
"""A cause that ends fewer bearings is not told."""
ASSUMPTIONS = (
    (
        "A place counts as covered in detection where one look detects the target with the probability"
        " stated; the target comes head-on."
    ),
    "Radars that cover a sector are taken to turn to every bearing, one at a time.",
    (
        "Engagement: the engagement radar detects the target and the place lies in the published reach of one"
        " of the missiles; the time of flight is not counted."
    ),
    "Reach by bearing is without a gap: the nearest loss ends it. The area counts every place covered.",
    (
        "Propagation: straight rays over an effective earth, and gases; behind and near the edge that limits"
        " the view, diffraction by ITU-R P.526's delta-Bullington method over that one edge, above 1 GHz too,"
        " where a plain mask is the usual simplification. No rain, no lobing, no ducts, no ground clutter."
    ),
    "No source states which probability of detection a published range means: an assumption common to all.",
)


def summarise(found: Coverage, catalog: Catalog, *, scenario: str, seed: int) -> dict[str, Any]:
    """All figures, in the contract's keys and some more.

    Args:
        found: the answer.
        catalog: titles.
        scenario: its name.
        seed: of the worlds.

    """
    request = found.request
    return {
        "scenario": scenario,
        "seed": seed,
        "worlds": WORLDS,
        "probability": request.probability,
        "radius_m": request.radius_m,
        "sites": _sites(found, catalog),
        "targets": [{"id": one.id, "title": one.title} for one in request.targets],
        "regions": [{"name": one.name, "area_m2": one.area_m2, "note": one.note} for one in found.regions],
        "layers": [_layer(one) for one in found.layers],
        "overlap": [_overlap(one) for one in found.overlaps],
        "rings": [_ring(one) for one in found.rings],
        "waterfalls": waterfalls.rows(found, catalog),
        "unknown_share": max((one.unknown_share for one in found.layers), default=0.0),
        "causes": WORDS,
        "assumptions": list(ASSUMPTIONS),
    }


def _sites(found: Coverage, catalog: Catalog) -> list[dict[str, Any]]:
    observers = found.stations.observers
    return [
        {
            "radar": observers.ids[n],
            "system": observers.names[n],
            "title": catalog.entry(observers.names[n]).title,
            "battery": observers.batteries[n],
            "latitude_deg": float(np.degrees(radar.latitude_rad)),
            "longitude_deg": float(np.degrees(radar.longitude_rad)),
            "ground_m": found.stations.spots[n][0].table.ground_m,
            "airborne": radar.orbit_radius_m > 0.0,
            "mark": observers.marks[n],
            "unknown_share": float(np.mean([spot.table.unknown_share for spot in found.stations.spots[n]])),
        }
        for n, radar in enumerate(observers.radars.radars)
    ]


def _layer(layer: Layer) -> dict[str, Any]:
    bearings = layer.bearings
    low, high = bearings.ends_m
    reach = bearings.reach_m
    each = np.arange(0, 360, BEARING_STEP_DEG) * reach.size // 360
    causes = {code: name for name, codes in CAUSES.items() for code in codes}
    return {
        "altitude_m": layer.altitude.height_m,
        "datum": layer.altitude.datum,
        "radar": layer.radar,
        "system": layer.system,
        "target": layer.target.id,
        "kind": layer.kind,
        "area_m2": layer.area_m2,
        "range_min_m": float(reach.min()),
        "range_median_m": float(np.median(reach)),
        "range_max_m": float(reach.max()),
        "last_median_m": float(np.median(bearings.last_m)),
        "last_max_m": float(bearings.last_m.max()),
        "range_median": {
            "low": float(np.median(low)),
            "nominal": float(np.median(reach)),
            "high": float(np.median(high)),
        },
        "limiting_cause": bearings.shares(),
        "unknown_share": layer.unknown_share,
        "regions": {name: dict(share) for name, share in layer.regions.items()},
        "by_bearing": {
            "bearing_deg": [float(360.0 * a / reach.size) for a in each],
            "low_m": low[each].tolist(),
            "nominal_m": reach[each].tolist(),
            "high_m": high[each].tolist(),
            "cause": [causes[int(code)] for code in bearings.cause[each]],
        },
    }


def _overlap(overlap: Overlap) -> dict[str, Any]:
    return {
        "altitude_m": overlap.altitude.height_m,
        "datum": overlap.altitude.datum,
        "target": overlap.target.id,
        "radars": list(overlap.radars),
        "at_least": [{"radars": i + 1, "area_m2": area} for i, area in enumerate(overlap.at_least)],
    }


def _ring(ring: Ring) -> dict[str, Any]:
    return {
        "altitude_m": ring.altitude.height_m,
        "datum": ring.altitude.datum,
        "target": ring.target.id,
        "battery": ring.battery,
        "radar": ring.radar,
        "ring_m": ring.ring_m,
        "horizon_m": ring.horizon_m,
        "areas": [
            {"name": name, "area_m2": area, "share_of_ring": ring.shares[name]}
            for name, area in ring.areas_m2.items()
        ],
    }


def lines(summary: dict[str, Any]) -> list[str]:
    """What the command prints for people: the ring first, then a table a target."""
    told = [
        f"airtight coverage: {summary['scenario']}        {summary['worlds']} worlds, seed {summary['seed']}"
    ]
    titles = {target["id"]: target["title"] for target in summary["targets"]}
    told += [_ring_line(ring, titles if len(titles) > 1 else {}) for ring in summary["rings"]]
    for target, title in titles.items():
        told += ["", f"Against: {title} (head-on; detected in one look with {summary['probability']:.0%})"]
        told += _table([layer for layer in summary["layers"] if layer["target"] == target])
    for region in summary["regions"]:
        told += ["", f"Share of {region['name']} covered ({region['note']})"]
        told += [
            f"  {_height(layer):>14}  {_short(layer):<24} {_percent(layer['regions'][region['name']])}"
            for layer in summary["layers"]
            if layer["kind"] in {DETECTION, ENGAGEMENT}
        ]
    if summary["unknown_share"] > 0.0:
        told += [
            "",
            (
                "Beyond the terrain's edge the ground is unknown, taken as sea: up to"
                f" {summary['unknown_share']:.0%} of a layer's area lies there."
            ),
        ]
    return told


def _ring_line(ring: dict[str, Any], titles: dict[str, str]) -> str:
    """One sentence; the target is named where there are several."""
    last = ring["areas"][-1]
    which = f", {titles[ring['target']]}" if titles else ""
    return (
        f"{_height(ring)}{which}: of the {units.show(ring['ring_m'], 'km', 3)} ring of {ring['battery']},"
        f" {_percent(last['share_of_ring'])} can be engaged."
    )


def _table(layers: list[dict[str, Any]]) -> list[str]:
    rows = [("", "", "area, km2", "without a gap, km", "farthest", "what ends it")]
    rows += [
        (
            _height(layer),
            _short(layer),
            _area(layer["area_m2"]),
            _reach(layer),
            f"{layer['last_median_m'] / 1e3:.0f}",
            _why(layer),
        )
        for layer in layers
    ]
    return [f"  {a:>14}  {b:<24} {c:>26} {d:>19} {e:>9}   {f}" for a, b, c, d, e, f in rows]


def _height(layer: dict[str, Any]) -> str:
    return f"{units.show(layer['altitude_m'], 'length')} {layer['datum']}"


def _short(layer: dict[str, Any]) -> str:
    return f"{layer['radar'].rpartition('.')[2].removeprefix('radar-')} {layer['kind']}"


def _area(area: dict[str, float]) -> str:
    low, nominal, high = (f"{units.digits(area[key] / 1e6, 3)}" for key in ("low", "nominal", "high"))
    return f"{nominal} ({low}-{high})"


def _reach(layer: dict[str, Any]) -> str:
    low, middle, high = (layer[f"range_{key}_m"] / 1e3 for key in ("min", "median", "max"))
    return f"{middle:.0f} ({low:.0f}-{high:.0f})"


def _why(layer: dict[str, Any]) -> str:
    shares = sorted(layer["limiting_cause"].items(), key=lambda item: -item[1])
    return ", ".join(f"{name} {share:.0%}" for name, share in shares if share >= LEAST_SHARE)


def _percent(share: dict[str, float]) -> str:
    low, nominal, high = (units.digits(100.0 * share[key], 2) for key in ("low", "nominal", "high"))
    return f"{nominal} % ({low}-{high})"
