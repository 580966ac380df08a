"""`airtight catalog list | show ID | cite ID | check`: the cited numbers."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from airtight.catalog import check as checking
from airtight.catalog import loader, views
from airtight.catalog.loader import Catalog, Entry
from airtight.catalog.number import Number

app = typer.Typer(help="The cited numbers.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
WIDEST = 160
ROOM_FOR_NOTES = 120
UNBROKEN = ("id", "key", "kind", "low / nominal / high")


@app.callback()
def _general() -> None:
    """The cited numbers: low / nominal / high, where they come from, and how they were read."""


@app.command("list")
def list_entries(
    kind: Annotated[str | None, typer.Option(help="Only entries of this kind.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the entries, with how many numbers each has and how many of them are sourced."""
    rows = views.entry_rows(loader.load(), kind)
    if as_json:
        _print_json({"entries": rows})
        return
    table = _table("id", "kind", "title", "numbers", "sourced")
    for row in rows:
        table.add_row(*(str(row[name]) for name in ("id", "kind", "title", "numbers", "sourced")))
    _console().print(table)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="ID", help='An entry, or one number of it: "entry.key".')],
    as_json: AsJson = False,
) -> None:
    """Show an entry's numbers: low / nominal / high, mark and sources."""
    catalog = loader.load()
    entry, numbers = views.selected(catalog, name)
    one = numbers[0] if name != entry.id else None
    if as_json:
        _print_json(views.number_dict(one, catalog) if one else views.entry_dict(entry, catalog))
    elif one:
        _print_number(one, catalog)
    else:
        _print_entry(entry)


@app.command()
def cite(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="An entry, a number or a source; all sources if left out."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the bibliography behind an entry or a number; all of it without an ID."""
    catalog = loader.load()
    sources = catalog.sources if name is None else views.sources_of(catalog, name)
    if as_json:
        told = [{"key": key, "text": source.text, "mark": source.mark} for key, source in sources.items()]
        _print_json({"sources": told})
        return
    if not sources:
        typer.echo(f"{name}: no source; every number in it is an assumption, whose reason `show` gives.")
        return
    table = _table("key", "mark", "source")
    for key, source in sources.items():
        table.add_row(key, source.mark, Text(source.text))
    _console().print(table)


@app.command()
def check(as_json: AsJson = False) -> None:
    """Check the catalogue: every number sourced or owned as an assumption, every name known."""
    checked = checking.check(*loader.read(loader.bundled()))
    if as_json:
        _print_json(checked.as_dict())
    else:
        for problem in checked.problems:
            typer.echo(str(problem))
        typer.echo(
            f"{checked.entries} entries, {checked.numbers} numbers: {checked.sourced} sourced, "
            f"{checked.assumptions} assumptions (mixed marks included), {len(checked.problems)} errors"
        )
    if checked.problems:
        raise typer.Exit(1)


def _print_entry(entry: Entry) -> None:
    typer.echo(f"{entry.id}: {entry.title} ({entry.kind})")
    if entry.description:
        typer.echo(entry.description)
    for key, given in entry.fields.items():
        typer.echo(f"  {key}: {_field(given)}")
    console = _console()
    notes = console.width >= ROOM_FOR_NOTES
    table = _table("key", "low / nominal / high", "mark", "sources", *(["note"] if notes else []))
    for key, number in entry.numbers.items():
        note = [Text(number.note)] if notes else []
        table.add_row(key, number.shown(), number.mark, Text(" ".join(number.sources)), *note)
    console.print(table)
    if not notes:
        typer.echo(f"Reasons: `airtight catalog show {entry.id}.KEY`, or a wider terminal.", err=True)


def _field(given: object) -> str:
    if isinstance(given, list):
        return ", ".join(map(str, given))
    if isinstance(given, dict):
        return ", ".join(f"{key} {value}" for key, value in given.items())
    return ("yes" if given else "no") if isinstance(given, bool) else str(given)


def _print_number(number: Number, catalog: Catalog) -> None:
    typer.echo(f"{number.name} = {number.shown()}")
    told = [
        ("SI", f"{number.low:g} / {number.nominal:g} / {number.high:g}  ({number.dimension})"),
        ("mark", number.mark),
        ("spread", "evenly in the logarithm" if number.shape == "ratio" else "evenly"),
        ("moves with", "" if number.group == number.name else number.group),
        ("note", number.note),
        ("no source states", ", ".join(number.allowance)),
        ("derived from", ", ".join(number.derived_from)),
    ]
    for label, text in told:
        if text:
            typer.echo(f"  {label}: {text}")
    for key in number.sources:
        typer.echo(f"  [{key}] {catalog.sources[key].text} ({catalog.sources[key].mark})")


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        right = column in {"numbers", "sourced"}
        table.add_column(
            column,
            justify="right" if right else "left",
            no_wrap=column in UNBROKEN,
            overflow="fold",
        )
    return table


def _console() -> Console:
    """As wide as the terminal; into a file or a pipe, wide enough to be read."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDEST)


def _print_json(told: dict[str, object]) -> None:
    typer.echo(json.dumps(told, ensure_ascii=False))
