"""Jobs onto processes: here one after another, or in spawned workers of one thread each."""

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from airtight.errors import InputError

Task = TypeVar("Task")
Result = TypeVar("Result")
MOST_WORKERS = 256


class Interrupted(KeyboardInterrupt):
    """A run that stopped before its end; what is finished was kept. Its notes say how to go on."""


@dataclass(frozen=True)
class Job(Generic[Task]):
    """One task of a group, and how much of the whole it is."""

    group: str
    task: Task
    size: int


def map_jobs(
    function: Callable[[Task], Result],
    jobs: Sequence[Job[Task]],
    *,
    workers: int,
    done: Callable[[Job[Task], Result], None],
) -> None:
    """Call `function` on each job's task; hand each result to `done` as it comes, in this process.

    Args:
        function: importable by name, since workers are spawned.
        jobs: what to do; the first ones are begun first.
        workers: processes; 1 works in this one.
        done: called once a job, in any order.

    Raises:
        InputError: `workers` is out of range.
        Interrupted: the user stopped it, or a worker died.

    """
    if not 1 <= workers <= MOST_WORKERS:
        raise InputError("out of range", place="--workers", value=workers, allowed=f"1 to {MOST_WORKERS}")
    try:
        if workers == 1 or len(jobs) < 2:  # noqa: PLR2004 (one job needs no pool)
            for job in jobs:
                done(job, function(job.task))
        else:
            _in_workers(function, jobs, min(workers, len(jobs)), done)
    except BrokenProcessPool:
        stopped = Interrupted("a worker process ended before its work did")
        stopped.add_note(
            "A worker process ended before its work did: was memory short? Fewer --workers need less."
        )
        raise stopped from None
    except KeyboardInterrupt:
        raise Interrupted from None


def _in_workers(
    function: Callable[[Task], Result],
    jobs: Sequence[Job[Task]],
    workers: int,
    done: Callable[[Job[Task], Result], None],
) -> None:
    """Keep `workers` busy; hold no more than two tasks a worker in flight, so that memory stays flat."""
    waiting = iter(jobs)
    running: dict[Future[Result], Job[Task]] = {}
    with _pool(workers) as pool:
        while True:
            while len(running) < 2 * workers and (job := next(waiting, None)) is not None:
                running[pool.submit(function, job.task)] = job
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                done(running.pop(future), future.result())


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Spawned workers; ended at once, with whatever they do, if this process leaves by an error."""
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=prepare_worker)
    try:
        yield pool
    except BaseException:
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def prepare_worker() -> None:
    """One thread; deaf to Ctrl-C, which the parent answers; gone when the parent is."""
    os.environ["NUMBA_NUM_THREADS"] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
