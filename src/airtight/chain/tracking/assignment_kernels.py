"""Compiled exact assignment on sparse costs: shortest augmenting paths with potentials, one row at a time."""

from airtight.numerics.columns import Floats, Ints
from airtight.numerics.kernel import kernel

FAR = 1e300


@kernel
def assign(
    rows: int,
    columns: int,
    start: Ints,
    column: Ints,
    cost: Floats,
    alone: float,
    chosen: Ints,
    owner: Ints,
    reached_from: Ints,
    touched: Ints,
    row_price: Floats,
    column_price: Floats,
    distance: Floats,
) -> None:
    """Give each row a column or none, at the least total cost.

    Row i may take column[e] at cost[e] for e in [start[i], start[i + 1]), or stay alone at the cost `alone`;
    a column that nobody takes costs nothing. Fill chosen (rows,) with the column or -1, and owner (columns,)
    with the row or -1. The other arrays are scratch: row_price (rows,), the rest (columns,).

    A row whose best column is free is done in one pass over its entries; otherwise Dijkstra over the reduced
    costs, which stay >= 0, explores as far as the nearest free column or row that would rather stay alone.

    Source: Jonker & Volgenant, Computing 38 (1987), the augmentation step (recalled); here sparse.
    """
    for j in range(columns):
        owner[j] = -1
        column_price[j] = 0.0
        distance[j] = FAR
    for i in range(rows):
        chosen[i] = -1
        least = alone
        for e in range(start[i], start[i + 1]):
            least = min(least, cost[e] - column_price[column[e]])
        row_price[i] = least

        # touched[:done] are settled columns, touched[done:seen] are reached.
        done = 0
        seen = 0
        row = i
        base = 0.0
        alone_distance = FAR
        alone_row = -1
        sink = -1
        while True:
            for e in range(start[row], start[row + 1]):
                j = column[e]
                d = base + cost[e] - row_price[row] - column_price[j]
                if d < distance[j] and distance[j] > base:  # settled ones stay: rounding must not reopen them
                    if distance[j] == FAR:
                        touched[seen] = j
                        seen += 1
                    distance[j] = d
                    reached_from[j] = row
            d = base + alone - row_price[row]
            if d < alone_distance:
                alone_distance = d
                alone_row = row
            nearest = FAR
            place = -1
            for k in range(done, seen):
                if distance[touched[k]] < nearest:
                    nearest = distance[touched[k]]
                    place = k
            if alone_distance <= nearest:
                break
            j = touched[place]
            if owner[j] < 0:
                sink = j
                break
            touched[place] = touched[done]
            touched[done] = j
            done += 1
            row = owner[j]
            base = nearest

        total = alone_distance if sink < 0 else distance[sink]
        row_price[i] += total
        for k in range(done):
            j = touched[k]
            row_price[owner[j]] += total - distance[j]
            column_price[j] -= total - distance[j]
        j = sink
        if sink < 0:
            j = chosen[alone_row]
            chosen[alone_row] = -1
        while j >= 0:
            row = reached_from[j]
            following = chosen[row]
            chosen[row] = j
            owner[j] = row
            j = following
        for k in range(seen):
            distance[touched[k]] = FAR


@kernel
def sort_by(keys: Floats, order: Ints, count: int) -> None:
    """Sort order[:count] so that keys[order] ascends (Shell's method, gaps of Ciura 2001)."""
    for gap in (701, 301, 132, 57, 23, 10, 4, 1):
        for i in range(gap, count):
            moving = order[i]
            key = keys[moving]
            k = i
            while k >= gap and keys[order[k - gap]] > key:
                order[k] = order[k - gap]
                k -= gap
            order[k] = moving
