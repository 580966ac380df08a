"""Jobs: all done once, in this process or in workers, and an interruption is told as one."""

import math
import os
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from airtight.errors import InputError
from airtight.study.execution.batches import split
from airtight.study.execution.mapping import Interrupted, Job, map_jobs

# Workers import functions by name, so these come from importable modules and not from this file.

JOBS = [Job("a", task, 1) for task in range(6)]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_job_is_done_once(workers: int) -> None:
    got: dict[int, int] = {}
    map_jobs(math.factorial, JOBS, workers=workers, done=lambda job, result: got.update({job.task: result}))
    assert got == {0: 1, 1: 1, 2: 2, 3: 6, 4: 24, 5: 120}


def test_a_worker_has_one_thread() -> None:
    threads = set()
    jobs = [Job("a", "NUMBA_NUM_THREADS", 1)] * 3
    map_jobs(os.getenv, jobs, workers=2, done=lambda _, result: threads.add(result))
    assert threads == {"1"}


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_a_task_reaches_the_caller_with_its_fields(workers: int) -> None:
    jobs = [Job("a", size, 1) for size in (3, 0, -1)]
    with pytest.raises(InputError) as caught:
        map_jobs(partial(split, np.arange(3)), jobs, workers=workers, done=lambda _job, _result: None)
    assert caught.value.place == "batch size"
    assert caught.value.allowed == ">= 1"


def test_a_dead_worker_is_an_interruption_and_not_a_hang() -> None:
    with pytest.raises(Interrupted, match="worker process ended"):
        map_jobs(os._exit, JOBS[1:], workers=2, done=lambda _job, _result: None)


def test_an_interruption_keeps_what_came_before_it() -> None:
    got: list[int] = []

    def stop(task: int) -> int:
        if task == 2:
            raise KeyboardInterrupt
        return task

    with pytest.raises(Interrupted):
        map_jobs(stop, JOBS, workers=1, done=lambda _, result: got.append(result))
    assert got == [0, 1]


def test_an_interruption_does_not_wait_for_what_workers_are_doing() -> None:
    def interrupt(_job: object, _result: object) -> None:
        raise KeyboardInterrupt

    started = time.monotonic()
    jobs = [Job("a", seconds, 1) for seconds in (0.0, 60.0, 60.0, 60.0)]
    with pytest.raises(Interrupted):
        map_jobs(time.sleep, jobs, workers=2, done=interrupt)
    assert time.monotonic() - started < 30.0


@pytest.mark.parametrize("workers", [0, -1, 100000])
def test_absurd_numbers_of_workers_are_refused(workers: int) -> None:
    with pytest.raises(InputError):
        map_jobs(math.factorial, JOBS, workers=workers, done=lambda _job, _result: None)


def test_no_file_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    map_jobs(math.factorial, JOBS, workers=1, done=lambda _job, _result: None)
    assert list(tmp_path.iterdir()) == []
