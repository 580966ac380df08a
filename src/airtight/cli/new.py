"""`airtight new FILE`: a commented scenario to begin with."""

import json
from pathlib import Path
from typing import Annotated

import typer

from airtight.errors import InputError, MissingError
from airtight.scenario.template import text


def command(
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Write a commented scenario to begin with."""
    if file.is_dir():
        raise InputError(
            "is a folder", place=str(file), allowed="the name of a file, such as my-scenario.toml"
        )
    if file.exists() and not force:
        raise InputError("exists already", place=str(file), allowed="another name, or --force")
    if not file.parent.is_dir():
        raise MissingError("there is no such folder", place=str(file.parent), allowed="a folder that exists")
    file.write_text(text(), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps({"file": str(file)}))
    else:
        typer.echo(f"Wrote {file}. Next: airtight run {file}", err=True)
