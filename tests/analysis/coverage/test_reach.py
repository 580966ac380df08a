"""Reach by bearing and sums over worlds, on a few nodes: what ends a reach, and what does not."""

import numpy as np
import pytest

from airtight.analysis.coverage import reach_kernels
from airtight.analysis.coverage.causes import (
    BELOW_OR_ABOVE,
    BEYOND,
    COVERED,
    ENVELOPE,
    HORIZON,
    POWER,
    TERRAIN,
    TOO_NEAR,
    UNDERGROUND,
)
from airtight.analysis.coverage.layers import Cover, certainty, weighed
from airtight.analysis.coverage.polar_kernels import ELEVATION_MAX_RAD, ELEVATION_MIN_RAD, WORLD_COLUMNS
from airtight.analysis.coverage.site import cell_areas_m2, distances_m

DISTANCE = np.array([1_000.0, 2_000.0, 3_000.0, 4_000.0])


@pytest.mark.parametrize(
    ("codes", "reach_m", "last_m", "cause"),
    [
        ((COVERED, COVERED, TERRAIN, TERRAIN), 2_500.0, 2_500.0, TERRAIN),
        ((COVERED, POWER, COVERED, POWER), 1_500.0, 3_500.0, POWER),
        ((BELOW_OR_ABOVE, COVERED, COVERED, HORIZON), 3_500.0, 3_500.0, HORIZON),
        ((TOO_NEAR, UNDERGROUND, COVERED, ENVELOPE), 3_500.0, 3_500.0, ENVELOPE),
        ((TERRAIN, COVERED, COVERED, COVERED), 0.0, 4_500.0, TERRAIN),
        ((COVERED, COVERED, COVERED, COVERED), 4_500.0, 4_500.0, BEYOND),
        ((BELOW_OR_ABOVE, BELOW_OR_ABOVE, TERRAIN, COVERED), 0.0, 4_500.0, TERRAIN),
        ((TOO_NEAR, TOO_NEAR, TOO_NEAR, TOO_NEAR), 0.0, 0.0, TOO_NEAR),
        ((COVERED, COVERED, BELOW_OR_ABOVE, COVERED), 2_500.0, 4_500.0, BELOW_OR_ABOVE),
    ],
)
def test_the_nearest_loss_ends_a_reach(
    codes: tuple[int, ...], reach_m: float, last_m: float, cause: int
) -> None:
    reach, last, found = np.empty(1), np.empty(1), np.empty(1, dtype=np.uint8)
    reach_kernels.first_loss(np.array([codes], dtype=np.uint8), DISTANCE, 9e9, reach, last, found)
    assert (reach[0], last[0], found[0]) == (reach_m, last_m, cause)


def test_no_reach_exceeds_what_is_stated() -> None:
    reach, last, found = np.empty(1), np.empty(1), np.empty(1, dtype=np.uint8)
    reach_kernels.first_loss(np.zeros((1, 4), dtype=np.uint8), DISTANCE, 3_200.0, reach, last, found)
    assert (reach[0], last[0]) == (3_200.0, 3_200.0)


def test_worlds_are_told_apart_bit_by_bit() -> None:
    """World w is covered up to node w % 4, world 63 nowhere, and world 62 only beyond a gap."""
    mask = np.zeros((1, 4, 8), dtype=np.uint8)
    for w in range(62):
        for g in range(w % 4 + 1):
            mask[0, g, w // 8] |= 1 << (w % 8)
    mask[0, 2, 7] |= 1 << 6
    worlds = np.zeros((64, WORLD_COLUMNS))
    worlds[:, ELEVATION_MIN_RAD], worlds[:, ELEVATION_MAX_RAD] = -1.5, 1.5
    reach = np.empty((64, 1))
    cover = Cover(np.zeros((1, 4), dtype=np.uint8), mask)
    ground = np.zeros((1, 4), dtype=np.float32)
    reach_kernels.reach(
        cover.words, DISTANCE, ground, 100.0, 1, 10.0, worlds, 1, np.zeros(64), np.full(64, 9e9), reach
    )
    assert reach[:62, 0].tolist() == [(1.5 + w % 4) * 1e3 for w in range(62)]
    assert reach[62:, 0].tolist() == [0.0, 0.0]
    assert certainty(mask)[0].tolist() == [62, 46, 31, 15]
    weight = np.array([[1.0, 10.0, 100.0, 1_000.0]])
    nominal, sums = weighed(cover, weight)
    assert nominal == 1_111.0
    assert sums[:4].tolist() == [1.0, 11.0, 111.0, 1_111.0]
    assert sums[62:].tolist() == [100.0, 0.0]


def test_the_missiles_reach_is_theirs_together() -> None:
    """A long one with a floor on range at low height, and a short one that fires near."""
    missiles = np.array([[200e3, 5e3, 27e3, 38e3, 50.0], [40e3, 1e3, 10e3, -1.0, -1.0]])
    for range_m, height_m, wanted in (
        (150e3, 1_000.0, COVERED),
        (150e3, 40.0, ENVELOPE),
        (30e3, 40.0, COVERED),
        (3e3, 1_000.0, COVERED),
        (500.0, 1_000.0, TOO_NEAR),
        (3e3, 20e3, TOO_NEAR),
        (100e3, 28e3, ENVELOPE),
        (201e3, 1_000.0, ENVELOPE),
    ):
        assert reach_kernels.why_out_of_reach(missiles, range_m, height_m, 0.0) == wanted


@pytest.mark.parametrize("farthest_m", [30e3, 120e3, 250e3, 604e3])
@pytest.mark.parametrize("step_m", [500.0, 1_000.0])
def test_nodes_are_the_tables_and_cells_fill_the_disc(farthest_m: float, step_m: float) -> None:
    nodes = distances_m(step_m, farthest_m)
    assert np.allclose(nodes / step_m, np.rint(nodes / step_m))
    assert (np.diff(nodes) > 0).all()
    end = nodes[-1] + 0.5 * (nodes[-1] - nodes[-2])
    assert farthest_m - 2_000.0 <= end <= farthest_m + 2_000.0
    disc = 4.0 * np.pi * 6_371_008.771**2 * np.sin(0.5 * end / 6_371_008.771) ** 2
    assert 360 * cell_areas_m2(nodes, 360).sum() == pytest.approx(disc)
