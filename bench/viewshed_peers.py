"""Viewshed and coverage against gdal_viewshed, in one run: how fast, how near to the exact ray.

Both get the same heights in memory on the same plane (azimuthal equidistant round the antenna), the same
effective earth, one thread, and hand back the lowest visible height of every cell. GDAL's library is called
in this process, so that neither its start nor files count; the program's own time, less that of a tiny map,
stands beside it. Runs take turns, and the shortest counts. The exact ray meets the bilinear ground where it
crosses a line between posts, and three times in between. `--json` prints one object. GDAL is not part of
airtight: without it this says how to get it.
"""

import argparse
import json
import math
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np
from gdal_library import Gdal

from airtight.constants import MEAN_EARTH_RADIUS_M
from airtight.errors import AirtightError
from airtight.numerics.columns import Floats, Singles
from airtight.numerics.kernel import kernel, use_threads
from airtight.terrain.elevation import Terrain
from airtight.terrain.horizon import build
from airtight.terrain.raster import Grid, Plane, lowest_on_grid
from airtight.terrain.viewshed import lowest_visible_m

FACTOR = 4.0 / 3.0
ANTENNA_M = 20.0
TARGETS_M = (30.0, 100.0, 300.0, 1000.0)
HALF = 600
SITES = (("a summit, Elmadag", 39.8042, 32.9875, 330.0), ("a plain, Konya", 37.90, 32.50, 330.0))
COVERAGE_SITE = (40.08, 32.57)
COVERAGE_M = 400e3
COVERAGE_CELL_M = 700.0
ALTITUDES_M = (100.0, 300.0, 1000.0, 3000.0, 10_000.0)
WORLD_FACTORS, WORLD_HEIGHTS_M = (1.2, FACTOR, 1.6), (15.0, 20.0, 25.0)
RUNS = 9


@kernel
def exact(
    ground: Singles, cell_m: float, antenna_m: float, radius_m: float, every: int, lowest: Floats
) -> None:
    """Fill `lowest` at every so many cells: height (m) of the shadow line of a ray of its own, else NaN."""
    half = ground.shape[0] // 2
    for r in range(ground.shape[0]):
        for c in range(ground.shape[1]):
            down = r - half
            right = c - half
            if r % every != 0 or c % every != 0 or (down == 0 and right == 0):
                lowest[r, c] = math.nan
                continue
            distance_m = math.sqrt(down * down + right * right) * cell_m
            top = -1e30
            for axis in range(2):
                count = 4 * abs(down if axis == 0 else right)
                for k in range(1, count):
                    share = k / count
                    y = half + down * share
                    x = half + right * share
                    i = min(int(y), ground.shape[0] - 2)
                    j = min(int(x), ground.shape[1] - 2)
                    v = y - i
                    u = x - j
                    upper = ground[i, j] * (1.0 - u) + ground[i, j + 1] * u
                    lower = ground[i + 1, j] * (1.0 - u) + ground[i + 1, j + 1] * u
                    height = upper * (1.0 - v) + lower * v
                    phi = share * distance_m / radius_m
                    slope = ((radius_m + height) * math.cos(phi) - (radius_m + antenna_m)) / (
                        (radius_m + height) * math.sin(phi)
                    )
                    top = max(top, slope)
            phi = distance_m / radius_m
            lowest[r, c] = (radius_m + antenna_m) / (math.cos(phi) - top * math.sin(phi)) - radius_m


def best_s(*calls: tuple[Callable[[], Any], Callable[[Any], None] | None]) -> list[float]:
    """The shortest of some runs of each call, taken in turns, the first one apart; what it gave is freed."""
    best = [math.inf] * len(calls)
    for run in range(RUNS + 1):
        for i, (call, free) in enumerate(calls):
            began = time.perf_counter()
            made = call()
            spent = time.perf_counter() - began
            best[i] = min(best[i], spent) if run else math.inf
            if free is not None:
                free(made)
    return best


