"""What the command kernels read of each battery, and the doctrines by name."""

C_REACTION_S = 0
C_CHANNELS = 1
C_IN_FLIGHT = 2
C_INTEREST_M = 3
C_SECTOR_CENTRE_RAD = 4
C_SECTOR_HALF_RAD = 5
COMMAND_FIELDS = 6
"""Fields of the (R, B, field) table: reaction time, targets and missiles at once, how far tracks matter, the
sector within which the battery may engage (half width pi: everywhere)."""

DOCTRINES: dict[str, int] = {"shoot-look-shoot": 1, "shoot-shoot-look": 2}
"""Rounds in the air at one track before its fate is looked at."""
