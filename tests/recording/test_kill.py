"""A process that is killed while it writes leaves nothing that looks finished."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from airtight.numerics.random import Cause, uniform_column
from airtight.recording import read

# One process imports; it forks a writer for each moment and kills it then.
_WRITERS = """
import os, runpy, signal, sys, time
from pathlib import Path
from airtight.recording import write

whole = runpy.run_path(sys.argv[1])["recorded"](kind="run")
for i, moment_s in enumerate(sys.argv[3:]):
    parent = Path(sys.argv[2]) / str(i)
    parent.mkdir()
    child = os.fork()
    if not child:
        number = 0
        while True:
            write(whole, parent / f"run-{number % 3}", report="r" * 300_000, replay="[]", force=True)
            number += 1
    time.sleep(float(moment_s))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to be quick")
def test_killed_at_twenty_moments_leaves_whole_recordings_or_none(tmp_path: Path) -> None:
    synthetic = Path(__file__).parents[1] / "report" / "synthetic.py"
    moments_s = 0.3 * uniform_column(1, np.arange(20), Cause.BOOTSTRAP, "kill")
    command = [sys.executable, "-c", _WRITERS, str(synthetic), str(tmp_path), *map(str, moments_s)]
    subprocess.run(command, check=True, env={**os.environ, "AIRTIGHT_JIT": "0"})  # noqa: S603
    finished = hidden = 0
    for folder in tmp_path.glob("*/*"):
        if folder.name.startswith("."):
            hidden += 1
            assert folder.suffix in {".unfinished", ".replaced"}
        else:
            finished += 1
            read(folder)  # every file is there and unchanged, or this raises
            assert (folder / "report.html").stat().st_size == 300_000
    assert len(list(tmp_path.iterdir())) == 20
    assert finished
    assert hidden
