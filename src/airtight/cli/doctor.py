"""`airtight doctor`: what is installed, what is missing, what to do about it."""

import json
from typing import Annotated

import typer

from airtight.cli.examination import examine
from airtight.errors import MissingError


def command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say what is installed and what is missing."""
    findings = examine()
    lacking = [finding for finding in findings if finding.state == "missing" and finding.required]
    if as_json:
        rows = [finding.as_dict() for finding in findings]
        typer.echo(json.dumps({"healthy": not lacking, "findings": rows}))
        raise typer.Exit(MissingError.exit_status if lacking else 0)
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        remedy = f"  -> {finding.remedy}" if finding.remedy else ""
        typer.echo(f"{finding.state:8} {finding.name:{width}}  {finding.detail}{remedy}")
    if lacking:
        typer.echo(f"{len(lacking)} required things are missing.", err=True)
        raise typer.Exit(MissingError.exit_status)
    typer.echo("Everything that is required is there.", err=True)
