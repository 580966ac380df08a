"""Hillshade against matplotlib's own, and its place on the map."""

import numpy as np
from matplotlib.colors import LightSource

from airtight.report.figures.shading import _relief, shaded
from airtight.terrain.elevation import Terrain


def _bumps(rows: int, columns: int) -> np.ndarray:
    y, x = np.mgrid[0:rows, 0:columns]
    return np.asarray(500.0 + 900.0 * np.sin(x / 7.0) * np.cos(y / 5.0) + 4.0 * x)


def test_agrees_with_matplotlibs_light_source() -> None:
    """An independent implementation; it stretches contrast and ours is in steps, hence the correlation."""
    height = _bumps(80, 120)
    ours = _relief(height, 1000.0, 1.0)[:, :, 0].astype(float)
    theirs = LightSource(azdeg=315, altdeg=45).hillshade(height, vert_exag=2.0, dx=1000.0, dy=1000.0)
    assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.99


def test_slopes_to_the_north_west_are_the_bright_ones() -> None:
    y, x = np.mgrid[0:20, 0:20]
    facing_nw = _relief((x + y) * 200.0, 1000.0, 1.0)
    facing_se = _relief((40.0 - x - y) * 200.0, 1000.0, 1.0)
    assert facing_nw[10, 10, 0] > facing_se[10, 10, 0]


def test_pixels_lie_round_their_posts() -> None:
    terrain = Terrain.bundled()
    found = shaded(terrain, west=32.0, east=33.0, south=39.5, north=40.5)
    assert found is not None
    image, (west, east, south, north) = found
    step = np.degrees(terrain.grid[2])
    assert image.shape[1] <= 420
    assert abs((east - west) / image.shape[1] - step) < 1e-9
    assert west <= 32.0
    assert east >= 33.0
    assert south <= 39.5
    assert north >= 40.5
    first_column = (west + step / 2 - np.degrees(terrain.grid[1])) / step
    assert abs(first_column - round(first_column)) < 1e-6


def test_wide_frames_are_averaged_and_foreign_ones_are_none() -> None:
    terrain = Terrain.bundled()
    found = shaded(terrain, west=20.0, east=60.0, south=20.0, north=60.0)
    assert found is not None
    assert found[0].shape[1] <= 420
    assert shaded(terrain, west=-10.0, east=0.0, south=39.0, north=40.0) is None


def test_the_black_sea_is_blue_and_ankara_is_not() -> None:
    terrain = Terrain.bundled()
    found = shaded(terrain, west=32.0, east=34.0, south=39.0, north=43.0)
    assert found is not None
    image, (west, east, south, north) = found

    def colour(longitude: float, latitude: float) -> list[int]:
        row = int((north - latitude) / (north - south) * image.shape[0])
        column = int((longitude - west) / (east - west) * image.shape[1])
        return [int(part) for part in image[row, column]]

    assert colour(33.0, 42.9) == [214, 226, 236]
    red, green, blue = colour(32.86, 39.93)
    assert red == green == blue
