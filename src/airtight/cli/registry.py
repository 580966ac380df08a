"""The commands by name, each with its module and its line in the help."""

import functools
import importlib
from collections.abc import Callable
from typing import Annotated, Any

import typer

from airtight.cli.errors import Interrupted

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("airtight.cli.demo", "The dispute of February 2021 on real terrain: options table and report."),
    "run": (
        "airtight.cli.run",
        "Simulate a scenario: what gets through, with intervals, a replay and a report.",
    ),
    "compare": (
        "airtight.cli.compare",
        "Compare options in the same worlds: paired differences and what decides.",
    ),
    "reproduce": (
        "airtight.cli.reproduce",
        "Run a finished run again and say whether it gives the same: status 1 if a printed number differs.",
    ),
    "coverage": (
        "airtight.cli.coverage",
        (
            "What the system sees and reaches from its site, over this terrain, at each altitude: "
            "maps, areas, ranges."
        ),
    ),
    "exposure": (
        "airtight.cli.exposure",
        "What the radars could observe of an aircraft that flies near them.",
    ),
    "calc": ("airtight.cli.calc", "Any physics model by itself."),
    "validate": (
        "airtight.cli.validate",
        "Reproduce published results claim by claim: expected, got, tolerance, verdict.",
    ),
    "new": ("airtight.cli.new", "Write a commented scenario to begin with."),
    "schema": ("airtight.cli.schema", "Print the JSON Schema of scenario files."),
    "catalog": ("airtight.cli.catalog", "The cited numbers: list, show, cite, check."),
    "terrain": ("airtight.cli.terrain", "The elevation data: where they come from and what they cover."),
    "doctor": ("airtight.cli.doctor", "Say what is installed and what is missing."),
}
TITLE = "How airtight is it? Air and missile defence from public figures; every answer an interval."


def invoke(arguments: list[str]) -> int:
    """Run a command line with only the command it names loaded; the exit status."""
    status = _app(_asked(arguments))(args=arguments, prog_name="airtight", standalone_mode=False)
    return status if isinstance(status, int) else 0


def _asked(arguments: list[str]) -> str:
    return next((given for given in arguments if not given.startswith("-")), "")


def _app(asked: str) -> typer.Typer:
    app = typer.Typer(
        help=TITLE,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_general)
    for name, (module_name, line) in COMMANDS.items():
        if name != asked:
            app.command(name, help=line)(_stub)
            continue
        module = importlib.import_module(module_name)
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name, help=line, no_args_is_help=True)
        else:
            app.command(name)(_interruptible(module.command))
    return app


def _stub() -> None:
    """A command that was not asked for."""


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

        try:
            typer.echo(f"airtight-sim {version('airtight-sim')}")
        except PackageNotFoundError:
            typer.echo("airtight-sim, not installed as a package")
        raise typer.Exit


def _general(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """What holds for every command."""


def _interruptible(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same command, whose Ctrl-C keeps what was said about how to resume."""

    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        try:
            return function(*args, **kwargs)
        except KeyboardInterrupt as interrupt:
            raise Interrupted(*getattr(interrupt, "__notes__", ())) from None

    return called
