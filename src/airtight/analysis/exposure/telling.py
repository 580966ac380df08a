"""The answer in words: sentences for people, and what the command prints."""

import textwrap
from typing import Any

from airtight.analysis.exposure.signatures import CLEAN, FITTED

WIDTH = 100
PER_MINUTE = 60.0


def sentences(summary: dict[str, Any]) -> list[str]:
    """The answer for readers who know nothing of radars."""
    total, fitted = summary["total"], summary.get("with_reflectors", {}).get("total")
    count = summary["aspect_bins"]
    least = summary["counted_snr_db"]["nominal"]
    told = [
        f"{summary['title']}, {summary['flights']['text']}: in view of the system's radars for"
        f" {minutes(total['time_in_view_s'])}; its echo is strong enough to count ({least:g} dB) for"
        f" {minutes(total['time_counted_s'])}"
        + (
            f" if it flies clean, {minutes(fitted['time_counted_s'])} with radar reflectors."
            if fitted
            else "."
        ),
        f"Looks that count come from {ranged(total['aspect_bins_filled'])} of {count} directions round the"
        " aircraft"
        + (f" if clean, from {ranged(fitted['aspect_bins_filled'])} with reflectors." if fitted else ".")
        + f" Its flight turns {ranged(total['aspect_bins_shown'])} of them to a radar that has it in view.",
    ]
    if total["time_in_view_s"]["high"] == 0.0:
        nothing = "no radar of the system that is on has it in view; nothing is recorded."
        told = [f"{summary['title']}, {summary['flights']['text']}: {nothing}"]
    return [*told, _neighbours(summary)]


def lines(summary: dict[str, Any]) -> list[str]:
    """What the command prints."""
    title = f"airtight exposure: {summary['scenario']}"
    worlds = f"{summary['worlds']} worlds, seed {summary['seed']}"
    printed = [f"{title:<{WIDTH - len(worlds) - 2}}  {worlds}"]
    printed += [line for told in summary["answer"] for line in textwrap.wrap(told, WIDTH)]
    head = f"{'nominal (range)':<30}"
    printed += ["", head + f"{'in view':>16}{'counts':>16}{'looks that count':>24}{'directions':>14}"]
    rows = [(name, given) for name, given in summary["radars"].items()]
    rows.append(("all radars of the system", summary["total"]))
    if "with_reflectors" in summary:
        rows.append(("all, with radar reflectors", summary["with_reflectors"]["total"]))
    printed += [_row(name, given) for name, given in rows]
    printed += ["", "Clean, in each state of activation"] if summary["states"] else []
    printed += [_row(row["state"], row["total"]) for row in summary["states"]]
    printed += ["", "By published signature"]
    printed += [
        _row(row["title"], row["total"]) for row in summary["signatures"] if row["signature"] != CLEAN
    ]
    for row in summary["readings"]:
        printed += [
            "",
            f"{row['title']} (assumption): a look counts from {row['counted_snr_db']['nominal']:g} dB on",
        ]
        printed += [_reading(name, row[name]) for name in (CLEAN, FITTED) if name in row]
    assumed = " ".join(summary["flights"]["assumptions"])
    printed += ["", *textwrap.wrap(f"Assumed: {assumed}", WIDTH)]
    return [*printed, *textwrap.wrap(f"Limits: {' '.join(summary['limits'][:3])}", WIDTH)]


def minutes(given: dict[str, Any]) -> str:
    """A range of seconds as minutes: "19 min (9-27)"."""
    return ranged({end: value / PER_MINUTE for end, value in given.items()}, unit=" min")


def ranged(given: dict[str, Any], unit: str = "") -> str:
    """A range as "18 (11-22)", or one number where all three are the same to the eye."""
    low, nominal, high = (_whole(given[end]) for end in ("low", "nominal", "high"))
    ends = f"{low}-{high}" if low != high else low
    return f"{nominal}{unit}" if ends == nominal else f"{nominal}{unit} ({ends})"


def _whole(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}" if 0.05 <= abs(value) < 0.95 else f"{value:,.0f}"  # noqa: PLR2004 (one decimal below 1)


def _row(name: str, given: dict[str, Any]) -> str:
    cells = (
        minutes(given["time_in_view_s"]),
        minutes(given["time_counted_s"]),
        ranged(given["looks_counted"]),
        ranged(given["aspect_bins_filled"]),
    )
    return f"  {name:<28}{cells[0]:>16}{cells[1]:>16}{cells[2]:>24}{cells[3]:>14}"


def _reading(name: str, given: dict[str, Any]) -> str:
    detected = {end: 100.0 * value for end, value in given["detection"]["detection_probability"].items()}
    collected = given["signature_collection"]
    label = "clean" if name == CLEAN else "with reflectors"
    track = minutes(given["tracking"]["time_in_track_s"])
    sides = ranged(collected["aspect_bins_filled"])
    return f"  {label:<16} detected {ranged(detected, ' %')}; in track {track}; directions {sides}"


def _neighbours(summary: dict[str, Any]) -> str:
    given = summary["neighbours"]
    if not given["radars"]:
        return "No other radar is known on this terrain."
    adds = given["system_adds"][CLEAN]
    assumed = sum(row["mark"] == "assumption" for row in given["radars"].values())
    return (
        f"{len(given['radars'])} other radars, {assumed} of them at assumed places, have it in view for"
        f" {minutes(given['total'][CLEAN]['time_in_view_s'])}; to what they record of it clean the system"
        f" adds {minutes(adds['time_in_view_s'])} and {ranged(adds['aspect_bins_by_band'])} directions,"
        " counted band by band."
    )
