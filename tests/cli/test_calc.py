"""`airtight calc` as a user types it."""

import json
import subprocess
import sys

import pytest

from airtight.analysis.calc.registry import MODELS
from airtight.cli import invoke as run

HORIZON = ["antenna-height=20 m", "target-height=100 m", "k=1.3333333333"]


def asked(*words: str) -> int:
    return run(["calc", *words])


def test_alone_it_lists_every_model_with_every_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked() == 0
    told = capsys.readouterr().out
    assert asked("--json") == 0
    listed = {one["model"]: one for one in json.loads(capsys.readouterr().out)["models"]}
    assert list(listed) == list(MODELS)
    for name, model in MODELS.items():
        assert model.example in told
        assert [one["name"] for one in listed[name]["inputs"]] == list(model.names)
        assert all(f"{one}=" in told for one in model.names)


def test_it_prints_one_object_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("radar-horizon", *HORIZON, "--json") == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert told["range_m"] == pytest.approx(59651.6, rel=1e-3)
    assert told["inputs"] == {"antenna-height": "20 m", "target-height": "100 m", "k": "1.3333333333"}
    assert printed.out.count("\n") == 1
    assert not printed.err


def test_people_read_the_number_its_unit_the_source_and_the_limits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert asked("radar-horizon", *HORIZON) == 0
    told = capsys.readouterr().out
    assert "range_m  59651.5" in told
    assert "(59.65 km)" in told
    assert "Source: " in told
    assert "Limits: " in told


@pytest.mark.parametrize(
    ("words", "status", "place", "hint"),
    [
        (["radar-horizo", *HORIZON], 2, "MODEL", "'radar-horizon'"),
        (["radar-horizon", *HORIZON, "radr=1"], 2, "radr", "antenna-height"),
        (["radar-horizon", "antenna-height=20", "m", *HORIZON[1:]], 2, "m", "quotes"),
        (["radar-horizon", "antenna-height=20", *HORIZON[1:]], 2, "antenna-height", "such as '250 km'"),
        (["radar-horizon", "antenna-height=", *HORIZON[1:]], 2, "antenna-height", "antenna-height=VALUE"),
        (["radar-horizon", *HORIZON, "k=1"], 2, "k", "once"),
        (["radar-horizon", *HORIZON, "=1"], 2, "=1", "quotes"),
        (["gospa", "file=none.json", "c=20", "p=2"], 3, "file", "exists"),
    ],
)
def test_what_is_wrong_is_told_with_its_exit_status(
    words: list[str], status: int, place: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(*words) == status
    printed = capsys.readouterr()
    assert not printed.out
    assert hint in printed.err
    assert asked(*words, "--json") == status
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["place"] == place
    assert set(error) >= {"message", "place", "value", "allowed"}


def test_its_help_loads_neither_numpy_nor_numba() -> None:
    script = (
        "import sys; from airtight import cli; status = cli.invoke(['calc', '--help']); "
        "sys.exit(status or int(bool({'numpy', 'numba', 'scipy'} & set(sys.modules))))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0  # noqa: S603
