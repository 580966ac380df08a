"""One path: which model is chosen and why, and that its parts are the models'."""

import math
import types

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.errors import InputError
from airtight.propagation.crossing import Rain, wet_length_m
from airtight.propagation.diffraction import Path, delta_bullington_loss_db, smooth_earth_loss_db
from airtight.propagation.free_space import free_space_loss_db
from airtight.propagation.gases import ray_loss_db
from airtight.propagation.ground import Ground
from airtight.propagation.link import Link
from airtight.propagation.lobing import Beam, lobing_losses_db
from airtight.propagation.path import Air, decide, path_loss
from airtight.propagation.rain import rain_attenuation_db_per_km

RADIUS_M = 4.0 / 3.0 * 6_371_008.7714
DISTANCE_M = np.linspace(0.0, 60e3, 601)
HILL_M = np.where(np.arange(601) == 300, 300.0, 0.0)


def link(frequency_hz: float = 3e9, target_m: float = 400.0, antenna_m: float = 20.0) -> Link:
    return Link(frequency_hz, antenna_m, target_m, 60e3)


@pytest.mark.parametrize(
    ("frequency_hz", "ground", "model", "reason"),
    [
        (3e9, Ground(), "smooth-earth", "No profile"),
        (3e9, Ground(cover="sea"), "lobes", "sea mirrors"),
        (3e9, Ground(cover="lake"), "lobes", "lake mirrors"),
        (160e6, Ground(cover="plain"), "lobes", "plain mirrors"),
        (3e9, Ground(DISTANCE_M, HILL_M), "mask", "From 1 GHz"),
        (160e6, Ground(DISTANCE_M, HILL_M), "terrain", "Below 1 GHz"),
        (160e6, Ground(DISTANCE_M, HILL_M, cover="plain"), "terrain", "leaves a plane by"),
        (3e9, Ground(DISTANCE_M, 0.1 * DISTANCE_M / 1e3, cover="plain"), "lobes", "of a plane"),
    ],
)
def test_the_model_follows_from_ground_and_frequency_and_says_why(
    frequency_hz: float, ground: Ground, model: str, reason: str
) -> None:
    found, reasons = decide(link(frequency_hz), ground)
    assert found == model
    assert any(reason in told for told in reasons)
    assert path_loss(link(frequency_hz), ground).model == model


@pytest.mark.parametrize("method", ["mask", "terrain", "smooth-earth", "lobes"])
def test_a_method_that_is_asked_for_is_taken(method: str) -> None:
    got = path_loss(link(), Ground(DISTANCE_M, HILL_M), method=method)
    assert got.model == method
    assert got.reasons[0].startswith("Asked for")


def test_the_parts_are_the_models_own() -> None:
    rain = Rain(20.0, extent_m=10e3, start_m=5e3)
    got = path_loss(link(), Ground(DISTANCE_M, HILL_M), air=Air(rain=rain), method="terrain")
    one = link()
    assert got.free_space_db == pytest.approx(
        float(free_space_loss_db(frequency_hz=3e9, distance_m=one.slant_m))
    )
    gases, _ = ray_loss_db(
        frequency_hz=3e9, height_m=20.0, elevation_rad=one.elevation_rad, length_m=one.slant_m
    )
    assert got.gases_db == pytest.approx(gases)
    per_km = rain_attenuation_db_per_km(frequency_hz=3e9, rate_mm_per_h=20.0, elevation_rad=one.elevation_rad)
    assert got.rain_db == pytest.approx(10.0 * per_km)
    diffraction = delta_bullington_loss_db(Path(3e9, 20.0, 400.0, RADIUS_M), DISTANCE_M, HILL_M)
    assert got.ground_db == pytest.approx(diffraction)
    assert got.loss_db == pytest.approx(gases + 10.0 * per_km + diffraction)
    assert got.total_db == pytest.approx(got.free_space_db + got.loss_db)


def test_over_a_plateau_heights_count_above_the_plateau() -> None:
    """900 m higher: the same lobes as at sea level, over land."""
    high = path_loss(Link(160e6, 920.0, 3900.0, 60e3), Ground(DISTANCE_M, np.full(601, 900.0), cover="plain"))
    low = lobing_losses_db(Path(160e6, 20.0, 1.0, RADIUS_M), 3000.0, 60e3)
    assert high.ground_db == pytest.approx(float(low.loss_db), abs=1e-6)


def test_the_beam_and_the_agility_reach_the_lobes() -> None:
    plain = path_loss(link(), Ground(cover="sea"))
    beam = path_loss(link(), Ground(cover="sea"), beam=Beam(math.radians(1.0)))
    hopping = path_loss(link(), Ground(cover="sea"), agility_hz=200e6)
    assert len({plain.ground_db, beam.ground_db, hopping.ground_db}) == 3


