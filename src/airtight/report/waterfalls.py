"""From power to range, for a page: each radar's chain of decibels as a table and a picture."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from airtight import units
from airtight.report.figures import style
from airtight.report.figures.waterfall import area_words, number_words, point_words, waterfall
from airtight.report.pictures import Picture
from airtight.report.svg import inline

DASH = "\N{EN DASH}"
INSIDE = "absorbed by the calibration"
OUTSIDE = "on top, by direction"


def shown(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the page shows of each radar.

    Args:
        rows: the summary's, see `analysis.coverage.waterfalls`.

    """
    return [
        {
            "title": row["title"],
            "target": row["target"],
            "rcs": area_words(row["rcs_m2"]),
            "reach": units.show(row["reach_m"], "km", 3),
            "rows": list(_table(row)),
            "picture": _picture(row, i),
        }
        for i, row in enumerate(rows)
    ]


def _picture(row: Mapping[str, Any], index: int) -> Picture:
    caption = (
        f"{row['title']} against: {row['target']}, {area_words(row['rcs_m2'])}; all numbers at"
        f" nominal, as far as the instrumented range of {units.show(row['range_m'], 'km', 3)}."
    )
    with style.drawing():
        figure = waterfall(row)
    return Picture(inline(figure, name=f"waterfall-{index}", title=caption), caption)


def _table(row: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    point = row["point"]
    marks = row["point_marks"]
    yield _item(
        "1 m² at 1 km, without gases", row["at_1_km_db"], words="power, gain, noise and losses in one"
    )
    yield _item(
        f"needed at the published point, {point_words(row)}",
        row["published_db"],
        mark="assumption",
        words=f"detected there with {100.0 * point['detection_probability']:.0f} % in one look, false alarms"
        f" {point['false_alarm_probability']:.0e}; range: {marks['detection_range']}, cross-section:"
        f" {marks['reference_rcs']}",
    )
    for step in row["steps"]:
        yield _item(step["name"], step["change_db"], sign="+")
    yield _item(f"ratio at {units.show(row['range_m'], 'km', 3)}", row["snr_db"], words="instrumented range")
    yield _item(
        "needed for what was asked",
        row["required_db"],
        words=f"{100.0 * row['probability']:.0f} % in one look",
    )
    verdict = "detected there" if row["margin_db"] >= 0.0 else "not detected so often there"
    reach = units.show(row["reach_m"], "km", 3)
    yield _item("left over", row["margin_db"], sign="+", words=f"{verdict}; nothing is left over at {reach}")
    for loss in row["losses"]:
        yield _item(
            f"loss: {loss['name']}",
            loss["nominal_db"],
            ends=(loss["low_db"], loss["high_db"]),
            mark=loss["mark"],
            words=INSIDE if loss["absorbed"] else OUTSIDE,
        )
    total = row["absorbed_db"]
    yield _item(
        "losses absorbed, together",
        total["nominal"],
        ends=(total["low"], total["high"]),
        mark="assumption",
        words="not subtracted again",
    )


def _item(
    name: str,
    value_db: float,
    *,
    sign: str = "",
    ends: tuple[float, float] | None = None,
    mark: str = "",
    words: str = "",
) -> dict[str, str]:
    return {
        "name": name,
        "value": number_words(value_db, sign=sign),
        "range": f"{ends[0]:.1f}{DASH}{ends[1]:.1f}" if ends else "",
        "mark": mark,
        "words": words,
    }
