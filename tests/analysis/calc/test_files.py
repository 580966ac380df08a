"""The files that models read: what is accepted, and one clear message for everything else."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from airtight.analysis.calc.files import LARGEST_BYTES, positions, profile
from airtight.errors import AirtightError, InputError, MissingError

GOOD = "distance_km,height_m\n0,10\n5,120\n20,15\n"


def written(folder: Path, content: str | bytes, name: str = "given") -> str:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return str(folder / name)


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
        GOOD.replace(",", " , "),
        GOOD + "\n\n,\n",
        GOOD.rstrip("\n"),
        'distance_km,height_m\n"0","1e1"\n5.,+120.0\n2e1,15\n',
    ],
    ids=["plain", "Windows", "byte-order mark", "spaces", "empty lines", "no last newline", "quoted"],
)
def test_a_profile_is_read_in_metres_however_it_was_saved(content: str, tmp_path: Path) -> None:
    distance_m, height_m = profile(written(tmp_path, content), "profile")
    np.testing.assert_array_equal(distance_m, [0.0, 5e3, 20e3])
    np.testing.assert_array_equal(height_m, [10.0, 120.0, 15.0])


HEADER = "distance_km,height_m\n"


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("", "line 1", "header"),
        ("distance,height\n0,1\n", "line 1", "header"),
        ("0,10\n5,120\n20,15\n", "line 1", "header"),
        (HEADER, "profile", "too few points"),
        (HEADER + "0,1\n1,1\n", "profile", "too few points"),
        (HEADER + "1,1\n2,1\n3,1\n", "line 2", "not 0"),
        (HEADER + "0,1\n2,1\n2,1\n", "line 4", "do not rise"),
        (HEADER + "0,1\n2,1\n1,1\n", "line 4", "do not rise"),
        (HEADER + "0,1\n\n2\n3,1\n", "line 4", "not two numbers"),
        (HEADER + "0,1\n2,1,7\n3,1\n", "line 3", "not two numbers"),
        (HEADER + "0,1\n2,x\n3,1\n", "line 3", "height_m"),
        (HEADER + "0,nan\n2,1\n3,1\n", "line 2", "height_m"),
        (HEADER + "0,1\n2,inf\n3,1\n", "line 3", "height_m"),
        (HEADER + "0,1\n2,1\n30000,1\n", "line 4", "distance_km"),
        (HEADER + "0,1\n2,1e9\n3,1\n", "line 3", "height_m"),
        (HEADER + "0,1\n2;1\n3,1\n", "line 3", "not two numbers"),
        (HEADER + '0,1\n"' + "x" * 200_000 + '",1\n', "profile", "CSV"),
        (b"\xff\xfe\x00\x01", "profile", "UTF-8"),
    ],
)
def test_a_profile_that_is_none_is_told_with_its_line(
    content: str | bytes, place: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        profile(written(tmp_path, content), "profile")
    assert place in caught.value.place
    assert message in caught.value.problems[0].message
    assert caught.value.allowed
    assert len(str(caught.value)) < 500


def test_positions_are_read_in_one_to_three_dimensions(tmp_path: Path) -> None:
    for axes in (1, 2, 3):
        document = {"truth": [[1] * axes, [2.5] * axes], "tracks": [[0] * axes]}
        truth, tracks = positions(written(tmp_path, json.dumps(document)), "file")
        assert truth.shape == (2, axes)
        assert tracks.shape == (1, axes)
    truth, tracks = positions(written(tmp_path, '{"truth": [], "tracks": []}'), "file")
    assert truth.size == tracks.size == 0


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("", "file"),
        ("{", "file"),
        ("[" * 100_000, "file"),
        ("[]", "file"),
        ("7", "file"),
        ('{"truth": []}', "file"),
        ('{"truth": [], "tracks": [], "extra": []}', "file"),
        ('{"truth": 7, "tracks": []}', "truth"),
        ('{"truth": [7], "tracks": []}', "truth[0]"),
        ('{"truth": [[]], "tracks": []}', "truth[0]"),
        ('{"truth": [[1, 2, 3, 4]], "tracks": []}', "truth[0]"),
        ('{"truth": [[1, 2], [1, 2, 3]], "tracks": []}', "truth[1]"),
        ('{"truth": [[1, 2]], "tracks": [[1, 2, 3]]}', "tracks[0]"),
        ('{"truth": [[1, "2"]], "tracks": []}', "truth[0][1]"),
        ('{"truth": [[1, true]], "tracks": []}', "truth[0][1]"),
        ('{"truth": [[1, null]], "tracks": []}', "truth[0][1]"),
        ('{"truth": [[1, NaN]], "tracks": []}', "truth[0][1]"),
        ('{"truth": [[Infinity, 1]], "tracks": []}', "truth[0][0]"),
        ('{"truth": [[1e400, 1]], "tracks": []}', "truth[0][0]"),
        ('{"truth": [[1' + "0" * 400 + ', 1]], "tracks": []}', "truth[0][0]"),
        ('{"truth": [[' + "9" * 10_000 + ', 1]], "tracks": []}', "file"),
        ('{"truth": ' + json.dumps([[0, 0]] * 5000) + ', "tracks": []}', "truth"),
        (b"\xff\xfe\x00\x01", "file"),
    ],
    ids=lambda given: str(given)[:40],
)
def test_positions_that_are_none_are_told_with_their_place(
    content: str | bytes, place: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        positions(written(tmp_path, content), "file")
    assert place in caught.value.place
    assert caught.value.allowed
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("read", [profile, positions])
def test_what_is_no_file_is_told(read: object, tmp_path: Path) -> None:
    assert callable(read)
    large = tmp_path / "large"
    with large.open("wb") as stream:
        stream.truncate(LARGEST_BYTES + 1)
    for given_path, kind in (
        (str(tmp_path / "none"), MissingError),
        (str(tmp_path), InputError),
        (str(large), InputError),
        ("/dev/null", InputError),
        ("", InputError),
        ("a\x00b", InputError),
        ("~nobody/file", MissingError),
        ("x" * 5_000, MissingError),
    ):
        with pytest.raises(AirtightError) as caught:
            read(given_path, "place")
        assert type(caught.value) is kind
        assert caught.value.place == "place"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_a_message_and_nothing_else(tmp_path: Path, content: bytes) -> None:
    for read, before in ((profile, HEADER.encode() + b"0,1\n"), (positions, b'{"truth": [], "tracks": [')):
        for whole in (content, before + content):
            name = written(tmp_path, whole)
            told = "nothing"
            try:
                read(name, "file")
            except AirtightError as error:
                told = error.allowed
            assert told
