"""Where everything really is. Only motion, sensing and the engine may look."""

from dataclasses import dataclass

import numpy as np

from airtight.numerics.columns import Flags, Floats


@dataclass(frozen=True)
class Truth:
    """Motion to sensing and engine: the state at the start of the epoch.

    Attributes:
        position_m: (R, E, 3), earth-fixed.
        velocity_m_per_s: (R, E, 3), earth-fixed.
        geodetic: (R, E, 3): latitude rad, longitude rad, height above the ellipsoid m.
        heading_rad: (R, E), clockwise from north.
        flying: (R, E), 1 while it is in the air and neither killed nor arrived.
        arrived: (R, E), 1 once it has come to the end of its route.

    """

    position_m: Floats
    velocity_m_per_s: Floats
    geodetic: Floats
    heading_rad: Floats
    flying: Flags
    arrived: Flags

    @classmethod
    def empty(cls, replications: int, entities: int) -> "Truth":
        """Nothing flies yet."""
        shape = (replications, entities)
        return cls(
            np.zeros((*shape, 3)),
            np.zeros((*shape, 3)),
            np.zeros((*shape, 3)),
            np.zeros(shape),
            np.zeros(shape, dtype=np.uint8),
            np.zeros(shape, dtype=np.uint8),
        )
