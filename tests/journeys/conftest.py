"""What journeys share: running a command that fails and hearing what it says."""

import json
from collections.abc import Callable

import pytest

from airtight import cli

Told = Callable[[list[str]], tuple[int, str, dict[str, str]]]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command line that fails; its status, what people read, and the error object."""

    def run(arguments: list[str]) -> tuple[int, str, dict[str, str]]:
        status = cli.invoke([*arguments, "--json"])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        assert "internal error" not in captured.err
        return status, captured.err, json.loads(captured.out)["error"]

    return run
