"""The answer in words and as a printed table, arranged by the article's sentences, from the summary alone."""

import math
import textwrap
from typing import Any

from airtight.study.verdicts import NO_DIFFERENCE

WIDTH = 100
HEADINGS = {
    "stand-independently": '"Stand independently"',
    "only-partially-activating": '"Only partially activating" (no agreed meaning)',
    "no-suitable-alternatives": '"No suitable alternatives"',
}
LIMITS = (
    "Limits: 1-km terrain hides ridges, so coverage is optimistic. Law, intent, data leaving: not modelled."
)
ALONE, SHARED, THREAT, ALLIED_SYSTEM = (
    "full-stand-alone",
    "two-way-tracks",
    "partial-threat",
    "patriot-instead",
)
OFTEN = 0.85
"""Readier than this is a matter of crews and outages alone."""
UNMEASURED = "of which no public measurement exists"


def sentences(summary: dict[str, Any]) -> list[str]:
    """For readers who know nothing of radars: two sentences where the demo's options are there, else one."""
    options = {option["name"]: option for option in summary["options"]}
    if summary["kind"] == "run" or ALONE not in options:
        return [_plain_sentence(summary)]
    return [_first(summary, options), _second(summary, options)]


def lines(summary: dict[str, Any]) -> list[str]:
    """What `demo`, `compare` and `run` print."""
    count = attackers(summary)
    kind = "runs at nominal" if summary["nominal"] else "worlds"
    worlds = f"{summary['replications']} {kind}, seed {summary['seed']}"
    title = f"airtight {summary['kind']}: {summary['title']}"
    printed = [f"{title:<{WIDTH - len(worlds) - 2}}  {worlds}"]
    printed += [line for sentence in summary["answer"] for line in textwrap.wrap(sentence, WIDTH)]
    printed += ["", *_options(summary, count)]
    printed += [f"The ring is not the coverage: {text[:1].lower()}{text[1:]}" for text in ring(summary)]
    printed += _exposure(summary)
    printed += _safety(summary)
    printed += _drivers(summary)
    return [*printed, LIMITS]


def attackers(summary: dict[str, Any]) -> int:
    """The size of the raid."""
    return sum(target["count"] for target in summary["options"][0]["by_target"].values())


def reference(summary: dict[str, Any]) -> dict[str, Any]:
    """The option against which differences are paired."""
    found: dict[str, Any] = next(
        option for option in summary["options"] if option["name"] == summary["reference"]
    )
    return found


def ring(summary: dict[str, Any]) -> list[str]:
    """How many low flyers the reference's radars never had in line of sight; one sentence, or none."""
    low = [name for name, target in summary["targets"].items() if target["motion"] == "terrain-following"]
    found = [reference(summary)["by_target"].get(name, {}) for name in low]
    if not low or any("in_sight" not in row for row in found):
        return []
    count = sum(summary["targets"][name]["count"] for name in low)
    hidden = count - sum(row["in_sight"]["mean"] for row in found)
    who = f"Of {count} low flyers {whole(hidden)} ({100 * hidden / count:.0f} %)"
    return [f"{who} never come into line of sight of a radar that is on."]


def through(option: dict[str, Any]) -> str:
    """The mean of those that get through, and the range under the stated assumptions: 11 (5-19)."""
    stat = option["metrics"]["leakers"]
    return f"{whole(stat['mean'])} ({span(stat)})"


def whole(value: float | None) -> str:
    """A count for people: whole, or one decimal where that would hide all of it."""
    if value is None:
        return "-"
    if 0.0 < abs(value) < 0.95:  # noqa: PLR2004
        return f"{value:.1f}"
    return f"{math.copysign(math.floor(abs(value) + 0.5), value):.0f}"


def span(stat: dict[str, Any], low: str = "p05", high: str = "p95") -> str:
    """The range as 5-19, or one number where both ends are the same to the eye."""
    first, last = whole(stat[low]), whole(stat[high])
    return first if first == last else f"{first}-{last}"


