"""Batches follow memory and workers, unless told otherwise."""

from airtight.scenario import loader
from airtight.scenario.model import Scenario
from airtight.study.budget import BUDGET_BYTES, MOST, batch_size, bytes_of_replication
from airtight.study.settings import Settings


def test_a_small_scenario_takes_the_most_and_a_huge_one_what_memory_holds(small: Scenario) -> None:
    assert batch_size(small, Settings()) == MOST
    text = small.source_text.replace("count = 6", "count = 9000")
    huge = loader.from_text(text)
    size = batch_size(huge, Settings())
    assert 1 <= size < MOST
    assert size * bytes_of_replication(huge) <= BUDGET_BYTES


def test_workers_share_the_budget_and_all_have_work(small: Scenario) -> None:
    assert batch_size(small, Settings(replications=240, workers=2)) == 60
    assert batch_size(small, Settings(replications=1, workers=4)) == 1


def test_what_is_told_is_done(small: Scenario) -> None:
    assert batch_size(small, Settings(batch_size=7)) == 7
