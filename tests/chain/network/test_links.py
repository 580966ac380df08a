"""Links: what is told arrives late, by schedule, and not at all when the link is down."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtight.chain.network.kernels import link_is_up
from airtight.chain.network.links import Links
from airtight.messages.identities import FRIEND, HOSTILE
from airtight.messages.picture import Picture
from airtight.messages.tracks import CONFIRMED, Tracks

SPEED = 250.0


def one_link(*, latency_s: float, update_s: float, availability: float = 1.0, tells: bool = True) -> Links:
    numbers = np.array([[latency_s, update_s, availability, 60.0, 0.0]])
    return Links(1, np.array([0]), np.array([5]), numbers, tells, 3)


def shared_track(now_s: float) -> Tracks:
    """One confirmed track of the shared network, flying along x; the battery's own post is empty."""
    tracks = Tracks.empty(1, 2, 3, 1)
    tracks.status[0, 1, 0] = CONFIRMED
    tracks.number[0, 1, 0] = 7
    tracks.state[0, 1, 0] = [6_400_000.0 + SPEED * now_s, 0, 0, SPEED, 0, 0]
    tracks.time_s[0, 1, 0] = now_s
    return tracks


def hear(links: Links, until_s: int, *, identity: int = FRIEND) -> list[tuple[int, float]]:
    """How many told tracks, and the age of the first, at each second."""
    picture = Picture.empty(1, 1, 3, 3)
    identities = np.zeros((1, 2, 3), dtype=np.int64)
    identities[0, 1, 0] = identity
    story = []
    for now in range(until_s):
        links.carry(picture, shared_track(float(now)), identities, now_s=float(now), epoch_s=1.0)
        count = int(picture.count[0, 0])
        if count:
            assert picture.told_identity[0, 0, 0] == (identity if links.tells_identity else 0)
            assert picture.told[0, 0, 0, 0] == pytest.approx(6_400_000.0 + SPEED * now)
        story.append((count, float(picture.told[0, 0, 0, 6]) if count else -1.0))
    return story


def test_nothing_is_known_before_the_delay_has_passed() -> None:
    story = hear(one_link(latency_s=12.0, update_s=10.0), 40)
    assert all(count == 0 for count, _ in story[:12])
    assert all(count == 1 for count, _ in story[12:])


def test_the_age_of_what_is_known_lies_between_the_delay_and_delay_plus_update() -> None:
    ages = [age for _, age in hear(one_link(latency_s=12.0, update_s=10.0), 200)[12:]]
    assert min(ages) == 12.0
    assert max(ages) == 21.0


def test_a_link_that_is_never_available_tells_nothing() -> None:
    assert all(count == 0 for count, _ in hear(one_link(latency_s=2.0, update_s=4.0, availability=0.0), 60))


def test_identities_travel_only_where_the_preset_tells_them() -> None:
    hear(one_link(latency_s=2.0, update_s=4.0, tells=False), 20, identity=HOSTILE)


def test_a_told_track_that_matches_an_own_one_tells_its_identity_and_is_no_cue() -> None:
    links = one_link(latency_s=2.0, update_s=4.0)
    picture = Picture.empty(1, 1, 3, 3)
    identities = np.zeros((1, 2, 3), dtype=np.int64)
    identities[0, 1, 0] = FRIEND
    for now in range(20):
        tracks = shared_track(float(now))
        tracks.status[0, 0, 2] = CONFIRMED
        tracks.number[0, 0, 2] = 3
        tracks.state[0, 0, 2] = tracks.state[0, 1, 0] + [500.0, 500.0, 0, 0, 0, 0]
        tracks.time_s[0, 0, 2] = now
        links.carry(picture, tracks, identities, now_s=float(now), epoch_s=1.0)
    assert picture.count[0, 0] == 0
    assert picture.identity[0, 0].tolist() == [0, 0, FRIEND]


@given(st.floats(0.3, 0.99), st.floats(5.0, 120.0))
def test_the_two_state_link_is_up_for_its_availability(availability: float, outage_s: float) -> None:
    """Long-run share of the chain's two transition probabilities: repair / (repair + failure)."""
    repair = min(1.0 / outage_s, 1.0)
    fail = repair * (1 - availability) / availability
    grid = (np.arange(2000) + 0.5) / 2000
    got_fail = np.mean([link_is_up(1, availability, outage_s, 1.0, u) == 0 for u in grid])
    got_repair = np.mean([link_is_up(0, availability, outage_s, 1.0, u) == 1 for u in grid])
    assert got_fail == pytest.approx(min(fail, 1.0), abs=1e-3)
    assert got_repair == pytest.approx(repair, abs=1e-3)
