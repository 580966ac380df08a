"""The picture from power to range: units on both axes, no text over another or cut, whatever the numbers."""

from itertools import combinations
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from airtight.report.figures import style
from airtight.report.figures.waterfall import number_words, waterfall


def row(*, rcs_db: float, range_db: float, gases_db: float, face: bool) -> dict[str, Any]:
    """Plain rows, as a summary holds them."""
    level, steps = 12.8, []
    for name, change in (("cross-section", rcs_db), ("range", range_db), ("gases", gases_db)):
        level += change
        steps.append({"name": name, "change_db": change, "level_db": level})
    losses = [("line", 1.0, 2.0, 4.0, True), ("beam", 2.48, 3.2, 3.2, True)]
    losses += [("face", 4.5, 6.0, 9.0, False)] if face else []
    keys = ("name", "low_db", "nominal_db", "high_db", "absorbed")
    return {
        "point": {"range_m": 390e3, "rcs_m2": 4.0},
        "rcs_m2": 4.0 * 10.0 ** (0.1 * rcs_db),
        "range_m": 600e3,
        "published_db": 12.8,
        "required_db": 21.1,
        "snr_db": level,
        "steps": steps,
        "losses": [dict(zip(keys, loss, strict=True)) for loss in losses],
    }


@pytest.mark.parametrize("face", [False, True])
@pytest.mark.parametrize(
    ("rcs_db", "range_db", "gases_db"),
    [(-1.2, -7.5, -0.01), (-53.0, -2.2, -0.1), (42.6, 0.0, 0.0), (10.0, 12.0, 0.6), (0.0, 0.0, 0.0)],
)
def test_no_text_overlaps_or_is_cut(rcs_db: float, range_db: float, gases_db: float, *, face: bool) -> None:
    with style.drawing():
        figure = waterfall(row(rcs_db=rcs_db, range_db=range_db, gases_db=gases_db, face=face))
        canvas: Any = FigureCanvasAgg(figure)
        canvas.draw()
        renderer = canvas.get_renderer()
        ticks = {
            label
            for axes in figure.axes
            for tick in axes.xaxis.get_major_ticks()
            for label in (tick.label1, tick.label2)
            if not axes.get_xlim()[0] <= tick.get_loc() <= axes.get_xlim()[1]
        }
        shown = {
            text: text.get_window_extent(renderer)
            for text in figure.findobj(lambda artist: isinstance(artist, Text))
            if isinstance(text, Text) and text.get_visible() and text.get_text().strip() and text not in ticks
        }
    assert all("dB" in axes.get_xlabel() for axes in figure.axes)
    for text, box in shown.items():
        assert box.x0 > -1, text.get_text()
        assert box.x1 < figure.bbox.x1 + 1, text.get_text()
        assert box.y0 > -1, text.get_text()
        assert box.y1 < figure.bbox.y1 + 1, text.get_text()
    for (one, first), (two, second) in combinations(shown.items(), 2):
        across = first.x1 <= second.x0 + 1 or second.x1 <= first.x0 + 1
        assert across or first.y1 <= second.y0 + 1 or second.y1 <= first.y0 + 1, (one, two)


def test_nought_has_no_sign() -> None:
    assert [number_words(value, sign="+") for value in (-0.04, 0.0, 0.04, -1.0, 2.0)] == [
        "0.0",
        "0.0",
        "0.0",
        "\N{MINUS SIGN}1.0",
        "+2.0",
    ]
