"""The help knows every command without loading any of them."""

import importlib
import re
import subprocess
import sys

import pytest

from airtight import cli
from airtight.cli.registry import COMMANDS

OF_TYPER_AND_RICH = {
    *("typer", "rich", "click", "shellingham", "annotated_doc", "typing_extensions"),
    *("pygments", "markdown_it", "mdurl", "attr", "attrs"),  # rich imports attrs where it is installed
}
LOADED = """
import sys
before = set(sys.modules)
from airtight import cli
status = cli.invoke(["--help"])
print("|".join(sorted({name.partition(".")[0] for name in set(sys.modules) - before})), file=sys.stderr)
sys.exit(status)
"""


def test_help_imports_only_typer_and_rich_beside_airtight() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)  # noqa: S603
    loaded = set(done.stderr.strip().split("|"))
    ours = {name for name in loaded if name not in sys.stdlib_module_names and not name.startswith("_")}
    assert ours <= OF_TYPER_AND_RICH | {"airtight"}
    assert {"typer", "rich"} <= ours
    for name in COMMANDS:
        assert name in done.stdout


def test_no_arguments_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke([]) == 0
    assert "doctor" in capsys.readouterr().out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_agrees_with_the_list(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert cli.invoke([name, "--help"]) == 0
    shown = re.sub(r"\s+", " ", capsys.readouterr().out)
    module_name, line = COMMANDS[name]
    module = importlib.import_module(module_name)
    if not hasattr(module, "app"):
        first = (module.command.__doc__ or "").strip().split("\n")[0]
        assert first == line
    assert line in shown or hasattr(module, "app")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.invoke(["--version"]) == 0
    assert capsys.readouterr().out.startswith("airtight-sim ")
