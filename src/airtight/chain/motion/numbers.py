"""The words of motion: how a thing moves, and the columns of an arc."""

ROUTE = 0
TERRAIN_FOLLOWING = 1
BALLISTIC = 2

# Columns of a ballistic arc, (R, E, ARC_FIELDS).
SEMI_MAJOR_M = 0
ECCENTRICITY = 1
MEAN_MOTION_RAD_PER_S = 2
LAUNCH_MEAN_ANOMALY_RAD = 3
LAUNCH_COSINE = 4
LAUNCH_SINE = 5
DURATION_S = 6
ARC_FIELDS = 7

# Columns of a frame, (R, E, FRAME_FIELDS): unit vectors of the vertical and of the course, 1 while the
# course is the leg's own, metres left of the leg, planned climb, height or clearance to reach.
UP = 0
AHEAD = 3
ON_LEG = 6
LEFT_M = 7
CLIMB_M_PER_S = 8
AIM_M = 9
FRAME_FIELDS = 10

LAUNCH_FIELDS = 6
"""Columns of a launch frame, (R, E, 6): vertical and course only."""
