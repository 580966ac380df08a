"""The same seed gives the same numbers to the last bit, however the work is cut: with the engine itself."""

from typing import Any

import pytest

from airtight.api import runs as api
from airtight.scenario.model import Scenario

REPLICATIONS = 20


@pytest.fixture(scope="module")
def whole(quick: Scenario) -> dict[str, Any]:
    return api.run(quick, replications=REPLICATIONS).summary


@pytest.mark.parametrize("how", [{"batch_size": 1}, {"batch_size": 7}, {"batch_size": 64}, {"workers": 2}])
def test_batches_and_workers_change_no_bit(
    quick: Scenario, whole: dict[str, Any], how: dict[str, int]
) -> None:
    cut = api.run(quick, replications=REPLICATIONS, **how).summary  # type: ignore[arg-type]
    assert cut == whole


def test_another_seed_changes_the_numbers(quick: Scenario, whole: dict[str, Any]) -> None:
    other = api.run(quick, replications=REPLICATIONS, seed=4).summary
    assert other["options"][0]["metrics"] != whole["options"][0]["metrics"]