@given(st.floats(10.0, 3000.0), st.floats(0.0, 2000.0), st.integers(5, 595))
def test_the_mask_hides_what_a_straight_line_over_the_bulged_profile_would_hit(
    target_m: float, hill_m: float, at: int
) -> None:
    """The same question with heights over a parabola instead of angles over a sphere; 0.5 m apart at most."""
    height = np.zeros(601)
    height[at] = hill_m
    one = Link(3e9, 20.0, target_m, 60e3)
    ray = 20.0 + (target_m - 20.0) * DISTANCE_M / 60e3 - DISTANCE_M * (60e3 - DISTANCE_M) / (2.0 * RADIUS_M)
    clearance = float(np.min((ray - height)[1:-1]))
    if abs(clearance) > 0.5:
        assert one.in_sight(Ground(DISTANCE_M, height)) == (clearance > 0.0)
        assert path_loss(one, Ground(DISTANCE_M, height)).ground_db == (0.0 if clearance > 0.0 else math.inf)


def test_without_a_profile_sight_ends_at_the_smooth_horizon() -> None:
    assert Link(3e9, 20.0, 100.0, 59_000.0).in_sight(Ground())
    assert not Link(3e9, 20.0, 100.0, 60_500.0).in_sight(Ground())
    assert path_loss(Link(3e9, 20.0, 100.0, 90e3)).ground_db == pytest.approx(
        smooth_earth_loss_db(Path(3e9, 20.0, 100.0, RADIUS_M), 90e3)
    )


@given(
    st.floats(0.0, 3000.0),
    st.floats(10.0, 15_000.0),
    st.floats(5e3, 400e3),
    st.floats(0.0, 300e3),
    st.floats(0.0, 100e3),
    st.floats(0.0, 6000.0),
)
def test_rain_counts_where_the_ray_is_in_the_cell_and_below_its_top(
    antenna_m: float, target_m: float, distance_m: float, start_m: float, extent_m: float, top_m: float
) -> None:
    """Against 20,000 points along the straight ray."""
    one = Link(3e9, antenna_m, target_m, distance_m)
    along = (np.arange(20_000) + 0.5) / 20_000 * one.slant_m
    centre = RADIUS_M + antenna_m
    height = np.sqrt(along**2 + centre**2 + 2.0 * along * centre * math.sin(one.elevation_rad)) - RADIUS_M
    wet = (along >= start_m) & (along <= start_m + extent_m) & (height <= top_m)
    expected = float(np.mean(wet)) * one.slant_m
    got = wet_length_m(one, Rain(10.0, extent_m, start_m, top_m))
    assert got == pytest.approx(expected, abs=3e-4 * one.slant_m + 1e-3)


def test_below_the_recommendations_frequencies_air_is_left_out_and_said_to_be() -> None:
    got = path_loss(Link(50e6, 20.0, 400.0, 60e3), air=Air(rain=Rain(20.0, 10e3)))
    assert (got.gases_db, got.rain_db) == (0.0, 0.0)
    assert sum("left out" in told for told in got.reasons) == 2


def test_rain_is_told_with_its_extent() -> None:
    got = path_loss(link(), air=Air(rain=Rain(20.0, 10e3)))
    assert any("20 mm/h on 10 km" in told for told in got.reasons)
    assert path_loss(link(), air=Air(rain=Rain(0.0, 10e3))).rain_db == 0.0


@pytest.mark.parametrize(
    ("place", "call"),
    [
        ("frequency_hz", lambda: Link(1e6, 20.0, 400.0, 60e3)),
        ("antenna_m", lambda: Link(3e9, math.nan, 400.0, 60e3)),
        ("distance_m", lambda: Link(3e9, 20.0, 400.0, 0.0)),
        ("factor", lambda: Link(3e9, 20.0, 400.0, 60e3, -1.0)),
        ("polarization", lambda: Link(3e9, 20.0, 400.0, 60e3, polarization="circular")),
        ("cover", lambda: Ground(cover="forest")),
        ("ground", lambda: Ground(DISTANCE_M)),
        ("ground", lambda: Ground(DISTANCE_M, HILL_M[:-1])),
        ("ground", lambda: Ground(DISTANCE_M[::-1], HILL_M)),
        ("ground.distance_m", lambda: path_loss(Link(3e9, 20.0, 400.0, 50e3), Ground(DISTANCE_M, HILL_M))),
        ("antenna_m", lambda: path_loss(link(antenna_m=-5.0))),
        ("target_m", lambda: path_loss(link(target_m=0.0), Ground(DISTANCE_M, HILL_M))),
        ("method", lambda: path_loss(link(), method="guess")),
        ("ground", lambda: path_loss(link(), method="terrain")),
        ("rate_mm_per_h", lambda: Rain(-1.0, 10e3)),
    ],
)
def test_what_is_wrong_is_named(place: str, call: object) -> None:
    assert isinstance(call, types.FunctionType)
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.place == place
