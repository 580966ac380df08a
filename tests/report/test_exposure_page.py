"""The exposure page and its figures: what they show, and that they show it at both widths."""

from typing import Any

import matplotlib.colors
import numpy as np
import pytest

from airtight import api
from airtight.report.exposure_page import write_page
from airtight.report.figures import style
from airtight.report.figures.aspects import CLASSES, FAINT, FEW, KNOWN, MANY, NEVER, aspects, kinds
from airtight.report.figures.passes import passes
from airtight.report.figures.route import route_map
from airtight.report.figures.states import states
from airtight.report.figures.strength import strength

RANGE = {"low": 60.0, "nominal": 120.0, "high": 900.0}
ROUTE = {
    "time_s": [0.0, 60.0, 120.0, 180.0, 240.0],
    "latitude_deg": [39.0, 39.1, 39.2, 39.3, 39.4],
    "longitude_deg": [31.0, 31.3, 31.6, 31.9, 32.2],
    "height_m": [9_000.0] * 5,
    "snr_db": {
        "clean": [None, 2.0, 8.0, 15.0, None],
        "clean_low": [None, -12.0, -6.0, 1.0, None],
        "clean_high": [None, 12.0, 18.0, 25.0, None],
        "with_reflectors": [None, 10.0, 20.0, 30.0, None],
    },
    "least_snr_db": 13.0,
}
SITES: list[dict[str, Any]] = [
    {"kind": "battery", "id": "a", "label": "S-400", "latitude_deg": 40.08, "longitude_deg": 32.57}
]


def sphere(shown: float = 0.0, counted: float = 0.0, known: float = 0.0) -> dict[str, list[float]]:
    return {"shown": [shown] * 192, "counted": [counted] * 192, "known": [known] * 192}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (sphere(), NEVER),
        (sphere(shown=3.0), FAINT),
        (sphere(shown=3.0, counted=1.0), FEW),
        (sphere(shown=20.0, counted=12.0), MANY),
        (sphere(shown=20.0, counted=8.0, known=1.0), KNOWN),
    ],
)
def test_a_direction_is_of_the_kind_that_its_looks_make_it(
    given: dict[str, list[float]], expected: int
) -> None:
    assert set(kinds(given).tolist()) == {expected}


def test_the_kinds_are_told_apart_without_colour() -> None:
    """Each is darker than the last, by a tenth of the way from white to black or more where it matters."""
    light = [
        float(np.dot(matplotlib.colors.to_rgb(colour), (0.2126, 0.7152, 0.0722))) for colour, _ in CLASSES
    ]
    assert light[FEW] - light[MANY] > 0.1
    assert light[MANY] - light[KNOWN] > 0.1
    assert light[NEVER] - light[FAINT] > 0.1


def test_the_sphere_shows_each_side_with_the_nose_outward() -> None:
    """Only the directions straight ahead are dark: they lie at the left and right ends of the picture."""
    given = sphere()
    given["counted"][88] = given["counted"][103] = 20.0
    with style.drawing():
        figure = aspects([{"title": "Clean", "sphere": given, "filled": {"low": 1, "nominal": 2, "high": 3}}])
    dark = matplotlib.colors.to_rgba(CLASSES[MANY][0])
    left, right = figure.axes
    for axes, side in ((left, -1.0), (right, 1.0)):
        tiles = axes.collections[0]
        chosen = [
            float(np.asarray(path.vertices)[:, 0].mean())
            for path, colour in zip(tiles.get_paths(), np.asarray(tiles.get_facecolor()), strict=True)
            if tuple(colour) == dark
        ]
        assert chosen
        assert all(side * x > 1.0 for x in chosen)


def test_the_figures_have_units_on_their_axes() -> None:
    row = {"text": "full", "total": {"time_counted_s": RANGE}, "with_reflectors": {"time_counted_s": RANGE}}
    step = {"time_counted_s": 300.0}
    near = {"from_m": 0.0, "to_m": 50_000.0, "clean": step, "with_reflectors": step}
    with style.drawing():
        drawn = [
            (states([row], least_snr_db=13.0), ("minutes",)),
            (strength(ROUTE), ("minutes", "dB")),
            (
                passes([near, {**near, "from_m": 50_000.0, "to_m": 100_000.0}], least_snr_db=13.0),
                ("km", "minutes"),
            ),
            (route_map(ROUTE, sites=SITES, terrain=None), ("degrees", "degrees")),
        ]
    for figure, wanted in drawn:
        labels = figure.axes[0].get_xlabel(), figure.axes[0].get_ylabel()
        for unit, label in zip(wanted, labels, strict=False):
            assert unit in label


def test_the_page_holds_its_pictures_tables_and_marks(summary: dict[str, Any]) -> None:
    page = write_page(summary)
    assert page.count("<svg") == 4
    for words in ("From which sides", "In each state of activation", "Two readings", "assumption", "stored"):
        assert words in page
    assert "http" not in page.replace("http://www.w3.org", "").replace("http-equiv", "")
    assert write_page(summary) == page


@pytest.fixture(scope="module")
def summary(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    file = tmp_path_factory.mktemp("page") / "route.csv"
    file.write_text("time_s,lat,lon,height_m\n0,39.0,31.0,9000\n450,39.4,32.3,9000\n900,39.5,33.6,9000\n")
    return dict(api.exposure("anatolia-2021", route=file).summary)
