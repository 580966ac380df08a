"""Pack the outlines of countries for `airtight coverage --region`: TopoJSON in, countries.npz out.

Usage: python tools/make_countries.py ne50m_countries_world.topojson countries.npz
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEPS_A_DEGREE = 1000


def ring(arcs: list[NDArray[np.float64]], indices: list[int]) -> NDArray[np.float64]:
    """The points of a ring from its arcs; a negative index is an arc walked backwards."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([part if k == 0 else part[1:] for k, part in enumerate(parts)])


def pack(topology: dict[str, Any], out: Path) -> None:
    """Write every country's rings, rounded, as steps from point to point."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    names: list[str] = []
    owner: list[int] = []
    rings: list[NDArray[np.float64]] = []
    for country in topology["objects"]["countries"]["geometries"]:
        shapes = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for indices in (part for shape in shapes for part in shape):
            owner.append(len(names))
            rings.append(ring(arcs, indices))
        names.append(country["properties"]["name"])
    points = np.rint(np.concatenate(rings) * STEPS_A_DEGREE).astype(np.int32)
    np.savez_compressed(
        out,
        names=np.array(names),
        owner=np.array(owner, dtype=np.int16),
        count=np.array([len(one) for one in rings], dtype=np.int32),
        steps=np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int32)).astype(np.int32),
    )


if __name__ == "__main__":
    pack(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), Path(sys.argv[2]))
