"""Worlds: one draw of every uncertain number a replication."""

from dataclasses import dataclass, field

import numpy as np

from airtight.catalog.loader import Catalog
from airtight.catalog.number import LINEAR, Number
from airtight.errors import InputError
from airtight.numerics.columns import Floats, Words
from airtight.numerics.random import Cause, uniform_column
from airtight.scenario.model import Scenario

DUMMY = "dummy"
"""A number that nothing reads: what it seems to explain is chance."""


@dataclass
class Worlds:
    """Each replication's value of each number, drawn when it is first asked for.

    Attributes:
        seed: the scenario's seed.
        replications: (R,), absolute indices: the same replication has the same world in every batch.
        numbers: all numbers by name: the catalogue's, those that the scenario replaces, its own, and `DUMMY`.
        nominal: every number is fixed at its nominal value; only luck is left.

    """

    seed: int
    replications: Words
    numbers: dict[str, Number]
    nominal: bool = False
    _columns: dict[str, Floats] = field(default_factory=dict, repr=False)
    _quantiles: dict[str, Floats] = field(default_factory=dict, repr=False)

    def column(self, name: str) -> Floats:
        """A number's values, (R,), SI.

        Raises:
            InputError: there is no such number.

        """
        number = self._number(name)
        if name not in self._columns:
            if self.nominal and name != DUMMY:
                self._columns[name] = np.full(self.replications.size, number.nominal)
            else:
                self._columns[name] = number.value(self.quantile(name))
        return self._columns[name]

    def quantile(self, name: str) -> Floats:
        """A number's quantiles, (R,); numbers of one group share theirs.

        Raises:
            InputError: there is no such number.

        """
        number = self._number(name)
        if number.group not in self._quantiles:
            cause = Cause.DUMMY if name == DUMMY else Cause.WORLD
            drawn = uniform_column(self.seed, self.replications, cause, number.group)
            self._quantiles[number.group] = drawn
        return self._quantiles[number.group]

    def used(self) -> tuple[str, ...]:
        """The uncertain numbers whose columns were asked for, in alphabetical order."""
        return tuple(sorted(name for name in self._columns if not self.numbers[name].fixed))

    def _number(self, name: str) -> Number:
        if name not in self.numbers:
            raise InputError("no such number among the worlds'", place="worlds", value=name)
        return self.numbers[name]


def numbers(scenario: Scenario, catalog: Catalog) -> dict[str, Number]:
    """All numbers by name, the scenario's in place of the catalogue's, and the dummy."""
    dummy = Number(DUMMY, 0.0, 0.5, 1.0, "ratio", "", LINEAR, DUMMY, note="read by nothing")
    return catalog.numbers | scenario.settings | {DUMMY: dummy}


def draw(
    scenario: Scenario,
    catalog: Catalog,
    replications: Words,
    *,
    seed: int | None = None,
    nominal: bool = False,
) -> Worlds:
    """The worlds of some replications of a scenario.

    Args:
        scenario: whose settings replace the catalogue's numbers.
        catalog: all other numbers.
        replications: (R,), absolute indices, >= 0.
        seed: in place of the scenario's.
        nominal: all numbers at their nominal value.

    """
    chosen = scenario.seed if seed is None else seed
    return Worlds(chosen, np.asarray(replications, dtype=np.int64), numbers(scenario, catalog), nominal)
