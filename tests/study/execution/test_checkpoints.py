"""Checkpoints: whole or absent, and only for the run that left them."""

from pathlib import Path

import numpy as np
import pytest

from airtight.errors import InputError, MissingError
from airtight.study.execution import Checkpoints, split

IDENTITY = {"seed": 7, "options": ["a", "b"], "nominal": False}


def part(first: int) -> dict[str, np.ndarray]:
    return {"replication": np.arange(first, first + 3), "metrics/leakers": np.array([1.0, np.nan, 3.0])}


def test_what_was_saved_is_loaded_again_by_group(tmp_path: Path) -> None:
    kept = Checkpoints.start(tmp_path / "run.unfinished", IDENTITY)
    kept.save("a", part(0))
    kept.save("a", part(3))
    kept.save("b", part(0))
    again = Checkpoints.resume(tmp_path / "run.unfinished", IDENTITY)
    firsts = sorted(int(found["replication"][0]) for found in again.load("a"))
    assert firsts == [0, 3]
    assert len(again.load("b")) == 1
    assert np.array_equal(again.load("b")[0]["metrics/leakers"], part(0)["metrics/leakers"], equal_nan=True)
    assert again.load("c") == []


def test_text_columns_survive(tmp_path: Path) -> None:
    kept = Checkpoints.start(tmp_path / "x", IDENTITY)
    kept.save("a", {"replication": np.arange(2), "name": np.array(["İncirlik", ""])})
    assert list(kept.load("a")[0]["name"]) == ["İncirlik", ""]


def test_a_damaged_part_counts_as_not_done(tmp_path: Path) -> None:
    kept = Checkpoints.start(tmp_path / "x", IDENTITY)
    kept.save("a", part(0))
    path = next((tmp_path / "x").glob("*.npz"))
    path.write_bytes(path.read_bytes()[:40])
    assert kept.load("a") == []


def test_another_run_is_not_resumed_and_the_difference_is_named(tmp_path: Path) -> None:
    Checkpoints.start(tmp_path / "x", IDENTITY)
    with pytest.raises(InputError, match="seed"):
        Checkpoints.resume(tmp_path / "x", IDENTITY | {"seed": 8})


def test_nothing_to_resume_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no interrupted run"):
        Checkpoints.resume(tmp_path / "x", IDENTITY)


def test_an_interrupted_run_is_not_overwritten(tmp_path: Path) -> None:
    Checkpoints.start(tmp_path / "x", IDENTITY)
    with pytest.raises(InputError, match="interrupted run"):
        Checkpoints.start(tmp_path / "x", IDENTITY)


def test_a_finished_run_leaves_no_checkpoints(tmp_path: Path) -> None:
    kept = Checkpoints.start(tmp_path / "x", IDENTITY)
    kept.save("a", part(0))
    kept.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_batches_hold_every_replication_once_and_in_order(size: int) -> None:
    batches = split(np.arange(100), size)
    assert np.array_equal(np.concatenate(batches), np.arange(100))
    assert max(batch.size for batch in batches) <= size


def test_a_batch_of_none_is_refused() -> None:
    assert split(np.arange(0), 5) == []
    with pytest.raises(InputError):
        split(np.arange(5), 0)
