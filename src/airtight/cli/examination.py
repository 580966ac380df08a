"""What `doctor` looks at: each finding by itself, so that one failure hides nothing of the others."""

import os
import re
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib import metadata

DISTRIBUTION = "airtight-sim"
FOREIGN = "airtight"
OLDEST_PYTHON = (3, 11)
REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)([^;]*)(?:;(.*))?")
PURPOSES = {"rasterio": "terrain from .tif files", "pandas": "to_pandas() in notebooks"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `state` is "ok", "missing" or "note"."""

    name: str
    state: str
    detail: str
    remedy: str = ""
    required: bool = True

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return asdict(self)


def examine() -> list[Finding]:
    """Everything that `doctor` reports."""
    looks = (
        ("python", _python),
        ("distribution", _distribution),
        ("packages", _packages),
        ("compiler", _compiler),
        ("cache", _cache),
        ("terrain", _terrain),
        ("catalog", _catalog),
        ("threads", _threads),
    )
    findings: list[Finding] = []
    for name, look in looks:
        try:
            findings += look()
        except Exception as error:  # noqa: BLE001
            detail = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
            findings.append(Finding(name, "missing", detail, f"install {DISTRIBUTION} again"))
    return findings


def _python() -> list[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        return [Finding("python", "missing", version, "Python 3.11 or newer")]
    return [Finding("python", "ok", version)]


def _distribution() -> list[Finding]:
    """Whether the package index's other `airtight` is here instead of, or beside, ours."""
    own, foreign = _version(DISTRIBUTION), _version(FOREIGN)
    if own is None and foreign is not None:
        detail = f"the distribution '{FOREIGN}' {foreign} is somebody else's"
        return [
            Finding(DISTRIBUTION, "missing", detail, f"pip uninstall {FOREIGN}; pip install {DISTRIBUTION}")
        ]
    if own is None:
        return [Finding(DISTRIBUTION, "missing", "run from its sources", "make setup, or pip install -e .")]
    found = [Finding(DISTRIBUTION, "ok", own)]
    if foreign is not None:
        detail = f"{foreign}, somebody else's, shares the name that Python imports"
        found.append(
            Finding(FOREIGN, "missing", detail, f"pip uninstall {FOREIGN}, then reinstall {DISTRIBUTION}")
        )
    return found


def _packages() -> list[Finding]:
    found: list[Finding] = []
    for stated in metadata.requires(DISTRIBUTION) or [] if _version(DISTRIBUTION) else []:
        match = REQUIREMENT.match(stated)
        name = match[1] if match else stated
        extra = re.search(r"extra\s*==\s*['\"](\w+)['\"]", stated)
        version = _version(name)
        if extra is None:
            remedy = "" if version else f"pip install {name}"
            found.append(Finding(name, "ok" if version else "missing", version or "not installed", remedy))
        elif extra[1] != "dev":
            purpose = PURPOSES.get(name, f"the extra '{extra[1]}'")
            remedy = "" if version else f"pip install '{DISTRIBUTION}[{extra[1]}]'"
            detail = f"{version}, for {purpose}" if version else f"not installed; only for {purpose}"
            found.append(Finding(name, "ok" if version else "note", detail, remedy, required=False))
    return found


def _compiler() -> list[Finding]:
    import numpy as np  # noqa: PLC0415

    from airtight.numerics.kernel import JIT  # noqa: PLC0415
    from airtight.numerics.random import Cause, uniform_column  # noqa: PLC0415

    drawn = uniform_column(1, np.arange(2), Cause.DUMMY, "doctor")
    works = bool(((drawn > 0) & (drawn < 1)).all())
    detail = "compiles and runs" if JIT else "switched off by AIRTIGHT_JIT=0: slow"
    state = ("ok" if JIT else "note") if works else "missing"
    return [Finding("compiled code", state, detail, required=not works)]


def _cache() -> list[Finding]:
    from airtight.numerics.kernel import cache_root, writable_cache_root  # noqa: PLC0415

    root = writable_cache_root()
    with tempfile.TemporaryFile(dir=root):
        pass
    if root != cache_root():
        remedy = "set AIRTIGHT_CACHE to a folder that can be written"
        return [
            Finding("cache", "note", f"{root}, as {cache_root()} cannot be written", remedy, required=False)
        ]
    return [Finding("cache", "ok", str(root))]


def _terrain() -> list[Finding]:
    from airtight.terrain.elevation import Terrain  # noqa: PLC0415

    south, west, north, east = Terrain.bundled().bounds_deg
    return [Finding("terrain", "ok", f"bundled, {south:.1f}-{north:.1f} N, {west:.1f}-{east:.1f} E")]


def _catalog() -> list[Finding]:
    from airtight.catalog.loader import load  # noqa: PLC0415

    catalog = load()
    return [Finding("catalogue", "ok", f"{len(catalog.entries)} entries, {len(catalog.numbers)} numbers")]


def _threads() -> list[Finding]:
    return [Finding("threads", "ok", f"{os.cpu_count()} processors", required=False)]


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
