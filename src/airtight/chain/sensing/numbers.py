"""The words of sensing: what a radar is, and the columns of the tables that its kernels read."""

ROTATING = 0
SECTORED = 1

ACQUISITION = 0
ENGAGEMENT = 1
SURVEILLANCE = 2

BANDS: tuple[str, ...] = ("vhf", "uhf", "l", "s", "c", "x")
"""Bands with a radar cross-section of their own, in the order of the target table (IEEE 521 letters)."""

BAND_EDGES_HZ: tuple[float, ...] = (300e6, 1e9, 2e9, 4e9, 8e9)
"""Where each band ends and the next begins."""

RADAR_FIELDS: tuple[str, ...] = (
    "carrier_frequency",
    "instrumented_range",
    "detection_range",
    "reference_rcs",
    "revisit_period",
    "antenna_height",
    "elevation_min",
    "elevation_max",
    "sector_width",
    "slew_rate",
    "azimuth_beamwidth",
    "elevation_beamwidth",
    "range_error",
    "azimuth_error",
    "elevation_error",
    "range_resolution",
    "search_share",
    "track_dwell",
    "update_interval",
    "false_alarms_per_scan",
    "clutter_improvement",
    "ground_reflectivity",
    "blind_speed",
    "low_angle_error",
    "bias_share",
    "scan_loss_exponent",
)
"""Catalogue keys of a radar, in the order of the columns R_... of the (R, N, field) table; SI and radians."""

R_FREQUENCY_HZ = 0
R_INSTRUMENTED_M = 1
R_DETECTION_M = 2
R_REFERENCE_M2 = 3
R_REVISIT_S = 4
R_ANTENNA_M = 5
R_ELEVATION_MIN_RAD = 6
R_ELEVATION_MAX_RAD = 7
R_SECTOR_RAD = 8
R_SLEW_RAD_PER_S = 9
R_AZIMUTH_BEAM_RAD = 10
R_ELEVATION_BEAM_RAD = 11
R_RANGE_ERROR_M = 12
R_AZIMUTH_ERROR_RAD = 13
R_ELEVATION_ERROR_RAD = 14
R_RESOLUTION_M = 15
R_SEARCH_SHARE = 16
R_DWELL_S = 17
R_UPDATE_S = 18
R_FALSE_PER_SCAN = 19
R_IMPROVEMENT_DB = 20
R_REFLECTIVITY_DB = 21
R_BLIND_M_PER_S = 22
R_LOW_ANGLE = 23
R_BIAS_SHARE = 24
R_SCAN_LOSS = 25

# Columns that `prepare` adds behind them, for the kernels.
W_CONSTANT = 26
W_THRESHOLD = 27
W_FACTOR_CELL = 28
W_FACTOR_SHARE = 29
W_HEIGHT_CELL = 30
W_HEIGHT_SHARE = 31
W_BEND_RAD_PER_M = 32
W_PHASE = 33
W_ORBIT_PHASE = 34
W_ANTENNA_M = 35
W_EARTH_M = 36
W_CLUTTER_M = 37
W_CLUTTER_LEFT = 38
W_RANGE_BIAS_M = 39
W_AZIMUTH_BIAS_RAD = 40
W_ELEVATION_BIAS_RAD = 41
WORLD_FIELDS = 42
"""Columns of the prepared (R, N, field) table: those of the catalogue, then these."""

TARGET_FIELDS: tuple[str, ...] = (
    "rcs_vhf",
    "rcs_uhf",
    "rcs_l",
    "rcs_s",
    "rcs_c",
    "rcs_x",
    "rcs_side_factor",
    "rcs_rear_factor",
)
"""Catalogue keys of a target, in the order of the (R, T, field) table; one "rcs" counts in all bands."""

T_SIDE_FACTOR = 6
T_REAR_FACTOR = 7

# Columns of a radar's whole numbers, (N, field).
S_WORD = 0
S_POST = 1
S_SCAN = 2
S_BAND = 3
S_BALLISTIC_ONLY = 4
STATION_FIELDS = 5

# Columns of a thing's whole numbers, (E, field).
E_WORD = 0
E_TARGET = 1
E_BALLISTIC = 2
E_SWERLING = 3
ENTITY_FIELDS = 4

# Columns of what was counted in an epoch, (R, field).
C_LOOKS = 0
C_IN_SIGHT = 1
C_ASKED = 2
C_SERVED = 3
C_LEFT_OUT = 4
C_DETECTIONS = 5
C_FALSE_ALARMS = 6
C_CLUTTERED = 7
C_MERGED = 8
C_UNCONFIRMED = 9
C_OVERLOADS = 10
COUNTS: tuple[str, ...] = (
    "looks",
    "looks_in_sight",
    "looks_asked",
    "looks_served",
    "looks_left_out",
    "detections",
    "false_alarms",
    "detections_lost_in_clutter",
    "detections_merged",
    "detections_unconfirmed",
    "overloaded_epochs",
)
