"""Maps tasks onto this process or several, with checkpoints; knows nothing of options."""

from airtight.study.execution.batches import split
from airtight.study.execution.checkpoints import Checkpoints
from airtight.study.execution.mapping import Interrupted, Job, map_jobs
from airtight.study.execution.progress import progress

__all__ = ["Checkpoints", "Interrupted", "Job", "map_jobs", "progress", "split"]
