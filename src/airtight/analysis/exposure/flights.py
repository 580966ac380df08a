"""Flights as exposure reads them: places, heights and bank, evenly in time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from airtight.chain.motion.sphere import destination
from airtight.constants import MEAN_EARTH_RADIUS_M, STANDARD_GRAVITY_M_PER_S2
from airtight.numerics.columns import Floats, Ints

ROLL_S = 4.0
EASY_S = 10.0
"""Half of the time over which a change of course is spread, if it need not be longer."""


@dataclass(frozen=True)
class Flight:
    """One sampled flight.

    Attributes:
        start_s: time of the first sample.
        latitude_rad, longitude_rad: (T,), the longitude without jumps.
        height_m: (T,), above mean sea level.
        bank_rad: (T,), positive right wing down.

    """

    start_s: float
    latitude_rad: Floats
    longitude_rad: Floats
    height_m: Floats
    bank_rad: Floats


@dataclass(frozen=True)
class Flights:
    """All flights, and which of them each world has.

    Attributes:
        step_s: between samples.
        start_s: (P,).
        samples: (P,), how many of the columns count.
        latitude_rad, longitude_rad, height_m, bank_rad: (P, T).
        first, count: (W,): world w has flights first[w] to first[w] + count[w] - 1.

    """

    step_s: float
    start_s: Floats
    samples: Ints
    latitude_rad: Floats
    longitude_rad: Floats
    height_m: Floats
    bank_rad: Floats
    first: Ints
    count: Ints

    @classmethod
    def of(cls, flown: Sequence[Flight], *, step_s: float, first: Ints, count: Ints) -> "Flights":
        """Lay out flights of different length side by side; the last sample fills what is left."""
        samples = np.array([flight.latitude_rad.size for flight in flown], dtype=np.int64)

        def column(name: str) -> Floats:
            out = np.zeros((len(flown), int(samples.max())))
            for row, flight in zip(out, flown, strict=True):
                values = getattr(flight, name)
                row[: values.size] = values
                row[values.size :] = values[-1]
            return out

        return cls(
            step_s,
            np.array([flight.start_s for flight in flown]),
            samples,
            column("latitude_rad"),
            column("longitude_rad"),
            column("height_m"),
            column("bank_rad"),
            first,
            count,
        )

    @property
    def duration_s(self) -> Floats:
        """(W,), seconds in the air in each world."""
        each = (self.samples - 1) * self.step_s
        total = np.concatenate([[0.0], np.cumsum(each)])
        result: Floats = total[self.first + self.count] - total[self.first]
        return result


def fly(
    time_s: Floats,
    latitude_rad: Floats,
    longitude_rad: Floats,
    height_m: Floats,
    *,
    step_s: float,
    bank_max_rad: float,
) -> Flight:
    """Fly along great circles from place to place, with rounded corners.

    Round each place the velocity changes evenly over 20 s, or over as long as the bank needs to stay below
    `bank_max_rad`; where half of the legs beside it is shorter, the turn is as tight as the places ask.

    Args:
        time_s: (K,), rising; K >= 2.
        latitude_rad: (K,).
        longitude_rad: (K,).
        height_m: (K,), above mean sea level; it changes evenly along a leg.
        step_s: between samples.
        bank_max_rad: of a turn that has room.

    Source:
        Coordinated turn: tan(bank) = sideways acceleration / g.

    Limits:
        The aircraft rolls in four seconds (assumption); its nose points along its path.

    """
    before, after = _velocities(time_s, latitude_rad, longitude_rad, height_m)
    half = _half_turns(time_s, before, after, bank_max_rad)
    count = max(math.floor((time_s[-1] - time_s[0]) / step_s) + 1, 2)
    sampled = np.minimum(time_s[0] + step_s * np.arange(count), time_s[-1])
    place = np.searchsorted(0.5 * (time_s[1:] + time_s[:-1]), sampled)
    since = sampled - time_s[place]
    into = np.clip(since, -half[place], half[place])[:, None]
    width = np.maximum(half[place], 1e-9)[:, None]
    turning = np.abs(since) < half[place]
    change = (after - before)[place]
    # Straight before and after; between, the velocity goes evenly from one to the other.
    offset = np.where(
        turning[:, None],
        before[place] * into + change * (into + width) ** 2 / (4.0 * width),
        np.where(since[:, None] < 0.0, before[place], after[place]) * since[:, None],
    )
    velocity = before[place] + change * (into + width) / (2.0 * width)
    speed = np.maximum(np.hypot(velocity[:, 0], velocity[:, 1]), 1e-9)
    sideways = (change[:, 0] * velocity[:, 1] - change[:, 1] * velocity[:, 0]) / (2.0 * width[:, 0] * speed)
    latitude, longitude = destination(
        latitude_rad[place],
        longitude_rad[place],
        np.arctan2(offset[:, 0], offset[:, 1]),
        np.hypot(offset[:, 0], offset[:, 1]),
    )
    return Flight(
        float(time_s[0]),
        latitude,
        np.unwrap(longitude),
        height_m[place] + offset[:, 2],
        _rolled(np.where(turning, np.arctan2(sideways, STANDARD_GRAVITY_M_PER_S2), 0.0), step_s),
    )


def _rolled(bank_rad: Floats, step_s: float) -> Floats:
    """The bank as a moving mean over `ROLL_S`: nobody rolls at once."""
    width = 2 * round(0.5 * ROLL_S / step_s) + 1
    padded = np.pad(bank_rad, width // 2, mode="edge")
    result: Floats = np.convolve(padded, np.full(width, 1.0 / width), mode="valid")
    return result


def leg_lengths(latitude_rad: Floats, longitude_rad: Floats) -> tuple[Floats, Floats]:
    """Lengths (m) of the great circles from each place to the next, and their bearings where they begin."""
    lat1, lat2 = latitude_rad[:-1], latitude_rad[1:]
    turn = longitude_rad[1:] - longitude_rad[:-1]
    east = np.cos(lat2) * np.sin(turn)
    north = np.cos(lat1) * np.sin(lat2) - np.sin(lat1) * np.cos(lat2) * np.cos(turn)
    up = np.sin(lat1) * np.sin(lat2) + np.cos(lat1) * np.cos(lat2) * np.cos(turn)
    length: Floats = MEAN_EARTH_RADIUS_M * np.arctan2(np.hypot(east, north), up)
    bearing: Floats = np.arctan2(east, north)
    return length, bearing


def _velocities(
    time_s: Floats, latitude: Floats, longitude: Floats, height_m: Floats
) -> tuple[Floats, Floats]:
    """East, north and up velocity before and after each place, (K, 3) each; at the ends they are equal."""
    lasting = np.diff(time_s)
    length, onward = leg_lengths(latitude, longitude)
    _, back = leg_lengths(latitude[::-1], longitude[::-1])
    arriving = back[::-1] + np.pi
    climb = np.diff(height_m) / lasting
    leaving = [length / lasting * np.sin(onward), length / lasting * np.cos(onward), climb]
    coming = [length / lasting * np.sin(arriving), length / lasting * np.cos(arriving), climb]
    after = np.stack(leaving, axis=-1)
    before = np.stack(coming, axis=-1)
    return np.concatenate([after[:1], before]), np.concatenate([after, before[-1:]])


def _half_turns(time_s: Floats, before: Floats, after: Floats, bank_max_rad: float) -> Floats:
    """(K,): for how long before and after each place the velocity changes."""
    change = np.linalg.norm(after - before, axis=-1)
    tightest = change / (2.0 * STANDARD_GRAVITY_M_PER_S2 * math.tan(bank_max_rad))
    wanted: Floats = np.maximum(tightest, EASY_S)
    room = 0.5 * np.diff(time_s)
    wanted[1:-1] = np.minimum(wanted[1:-1], np.minimum(room[:-1], room[1:]))
    wanted[[0, -1]] = 0.0
    return wanted
