"""`airtight compare SCENARIO --options FILE|NAME`: options in the same worlds, with the same luck."""

from typing import Annotated

import typer

from airtight.cli import asking


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario file, or anatolia-2021.")],
    options: Annotated[
        str,
        typer.Option(
            "--options", help="A file of options, or demo, activation, network, alternatives, public-debate."
        ),
    ],
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
    """Compare options in the same worlds: paired differences and what decides."""
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
    asking.answer("compare", scenario, options, as_json=as_json, settings=settings)
