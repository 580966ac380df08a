"""All claims, tried in order, and what came of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from airtight.errors import InputError
from airtight.validation import calibration, face, published, standards
from airtight.validation.claim import TIERS, Claim, Row


@dataclass(frozen=True)
class Validation:
    """Claims that were tried.

    Attributes:
        rows: in the order of the claims.

    """

    rows: tuple[Row, ...]

    @property
    def passed(self) -> int:
        """How many claims hold."""
        return sum(row.passed is True for row in self.rows)

    @property
    def failed(self) -> int:
        """How many do not."""
        return sum(row.passed is False for row in self.rows)

    @property
    def skipped(self) -> int:
        """How many could not be tried, for want of a table or a measure."""
        return sum(row.passed is None for row in self.rows)

    @property
    def groups(self) -> dict[str, list[Row]]:
        """The rows by the part of the package that they are about, in order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.claim.group, []).append(row)
        return found

    @property
    def summary(self) -> dict[str, Any]:
        """What ``--json`` prints."""
        return {
            "rows": [row.as_dict() for row in self.rows],
            "passed": self.passed,
            "failed": self.failed,
            "skipped": self.skipped,
        }


def all_claims() -> list[Claim]:
    """Every claim of the package: published values, standards' tables, calibration points, assessments."""
    return [*published.claims(), *standards.claims(), *calibration.claims(), *face.claims()]


def tried(*, tiers: Iterable[str] | None = None) -> Validation:
    """Try all claims, or those of some tiers.

    Args:
        tiers: names of `TIERS`; all if None.

    Raises:
        InputError: no such tier.

    """
    wanted = set(TIERS if tiers is None else tiers)
    for tier in wanted - set(TIERS):
        raise InputError("no such tier", place="tiers", value=tier, allowed=", ".join(TIERS))
    return Validation(tuple(claim.tried() for claim in all_claims() if claim.tier in wanted))
