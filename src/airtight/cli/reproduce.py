"""`airtight reproduce FOLDER`: run a finished run again and say whether it gives the same."""

import json
from pathlib import Path
from typing import Annotated

import typer

from airtight.cli.asking import AsJson, BatchSize, Workers


def command(
    folder: Annotated[Path, typer.Argument(help="The folder of a finished run.")],
    as_json: AsJson = False,
    workers: Workers = 1,
    batch_size: BatchSize = None,
) -> int:
    """Run a finished run again and say whether it gives the same: status 1 if a printed number differs."""
    from airtight.api import runs as api  # noqa: PLC0415 (numpy, numba and the rest only where something is simulated)

    found = api.reproduce(folder, workers=workers, batch_size=batch_size)
    if as_json:
        typer.echo(json.dumps(found.summary, ensure_ascii=False, allow_nan=False))
    else:
        typer.echo(f"{folder}: {found.again.text()}")
    return 0 if found.again.identical or found.again.equal_as_printed else 1
