"""Looks one by one, against a plain Python twin and published detection probabilities."""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.analysis.exposure.conftest import PASS, Rows, question, scenario

from airtight.analysis.exposure.asking import Asked
from airtight.analysis.exposure.follow_kernels import detection_share, held
from airtight.analysis.exposure.measures import DB_FOR_RATIO, range_of
from airtight.analysis.exposure.signatures import signatures
from airtight.analysis.exposure.watching import Watched, watch
from airtight.analysis.observers import world_table
from airtight.chain.sensing.numbers import (
    R_ANTENNA_M,
    R_ELEVATION_MAX_RAD,
    R_ELEVATION_MIN_RAD,
    R_FREQUENCY_HZ,
    R_INSTRUMENTED_M,
    R_REVISIT_S,
    W_CONSTANT,
    W_PHASE,
)
from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.earth.kernels import enu_rotation, geodetic_to_ecef, great_circle_distance_bearing
from airtight.numerics.columns import Floats
from airtight.numerics.healpix import bins
from airtight.propagation.kernels import edge_loss_db, gas_loss_db
from airtight.scenario import worlds
from airtight.scenario.worlds import Worlds

REFLECTORS_M2 = 3.0


@pytest.mark.parametrize(
    ("snr_db", "pfa", "swerling", "published"),
    [(13.0, 1e-6, 1, 0.517178), (13.0, 1e-6, 3, 0.608965)],
)
def test_detection_of_one_look_is_as_published(
    snr_db: float, pfa: float, swerling: int, published: float
) -> None:
    """DiFranco & Rubin, one pulse; digits of an independent program (scipy), to 1e-6."""
    found = detection_share(10.0 ** (snr_db / 10.0), -math.log(pfa), swerling)
    assert found == pytest.approx(published, abs=1e-6)


@pytest.mark.parametrize("swerling", [1, 3])
def test_detection_grows_with_strength_from_false_alarms_to_certainty(swerling: int) -> None:
    shares = [detection_share(snr, -math.log(1e-6), swerling) for snr in np.geomspace(1e-6, 1e9, 200)]
    assert shares[0] == pytest.approx(1e-6, rel=1e-3)
    assert shares[-1] == pytest.approx(1.0, abs=1e-6)
    assert np.all(np.diff(shares) >= 0.0)


def test_three_of_five_hold_a_track() -> None:
    assert [held(window) for window in (0b00000, 0b00011, 0b10101, 0b11111, 0b01001)] == [
        False,
        False,
        True,
        True,
        False,
    ]


def test_a_mean_of_25_looks_at_10_db_is_known_to_1_db() -> None:
    """(1 + S) / (S sqrt(M)) = 0.22, in decibels 0.96."""
    assert DB_FOR_RATIO * 1.1 / math.sqrt(25.0) == pytest.approx(0.96, abs=0.01)


def test_a_range_is_widened_to_hold_its_nominal_and_leaves_out_what_is_not_there() -> None:
    assert range_of(np.array([5.0]), np.array([1.0, 2.0, np.nan])) == {
        "low": pytest.approx(1.05),
        "nominal": 5.0,
        "high": 5.0,
    }
    empty = np.full(3, np.nan)
    assert range_of(empty, empty) == {"low": None, "nominal": None, "high": None}


def nominal_pass(asked: Asked) -> tuple[Worlds, Watched]:
    drawn = worlds.draw(asked.scenario, asked.catalog, np.arange(1), seed=5, nominal=True)
    looked = signatures(asked.watchers, drawn, aircraft="f-35a").only(("clean", "with_reflectors"))
    return drawn, watch(asked.watchers, drawn, asked.plan.flights(drawn), looked, groups={})


def test_a_turning_radar_looks_as_a_plain_loop_does(route_file: Callable[[Rows], Path]) -> None:
    """Every second for the view, every revisit for the looks; the reflectors count alike from all sides."""
    asked = question(scenario(), route_file(PASS))
    drawn, watched = nominal_pass(asked)
    n = asked.watchers.ids.index("capital.radar-91n6e")
    view_s, ratios, sides = plainly(asked, drawn, n)
    assert watched.view_s[0, n] == view_s
    looks, counted = (array[0, n, 1] for array in (watched.looks, watched.counted))
    assert looks == len(ratios)
    assert counted == sum(snr >= 10.0**1.3 for snr in ratios)
    moved = np.abs(watched.shown[0, n] - np.bincount(sides, minlength=192)).sum() / 2.0
    assert moved <= 2.0  # looks on the edge of a part: the kernel turns evenly between samples


