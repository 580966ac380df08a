"""`airtight demo`: the dispute of February 2021 on real terrain."""

from typing import Annotated

import typer

from airtight.cli import asking


def command(
    scenario: Annotated[str, typer.Argument(help="Another scenario than the bundled one.")] = "anatolia-2021",
    options: Annotated[str, typer.Option("--options", help="Other options than the demo's nine.")] = "demo",
    replications: asking.Replications = 200,
    seed: asking.Seed = None,
    nominal: asking.Nominal = False,
    set_: asking.Set = None,
    keep: asking.Keep = 1,
    out: asking.Out = None,
    force: asking.Force = False,
    as_json: asking.AsJson = False,
    workers: asking.Workers = 1,
    resume: asking.Resume = False,
    batch_size: asking.BatchSize = None,
) -> None:
    """The dispute of February 2021 on real terrain: options table and report."""
    settings = {
        "replications": replications,
        "seed": seed,
        "nominal": nominal,
        "set": set_,
        "keep": keep,
        "out": out,
        "force": force,
        "workers": workers,
        "resume": resume,
        "batch_size": batch_size,
    }
    asking.answer("demo", scenario, options, as_json=as_json, settings=settings)
