"""Both parties' readings of the same flights: detection, tracking, signature collection."""

from typing import Any

from airtight.analysis.exposure import positions
from airtight.analysis.exposure.asking import OWN, Asked, of_party, seen
from airtight.analysis.exposure.measures import Range, Seen
from airtight.analysis.exposure.signatures import CLEAN, FITTED

READINGS = {
    "detection": ("detection_probability", "time_counted_s"),
    "tracking": ("time_in_track_s",),
    "signature_collection": ("looks_counted", "aspect_bins_filled", "aspect_bins_known", "aspect_fraction"),
}


def readings(question: Asked, found: Seen) -> list[dict[str, Any]]:
    """Detection, tracking and signature collection under each party's numbers."""
    rows = []
    for position in positions.parties(question.aircraft):
        told = seen(question, party=position) if question.plan.kind == "transits" else found
        prefix = of_party(position)
        cases = [case for case in (CLEAN, FITTED) if prefix + case in told.nominal.signatures]
        used = [
            said
            for said in position.said
            if said["number"] != "closest_m" or question.plan.kind == "transits"
        ]
        rows.append(
            {
                "party": position.id,
                "title": position.title,
                "mark": "assumption",
                "said": [said | {"basis_text": positions.BASES[said["basis"]]} for said in used],
                "counted_snr_db": dict(zip(("low", "nominal", "high"), position.counted_snr_db, strict=True)),
                "learned_fraction": dict(
                    zip(("low", "nominal", "high"), position.learned_fraction, strict=True)
                ),
                **{case: _reading(told, prefix + case) for case in cases},
            }
        )
    return rows


def _reading(found: Seen, case: str) -> dict[str, dict[str, Range]]:
    measured = found.measures(OWN, case)
    return {reading: {key: measured[key] for key in keys} for reading, keys in READINGS.items()}
