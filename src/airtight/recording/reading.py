"""Read a recording back, or say why it is none."""

import json
from pathlib import Path
from typing import Any

from airtight.errors import InputError, MissingError
from airtight.recording import layout
from airtight.recording.manifest import FORMAT, VERSION, digest
from airtight.recording.parquet import from_bytes, joined
from airtight.recording.record import Columns, Histories, Recorded


def read(folder: Path) -> Recorded:
    """Read the recording in `folder`.

    Raises:
        MissingError: there is no such folder, or one of its files is gone.
        InputError: it is no recording, is of a newer version, or a file was changed after it was written.

    """
    if not folder.is_dir():
        raise MissingError("no such folder", place=str(folder), allowed="the folder of a finished run")
    manifest = manifest_of(folder)
    if manifest is None:
        raise InputError(
            "not a recording", place=str(folder), allowed="a folder with airtight's manifest.json"
        )
    if manifest.get("version", VERSION) > VERSION:
        raise InputError(
            "written by a newer version",
            place=str(folder),
            value=manifest["version"],
            allowed=f"up to {VERSION}",
        )
    digests: dict[str, str] = manifest["files"]
    summary = json.loads(_content(folder, layout.SUMMARY, digests))
    parts: dict[str, dict[str, list[Columns]]] = {}
    for name in digests:
        found = layout.of_part(name)
        if found is not None:
            option, table = found
            columns = from_bytes(_content(folder, name, digests))
            parts.setdefault(option, {}).setdefault(table, []).append(columns)
    histories: dict[str, Histories] = {
        option: {table: joined(columns) for table, columns in tables.items()}
        for option, tables in parts.items()
    }
    return Recorded(
        manifest=manifest,
        summary={**summary, "out": str(folder)},
        worlds=_table(folder, layout.WORLDS, digests),
        replications=_table(folder, layout.REPLICATIONS, digests),
        histories=histories,
        folder=folder,
    )


def manifest_of(folder: Path) -> dict[str, Any] | None:
    """The manifest of a finished recording, or None if the folder holds none."""
    try:
        manifest = json.loads((folder / layout.MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        return None
    return manifest if isinstance(manifest.get("files"), dict) else None


def _table(folder: Path, name: str, digests: dict[str, str]) -> Columns:
    return from_bytes(_content(folder, name, digests)) if name in digests else {}


def _content(folder: Path, name: str, digests: dict[str, str]) -> bytes:
    if name not in digests:
        raise InputError(
            "not listed in the manifest", place=f"{folder / name}", allowed="an unchanged recording"
        )
    try:
        content = (folder / name).read_bytes()
    except OSError:
        raise MissingError("a file of the recording is gone", place=str(folder / name)) from None
    except ValueError:
        raise InputError("not a file's name", place=str(folder), value=repr(name)) from None
    if digest(content) != digests[name]:
        raise InputError(
            "changed after it was written", place=str(folder / name), allowed="an unchanged recording"
        )
    return content
