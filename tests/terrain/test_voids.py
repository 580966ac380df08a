"""Voids hold the height of the nearest known post: against the search of every post."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Floats
from airtight.terrain import voids

STEP_DEG = 0.01
"""1.1 km: eight rows within reach."""
ROWS, COLUMNS = 26, 18


def naive_distance(known: Floats, step_m: Floats) -> Floats:
    """From each post (n, 2) to the nearest of the known, every pair tried."""
    posts = np.argwhere(np.ones(known.shape, np.bool_)) * step_m
    apart = posts[:, None, :] - posts[known.ravel() > 0][None, :, :]
    return np.asarray(np.hypot(apart[..., 0], apart[..., 1]).min(axis=1).reshape(known.shape))


@pytest.mark.parametrize("scattered", [0.0, 1.0], ids=["whole windows", "one by one"])
@pytest.mark.parametrize("block", [2048, 8])
@given(seed=st.integers(0, 10_000), share=st.floats(0.01, 0.995), gaps=st.booleans())
def test_the_nearest_known_height_is_taken_within_reach(
    scattered: float, block: int, seed: int, share: float, *, gaps: bool
) -> None:
    draws = np.sin(np.arange(ROWS * COLUMNS) * (seed + 1.7)) ** 2  # any scatter will do
    order = np.argsort(np.argsort(draws)).reshape(ROWS, COLUMNS) / (ROWS * COLUMNS)
    void = order < share
    beyond = (order >= share) & (order < share + 0.1) & gaps
    heights = np.arange(ROWS * COLUMNS, dtype=np.float32).reshape(ROWS, COLUMNS)
    filled = np.where(void | beyond, np.float32(np.nan), heights)
    known = ~void & ~beyond
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(voids, "SCATTERED", scattered)
        patched.setattr(voids, "BLOCK", block)
        count = voids.fill(filled, void, north_deg=0.2, steps_deg=(STEP_DEG, STEP_DEG))
    step_m = MEAN_EARTH_RADIUS_M * np.radians([STEP_DEG, STEP_DEG])
    if not known.any():
        assert count == 0
        return
    least = naive_distance(known.astype(np.float64), step_m)
    took = void & np.isfinite(filled)
    assert count == np.count_nonzero(took)
    # At the equator a column is as wide as a row to 1e-5: nothing else decides what is within reach.
    assert np.array_equal(took, void & (least <= voids.REACH_M))
    row, column = np.divmod(filled[took].astype(int), COLUMNS)
    own_row, own_column = np.nonzero(took)
    apart = np.hypot((row - own_row) * step_m[0], (column - own_column) * step_m[1])
    assert apart == pytest.approx(least[took], rel=1e-4)
    assert np.array_equal(filled[known], heights[known])
    assert np.isnan(filled[beyond]).all()


def test_at_70_north_a_post_to_the_side_is_nearer_than_one_above() -> None:
    heights = np.array([[1, 2, 3], [4, np.nan, 6], [7, 8, 9]], np.float32)
    void = np.isnan(heights)
    voids.fill(heights, void, north_deg=70.0, steps_deg=(STEP_DEG, STEP_DEG))
    assert heights[1, 1] in {4.0, 6.0}
