"""`airtight calc MODEL key=value...`: any physics model by itself."""

import json
from typing import Annotated

import typer

from airtight.errors import InputError, Problem


def command(
    model: Annotated[str | None, typer.Argument(help="A model's name; without it, all are listed.")] = None,
    given: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KEY=VALUE]...", help='Its inputs, with units: "antenna-height=20 m".'),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Any physics model by itself."""
    from airtight.api import calculating  # noqa: PLC0415 (numpy, scipy and numba only where something is computed)

    if model is None:
        typer.echo(json.dumps({"models": calculating.models()}) if as_json else calculating.listing())
        return
    result = calculating.calc(model, _inputs(given or []))
    typer.echo(json.dumps(result.summary, allow_nan=False) if as_json else result.text)


def _inputs(given: list[str]) -> dict[str, str]:
    inputs: dict[str, str] = {}
    problems: list[Problem] = []
    for text in given:
        name, sign, value = text.partition("=")
        name, value = name.strip(), value.strip()
        if not sign or not name:
            problems.append(
                Problem("not key=value", text, "", 'quotes where there is a space: "range=300 km"')
            )
        elif not value:
            problems.append(Problem("nothing is given", name, "", f"{name}=VALUE"))
        elif name in inputs:
            problems.append(Problem("given twice", name, f"{inputs[name]} and {value}", "once"))
        inputs.setdefault(name, value)
    if problems:
        raise InputError.of(problems)
    return inputs
