"""Batches joined: every replication once, in order, whatever the cuts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.study.parts import Columns, done, flatten, join


def part(replications: list[int]) -> Columns:
    index = np.array(replications, dtype=np.int64)
    return flatten(
        index,
        ready=np.ones(index.size),
        metrics={"leakers": index * 2.0},
        targets={"drone-male": {"leakers": index * 1.0, "kills": index * 0.0}},
        counts={"looks": np.full(index.size, 5)},
        histories={"truth": {"replication": np.repeat(index, 2), "entity": np.repeat(["a"], 2 * index.size)}},
        used={f"n{index[0]}": np.ones(1)},
    )


@given(st.permutations(list(range(12))), st.integers(1, 11))
def test_any_cut_and_any_order_give_the_same(order: list[int], cut: int) -> None:
    joined = join([part(order[:cut]), part(order[cut:])], np.arange(12))
    assert np.array_equal(joined.metrics["leakers"], np.arange(12) * 2.0)
    assert np.array_equal(joined.targets["drone-male"]["leakers"], np.arange(12))
    assert joined.counts == {"looks": 60}
    assert joined.used == {f"n{order[0]}", f"n{order[cut]}"}


def test_a_replication_that_two_batches_hold_counts_once() -> None:
    joined = join([part([0, 1, 2]), part([2, 3])], np.arange(4))
    assert list(joined.histories["truth"]["replication"]) == [0, 0, 1, 1, 2, 2, 3, 3]
    assert joined.counts == {"looks": 20}


def test_only_what_is_wanted_comes_back() -> None:
    assert list(join([part([0, 1, 2, 3])], np.array([1, 3])).metrics["leakers"]) == [2.0, 6.0]


def test_words_of_objects_become_text_that_can_be_kept() -> None:
    columns = flatten(np.arange(2), names=np.array(["a", "bc"], dtype=object))
    assert columns["names"].dtype.kind == "U"


def test_done_tells_which_replications_are_there() -> None:
    assert list(done([part([4, 5]), part([1])])) == [1, 4, 5]
    assert done([]).size == 0


@pytest.mark.parametrize("replications", [[3], [5, 3]])
def test_a_single_batch_is_joined_too(replications: list[int]) -> None:
    assert list(join([part(replications)], np.array(sorted(replications))).replication) == sorted(
        replications
    )
