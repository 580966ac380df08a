"""`airtight terrain info`: which elevation data there are, and what they leave unknown."""

import json
import math
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from airtight.errors import InputError

app = typer.Typer(help="The elevation data.", no_args_is_help=True)


@app.callback()
def _general() -> None:
    """The elevation data: where they come from and what they cover."""


@app.command()
def info(
    path: Annotated[
        str, typer.Argument(help='"bundled", or a folder or file of elevation data.')
    ] = "bundled",
    at: Annotated[
        str, typer.Option("--at", help='Tell what is known round a site, too: "40.08, 32.57".')
    ] = "",
    radius: Annotated[str, typer.Option("--radius", help="How far round it.")] = "400 km",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say where the elevation data come from, what they cover and what they leave unknown."""
    from airtight import units  # noqa: PLC0415 (numpy only where something is read)
    from airtight.terrain import account  # noqa: PLC0415
    from airtight.terrain.elevation import Terrain  # noqa: PLC0415

    site = _site(at) if at else None
    radius_m = units.parse(radius, "length", place="--radius")
    terrain = Terrain.load(path, place="airtight terrain info")
    told = account.describe(terrain)
    if site:
        told["site"] = account.around(terrain, site, radius_m)
    if as_json:
        typer.echo(json.dumps(told))
        return
    for line in _lines(told):
        typer.echo(line)


def _site(given: str) -> tuple[float, float]:
    """Degrees of "40.08, 32.57"."""
    try:
        latitude, longitude = (float(part) for part in given.replace(",", " ").split())
    except ValueError:
        latitude = longitude = math.nan
    if not (abs(latitude) <= 90.0 and abs(longitude) <= 180.0):  # noqa: PLR2004
        allowed = 'latitude and longitude in degrees, such as "40.08, 32.57"'
        raise InputError("not a place", place="--at", value=given, allowed=allowed)
    return latitude, longitude


def _lines(told: dict[str, Any]) -> Iterator[str]:
    width = max(map(len, told))
    for key, value in told.items():
        if isinstance(value, list):
            yield from (f"{'note':{width}}  {note}" for note in value)
        elif isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(value))
        else:
            yield f"{key:{width}}  {value:.6g}" if isinstance(value, float) else f"{key:{width}}  {value}"
