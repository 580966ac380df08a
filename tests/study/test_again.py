"""A run held against itself: the last bit counts, and what differs is named."""

import copy
from dataclasses import replace

import numpy as np

from airtight.recording import Recorded
from airtight.study.again import held_against

RECORDED = Recorded(
    manifest={"versions": {"numpy": "2.4.0"}},
    summary={"out": "here", "options": [{"name": "a", "metrics": {"leakers": {"mean": 1.25, "low": None}}}]},
    worlds={"replication": np.arange(3), "x.y": np.array([1.0, 2.0, np.nan])},
    replications={"option": np.array(["a", "a", "a"]), "leakers": np.array([1.0, 2.0, 3.0])},
)


def test_the_same_run_in_another_folder_is_identical() -> None:
    other = replace(RECORDED, summary={**copy.deepcopy(RECORDED.summary), "out": "there"})
    found = held_against(RECORDED, other)
    assert found.identical
    assert found.text().startswith("bit-identical")


def test_the_last_bit_counts_and_its_place_is_named() -> None:
    other = copy.deepcopy(RECORDED)
    other.replications["leakers"][1] = np.nextafter(2.0, 3.0)
    found = held_against(RECORDED, other)
    assert not found.identical
    assert found.equal_as_printed
    assert found.differences[0]["place"] == "replications.leakers[1]"


def test_a_number_that_prints_otherwise_is_a_difference_and_a_changed_version_is_told() -> None:
    other = copy.deepcopy(RECORDED)
    other.summary["options"][0]["metrics"]["leakers"]["mean"] = 1.5
    other.manifest["versions"]["numpy"] = "2.5.0"
    found = held_against(RECORDED, other)
    assert not found.equal_as_printed
    assert found.differences == [
        {"place": "summary.options[0].metrics.leakers.mean", "recorded": 1.25, "now": 1.5}
    ]
    assert found.versions == [{"name": "numpy", "then": "2.4.0", "now": "2.5.0"}]
    assert "numbers differ" in found.text()


def test_a_missing_column_or_a_shorter_table_is_a_difference() -> None:
    other = replace(RECORDED, worlds={"replication": np.arange(2)})
    places = {row["place"] for row in held_against(RECORDED, other).differences}
    assert places == {"worlds.replication (rows)", "worlds.x.y (rows)"}
