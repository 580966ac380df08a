"""Civil traffic, drawn from the statistics of recorded flights."""

import csv
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from airtight.chain.motion.draws import Draws
from airtight.chain.motion.flights import Flights, concatenate
from airtight.chain.motion.numbers import ROUTE
from airtight.chain.motion.sphere import destination, distance
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Ints
from airtight.numerics.random import Cause, words

RADIUS_M = 150_000.0
"""Traffic is drawn within this distance of the centre: an area like those of the recordings."""

SCALE = 1.0 / 6.0
"""Traffic over Anatolia for that over the recorded areas, Paris and Switzerland, among Europe's densest: an
assumption. (Ankara's airport had about an eighth of the movements of those of Paris: recalled.)"""

SWISS_AREA_M2 = 222e3 * 347e3
PARIS_AREA_M2 = 256e3 * 236e3

TURN_RATE_RAD_PER_S = 0.03
CLIMB_RATE_M_PER_S = 15.0

APPROACH_M = 90_000.0
"""Arrivals are drawn from this far out, departures to this far."""
APPROACH_HEIGHT_M = 6_000.0
FINAL_M = 12_000.0
FINAL_HEIGHT_M = 700.0
"""The last turn is made this far from the field and this high above it."""


@dataclass(frozen=True)
class CivilTraffic:
    """How much civil traffic, and where.

    Attributes:
        latitude_rad: of the centre.
        longitude_rad: of the centre.
        duration_s: of the run.
        scale: traffic density for that of the recordings.
        radius_m: of the area.

    """

    latitude_rad: float
    longitude_rad: float
    duration_s: float
    scale: float = SCALE
    radius_m: float = RADIUS_M


@dataclass(frozen=True)
class Statistics:
    """What was counted in recordings; see data/civil_statistics.json.

    Attributes:
        terminal_at_once: median number of flights at once in the recorded terminal area.
        en_route_at_once: the same of the en-route area, median over the day's hours.
        terminal_speed_m_per_s: (5,), 5, 25, 50, 75, 95 % of ground speed, layers weighted by their share.
        en_route_speed_m_per_s: (5,).
        level_m: (L,), flight levels as heights.
        level_share: (L,), cumulated.
        track_share: (12,), cumulated share of tracks by 30 degrees.

    """

    terminal_at_once: float
    en_route_at_once: float
    terminal_speed_m_per_s: Floats
    en_route_speed_m_per_s: Floats
    level_m: Floats
    level_share: Floats
    track_share: Floats


def civil_flights(draws: Draws, traffic: CivilTraffic) -> Flights:
    """En-route crossings, arrivals and departures; route and time are drawn for each in each replication.

    The number of flights is the same in all replications; their times are spread so that on average as many
    fly at once as in the recordings, by area and scale. Those already in the air at time 0 begin on their
    way.

    Args:
        draws: the luck.
        traffic: how much, and where.

    Raises:
        InputError: a scale or duration out of range, or no traffic at all.

    Limits:
        One speed a flight. Airports are taken as equally busy. Density is an assumption (`SCALE`).

    """
    if not (0.0 < traffic.scale <= 10.0 and 0.0 < traffic.duration_s <= 86_400.0):  # noqa: PLR2004
        raise InputError(
            "no such traffic",
            place="traffic",
            value=(traffic.scale, traffic.duration_s),
            allowed="scale 0 to 10, duration up to a day",
        )
    en_route, terminal = counts(traffic)
    blocks = []
    if en_route:
        blocks.append(_crossings(draws, traffic, [f"civil-crossing-{i}" for i in range(en_route)]))
    if terminal:
        blocks.append(_terminal(draws, traffic, [f"civil-terminal-{i}" for i in range(terminal)]))
    return concatenate(blocks)


def counts(traffic: CivilTraffic) -> tuple[int, int]:
    """How many crossing, terminal flights make the wanted number at once: n T / (duration + T) of n fly."""
    known = statistics()
    area = math.pi * traffic.radius_m**2
    crossing_s = 0.5 * math.pi * traffic.radius_m / float(known.en_route_speed_m_per_s[2])
    terminal_s = APPROACH_M / float(known.terminal_speed_m_per_s[2])
    crossing = traffic.scale * known.en_route_at_once * area / SWISS_AREA_M2
    terminal = traffic.scale * known.terminal_at_once * area / PARIS_AREA_M2
    if _airports_near(traffic).shape[0] == 0:
        terminal = 0.0
    return (
        round(crossing * (traffic.duration_s + crossing_s) / crossing_s),
        round(terminal * (traffic.duration_s + terminal_s) / terminal_s),
    )


