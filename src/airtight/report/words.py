"""Numbers and dates as the report writes them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

EN_DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    rf"(?:(\d{{1,2}})\s+)?(?:({'|'.join(_MONTHS)})[a-z]*\.?\s+)?\b((?:19|20)\d\d)\b", re.IGNORECASE
)
_SHOWN_UNITS = {"m": "km", "share": "%", "": ""}
_SCALES = {"m": 1e-3, "share": 100.0}


def shown_unit(unit: str) -> str:
    """The unit in which `amount` writes a quantity of `unit`."""
    return _SHOWN_UNITS.get(unit, unit)


def amount(value: float, unit: str = "") -> str:
    """A value without its unit: km for m, percent for shares, else as it is; three figures at most."""
    scaled = value * _SCALES.get(unit, 1.0)
    size = abs(scaled)
    if size == 0.0:
        return "0"
    decimals = 0 if size >= 100 else 1 if size >= 1 else 2 if size >= 0.1 else 3  # noqa: PLR2004
    if unit == "share" or (unit == "m" and size >= 10):  # noqa: PLR2004
        decimals = 0
    text = f"{size:,.{decimals}f}"
    return text if scaled > 0 or not text.strip("0.") else MINUS + text


def span(low: float, high: float, unit: str = "") -> str:
    """An interval: "5-19" with an en dash, "-1 to 2" where a sign is in it."""
    ends = [_whole(value, unit) for value in (low, high)]
    if ends[0] == ends[1]:
        return ends[0]
    return (" to " if MINUS in ends[0] + ends[1] else EN_DASH).join(ends)


def signed(value: float, unit: str = "") -> str:
    """A difference, with its sign."""
    text = amount(value, unit)
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def stat(given: Mapping[str, float] | None, unit: str = "") -> dict[str, str]:
    """A {stat} as texts: mean; range (5th to 95th percentile); error (95 % interval of the mean)."""
    if given is None:
        return {"mean": "", "range": "", "error": ""}
    return {
        "mean": amount(given["mean"], unit),
        "range": span(given["p05"], given["p95"], unit),
        "error": span(given["low"], given["high"], unit),
    }


def share_ends(share: Mapping[str, float]) -> tuple[float, float]:
    """Where a share's interval ends: over worlds or, where each was just ready or not, sampling error."""
    if (share["p05"], share["p95"]) == (0.0, 1.0):
        return share["low"], share["high"]
    return share["p05"], share["p95"]


def bounds(given: Mapping[str, float]) -> str:
    """A {range}: "0-3, nominal 1", or one number if all three are the same."""
    text = span(given["low"], given["high"])
    nominal = _whole(given["nominal"], "")
    return text if text == nominal else f"{text} (nominal {nominal})"


def newest(texts: Iterable[str]) -> str:
    """The latest date that any of the texts states, as month and year, or "" if none does."""
    best = (0, 0, 0)
    for text in texts:
        for day, month, year in _DATE.findall(text):
            number = _MONTHS.index(month.lower()[:3]) + 1 if month else 0
            best = max(best, (int(year), number, int(day or 0) if number else 0))
    if not best[0]:
        return ""
    month = _MONTHS[best[1] - 1].title() if best[1] else ""
    day = str(best[2]) if best[2] else ""
    return " ".join(part for part in (day, month, str(best[0])) if part)


def readable(name: str) -> str:
    """A catalogue id for people: hyphens become spaces."""
    return name.replace("-", " ")


def titled(name: str, given: Mapping[str, str]) -> str:
    """The title of a catalogue id, where the recording has one; else the id, made readable."""
    return given.get(name) or readable(name)


def titles(glossary: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Metric name to title."""
    return {entry["name"]: entry["title"] for entry in glossary}


def _whole(value: float, unit: str) -> str:
    text = amount(value, unit)
    return text.removesuffix(".0")
