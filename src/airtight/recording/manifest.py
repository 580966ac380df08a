"""The manifest: what a run was made from, and nothing of the machine that made it."""

import hashlib
import json
import platform
from importlib import metadata
from typing import Any

from airtight.errors import InputError

FORMAT = "airtight-recording"
VERSION = 1
_PACKAGES = ("airtight-sim", "numpy", "scipy", "numba", "pyarrow", "pyproj")


def make_manifest(
    *, kind: str, seed: int, replications: int, digests: dict[str, str], again: dict[str, Any]
) -> dict[str, Any]:
    """The manifest of a run, before the files' digests are added by `write`.

    Args:
        kind: run, compare or demo.
        seed: of the random streams.
        replications: how many.
        digests: of scenario, catalogue and terrain, by name.
        again: all that is needed to run it again (the scenario's text, options, settings).

    """
    return {
        "format": FORMAT,
        "version": VERSION,
        "kind": kind,
        "seed": seed,
        "replications": replications,
        "versions": versions(),
        "digests": digests,
        "again": again,
    }


def versions() -> dict[str, str]:
    """The versions that decide the numbers: Python's and the packages'."""
    found = {"python": ".".join(platform.python_version_tuple()[:2])}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    return found


def as_json(value: object, *, place: str) -> str:
    """JSON text with a final newline; numpy's numbers as plain ones.

    Raises:
        InputError: a value is not finite, or is no number, text, list or dictionary.

    """
    return json.dumps(plain(value, place=place), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def plain(value: Any, *, place: str) -> Any:  # noqa: ANN401  JSON is any of several types
    """`value` as JSON has it: numpy's numbers and arrays become plain ones.

    Raises:
        InputError: something in it cannot be written; the place is named.

    """
    if isinstance(value, dict):
        return {str(key): plain(item, place=f"{place}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, place=f"{place}[{i}]") for i, item in enumerate(value)]
    if hasattr(value, "tolist"):
        return plain(value.tolist(), place=place)
    if isinstance(value, float):
        if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124  NaN differs from itself
            raise InputError("not finite", place=place, value=value, allowed="finite numbers, or null")
        return value
    if value is None or isinstance(value, str | bool | int):
        return value
    raise InputError("cannot be written", place=place, value=type(value).__name__, allowed="JSON's types")


def digest(content: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