def program_s(gdal: Gdal, raster: int, tiny: int) -> float | None:
    """Seconds of the program gdal_viewshed with its files, less its start; None if it is not installed."""
    if which("gdal_viewshed") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        calls = []
        for name, one in (("map", raster), ("tiny", tiny)):
            path = Path(folder) / f"{name}.tif"
            gdal.saved(one, path)
            command = ["gdal_viewshed", "-q", "-oz", str(ANTENNA_M), "-ox", "0", "-oy", "0", "-om", "GROUND"]
            command += ["-cc", str(1.0 / FACTOR), str(path), str(path.with_suffix(".out.tif"))]
            calls.append((partial(subprocess.run, command, check=True), None))
        whole, start = best_s(*calls)
    return max(whole - start, 0.0)


def agreement(lowest: Floats, truth: Floats, ground: Singles) -> dict[str, object]:
    """How near a tool's lowest visible heights come to the exact ray's."""
    asked = np.isfinite(truth)
    height, ground_m = lowest[asked], ground[asked].astype(np.float64)
    expected = np.maximum(truth[asked], ground_m)
    error = np.abs(height - expected)
    same = {
        f"{target:.0f} m": float(np.mean((ground_m + target >= height) == (ground_m + target >= expected)))
        for target in TARGETS_M
    }
    return {
        "cells": int(np.count_nonzero(asked)),
        "equal_share_by_target_height": same,
        "equal_share": float(np.mean(list(same.values()))),
        "height_error_m": {f"p{q}": float(np.percentile(error, q)) for q in (50, 95, 99)},
    }


def viewshed_row(
    gdal: Gdal, terrain: Terrain, site: tuple[str, float, float, float], every: int
) -> dict[str, object]:
    """One site: both tools' times and agreement."""
    name, latitude_deg, longitude_deg, cell_m = site
    plane = Plane(math.radians(latitude_deg), math.radians(longitude_deg), cell_m, HALF)
    ground = plane.heights_m(terrain)
    antenna = float(ground[HALF, HALF]) + ANTENNA_M
    raster = gdal.raster(ground, plane)
    few = Plane(plane.latitude_rad, plane.longitude_rad, cell_m, 2)
    tiny = gdal.raster(np.zeros((5, 5), np.float32), few)
    call = gdal.lowest_m(raster, antenna_m=ANTENNA_M, factor=FACTOR)

    def ours() -> Singles:
        return lowest_visible_m(
            ground,
            plane,
            latitude_rad=plane.latitude_rad,
            longitude_rad=plane.longitude_rad,
            antenna_m=antenna,
            factor=FACTOR,
        )

    ours_s, gdal_s = best_s((ours, None), (call, gdal.close))
    print(f"{name}: the exact ray to each cell ...", file=sys.stderr, flush=True)
    truth = np.empty(ground.shape)
    exact(ground, cell_m, antenna, FACTOR * MEAN_EARTH_RADIUS_M, every, truth)
    theirs = call()
    program = program_s(gdal, raster, tiny)
    row: dict[str, object] = {
        "site": name,
        "cells": ground.size,
        "seconds": ours_s,
        "gdal_seconds": gdal_s,
        "gdal_program_seconds_without_start": program,
        "ratio": gdal_s / ours_s,
        "ratio_to_the_program": program / ours_s if program is not None else None,
        "agreement": agreement(ours().astype(np.float64), truth, ground),
        "gdal_agreement": agreement(gdal.heights_of(theirs, plane.columns) + ground, truth, ground),
    }
    for one in (theirs, tiny, raster):
        gdal.close(one)
    return row


