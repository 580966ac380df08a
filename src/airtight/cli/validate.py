"""`airtight validate`: published results reproduced, claim by claim."""

import json
from pathlib import Path
from typing import Annotated

import typer


def command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    html: Annotated[Path | None, typer.Option("--html", help="Write a page, too.", metavar="FILE")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a page that exists.")] = False,
) -> None:
    """Reproduce published results claim by claim: expected, got, tolerance, verdict.

    Exit status 1 if a claim does not hold.
    """
    from airtight.api import validating  # noqa: PLC0415 (numpy, numba and the models only where they are asked)

    if html is not None:
        validating.check_writable(html, force=force)
    result = validating.validate()
    if as_json:
        typer.echo(json.dumps(result.summary, ensure_ascii=False, allow_nan=False))
    else:
        typer.echo(result.text)
    if html is not None:
        typer.echo(f"Page: {result.save(html, force=force)}", err=True)
    if result.validation.failed:
        raise typer.Exit(1)
