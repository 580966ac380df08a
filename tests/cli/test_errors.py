"""What a failed command prints, and its exit status."""

import json
from collections.abc import Callable

import pytest

from airtight.cli.errors import Interrupted, guarded
from airtight.errors import InputError, MissingError, Problem


def failing(error: BaseException) -> Callable[[list[str]], int]:
    """A command that fails in one way."""

    def invoke(_arguments: list[str]) -> int:
        raise error

    return invoke


def interrupted() -> KeyboardInterrupt:
    """Ctrl-C with a hint."""
    error = KeyboardInterrupt()
    error.add_note("resume with: airtight run x --resume")
    return error


TWO = InputError.of([Problem("wrong", "a:1", "x", "y"), Problem("odd", "b:2", "", "")])


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (TWO, 2, "airtight: a:1: wrong; got x; allowed: y\nairtight: b:2: odd\n"),
        (MissingError("no such file", place="p"), 3, "airtight: p: no such file\n"),
        (FileNotFoundError(2, "No such file", "folder/file"), 3, "folder/file"),
        (PermissionError(13, "Permission denied", "out"), 3, "permission denied"),
        (MemoryError(), 2, "--batch-size"),
        (ValueError("boom"), 1, "bug of airtight: ValueError: boom"),
        (interrupted(), 130, "--resume"),
        (Interrupted("hint"), 130, "hint"),
    ],
)
def test_every_failure_has_a_status_and_a_line(
    error: BaseException, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guarded(failing(error), ["run", "x"]) == status
    captured = capsys.readouterr()
    assert said in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_json_errors_go_to_standard_output_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(failing(TWO), ["run", "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"error"}
    assert {key: told["error"][key] for key in ("message", "place", "value", "allowed")} == {
        "message": "wrong",
        "place": "a:1",
        "value": "x",
        "allowed": "y",
    }
    assert len(told["error"]["problems"]) == 2


def test_a_traceback_is_shown_only_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AIRTIGHT_DEBUG", "1")
    assert guarded(failing(ValueError("boom")), []) == 1
    assert "Traceback" in capsys.readouterr().err
