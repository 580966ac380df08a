"""Open simulation and analysis of air and missile defence, built from public figures.

The verbs, ``airtight.run(...)`` and the others of `airtight.api`, are loaded when first used, so that
importing the package costs nothing.
"""

from typing import Any

from airtight.api import VERBS


def __getattr__(name: str) -> Any:  # noqa: ANN401 (functions of several types)
    if name in VERBS:
        from airtight import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module 'airtight' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *VERBS])
