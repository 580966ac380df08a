"""The verbs: what the command line does, from Python; each is loaded when first used."""

import importlib
from typing import Any

VERBS: dict[str, str] = {
    "run": "airtight.api.runs",
    "compare": "airtight.api.runs",
    "demo": "airtight.api.runs",
    "reproduce": "airtight.api.runs",
    "calc": "airtight.api.calculating",
    "coverage": "airtight.api.covering",
    "exposure": "airtight.api.exposing",
    "validate": "airtight.api.validating",
}
"""The verbs by name, each with its module."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 (functions of several types)
    if name in VERBS:
        return getattr(importlib.import_module(VERBS[name]), name)
    raise AttributeError(f"module 'airtight.api' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *VERBS])
