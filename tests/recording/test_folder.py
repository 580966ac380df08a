"""A folder of files is there whole or not at all, and only what is ours is replaced."""

import json
import os
from pathlib import Path

import pytest

from airtight.errors import InputError
from airtight.recording.folder import is_ours, refuse, write_files
from airtight.recording.manifest import digest

FILES = {"summary.json": b"{}", "maps/a.tif": b"\0\1"}


def test_files_and_their_digests_are_written(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "out", FILES, kind="coverage", about={"seed": 7})
    assert {name: (folder / name).read_bytes() for name in FILES} == FILES
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["files"] == {name: digest(content) for name, content in FILES.items()}
    assert (manifest["format"], manifest["seed"]) == ("airtight-coverage", 7)
    assert is_ours(folder, kind="coverage")
    assert not is_ours(folder, kind="exposure")
    assert os.listdir(tmp_path) == ["out"]  # noqa: PTH208 (hidden ones too)


def test_an_older_result_is_replaced_only_if_asked(tmp_path: Path) -> None:
    write_files(tmp_path / "out", FILES, kind="coverage")
    with pytest.raises(InputError, match="exists already"):
        write_files(tmp_path / "out", {"b": b""}, kind="coverage")
    write_files(tmp_path / "out", {"b": b""}, kind="coverage", force=True)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["b", "manifest.json"]


@pytest.mark.parametrize("force", [False, True])
def test_what_is_not_ours_is_never_touched(tmp_path: Path, *, force: bool) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "thesis.txt").write_text("years of work")
    write_files(tmp_path / "other", FILES, kind="exposure")
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "theirs")
    for name in ("theirs", "other", "file", "link"):
        with pytest.raises(InputError, match="not replaced"):
            refuse(tmp_path / name, kind="coverage", force=force)
    assert (tmp_path / "theirs" / "thesis.txt").read_text() == "years of work"


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_files(tmp_path / "empty", FILES, kind="coverage")
    assert is_ours(tmp_path / "empty", kind="coverage")


@pytest.mark.parametrize("name", ["../escaped", "a/../../escaped", "/escaped-from-the-folder"])
def test_a_name_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_files(tmp_path / "out", {name: b""}, kind="coverage")
    assert not list(tmp_path.iterdir())


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot be written"):
        write_files(tmp_path / "file" / "out", FILES, kind="coverage")
    with pytest.raises(InputError, match="cannot be written"):
        write_files(tmp_path / "out", {**FILES, "summary.json/x": b""}, kind="coverage")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]
