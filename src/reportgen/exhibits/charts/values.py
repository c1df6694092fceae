"""From the rows of a chart to text, numbers, dates and spells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportgen.exhibits.model import UNTIL, Chart
from reportgen.values import dates


class ChartError(Exception):
    """The rows of a chart cannot be drawn.

    ``line`` is the line of the row in its file (0: no row in particular), ``column`` the
    column of its table ("": none in particular); ``more`` are errors of other rows.
    """

    def __init__(self, message: str, line: int = 0, column: str = "", more: Sequence[ChartError] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.more = tuple(more)


class LimitError(Exception):
    """A chart is larger than it may be."""


@dataclass(frozen=True)
class Spell:
    """A stretch of time in decimal years; ``None`` means not known (start) or not over (end).

    ``until`` is how far the sources of what is not over can speak; ``None`` if that is not known.
    """

    start: float | None
    end: float | None
    until: float | None = None

    def told(self, high: float) -> float:
        """Return how far it is told of on an axis that goes up to ``high``."""
        if self.end is not None or self.until is None:
            return high if self.end is None else self.end
        return min(high, max(self.until, self.start or self.until))


@dataclass(frozen=True)
class Series:
    """Numbers by label and group; labels and groups in the order in which they first stand."""

    labels: tuple[str, ...]
    groups: tuple[str, ...]
    values: Mapping[tuple[int, int], Decimal]

    def of(self, label: int) -> list[tuple[int, Decimal]]:
        """Return the groups with a value for a label, and the values."""
        return [(g, self.values[label, g]) for g in range(len(self.groups)) if (label, g) in self.values]


def lines(chart: Chart) -> list[int]:
    """Return the line of each row in its file, for messages."""
    return [int(line) for line in chart.rows.index]


def cells(chart: Chart, role: str) -> list[object]:
    """Return the cells of a role, ``None`` for empty ones, for all if the chart does not use the role."""
    column = chart.columns.get(role)
    if column is None:
        return [None] * len(chart.rows)
    return _column(chart, column, role)


def names(chart: Chart, role: str) -> list[str]:
    """Return the text of a role, with the labels of rows that it names; "" for empty cells."""
    column = chart.columns.get(role, "")
    companion = f"{column}.label"
    shown = _column(chart, companion, role) if companion in chart.rows.columns else cells(chart, role)
    return [_text(cell) for cell in shown]


def each(chart: Chart, role: str) -> list[list[tuple[str, str]]]:
    """Return for each row the (id, label) pairs of a role; several if its cell is a list."""
    column = chart.columns.get(role, "")
    companion = f"{column}.label"
    ids = cells(chart, role)
    shown = _column(chart, companion, role) if companion in chart.rows.columns else ids
    result = []
    for one, label in zip(ids, shown, strict=True):
        many = one if isinstance(one, tuple) else () if one is None else (one,)
        texts = label if isinstance(label, tuple) else (label,)
        if len(texts) != len(many):
            texts = many
        result.append([(_text(i), _text(t)) for i, t in zip(many, texts, strict=True)])
    return result


def numbers(chart: Chart, role: str) -> list[Decimal | None]:
    """Return the numbers of a role. Raises ``ChartError`` for a cell that is none."""
    return [_number(cell, line, chart.columns.get(role, "")) for cell, line in _lined(chart, role)]


def whens(chart: Chart, role: str) -> list[dates.When | None]:
    """Return the dates of a role. Raises ``ChartError`` for a cell that is none."""
    return [when(cell, line, chart.columns.get(role, "")) for cell, line in _lined(chart, role)]


def when(cell: object, line: int = 0, column: str = "") -> dates.When | None:
    """Read one cell as a date. Raises ``ChartError`` if it is none."""
    if cell is None:
        return None
    try:
        return dates.parse(str(cell))
    except ValueError as error:
        raise ChartError(str(error), line, column) from error


def middle(date: dates.When) -> float:
    """Return the middle of the time that a date covers, in decimal years (1992 is 1992.5).

    A year stands for any day in it; its middle keeps an end and a start of the same year together.
    """
    start, end = date.years
    return start if end is None else (start + end) / 2


def spells(chart: Chart) -> list[Spell]:
    """Return the spell from ``start`` to ``end`` of each row. Raises ``ChartError`` if one ends before it starts."""
    result = []
    column = chart.columns.get("end", "")
    rows = zip(whens(chart, "start"), whens(chart, "end"), untils(chart), lines(chart), strict=True)
    for start, end, until, line in rows:
        first = None if start is None else middle(start)
        last = None if end is None else middle(end)
        if start is not None and end is not None and end.years[1] is not None and end.years[1] <= start.years[0]:
            raise ChartError("the row ends before it starts", line, column)
        # An imprecise end (1994) after a precise start (1994-09) in the same year.
        if first is not None and last is not None:
            last = max(first, last)
        # a source may have been written on the last day of its year
        reach = None if last is not None or until is None else until.years[1]
        result.append(Spell(first, last, reach))
    return result


def untils(chart: Chart) -> list[dates.When | None]:
    """Return for each row when the latest of its sources was written."""
    known = UNTIL in chart.rows.columns
    return [when(cell) if known else None for cell in (chart.rows[UNTIL] if known else lines(chart))]


def series(chart: Chart) -> Series:
    """Return the values by label and group. Raises ``ChartError`` for two values in one place."""
    grouped = "group" in chart.columns
    texts, groups = names(chart, "label"), names(chart, "group")
    order = list(dict.fromkeys(groups))
    # Without groups every row is a line of its own, even when a label comes twice.
    labels = list(dict.fromkeys(texts)) if grouped else texts
    values: dict[tuple[int, int], Decimal] = {}
    for row, (value, line) in enumerate(zip(numbers(chart, "value"), lines(chart), strict=True)):
        key = (labels.index(texts[row]) if grouped else row, order.index(groups[row]))
        if value is None:
            continue
        if key in values:
            raise ChartError(f'"{texts[row]}" has two values for "{groups[row]}"', line, chart.columns["value"])
        values[key] = value
    return Series(tuple(labels), tuple(order), values)


def number_text(value: Decimal) -> str:
    """Write a number with thousands separators and its own decimals: −1,234.50."""
    return f"{value:,f}".replace("-", "−")


def unit(chart: Chart) -> str:
    """Return the option ``unit``, or ""."""
    return str(chart.options.get("unit", ""))


def lookup(chart: Chart, option: str, columns: Sequence[str]) -> list[dict[str, object]]:
    """Return the rows of the table that an option names. Raises ``ChartError`` if it or a column is missing."""
    name = str(chart.options.get(option, ""))
    if not name:
        raise ChartError(f'a chart of kind "{chart.kind}" needs the option "{option}", the name of a table')
    frame = chart.lookups.get(name)
    if frame is None:
        raise ChartError(f'option "{option}" names the table "{name}", which the chart does not have')
    for column in columns:
        if column not in frame.columns:
            raise ChartError(f'table "{name}" has no column "{column}", which a chart of kind "{chart.kind}" needs')
    return [
        dict(zip(columns, (_cell(c) for c in row), strict=True))
        for row in frame[list(columns)].itertuples(index=False, name=None)
    ]


def _lined(chart: Chart, role: str) -> list[tuple[object, int]]:
    return list(zip(cells(chart, role), lines(chart), strict=True))


def _column(chart: Chart, column: str, role: str) -> list[object]:
    if column not in chart.rows.columns:
        raise ChartError(f'there is no column "{column}" for the role "{role}"')
    return [_cell(cell) for cell in chart.rows[column].tolist()]


def _cell(cell: object) -> object:
    # pandas may turn an empty cell into NaN, the only value that differs from itself.
    return None if isinstance(cell, float) and cell != cell else cell


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return ", ".join(map(str, cell)) if isinstance(cell, tuple) else str(cell)


def _number(cell: object, line: int, column: str) -> Decimal | None:
    if cell is None:
        return None
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
        raise ChartError(f'"{_text(cell)}" is not a number', line, column)
    number = Decimal(cell)
    if not number.is_finite():
        raise ChartError(f'"{cell}" is not a number that can be drawn', line, column)
    return number
