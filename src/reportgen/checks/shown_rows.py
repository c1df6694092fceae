"""Rows that exhibits show: each rests on evidence or follows from others, and a total is the sum that it seems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from reportgen.checks.claims import MEASURE, claim_columns
from reportgen.findings.model import Diagnostic, Findings
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import Column, Row, Table
from reportgen.inputs.model import Inputs
from reportgen.language.totals import is_total
from reportgen.project.model import Project

_SHOWN: Final = 40
"""Characters of a cell that a message shows."""


def check_shown_rows(project: Project, inputs: Inputs) -> Findings[None]:
    """Report rows in exhibits that claim something without evidence, and totals without evidence that are no sums.

    A row with ``formula`` and ``inputs`` is recomputed, and columns with ``"claim": false`` claim nothing.
    """
    seen: set[tuple[str, int]] = set()
    for name, exhibit in project.settings.exhibits.items():
        table = inputs.tables.get(exhibit.table)
        if table is None or any(table.column(column) is None for column in exhibit.where):
            continue
        rows = table.pick(exhibit.where)
        unsourced = []
        for row in rows:
            key = table.name, row.location.line
            if row.evidence or (row.cells.get("formula") and row.cells.get("inputs")):
                continue
            if _is_sum(row):
                yield from _total(name, table, row, rows)
            elif key not in seen and _claims(table, row):
                seen.add(key)
                unsourced.append(row)
        if unsourced:
            yield _unsourced(name, table, unsourced)


def _claims(table: Table, row: Row) -> Sequence[Column]:
    """Return the columns in which a row claims something of its own; what it names has rows in other tables."""
    return [c for c in claim_columns(table) if not c.foreign and row[c.name] not in (None, "", ())]


def _unsourced(name: str, table: Table, rows: Sequence[Row]) -> Diagnostic:
    row = rows[0]
    said = ", ".join(f'{column.name} "{str(row[column.name])[:_SHOWN]}"' for column in _claims(table, row)[:2])
    more = f", nor have {len(rows) - 1} more rows" if len(rows) > 1 else ""
    message = f'exhibit "{name}" shows "{row.id}" ({said}), which has no evidence{more}'
    hint = "name evidence in its row"
    if table.column("evidence") is None:
        hint = f'give the table "{table.name}" a column evidence'
    hint += '; or formula and inputs that it follows from, or "claim": false with a claimReason for what claims nothing'
    return finding("EXH013", table.place(row.location.line, "evidence"), message, hint)


def _total(name: str, table: Table, row: Row, rows: Sequence[Row]) -> Iterator[Diagnostic]:
    """Tell of the numbers of a row without evidence, called a total, that are not the sums of those above."""
    others = [other for other in rows if other is not row and not _is_sum(other)]
    for column in claim_columns(table):
        cell = row[column.name]
        if not isinstance(cell, int | Decimal) or isinstance(cell, bool) or column.name in MEASURE[1:]:
            continue
        added = sum((number for other in others if (number := _number(other, column.name)) is not None), Decimal(0))
        own = _number(row, column.name)
        units = {other.cells.get("unit") for other in (*others, row)}
        if not others or own != added or (column.name == MEASURE[0] and len(units) > 1):
            says = f"the other {len(others)} rows that it shows make {added:f}"
            message = f'exhibit "{name}" shows a total of {own:f} in "{column.name}", and {says}'
            hint = "correct it, leave the row out with `where`, or name the evidence that has it"
            yield finding("EXH014", table.place(row.location.line, column.name), message, hint)


def _is_sum(row: Row) -> bool:
    return any(isinstance(cell, str) and is_total(cell) for name, cell in row.cells.items() if name != "id")


def _number(row: Row, column: str) -> Decimal | None:
    """Return a number of a row, its scale worked in."""
    if column == MEASURE[0]:
        return row.figure.total * Decimal(1) if row.figure else None
    cell = row[column]
    return Decimal(cell) if isinstance(cell, int | Decimal) and not isinstance(cell, bool) else None
