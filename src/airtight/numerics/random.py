"""Counter-based random numbers: Philox 4x32-10, keyed so that nobody's luck depends on anybody else's.

Key: (seed, replication). Counter: (cause, entity, epoch, draw), each one 32-bit word. Entity words come
from names.
So results do not depend on how the work is cut into batches, threads or processes.

Source: Salmon, Moraes, Dror & Shaw, SC11; constants and known-answer vectors of DEShawResearch/random123.
"""

import enum
import hashlib
import math

import numpy as np

from airtight.errors import InputError
from airtight.numerics.columns import Floats, Words
from airtight.numerics.kernel import kernel

TWO_POW_MINUS_32 = 2.0**-32
MASK = np.uint64(0xFFFFFFFF)
M0 = np.uint64(0xD2511F53)
M1 = np.uint64(0xCD9E8D57)
W0 = np.uint64(0x9E3779B9)
W1 = np.uint64(0xBB67AE85)
SHIFT = np.uint64(32)
LARGEST_COUNT = 1000


class Cause(enum.IntEnum):
    """Why a number is drawn; two causes never share a counter."""

    WORLD = 1
    DUMMY = 2
    ROUTE = 3
    READINESS = 4
    FACING = 5
    TRANSPONDER = 6
    LOOK = 7
    MEASUREMENT = 8
    FALSE_ALARM = 9
    SCAN_PHASE = 10
    LINK = 11
    REPLY = 12
    RULES = 13
    KILL = 14
    TRAFFIC = 15
    EXPOSURE = 16
    BOOTSTRAP = 17


@kernel
def philox(
    seed: int, replication: int, cause: int, entity: int, epoch: int, draw: int
) -> tuple[int, int, int, int]:
    """Four 32-bit words of Philox 4x32-10 for one key and counter."""
    c0 = np.uint64(cause) & MASK
    c1 = np.uint64(entity) & MASK
    c2 = np.uint64(epoch) & MASK
    c3 = np.uint64(draw) & MASK
    k0 = np.uint64(seed) & MASK
    k1 = np.uint64(replication) & MASK
    for _ in range(10):
        p0 = M0 * c0
        p1 = M1 * c2
        c0, c1, c2, c3 = ((p1 >> SHIFT) ^ c1 ^ k0), (p1 & MASK), ((p0 >> SHIFT) ^ c3 ^ k1), (p0 & MASK)
        k0 = (k0 + W0) & MASK
        k1 = (k1 + W1) & MASK
    return c0, c1, c2, c3  # type: ignore[return-value]  # words are numbers


@kernel
def uniforms(
    seed: int, replication: int, cause: int, entity: int, epoch: int, draw: int
) -> tuple[float, float, float, float]:
    """Four independent uniforms in (0, 1): (word + 1/2) / 2^32."""
    a, b, c, d = philox(seed, replication, cause, entity, epoch, draw)
    return (
        (float(a) + 0.5) * TWO_POW_MINUS_32,
        (float(b) + 0.5) * TWO_POW_MINUS_32,
        (float(c) + 0.5) * TWO_POW_MINUS_32,
        (float(d) + 0.5) * TWO_POW_MINUS_32,
    )


@kernel
def uniform(seed: int, replication: int, cause: int, entity: int, epoch: int, draw: int) -> float:
    """One uniform in (0, 1)."""
    return uniforms(seed, replication, cause, entity, epoch, draw)[0]


@kernel
def normals(
    seed: int, replication: int, cause: int, entity: int, epoch: int, draw: int
) -> tuple[float, float, float, float]:
    """Four independent standard normals (two Box-Muller pairs)."""
    u0, u1, u2, u3 = uniforms(seed, replication, cause, entity, epoch, draw)
    r0 = math.sqrt(-2.0 * math.log(u0))
    r1 = math.sqrt(-2.0 * math.log(u2))
    a0 = 2.0 * math.pi * u1
    a1 = 2.0 * math.pi * u3
    return r0 * math.cos(a0), r0 * math.sin(a0), r1 * math.cos(a1), r1 * math.sin(a1)


@kernel
def poisson(mean: float, u: float) -> int:
    """The Poisson count at quantile `u`, by inversion; `mean` >= 0 and small (below about 100)."""
    term = math.exp(-mean)
    total = term
    count = 0
    while u > total and count < LARGEST_COUNT:
        count += 1
        term *= mean / count
        total += term
    return count


@kernel
def fill_uniform(
    seed: int, replications: Words, cause: int, entity: int, draw: int, out: "np.ndarray"
) -> None:
    """Fill `out` (n,) with one uniform a replication, at epoch 0."""
    for i in range(out.size):
        out[i] = uniform(seed, replications[i], cause, entity, 0, draw)


def word(name: str) -> int:
    """The 32-bit word that stands for `name` in a counter."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "little")


def words(names: list[str]) -> Words:
    """Words for several names, shape (n,), int64; refuses names that share one.

    Raises:
        InputError: two names are equal, or share a word.

    """
    seen: dict[int, str] = {}
    for name in names:
        number = word(name)
        if number in seen:
            raise InputError(
                "two names share one random stream", place=name, value=seen[number], allowed="distinct names"
            )
        seen[number] = name
    return np.array([word(name) for name in names], dtype=np.int64)


def uniform_column(seed: int, replications: Words, cause: Cause, name: str, draw: int = 0) -> Floats:
    """One uniform a replication for the stream `name`; shape (replications,)."""
    out = np.empty(replications.size)
    fill_uniform(seed, replications, int(cause), word(name), draw, out)
    return out
