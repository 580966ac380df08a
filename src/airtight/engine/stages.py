"""The step, as a list that can be read and checked: who reads and writes which message."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from airtight.errors import InputError

State = TypeVar("State")


@dataclass(frozen=True)
class Stage(Generic[State]):
    """One stage of the step.

    Attributes:
        name: what it does.
        reads: messages that it reads; a star marks the previous epoch's.
        writes: messages that it writes.
        run: what it does to the batch, given the time of the epoch's start, s.

    """

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    run: Callable[[State, float], None]


def check(stages: Sequence[Stage[State]]) -> None:
    """Refuse a step in which a stage reads what nobody has written yet.

    Raises:
        InputError: the stage and the message are named.

    """
    everything = {message for stage in stages for message in stage.writes}
    written: set[str] = set()
    for stage in stages:
        for message in stage.reads:
            backward = message.endswith("*")
            known = everything if backward else written
            if message.rstrip("*") not in known:
                when = "in any epoch" if backward else "earlier in the epoch"
                raise InputError(
                    f"nobody writes it {when}",
                    place=f"stage {stage.name}",
                    value=message,
                    allowed=", ".join(sorted(known)),
                )
        written.update(stage.writes)