@cache
def statistics() -> Statistics:
    """The bundled statistics."""
    text = resources.files("airtight.chain.motion").joinpath("data/civil_statistics.json").read_text("utf-8")
    known = json.loads(text)
    layers = known["terminal"]["layers"]
    weights = np.array([layer["share_of_positions"] for layer in layers])
    speeds = np.array([layer["ground_speed_m_per_s"] for layer in layers])
    levels = known["en_route"]["flight_levels_share"]
    shares = np.cumsum(list(levels.values()))
    tracks = np.cumsum(known["en_route"]["tracks_share_by_30_deg"])
    return Statistics(
        terminal_at_once=float(known["terminal"]["at_once_median"]),
        en_route_at_once=float(np.median(list(known["en_route"]["at_once_by_utc_hour"].values()))),
        terminal_speed_m_per_s=weights @ speeds / weights.sum(),
        en_route_speed_m_per_s=np.array(known["en_route"]["ground_speed_m_per_s"]),
        level_m=np.array([float(level) * 100.0 * 0.3048 for level in levels]),
        level_share=shares / shares[-1],
        track_share=tracks / tracks[-1],
    )


@cache
def airports() -> Floats:
    """Latitude rad, longitude rad, elevation m of the region's airports that have an IATA code, (n, 3)."""
    text = resources.files("airtight.chain.motion").joinpath("data/airports.csv").read_text("utf-8")
    rows = [
        [
            math.radians(float(row["latitude_deg"])),
            math.radians(float(row["longitude_deg"])),
            float(row["elevation_m"]),
        ]
        for row in csv.DictReader(text.splitlines())
    ]
    return np.array(rows)


def _airports_near(traffic: CivilTraffic) -> Floats:
    known = airports()
    away = distance(known[:, 0], known[:, 1], np.array(traffic.latitude_rad), np.array(traffic.longitude_rad))
    near: Floats = known[away <= traffic.radius_m]
    return near


def _crossings(draws: Draws, traffic: CivilTraffic, names: Sequence[str]) -> Flights:
    """Level chords of the area: track and flight level as recorded, offset even over the width."""
    known = statistics()
    word = words(list(names))
    u = draws.uniforms(Cause.TRAFFIC, word)
    more = draws.uniforms(Cause.TRAFFIC, word, 1)
    track = _track(u[..., 0], known.track_share)
    level = known.level_m[np.minimum(np.searchsorted(known.level_share, u[..., 1]), known.level_m.size - 1)]
    speed = _between(u[..., 2], known.en_route_speed_m_per_s)
    offset = (2.0 * u[..., 3] - 1.0) * 0.98 * traffic.radius_m
    half = np.sqrt(traffic.radius_m**2 - offset**2)
    latitude, longitude = destination(
        np.full(offset.shape, traffic.latitude_rad),
        np.full(offset.shape, traffic.longitude_rad),
        track + np.pi / 2.0,
        offset,
    )
    waypoint = np.empty((*offset.shape, 2, 3))
    # Entered at -crossing time to the end, evenly: those before time 0 begin on their way.
    entered = more[..., 0] * (traffic.duration_s + 2.0 * half / speed) - 2.0 * half / speed
    begin = half + np.minimum(entered, 0.0) * speed
    waypoint[..., 0, 0], waypoint[..., 0, 1] = destination(latitude, longitude, track + np.pi, begin)
    waypoint[..., 1, 0], waypoint[..., 1, 1] = destination(latitude, longitude, track, half)
    waypoint[..., 2] = level[..., None]
    return _flights(waypoint, np.maximum(entered, 0.0), speed, word)


