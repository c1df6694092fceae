"""Cells: what they may hold, and how rows are picked and sorted by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = str | int | Decimal | bool | tuple[str, ...] | None
"""A cell: text, number, truth value, list of ids, or ``None`` for an empty one."""


def places_of(cells: Iterable[Value]) -> Mapping[object, Sequence[int]]:
    """Return the numbers of the rows in which each value stands; a list cell stands for each of its items."""
    found: dict[object, list[int]] = {}
    for number, cell in enumerate(cells):
        for value in cell if isinstance(cell, tuple) else (cell,):
            found.setdefault(value, []).append(number)
    return found


def fits(cell: Value, wanted: Sequence[object]) -> bool:
    """Tell whether a cell is one of the values wanted, or holds one of them."""
    return any(item in wanted for item in cell) if isinstance(cell, tuple) else cell in wanted


def sortable(cell: Value, order: Mapping[str, int]) -> tuple[int, Decimal, str]:
    """Return what a cell sorts by: numbers by value, choices by their order, texts without regard to case."""
    if isinstance(cell, int | Decimal):
        return 0, Decimal(cell), ""
    text = ";".join(cell) if isinstance(cell, tuple) else str(cell)
    return order.get(text, len(order)), Decimal(0), text.casefold()
