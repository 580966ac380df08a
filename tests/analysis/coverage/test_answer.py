"""The verb: from Python and from the command line, files and all."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

import airtight
from airtight.api.covering import Answer, default_folder
from airtight.cli import registry
from airtight.cli.errors import guarded

SCENARIO = "anatolia-2021"
SHORT = ("--altitude", "100 m", "--radius", "60 km")
LAYER_KEYS = {
    "altitude_m",
    "datum",
    "radar",
    "target",
    "kind",
    "area_m2",
    "range_min_m",
    "range_median_m",
    "range_max_m",
    "limiting_cause",
    "unknown_share",
}


def command(arguments: list[str]) -> int:
    return guarded(registry.invoke, ["coverage", *arguments])


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    out = tmp_path_factory.mktemp("coverage") / "out"
    return airtight.coverage(  # type: ignore[no-any-return]
        SCENARIO, altitudes=["100 m", "3000 m amsl"], rcs=["1 m2"], radius="80 km", regions=["city"], out=out
    )


def test_the_summary_has_the_contracts_keys(saved: Answer) -> None:
    summary = saved.summary
    assert json.loads(json.dumps(summary)) == summary
    # Two altitudes, three radars in two senses, one of them in a third.
    assert len(summary["layers"]) == 2 * 7
    for layer in summary["layers"]:
        assert layer.keys() >= LAYER_KEYS
        assert set(layer["area_m2"]) == {"low", "nominal", "high"}
        assert layer["datum"] in {"agl", "amsl"}
        assert layer["limiting_cause"].keys() >= {"terrain", "horizon", "power", "instrumented", "envelope"}
        assert sum(layer["limiting_cause"].values()) == pytest.approx(1.0)
        assert layer["range_min_m"] <= layer["range_median_m"] <= layer["range_max_m"] <= 80e3
    assert [area["name"] for area in summary["rings"][0]["areas"]] == [
        "brochure ring",
        "horizon alone",
        "terrain",
        "terrain and propagation",
        "engagement",
    ]


def test_every_file_is_there_and_says_the_same(saved: Answer) -> None:
    folder = Path(saved.summary["out"])
    kept = json.loads((folder / "summary.json").read_text())
    assert kept == {key: value for key, value in saved.summary.items() if key != "out"}
    lines = (folder / "bearings.csv").read_text().splitlines()
    assert len(lines) == 1 + 14 * 720
    shapes = json.loads((folder / "coverage.geojson").read_text())["features"]
    assert {one["properties"].get("bound") for one in shapes} >= {"low", "nominal", "high"}
    ET.parse(folder / "coverage.kml")  # noqa: S314 (our own file)
    for name in ("ring_capital_100m-agl_1-m2.png", "capital.radar-91n6e_100m-agl_1-m2_detection.png"):
        assert (folder / "maps" / name).read_bytes().startswith(b"\x89PNG")


def test_the_page_needs_nothing_from_elsewhere(saved: Answer) -> None:
    page = (Path(saved.summary["out"]) / "coverage.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert page.count("<svg") == 2 + 2 * 3 + 3 + 3  # rings, maps, heights, waterfalls
    assert "nan" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL).lower().split()


def test_geotiff_holds_the_areas_of_the_table(saved: Answer) -> None:
    """By cell areas on the sphere; cells of 200 m and more: within 3 %."""
    rasterio = pytest.importorskip("rasterio")
    for layer in saved.summary["layers"]:
        if layer["area_m2"]["nominal"] < 1e9:
            continue
        name = f"{layer['radar']}_{layer['altitude_m']:g}m-{layer['datum']}_1-m2_{layer['kind']}.tif"
        with rasterio.open(Path(saved.summary["out"]) / "maps" / name) as read:
            cause = read.read(2)
            north = read.transform.f + (np.arange(read.height) + 0.5) * read.transform.e
            cell = (6_371_008.771 * np.radians(read.transform.a)) ** 2
            areas = cell * -read.transform.e / read.transform.a * np.cos(np.radians(north))
            area = float(((cause == 0) * areas[:, None]).sum())
        assert area == pytest.approx(layer["area_m2"]["nominal"], rel=0.03)


def test_the_answer_plots_and_prints_itself(saved: Answer) -> None:
    assert saved.plot().axes
    assert "can be engaged" in saved._repr_html_()
    pandas = pytest.importorskip("pandas")
    assert isinstance(saved.to_pandas(), pandas.DataFrame)


def test_a_moved_site_is_another_answer_and_nothing_is_written() -> None:
    first, again, moved = (
        airtight.coverage(SCENARIO, altitudes=["100 m"], radius="60 km", at=at)
        for at in ("40.08, 32.57", "40.08 32.57", "39.5, 33.0")
    )
    assert first.summary == again.summary
    assert first.summary["layers"] != moved.summary["layers"]
    assert moved.summary["sites"][0]["latitude_deg"] == pytest.approx(39.5)
    assert list(Path.cwd().iterdir()) == []


def test_json_is_one_object_and_folders_are_numbered(capsys: pytest.CaptureFixture[str]) -> None:
    assert command([SCENARIO, *SHORT, "--json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["out"].endswith("airtight-coverage-1")
    assert "coverage.html" in printed.err
    assert default_folder().name == "airtight-coverage-2"


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["nowhere.toml"], 3, "nowhere.toml"),
        ([SCENARIO, "--altitude", "high"], 2, "--altitude"),
        ([SCENARIO, "--target", "ufo"], 2, "--target"),
        ([SCENARIO, "--rcs", "-1 m2"], 2, "--rcs"),
        ([SCENARIO, "--region", "Atlantis"], 2, "--region"),
        ([SCENARIO, "--at", "40"], 2, "--at"),
        ([SCENARIO, "--at", "400, 3"], 2, "--at"),
        ([SCENARIO, "--at", "nan, 3"], 2, "--at"),
        ([SCENARIO, "--at", "10, 3"], 2, "outside the terrain"),
        ([SCENARIO, "--radius", "1 m"], 2, "--radius"),
        ([SCENARIO, "--set", "radar-91n6e.antenna_hight=3 m"], 2, "antenna_hight"),
        ([SCENARIO, "--out", "."], 2, "not replaced"),
        ([SCENARIO, "--probability", "2"], 2, "--probability"),
        ([SCENARIO, "--seed", "-1"], 2, "--seed"),
        ([], 2, "scenario"),
    ],
)
def test_each_mistake_has_one_clear_message(
    arguments: list[str], status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("mine.txt").write_text("x")
    assert command([*arguments, "--json"]) == status
    printed = capsys.readouterr()
    assert told in printed.err
    assert "Traceback" not in printed.err
    assert json.loads(printed.out)["error"]["message"]
