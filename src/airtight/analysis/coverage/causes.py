"""Why a place is not covered: the codes that the kernels write, and their names."""

COVERED = 0
TERRAIN = 1
HORIZON = 2
POWER = 3
INSTRUMENTED = 4
ENVELOPE = 5
BEYOND = 6
"""Covered as far as was asked: the radius ends it, nothing else."""
BELOW_OR_ABOVE = 7
"""Outside the elevations that the radar scans: told as "instrumented"; near the radar it ends no reach."""
TOO_NEAR = 8
"""Nearer than a missile can engage: told as "envelope"; it ends no reach."""

UNDERGROUND = 9
"""Inside a mountain, at an altitude above sea: told as "terrain"; near the radar it ends no reach."""

CAUSES: dict[str, tuple[int, ...]] = {
    "terrain": (TERRAIN, UNDERGROUND),
    "horizon": (HORIZON,),
    "power": (POWER,),
    "instrumented": (INSTRUMENTED, BELOW_OR_ABOVE),
    "envelope": (ENVELOPE, TOO_NEAR),
    "radius": (BEYOND,),
}
"""The names that people read, each with its codes."""

NAME_OF = {code: name for name, codes in CAUSES.items() for code in codes} | {COVERED: "covered"}

WORDS = {
    "terrain": "hidden by terrain, where a smooth earth would not hide it",
    "horizon": "hidden as it would be by a smooth earth at the mean height of the ground",
    "power": "in view, but the echo is too weak",
    "instrumented": "beyond the radar's instrumented range, or outside the elevations that it scans",
    "envelope": "in view of the engagement radar, but out of the missiles' published reach",
    "radius": "covered as far as was asked",
}
