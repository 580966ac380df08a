"""Over a plain at sea level the model's range meets the public assessments'.

Low and high are those of the public sources (catalogue reference, section 6).
"""

import numpy as np
import pytest
from tests.analysis.coverage.conftest import Ask, layer_of

from airtight.analysis.coverage.finding import find_coverage
from airtight.analysis.coverage.layers import DETECTION, ENGAGEMENT, Layer
from airtight.analysis.coverage.request import request
from airtight.catalog.loader import load
from airtight.earth.refraction import radar_horizon_m
from airtight.scenario import loader
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import Tile

AIRBORNE = """
[scenario]
name = "plain"
duration = "20 min"
seed = 20210212

[[sensor]]
id = "s"
system = "aew-e3a"
orbit = { lat = 40.0, lon = 33.0, radius = "20 km", speed = "190 m/s" }
"""


def middle(given: Layer) -> tuple[float, float, float]:
    """Medians over bearings of a layer's low, nominal and high reach."""
    low, high = given.bearings.ends_m
    return float(np.median(low)), float(np.median(given.bearings.reach_m)), float(np.median(high))


def test_a_low_flyer_is_engaged_at_twenty_to_thirty_five_kilometres(ask: Ask) -> None:
    """Dalsjö et al., FOI-R--4651--SE (2019), as recalled; horizon of 8 m and 15 to 50 m: 28 to 41 km."""
    found = ask(altitudes=["30 m"], targets=["cruise-missile-subsonic"], radius="100 km")
    low, nominal, high = middle(layer_of(found, "radar-92n6e", ENGAGEMENT))
    assert 20e3 <= nominal <= 35e3
    assert low <= 35e3 <= high + 5e3


def test_a_large_high_aircraft_is_engaged_at_two_hundred_kilometres_and_more(ask: Ask) -> None:
    """200 to 250 km: the same, and the maker's 250 km."""
    found = ask(altitudes=["10 km"], targets=["airliner"], radius="300 km")
    assert 200e3 <= middle(layer_of(found, "radar-92n6e", ENGAGEMENT))[1] <= 250e3


@pytest.mark.parametrize(("target_m", "published_m"), [(500.0, 90e3), (1_000.0, 120e3)])
def test_a_mast_reaches_what_is_published_and_not_beyond_its_horizon(
    ask: Ask, target_m: float, published_m: float
) -> None:
    """39 m mast, targets at 0.5 and 1 km: 90 and 120 km in a compilation; horizons at 118 and 156 km."""
    found = ask(
        altitudes=[f"{target_m} m"],
        rcs=["4 m2"],
        radius="220 km",
        settings={"radar-96l6e.antenna_height": "39 m"},
    )
    nominal = middle(layer_of(found, "radar-96l6e", DETECTION))[1]
    assert published_m <= nominal <= float(radar_horizon_m(antenna_m=39.0, target_m=target_m))


def test_an_airborne_radar_sees_low_flyers_to_three_hundred_kilometres_and_more() -> None:
    """E-3A from 9.15 km: 315 to 378 km published, the ground's horizon at 394 km; interval meets interval."""
    flat = Tile(np.zeros((321, 481), dtype=np.float32), 48.0, 21.0, 0.05, 0.05)
    catalog = load()
    asked = request(catalog, altitudes=["100 m"], rcs=["5 m2"])
    found = find_coverage(loader.from_text(AIRBORNE), catalog, asked, Terrain.of(flat, source="plain"))
    low, nominal, high = middle(layer_of(found, "aew-e3a", DETECTION))
    assert low <= 378e3
    assert high >= 315e3
    assert nominal <= float(radar_horizon_m(antenna_m=9_150.0, target_m=100.0))
