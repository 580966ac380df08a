"""From power to range: the chain of decibels of each kind of radar, as plain rows."""

from dataclasses import asdict
from typing import Any

from airtight.analysis.coverage.finding import Coverage
from airtight.analysis.coverage.scene import PFA
from airtight.catalog.loader import Catalog
from airtight.chain.sensing.numbers import (
    BANDS,
    R_DETECTION_M,
    R_INSTRUMENTED_M,
    R_REFERENCE_M2,
    S_BAND,
)
from airtight.chain.sensing.published_point import PublishedPoint
from airtight.chain.sensing.waterfall import ONE_ANGLE, TWO_ANGLES, Waterfall, waterfall
from airtight.engine.beginning import signature

POINT_PROBABILITY = "detection.probability_at_published_range"


def rows(found: Coverage, catalog: Catalog) -> list[dict[str, Any]]:
    """One row a kind of radar, against the first target, at nominal numbers and the instrumented range.

    Args:
        found: the answer.
        catalog: titles and marks.

    """
    observers = found.stations.observers
    target = found.request.targets[0]
    told = []
    for n, system in enumerate(observers.names):
        blind = found.stations.ballistic_only(n) and not target.ballistic
        if blind or system in observers.names[:n]:
            continue
        chain = _waterfall(found, catalog, n)
        told.append(
            {
                "system": system,
                "title": catalog.entry(system).title,
                "target": target.title,
                "probability": found.request.probability,
                "point_marks": {
                    key: catalog.number(f"{system}.{key}").mark
                    for key in ("detection_range", "reference_rcs")
                },
                "instrumented_m": chain.range_m,
                **_plain(chain),
            }
        )
    return told


def _waterfall(found: Coverage, catalog: Catalog, n: int) -> Waterfall:
    asked, radars = found.asked, found.stations.observers.radars
    target = found.request.targets[0]
    given = asked.table[0, n]
    point = PublishedPoint(
        radars.radars[n].frequency_hz,
        float(given[R_DETECTION_M]),
        float(given[R_REFERENCE_M2]),
        float(asked.nominal.column(POINT_PROBABILITY)[0]),
        float(asked.nominal.column(PFA)[0]),
    )
    rcs_m2 = target.rcs_m2
    if rcs_m2 is None:
        rcs_m2 = float(signature(asked.nominal, target.id, BANDS[int(radars.station[n, S_BAND])])[0])
    system = found.stations.observers.names[n]
    turns = catalog.entry(system).fields["scan"] == "rotating"
    exponent = catalog.number(f"{system}.scan_loss_exponent")
    return waterfall(
        point,
        rcs_m2=rcs_m2,
        range_m=float(given[R_INSTRUMENTED_M]),
        detection_probability=found.request.probability,
        swerling=target.swerling,
        angles=ONE_ANGLE if turns else TWO_ANGLES,
        scan_exponents=(exponent.low, exponent.nominal, exponent.high),
    )


def _plain(chain: Waterfall) -> dict[str, Any]:
    low, nominal, high = chain.absorbed_db
    return {
        **asdict(chain),
        "steps": [asdict(step) for step in chain.steps],
        "losses": [asdict(loss) for loss in chain.losses],
        "snr_db": chain.snr_db,
        "margin_db": chain.margin_db,
        "absorbed_db": {"low": low, "nominal": nominal, "high": high},
    }
