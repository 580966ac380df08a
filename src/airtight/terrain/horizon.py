"""The lowest height in line of sight around a site, as a table that is built once and kept."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Shorts, Singles, finite, flat, positive, within
from airtight.numerics.kernel import writable_cache_root
from airtight.terrain import horizon_kernels
from airtight.terrain.elevation import Terrain

AZIMUTHS = 720
RANGE_STEP_M = 500.0
RANGE_MAX_M = 500_000.0
SAMPLES_A_CELL = 2
"""Terrain samples along a radial for each cell of the grid."""
AZIMUTHS_AT_ONCE = 60
"""Profiles of so many radials are held at a time."""
EDITION = "2"
"""Raise whenever the sweep's result changes: kept tables are then built anew."""


@dataclass(frozen=True)
class HorizonTable:
    """What the ground hides from one antenna, for three effective-earth factors and three antenna heights.

    Attributes:
        latitude_rad: of the antenna.
        longitude_rad: of the antenna.
        ground_m: height of the ground below it, above sea.
        factors: (3,), effective-earth factors k: low, nominal, high.
        heights_m: (3,), antenna heights as given: above ground or above sea.
        antenna_m: (3,), antenna heights above sea.
        range_step_m: ground distance between nodes, on the mean sphere.
        lowest_height_m: (A, G, 3, 3): height above sea of the shadow line at azimuth 2 pi a / A and ground
            distance (g + 1) * range_step_m, by factor and antenna height. It may lie below the ground there:
            the lowest *visible* height is the greater of the two.
        edge_distance: (A, G, 3, 3): distance of the edge that casts the shadow, in range steps, rounded
            down.
        unknown_share: share of the area within the table's range whose ground is not known.
        digest: of all that the table depends on.

    Source:
        Line of sight over an earth of radius k R_m, one pass along each radial over bilinear terrain.

    Limits:
        Beyond the terrain the earth is smooth at sea level.

    """

    latitude_rad: float
    longitude_rad: float
    ground_m: float
    factors: Floats
    heights_m: Floats
    antenna_m: Floats
    range_step_m: float
    lowest_height_m: Singles
    edge_distance: Shorts
    unknown_share: float
    digest: str

    def position(
        self, factor: ArrayLike, height_m: ArrayLike
    ) -> tuple[NDArray[np.int64], Floats, NDArray[np.int64], Floats]:
        """Where worlds lie in the table: `ki`, `kf`, `hi`, `hf` of `lowest_visible`.

        Args:
            factor: effective-earth factors, one a world.
            height_m: antenna heights, one a world, above what `heights_m` are.

        """
        ki, kf = position_in(1.0 / self.factors, 1.0 / positive("factor", factor))
        hi, hf = position_in(self.heights_m, height_m)
        return ki, kf, hi, hf

    def lowest_visible_m(
        self, azimuth_rad: ArrayLike, distance_m: ArrayLike, *, factor: float, height_m: float
    ) -> tuple[Floats, Floats]:
        """Height of the shadow line and distance of its edge, for many places in one world.

        Args:
            azimuth_rad: shape (...), clockwise from north, 0 to 2 pi.
            distance_m: shape (...), ground distance on the mean sphere.
            factor: effective-earth factor.
            height_m: antenna height, above what `heights_m` are.

        Returns:
            Heights above sea (m) and edge distances (m), both of the broadcast shape.

        """
        azimuth, distance = np.broadcast_arrays(
            within("azimuth_rad", azimuth_rad, 0.0, 2.0 * np.pi),
            within("distance_m", distance_m, 0.0, np.inf),
        )
        ki, kf, hi, hf = self.position(factor, height_m)
        lowest, edge = np.empty(azimuth.shape), np.empty(azimuth.shape)
        horizon_kernels.fill_lowest_visible(
            self.lowest_height_m,
            self.edge_distance,
            self.range_step_m,
            flat(azimuth),
            flat(distance),
            int(ki[()]),
            float(kf[()]),
            int(hi[()]),
            float(hf[()]),
            lowest.reshape(-1),
            edge.reshape(-1),
        )
        return lowest, edge


def position_in(values: ArrayLike, x: ArrayLike) -> tuple[NDArray[np.int64], Floats]:
    """The cell (0 or 1) and the fraction (0 to 1) of `x` among three values in order, rising or falling.

    Equal values have no width: fraction 0. What lies outside is held at the end.

    Args:
        values: (3,).
        x: shape (...).

    """
    low, middle, high = (float(v) for v in np.asarray(values, dtype=np.float64))
    given = finite("x", x)
    falling = high < low
    second = (given < middle) if falling else (given > middle)
    first_width, second_width = middle - low, high - middle
    first = (given - low) / first_width if first_width else np.zeros(given.shape)
    other = (given - middle) / second_width if second_width else np.zeros(given.shape)
    fraction = np.clip(np.where(second, other, first), 0.0, 1.0)
    return second.astype(np.int64), fraction


