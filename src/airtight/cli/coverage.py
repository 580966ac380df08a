"""`airtight coverage SCENARIO`: what the radars and missiles cover, from their sites, over this terrain."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from airtight.cli import asking

Several = list[str] | None


def command(
    scenario: Annotated[str, typer.Argument(help="A scenario file, or anatolia-2021.")],
    altitude: Annotated[
        Several,
        typer.Option("--altitude", help='"100 m" (above ground), "3000 m amsl", "FL100"; repeatable.'),
    ] = None,
    target: Annotated[Several, typer.Option("--target", help="A target's catalogue id; repeatable.")] = None,
    rcs: Annotated[
        Several, typer.Option("--rcs", help='A radar cross-section instead, "1 m2"; repeatable.')
    ] = None,
    region: Annotated[
        Several, typer.Option("--region", help="A country, or a defended area's id: its share; repeatable.")
    ] = None,
    radius: Annotated[str, typer.Option("--radius", help="How far from each radar to look.")] = "",
    at: Annotated[str, typer.Option("--at", help='Another site for the battery: "40.08, 32.57".')] = "",
    probability: Annotated[
        str, typer.Option("--probability", help="Of detection in one look, from which a place is covered.")
    ] = "0.5",
    seed: asking.Seed = None,
    set_: asking.Set = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="The folder; a new numbered one if not given.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an older answer of that name.")] = False,
    as_json: asking.AsJson = False,
) -> None:
    """What the system sees and reaches from its site, over this terrain, at each altitude: maps, areas, ranges."""  # noqa: E501 (the help's one line)
    from airtight.api import covering  # noqa: PLC0415 (numpy and numba only where something is computed)

    answer = covering.coverage(
        scenario,
        altitudes=altitude or (),
        targets=target or (),
        rcs=rcs or (),
        regions=region or (),
        radius=radius,
        at=at,
        probability=probability,
        seed=seed,
        set=tuple(set_ or ()),
        out=out if out is not None else covering.default_folder(),
        force=force,
    )
    report = f"Report: {answer.summary['out']}/coverage.html        Sources: airtight catalog cite"
    if as_json:
        typer.echo(json.dumps(answer.summary, ensure_ascii=False, allow_nan=False))
        sys.stderr.write(f"{report}\n")
    else:
        typer.echo(f"{answer.text}\n{report}")