def _terminal(draws: Draws, traffic: CivilTraffic, names: Sequence[str]) -> Flights:
    """Arrivals (even numbers), departures (odd ones) at an airport each, by way of a point on its final."""
    known = statistics()
    word = words(list(names))
    u = draws.uniforms(Cause.TRAFFIC, word)
    more = draws.uniforms(Cause.TRAFFIC, word, 1)
    near = _airports_near(traffic)
    field = near[np.minimum((u[..., 0] * near.shape[0]).astype(np.int64), near.shape[0] - 1)]
    outer = u[..., 1] * 2.0 * np.pi
    final = outer + (u[..., 2] - 0.5) * np.pi
    speed = _between(u[..., 3], known.terminal_speed_m_per_s)
    waypoint = np.empty((*outer.shape, 3, 3))
    waypoint[..., 0, 0], waypoint[..., 0, 1] = destination(
        field[..., 0], field[..., 1], outer, np.array(APPROACH_M)
    )
    waypoint[..., 1, 0], waypoint[..., 1, 1] = destination(
        field[..., 0], field[..., 1], final, np.array(FINAL_M)
    )
    waypoint[..., 2, :2] = field[..., :2]
    waypoint[..., 0, 2] = field[..., 2] + APPROACH_HEIGHT_M
    waypoint[..., 1, 2] = field[..., 2] + FINAL_HEIGHT_M
    waypoint[..., 2, 2] = field[..., 2] + 20.0
    waypoint[:, 1::2] = waypoint[:, 1::2, ::-1]
    entered = more[..., 0] * (traffic.duration_s + APPROACH_M / speed) - APPROACH_M / speed
    waypoint, count = _on_their_way(waypoint, -np.minimum(entered, 0.0) * speed)
    flights = _flights(waypoint, np.maximum(entered, 0.0), speed, word)
    return Flights(
        kind=flights.kind,
        waypoint=flights.waypoint,
        waypoint_count=count,
        start_s=flights.start_s,
        speed_m_per_s=flights.speed_m_per_s,
        turn_rate_rad_per_s=flights.turn_rate_rad_per_s,
        climb_rate_m_per_s=flights.climb_rate_m_per_s,
        word=flights.word,
    )


def _on_their_way(waypoint: Floats, flown_m: Floats) -> tuple[Floats, Ints]:
    """Routes of three waypoints, begun `flown_m` along them: the first leg cut, or left out."""
    lengths = distance(
        waypoint[..., :-1, 0], waypoint[..., :-1, 1], waypoint[..., 1:, 0], waypoint[..., 1:, 1]
    )
    flown = np.minimum(flown_m, lengths.sum(axis=-1) - 1_000.0)
    second = flown > lengths[..., 0] - 500.0
    share = np.where(
        second, (flown - lengths[..., 0]) / lengths[..., 1], flown / np.maximum(lengths[..., 0], 1.0)
    )
    share = np.clip(share, 0.0, 1.0)[..., None]
    cut = waypoint.copy()
    first, middle, last = waypoint[..., 0, :], waypoint[..., 1, :], waypoint[..., 2, :]
    late = second[..., None]
    cut[..., 0, :] = np.where(late, middle + share * (last - middle), first + share * (middle - first))
    cut[..., 1, :] = np.where(late, last, middle)
    return cut, np.where(second, 2, 3).astype(np.int64)


def _flights(waypoint: Floats, start_s: Floats, speed: Floats, word: Ints) -> Flights:
    count = word.size
    return Flights(
        kind=np.full(count, ROUTE, dtype=np.int64),
        waypoint=waypoint,
        waypoint_count=np.full(start_s.shape, waypoint.shape[2], dtype=np.int64),
        start_s=start_s,
        speed_m_per_s=speed,
        turn_rate_rad_per_s=np.full(count, TURN_RATE_RAD_PER_S),
        climb_rate_m_per_s=np.full(count, CLIMB_RATE_M_PER_S),
        word=word,
    )


def _track(u: Floats, cumulated: Floats) -> Floats:
    """A course, rad, from the cumulated shares of twelve sectors of 30 degrees."""
    result: Floats = np.interp(u, np.concatenate([[0.0], cumulated]), np.arange(13) * (np.pi / 6.0))
    return result


def _between(u: Floats, percentiles: Floats) -> Floats:
    """A value by its quantile from the 5, 25, 50, 75 and 95 % points; held beyond them."""
    result: Floats = np.interp(u, [0.05, 0.25, 0.5, 0.75, 0.95], percentiles)
    return result