def build(  # noqa: PLR0913 - the site, its worlds, the table's resolution
    terrain: Terrain,
    *,
    latitude_rad: float,
    longitude_rad: float,
    factors: ArrayLike,
    heights_m: ArrayLike,
    above: Literal["ground", "sea"] = "ground",
    range_max_m: float = RANGE_MAX_M,
    range_step_m: float = RANGE_STEP_M,
    azimuths: int = AZIMUTHS,
    keep: bool = True,
) -> HorizonTable:
    """The table of one antenna, from the disk where it has been built before.

    Args:
        terrain: the ground.
        latitude_rad: of the antenna.
        longitude_rad: of the antenna.
        factors: (3,), effective-earth factors, rising.
        heights_m: (3,), antenna heights, rising.
        above: what the heights are above; an antenna above the *ground* must stand on known terrain.
        range_max_m: ground distance of the last node.
        range_step_m: between nodes.
        azimuths: how many, evenly spaced from north.
        keep: store it under the cache folder.

    Raises:
        InputError: the site lies outside the terrain, or an argument is out of range.

    """
    factor = flat(within("factors", factors, 0.5, 10.0))
    height = flat(finite("heights_m", heights_m))
    for name, triple in (("factors", factor), ("heights_m", height)):
        if triple.size != 3 or np.any(np.diff(triple) < 0):  # noqa: PLR2004
            raise InputError(
                "not three rising values", place=name, value=triple.tolist(), allowed="low <= nominal <= high"
            )
    within("range_step_m", range_step_m, 10.0, 100_000.0)
    steps = round(float(within("range_max_m", range_max_m, 2.0 * range_step_m, 3e6)) / range_step_m)
    if not 8 <= azimuths <= 36_000 or steps > 65_535:  # noqa: PLR2004
        raise InputError(
            "table too large", place="azimuths", value=azimuths, allowed="8 to 36000, 65535 steps at most"
        )
    if above == "ground" and not terrain.contains(latitude_rad, longitude_rad):
        raise InputError(
            "the site lies outside the terrain",
            place="position",
            value=f"{np.degrees(latitude_rad):.4f}, {np.degrees(longitude_rad):.4f}",
            allowed="{:.3f} to {:.3f} N, {:.3f} to {:.3f} E".format(
                *np.array(terrain.bounds_deg)[[0, 2, 1, 3]]
            ),
        )
    ground = float(terrain.height_m(latitude_rad, longitude_rad))
    shape = (azimuths, steps, 3, 3)
    site = np.array([latitude_rad, longitude_rad, range_step_m, *factor, *height, *shape[:2]])
    digest = hashlib.sha256(f"{EDITION} {terrain.digest} {above}".encode() + site.tobytes()).hexdigest()[:32]
    antenna = height + ground if above == "ground" else height.copy()
    table = _kept(digest) if keep else None
    lowest, edge, unknown = table or _swept(terrain, site, antenna)
    if table is None and keep:
        _store(digest, lowest, edge, unknown)
    return HorizonTable(
        float(latitude_rad),
        float(longitude_rad),
        ground,
        factor,
        height,
        antenna,
        float(range_step_m),
        lowest,
        edge,
        unknown,
        digest,
    )


def _swept(terrain: Terrain, site: Floats, antenna_m: Floats) -> tuple[Singles, Shorts, float]:
    latitude, longitude, range_step = (float(x) for x in site[:3])
    azimuths, steps = int(site[9]), int(site[10])
    cell = MEAN_EARTH_RADIUS_M * min(float(terrain.grid[2]), float(terrain.grid[3]) * np.cos(latitude))
    samples = max(int(np.ceil(range_step * SAMPLES_A_CELL / cell)), 2)
    step = range_step / samples
    profile = np.empty((min(azimuths, AZIMUTHS_AT_ONCE), steps * samples), dtype=np.float32)
    lowest = np.empty((azimuths, steps, 3, 3), dtype=np.float32)
    edge = np.empty((azimuths, steps, 3, 3), dtype=np.uint16)
    for first in range(0, azimuths, AZIMUTHS_AT_ONCE):
        some = slice(first, min(first + AZIMUTHS_AT_ONCE, azimuths))
        part = profile[: some.stop - first]
        horizon_kernels.fill_profiles(
            terrain.elevation_m, terrain.grid, latitude, longitude, step, first, azimuths, part
        )
        horizon_kernels.sweep(part, step, samples, site[3:6].copy(), antenna_m, lowest[some], edge[some])
    unknown = horizon_kernels.unknown_share(
        terrain.known, terrain.grid, latitude, longitude, range_step * steps / 200.0, 200, 180
    )
    return lowest, edge, float(unknown)


def _folder() -> Path:
    return writable_cache_root() / "horizon"


def _kept(digest: str) -> tuple[Singles, Shorts, float] | None:
    """The stored arrays, mapped copy-on-write so that they stay writeable; None if absent or damaged."""
    try:
        lowest = np.load(_folder() / f"{digest}.lowest.npy", mmap_mode="c")
        edge = np.load(_folder() / f"{digest}.edge.npy", mmap_mode="c")
        unknown = float(np.load(_folder() / f"{digest}.unknown.npy"))
    except (OSError, ValueError, EOFError):
        return None
    return np.asarray(lowest), np.asarray(edge), unknown


def _store(digest: str, lowest: Singles, edge: Shorts, unknown: float) -> None:
    """Write beside the final name, then rename; a full or read-only disk costs only the next build's time."""
    parts: dict[str, NDArray[np.generic]] = {"lowest": lowest, "edge": edge, "unknown": np.array(unknown)}
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        for name, array in parts.items():
            descriptor, temporary = tempfile.mkstemp(dir=_folder(), prefix=f"{digest}.", suffix=".part")
            with os.fdopen(descriptor, "wb") as stream:
                np.save(stream, array)
            Path(temporary).replace(_folder() / f"{digest}.{name}.npy")
    except OSError:
        return
