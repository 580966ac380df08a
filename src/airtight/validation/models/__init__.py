"""The package's models as functions from a table's columns to one number."""

from collections.abc import Callable

from airtight.validation.models import detection, earth, exposure, lobing, propagation

MODELS: dict[str, Callable[..., float]] = {
    **earth.MODELS,
    **propagation.MODELS,
    **lobing.MODELS,
    **detection.MODELS,
    **exposure.MODELS,
}
"""By the names that the tables of published values use."""
