"""What conditions of templates ask of rows: shares, ranks, the least and the greatest of a column, and its trend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final, TypeAlias

from reportgen.draft.printable import CallError
from reportgen.inputs.data.model import VALUE, Row

Rows: TypeAlias = Sequence[Row]
Measured: TypeAlias = Decimal | str


def portion(part: Rows, whole: Rows) -> Decimal:
    """How many rows of a hundred: those of ``part``, all of which are among ``whole``."""
    known = {row.ref for row in whole}
    if not whole or any(row.ref not in known for row in part):
        raise CallError("NUM002", "portion() was given rows that are no part of the others", "give the part first")
    return Decimal(100 * len(part)) / len(whole)


def least(rows: Rows, column: str = VALUE) -> Measured:
    """The smallest number, or earliest date, of a column."""
    return min(_column(rows, column))


def greatest(rows: Rows, column: str = VALUE) -> Measured:
    """The largest number, or latest date, of a column."""
    return max(_column(rows, column))


def rank(rows: Rows, name: str, column: str = VALUE) -> int:
    """The place of the row with an id among rows, from 1 for the largest number; rows that are equal share it."""
    values = _column(rows, column)
    own = next((value for row, value in zip(rows, values, strict=True) if row.id == name), None)
    if own is None:
        raise CallError("TPL006", f'rank() was given no row "{name}"', "name one of the rows")
    return 1 + sum(value > own for value in values)  # type: ignore[operator]


def trend(rows: Rows, column: str = VALUE, by: str = "date") -> str:
    """How a column goes with the dates of another: "up" or "down" at every step, "flat", or "mixed"."""
    dates = [row[by] for row in rows]
    if len(rows) < 2 or None in dates or len(set(dates)) < len(dates):
        raise CallError("NUM002", f'trend() needs two rows or more, each with its own "{by}"', "pick others by rows()")
    ordered = sorted(zip(map(str, dates), _column(rows, column), strict=True), key=lambda pair: pair[0])
    steps = {(after > before) - (after < before) for (_, before), (_, after) in pairwise(ordered)}  # type: ignore[operator]
    return {1: "up", -1: "down", 0: "flat"}[steps.pop()] if len(steps) == 1 else "mixed"


CALLS: Final[dict[str, Callable[..., object]]] = {
    call.__name__: call for call in (portion, least, greatest, rank, trend)
}
"""The calls by the names that templates use."""


def _column(rows: Rows, column: str) -> list[Measured]:
    """Return a column's numbers, scales worked in and of one unit, or its texts."""
    if not rows:
        raise CallError("TPL006", "there are no rows to compare", "check what rows() was asked for")
    if column == VALUE:
        figures = [row.figure for row in rows]
        if len({figure.unit if figure else None for figure in figures}) > 1:
            raise CallError("NUM002", "the rows have different units, which cannot be compared", "pick rows of one")
        values: list[Measured] = [figure.total for figure in figures if figure]
    else:
        cells = [row.cells.get(column) for row in rows]
        values = [Decimal(c) if isinstance(c, int) else c for c in cells if isinstance(c, int | Decimal | str) and c]
    if len(values) < len(rows) or len({type(value) for value in values}) > 1:
        raise CallError("NUM002", f'not every row has a number or date in "{column}"', "pick rows that have one")
    return values
