"""How a run is to be done: all that `demo`, `run` and `compare` take beside the scenario and the options."""

from dataclasses import dataclass
from pathlib import Path

from airtight.errors import InputError, Problem
from airtight.study.execution.mapping import MOST_WORKERS

MOST_REPLICATIONS = 1_000_000
MOST_KEPT = 1_000
LARGEST_WORD = 2**32 - 1


@dataclass(frozen=True)
class Settings:
    """How many replications, of which luck, done how, and where the result goes.

    Attributes:
        replications: worlds, one run of luck each.
        seed: of all draws; None: the scenario's own.
        nominal: all numbers at nominal, so that only luck is left.
        set: "name=value" for catalogue numbers, as the scenario's `[set]`.
        keep: the first so many replications keep their full histories.
        out: the run's folder; None: a new numbered one on the command line, none from Python.
        force: replace an older recording of that name, begin an interrupted run again.
        workers: processes; above 1 each has one thread.
        resume: go on with an interrupted run.
        batch_size: replications that advance together; None: as many as the byte budget holds.

    """

    replications: int = 200
    seed: int | None = None
    nominal: bool = False
    set: tuple[str, ...] = ()
    keep: int = 1
    out: Path | None = None
    force: bool = False
    workers: int = 1
    resume: bool = False
    batch_size: int | None = None

    def check(self) -> None:
        """Refuse what cannot be.

        Raises:
            InputError: all that is out of range.

        """
        bounds = (
            ("--replications", self.replications, 1, MOST_REPLICATIONS),
            ("--seed", self.seed, 0, LARGEST_WORD),
            ("--keep", self.keep, 0, min(MOST_KEPT, max(self.replications, 0))),
            ("--workers", self.workers, 1, MOST_WORKERS),
            ("--batch-size", self.batch_size, 1, MOST_REPLICATIONS),
        )
        problems = [
            Problem(
                "not a whole number" if _is_odd(given) else "out of range",
                place,
                repr(given),
                f"{low} to {high}",
            )
            for place, given, low, high in bounds
            if given is not None and (_is_odd(given) or not low <= given <= high)
        ]
        if self.out is not None and not str(self.out).strip():
            problems.append(Problem("empty", "--out", "", "a folder's name"))
        if problems:
            raise InputError.of(problems)


def _is_odd(given: object) -> bool:
    """Not a plain whole number: from Python anything may come."""
    return isinstance(given, bool) or not isinstance(given, int)