def plainly(asked: Asked, drawn: Worlds, n: int) -> tuple[float, list[float], list[int]]:
    """Seconds in view, the ratio of each look with reflectors, the side that each look saw."""
    world = world_table(asked.watchers, drawn)[0, n]
    flights = asked.plan.flights(drawn)
    places = np.stack([flights.latitude_rad[0], flights.longitude_rad[0], flights.height_m[0]], axis=-1)
    view_s = sum(_seen(asked, world, n, place) is not None for place in places[:-1])
    ratios, sides = [], []
    looks = [(k - world[W_PHASE]) * world[R_REVISIT_S] for k in range(1, 1_000)]
    for time_s in [t for t in looks if t < len(places) - 1]:
        i = int(time_s)
        if _seen(asked, world, n, places[i]) is None:
            continue
        place = places[i] + (time_s - i) * (places[i + 1] - places[i])
        found = _seen(asked, world, n, place)
        if found is None:
            found = _seen(asked, world, n, places[i])
        assert found is not None
        snr, towards = found
        ratios.append(snr)
        sides.append(_side(places[i], places[i + 1], float(flights.bank_rad[0, i]), towards))
    return float(view_s), ratios, sides


def _seen(asked: Asked, world: Floats, n: int, place: Floats) -> tuple[float, Floats] | None:
    """The ratio with reflectors, and the way from the aircraft to the radar; None out of view."""
    radar = asked.watchers.radars.radars[n]
    table = radar.tables[0]
    distance_m, azimuth = great_circle_distance_bearing(
        radar.latitude_rad, radar.longitude_rad, place[0], place[1]
    )
    lowest, edge = table.lowest_visible_m(
        azimuth, distance_m, factor=1.3333, height_m=float(world[R_ANTENNA_M])
    )
    site = geodetic_to_ecef(radar.latitude_rad, radar.longitude_rad, table.ground_m + world[R_ANTENNA_M])
    away = np.array(geodetic_to_ecef(*place)) - np.array(site)
    range_m = float(np.linalg.norm(away))
    frame = np.empty((3, 3))
    enu_rotation(radar.latitude_rad, radar.longitude_rad, frame)
    elevation = math.asin(float(frame[2] @ away) / range_m)
    apparent = elevation + 0.5 * range_m * (1.0 - 1.0 / 1.3333) / MEAN_EARTH_RADIUS_M
    inside = world[R_ELEVATION_MIN_RAD] <= apparent <= world[R_ELEVATION_MAX_RAD]
    if place[2] < float(lowest) or range_m > world[R_INSTRUMENTED_M] or not inside:
        return None
    loss_db = edge_loss_db(
        float(world[R_FREQUENCY_HZ]), float(lowest), float(place[2]), float(edge), distance_m
    )
    loss_db += gas_loss_db(asked.watchers.radars.gas[n], elevation, range_m)
    return world[W_CONSTANT] * REFLECTORS_M2 / range_m**4 / 10.0 ** (0.2 * loss_db), -away / range_m


def _side(here: Floats, there: Floats, bank_rad: float, towards: Floats) -> int:
    nose = np.array(geodetic_to_ecef(*there)) - np.array(geodetic_to_ecef(*here))
    nose /= np.linalg.norm(nose)
    frame = np.empty((3, 3))
    enu_rotation(here[0], here[1], frame)
    right = np.cross(nose, frame[2])
    right /= np.linalg.norm(right)
    top = np.cross(right, nose)
    right, top = (
        math.cos(bank_rad) * right - math.sin(bank_rad) * top,
        math.cos(bank_rad) * top + math.sin(bank_rad) * right,
    )
    azimuth = math.atan2(float(towards @ right), float(towards @ nose))
    return int(bins(azimuth_rad=azimuth, elevation_rad=math.asin(float(towards @ top)), sides=4))