def coverage_row(gdal: Gdal, terrain: Terrain) -> dict[str, object]:
    """400 km, five altitudes: by the raster in one world, by the horizon table for nine at once."""
    site = (math.radians(COVERAGE_SITE[0]), math.radians(COVERAGE_SITE[1]))
    plane = Plane(*site, COVERAGE_CELL_M, math.ceil(COVERAGE_M / COVERAGE_CELL_M))
    ground = plane.heights_m(terrain)
    antenna = float(terrain.height_m(*site)) + ANTENNA_M
    grid = Grid.around(*site, radius_m=COVERAGE_M, cell_m=COVERAGE_CELL_M)
    above = grid.heights_m(terrain)
    raster = gdal.raster(ground, plane)

    def areas(lowest: Singles, heights: Singles, row_area_m2: Floats) -> list[float]:
        return [float(np.sum(lowest <= heights + np.float32(a), axis=1) @ row_area_m2) for a in ALTITUDES_M]

    def by_raster() -> list[float]:
        lowest = lowest_visible_m(
            ground, plane, latitude_rad=site[0], longitude_rad=site[1], antenna_m=antenna, factor=FACTOR
        )
        return areas(lowest, ground, plane.row_area_m2)

    def by_table() -> list[float]:
        table = build(
            terrain,
            latitude_rad=site[0],
            longitude_rad=site[1],
            factors=WORLD_FACTORS,
            heights_m=WORLD_HEIGHTS_M,
            range_max_m=COVERAGE_M,
            keep=False,
        )
        lowest = lowest_on_grid(table, grid, factor=FACTOR, height_m=ANTENNA_M, range_max_m=COVERAGE_M)
        return areas(lowest, above, grid.row_area_m2)

    raster_s, table_s, gdal_s = best_s(
        (by_raster, None),
        (by_table, None),
        (gdal.lowest_m(raster, antenna_m=ANTENNA_M, factor=FACTOR), gdal.close),
    )
    tiny = gdal.raster(np.zeros((5, 5), np.float32), Plane(*site, COVERAGE_CELL_M, 2))
    program = program_s(gdal, raster, tiny)
    for one in (raster, tiny):
        gdal.close(one)
    return {
        "cells": ground.size,
        "altitudes": len(ALTITUDES_M),
        "seconds": raster_s,
        "nine_worlds_seconds": table_s,
        "gdal_seconds_one_ground_call": gdal_s,
        "gdal_program_seconds_without_start": program,
        "ratio": gdal_s / raster_s,
        "ratio_to_the_program": program / raster_s if program is not None else None,
        "ratio_a_world": 9.0 * gdal_s / table_s,
        "areas_km2": [round(a / 1e6) for a in by_raster()],
    }


def measure(every: int) -> dict[str, Any]:
    """Both rows.

    Raises:
        MissingError: GDAL is not installed.

    """
    gdal, terrain = Gdal.found(), Terrain.bundled()
    use_threads(1)
    rows = [viewshed_row(gdal, terrain, site, every) for site in SITES]
    return {
        "gdal": gdal.version,
        "machine": platform.machine(),
        "threads": 1,
        "antenna_m": ANTENNA_M,
        "effective_earth_factor": FACTOR,
        "viewshed": rows,
        "coverage": coverage_row(gdal, terrain),
    }


def show(values: dict[str, Any], indent: int = 0) -> None:
    """Print nested figures for people."""
    for key, value in values.items():
        label = " " * indent + key.replace("_", " ")
        parts = value if isinstance(value, list) and value and isinstance(value[0], dict) else [value]
        for part in parts:
            if isinstance(part, dict):
                print(label)
                show(part, indent + 2)
            else:
                print(f"{label:<44} {format(part, '.5g') if isinstance(part, float) else part}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="exact rays to every so many rows and columns")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        found = measure(max(given.every, 1))
    except AirtightError as error:
        if given.json:
            print(json.dumps({"error": error.problems[0].as_dict()}))
        print(error, file=sys.stderr)
        sys.exit(error.exit_status)
    if given.json:
        print(json.dumps(found, indent=2))
    else:
        show(found)


if __name__ == "__main__":
    main()
