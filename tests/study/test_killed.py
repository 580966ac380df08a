"""A run that is killed or interrupted, with the engine itself: nothing looks finished, and it can go on."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from airtight.errors import AirtightError
from airtight.recording import read
from airtight.scenario.model import Scenario

REPLICATIONS = ["--replications", "24", "--batch-size", "4"]


@pytest.fixture
def file(tmp_path: Path, quick: Scenario) -> Path:
    path = tmp_path / "quick.toml"
    path.write_text(quick.source_text, encoding="utf-8")
    return path


def started(file: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "airtight.cli", "run", str(file), *REPLICATIONS, "--out", "run", *more]
    return subprocess.Popen(  # noqa: S603
        command, cwd=file.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def is_whole(folder: Path) -> bool:
    try:
        return bool(read(folder).summary["replications"] == 24)
    except AirtightError:
        return False


def killed_at(file: Path, seconds: float) -> None:
    process = started(file)
    time.sleep(seconds)
    process.kill()
    process.communicate()
    folder = file.parent / "run"
    assert not folder.exists() or is_whole(folder)
    visible = {path.name for path in file.parent.iterdir() if not path.name.startswith(".")}
    assert visible <= {"quick.toml", "run", "run.unfinished"}


def duration_s(file: Path) -> float:
    began = time.monotonic()
    process = started(file, "--force")
    _, told = process.communicate()
    assert process.returncode == 0, told
    return time.monotonic() - began


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(20))
def test_killed_at_any_of_twenty_moments_nothing_looks_finished(file: Path, moment: int) -> None:
    whole_s = duration_s(file)
    shutil.rmtree(file.parent / "run")
    killed_at(file, whole_s * (moment + 0.5) / 20.0)


def test_interrupted_it_says_how_to_go_on_and_goes_on(file: Path) -> None:
    process = started(file)
    unfinished = file.parent / "run.unfinished"
    deadline = time.monotonic() + 120.0
    while not list(unfinished.glob("*.npz")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=120)
    assert process.returncode not in {0, 2, 3}
    assert "Traceback" not in told
    assert "--resume" in told
    assert not (file.parent / "run").exists()
    resumed = started(file, "--resume")
    assert resumed.communicate(timeout=120)[0]
    assert resumed.returncode == 0
    assert is_whole(file.parent / "run")
    assert not unfinished.exists()
