"""The one file that knows numba: ``@kernel`` compiles, ``AIRTIGHT_JIT=0`` runs as written.

Compiled code is cached in a folder named by a hash of all of the package's sources, because numba's own cache
misses an edited callee in another module.
"""

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")

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


def _sources_digest() -> str:
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(f"{numba.__version__} {sys.version}".encode())
    for path in sorted(package.rglob("*.py")):
        if path.name in {"kernel.py", "kernels.py", "random.py", "constants.py"} or "kernels" in path.stem:
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    for path in sorted((package / "messages").glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


if JIT:
    numba.config.CACHE_DIR = str(  # type: ignore[attr-defined]
        writable_cache_root() / "kernels" / _sources_digest()
    )


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
    jitted = numba.njit(cache=True, nogil=True, error_model="numpy", parallel=parallel)(function)
    COMPILED.append(jitted)
    return cast("Callable[P, R]", jitted)
