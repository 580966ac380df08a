"""Figures: every axis has its unit, no text overlaps or is cut, colour is not the only difference."""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from airtight.recording import Recorded
from airtight.report import pictures
from airtight.report.figures import style
from airtight.report.svg import inline

UNITS = ("%", "minutes", "degrees", "attackers")


@pytest.fixture(scope="module")
def figures(recorded: Recorded) -> dict[str, Figure]:
    found: dict[str, Figure] = {}

    def keep(figure: Figure, *, name: str, title: str) -> str:
        assert title
        found[name] = figure
        return ""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "inline", keep)
        pictures.pictures_of(recorded, None)
    return found


def _texts(figure: Figure) -> Iterator[Text]:
    for text in figure.findobj(lambda artist: isinstance(artist, Text)):
        if text.get_visible() and isinstance(text, Text) and text.get_text().strip():
            yield text


def test_every_figure_is_there(figures: dict[str, Figure]) -> None:
    assert set(figures) == {
        "leakers",
        "readiness",
        "exposure",
        "drivers-leakers",
        "drivers-shots",
        "drivers-wrongful_engagements",
        "funnel",
        "map",
        "map-near",
        "timeline",
    }


def test_axes_have_units(figures: dict[str, Figure]) -> None:
    for name, figure in figures.items():
        (axes,) = figure.axes
        assert any(unit in axes.get_xlabel() for unit in UNITS), name
        if len(axes.get_yticks()) and not name.startswith("funnel"):  # the funnel's rows are named stages
            assert any(unit in axes.get_ylabel() for unit in UNITS), name


def test_no_text_overlaps_or_is_cut(figures: dict[str, Figure]) -> None:
    for name, figure in figures.items():
        with style.drawing():
            canvas: Any = FigureCanvasAgg(figure)
            canvas.draw()
            renderer = canvas.get_renderer()
            boxes = {text: text.get_window_extent(renderer) for text in _texts(figure)}
        whole = figure.bbox
        axes = figure.axes[0]
        hidden = {
            label
            for axis, (low, high) in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, sorted(axes.get_ylim())))
            for tick in axis.get_major_ticks()
            for label in (tick.label1, tick.label2)
            if not low - 1e-9 <= tick.get_loc() <= high + 1e-9
        }
        shown = {text: box for text, box in boxes.items() if text not in hidden}
        for text, box in shown.items():
            inside = (
                box.x0 > whole.x0 - 1
                and box.x1 < whole.x1 + 1
                and box.y0 > whole.y0 - 1
                and box.y1 < whole.y1 + 1
            )
            assert inside, (name, text.get_text())
        for (one, first), (two, second) in combinations(shown.items(), 2):
            apart = (
                first.x1 <= second.x0 + 1
                or second.x1 <= first.x0 + 1
                or first.y1 <= second.y0 + 1
                or second.y1 <= first.y0 + 1
            )
            assert apart, (name, one.get_text(), two.get_text())


def test_series_differ_in_marker_as_well_as_colour() -> None:
    colours, markers = zip(*style.SERIES, strict=True)
    assert len(set(colours)) == len(set(markers)) == len(style.SERIES)


def test_colours_stay_apart_for_each_kind_of_colour_blindness() -> None:
    """Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB; distance in CIELAB (D65)."""
    import numpy as np  # noqa: PLC0415
    from matplotlib.colors import to_rgb  # noqa: PLC0415

    matrices = {
        "protan": [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
        "deutan": [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.01182, 0.04294, 0.968881],
        ],
        "tritan": [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.3039],
        ],
    }
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]

    def lab(linear: np.ndarray) -> np.ndarray:
        xyz = np.array(to_xyz) @ np.clip(linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
        f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
        return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])

    for kind, matrix in matrices.items():
        seen = {}
        for colour, _ in style.SERIES:
            srgb = np.array(to_rgb(colour))
            linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
            seen[colour] = lab(np.array(matrix) @ linear)
        for (one, first), (two, second) in combinations(seen.items(), 2):
            assert np.linalg.norm(first - second) > 10, (kind, one, two)


def test_a_users_matplotlib_settings_change_nothing(make_recorded: Callable[..., Recorded]) -> None:
    import matplotlib as mpl  # noqa: PLC0415

    from airtight.report.figures.options import leakers  # noqa: PLC0415

    options = make_recorded().summary["options"]

    def drawn() -> str:
        with style.drawing():
            figure = leakers(options, reference="stored", total=28.0)
        return str(inline(figure, name="x", title="t"))

    plain = drawn()
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "none", "axes.facecolor": "red"}):
        assert drawn() == plain
