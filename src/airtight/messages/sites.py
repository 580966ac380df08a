"""Where each radar is: needed by whoever turns its polar measurements into positions."""

from dataclasses import dataclass

from airtight.numerics.columns import Floats


@dataclass(frozen=True)
class Sites:
    """Sensing to tracking: the radars' own positions, which their owners know.

    Attributes:
        position_m: (R, N, 3), the antenna's phase centre, earth-fixed; airborne radars move.
        rotation: (R, N, 3, 3), rows east, north, up: earth-fixed to the radar's local frame.

    """

    position_m: Floats
    rotation: Floats
