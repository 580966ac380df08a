"""Which truth each detection came from: for scoring, never for the defender."""

from dataclasses import dataclass

from airtight.numerics.columns import Ints


@dataclass(frozen=True)
class Origins:
    """Sensing to engine and recording, beside `Detections`.

    Attributes:
        entity: (R, D), index of the thing that was detected, or -1 for a false alarm.

    """

    entity: Ints
