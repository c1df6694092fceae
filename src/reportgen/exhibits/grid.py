"""Rows of a data table → the texts of a printed table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from reportgen.exhibits.model import Grid, GridColumn, GridRow, Page
from reportgen.findings.rules import did_you_mean
from reportgen.inputs.data.model import Column, Row, Table, Value
from reportgen.inputs.model import Inputs
from reportgen.project import model as project
from reportgen.text.wording import Wording

EMPTY: Final = "\N{EN DASH}"
"""Stands where the sources give nothing."""

FIGURE_SPACE: Final = "\N{FIGURE SPACE}"
PUNCTUATION_SPACE: Final = "\N{PUNCTUATION SPACE}"
QUANTITY: Final = "quantity"
"""Column of tables with value, unit and scale: the number as prose would write it."""

Align: TypeAlias = Literal["left", "right", "center"]

OPTIONS: Final = {"long": bool, "group": str, "pivot": dict}


class GridError(Exception):
    """A table exhibit that does not fit its table; ``key`` is the key of report.toml at fault."""

    def __init__(self, key: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.key, self.message, self.hint = key, message, hint


def grid(
    name: str, exhibit: project.Exhibit, table: Table, rows: Sequence[Row], inputs: Inputs, wording: Wording, page: Page
) -> Grid:
    """Make the printed table of an exhibit. Raises ``GridError``."""
    for option, value in exhibit.options.items():
        if option not in OPTIONS:
            hint = did_you_mean(option, OPTIONS) or f"options: {', '.join(OPTIONS)}"
            raise GridError("options", f'a table has no option "{option}"', hint)
        if not isinstance(value, OPTIONS[option]):
            raise GridError("options", f'option "{option}" cannot be {value!r}', "correct the value")
    maker = _Maker(table, inputs, wording)
    if "pivot" in exhibit.options:
        columns, body = maker.pivot(rows, exhibit.options["pivot"])
    else:
        columns, body = maker.plain(rows, exhibit)
    return Grid(name, columns, body, page, exhibit.options.get("long"))


class _Maker:
    """Writes cells of one table."""

    def __init__(self, table: Table, inputs: Inputs, wording: Wording) -> None:
        self._table = table
        self._inputs = inputs
        self._wording = wording

    def plain(
        self, rows: Sequence[Row], exhibit: project.Exhibit
    ) -> tuple[tuple[GridColumn, ...], tuple[GridRow, ...]]:
        """Return one printed row for each row, under a heading for each value of the option ``group``."""
        if isinstance(exhibit.columns, dict):
            raise GridError("columns", "a table needs a list of columns", 'write columns = ["one", "another"]')
        chosen = [project.Column(c) if isinstance(c, str) else c for c in exhibit.columns]
        kinds = [self._column(c.name) for c in chosen]
        texts = [self._texts(rows, kind) for kind in kinds]
        raws = [[self._raw(row, kind) for row in rows] for kind in kinds]
        body = [GridRow(c, raw=r) for c, r in zip(zip(*texts, strict=True), zip(*raws, strict=True), strict=True)]
        columns = tuple(
            GridColumn(c.title or _title(k), self._align(c, k), c.width) for c, k in zip(chosen, kinds, strict=True)
        )
        group = exhibit.options.get("group")
        if group is None:
            return columns, tuple(body)
        heads = self._texts(rows, self._column(str(group)))
        grouped: list[GridRow] = []
        for head in dict.fromkeys(heads):
            grouped.append(GridRow((head,), heading=True))
            grouped += [row for h, row in zip(heads, body, strict=True) if h == head]
        return columns, tuple(grouped)

    def pivot(
        self, rows: Sequence[Row], option: dict[str, object]
    ) -> tuple[tuple[GridColumn, ...], tuple[GridRow, ...]]:
        """Return one printed row for each value of ``row``, with one column for each value of ``column``."""
        if set(option) != {"row", "column", "cell"}:
            raise GridError("options", "pivot needs row, column and cell", "name a column of the table for each")
        by_row, by_column, by_cell = (self._column(str(option[key])) for key in ("row", "column", "cell"))
        lefts, tops, cells = (self._texts(rows, c) for c in (by_row, by_column, by_cell))
        heads = [h for h in self._order(by_column, rows) if h in tops]
        found: dict[tuple[str, str], list[str]] = {}
        for left, top, cell in zip(lefts, tops, cells, strict=True):
            found.setdefault((left, top), []).append(cell)
        body = tuple(
            GridRow((left, *("; ".join(dict.fromkeys(found.get((left, top), [EMPTY]))) for top in heads)))
            for left in dict.fromkeys(lefts)
        )
        return (GridColumn(_title(by_row)), *(GridColumn(head) for head in heads)), body

    def _order(self, column: Column, rows: Sequence[Row]) -> list[str]:
        """Values in the order of the table they name, or of their choices, or as they come."""
        if column.foreign:
            names = [name for table in column.foreign for name in self._inputs.ids(table)]
            known = [self._inputs.label(column.foreign, name) for name in names]
            return known or list(dict.fromkeys(self._texts(rows, column)))
        if column.choices:
            return [self._wording.word(choice) for choice in column.choices]
        return list(dict.fromkeys(self._texts(rows, column)))

    def _column(self, name: str) -> Column:
        if name == QUANTITY and self._table.column("value") is not None:
            return Column(QUANTITY, "string", "Value")
        column = self._table.column(name)
        if column is None:
            known = [c.name for c in self._table.columns]
            hint = did_you_mean(name, known) or f"columns: {', '.join(known)}"
            raise GridError("columns", f'table "{self._table.name}" has no column "{name}"', hint)
        return column

    def _align(self, chosen: project.Column, column: Column) -> Align:
        if chosen.align != "auto":
            return chosen.align
        return "right" if column.type in {"integer", "number"} or column.name == QUANTITY else "left"

    def _texts(self, rows: Sequence[Row], column: Column) -> list[str]:
        if column.name == QUANTITY:
            return [self._quantity(row) for row in rows]
        texts = [self._text(row[column.name], column) for row in rows]
        return _align_decimals(texts) if column.type == "number" else texts

    def _raw(self, row: Row, column: Column) -> str:
        """Return what a machine reads of a cell: a number without words or signs between its digits, a date as EDTF."""
        if column.name == QUANTITY:
            figure = row.figure
            return f"{Decimal(figure.value) * figure.scale:f}" if figure else ""
        cell = row[column.name]
        if isinstance(cell, Decimal):
            return f"{cell:f}"
        return str(cell) if cell is not None and column.type == "date" else self._text(cell, column)

    def _quantity(self, row: Row) -> str:
        figure = row.figure
        if figure is None:
            return EMPTY
        return self._wording.quantity(Decimal(figure.value), figure.unit, figure.scale, figure.qualifier)

    def _text(self, cell: Value, column: Column) -> str:
        if cell is None or cell == ():
            return EMPTY
        items = cell if isinstance(cell, tuple) else (cell,)
        if column.foreign:
            return "; ".join(self._inputs.label(column.foreign, str(item)) for item in items)
        if column.type == "date":
            return self._wording.date(str(cell), short=True)
        if isinstance(cell, Decimal):
            return self._wording.number(cell)
        return "; ".join(self._wording.word(str(item)) for item in items)


def _title(column: Column) -> str:
    return f"{column.title} ({column.unit})" if column.unit else column.title


def _align_decimals(texts: Sequence[str]) -> list[str]:
    """Pad numbers behind, so that they align on the decimal sign when set flush right."""
    tails = [len(t) - t.rfind(".") - 1 if "." in t else 0 for t in texts]
    widest = max(tails, default=0)
    if not widest:
        return list(texts)
    padded = []
    for text, tail in zip(texts, tails, strict=True):
        missing = FIGURE_SPACE * (widest - tail) + ("" if tail else PUNCTUATION_SPACE)
        padded.append(text if text == EMPTY else text + missing)
    return padded
