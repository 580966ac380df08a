"""Fly-out: whether a point lies in a missile's published envelope, and how long the way there takes."""

from collections.abc import Callable
from dataclasses import dataclass

from airtight.errors import InputError
from airtight.numerics.columns import positive, within


@dataclass(frozen=True)
class Envelope:
    """What is published of a missile against aircraft.

    Attributes:
        range_min_m: slant range.
        range_max_m: slant range.
        altitude_min_m: above the battery.
        altitude_max_m: above the battery.
        speed_m_per_s: range over time of flight at long range.
        low_range_max_m: slant range against targets at or below `low_altitude_m`; None: as any other.
        low_altitude_m: above the battery.

    """

    range_min_m: float
    range_max_m: float
    altitude_min_m: float
    altitude_max_m: float
    speed_m_per_s: float
    low_range_max_m: float | None = None
    low_altitude_m: float = 0.0

    @classmethod
    def of(cls, number: Callable[[str], float | None]) -> "Envelope":
        """From numbers by their catalogue keys; `number` gives None for a key that the missile lacks.

        Raises:
            InputError: a number that every missile must have is lacking.

        """

        def needed(key: str) -> float:
            value = number(key)
            if value is None:
                raise InputError("is lacking", place=key, allowed="a number")
            return value

        return cls(
            needed("range_min"),
            needed("range_max"),
            needed("altitude_min"),
            needed("altitude_max"),
            needed("speed_average"),
            number("range_max_low_altitude"),
            number("low_altitude_limit") or 0.0,
        )

    def bound(self, *, range_m: float, altitude_m: float) -> str:
        """The bound that puts a point out of reach, by its catalogue key; "" if it is in reach."""
        low = self.low_range_max_m is not None and altitude_m <= self.low_altitude_m
        if range_m < self.range_min_m:
            return "range_min"
        if range_m > self.range_max_m:
            return "range_max"
        if low and range_m > (self.low_range_max_m or 0.0):
            return "range_max_low_altitude"
        if altitude_m < self.altitude_min_m:
            return "altitude_min"
        return "altitude_max" if altitude_m > self.altitude_max_m else ""


@dataclass(frozen=True)
class FlyOut:
    """The way to one point.

    Attributes:
        bound: the bound of the envelope that forbids it; "" if it is in reach.
        time_s: how long a straight line at the mean speed takes, in reach or not.

    """

    bound: str
    time_s: float

    @property
    def reachable(self) -> bool:
        """Whether the point lies in the envelope."""
        return not self.bound


def fly_out(envelope: Envelope, *, range_m: float, altitude_m: float) -> FlyOut:
    """Whether and when a missile gets to a point.

    Args:
        envelope: the missile's.
        range_m: slant range from the battery to the point, > 0.
        altitude_m: of the point above the battery, 0 to `range_m`.

    Raises:
        InputError: an argument is out of range; a point cannot be nearer than it is high.

    Source:
        Published envelopes and mean speeds; the simulation's own rule of reach.

    Limits:
        A straight line at one speed: no boost, no climb, no turn. No line of sight: the simulation asks the
        engagement radar's horizon instead of the published minimum altitude.

    """
    slant = float(positive("range_m", range_m))
    altitude = float(within("altitude_m", altitude_m, 0.0, slant))
    return FlyOut(envelope.bound(range_m=slant, altitude_m=altitude), slant / envelope.speed_m_per_s)
