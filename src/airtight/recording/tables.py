"""Which columns each history table has: name, type, unit, meaning, in order. The one declared place."""

from dataclasses import dataclass
from typing import Literal

Type = Literal["int64", "float64", "uint8", "string"]


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        name: with its unit at the end, where it has one.
        type: as stored; a float that is missing is null on disk and NaN in memory.
        unit: "" for a plain number or a word.
        meaning: for people.

    """

    name: str
    type: Type
    unit: str
    meaning: str


def _place(of: str) -> tuple[Column, ...]:
    return (
        Column("latitude_deg", "float64", "deg", f"WGS-84 latitude of {of}"),
        Column("longitude_deg", "float64", "deg", f"WGS-84 longitude of {of}"),
        Column("height_m", "float64", "m", f"height of {of} above the ellipsoid"),
    )


_REPLICATION = Column("replication", "int64", "", "absolute number of the replication")
_TIME = Column("time_s", "float64", "s", "since the start of the scenario")
_ENTITY = Column(
    "entity", "string", "", "name of the moving thing; empty for a false alarm or an unknown one"
)
_SIDE = Column("side", "string", "", "raid, civil or allied")
_TARGET = Column("target", "string", "", "catalogue id of its kind")

TRUTH = (
    _REPLICATION,
    _TIME,
    _ENTITY,
    _SIDE,
    _TARGET,
    *_place("the thing"),
    Column("flying", "uint8", "", "1 while it is in the air"),
)
DETECTIONS = (
    _REPLICATION,
    _TIME,
    Column("radar", "string", "", "name of the radar"),
    Column("range_m", "float64", "m", "measured slant range"),
    Column("azimuth_rad", "float64", "rad", "measured, clockwise from north at the radar"),
    Column("elevation_rad", "float64", "rad", "measured, of the straight line"),
    Column("snr_db", "float64", "dB", "signal-to-noise ratio of the detection"),
    _ENTITY,
)
TRACKS = (
    _REPLICATION,
    _TIME,
    Column("post", "string", "", "who holds the track"),
    Column("number", "int64", "", "of the track, unique within post and replication"),
    Column("status", "string", "", "tentative or confirmed"),
    *_place("the estimate"),
    Column("identity", "string", "", "unknown, friend, civil or hostile"),
    Column("sigma_m", "float64", "m", "one standard deviation of the position"),
)
ORDERS = (
    _REPLICATION,
    _TIME,
    Column("battery", "string", "", "who shoots"),
    Column("missile", "string", "", "catalogue id"),
    Column("track", "int64", "", "number of the track that is shot at"),
    Column("meeting_time_s", "float64", "s", "planned, since the start of the scenario"),
    *_place("the planned meeting point"),
    _ENTITY,
)
OUTCOMES = (
    _REPLICATION,
    _ENTITY,
    _SIDE,
    _TARGET,
    Column("outcome", "string", "", "killed, leaked, flying, passed or wrongly-engaged"),
    _TIME,
    *_place("the thing at that time"),
    Column("first_detection_s", "float64", "s", "first detection by any own radar; missing if never"),
    Column("first_detection_range_m", "float64", "m", "slant range then; missing if never"),
    Column("first_track_s", "float64", "s", "first confirmed track; missing if never"),
    Column("declared_hostile_s", "float64", "s", "missing if never"),
    Column("first_shot_s", "float64", "s", "missing if never"),
)

HISTORIES: dict[str, tuple[Column, ...]] = {
    "truth": TRUTH,
    "detections": DETECTIONS,
    "tracks": TRACKS,
    "orders": ORDERS,
    "outcomes": OUTCOMES,
}
