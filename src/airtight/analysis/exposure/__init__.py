"""What radars could observe of one aircraft: for how long, how often, how strongly, and from which sides."""

from airtight.analysis.exposure.passing import of_scenario

__all__ = ["of_scenario"]
