"""Open simulation and analysis of air and missile defence, built from public figures.

The verbs `run`, `compare`, `demo` and `reproduce` (see `airtight.api`) are loaded when first used, so that
importing the package costs nothing.
"""

import importlib
from typing import Any

VERBS = ("compare", "demo", "reproduce", "run")


def __getattr__(name: str) -> Any:  # noqa: ANN401 (functions of several types)
    if name in VERBS:
        return getattr(importlib.import_module("airtight.api"), name)
    raise AttributeError(f"module 'airtight' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *VERBS])
