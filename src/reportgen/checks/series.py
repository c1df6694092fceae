"""Rows that tell of the same thing at different times."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from reportgen.inputs.data.model import VALUE, Column, Figure, Row, RowRef, Table
from reportgen.inputs.model import Inputs
from reportgen.language.english.directions import Direction
from reportgen.values import dates

_OWN: Final = frozenset(
    {"id", "date", VALUE, "scale", "qualifier", "caveat", "note", "evidence", "formula", "inputs", "source"}
)
"""Columns that rows of one series may differ in."""


class Series:
    """The figures of a brief by what they tell of: rows of a table that differ in no other column than the dates."""

    def __init__(self, inputs: Inputs) -> None:
        self._tables = inputs.tables
        self._find = inputs.find

    def of(self, ref: RowRef) -> tuple[Figure, ...]:
        """Return all figures of the series of a row, its own among them; none for a row that names no measure."""
        return self._found.get(self._keys.get(ref, ()), ())

    def figure(self, ref: RowRef) -> Figure | None:
        """Return the figure of a row that belongs to a series."""
        return next((figure for figure in self.of(ref) if figure.ref == ref), None)

    def names(self, ref: RowRef) -> str:
        """Return what the cells of a row that tell what its number is of say, and the labels of rows that they name."""
        table, row = self._tables[ref.table], next(iter(self._find(ref.table, ref.id)), None)
        columns = [c for c in table.columns if c.name not in _OWN and c.name != "unit" and c.type != "date"]
        return " ".join(self._label(column, row[column.name]) for column in columns) if row is not None else ""

    def _label(self, column: Column, cell: object) -> str:
        items = cell if isinstance(cell, tuple) else (cell or "",)
        rows = [row for name in column.foreign for item in items for row in self._find(name, str(item))]
        labels = [row.cells.get(self._tables[row.table].label) for row in rows]
        return " ".join(str(each or "") for each in (labels or items))

    def went(self, first: Figure, last: Figure) -> Direction:
        """Return whether the later of two figures of a series is the larger one, or nothing where it is not known."""
        years = year_of(first), year_of(last)
        if first not in self.of(last.ref) or None in years or years[0] == years[1] or first.total == last.total:
            return ""
        later = (years[0] or 0) < (years[1] or 0)
        return "up" if (last.total > first.total) == later else "down"

    @cached_property
    def _keys(self) -> Mapping[RowRef, tuple[object, ...]]:
        return {
            row.ref: (table.name, *_key(table, row))
            for table in self._tables.values()
            for row in (table.rows() if table.column(VALUE) is not None else ())
            if row.cells.get("measure") and row.figure is not None
        }

    @cached_property
    def _found(self) -> Mapping[tuple[object, ...], tuple[Figure, ...]]:
        found: dict[tuple[object, ...], list[Figure]] = {}
        for table in self._tables.values():
            for row in table.rows():
                if row.ref in self._keys and row.figure is not None:
                    found.setdefault(self._keys[row.ref], []).append(row.figure)
        return {key: tuple(figures) for key, figures in found.items()}


def years_of(edtf: str) -> tuple[int, ...]:
    """Return the years that a date says, of a period the first and the last; none for what cannot be read."""
    try:
        when = dates.parse(edtf)
    except ValueError:
        return ()
    return tuple(dict.fromkeys(point.year for point in (when.start, when.end) if point is not None))


def year_of(figure: Figure) -> int | None:
    """Return the year of a figure, of a period its first; nothing for none."""
    return next(iter(years_of(figure.date)), None)


def _key(table: Table, row: Row) -> list[object]:
    return [row[column.name] for column in table.columns if column.name not in _OWN and column.type != "date"]
