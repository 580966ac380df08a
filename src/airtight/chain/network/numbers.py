"""The links' numbers that the kernels read: the fields of the (R, field) table of one preset."""

L_LATENCY_S = 0
L_UPDATE_S = 1
L_AVAILABILITY = 2
L_OUTAGE_S = 3
L_POSITION_ERROR_M = 4

LINK_FIELDS: tuple[tuple[str, float | None], ...] = (
    ("latency", None),
    ("update_interval", None),
    ("availability", None),
    ("outage_duration", None),
    ("position_error", None),
)
"""Catalogue key of each field (None: it must have one)."""

PENDING = 4
"""Reports of one track under way at once; a fifth waits for its turn."""
