"""`airtight exposure SCENARIO`: what the radars could observe of an aircraft that flies near them."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from airtight.cli import asking


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario file, or anatolia-2021.")],
    aircraft: Annotated[
        str, typer.Option("--aircraft", help="Catalogue id of an aircraft in level flight.")
    ] = "f-35a",
    route: Annotated[
        Path | None,
        typer.Option("--route", help="CSV file: time_s, lat, lon, height_m (degrees, metres above sea)."),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", help="ICAO code of an air base: a day of sampled training flights."),
    ] = None,
    seed: asking.Seed = None,
    set_: asking.Set = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="The answer's folder; a new numbered one if not given.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an older answer of that name.")] = False,
    as_json: asking.AsJson = False,
) -> None:
    """What the radars could observe of an aircraft that flies near them.

    Without a route or a base: straight transits, closest approaches drawn from 0 to 300 km (an assumption).
    """
    from airtight.api import exposing  # noqa: PLC0415 (numpy, numba and the rest only where something is computed)

    folder = exposing.default_folder() if out is None else out
    answer = exposing.exposure(
        scenario,
        aircraft=aircraft,
        route=route,
        base=base,
        seed=seed,
        set=tuple(set_ or ()),
        out=folder,
        force=force,
    )
    report = f"Report: {folder}/report.html        Sources: airtight catalog cite"
    if as_json:
        typer.echo(json.dumps(answer.summary, ensure_ascii=False, allow_nan=False))
        sys.stderr.write(f"{report}\n")
    else:
        typer.echo(f"{answer.text}\n{report}")
