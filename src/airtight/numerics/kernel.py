"""The one file that knows numba: ``@kernel`` compiles, ``AIRTIGHT_JIT=0`` runs as written.

Compiled code is cached in a folder named by a hash of the function's file and of all that this file imports
from the package, because numba's own cache misses an edited callee in another module.
"""

import hashlib
import os
import re
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")

PACKAGE = Path(__file__).resolve().parent.parent
_IMPORT = re.compile(r"^from (airtight[.\w]*) import \(?([\w\s,]*)", re.MULTILINE)

JIT: bool = os.environ.get("AIRTIGHT_JIT", "1") != "0"
prange = numba.prange if JIT else range
COMPILED: list[object] = []
"""Every compiled function, for the test that each ends with one signature."""


def cache_root() -> Path:
    """The user's cache folder for airtight; ``AIRTIGHT_CACHE`` overrides it."""
    given = os.environ.get("AIRTIGHT_CACHE")
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "airtight"


def writable_cache_root() -> Path:
    """`cache_root`, or a folder under the system's temporary one where that cannot be written."""
    root = cache_root()
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError:
        root = Path(tempfile.gettempdir()) / "airtight-cache"
        root.mkdir(parents=True, exist_ok=True)
    return root


def _imported(path: Path) -> tuple[Path, ...]:
    """The package's files that a file of it imports by name."""
    found = []
    for package, names in _IMPORT.findall(path.read_text(encoding="utf-8")):
        place = PACKAGE.joinpath(*package.split(".")[1:])
        parts = [place / f"{name.split()[0]}.py" for name in names.split(",") if name.strip()]
        found += [part for part in (place.with_suffix(".py"), *parts) if part.is_file()]
    return tuple(found)


@cache
def sources_digest(path: Path) -> str:
    """A digest of a file and of all the package's files that it imports, directly or not."""
    seen: dict[Path, bytes] = {}
    waiting = [path]
    while waiting:
        file = waiting.pop()
        if file not in seen:
            seen[file] = file.read_bytes()
            waiting += _imported(file)
    digest = hashlib.sha256(f"{numba.__version__} {sys.version}".encode())
    for file in sorted(seen):
        digest.update(file.name.encode() + seen[file])
    return digest.hexdigest()[:16]


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function of numbers and arrays; to a type checker it stays what it was."""
    return _compiled(function, parallel=False)


def parallel_kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function whose `prange` loop runs on all of the process's threads."""
    return _compiled(function, parallel=True)


def use_threads(count: int) -> None:
    """Let parallel kernels of this process use `count` threads."""
    if JIT:
        most: int = numba.config.NUMBA_NUM_THREADS  # type: ignore[attr-defined]
        numba.set_num_threads(min(count, most))


def _compiled(function: Callable[P, R], *, parallel: bool) -> Callable[P, R]:
    if not JIT:
        return function
    place = Path(function.__code__.co_filename).resolve()
    numba.config.CACHE_DIR = str(  # type: ignore[attr-defined]
        writable_cache_root() / "kernels" / sources_digest(place)
    )
    jitted = numba.njit(cache=True, nogil=True, error_model="numpy", parallel=parallel)(function)
    COMPILED.append(jitted)
    return cast("Callable[P, R]", jitted)