def against(difference: dict[str, Any] | None) -> str:
    """The last column: the paired difference in leakers, or the verdict where it is none."""
    if difference is None:
        return "reference"
    found = difference["metrics"]["leakers"]
    if found["verdict"] == NO_DIFFERENCE or found["mean"] is None:
        return found["verdict"] or "-"
    change = f"{whole(abs(found['mean']))} {'more' if found['mean'] > 0 else 'fewer'}"
    return change if found["verdict"] in {"better", "worse"} else f"{change}, but {found['verdict']}"


def deciding(summary: dict[str, Any], metric: str = "leakers") -> list[dict[str, Any]]:
    """The resolved drivers of a metric, the strongest first."""
    return [row for row in summary["drivers"] if row["metric"] == metric and row["resolved"]]


def _plain_sentence(summary: dict[str, Any]) -> str:
    count = attackers(summary)
    if count == 0:
        return f"{summary['scenario']} has no attackers; what was detected stands in the table."
    first = reference(summary)
    stat = first["metrics"]["leakers"]
    who = "" if summary["kind"] == "run" else f" under {first['label']}"
    basis = "all numbers at nominal" if summary["nominal"] else "the stated assumptions"
    return (
        f"Of {count} attackers {whole(stat['mean'])} get through{who} ({span(stat)} under {basis});"
        f" {_what_decides(summary)}."
    )


def _first(summary: dict[str, Any], options: dict[str, dict[str, Any]]) -> str:
    stat = options[ALONE]["metrics"]["leakers"]
    text = (
        f"Standing alone, one S-400 battery lets through {whole(stat['mean'])} of {attackers(summary)}"
        f" attackers"
        f" ({span(stat)} under the stated assumptions)"
    )
    if SHARED in options:
        text += f"; with shared allied tracks {through(options[SHARED])}"
    if THREAT in options:
        text += f"; switched on only under threat {through(options[THREAT])}"
    return f"{text}."


def _second(summary: dict[str, Any], options: dict[str, dict[str, Any]]) -> str:
    parts = []
    exposure = summary.get("exposure")
    if exposure:
        clean, fitted = exposure["clean"], exposure["with_reflectors"]
        parts.append(
            f"an F-35 passing at {exposure['distance_m'] / 1000:.0f} km is in its radars' view for"
            f" {minutes(clean['minutes_above_13_db'])} if clean and"
            f" {minutes(fitted['minutes_above_13_db'])} with reflectors fitted"
        )
    if ALLIED_SYSTEM in options:
        parts.append(
            f"the Patriot battery as offered in 2018 would let through {through(options[ALLIED_SYSTEM])}"
            f" from the"
            " same site"
        )
    parts.append(_what_decides(summary))
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def minutes(given: dict[str, float]) -> str:
    """A range in minutes, for people."""
    return f"{span(given, 'low', 'high')} min"


def _what_decides(summary: dict[str, Any]) -> str:
    """The number that most decides, and whether anybody has measured it."""
    if summary["nominal"]:
        return "with all numbers at nominal, luck alone spreads the results"
    found = deciding(summary)
    if not found:
        luck = luck_told(summary)
        return f"no single uncertain number stands out as deciding{f' ({luck})' if luck else ''}"
    name = found[0]["title"].rsplit(" (", 1)[0]
    known = f", {UNMEASURED}" if "assumption" in found[0]["mark"] else ""
    return f"what most decides this is the {name}{known}"


