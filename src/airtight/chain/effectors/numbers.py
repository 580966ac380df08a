"""The missiles' numbers that the kernels read: the fields of the (R, B, M, field) table."""

M_RANGE_MAX_M = 0
M_RANGE_MIN_M = 1
M_ALTITUDE_MAX_M = 2
M_SPEED_M_PER_S = 3
M_LOW_RANGE_MAX_M = 4
M_LOW_LIMIT_M = 5
M_BALLISTIC_RANGE_M = 6
M_BALLISTIC_ALTITUDE_MAX_M = 7

MISSILE_FIELDS: tuple[tuple[str, float | None], ...] = (
    ("range_max", None),
    ("range_min", None),
    ("altitude_max", None),
    ("speed_average", None),
    ("range_max_low_altitude", -1.0),
    ("low_altitude_limit", -1.0),
    ("ballistic_range", 0.0),
    ("ballistic_altitude_max", 0.0),
)
"""Catalogue key of each field, and the value where the catalogue has none (None: it must have one)."""
