"""How many replications advance together: as many as a budget of memory holds."""

from airtight.engine.entities import civil_names
from airtight.scenario.model import Scenario
from airtight.study.settings import Settings

BUDGET_BYTES = 1 << 30
MOST = 256
"""So that an interruption costs little, however small the scenario."""
FEWEST_SLOTS = 32
# Eight-byte numbers that the engine's state holds for each: rounded up from its arrays.
A_SLOT_OF_A_POST = 64
A_SLOT_OF_A_BATTERY = 64
AN_ENTITY = 128
A_REPLICATION = 8192


def bytes_of_replication(scenario: Scenario) -> int:
    """What one replication's state takes, roughly."""
    entities = sum(raid.count for raid in scenario.raids) + sum(flight.count for flight in scenario.flights)
    entities += len(civil_names(scenario))
    slots = max(FEWEST_SLOTS, 1 << max(entities - 1, 0).bit_length())
    batteries = len(scenario.batteries)
    posts = batteries + 1
    numbers = posts * slots * A_SLOT_OF_A_POST + batteries * slots * A_SLOT_OF_A_BATTERY
    return 8 * (numbers + entities * AN_ENTITY + A_REPLICATION)


def batch_size(scenario: Scenario, settings: Settings) -> int:
    """As told; else what the budget holds, shared by the workers, so that each has at least two batches."""
    if settings.batch_size is not None:
        return settings.batch_size
    held = BUDGET_BYTES // (settings.workers * bytes_of_replication(scenario))
    shared = -(-settings.replications // (2 * settings.workers)) if settings.workers > 1 else MOST
    return max(1, min(held, shared, MOST))