def _options(summary: dict[str, Any], count: int) -> list[str]:
    """The table, grouped by the article's sentences; what is true by definition stands apart."""
    differences = {row["name"]: row for row in summary["differences"]}
    shown = [option for option in summary["options"] if not option["by_definition"]]
    wide = max([len(_label(option)) for option in shown] + [len(f"Of {count} attackers")], default=0) + 3
    alone = f"against {_short(reference(summary)['label'])}" if len(summary["options"]) > 1 else ""
    head = f"{f'Of {count} attackers':<{wide + 2}}{'get through':>12}{'range':>9}   {alone}"
    printed = [head.rstrip()]
    for group in dict.fromkeys(option["group"] for option in shown):
        if group in HEADINGS:
            printed.append(f" {HEADINGS[group]}")
        for option in (option for option in shown if option["group"] == group):
            stat = option["metrics"]["leakers"]
            last = against(differences.get(option["name"])) if alone else ""
            printed.append(
                f"   {_label(option):<{wide}}{whole(stat['mean']):>11}{span(stat):>9}   {last}".rstrip()
            )
    apart = [option for option in summary["options"] if option["by_definition"]]
    if apart:
        printed += textwrap.wrap(
            _by_definition(apart, count), WIDTH, initial_indent=" ", subsequent_indent="   "
        )
    return printed


def _by_definition(apart: list[dict[str, Any]], count: int) -> str:
    everything = all(option["metrics"]["leakers"]["mean"] == count for option in apart)
    if everything:
        return f"By definition: {', '.join(option['label'] for option in apart)}: all {count}"
    each = ", ".join(f"{option['label']} {through(option)}" for option in apart)
    return f"By definition (no engagement): {each}"


def _short(label: str) -> str:
    return textwrap.shorten(label.split(" (", 1)[0], 28, placeholder="…")


def _label(option: dict[str, Any]) -> str:
    """The option's label, and how often it is ready where more than crews and outages decide that."""
    share = option["ready"]["share"]["mean"]
    if share is None or not 0.0 < share < OFTEN:
        return str(option["label"])
    return f"{option['label']}, ready {100 * share:.0f} %"


def _exposure(summary: dict[str, Any]) -> list[str]:
    found = summary.get("exposure")
    if not found:
        return []
    clean, fitted, stored = found["clean"], found["with_reflectors"], found["stored"]
    above = "minutes_above_13_db"
    looks = [span(one["looks_above_13_db"], "low", "high") for one in (clean, fitted)]
    view = f"clean {minutes(clean[above])}; with reflectors {minutes(fitted[above])}"
    sight = minutes(clean["minutes_in_line_of_sight"])
    return [
        f'"Threatens the F-35": one passing at {found["distance_m"] / 1000:.0f} km, radars on',
        f"   in view, {view}; stored {whole(stored[above]['nominal'])}",
        f"   in line of sight {sight}; looks above 13 dB, clean {looks[0]}, with reflectors {looks[1]}",
    ]


def _safety(summary: dict[str, Any]) -> list[str]:
    """Friendly and civil aircraft under the reference."""
    first = reference(summary)
    names = {"allied": "Friendly aircraft", "civil": "Civil aircraft"}
    return [
        f"{name}: {first['wrongful'][side]['text']}"
        for side, name in names.items()
        if first["wrongful"][side]["hours"] > 0
    ]


def luck_told(summary: dict[str, Any]) -> str:
    """Luck's share of the spread of those that get through, a lower bound; empty if none is known."""
    share = next((row["share"] for row in summary["luck"] if row["metric"] == "leakers"), 0.0)
    if summary["nominal"] and share > 0.0:
        return "luck alone: all of the spread"
    percent = 5 * round(20 * share)
    return f"luck alone: at least about {percent} % of the spread" if percent > 0 else ""


def _drivers(summary: dict[str, Any]) -> list[str]:
    """What decides, with luck's share; the foremost number that is not resolved, where none is."""
    if attackers(summary) == 0:
        return []
    names = ", ".join(row["title"] for row in deciding(summary))
    foremost = next((row["title"] for row in summary["drivers"] if row["metric"] == "leakers"), "")
    if not names:
        names = "no number that stands out" + (f"; foremost, not resolved: {foremost}" if foremost else "")
    text = "; ".join(part for part in (f"Decided mostly by: {names}", luck_told(summary)) if part)
    return textwrap.wrap(text, WIDTH, subsequent_indent="   ")
