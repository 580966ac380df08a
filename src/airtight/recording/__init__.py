"""What happened, as columns on disk."""

from airtight.recording.manifest import FORMAT, VERSION, make_manifest
from airtight.recording.naming import next_folder, unfinished
from airtight.recording.reading import read
from airtight.recording.record import Columns, Histories, Recorded
from airtight.recording.writing import write

__all__ = [
    "FORMAT",
    "VERSION",
    "Columns",
    "Histories",
    "Recorded",
    "make_manifest",
    "next_folder",
    "read",
    "unfinished",
    "write",
]
