"""What `demo`, `run` and `compare` have in common: their options, and how they print an answer."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

Replications = Annotated[int, typer.Option("--replications", "-n", help="Worlds, one run of luck each.")]
Seed = Annotated[int | None, typer.Option("--seed", help="Of all draws; the scenario's own if not given.")]
Nominal = Annotated[bool, typer.Option("--nominal", help="All numbers at nominal: only luck is left.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", help="entry.key=value or low..nominal..high for a catalogue number; repeatable."),
]
Keep = Annotated[int, typer.Option("--keep", help="How many replications keep their full histories.")]
Out = Annotated[Path | None, typer.Option("--out", help="The run's folder; a new numbered one if not given.")]
Force = Annotated[bool, typer.Option("--force", help="Replace an older run of that name.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]
Workers = Annotated[int, typer.Option("--workers", help="Processes; above 1 each has one thread.")]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with an interrupted run.")]
BatchSize = Annotated[
    int | None, typer.Option("--batch-size", help="Replications that advance together; changes no number.")
]


def answer(
    kind: str, scenario: str | Path, options: str | None, *, as_json: bool, settings: dict[str, Any]
) -> None:
    """Ask, simulate, write the folder, print: lines for people, or one JSON object and nothing else."""
    from airtight.api import runs as api  # noqa: PLC0415 (numpy, numba and the rest only where something is simulated)
    from airtight.recording.manifest import plain  # noqa: PLC0415
    from airtight.study.questions import ask, with_settings  # noqa: PLC0415
    from airtight.study.settings import Settings  # noqa: PLC0415

    settings["set"] = tuple(settings["set"] or ())
    question = ask(kind, scenario, options, Settings(**settings))
    if question.settings.out is None:
        question = with_settings(question, out=api.default_folder(question))
    result = api.carried_out(question)
    folder = result.recorded.folder
    report = f"Report: {folder}/report.html        Sources: airtight catalog cite"
    if as_json:
        typer.echo(json.dumps(plain(result.summary, place="summary"), ensure_ascii=False, allow_nan=False))
        sys.stderr.write(f"{report}\n")
    else:
        typer.echo(f"{result.text}\n{report}")
