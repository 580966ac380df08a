"""`airtight schema`: the JSON Schema of scenario files, or of options files."""

import json
from typing import Annotated

import typer

from airtight.scenario.schema import options_schema, scenario_schema


def command(
    options: Annotated[bool, typer.Option("--options", help="Of options files instead.")] = False,
    _as_json: Annotated[bool, typer.Option("--json", help="Always so: the schema is JSON.")] = False,
) -> None:
    """Print the JSON Schema of scenario files."""
    typer.echo(json.dumps(options_schema() if options else scenario_schema(), indent=2, ensure_ascii=False))
