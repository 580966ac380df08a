"""Write a recording so that it is there whole or not at all."""

import os
import secrets
import shutil
from pathlib import Path

from airtight.errors import InputError
from airtight.recording import layout
from airtight.recording.manifest import FORMAT, as_json, digest
from airtight.recording.parquet import to_bytes
from airtight.recording.reading import manifest_of
from airtight.recording.record import Recorded
from airtight.recording.tables import HISTORIES


def write(
    recorded: Recorded, folder: Path, *, report: str = "", replay: str = "", force: bool = False
) -> Path:
    """Write a recording; under its name it is complete, whenever the process may be killed.

    Everything goes into a hidden folder beside `folder` first, is flushed to the disk, then renamed in one
    step.
    The manifest gets the digest of every file; the summary's key "out" (a path of this machine) is left out.

    Args:
        recorded: what to write.
        folder: the recording's folder; must not exist, unless `force`.
        report: report.html, if any.
        replay: replay.czml, if any.
        force: replace an older recording of that name (never any other folder).

    Returns:
        `folder`.

    Raises:
        InputError: the folder exists or cannot be written, or a table is not as declared.

    """
    files = _files(recorded, report=report, replay=replay)
    manifest = {"format": FORMAT, **recorded.manifest}
    manifest["files"] = {name: digest(content) for name, content in files.items()}
    files[layout.MANIFEST] = as_json(manifest, place="manifest").encode()
    hidden = folder.parent / f".{folder.name}.{secrets.token_hex(4)}.unfinished"
    try:
        _refuse(folder, force=force)
        hidden.mkdir(parents=True)
        for name, content in files.items():
            _write_file(hidden / name, content)
        for path in (*sorted(hidden.rglob("*")), hidden):
            if path.is_dir():
                _flush_folder(path)
        _rename(hidden, folder)
    except (OSError, ValueError) as error:
        raise _cannot(folder, error) from None
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
    return folder


def _files(recorded: Recorded, *, report: str, replay: str) -> dict[str, bytes]:
    summary = {key: value for key, value in recorded.summary.items() if key != "out"}
    files = {layout.SUMMARY: as_json(summary, place="summary").encode()}
    for name, columns in ((layout.WORLDS, recorded.worlds), (layout.REPLICATIONS, recorded.replications)):
        if columns:
            files[name] = to_bytes(columns, place=name.removesuffix(".parquet"))
    for option, tables in recorded.histories.items():
        for name, columns in tables.items():
            if name not in HISTORIES:
                raise InputError(
                    "no such table", place=option or "histories", value=name, allowed=", ".join(HISTORIES)
                )
            if columns:
                place = f"{option}.{name}" if option else name
                files[layout.table(option, name)] = to_bytes(columns, place=place, declared=HISTORIES[name])
    for name, text in ((layout.REPLAY, replay), (layout.REPORT, report)):
        if text:
            files[name] = text.encode()
    return files


def _refuse(folder: Path, *, force: bool) -> None:
    if not (folder.exists() or folder.is_symlink()):
        return
    if not force:
        raise InputError("exists already", place=str(folder), allowed="a new folder, or --force")
    if folder.is_dir() and not folder.is_symlink() and (not any(folder.iterdir()) or manifest_of(folder)):
        return
    raise InputError(
        "is not a recording, so it is not replaced",
        place=str(folder),
        allowed="a new folder, or an older recording",
    )


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(path: Path) -> None:
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
    _flush_folder(folder.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _cannot(folder: Path, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(
        "cannot be written", place=str(folder), value=reason, allowed="a folder that can be written"
    )
