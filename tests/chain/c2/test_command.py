"""Command: who is hostile, who is urgent, and when a missile is launched."""

import numpy as np
import pytest

from airtight.chain.c2.command import Command
from airtight.chain.c2.kernels import FAR_S, time_to_go_s
from airtight.messages.identities import CIVIL, HOSTILE, UNKNOWN
from airtight.messages.identities import FRIEND as FRIEND_IDENTITY
from airtight.messages.orders import Orders
from airtight.messages.picture import Picture
from airtight.messages.reach import Reach
from airtight.messages.readiness import Readiness
from airtight.messages.replies import CIVIL as CIVIL_REPLY
from airtight.messages.replies import FRIEND, SILENT, Replies
from airtight.messages.tasks import Tasks
from airtight.messages.tracks import CONFIRMED, Tracks

POINTS = np.array([[0.0, 0.0, 10e3]])
INBOUND = [100e3, 0.0, 5e3, -250.0, 0.0, 0.0]
PASSING = [100e3, 60e3, 5e3, -250.0, 0.0, 0.0]
SLOTS = 4


class Post:
    """One battery at the origin of a flat frame (axes east, north, up), with tracks put in by hand."""

    def __init__(
        self, *, unknown_engaged: float = 0.0, rounds: int = 5, channels: int = 6, may_fire: int = 1
    ) -> None:
        self.command = Command(
            epoch_s=1.0,
            seed=1,
            replication=np.array([0]),
            words=np.array([11]),
            sites=np.zeros((1, 4)),
            rotations=np.eye(3)[None].copy(),
            points=POINTS[None].copy(),
            unknown_engaged=np.array([unknown_engaged]),
            command=np.array([[[8.0, channels, 12.0, 400e3, 0.0, np.pi]]]),
            may_fire=np.array([[may_fire]]),
            tasking=False,
            rounds_a_look=np.array([1]),
            missile_reach_m=np.array([[[250e3, 120e3]]]),
            radar=np.array([0]),
            slots=SLOTS,
        )
        self.tracks = Tracks.empty(1, 1, SLOTS, 1)
        self.orders = Orders.empty(1, 1, 1, SLOTS)
        self.tasks = Tasks.empty(1, 1, 8)
        self.picture = Picture.empty(1, 1, SLOTS, SLOTS)
        self.replies = Replies.empty(1, 1, SLOTS)
        self.reach = Reach.empty(1, 1, SLOTS, 2)
        self.readiness = Readiness.empty(np.full((1, 1, 2), rounds), 12)

    def put(self, slot: int, state: list[float], number: int = 1) -> None:
        self.tracks.status[0, 0, slot] = CONFIRMED
        self.tracks.number[0, 0, slot] = number
        self.tracks.state[0, 0, slot] = state
        self.tracks.covariance[0, 0, slot] = np.eye(6) * 100.0

    def step(self, now_s: float, reply: int = 0, *, reach_s: float = 30.0, seen: bool = True) -> int:
        """Run one epoch in which all tracks get the same reply; the slot that is fired at, or -1."""
        self.tracks.time_s[...] = now_s
        self.tracks.last_engagement_hit_s[...] = now_s if seen else -1e9
        self.replies.kind[...] = reply
        self.reach.flight_s[...] = reach_s
        self.command.identify(self.orders, self.tracks, self.picture, self.replies, now_s=now_s)
        self.command.decide(
            self.orders, self.tasks, self.tracks, self.picture, self.reach, self.readiness, now_s=now_s
        )
        return int(self.orders.slot[0, 0])

    def identity(self, slot: int = 0) -> int:
        return int(self.orders.identity[0, 0, slot])


def test_time_to_go_is_the_way_to_the_edge_of_the_defended_area() -> None:
    assert time_to_go_s(100e3, 0.0, -250.0, 0.0, POINTS, 0.0) == pytest.approx(90e3 / 250.0)
    assert time_to_go_s(100e3, 60e3, -250.0, 0.0, POINTS, 0.0) == FAR_S
    assert time_to_go_s(100e3, 0.0, 250.0, 0.0, POINTS, 0.0) == FAR_S
    assert time_to_go_s(5e3, 0.0, 250.0, 0.0, POINTS, 0.0) == 0.0


def test_two_silences_on_a_closing_course_make_it_hostile_and_one_does_not() -> None:
    post = Post()
    post.put(0, INBOUND)
    post.step(0.0)
    post.step(4.0, SILENT)
    assert post.identity() == UNKNOWN
    post.step(8.0, SILENT)
    assert post.identity() == HOSTILE


