"""Two parties' readings: the numbers under which each would judge the same flights; all assumptions."""

import math
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from airtight.analysis.exposure.signatures import SNR
from airtight.catalog.number import RATIO, Number
from airtight.chain.sensing.numbers import BANDS
from airtight.scenario.model import Scenario

CLOSEST = "exposure.closest_approach"
LONG_WAVES = ("vhf", "uhf", "l")
BASES = {
    "D": "both parties spoke; the direction is theirs",
    "O": "one of them spoke",
    "N": "nobody spoke; the split is assumed here, to bracket the debate",
}


@dataclass(frozen=True)
class Position:
    """One party's numbers, as assumed here.

    Attributes:
        id: short name.
        title: for people.
        aircraft: the catalogue id of the aircraft in dispute.
        signature: which part of the published interval: for short waves and for long ones.
        counted_snr_db: low, nominal, high.
        closest_m: low, nominal, high.
        learned_fraction: of the aspect sphere, that counts as "learned": low, nominal, high.
        said: the numbers in words, each with its basis, a key of `BASES`.

    """

    id: str
    title: str
    aircraft: str
    signature: tuple[str, str]
    counted_snr_db: tuple[float, float, float]
    closest_m: tuple[float, float, float]
    learned_fraction: tuple[float, float, float]
    said: tuple[dict[str, str], ...]


@cache
def positions() -> tuple[Position, ...]:
    """The parties, in the order of the file."""
    file = resources.files("airtight.analysis.exposure").joinpath("data", "positions.toml")
    given: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["position"]
    disputed = ("signature", "counted_snr_db", "closest_m", "learned_fraction")
    return tuple(
        Position(
            one["id"],
            one["title"],
            one["aircraft"],
            (one["signature"]["part"], one["signature"]["long_waves"]),
            _triple(one["counted_snr_db"]),
            _triple(one["closest_m"]),
            _triple(one["learned_fraction"]),
            tuple({"number": key, "text": one[key]["text"], "basis": one[key]["basis"]} for key in disputed),
        )
        for one in given
    )


def parties(aircraft: str) -> tuple[Position, ...]:
    """Those whose dispute is about this aircraft."""
    return tuple(position for position in positions() if position.aircraft == aircraft)


def under(position: Position, scenario: Scenario, numbers: dict[str, Number]) -> Scenario:
    """The scenario with a party's numbers in place of the catalogue's.

    Args:
        position: the party's.
        scenario: whose settings are extended.
        numbers: all numbers of the scenario's worlds.

    """
    changed = {
        SNR: _with(numbers[SNR], position.counted_snr_db),
        CLOSEST: replace(_with(numbers[CLOSEST], position.closest_m), shape="linear"),
    }
    for band in BANDS:
        name = f"{position.aircraft}.rcs_{band}"
        if name in numbers:
            changed[name] = _part(numbers[name], position.signature[band in LONG_WAVES])
    return replace(scenario, settings=scenario.settings | changed)


def _triple(given: dict[str, Any]) -> tuple[float, float, float]:
    return float(given["low"]), float(given["nominal"]), float(given["high"])


def _with(number: Number, triple: tuple[float, float, float]) -> Number:
    low, nominal, high = triple
    return replace(number, low=low, nominal=nominal, high=high, mark="assumption")


def _part(number: Number, part: str) -> Number:
    """A half of an interval, its nominal in the middle; or all of it."""
    ends = {"low half": (number.low, number.nominal), "high half": (number.nominal, number.high)}
    if part not in ends:
        return number
    low, high = ends[part]
    middle = math.sqrt(low * high) if number.shape == RATIO else 0.5 * (low + high)
    return _with(number, (low, middle, high))
