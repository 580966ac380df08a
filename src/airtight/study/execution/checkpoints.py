"""What is done already, on disk beside the run's folder, so that an interrupted run can go on."""

import hashlib
import json
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from airtight.errors import InputError, MissingError

Columns = dict[str, NDArray[Any]]
IDENTITY = "identity.json"


class Checkpoints:
    """Finished batches of an unfinished run, each in a file of its own that is there whole or not at all.

    Attributes:
        folder: where they are; None keeps nothing.

    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    @classmethod
    def start(cls, folder: Path, identity: dict[str, Any]) -> "Checkpoints":
        """A new folder that says what it is for.

        Args:
            folder: must not exist.
            identity: whatever decides the numbers; a run resumes only what has the same.

        Raises:
            InputError: the folder exists or cannot be made.

        """
        try:
            folder.mkdir(parents=True)
            _write(folder / IDENTITY, json.dumps(identity, indent=1, sort_keys=True).encode())
        except FileExistsError:
            raise InputError(
                "an interrupted run waits here",
                place=str(folder),
                allowed="--resume to go on with it, --force to begin again, or another --out",
            ) from None
        except (OSError, ValueError) as error:
            raise InputError("cannot be written", place=str(folder), value=error) from None
        return cls(folder)

    @classmethod
    def resume(cls, folder: Path, identity: dict[str, Any]) -> "Checkpoints":
        """The batches that an interrupted run left in `folder`.

        Raises:
            MissingError: there is nothing to go on with.
            InputError: what is there was begun with something else; the first difference is named.

        """
        found = identity_of(folder)
        if found is None:
            raise MissingError(
                "no interrupted run", place=str(folder), allowed="a folder that an interrupted run left"
            )
        for key in sorted(identity.keys() | found.keys()):
            ours, theirs = _plain(identity.get(key)), found.get(key)
            if ours != theirs:
                raise InputError(
                    f"the interrupted run differs in its {key}",
                    place=str(folder),
                    value=_short(ours),
                    allowed=f"{_short(theirs)}, or --force to begin again",
                )
        return cls(folder)

    def save(self, group: str, part: Columns) -> None:
        """Keep one finished batch of `group`."""
        if self.folder is None:
            return
        name = f"{_key(group)}-{_content_key(part)}.npz"
        hidden = self.folder / f"{name}.tmp"
        with hidden.open("wb") as file:
            arrays: dict[str, Any] = {f"group:{group}": np.zeros(0), **part}
            np.savez(file, **arrays)
        hidden.replace(self.folder / name)

    def load(self, group: str) -> list[Columns]:
        """The finished batches of `group`; a damaged file counts as not done."""
        if self.folder is None:
            return []
        parts = []
        for path in sorted(self.folder.glob(f"{_key(group)}-*.npz")):
            try:
                with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                    columns = {name: stored[name] for name in stored.files}
            except (OSError, ValueError, EOFError, zipfile.BadZipFile):
                continue
            if columns.pop(f"group:{group}", None) is not None:
                parts.append(columns)
        return parts

    def discard(self) -> None:
        """Remove what was kept: the run is finished."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def discard_empty(self) -> None:
        """Remove the folder if no batch was finished: there is nothing to go on with."""
        if self.folder is not None and not any(self.folder.glob("*.npz")):
            self.discard()


def identity_of(folder: Path) -> dict[str, Any] | None:
    """What an interrupted run in `folder` was for; None if there is none."""
    try:
        found = json.loads((folder / IDENTITY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _plain(value: object) -> object:
    return json.loads(json.dumps(value))


def _short(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) < 60 else f"{text[:57]}..."  # noqa: PLR2004


def _write(path: Path, content: bytes) -> None:
    hidden = path.with_suffix(".tmp")
    hidden.write_bytes(content)
    os.replace(hidden, path)  # noqa: PTH105


def _key(group: str) -> str:
    return hashlib.sha256(group.encode()).hexdigest()[:12]


def _content_key(part: Columns) -> str:
    digest = hashlib.sha256()
    for name in sorted(part):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(part[name]).tobytes())
    return digest.hexdigest()[:16]
