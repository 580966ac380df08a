"""Routes as files: each mistake has one clear message."""

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.exposure.conftest import PASS, Rows, question, scenario

from airtight.analysis.exposure.asking import asked
from airtight.analysis.exposure.route import read_route
from airtight.catalog.loader import load
from airtight.errors import AirtightError, InputError, MissingError

HEAD = "time_s,lat,lon,height_m\n"
GOOD = "0,39,31,9000\n600,39.5,32.5,9000\n"


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "route.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "route.csv", "empty"),
        (HEAD, "route.csv", "too few"),
        (HEAD + "0,39,31,9000\n", "route.csv", "too few"),
        ("time,lat,lon,height_m\n" + GOOD, "route.csv:1", "time_s is missing; is it 'time'"),
        (HEAD + "0,39,31,9000\n600,north,32.5,9000\n", "route.csv:3, lat", "not a number"),
        (HEAD + "0,39,31,9000\n600,39,32.5\n", "route.csv:3, height_m", "is missing"),
        (HEAD + "0,39,31,9000\n600,91,32.5,9000\n", "route.csv:3, lat", "out of range"),
        (HEAD + "0,39,31,9000\n600,nan,32.5,9000\n", "route.csv:3, lat", "out of range"),
        (HEAD + "0,39,31,9000\n600,39,inf,9000\n", "route.csv:3, lon", "out of range"),
        (HEAD + "0,39,31,9000\n600,39,32,90000\n", "route.csv:3, height_m", "out of range"),
        (HEAD + "0,39,31,9000\n0,39,32,9000\n", "route.csv:3, time_s", "does not rise"),
        (HEAD + "0,39,31,9000\n10,39,32,9000\n", "route.csv:3, from the row before", "no aircraft flies"),
        (HEAD + "0,39,31,9000\n600,39,31,9000\n", "route.csv:3, from the row before", "no aircraft flies"),
        (HEAD + "0,39,31,9000\n200000,39,40,9000\n", "route.csv", "too long"),
    ],
)
def test_each_mistake_is_named_with_its_line_and_column(
    text: str, place: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        read_route(written(tmp_path, text), step_s=1.0)
    assert caught.value.place.endswith(place)
    assert message in str(caught.value)


def test_several_mistakes_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_route(written(tmp_path, HEAD + "x,39,31,9000\n600,99,y,9000\n"), step_s=1.0)
    assert len(caught.value.problems) == 3


def test_what_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no such file"):
        read_route(tmp_path / "absent.csv", step_s=1.0)
    with pytest.raises(MissingError, match="folder"):
        read_route(tmp_path, step_s=1.0)
    with pytest.raises(InputError, match="UTF-8"):
        read_route(written(tmp_path, b"\xff\xfe\x00t"), step_s=1.0)


def test_a_mark_of_byte_order_more_columns_and_blank_lines_are_fine(tmp_path: Path) -> None:
    text = "\ufeffLat, lon ,note,height_m,time_s\n39,31,start,9000,0\n\n39.5,32.5,,9000,600\n"
    flight = read_route(written(tmp_path, text), step_s=1.0)
    assert flight.latitude_rad.size == 601
    assert np.degrees(flight.latitude_rad[0]) == pytest.approx(39.0)


@given(st.binary(max_size=300))
def test_no_file_whatever_is_in_it_ends_in_anything_but_a_flight_or_a_message(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for text in (content, HEAD.encode() + content):
            with contextlib.suppress(AirtightError):
                read_route(written(Path(folder), text), step_s=1.0)


def test_a_route_far_below_the_ground_is_refused_and_one_a_little_below_is_lifted(
    route_file: Callable[[Rows], Path],
) -> None:
    with pytest.raises(InputError, match="below the ground"):
        question(scenario(), route_file([(t, lat, lon, 100.0) for t, lat, lon, _ in PASS]))
    low = question(scenario(), route_file([(t, lat, lon, 1_000.0) for t, lat, lon, _ in PASS]))
    assert any("below the ground" in text for text in low.plan.assumptions)
    assert low.plan.route is not None
    assert low.plan.route.height_m.max() > 1_000.0


def test_a_route_and_a_base_or_an_unknown_aircraft_are_refused(route_file: Callable[[Rows], Path]) -> None:
    stated, route = scenario(), route_file(PASS)
    with pytest.raises(InputError, match="a route and a base"):
        asked(stated, load(), aircraft="f-35a", route=route, base="LTAN")
    with pytest.raises(InputError, match="f-35a"):
        asked(stated, load(), aircraft="f35")
    with pytest.raises(InputError, match="not an aircraft in level flight"):
        asked(stated, load(), aircraft="srbm-300km")
    with pytest.raises(InputError, match=r"no such air base.*did you mean"):
        asked(stated, load(), aircraft="f-35a", base="LTAX")
    with pytest.raises(InputError, match="outside the terrain"):
        asked(stated, load(), aircraft="f-35a", base="OMDB")
