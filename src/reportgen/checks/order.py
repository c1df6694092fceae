"""Cells of a row that cannot follow each other as the data package says: who left before joining."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple, TypeAlias

from reportgen.checks.agreement import SLACK
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import Row, Table, Value
from reportgen.inputs.model import Inputs
from reportgen.values import dates

_Bound: TypeAlias = date | Decimal


class _Range(NamedTuple):
    """A cell with the least and greatest that it may mean; ``None``: anything."""

    name: str
    cell: str
    least: _Bound | None
    most: _Bound | None


def check_orders(inputs: Inputs) -> Findings[None]:
    """Report rows whose cells cannot stand in the order that their table declares; an empty cell fits any order."""
    for table in inputs.tables.values():
        for names in table.orders:
            for row in table.rows():
                reached = [reach for name in names if (reach := _range(name, table, row, inputs)) is not None]
                for first, second in combinations(reached, 2):
                    if _after(first.least, second.most):
                        message = f'row "{row.id}" has {first.name} {first.cell}, after {second.name} {second.cell}'
                        place = table.place(row.location.line, second.name if "." not in second.name else first.name)
                        yield finding("EVI027", place, message, "correct one of them, or the order in the data package")


def _after(least: _Bound | None, most: _Bound | None) -> bool:
    if isinstance(least, date) and isinstance(most, date):
        return least > most
    return isinstance(least, Decimal) and isinstance(most, Decimal) and least > most


def _range(name: str, table: Table, row: Row, inputs: Inputs) -> _Range | None:
    column, _, other = name.partition(".")
    cell = row.cells.get(column)
    if other:
        described = table.column(column)
        tables = described.foreign if described else ()
        rows = [found for of in tables for found in inputs.find(of, str(cell))]
        table, cell = (inputs.tables[rows[0].table], rows[0].cells.get(other)) if rows else (table, None)
    described = table.column(other or column)
    return None if described is None or cell is None else _read(name, cell, described.type)


def _read(name: str, cell: Value, kind: str) -> _Range | None:
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _Range(name, str(cell), Decimal(cell), Decimal(cell))
    if kind != "date":
        return None
    when = dates.parse(str(cell))
    begin, end = when.start, when.end
    loose = timedelta(days=SLACK if any(p and (p.approximate or p.uncertain) for p in (begin, end)) else 0)
    last = None if end is None or date.max - end.last < loose else end.last + loose
    first = begin.first - loose if begin.first - date.min >= loose else date.min
    return _Range(name, str(cell), first, last)
