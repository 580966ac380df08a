"""Which numbers an entry of each kind must have, and what dimension a key has wherever it stands."""

import math
from typing import Final

TINY: Final = 1e-300
"""Stands for "more than nothing" where a limit is written."""

RADAR: Final = {
    "carrier_frequency": "frequency",
    "instrumented_range": "length",
    "detection_range": "length",
    "reference_rcs": "area",
    "revisit_period": "time",
    "antenna_height": "length",
    "elevation_min": "angle",
    "elevation_max": "angle",
    "sector_width": "angle",
    "slew_rate": "angular-rate",
    "azimuth_beamwidth": "angle",
    "elevation_beamwidth": "angle",
    "range_error": "length",
    "azimuth_error": "angle",
    "elevation_error": "angle",
    "range_resolution": "length",
    "search_share": "probability",
    "track_dwell": "time",
    "update_interval": "time",
    "false_alarms_per_scan": "ratio",
    "clutter_improvement": "decibel",
    "ground_reflectivity": "decibel",
    "blind_speed": "speed",
    "low_angle_error": "ratio",
    "bias_share": "probability",
    "scan_loss_exponent": "ratio",
}
MISSILE: Final = {
    "range_max": "length",
    "range_min": "length",
    "altitude_min": "length",
    "altitude_max": "length",
    "speed_average": "speed",
}
BATTERY: Final = {
    "channels": "count",
    "in_flight": "count",
    "launch_interval": "time",
    "reaction_time": "time",
    "time_from_standby": "time",
    "time_from_storage": "time",
    "reload_time": "time",
}
TARGET: Final = {"speed": "speed", "altitude": "length"}
NETWORK: Final = {
    "latency": "time",
    "update_interval": "time",
    "availability": "probability",
    "outage_duration": "time",
    "position_error": "length",
}
SHARED: Final = {
    "atmosphere": {"effective_earth_factor": "ratio", "vapour_density": "density"},
    "detection": {"probability_at_published_range": "probability", "false_alarm_probability": "probability"},
    "kill-probability": dict.fromkeys(
        (
            "aircraft",
            "edge_of_envelope",
            "cruise_missile",
            "srbm_fragmenting",
            "srbm_direct_hit",
            "drone",
            "low_signature",
        ),
        "probability",
    ),
    "identification": dict.fromkeys(
        (
            "mode_s_reply",
            "transponder_failure",
            "mode_s_carriage",
            "on_flight_plan",
            "mode5_reply",
            "allied_declared_friend_without_keys",
            "unknown_engaged",
        ),
        "probability",
    ),
    "activation": {
        "warning_time": "time",
        "on_call_delay": "time",
        "share_of_hours": "probability",
        "availability": "probability",
    },
}
REQUIRED: Final = {
    "radar": RADAR,
    "missile": MISSILE,
    "battery": BATTERY,
    "target": TARGET,
    "network": NETWORK,
}
FIELDS: Final[dict[str, dict[str, tuple[object, ...]]]] = {
    "radar": {
        "role": ("acquisition", "engagement", "surveillance"),
        "scan": ("rotating", "sectored"),
        "platform": ("ground", "airborne"),
        "band": ("VHF", "UHF", "L", "S", "C", "X"),
    },
    "missile": {"kill": ("fragmenting", "direct-hit")},
    "target": {
        "motion": ("level", "terrain-following", "ballistic"),
        "kill_class": ("aircraft", "cruise-missile", "srbm", "drone", "low-signature"),
        "side": ("raid", "allied", "civil"),
        "altitude_datum": ("agl", "amsl"),
        "fluctuation": (1, 3),
    },
    "network": {
        "tracks": ("none", "voice", "in", "both"),
        "identification": (True, False),
        "tasking": (True, False),
    },
}
KINDS: Final = (*REQUIRED, "shared", "fact")
# What a value may be where its dimension alone does not say: (lowest, highest), both allowed.
_TURN = 2.0 * math.pi
LIMITS: Final = {
    "elevation_min": (-_TURN / 4, _TURN / 4),
    "elevation_max": (-_TURN / 4, _TURN / 4),
    "sector_width": (1e-3, _TURN),
    "azimuth_beamwidth": (1e-6, _TURN / 2),
    "elevation_beamwidth": (1e-6, _TURN / 2),
    "effective_earth_factor": (0.3, 10.0),
    "false_alarm_probability": (1e-15, 0.5),
    "probability_at_published_range": (0.01, 0.999),
    "carrier_frequency": (3e7, 3e11),
    "closest_approach": (0.0, 1e6),
    "clutter_improvement": (0.0, 200.0),
    "ground_reflectivity": (-80.0, 20.0),
    "low_angle_error": (0.0, 10.0),
    "scan_loss_exponent": (0.0, 10.0),
}
_MAY_BE_ZERO: Final = frozenset(
    {
        "false_alarms_per_scan",
        "closest_approach",
        "position_error",
        "latency",
        "outage_duration",
        "blind_speed",
    }
)


def limits(key: str, dimension: str) -> tuple[float, float]:
    """The lowest and the highest value that a key may have, in SI, both allowed.

    Lengths, times and the like must be positive; what is a share, a count or a delay may be nothing at all.
    """
    if key in LIMITS:
        return LIMITS[key]
    if dimension == "probability":
        return 0.0, 1.0
    if (
        dimension in {"count", "money", "money-eur"}
        or key in _MAY_BE_ZERO
        or key.endswith(("_delay", "_time"))
    ):
        return 0.0, math.inf
    if dimension in {"angle", "decibel", "temperature"}:
        return -math.inf, math.inf
    return TINY, math.inf


def dimension_of(entry: str, kind: str, key: str) -> str:
    """The dimension that a key must have, or "" if its unit is to decide."""
    declared = REQUIRED.get(kind, {}).get(key) or SHARED.get(entry, {}).get(key)
    if declared:
        return declared
    if entry == "kill-probability":
        return "probability"
    return "count" if key.startswith("rounds_") else ""


def required(entry: str, kind: str) -> tuple[str, ...]:
    """The keys that an entry must have."""
    return tuple(REQUIRED.get(kind, {})) + tuple(SHARED.get(entry, {}))
