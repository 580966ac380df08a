"""Regions: countries against published areas, circles against geometry, unknown names."""

import numpy as np
import pytest
from tests.analysis.coverage.conftest import SCENARIO, tile

from airtight.analysis.coverage import regions
from airtight.analysis.coverage.site import distances_m, survey
from airtight.errors import InputError
from airtight.scenario import loader
from airtight.terrain.elevation import Terrain


def scenario() -> object:
    return loader.from_text(SCENARIO.format(lat=40.0, lon=32.0, activation='"full"', settings=""))


@pytest.mark.parametrize(
    ("name", "published_km2"),
    [("Turkey", 783_562.0), ("Bulgaria", 110_994.0), ("Syria", 185_180.0), ("Iceland", 103_000.0)],
)
def test_areas_of_countries_agree_with_published_ones(name: str, published_km2: float) -> None:
    """UN Statistics Division, Demographic Yearbook, table 3; outlines at 1:50 million: within 2 %."""
    assert regions.country(name).area_m2 / 1e6 == pytest.approx(published_km2, rel=0.02)


@pytest.mark.parametrize(
    ("latitude", "longitude", "name", "inside"),
    [
        (39.93, 32.86, "Turkey", True),
        (36.2, 28.1, "Greece", True),
        (36.2, 28.1, "Turkey", False),
        (43.0, 34.0, "Turkey", False),
        (66.0, -179.0, "Russia", True),
        (64.1, -21.9, "Iceland", True),
    ],
)
def test_places_fall_into_their_countries(
    latitude: float, longitude: float, name: str, *, inside: bool
) -> None:
    """Ankara, Rhodes, the Black Sea, Chukotka beyond the 180th meridian, Reykjavik."""
    found = regions.country(name).holds(np.radians([latitude]), np.radians([longitude]))
    assert bool(found[0]) is inside


def test_a_name_may_lack_its_accents_and_case() -> None:
    found = regions.find(["TÜRKİYE", "cote d'ivoire"], scenario())  # type: ignore[arg-type]
    assert [one.name for one in found] == ["Turkey", "Côte d'Ivoire"]


def test_an_unknown_region_names_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        regions.find(["Turky", "citty"], scenario())  # type: ignore[arg-type]
    assert [problem.value for problem in caught.value.problems] == ["Turky", "citty"]
    assert "Turkey" in caught.value.problems[0].allowed
    assert "city" in caught.value.problems[1].allowed


@pytest.mark.parametrize("radius_m", [300.0, 10_000.0, 100_000.0, 800_000.0])
def test_a_circle_weighs_one_where_it_lies_on_the_grid_and_its_share_where_not(radius_m: float) -> None:
    site = survey(
        Terrain.of(tile(), source="plain"),
        latitude_rad=np.radians(40.0),
        longitude_rad=np.radians(32.0),
        distance_m=distances_m(500.0, 200_000.0),
    )
    area = 2.0 * np.pi * 6_371_008.771**2 * (1.0 - np.cos(radius_m / 6_371_008.771))
    circle = regions.Circle("c", "", area, np.radians(40.2), np.radians(32.2), radius_m)
    weight = float(circle.weight(site).sum())
    assert weight == pytest.approx(1.0 if radius_m < 150_000.0 else (200.0 / 800.0) ** 2, rel=0.01)
