"""Interrogation: who answers, and who cannot."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from airtight.chain.sensing.interrogation import Interrogators, interrogate, transponders
from airtight.messages.replies import CIVIL, FRIEND, NOT_ASKED, SILENT
from airtight.messages.tracks import CONFIRMED, Tracks

Make = Callable[..., Any]
PLACES = [(70.0, 100e3, 8000.0), (10.0, 90e3, 9000.0), (200.0, 150e3, 100.0)]


def ask(made: Any, answers: list[tuple[int, int]], *, keys: int = 1, reply: float = 1.0) -> np.ndarray:  # noqa: ANN401
    """Replies to one track on each thing, and one track on nothing."""
    replications = made.truth.flying.shape[0]
    tracks = Tracks.empty(replications, 1, 5, 4)
    tracks.status[:, 0, :4] = CONFIRMED
    tracks.state[:, 0, :3, :3] = made.truth.position_m + 300.0
    tracks.state[:, 0, 3, :3] = made.truth.position_m[:, 0] + 9000.0
    asked = np.zeros((replications, 1, 5), dtype=np.int64)
    asked[:, 0, [0, 1, 2, 3]] = 1
    interrogators = Interrogators(
        radar_of=np.zeros(1, dtype=np.int64),
        keys=np.full((replications, 1), keys, dtype=np.uint8),
        answers=np.broadcast_to(np.array(answers, dtype=np.uint8), (replications, 3, 2)).copy(),
        reply_probability=np.full((replications, 2), reply),
    )
    return interrogate(made.sensing, interrogators, made.truth, tracks, asked, now_s=0.0).kind[:, 0]


def test_each_answers_as_it_can_and_silence_behind_the_horizon_says_nothing(bench: Make) -> None:
    made = bench(places=PLACES, replications=2)
    replies = ask(made, [(1, 0), (1, 1), (1, 1)])
    assert replies[0].tolist() == [CIVIL, FRIEND, NOT_ASKED, SILENT, NOT_ASKED]


def test_without_keys_a_friend_answers_as_a_civil_aircraft(bench: Make) -> None:
    replies = ask(bench(places=PLACES), [(0, 1), (1, 1), (1, 1)], keys=0)
    assert replies[0, :2].tolist() == [SILENT, CIVIL]


def test_what_no_longer_flies_does_not_answer(bench: Make) -> None:
    made = bench(places=PLACES)
    made.truth.flying[0, 0] = 0
    assert ask(made, [(1, 0), (1, 0), (1, 0)])[0, 0] == SILENT


def test_a_reply_comes_with_its_probability(bench: Make) -> None:
    replies = ask(bench(places=PLACES, replications=2000), [(1, 0), (1, 0), (1, 0)], reply=0.7)
    assert np.mean(replies[:, 0] == CIVIL) == pytest.approx(0.7, abs=4 * np.sqrt(0.21 / 2000))


def test_transponders_work_in_the_stated_share(bench: Make) -> None:
    made = bench(places=PLACES, replications=3000)
    share = np.zeros((3000, 3, 2))
    share[:, 0, 0], share[:, 1, 1] = 0.9, 0.4
    works = transponders(made.sensing.conditions, made.sensing.things, share)
    assert works[:, 0, 0].mean() == pytest.approx(0.9, abs=4 * np.sqrt(0.09 / 3000))
    assert works[:, 1, 1].mean() == pytest.approx(0.4, abs=4 * np.sqrt(0.24 / 3000))
    assert works[:, 2].sum() == 0
