"""JSON Schema of what a user writes, made from the same declaration that reads it."""

from typing import Any

from airtight.scenario.declaration import SCENARIO
from airtight.scenario.options import OPTIONS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def scenario_schema() -> dict[str, Any]:
    """The schema of a scenario, as parsed from TOML."""
    return {"$schema": DIALECT, "title": "airtight scenario"} | SCENARIO.schema()


def options_schema() -> dict[str, Any]:
    """The schema of an options file, as parsed from TOML."""
    schema = OPTIONS.schema()
    del schema["properties"]["set"]  # named sets are the package's own
    return {"$schema": DIALECT, "title": "airtight options"} | schema
