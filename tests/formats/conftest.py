"""The invented recording that this folder's tests read."""

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from airtight.recording import Recorded

_SYNTHETIC = runpy.run_path(str(Path(__file__).parents[1] / "report" / "synthetic.py"))


@pytest.fixture(scope="session")
def make_recorded() -> Callable[..., Recorded]:
    return cast("Callable[..., Recorded]", _SYNTHETIC["recorded"])


@pytest.fixture(scope="session")
def recorded(make_recorded: Callable[..., Recorded]) -> Recorded:
    return make_recorded()
