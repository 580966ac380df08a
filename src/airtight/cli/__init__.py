"""The command line: one file a command, which parses, calls and prints.

`airtight --help` lists every command without importing it: only the command that was asked for is loaded, and
with it numpy, numba and the rest.
"""

import sys

from airtight.cli import registry
from airtight.cli.errors import guarded


def invoke(arguments: list[str]) -> int:
    """Run one command line, without the program's name; the exit status.

    0 done, 2 the input was wrong, 3 a named resource is missing, 1 anything else.
    """
    return guarded(registry.invoke, arguments or ["--help"])


def main() -> None:
    """The program `airtight`."""
    sys.exit(invoke(sys.argv[1:]))
