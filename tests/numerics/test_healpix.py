"""Equal parts of a sphere: numbers of another implementation, areas, edges."""

import numpy as np
import pytest

from airtight.errors import InputError
from airtight.numerics.healpix import bin_count, bins, outlines


@pytest.mark.parametrize(
    ("azimuth_deg", "elevation_deg", "expected"),
    [
        (10, 0, 88),
        (350, 0, 103),
        (95, -5, 108),
        (180, 2, 80),
        (270, -20, 148),
        (30, 60, 4),
        (200, -75, 190),
        (5, -1, 88),
    ],
)
def test_bins_are_those_of_healpy(azimuth_deg: float, elevation_deg: float, expected: int) -> None:
    """healpy 1.20.1, ang2pix with N_side 4 in ring order; astropy-healpix 2.0.1 gives the same."""
    found = bins(azimuth_rad=np.radians(azimuth_deg), elevation_rad=np.radians(elevation_deg), sides=4)
    assert int(found) == expected


@pytest.mark.parametrize("sides", [1, 2, 4, 7])
def test_all_parts_are_equal_in_area(sides: int) -> None:
    """Directions even over the sphere (a Fibonacci lattice) fall evenly into the parts."""
    count = 400 * bin_count(sides)
    k = np.arange(count) + 0.5
    found = bins(
        azimuth_rad=np.pi * (1.0 + 5.0**0.5) * k, elevation_rad=np.arcsin(1.0 - 2.0 * k / count), sides=sides
    )
    sizes = np.bincount(found, minlength=bin_count(sides))
    assert sizes.size == bin_count(sides)
    assert np.all(np.abs(sizes - 400) < 25)


@pytest.mark.parametrize("sides", [1, 3, 4])
def test_an_outline_runs_round_its_own_part(sides: int) -> None:
    """Shrunk a little towards the part's middle, every point of its edge lies in it."""
    azimuth, elevation = outlines(sides)
    assert azimuth.shape[0] == bin_count(sides)
    edge = np.stack(
        [np.cos(elevation) * np.cos(azimuth), np.cos(elevation) * np.sin(azimuth), np.sin(elevation)], axis=-1
    )
    middle = edge.mean(axis=1, keepdims=True)
    inside = 0.9 * edge + 0.1 * middle
    inside /= np.linalg.norm(inside, axis=-1, keepdims=True)
    found = bins(
        azimuth_rad=np.arctan2(inside[..., 1], inside[..., 0]),
        elevation_rad=np.arcsin(inside[..., 2]),
        sides=sides,
    )
    wanted = np.broadcast_to(np.arange(bin_count(sides))[:, None], found.shape)
    assert np.mean(found == wanted) == 1.0


def test_level_directions_are_sixteen_parts_of_the_equator() -> None:
    azimuth = np.radians(np.arange(0.5, 360.0))
    found = bins(azimuth_rad=azimuth, elevation_rad=0.0, sides=4)
    assert np.array_equal(found, 88 + np.floor(np.degrees(azimuth) / 22.5))


def test_a_direction_out_of_range_is_named() -> None:
    with pytest.raises(InputError) as caught:
        bins(azimuth_rad=[0.0, 1.0], elevation_rad=[0.0, 2.0], sides=4)
    assert caught.value.place == "elevation_rad[1]"
    with pytest.raises(InputError):
        bins(azimuth_rad=0.0, elevation_rad=0.0, sides=0)