def test_a_silent_track_that_threatens_nothing_stays_unknown() -> None:
    post = Post()
    post.put(0, PASSING)
    for now in range(0, 40, 4):
        post.step(float(now), SILENT if now else 0)
    assert post.identity() == UNKNOWN


def test_rules_may_engage_unknowns_with_the_stated_probability() -> None:
    post = Post(unknown_engaged=1.0)
    post.put(0, PASSING)
    for now in (0.0, 4.0, 8.0):
        post.step(now, SILENT if now else 0)
    assert post.identity() == HOSTILE


def test_an_answer_settles_who_it_is() -> None:
    for reply, identity in ((CIVIL_REPLY, CIVIL), (FRIEND, FRIEND_IDENTITY)):
        post = Post()
        post.put(0, INBOUND)
        post.step(0.0)
        post.step(4.0, reply)
        assert post.identity() == identity
        for now in (8.0, 12.0, 16.0):
            assert post.step(now, SILENT) == -1


def test_a_told_identity_is_taken_over() -> None:
    post = Post()
    post.put(0, INBOUND)
    post.picture.identity[0, 0, 0] = FRIEND_IDENTITY
    post.step(0.0)
    assert post.identity() == FRIEND_IDENTITY


def test_what_flies_like_a_ballistic_missile_is_hostile_at_once() -> None:
    post = Post()
    post.put(0, [100e3, 0, 60e3, -900.0, 0, -900.0])
    post.step(0.0)
    assert post.identity() == HOSTILE


def test_a_speed_that_is_not_known_well_proves_nothing() -> None:
    post = Post()
    post.put(0, [100e3, 0, 60e3, -900.0, 0, -900.0])
    post.tracks.covariance[0, 0, 0] = np.eye(6) * 400.0**2
    post.step(0.0)
    assert post.identity() == UNKNOWN
    post.step(4.0, SILENT)
    post.step(8.0, SILENT)
    assert post.identity() == UNKNOWN


def test_a_slot_that_another_track_took_over_starts_unknown() -> None:
    post = Post()
    post.put(0, [100e3, 0, 60e3, -900.0, 0, -900.0], number=1)
    post.step(0.0)
    post.put(0, INBOUND, number=2)
    post.step(1.0)
    assert post.identity() == UNKNOWN


def hostile_post(**options: int) -> Post:
    """A post whose slots 0 (farther) and 1 (nearer) hold hostile tracks, reaction time passed."""
    post = Post(**options)
    post.put(0, INBOUND, number=1)
    post.put(1, [60e3, 0.0, 5e3, -250.0, 0, 0], number=2)
    post.step(0.0)
    post.step(4.0, SILENT)
    post.step(8.0, SILENT)
    return post


def test_nothing_is_launched_before_the_reaction_time() -> None:
    post = hostile_post()
    assert [post.step(now) for now in (9.0, 15.0)] == [-1, -1]
    assert post.step(16.0) == 1


def test_the_most_urgent_comes_first_with_the_missile_of_the_shortest_reach() -> None:
    post = hostile_post()
    assert post.step(17.0) == 1
    assert post.orders.missile[0, 0] == 1


def test_shoot_look_shoot_does_not_fire_twice_at_what_is_under_fire() -> None:
    post = hostile_post()
    post.readiness.shot_slot[0, 0, 0] = 1
    post.readiness.shot_number[0, 0, 0] = 2
    assert post.step(17.0) == 0


@pytest.mark.parametrize("options", [{"rounds": 0}, {"channels": 0}, {"may_fire": 0}])
def test_no_rounds_no_channel_or_no_permission_no_launch(options: dict[str, int]) -> None:
    assert hostile_post(**options).step(17.0) == -1


def test_no_launch_without_a_fresh_look_by_the_engagement_radar_or_out_of_reach_or_too_late() -> None:
    assert hostile_post().step(17.0, seen=False) == -1
    assert hostile_post().step(17.0, reach_s=-1.0) == -1
    assert hostile_post().step(17.0, reach_s=1000.0) == -1


def test_what_flies_outside_the_permitted_sector_is_left_alone() -> None:
    post = hostile_post()
    post.command.command[0, 0, 4:] = [np.pi, np.pi / 4]
    assert post.step(17.0) == -1
    post.command.command[0, 0, 4:] = [np.pi / 2, np.pi / 4]
    assert post.step(17.0) == 1


def test_hostile_tracks_are_asked_of_the_engagement_radar_the_most_urgent_first() -> None:
    post = hostile_post()
    post.step(17.0)
    assert post.tasks.count[0, 0] == 2
    assert post.tasks.looks[0, 0, 0, 0] == pytest.approx(60e3)
    assert post.tasks.facing_rad[0, 0] == pytest.approx(np.pi / 2)
