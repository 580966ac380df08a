"""A recording comes back as it was written, whole or not at all."""

import getpass
import json
import platform
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from airtight.errors import InputError, MissingError
from airtight.recording import Recorded, make_manifest, next_folder, read, unfinished, write
from airtight.recording.manifest import as_json


def _same(written: dict[str, np.ndarray], found: dict[str, np.ndarray]) -> None:
    assert set(written) == set(found)
    for name, values in written.items():
        assert_array_equal(np.asarray(values), found[name])


def test_comes_back_as_written(recorded: Recorded, tmp_path: Path) -> None:
    folder = write(recorded, tmp_path / "demo", report="<html></html>", replay="[]")
    found = read(folder)
    assert found.summary == {**recorded.summary, "out": str(folder)}
    _same(recorded.worlds, found.worlds)
    _same(recorded.replications, found.replications)
    assert sorted(found.kept) == sorted(recorded.kept)
    for option, tables in recorded.histories.items():
        assert set(found.histories[option]) == set(tables)
        for name, columns in tables.items():
            _same(columns, found.histories[option][name])


def test_a_run_has_its_tables_at_the_top(make_recorded: Callable[..., Recorded], tmp_path: Path) -> None:
    run = make_recorded(kind="run")
    folder = write(run, tmp_path / "run", report="<html></html>", replay="[]")
    assert {path.name for path in folder.iterdir()} == {
        "manifest.json",
        "summary.json",
        "worlds.parquet",
        "replications.parquet",
        "truth",
        "detections",
        "tracks",
        "orders",
        "outcomes",
        "replay.czml",
        "report.html",
    }
    assert read(folder).kept == [""]


def test_missing_numbers_are_null_on_disk_and_nan_in_memory(recorded: Recorded, tmp_path: Path) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415

    folder = write(recorded, tmp_path / "demo")
    path = folder / "options" / "full-stand-alone" / "outcomes" / "part-0.parquet"
    column = pq.read_table(path).column("first_detection_s")
    assert column.null_count == np.isnan(recorded.history("outcomes")["first_detection_s"]).sum() > 0
    assert pq.read_schema(path).field("height_m").metadata[b"unit"] == b"m"


def test_the_same_recording_gives_the_same_bytes(recorded: Recorded, tmp_path: Path) -> None:
    one, two = write(recorded, tmp_path / "one"), write(recorded, tmp_path / "two")
    for path in sorted(one.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (two / path.relative_to(one)).read_bytes()


def test_the_manifest_says_nothing_of_the_host(recorded: Recorded, tmp_path: Path) -> None:
    text = (write(recorded, tmp_path / "demo") / "manifest.json").read_text()
    user, host = getpass.getuser(), platform.node()
    for word in (str(tmp_path), str(Path.home()), str(Path.cwd()), host):
        assert word not in text
    assert f'"{user}"' not in text
    assert "out" not in json.loads((tmp_path / "demo" / "summary.json").read_text())
    assert set(json.loads(text)) == {
        "format",
        "version",
        "kind",
        "seed",
        "replications",
        "versions",
        "digests",
        "again",
        "files",
    }


def test_nothing_is_overwritten_without_force(recorded: Recorded, tmp_path: Path) -> None:
    folder = write(recorded, tmp_path / "demo")
    before = (folder / "manifest.json").read_bytes()
    changed = replace(recorded, summary={"kind": "run"})
    with pytest.raises(InputError, match="--force"):
        write(changed, folder)
    assert (folder / "manifest.json").read_bytes() == before
    assert read(write(changed, folder, force=True)).summary == {"kind": "run", "out": str(folder)}
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_force_never_replaces_what_is_no_recording(recorded: Recorded, tmp_path: Path) -> None:
    precious = tmp_path / "thesis"
    precious.mkdir()
    (precious / "chapter-1.txt").write_text("years of work")
    with pytest.raises(InputError, match="not a recording"):
        write(recorded, precious, force=True)
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(InputError, match="not a recording"):
        write(recorded, file, force=True)
    assert (precious / "chapter-1.txt").read_text() == "years of work"


@pytest.mark.parametrize("name", ["file/below", "a" * 300, "nul\0byte"])
def test_a_folder_that_cannot_be_is_an_input_error(recorded: Recorded, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError) as caught:
        write(recorded, tmp_path / name)
    assert str(tmp_path) in caught.value.place
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_option_may_have_any_name(recorded: Recorded, tmp_path: Path) -> None:
    tables = recorded.histories["two-way-tracks"]
    names = ["../../up", ".", "..", "a/b", "Türkiye's plan", "", "50 %", "a.b"]
    odd = replace(recorded, histories=dict.fromkeys(names, tables))
    found = read(write(odd, tmp_path / "demo"))
    assert sorted(found.kept) == sorted(names)
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_a_table_that_is_not_as_declared_is_refused(recorded: Recorded, tmp_path: Path) -> None:
    truth = recorded.history("truth")
    without = {name: column for name, column in truth.items() if name != "height_m"}
    short = {**truth, "height_m": truth["height_m"][:-1]}
    words = {**truth, "height_m": np.array(["high"] * truth["height_m"].size)}
    for columns, place in (
        (without, "x.truth.height_m"),
        (short, "x.truth.height_m"),
        (words, "x.truth.height_m"),
    ):
        with pytest.raises(InputError) as caught:
            write(replace(recorded, histories={"x": {"truth": columns}}), tmp_path / "bad")
        assert caught.value.place == place
    with pytest.raises(InputError, match="no such table"):
        write(replace(recorded, histories={"x": {"rumours": truth}}), tmp_path / "bad")
    assert not list(tmp_path.iterdir())


def test_a_summary_with_nan_is_refused_by_place(recorded: Recorded, tmp_path: Path) -> None:
    bad = replace(recorded, summary={"metrics": {"leakers": [1.0, np.float64("nan")]}})
    with pytest.raises(InputError) as caught:
        write(bad, tmp_path / "demo")
    assert caught.value.place == "summary.metrics.leakers[1]"


def test_numpy_numbers_become_plain_ones() -> None:
    given = {"a": np.int64(3), "b": np.float64(0.1), "c": np.array([1, 2]), "d": (np.bool_(1), None, "ü")}
    assert json.loads(as_json(given, place="x")) == {"a": 3, "b": 0.1, "c": [1, 2], "d": [True, None, "ü"]}


def test_reading_says_what_is_wrong(recorded: Recorded, tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no such folder"):
        read(tmp_path / "nowhere")
    with pytest.raises(InputError, match="not a recording"):
        read(tmp_path)
    folder = write(recorded, tmp_path / "demo")
    (folder / "summary.json").write_text("{}")
    with pytest.raises(InputError, match="changed after it was written"):
        read(folder)
    (folder / "summary.json").unlink()
    with pytest.raises(MissingError, match="gone"):
        read(folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "version": 99}))
    with pytest.raises(InputError, match="newer version"):
        read(folder)


def test_numbered_folders_skip_what_is_there_and_what_waits(tmp_path: Path) -> None:
    assert next_folder("airtight-run", tmp_path) == tmp_path / "airtight-run-1"
    (tmp_path / "airtight-run-1").mkdir()
    unfinished(tmp_path / "airtight-run-2").mkdir()
    assert next_folder("airtight-run", tmp_path) == tmp_path / "airtight-run-3"


def test_versions_are_told() -> None:
    manifest = make_manifest(kind="run", seed=1, replications=2, digests={}, again={})
    assert {"python", "numpy", "numba", "airtight-sim"} <= set(manifest["versions"])
