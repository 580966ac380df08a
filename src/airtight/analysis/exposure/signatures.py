"""The aircraft's signature as the catalogue has it, at either end of its interval, and with reflectors."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from airtight.analysis.observers import Observers
from airtight.catalog.number import Number
from airtight.chain.sensing.numbers import BANDS, S_BAND
from airtight.numerics.columns import Floats
from airtight.scenario.worlds import Worlds

SNR = "exposure.counted_snr"
CLEAN = "clean"
FITTED = "with_reflectors"
TITLES = {
    CLEAN: "clean",
    "lowest": "clean, lowest published",
    "nominal": "clean, nominal",
    "highest": "clean, highest published",
    "stated_in_russia": "as a Russian source implies",
    FITTED: "with radar reflectors",
}
REFLECTORS = "rcs_with_reflectors"
CLAIM = "rcs_stated_by_russia"
CLAIM_BANDS = ("s", "x")
FACTORS = ("rcs_side_factor", "rcs_rear_factor")


@dataclass(frozen=True)
class Signatures:
    """Several signatures of one aircraft, side by side.

    Attributes:
        names: (C), keys of `TITLES`; the first is "clean".
        rcs_m2: (W, N, C), frontal mean in each radar's band.
        factors: (W, C, 2), side and rear, in parts of the frontal one.
        least_snr_db: (W, C), from which a look counts.

    """

    names: tuple[str, ...]
    rcs_m2: Floats
    factors: Floats
    least_snr_db: Floats

    def index(self, name: str) -> int:
        """Where a signature stands."""
        return self.names.index(name)

    @property
    def basic(self) -> tuple[str, ...]:
        """Clean, and with reflectors if the catalogue has them."""
        return tuple(name for name in (CLEAN, FITTED) if name in self.names)

    def only(self, names: tuple[str, ...]) -> "Signatures":
        """Some of them."""
        kept = [self.index(name) for name in names]
        return Signatures(names, self.rcs_m2[..., kept], self.factors[:, kept], self.least_snr_db[:, kept])

    def joined(self, other: "Signatures", *, prefix: str) -> "Signatures":
        """These and others of the same worlds, whose names get a prefix."""
        return Signatures(
            (*self.names, *(prefix + name for name in other.names)),
            np.concatenate([self.rcs_m2, other.rcs_m2], axis=-1),
            np.concatenate([self.factors, other.factors], axis=1),
            np.concatenate([self.least_snr_db, other.least_snr_db], axis=1),
        )


def signatures(observers: Observers, drawn: Worlds, *, aircraft: str) -> Signatures:
    """The signatures under which an aircraft is looked at.

    "clean" is the worlds' own draw; "lowest", "nominal" and "highest" hold every band and aspect at that end
    of the published interval; the Russian claim lifts S and X band to it; reflectors, where the catalogue
    has them, count alike in all bands and aspects.

    Raises:
        InputError: the catalogue lacks the aircraft's cross-section.

    """
    bands = [BANDS[int(band)] for band in observers.radars.station[:, S_BAND]]
    names = [_name_of(drawn.numbers, aircraft, band) for band in bands]
    numbers = [drawn.numbers[name] for name in names]
    sides = [drawn.numbers.get(f"{aircraft}.{key}") for key in FACTORS]
    worlds = drawn.replications.size
    cases: dict[str, tuple[Floats, Floats]] = {
        CLEAN: (
            _columns([drawn.column(name) for name in names], worlds),
            _columns(
                [np.ones(worlds) if side is None else drawn.column(side.name) for side in sides], worlds
            ),
        )
    }
    for case, end in (("lowest", "low"), ("nominal", "nominal"), ("highest", "high")):
        cases[case] = (_fixed(numbers, end, worlds), _fixed(sides, end, worlds))
    claim = drawn.numbers.get(f"{aircraft}.{CLAIM}")
    if claim is not None:
        lifted = [
            max(number.nominal, claim.nominal) if band in CLAIM_BANDS else number.nominal
            for band, number in zip(bands, numbers, strict=True)
        ]
        cases["stated_in_russia"] = (np.tile(lifted, (worlds, 1)), _fixed(sides, "nominal", worlds))
    reflectors = f"{aircraft}.{REFLECTORS}"
    if reflectors in drawn.numbers:
        fitted = np.repeat(drawn.column(reflectors)[:, None], len(names), axis=1)
        cases[FITTED] = (fitted, np.ones((worlds, len(FACTORS))))
    return Signatures(
        tuple(cases),
        np.stack([rcs.reshape(worlds, len(names)) for rcs, _ in cases.values()], axis=-1),
        np.stack([factors for _, factors in cases.values()], axis=1),
        np.repeat(drawn.column(SNR)[:, None], len(cases), axis=1),
    )


def areas_m2(observers: Observers, numbers: dict[str, Number], *, aircraft: str) -> dict[str, dict[str, Any]]:
    """Frontal cross-sections of each signature in each band of some radars, as intervals."""
    areas: dict[str, dict[str, Any]] = {name: {} for name in TITLES}
    fitted, claim = (numbers.get(f"{aircraft}.{key}") for key in (REFLECTORS, CLAIM))
    for band in sorted({BANDS[int(band)] for band in observers.radars.station[:, S_BAND]}):
        number = numbers[_name_of(numbers, aircraft, band)]
        areas[CLEAN][band] = _ends(number.low, number.nominal, number.high)
        for case, value in (("lowest", number.low), ("nominal", number.nominal), ("highest", number.high)):
            areas[case][band] = _ends(value, value, value)
        if claim is not None:
            value = max(number.nominal, claim.nominal) if band in CLAIM_BANDS else number.nominal
            areas["stated_in_russia"][band] = _ends(value, value, value)
        if fitted is not None:
            areas[FITTED][band] = _ends(fitted.low, fitted.nominal, fitted.high)
    return areas


def _ends(low: float, nominal: float, high: float) -> dict[str, float]:
    return {"low": low, "nominal": nominal, "high": high}


def _name_of(numbers: dict[str, Number], aircraft: str, band: str) -> str:
    """The number that holds the cross-section in a band: its own, else the one for all bands."""
    own = f"{aircraft}.rcs_{band}"
    return own if own in numbers else f"{aircraft}.rcs"


def _columns(columns: list[Floats], worlds: int) -> Floats:
    return np.stack(columns, axis=-1) if columns else np.zeros((worlds, 0))


def _fixed(numbers: list[Number] | list[Number | None], end: str, worlds: int) -> Floats:
    values = [1.0 if number is None else float(getattr(number, end)) for number in numbers]
    return np.tile(np.array(values), (worlds, 1))
