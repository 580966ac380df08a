"""A folder of finished files, there whole or not at all: what coverage, exposure and the like leave."""

import json
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from airtight.errors import InputError
from airtight.recording.layout import MANIFEST
from airtight.recording.manifest import as_json, digest, versions


def write_files(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    kind: str,
    force: bool = False,
    about: Mapping[str, Any] | None = None,
) -> Path:
    """Write files and a manifest into a folder that is complete as soon as it has its name.

    Everything goes into a hidden folder beside `folder` first, is flushed to the disk, then renamed in one
    step. The manifest holds the digest of each file.

    Args:
        folder: must not exist, be empty, or, with `force`, hold an older result of the same kind.
        files: contents by name; a name may have folders in it ("maps/100m.tif").
        kind: what it is: "coverage", "exposure".
        force: replace an older result of this kind, never any other folder.
        about: further keys of the manifest.

    Returns:
        `folder`.

    Raises:
        InputError: the folder exists, is not ours, or cannot be written.

    """
    refuse(folder, kind=kind, force=force)
    manifest = {
        "format": _format(kind),
        "versions": versions(),
        **(about or {}),
        "files": {name: digest(content) for name, content in files.items()},
    }
    hidden = folder.parent / f".{folder.name}.{secrets.token_hex(4)}.unfinished"
    try:
        hidden.mkdir(parents=True)
        for name, content in files.items():
            _write(hidden, name, content)
        _write(hidden, MANIFEST, as_json(manifest, place="manifest").encode())
        for path in (*sorted(hidden.rglob("*")), hidden):
            if path.is_dir():
                _flush(path)
        _rename(hidden, folder)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            "cannot be written", place=str(folder), value=reason, allowed="a folder that can be written"
        ) from None
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    return folder


def refuse(folder: Path, *, kind: str, force: bool) -> None:
    """Say before the work, not after it, that a folder will not be written.

    Raises:
        InputError: it exists and is not ours to replace, or `force` was not asked for.

    """
    if not (folder.exists() or folder.is_symlink()):
        return
    plain = folder.is_dir() and not folder.is_symlink()
    if plain and not any(folder.iterdir()):
        return
    if plain and is_ours(folder, kind=kind):
        if force:
            return
        raise InputError("exists already", place=str(folder), allowed="a new folder, or --force")
    raise InputError(
        f"exists and is no {kind} result, so it is not replaced", place=str(folder), allowed="a new folder"
    )


def is_ours(folder: Path, *, kind: str) -> bool:
    """Whether a folder holds a finished result of this kind."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == _format(kind)


def _format(kind: str) -> str:
    return f"airtight-{kind}"


def _write(hidden: Path, name: str, content: bytes) -> None:
    path = hidden / name
    if hidden.resolve() not in path.resolve().parents:
        raise ValueError(f"{name} lies outside the folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush(path: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _rename(hidden: Path, folder: Path) -> None:
    aside = hidden.with_suffix(".replaced")
    if folder.exists():
        folder.rename(aside)
    try:
        hidden.rename(folder)
    except OSError:
        if aside.exists():
            aside.rename(folder)
        raise
    _flush(folder.parent)
    shutil.rmtree(aside, ignore_errors=True)
