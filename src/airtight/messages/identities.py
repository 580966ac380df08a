"""The words for what a track may be."""

UNKNOWN = 0
FRIEND = 1
CIVIL = 2
HOSTILE = 3

# Kinds of hostile track, as its motion shows: they choose the missile and its kill probability.
AIRCRAFT = 0
BALLISTIC = 1
