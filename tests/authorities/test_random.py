"""Philox 4x32-10 against the published known-answer vectors."""

import math

import pytest

from airtight.numerics.random import normals, philox, uniforms

# DEShawResearch/random123, tests/kat_vectors, philox4x32 10 rounds: counter, key, output.
KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]


@pytest.mark.parametrize(("counter", "key", "output"), KNOWN_ANSWERS)
def test_philox_gives_the_published_words(counter: str, key: str, output: str) -> None:
    cause, entity, epoch, draw = (int(word, 16) for word in counter.split())
    seed, replication = (int(word, 16) for word in key.split())
    got = philox(seed, replication, cause, entity, epoch, draw)
    assert [int(word) for word in got] == [int(word, 16) for word in output.split()]


def test_uniforms_are_the_words_plus_a_half() -> None:
    """From the first vector: (word + 1/2) / 2^32."""
    expected = (0.39904647076036781, 0.88052019791211933, 0.73571278445888311, 0.60548185382504016)
    assert uniforms(0, 0, 0, 0, 0, 0) == pytest.approx(expected, rel=0, abs=1e-16)


def test_normals_are_box_muller_of_the_uniforms() -> None:
    """sqrt(-2 ln u) (cos, sin) 2 pi v."""
    u0, u1, u2, u3 = uniforms(7, 1, 2, 3, 4, 5)
    expected = (
        math.sqrt(-2 * math.log(u0)) * math.cos(2 * math.pi * u1),
        math.sqrt(-2 * math.log(u0)) * math.sin(2 * math.pi * u1),
        math.sqrt(-2 * math.log(u2)) * math.cos(2 * math.pi * u3),
        math.sqrt(-2 * math.log(u2)) * math.sin(2 * math.pi * u3),
    )
    assert normals(7, 1, 2, 3, 4, 5) == pytest.approx(expected, rel=1e-14)
