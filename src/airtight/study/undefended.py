"""A scenario without any battery: what comes of it is known without a simulation."""

import numpy as np

from airtight.engine.metrics import FUNNEL, METRICS
from airtight.numerics.columns import Ints
from airtight.scenario.model import Scenario
from airtight.study.parts import Columns, flatten


def undefended(scenario: Scenario, replications: Ints) -> Columns:
    """All attackers get through; nothing is detected, fired at or hit; no flight hours are counted."""
    count = sum(raid.count for raid in scenario.raids)
    full = np.full(replications.size, float(count))
    none = np.zeros(replications.size)
    targets: dict[str, int] = {}
    for raid in scenario.raids:
        for target, members in raid.of:
            targets[target] = targets.get(target, 0) + members
    return flatten(
        replications,
        ready=none,
        metrics={name: full if name == "leakers" else none for name in METRICS},
        targets={
            target: {"leakers": none + members, "kills": none, "count": none + members, "in_sight": none}
            for target, members in targets.items()
        },
        funnel={stage: full if stage == "attackers" else none for stage in FUNNEL},
        hours={"allied": none, "civil": none},
    )
