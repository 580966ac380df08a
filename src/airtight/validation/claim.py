"""A claim: something published that the package says it reproduces, and what came of trying."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from airtight.errors import AirtightError

VERIFICATION = "verification"
BENCHMARK = "benchmark"
CALIBRATED = "calibrated"
FACE_VALIDITY = "face validity"
TIERS: dict[str, str] = {
    VERIFICATION: "Values of textbooks, standards and independent computations of the same equations.",
    BENCHMARK: "What another model or tool gives for the same input; the tolerance is its stated accuracy.",
    CALIBRATED: "Published points that the model is fitted to: hit by construction, no prediction.",
    FACE_VALIDITY: "Public assessments; a disagreement stays visible.",
}
"""The kinds of claims, from the hardest evidence to the softest."""


class Unavailable(Exception):  # noqa: N818 - no error: the claim is skipped, and its argument says why
    """What a claim needs is not there."""


@dataclass(frozen=True)
class Claim:
    """What is claimed, and how to try it.

    Attributes:
        claim: a sentence or its subject, for people.
        group: the part of the package it is about.
        tier: one of `TIERS`.
        source: who published or computed the value.
        expected: the value, or the (low, high) that it must lie between.
        tolerance: how far the result may lie from it, in its unit.
        unit: of all three; "" for none.
        reproduce: a command line, or what to call from Python.
        compute: gives our value.

    """

    claim: str
    group: str
    tier: str
    source: str
    expected: float | tuple[float, float]
    tolerance: float
    unit: str
    reproduce: str
    compute: Callable[[], float]

    def tried(self) -> "Row":
        """Compute our value and judge it; whatever goes wrong is a row of its own."""
        try:
            got = float(self.compute())
        except Unavailable as reason:
            return Row(self, None, None, f"skipped: {reason}")
        except AirtightError as error:
            return Row(self, None, passed=False, note=f"failed: {error}")
        except Exception as error:  # noqa: BLE001 - a broken model must not hide the other rows
            return Row(self, None, passed=False, note=f"failed, a bug: {type(error).__name__}: {error}")
        if not math.isfinite(got):
            return Row(self, None, passed=False, note=f"failed: the result is {got}")
        return Row(self, got, self.holds(got), "")

    def holds(self, got: float) -> bool:
        """Whether a value is as expected."""
        low, high = self.bounds
        return low <= got <= high

    @property
    def bounds(self) -> tuple[float, float]:
        """Between which values the result must lie, the tolerance included."""
        low, high = self.expected if isinstance(self.expected, tuple) else (self.expected, self.expected)
        return low - self.tolerance, high + self.tolerance


@dataclass(frozen=True)
class Row:
    """A claim that was tried.

    Attributes:
        claim: what was tried.
        got: our value; None if there is none.
        passed: None if it was skipped.
        note: why it was skipped or could not be computed.

    """

    claim: Claim
    got: float | None
    passed: bool | None
    note: str = ""

    @property
    def verdict(self) -> str:
        """One word."""
        return {True: "passed", False: "FAILED", None: "skipped"}[self.passed]

    @property
    def used(self) -> float | None:
        """How much of the tolerance the deviation uses up, of claims about one value; above 1: failed."""
        if self.got is None or isinstance(self.claim.expected, tuple):
            return None
        deviation = abs(self.got - self.claim.expected)
        if self.claim.tolerance == 0.0:
            return 0.0 if deviation == 0.0 else None
        return deviation / self.claim.tolerance

    def as_dict(self) -> dict[str, Any]:
        """What ``--json`` prints of it."""
        expected = self.claim.expected
        return {
            "claim": self.claim.claim,
            "group": self.claim.group,
            "tier": self.claim.tier,
            "source": self.claim.source,
            "expected": list(expected) if isinstance(expected, tuple) else expected,
            "got": self.got,
            "tolerance": self.claim.tolerance,
            "unit": self.claim.unit,
            "passed": self.passed,
            "reproduce": self.claim.reproduce,
            "note": self.note,
        }
