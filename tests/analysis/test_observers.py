"""Who may look: by state of activation, sensors, and contributors if asked."""

import numpy as np
import pytest

from airtight.analysis.observers import observers, world_table
from airtight.catalog.loader import load
from airtight.chain.sensing.numbers import R_ANTENNA_M, WORLD_FIELDS
from airtight.scenario import loader, worlds

TEXT = """
[scenario]
name = "who looks"
duration = "20 min"

[[battery]]
id = "capital"
system = "s400-battery"
position = {{ lat = 40.08, lon = 32.57 }}
activation = {activation}

{more}
"""
SENSOR = """
[[sensor]]
id = "hill"
system = "radar-fixed-l-band"
position = { lat = 39.5, lon = 33.5 }
battery = "capital"
"""


@pytest.mark.parametrize(
    ("activation", "expected"),
    [
        ('"full"', ("91n6e", "92n6e", "96l6e")),
        ('"sensors-only"', ("91n6e", "92n6e", "96l6e")),
        ('"limited"', ("92n6e",)),
        ('{ state = "sensors-only", radars = ["radar-96l6e"] }', ("96l6e",)),
        ('"stored"', ()),
        ('"absent"', ()),
    ],
)
def test_a_state_lets_its_radars_look(activation: str, expected: tuple[str, ...]) -> None:
    found = observers(loader.from_text(TEXT.format(activation=activation, more="")), load())
    assert found.ids == tuple(f"capital.radar-{name}" for name in expected)
    assert found.names == tuple(f"radar-{name}" for name in expected)
    assert set(found.batteries) <= {"capital"}
    assert found.count == found.radars.count == len(expected)


def test_a_sensor_looks_whatever_the_batteries_do_and_belongs_to_none() -> None:
    for activation in ('"full"', '"stored"'):
        found = observers(loader.from_text(TEXT.format(activation=activation, more=SENSOR)), load())
        assert found.ids[-1] == "hill"
        assert found.batteries[-1] == ""
        assert found.marks[-1] == "stated"


def test_contributors_come_if_asked_with_their_marks() -> None:
    stated = loader.from_text(TEXT.format(activation='"full"', more=""))
    without, with_all = observers(stated, load()), observers(stated, load(), contributors=True)
    assert with_all.ids[: without.count] == without.ids
    others = dict(zip(with_all.ids, with_all.marks, strict=True))
    assert others["kurecik"] == "seen"
    assert others["awacs-e3a"] == "assumption"


def test_worlds_give_each_radar_its_own_numbers_and_nobody_an_empty_table() -> None:
    stated = loader.from_text(TEXT.format(activation='"full"', more=""))
    found = observers(stated, load())
    drawn = worlds.draw(stated, load(), np.arange(7), seed=3)
    table = world_table(found, drawn)
    assert table.shape == (7, 3, WORLD_FIELDS)
    for n, name in enumerate(found.names):
        assert np.array_equal(table[:, n, R_ANTENNA_M], drawn.column(f"{name}.antenna_height"))
    nobody = observers(loader.from_text(TEXT.format(activation='"stored"', more="")), load())
    assert world_table(nobody, drawn).shape == (7, 0, WORLD_FIELDS)


def test_some_of_the_observers_keep_their_order_and_their_tables() -> None:
    found = observers(loader.from_text(TEXT.format(activation='"full"', more=SENSOR)), load())
    some = found.only([0, 3])
    assert some.ids == ("capital.radar-91n6e", "hill")
    assert some.radars.radars[1] is found.radars.radars[3]
    assert found.only(range(found.count)) is found
    assert found.only([]).count == 0
