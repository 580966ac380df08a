"""Names of folders: new numbered ones, and the one where an interrupted run may be resumed."""

from pathlib import Path


def next_folder(stem: str, parent: Path | None = None) -> Path:
    """The first of ``STEM-1``, ``STEM-2``, … that nobody uses, nor an interrupted run waits for."""
    parent = Path.cwd() if parent is None else parent
    number = 1
    while (parent / f"{stem}-{number}").exists() or unfinished(parent / f"{stem}-{number}").exists():
        number += 1
    return parent / f"{stem}-{number}"


def unfinished(folder: Path) -> Path:
    """Where a run keeps its checkpoints until `folder` is written; never taken for a recording."""
    return folder.parent / f"{folder.name}.unfinished"
