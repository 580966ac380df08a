"""Interrogation: what aircraft answer when they are asked who they are."""

from dataclasses import dataclass

import numpy as np

from airtight.chain.sensing import interrogation_kernels as kernels
from airtight.chain.sensing.looking import Sensing, Things
from airtight.chain.sensing.numbers import E_WORD, S_WORD
from airtight.chain.sensing.worlds import Conditions
from airtight.messages.replies import Replies
from airtight.messages.tracks import Tracks
from airtight.messages.truth import Truth
from airtight.numerics.columns import Flags, Floats, Ints
from airtight.numerics.random import Cause

BEAM_M = 3_000.0
"""A reply is taken for that of a track if it comes from within this distance of it."""


@dataclass(frozen=True)
class Interrogators:
    """Who asks, and who can answer.

    Attributes:
        radar_of: (B,), the radar beside which each battery's interrogator stands; -1 if it has none.
        keys: (R, B), 1 if it can ask in the military modes.
        answers: (R, E, 2), 1 if the thing has a working civil, military transponder; see `transponders`.
        reply_probability: (R, 2), of an answer each time one is asked, civil and military.

    """

    radar_of: Ints
    keys: Flags
    answers: Flags
    reply_probability: Floats


def transponders(conditions: Conditions, things: Things, share: Floats) -> Flags:
    """Who carries a transponder that works, for the whole run.

    Args:
        conditions: whose seed and replications key the draws.
        things: whose random streams they are.
        share: (R, E, 2), the probability that a thing has a working civil, military transponder.

    Returns:
        (R, E, 2), 0 or 1.

    """
    answers = np.zeros(share.shape, dtype=np.uint8)
    kernels.fill_answers(
        int(conditions.seed),
        conditions.replication,
        int(Cause.TRANSPONDER),
        things.entity[:, E_WORD].copy(),
        np.ascontiguousarray(share, dtype=np.float64),
        answers,
    )
    return answers


def interrogate(
    sensing: Sensing,
    interrogators: Interrogators,
    truth: Truth,
    tracks: Tracks,
    asked: Ints,
    *,
    now_s: float,
) -> Replies:
    """Ask in the direction of some of the batteries' own tracks.

    The thing nearest to the track answers, if it flies within 3 km of it (or three sigma, at most 15 km) and
    the ground lets the radar see it; nobody there, or nobody who can: SILENT. Behind a ridge silence says
    nothing: NOT_ASKED.

    Args:
        sensing: the radars, for their sites and horizons.
        interrogators: who asks, and who can answer.
        truth: at `now_s`.
        tracks: of the posts; the first B are the batteries'.
        asked: (R, B, S), 1 where a track is asked.
        now_s: time.

    Returns:
        Kinds of reply, (R, B, S); NOT_ASKED where none was asked or no track is.

    Limits:
        A reply is never garbled and never comes from the wrong one of two aircraft, except by being nearer.

    """
    radars = sensing.radars
    replies = Replies.empty(*asked.shape)
    kernels.interrogate(
        int(sensing.conditions.seed),
        sensing.conditions.replication,
        float(now_s),
        round(now_s / sensing.conditions.epoch_s),
        asked,
        tracks.status,
        tracks.state,
        tracks.covariance,
        tracks.time_s,
        interrogators.radar_of,
        radars.station[:, S_WORD].copy(),
        sensing.world,
        sensing.sites.position_m,
        sensing.sites.rotation,
        sensing.table_of,
        radars.airborne,
        radars.ground.step_m,
        radars.ground.lowest_height_m,
        radars.ground.edge_distance,
        radars.air.step_m,
        radars.air.lowest_height_m,
        radars.air.edge_distance,
        sensing.things.entity[:, E_WORD].copy(),
        interrogators.answers,
        interrogators.keys,
        interrogators.reply_probability,
        BEAM_M,
        truth.position_m,
        truth.geodetic,
        truth.flying,
        replies.kind,
    )
    return replies
