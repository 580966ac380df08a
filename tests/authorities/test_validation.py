"""Every claim that `airtight validate` makes, as a test of its own."""

import pytest

from airtight.validation.claim import FACE_VALIDITY, Claim
from airtight.validation.running import all_claims

CLAIMS = all_claims()


@pytest.mark.parametrize("claim", CLAIMS, ids=[f"{i}-{claim.group}" for i, claim in enumerate(CLAIMS)])
def test_claim(claim: Claim) -> None:
    row = claim.tried()
    if row.passed is None:
        pytest.skip(row.note)
    if claim.tier == FACE_VALIDITY:  # a disagreement with an assessment is a result, not a fault
        assert row.got is not None, row.note
        return
    assert row.passed, f"{claim.claim}: {row.got} in place of {claim.expected} ({claim.source}) {row.note}"
