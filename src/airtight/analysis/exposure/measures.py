"""From what was recorded in each world to ranges: nominal, and the 5th and 95th percentile of worlds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from airtight.analysis.exposure.follow_kernels import LEVELS, LOWEST_DB, TENTH_DB
from airtight.analysis.exposure.watching import BINS, Watched
from airtight.numerics.columns import Floats

TENFOLD = 10.0
KNOWN_DB = 2.0
DB_FOR_RATIO = 10.0 / np.log(10.0)

Range = dict[str, float | None]


@dataclass(frozen=True)
class Seen:
    """The same flights in worlds drawn from the intervals, and with every number at nominal.

    Attributes:
        spread: in drawn worlds.
        nominal: every number at nominal; only flights and luck differ.

    """

    spread: Watched
    nominal: Watched

    def measures(self, group: str, signature: str) -> dict[str, Range]:
        """Every measure of a group of radars for one signature, as ranges.

        `time_in_view_s` and `aspect_bins_shown` depend on geometry alone. A look counts from the least
        signal-to-noise ratio on; an aspect bin is filled by one counted look in any band, and known where
        independent looks of one band leave the mean cross-section uncertain by 2 dB or less.
        """
        nominal, spread = self.columns(group, signature)
        return {name: range_of(nominal[name], spread[name]) for name in nominal}

    def columns(self, group: str, signature: str) -> tuple[dict[str, Floats], dict[str, Floats]]:
        """The measures flight by flight, (W,) each: at nominal, and in drawn worlds."""
        return _columns(self.nominal, group, signature), _columns(self.spread, group, signature)

    def bands(self, group: str, signature: str, names: tuple[str, ...]) -> dict[str, dict[str, Range]]:
        """Filled and known aspect bins of each band that the group has."""
        result = {}
        members = self.nominal.groups[group].astype(bool)
        for band in sorted(set(self.nominal.bands[members].tolist())):
            chosen = members & (self.nominal.bands == band)
            columns = [_bins(one, chosen, signature) for one in (self.nominal, self.spread)]
            result[names[band]] = {key: range_of(columns[0][key], columns[1][key]) for key in columns[0]}
        return result

    def sphere(self, group: str, signature: str) -> dict[str, list[float]]:
        """Bin by bin at nominal: looks shown and counted (means), and the share of flights that know it."""
        one = self.nominal
        members = one.groups[group].astype(bool)
        c = one.signatures.index(signature)
        return {
            "shown": _rounded(one.shown[:, members].sum(axis=1).mean(axis=0)),
            "counted": _rounded(one.filled[:, members, c].sum(axis=1).mean(axis=0)),
            "known": _rounded(_known(one, members, c).mean(axis=0)),
        }


def range_of(nominal: Floats, spread: Floats) -> Range:
    """Nominal (the median over flights and luck), and percentiles widened to hold it; NaN is left out."""
    middle, drawn = nominal[np.isfinite(nominal)], spread[np.isfinite(spread)]
    centre = float(np.median(middle)) if middle.size else None
    low, high = (float(q) for q in np.quantile(drawn, (0.05, 0.95))) if drawn.size else (centre, centre)
    if centre is not None and low is not None and high is not None:
        low, high = min(low, centre), max(high, centre)
    return {"low": low, "nominal": centre, "high": high}


def zero(measures: Mapping[str, Range]) -> dict[str, Range]:
    """The same measures where no radar is on."""
    return {
        name: dict.fromkeys(("low", "nominal", "high"), None if name.startswith("snr") else 0.0)
        for name in measures
    }


def _columns(one: Watched, group: str, signature: str) -> dict[str, Floats]:
    """The measures, (W,) each."""
    g = list(one.groups).index(group)
    members = one.groups[group].astype(bool)
    c = one.signatures.index(signature)
    levels = one.levels[:, members, c].sum(axis=1)
    return {
        "time_in_view_s": one.view_s[:, g],
        "line_of_sight_s": one.sight_s[:, g],
        "time_counted_s": one.above_s[:, g, c],
        "looks": one.looks[:, members, c].sum(axis=1),
        "looks_counted": one.counted[:, members, c].sum(axis=1),
        "snr_db": _level(levels, 0.5),
        "snr_max_db": _level(levels, 1.0),
        **_bins(one, members, signature),
        "detection_probability": 1.0 - np.exp(one.log_miss[:, members, c].sum(axis=1)),
        "time_in_track_s": one.tracked_s[:, g, c],
    }


def _bins(one: Watched, members: Any, signature: str) -> dict[str, Floats]:  # noqa: ANN401 (flags)
    c = one.signatures.index(signature)
    counted = one.filled[:, members, c].sum(axis=1)
    filled = (counted >= 1.0).sum(axis=-1).astype(np.float64)
    return {
        "aspect_bins_filled": filled,
        "aspect_fraction": filled / BINS,
        "aspect_bins_ten_looks": (counted >= TENFOLD).sum(axis=-1).astype(np.float64),
        "aspect_bins_known": _known(one, members, c).sum(axis=-1).astype(np.float64),
        "aspect_bins_by_band": _by_band(one, members, c),
        "aspect_bins_shown": (one.shown[:, members].sum(axis=1) >= 1.0).sum(axis=-1).astype(np.float64),
    }


def _by_band(one: Watched, members: Any, c: int) -> Floats:  # noqa: ANN401 (flags)
    """(W,): filled bins, each counted once in every band that fills it."""
    total = np.zeros(one.shown.shape[0])
    for band in set(one.bands[members].tolist()):
        looks = one.filled[:, members & (one.bands == band), c].sum(axis=1)
        total += (looks >= 1.0).sum(axis=-1)
    return total


def _known(one: Watched, members: Any, c: int) -> Any:  # noqa: ANN401 (flags)
    """(W, B): whether some band's independent looks fix the mean cross-section to 2 dB.

    Source: the mean of M looks at a Swerling 1 target at ratios S_i has the relative standard deviation
    sqrt(sum ((1 + S_i) / S_i)^2) / M; (1 + S) / (S sqrt(M)) where all are alike.
    """
    known = np.zeros((one.shown.shape[0], BINS), dtype=bool)
    for band in set(one.bands[members].tolist()):
        chosen = members & (one.bands == band)
        count = one.independent[:, chosen, c].sum(axis=1)
        deviation = np.sqrt(one.spread[:, chosen, c].sum(axis=1)) / np.maximum(count, 1.0)
        known |= (count > 0.0) & (DB_FOR_RATIO * deviation <= KNOWN_DB)
    return known


def _level(levels: Any, quantile: float) -> Floats:  # noqa: ANN401 (counts)
    """(W,): a quantile of the looks' signal-to-noise ratios, dB, to a tenth; NaN without a look."""
    total = levels.sum(axis=-1)
    reached = np.cumsum(levels, axis=-1) >= np.maximum(quantile * total, 0.5)[:, None]
    place = np.minimum(reached.argmax(axis=-1), LEVELS - 1)
    return np.where(total > 0.0, LOWEST_DB + (place + 0.5) / TENTH_DB, np.nan)


def _rounded(values: Any) -> list[float]:  # noqa: ANN401 (any array)
    return [round(float(value), 3) for value in values]
