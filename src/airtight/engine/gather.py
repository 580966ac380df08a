"""From worlds to tables: what kernels read is gathered once a batch."""

from collections.abc import Sequence

import numpy as np

from airtight.errors import InputError
from airtight.numerics.columns import Floats
from airtight.scenario.worlds import Worlds

Fields = Sequence[tuple[str, float | None]]
"""Catalogue keys of a table's columns, with the value where an entry has none (None: it must have one)."""


def table(worlds: Worlds, rows: Sequence[str], fields: Fields) -> Floats:
    """The numbers of catalogue entries as a table, (R, rows, fields), SI.

    Raises:
        InputError: an entry lacks a number that it must have.

    """
    out = np.empty((worlds.replications.size, len(rows), len(fields)))
    for i, row in enumerate(rows):
        for j, (key, default) in enumerate(fields):
            out[:, i, j] = number_or(worlds, f"{row}.{key}", default)
    return out


def number_or(worlds: Worlds, name: str, default: float | None) -> Floats:
    """A number's column, or `default` where there is no such number.

    Raises:
        InputError: there is none, and no default.

    """
    if name in worlds.numbers:
        return worlds.column(name)
    if default is None:
        raise InputError(
            "the catalogue lacks a number that is needed", place=name, allowed="an interval with a source"
        )
    return np.full(worlds.replications.size, default)
