"""Claims in lines for people."""

from airtight.validation.claim import Claim, Row
from airtight.validation.running import Validation

FIGURES = 11


def lines(validation: Validation) -> list[str]:
    """The whole validation: a heading and its source for each table, a line for each claim, the sum."""
    told: list[str] = []
    for group, rows in validation.groups.items():
        told += ["", group, "=" * len(group)]
        source = ""
        for row in rows:
            if row.claim.source != source:
                source = row.claim.source
                told.append(f"  [{row.claim.tier}] {source}")
            told.append(f"    {line(row)}")
    return [*told[1:], "", total(validation)]


def line(row: Row) -> str:
    """One claim: verdict, claim, ours, expected."""
    claim = row.claim
    unit = f" {claim.unit}" if claim.unit else ""
    if row.got is None:
        return f"{row.verdict:7}  {claim.claim}: expected {bounds(claim)}{unit}; {row.note}"
    return f"{row.verdict:7}  {claim.claim}: {number(row.got)}{unit}, expected {bounds(claim)}"


def bounds(claim: Claim) -> str:
    """What is expected: "1.5 +- 0.1", or "20 to 35"."""
    if isinstance(claim.expected, tuple):
        low, high = claim.expected
        return f"{number(low)} to {number(high)}"
    if claim.tolerance == 0.0:
        return f"{number(claim.expected)} exactly"
    return f"{number(claim.expected)} \N{PLUS-MINUS SIGN} {number(claim.tolerance, 2)}"


def number(value: float | None, figures: int = FIGURES) -> str:
    """A number as short as it goes."""
    return "" if value is None else f"{value:.{figures}g}"


def total(validation: Validation) -> str:
    """How many claims hold."""
    told = f"{validation.passed} of {validation.passed + validation.failed} claims hold"
    if validation.failed:
        told += f", {validation.failed} do not"
    if validation.skipped:
        told += f"; {validation.skipped} were skipped"
    return f"{told}."
