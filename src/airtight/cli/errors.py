"""What a failed command prints, and its exit status: never a traceback for bad input."""

import contextlib
import json
import os
import sys
import traceback
from collections.abc import Callable

from airtight.errors import AirtightError, Problem

BUG = 1
WRONG_INPUT = 2
MISSING = 3
INTERRUPTED = 130


class Interrupted(Exception):  # noqa: N818
    """Ctrl-C; its arguments are lines for people, such as how to resume."""


def guarded(invoke: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Run a command; turn whatever it raises into a message and an exit status."""
    try:
        status = invoke(arguments)
        sys.stdout.flush()
    except Exception as error:  # noqa: BLE001
        return _told(error, arguments)
    except KeyboardInterrupt as interrupt:
        return _told(Interrupted(*getattr(interrupt, "__notes__", ())), arguments)
    return status


def _told(error: Exception, arguments: list[str]) -> int:
    if os.environ.get("AIRTIGHT_DEBUG") == "1":
        traceback.print_exception(error)
    if isinstance(error, BrokenPipeError):
        _close_quietly()
        return 0
    if isinstance(error, Interrupted):
        _say("airtight: interrupted", *error.args)
        return INTERRUPTED
    status, problems = _diagnosed(error, arguments)
    if "--json" in arguments:
        first = problems[0].as_dict()
        every = [problem.as_dict() for problem in problems]
        sys.stdout.write(json.dumps({"error": first | {"problems": every}}) + "\n")
        sys.stdout.flush()
    if status == BUG:
        _say(f"airtight: {problems[0].message}", f"Please {problems[0].allowed}.")
    else:
        _say(*(f"airtight: {problem}" for problem in problems))
    return status


def _diagnosed(error: Exception, arguments: list[str]) -> tuple[int, list[Problem]]:
    command = " ".join(["airtight", *(given for given in arguments[:1] if not given.startswith("-"))])
    if isinstance(error, AirtightError):
        return error.exit_status, error.problems
    describe = getattr(error, "format_message", None)  # the command line's own: unknown options and the like
    if callable(describe):
        message = " ".join(str(describe()).split()) or "usage"
        known = "airtight" if "No such command" in message and command.count(" ") == 1 else command
        return WRONG_INPUT, [Problem(message, command, "", f"what `{known} --help` lists")]
    if isinstance(error, OSError) and error.strerror:
        place = str(error.filename) if error.filename is not None else command
        return MISSING, [Problem(error.strerror.lower(), place, "", "files and folders that can be used")]
    if isinstance(error, MemoryError):
        remedy = "fewer attackers or flights, or a smaller --batch-size"
        return WRONG_INPUT, [Problem("not enough memory", command, "", remedy)]
    text = " ".join(str(error).split())
    message = f"internal error, which is a bug of airtight: {type(error).__name__}: {text}"
    remedy = "report it with the command and its files; AIRTIGHT_DEBUG=1 shows where it happened"
    return BUG, [Problem(message, command, "", remedy)]


def _say(*lines: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        for line in lines:
            sys.stderr.write(f"{line}\n")


def _close_quietly() -> None:
    """The reader of our output has gone: let nothing complain while the interpreter ends."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
