"""The summary's numbers as rows of text, ready for the template."""

from collections.abc import Mapping, Sequence
from typing import Any

from airtight.report import words

_VERDICTS = {
    "better": ("better", "+"),
    "worse": ("worse", words.MINUS),
    "no difference seen": ("none", "="),
    "depends on the assumed shape": ("shape", "?"),
}
MAIN = ("leakers", "kills", "shots", "first_detection_range_m", "wrongful_allied", "wrongful_civil")

Rows = list[dict[str, Any]]


def option_rows(summary: Mapping[str, Any], options: Sequence[Mapping[str, Any]]) -> Rows:
    """Label, origin, leakers, paired difference and verdict of each option."""
    differences = {row["name"]: row["metrics"] for row in summary.get("differences", [])}
    rows = []
    for option in options:
        leakers = words.stat(option["metrics"].get("leakers"))
        paired = differences.get(option["name"], {}).get("leakers")
        rows.append(
            {
                "label": option.get("label") or option["name"],
                "name": option["name"],
                "origin": origin(option),
                "is_reference": option["name"] == summary.get("reference") and len(summary["options"]) > 1,
                "ready": _ready(option),
                "verdict": verdict(paired),
                **leakers,
            }
        )
    return rows


def origin(option: Mapping[str, Any]) -> str:
    """Who proposed an option, when, and the source."""
    return ", ".join(str(option[key]) for key in ("proposed_by", "date", "source") if option.get(key))


def verdict(paired: Mapping[str, Any] | None, unit: str = "") -> dict[str, str] | None:
    """A paired difference in words: number, interval, verdict, its sign and its class."""
    if paired is None:
        return None
    kind, sign = _VERDICTS.get(paired.get("verdict") or "", ("null", ""))
    return {
        "mean": words.signed(paired["mean"], unit),
        "error": words.span(paired["low"], paired["high"], unit),
        "words": paired.get("verdict") or "",
        "class": kind,
        "sign": sign,
    }


def metric_columns(summary: Mapping[str, Any]) -> Rows:
    """The metrics of the full table: name, title and unit, as the glossary has them."""
    glossary = {entry["name"]: entry for entry in summary.get("glossary", [])}
    present = [name for name in MAIN if any(name in option["metrics"] for option in summary["options"])]
    columns = []
    for name in present:
        entry = glossary.get(name, {})
        unit = entry.get("unit", "m" if name.endswith("_m") else "")
        title = entry.get("title", name.replace("_", " "))
        columns.append({"name": name, "title": title, "unit": unit, "shown": words.shown_unit(unit)})
    return columns


def full_rows(summary: Mapping[str, Any], columns: Rows) -> Rows:
    """Every option with every main metric and its paired difference; by-definition rows last."""
    differences = {row["name"]: row["metrics"] for row in summary.get("differences", [])}
    ordered = sorted(summary["options"], key=lambda option: bool(option.get("by_definition")))
    rows = []
    for option in ordered:
        cells = []
        for column in columns:
            given = option["metrics"].get(column["name"])
            paired = differences.get(option["name"], {}).get(column["name"])
            cells.append({**words.stat(given, column["unit"]), "verdict": verdict(paired, column["unit"])})
        rows.append(
            {
                "label": option.get("label") or option["name"],
                "by_definition": bool(option.get("by_definition")),
                "cells": cells,
            }
        )
    return rows


def target_rows(summary: Mapping[str, Any]) -> tuple[list[str], Rows]:
    """Kinds of attacker, and for each option the leakers among each kind."""
    kinds = list(dict.fromkeys(kind for option in summary["options"] for kind in option.get("by_target", {})))
    rows = []
    for option in summary["options"]:
        found = option.get("by_target", {})
        cells = [words.stat(found[kind]["leakers"] if kind in found else None) for kind in kinds]
        rows.append({"label": option.get("label") or option["name"], "cells": cells})
    return [words.titled(kind, summary.get("titles", {})) for kind in kinds], rows


def wrongful_rows(summary: Mapping[str, Any]) -> Rows:
    """What each option did to allied and civil aircraft, as a sentence."""
    return [
        {
            "label": option.get("label") or option["name"],
            "allied": option["wrongful"].get("allied", {}).get("text", ""),
            "civil": option["wrongful"].get("civil", {}).get("text", ""),
        }
        for option in summary["options"]
        if option.get("wrongful") and not option.get("by_definition")
    ]


def exposure_rows(exposure: Mapping[str, Any]) -> Rows:
    """Minutes in view, minutes and looks above 13 dB, for each state."""
    titles = {
        "clean": "clean",
        "with_reflectors": "with radar reflectors",
        "stored": "system stored, radars off",
    }
    return [
        {
            "label": title,
            "cells": [
                words.bounds(exposure[key][measure])
                for measure in ("minutes_in_line_of_sight", "minutes_above_13_db", "looks_above_13_db")
            ],
        }
        for key, title in titles.items()
        if key in exposure
    ]


def driver_groups(summary: Mapping[str, Any]) -> Rows:
    """Drivers by metric, with luck's share; metrics in the glossary's order."""
    titles = words.titles(summary.get("glossary", []))
    luck = {row["metric"]: row["share"] for row in summary.get("luck", [])}
    given = summary.get("titles", {})
    metrics = list(dict.fromkeys(row["metric"] for row in summary.get("drivers", [])))
    known = list(titles)
    metrics.sort(key=lambda metric: known.index(metric) if metric in titles else len(known))
    return [
        {
            "metric": metric,
            "title": titles.get(metric, metric.replace("_", " ")),
            "rows": [
                {**row, "title": given.get(row["number"], row["number"])}
                for row in summary["drivers"]
                if row["metric"] == metric
            ][:5],
            "luck": luck.get(metric),
        }
        for metric in metrics
    ]


def deciding(summary: Mapping[str, Any]) -> Rows:
    """The assumptions' rows of the resolved drivers, in the drivers' order."""
    resolved = dict.fromkeys(row["number"] for row in summary.get("drivers", []) if row["resolved"])
    rows = {row["name"]: row for row in summary.get("assumptions", [])}
    return [rows[name] for name in resolved if name in rows]


def raid_size(summary: Mapping[str, Any]) -> float:
    """Attackers in the raid: leakers and kills together, the same for every option; 0 if unknown."""
    metrics = summary["options"][0]["metrics"]
    if "leakers" not in metrics or "kills" not in metrics:
        return 0.0
    return float(round(metrics["leakers"]["mean"] + metrics["kills"]["mean"], 3))


def _ready(option: Mapping[str, Any]) -> dict[str, str] | None:
    ready = option.get("ready")
    if not ready or not ready.get("share"):
        return None
    return {
        "share": words.amount(ready["share"]["mean"], "share"),
        "range": words.span(*words.share_ends(ready["share"]), "share"),
        "when": words.stat(ready.get("leakers_when_ready"))["mean"],
        "not": words.stat(ready.get("leakers_when_not"))["mean"],
    }
