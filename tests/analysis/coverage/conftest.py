"""A plain, a hill, and one battery on them."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from airtight.analysis.coverage.finding import Coverage, find_coverage
from airtight.analysis.coverage.layers import Layer
from airtight.analysis.coverage.request import request
from airtight.catalog.loader import load
from airtight.scenario import loader
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import Tile

SCENARIO = """
[scenario]
name = "plain"
duration = "20 min"
seed = 11

[[battery]]
id = "b"
system = "s400-battery"
position = {{ lat = {lat}, lon = {lon} }}
activation = {activation}

[[defended]]
id = "city"
position = {{ lat = {lat}, lon = {lon} }}
radius = "10 km"

[set]
{settings}
"""
FIXED_AIR = {"atmosphere.effective_earth_factor": "1.3333333333333333"}

Ask = Callable[..., Coverage]


def tile(*, south: float = 36.0, west: float = 28.0, posts: int = 20, size: float = 8.0) -> Tile:
    """Flat at sea level: `size` degrees, `posts` a degree."""
    count = round(size * posts) + 1
    flat = np.zeros((count, count), dtype=np.float32)
    return Tile(flat, south + size, west, 1.0 / posts, 1.0 / posts)


@pytest.fixture(scope="session")
def plain() -> Terrain:
    return Terrain.of(tile(), source="plain")


@pytest.fixture(scope="session")
def ask(plain: Terrain) -> Ask:
    """Coverage of the battery in the middle of the plain, or on another terrain."""

    def asked(
        *,
        terrain: Terrain | None = None,
        place: tuple[float, float] = (40.0, 32.0),
        activation: str = '"full"',
        settings: dict[str, str] | None = None,
        certainty: bool = False,
        **words: object,
    ) -> Coverage:
        lines = "\n".join(f'"{name}" = "{value}"' for name, value in (settings or {}).items())
        stated = loader.from_text(SCENARIO.format(lat=40.0, lon=32.0, activation=activation, settings=lines))
        there = {"latitude_rad": np.radians(place[0]), "longitude_rad": np.radians(place[1])}
        catalog = load()
        return find_coverage(
            replace(
                stated,
                batteries=tuple(replace(one, **there) for one in stated.batteries),
                defended=tuple(replace(one, **there) for one in stated.defended),
            ),
            catalog,
            request(catalog, **words),  # type: ignore[arg-type]
            plain if terrain is None else terrain,
            certainty=certainty,
        )

    return asked


def layer_of(found: Coverage, radar: str, kind: str, height_m: float | None = None) -> Layer:
    """The layer of a radar and kind, at a height if there are several."""
    return next(
        one
        for one in found.layers
        if one.system == radar and one.kind == kind and height_m in {None, one.altitude.height_m}
    )
