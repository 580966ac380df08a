"""The verbs from Python: lazy, alike, and their folders never half there."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import airtight
from airtight.api import runs as api
from airtight.catalog.loader import load
from airtight.errors import InputError, MissingError
from airtight.recording import read, unfinished
from airtight.scenario import worlds
from airtight.scenario.model import Scenario
from airtight.study import campaign, explaining
from airtight.study.execution import Interrupted
from airtight.study.parts import Columns
from airtight.study.simulating import Batch

pytestmark = pytest.mark.usefixtures("fake_engine")


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = (
        "import airtight, sys; print(sorted({'numpy', 'numba', 'matplotlib', 'typer'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_the_verbs_are_there_and_nothing_else_is_promised() -> None:
    assert airtight.run is api.run
    assert {"run", "compare", "demo", "reproduce"} <= set(dir(airtight))
    with pytest.raises(AttributeError):
        _ = airtight.launch


def test_a_run_has_the_keys_of_the_contract(small_file: Path) -> None:
    summary = api.run(small_file, replications=30).summary
    assert {
        "scenario",
        "replications",
        "seed",
        "digest",
        "out",
        "metrics",
        "by_target",
        "drivers",
    } <= summary.keys()
    assert set(summary["metrics"]["leakers"]) >= {"mean", "low", "high", "p05", "p95"}
    assert set(summary["by_target"]) == {"cruise-missile-subsonic", "fighter-4gen"}
    for driver in summary["drivers"]:
        assert {"metric", "number", "share", "low", "high", "resolved"} <= driver.keys()


def test_a_comparison_has_the_keys_of_the_contract(small_file: Path) -> None:
    summary = api.compare(small_file, options="demo", replications=30).summary
    assert summary["reference"] == "full-stand-alone"
    assert {"name", "proposed_by", "source", "metrics", "by_target"} <= summary["options"][0].keys()
    assert [row["name"] for row in summary["differences"]] == [row["name"] for row in summary["options"][1:]]
    for row in summary["differences"]:
        assert set(row["metrics"]["leakers"]) == {"mean", "low", "high", "probability_better", "verdict"}
    by_name = {row["name"]: row["metrics"]["leakers"] for row in summary["differences"]}
    assert by_name["stored"]["verdict"] == "worse"
    assert by_name["patriot-instead"]["verdict"] == "no difference seen"


def test_without_a_folder_nothing_is_written(
    small_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert api.run(small_file, replications=5).summary["out"] is None
    assert list(tmp_path.iterdir()) == [small_file]


def test_a_folder_holds_what_was_returned_and_is_not_overwritten(small_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    result = api.run(small_file, replications=12, out=folder)
    recorded = read(folder)
    assert recorded.summary == json.loads(json.dumps(result.summary))
    assert (folder / "report.html").stat().st_size > 0
    assert not unfinished(folder).exists()
    with pytest.raises(InputError, match="exists already"):
        api.run(small_file, replications=12, out=folder)
    assert api.run(small_file, replications=13, out=folder, force=True).summary["replications"] == 13


def test_a_folder_that_is_no_recording_is_left_alone_even_by_force(small_file: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a recording"):
        api.run(small_file, replications=5, out=tmp_path, force=True)
    assert small_file.exists()


def test_an_interrupted_run_looks_unfinished_and_says_how_to_go_on(
    small_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fake_engine: Callable[[Batch], Columns],
) -> None:
    folder = tmp_path / "run"
    simulate, calls = fake_engine, 0

    def stopping(batch: Batch) -> Columns:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return simulate(batch)

    monkeypatch.setattr(campaign, "simulate", stopping)
    with pytest.raises(Interrupted) as caught:
        api.run(small_file, replications=40, batch_size=10, out=folder)
    told = caught.value.__notes__[0]
    assert f"airtight run {small_file} " in told
    assert told.endswith(f"--out {folder} --resume")
    assert not folder.exists()
    with pytest.raises(MissingError):
        read(folder)
    with pytest.raises(InputError, match="interrupted run waits here"):
        api.run(small_file, replications=40, out=folder)
    with pytest.raises(InputError, match="differs in its seed"):
        api.run(small_file, replications=40, out=folder, resume=True, seed=8)
    resumed = api.run(small_file, replications=40, out=folder, resume=True)
    whole = api.run(small_file, replications=40)
    assert {**resumed.summary, "out": None} == whole.summary


def test_what_cannot_be_simulated_leaves_no_folder_behind(
    small_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(_: Batch) -> Columns:
        raise InputError("nothing flies", place="raid")

    monkeypatch.setattr(campaign, "simulate", refusing)
    with pytest.raises(InputError, match="nothing flies"):
        api.run(small_file, replications=5, out=tmp_path / "run")
    assert list(tmp_path.iterdir()) == [small_file]


def test_a_figure_shows_every_option(small_file: Path) -> None:
    result = api.compare(small_file, options="network", replications=6)
    texts = {text.get_text() for axes in result.plot().axes for text in axes.texts}
    assert {option["label"] for option in result.summary["options"]} <= texts


def test_the_same_seed_gives_the_same_summary_and_another_seed_another(small_file: Path) -> None:
    first, again = (api.run(small_file, replications=30).summary for _ in range(2))
    assert first == again
    assert api.run(small_file, replications=30, batch_size=7).summary == first
    assert api.run(small_file, replications=30, seed=8).summary["metrics"] != first["metrics"]


def test_at_nominal_the_spread_shrinks_and_luck_is_all_of_it(small_file: Path) -> None:
    free = api.run(small_file, replications=60).summary
    nominal = api.run(small_file, replications=60, nominal=True).summary
    wide, narrow = (s["metrics"]["leakers"]["p95"] - s["metrics"]["leakers"]["p05"] for s in (free, nominal))
    assert narrow < wide
    assert nominal["drivers"] == []
    assert {row["share"] for row in nominal["luck"]} == {1.0}


def test_the_number_that_decides_is_found_and_named(small_file: Path) -> None:
    summary = api.run(small_file, replications=120).summary
    first = next(row for row in summary["drivers"] if row["metric"] == "leakers")
    assert first["number"] == "kill-probability.aircraft"
    assert first["resolved"]
    assert 0.0 < next(row["share"] for row in summary["luck"] if row["metric"] == "leakers") < 0.6


def test_how_a_raid_flies_is_never_a_driver_and_its_signature_may_be(small: Scenario) -> None:
    catalog = load()
    drawn = worlds.Worlds(
        1, np.arange(4), catalog.numbers | {"dummy": worlds.numbers(small, catalog)["dummy"]}
    )
    asked = frozenset(
        name for name in catalog.numbers if catalog.numbers[name].name.startswith("fighter-4gen.")
    )
    ranked = explaining.ranked(asked, drawn, catalog)
    assert {"fighter-4gen.speed", "fighter-4gen.altitude"} <= asked
    assert set(ranked) - {"dummy"}
    assert all(name.startswith("fighter-4gen.rcs") for name in set(ranked) - {"dummy"})


def test_a_setting_narrows_a_number_and_stands_among_the_assumptions(small_file: Path) -> None:
    summary = api.run(small_file, replications=30, set=("kill-probability.aircraft=0.7",)).summary
    row = next(row for row in summary["assumptions"] if row["name"] == "kill-probability.aircraft")
    assert (row["low"], row["high"]) == ("0.7", "0.7")


def test_a_finished_run_reproduces_to_the_last_bit(small_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    api.compare(
        small_file, options="network", replications=20, set=("kill-probability.drone=0.5",), out=folder
    )
    found = api.reproduce(folder)
    assert found.again.identical, found.again.text()
    assert found.summary["identical"] is True


def test_options_of_a_file_of_ones_own_are_compared_and_reproduced(small_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        'reference = "b"\n'
        '[[option]]\nname = "a"\nchange = [{ select = "battery:*", set = { activation = "stored" } }]\n'
        '[[option]]\nname = "b"\n',
        encoding="utf-8",
    )
    folder = tmp_path / "run"
    summary = api.compare(small_file, options=file, replications=20, out=folder).summary
    assert summary["reference"] == "b"
    assert summary["differences"][0]["metrics"]["leakers"]["verdict"] == "worse"
    file.unlink()
    assert api.reproduce(folder).again.identical


def test_every_named_set_of_options_can_be_asked(small_file: Path) -> None:
    for name in ("activation", "network", "alternatives"):
        summary = api.compare(small_file, options=name, replications=4).summary
        assert summary["reference"] == summary["options"][0]["name"]
    listed = api.compare(small_file, options="public-debate", replications=4).summary["listed"]
    assert {row["name"] for row in listed} >= {"returned", "us-purchase"}


def test_a_number_that_two_options_state_otherwise_is_told_for_each(small_file: Path) -> None:
    found = api.compare(small_file, options="activation", replications=30)
    share = "battery.capital.activation.share"
    told = [row["name"] for row in found.summary["assumptions"] if row["name"].startswith(share)]
    assert told == [share, f"{share} [crete-stored]"]
    drills, stored = (found.recorded.worlds[name] for name in told)
    assert (drills > stored).all()


def test_a_notebook_sees_the_answer_and_a_table_of_all_replications(small_file: Path) -> None:
    result = api.run(small_file, replications=9)
    assert "get through" in result._repr_html_()
    assert len(result.to_pandas()) == 9


def test_a_folder_that_is_none_cannot_be_reproduced(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        api.reproduce(tmp_path / "nothing")
    with pytest.raises(InputError):
        api.reproduce(tmp_path)
