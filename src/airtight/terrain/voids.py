"""Posts without a height: filled from near neighbours, block by block."""

import numpy as np
from numpy.typing import NDArray

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.numerics.columns import Floats, Ints, Singles

REACH_M = 10_000.0
"""A post farther from any known height is not filled: it may be sea, or a land that the source leaves out."""
BLOCK = 2048
SCATTERED = 0.02
"""Share of void posts below which they are searched for one by one."""
Near = NDArray[np.bool_]
Posts = tuple[Ints, Ints]


def fill(
    elevation_m: Singles, void: NDArray[np.bool_], *, north_deg: float, steps_deg: tuple[float, float]
) -> int:
    """Give each void post, in place, the height of the nearest post that has one, if within `REACH_M`.

    Args:
        elevation_m: (rows, columns), m; NaN at voids and where no file has a post.
        void: (rows, columns), true where a file has a post without a height.
        north_deg: latitude of row 0.
        steps_deg: southwards and eastwards.

    Returns:
        How many were filled; the others stay NaN.

    """
    filled = 0
    for top in range(0, void.shape[0], BLOCK):
        if not void[top : top + BLOCK].any():
            continue
        for left in range(0, void.shape[1], BLOCK):
            filled += _fill_block(elevation_m, void, top, left, north_deg, steps_deg)
    return filled


def _fill_block(
    elevation_m: Singles,
    void: NDArray[np.bool_],
    top: int,
    left: int,
    north_deg: float,
    steps_deg: tuple[float, float],
) -> int:
    rows, columns = np.nonzero(void[top : top + BLOCK, left : left + BLOCK])
    if not rows.size:
        return 0
    rows, columns = rows + top, columns + left
    latitude = np.radians(north_deg - steps_deg[0] * rows.mean())
    step_m = MEAN_EARTH_RADIUS_M * np.radians(steps_deg) * (1.0, max(np.cos(latitude), 0.01))
    margin = np.minimum(np.ceil(REACH_M / step_m), 4 * BLOCK).astype(int)
    first = np.maximum((rows.min() - margin[0], columns.min() - margin[1]), 0)
    window = np.s_[first[0] : rows.max() + margin[0] + 1, first[1] : columns.max() + margin[1] + 1]
    # Posts that another block has filled are still marked void: heights do not creep on from block to block.
    unknown = void[window] | ~np.isfinite(elevation_m[window])
    if unknown.all():
        return 0
    at = (rows - first[0], columns - first[1])
    find = _by_border if rows.size < SCATTERED * unknown.size else _by_distance
    near, source = find(unknown, at, step_m)
    elevation_m[rows[near], columns[near]] = elevation_m[source[0] + first[0], source[1] + first[1]]
    return int(np.count_nonzero(near))


def _by_border(unknown: NDArray[np.bool_], at: tuple[Ints, Ints], step_m: Floats) -> tuple[Near, Posts]:
    """For scattered voids: the nearest known post has an unknown one beside it, so few need be searched."""
    from scipy.spatial import KDTree  # noqa: PLC0415 - slow to import, seldom needed

    wide = unknown.copy()
    wide[1:] |= unknown[:-1]
    wide[:-1] |= unknown[1:]
    tall = wide.copy()
    wide[:, 1:] |= tall[:, :-1]
    wide[:, :-1] |= tall[:, 1:]
    border = np.argwhere(wide & ~unknown)
    distance, nearest = KDTree(border * step_m).query(
        np.column_stack(at) * step_m, distance_upper_bound=REACH_M * (1.0 + 1e-9)
    )
    near = np.isfinite(distance)
    return near, (border[nearest[near], 0], border[nearest[near], 1])


def _by_distance(unknown: NDArray[np.bool_], at: tuple[Ints, Ints], step_m: Floats) -> tuple[Near, Posts]:
    """For wide voids: the distance transform of the whole window."""
    from scipy.ndimage import distance_transform_edt  # noqa: PLC0415

    distance, nearest = distance_transform_edt(unknown, sampling=step_m, return_indices=True)
    near = distance[at] <= REACH_M * (1.0 + 1e-9)
    return near, (nearest[0][at][near], nearest[1][at][near])
