"""The bundled terrain and bilinear heights."""

import json
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.errors import InputError
from airtight.terrain import kernels
from airtight.terrain.account import describe
from airtight.terrain.elevation import Terrain
from airtight.terrain.files import Tile

BUNDLED = Terrain.bundled()


@pytest.mark.parametrize(
    ("name", "latitude_deg", "longitude_deg", "elevation_m", "within_m"),
    [
        ("Lake Van, surface", 38.60, 42.90, 1640.0, 10.0),
        ("Lake Tuz, surface", 38.80, 33.40, 905.0, 20.0),
        ("Black Sea", 43.00, 34.00, 0.0, 0.0),
        ("Esenboga airport, published 952 m", 40.1281, 32.9951, 952.0, 32.0),
        ("Erkilet airport, published 1054 m", 38.7704, 35.4954, 1054.0, 32.0),
        ("Van airport, published 1670 m", 38.4682, 43.3323, 1670.0, 32.0),
    ],
)
def test_heights_agree_with_published_ones(
    name: str, latitude_deg: float, longitude_deg: float, elevation_m: float, within_m: float
) -> None:
    """Against 180 airports 90 % of this terrain lie between -28 and +32 m."""
    got = BUNDLED.height_m(np.radians(latitude_deg), np.radians(longitude_deg))
    assert got == pytest.approx(elevation_m, abs=within_m), name


def test_summits_stand_where_they_should_and_lower_than_they_are() -> None:
    """Ararat 39.702 N 44.298 E, Erciyes 38.532 N 35.447 E: a 30 arc-second cell hides 60-260 m."""
    for latitude, longitude, true_m in [(39.702, 44.298, 5137.0), (38.532, 35.447, 3917.0)]:
        row = round((43.5 - latitude) * 120.0 - 0.5)
        column = round((longitude - 25.0) * 120.0 - 0.5)
        heights = BUNDLED.elevation_m[row - 2 : row + 3, column - 2 : column + 3]
        assert 60.0 < true_m - heights.max() < 260.0


def test_posts_are_the_centres_of_the_sources_pixels() -> None:
    south, west, north, east = BUNDLED.bounds_deg
    half = 0.5 / 120.0
    assert (south, west, north, east) == pytest.approx(
        (33 + half, 25 + half, 43.5 - half, 46 - half), abs=1e-9
    )
    assert BUNDLED.height_m(np.radians(43.5 - half), np.radians(25 + half)) == BUNDLED.elevation_m[0, 0]


def test_outside_is_sea_level() -> None:
    assert BUNDLED.height_m(np.radians([48.0, 30.0, 40.0]), np.radians([30.0, 30.0, 50.0])) == pytest.approx(
        [0.0] * 3
    )
    assert not BUNDLED.contains(np.radians(48.0), np.radians(30.0))
    assert BUNDLED.contains(np.radians(40.0), np.radians(30.0))


@given(st.floats(0.0, 4.0), st.floats(0.0, 3.0))
def test_a_plane_is_reproduced_exactly(row: float, column: float) -> None:
    """Bilinear interpolation is exact for heights linear in both angles."""
    rows, columns = np.meshgrid(np.arange(5), np.arange(4), indexing="ij")
    plane = (100.0 + 7.0 * rows - 3.0 * columns).astype(np.float32)
    terrain = Terrain.of(Tile(plane, 41.0, 30.0, 0.5, 0.25), source="a plane")
    got = terrain.height_m(np.radians(41.0 - 0.5 * row), np.radians(30.0 + 0.25 * column))
    inside = terrain.contains(float(np.radians(41.0 - 0.5 * row)), float(np.radians(30.0 + 0.25 * column)))
    assert got == pytest.approx(100.0 + 7.0 * row - 3.0 * column if inside else 0.0, abs=1e-4)


def test_a_description_tells_extent_heights_and_source() -> None:
    told = describe(BUNDLED)
    assert told["rows"] == 1260
    assert told["columns"] == 2520
    assert told["highest_m"] == 5570.0
    assert told["void_posts"] == 0
    assert told["latitude_step_arcsec"] == pytest.approx(30.0)
    assert "GLOBE" in str(told["source"])
    assert json.dumps(told)


def test_what_is_not_finite_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        BUNDLED.height_m([0.7, np.nan], 0.5)
    assert caught.value.place == "latitude_rad[1]"


def test_compiled_and_plain_heights_agree() -> None:
    compiled = kernels.height_at
    plain = getattr(compiled, "py_func", compiled)
    arguments = (BUNDLED.elevation_m, BUNDLED.grid, 0.7012, 0.6033)
    assert plain(*arguments) == pytest.approx(compiled(*arguments), rel=1e-12)


def test_the_bundled_data_stay_small() -> None:
    path = resources.files("airtight.terrain") / "data" / "globe30s_anatolia.npz"
    assert len(path.read_bytes()) < 3_000_000


def test_outlines_lie_in_the_region_and_are_lines() -> None:
    text = (resources.files("airtight.report") / "data" / "outlines.json").read_text()
    outlines = json.loads(text)
    for kind in ("coast", "border"):
        lines = outlines[kind]
        assert len(lines) > 20
        assert all(len(line) >= 2 for line in lines)
        points = np.concatenate([np.array(line) for line in lines])
        assert points[:, 0].min() > 20.0
        assert points[:, 0].max() < 51.0
        assert points[:, 1].min() > 29.0
        assert points[:, 1].max() < 48.0
