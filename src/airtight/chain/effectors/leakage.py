"""Leakage through one layer of shots that share a magazine: a closed model to check a simulation by."""

import math
from dataclasses import dataclass

import numpy as np

from airtight.errors import InputError
from airtight.numerics.columns import Floats, within

WORK_MAX = 250_000_000
"""Threats x looks x rounds beyond which the exact sum takes more than about ten seconds."""
COUNT_MAX = 1_000_000_000


@dataclass(frozen=True)
class Leakage:
    """What a layer lets through.

    Attributes:
        expected_leakers: mean number of threats that get through.
        no_leak_probability: that none does.
        expected_shots: mean number of rounds fired.

    """

    expected_leakers: float
    no_leak_probability: float
    expected_shots: float


def leakage(*, threats: int, kill_probability: float, looks: int, magazine: int, salvo: int = 1) -> Leakage:
    """Threats engaged one after another, shoot-look-shoot, from a shared magazine.

    Args:
        threats: N, >= 0.
        kill_probability: of one round, independent of all others.
        looks: opportunities to engage each threat, >= 0; between them it is known whether it lives.
        magazine: rounds shared by all, >= 0; what is left of less than a salvo is fired as a short one.
        salvo: rounds a look, >= 1.

    Returns:
        Exact expectations.

    Raises:
        InputError: an argument is out of range, or the sum would take minutes.

    Source:
        Threat by threat, the distribution over rounds left, with and without a leak so far. Without a limit:
        leakers are binomial with q^(s L), q = 1 - p; rounds per threat s (1 - q^(s L)) / (1 - q^s).

    Limits:
        Independence is the generous assumption: one cause common to all shots lets more through.

    """
    for name, count, least in (
        ("threats", threats, 0),
        ("looks", looks, 0),
        ("magazine", magazine, 0),
        ("salvo", salvo, 1),
    ):
        if not least <= count <= COUNT_MAX:
            raise InputError("out of range", place=name, value=count, allowed=f"{least} to {COUNT_MAX}")
    p = float(within("kill_probability", kill_probability, 0.0, 1.0))
    if magazine >= threats * looks * salvo:
        return _unlimited(threats, p, looks, salvo)
    engaged = min(threats, magazine)  # each takes a round at least: the others find none
    looks = min(looks, magazine)
    if engaged * looks * magazine > WORK_MAX:
        raise InputError(
            "too much to sum",
            place="magazine",
            value=f"{engaged} threats x {looks} looks x {magazine} rounds",
            allowed=f"a product of at most {WORK_MAX}, or a magazine that cannot run out",
        )
    every = np.zeros(magazine + 1)
    every[magazine] = 1.0
    clean = every.copy()
    leakers = float(threats - engaged)
    for _ in range(engaged):
        every, alive = _engaged(every, p, looks, salvo)
        leakers += float(alive.sum())
        every += alive
        clean, _ = _engaged(clean, p, looks, salvo)
    left = float(every @ np.arange(magazine + 1.0))
    none = float(clean.sum()) if engaged == threats else 0.0
    return Leakage(leakers, none, magazine - left)


def _unlimited(threats: int, p: float, looks: int, salvo: int) -> Leakage:
    """The closed form, exact also where a kill is all but impossible."""
    if p == 0.0 or looks == 0:
        return Leakage(float(threats), float(threats == 0), float(threats * looks * salvo))
    if p == 1.0:
        return Leakage(0.0, 1.0, float(threats * salvo))
    survival = salvo * math.log1p(-p)
    killed = -math.expm1(looks * survival)
    rounds = salvo * killed / -math.expm1(survival)
    return Leakage(threats * math.exp(looks * survival), killed**threats, threats * rounds)


def _engaged(rounds: Floats, p: float, looks: int, salvo: int) -> tuple[Floats, Floats]:
    """One threat against a distribution over rounds left: that after a kill, and that after a leak."""
    fired = np.minimum(np.arange(rounds.size), salvo)
    survives = (1.0 - p) ** fired
    killed = np.zeros(rounds.size)
    alive = rounds
    for _ in range(looks):
        killed += _spent(alive * (1.0 - survives), salvo)
        alive = _spent(alive * survives, salvo)
    return killed, alive


def _spent(rounds: Floats, salvo: int) -> Floats:
    """A distribution over rounds left, after a salvo or what is left of one."""
    left = np.zeros(rounds.size)
    whole = rounds[salvo:]
    left[: whole.size] = whole
    left[0] += rounds[:salvo].sum() if whole.size else rounds.sum()
    return left
