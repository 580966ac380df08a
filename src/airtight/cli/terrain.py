"""`airtight terrain info`: which elevation data there are."""

import json
from typing import Annotated

import typer

from airtight.terrain.elevation import Terrain, describe

app = typer.Typer(help="The elevation data.", no_args_is_help=True)


@app.callback()
def _general() -> None:
    """The elevation data: where they come from and what they cover."""


@app.command()
def info(
    path: Annotated[
        str, typer.Argument(help='"bundled", or a folder or file of elevation data.')
    ] = "bundled",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say where the elevation data come from and what they cover."""
    told = describe(Terrain.load(path, place="airtight terrain info"))
    if as_json:
        typer.echo(json.dumps(told))
        return
    width = max(map(len, told))
    for key, value in told.items():
        typer.echo(f"{key:{width}}  {value:.6g}" if isinstance(value, float) else f"{key:{width}}  {value}")
