"""Air bases by their ICAO code."""

import csv
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

from airtight.errors import InputError
from airtight.units import nearest


@dataclass(frozen=True)
class Base:
    """An airport or air base.

    Attributes:
        icao: its code.
        name: for people.
        latitude_rad, longitude_rad: its reference point.
        elevation_m: above mean sea level.

    """

    icao: str
    name: str
    latitude_rad: float
    longitude_rad: float
    elevation_m: float


def base(code: str) -> Base:
    """The airport or air base of a code, 25-50 N, 10-60 E.

    Raises:
        InputError: there is none; the nearest codes are named.

    Source:
        airportsdata 20260905 (MIT License), cut to the region.

    """
    known = _bases()
    found = known.get(code.strip().upper())
    if found is None:
        alike = nearest(code.strip(), known)
        hint = "did you mean " + " or ".join(f"{name} ({known[name].name})" for name in alike) + "?"
        general = "an ICAO code such as LTAE, of an airport between 25 and 50 N, 10 and 60 E"
        raise InputError("no such air base", place="--base", value=code, allowed=hint if alike else general)
    return found


@cache
def _bases() -> dict[str, Base]:
    file = resources.files("airtight.analysis.exposure").joinpath("data", "airports.csv")
    return {
        row["icao"]: Base(
            row["icao"],
            row["name"],
            math.radians(float(row["lat"])),
            math.radians(float(row["lon"])),
            float(row["elevation_m"] or 0.0),
        )
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    }
