"""Upright columns by date or period: values, or how many rows there are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from matplotlib.figure import Figure

from reportgen.exhibits.charts.axes import Scale, steps_of_years, ticks, year_width
from reportgen.exhibits.charts.labels import key, unit_line
from reportgen.exhibits.charts.sheet import Box, Sheet, series_color
from reportgen.exhibits.charts.values import ChartError, cells, lines, names, number_text, numbers, unit
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE
from reportgen.values import dates

_NARROWEST: Final = 0.05
"""Millimetres from one column to the next."""
_UNUSUAL: Final = 25
"""Years between those written that a reader does not expect under columns."""
_Stack = list[tuple[int, Decimal]]


@dataclass(frozen=True)
class _Data:
    """Values by place along the axis and by group; ``down`` has the groups that hang below the axis.

    ``years`` says whether the places are all the years from the first to the last.
    """

    places: Sequence[str]
    groups: Sequence[str]
    values: Mapping[tuple[int, int], Decimal]
    down: frozenset[int]
    years: bool

    def stacks(self, place: int) -> tuple[_Stack, _Stack]:
        """Return (group, length) upwards and downwards from the axis."""
        up: _Stack = []
        below: _Stack = []
        for group in range(len(self.groups)):
            value = self.values.get((place, group))
            if value is not None:
                hangs = (value < 0) != (group in self.down)
                (below if hangs else up).append((group, abs(value)))
        return up, below


def draw(figure: Figure, chart: Chart) -> None:
    """Draw the kind ``columns``."""
    sheet, data = Sheet(figure, chart), _moves(chart) if "end" in chart.columns else _read(chart)
    top = unit_line(sheet, 0, unit(chart))
    keys = [(name, series_color(g), "s") for g, name in enumerate(data.groups)]
    if len(keys) > 1:
        top += key(sheet, 0, top, keys) + 1
    high, low = _extent(data)
    whole = all(value == int(value) for value in data.values.values())
    marks = ticks(-low, high, 6, whole=whole)
    texts = [number_text(abs(m) if data.down else m) for m in marks]
    left = sheet.widest(texts, sheet.small) + 1.5
    pitch = (sheet.width - left) / len(data.places)
    heads = _heads(sheet, data, pitch)
    left, right = _sides(sheet, heads, left)
    pitch = (right - left) / len(data.places)
    foot = max(len(head) for head in heads) * sheet.line_height(sheet.small) + 1.5
    room = 1.05 * sheet.line_height(sheet.small)
    height = Scale(float(marks[0]), float(marks[-1]), sheet.height - foot - (room if low else 0), top + room)
    for mark, text in zip(marks, texts, strict=True):
        y = height(float(mark))
        sheet.line([(left, y), (right, y)])
        sheet.write(left - 1.5, y, text, size=sheet.small, color=PALETTE["muted"], align="right")
    for place in range(len(data.places)):
        x = left + (place + 0.5) * pitch
        half = min(0.36 * pitch, 6.0)
        _draw_column(sheet, data, place, height, (x - half, x + half))
        y = sheet.height - foot + 1.0 + len(heads[place]) * sheet.line_height(sheet.small) / 2
        sheet.write(x, y, heads[place], size=sheet.small, color=PALETTE["muted"], align="center")
    sheet.line([(left, height(0)), (right, height(0))], PALETTE["ink"], width=0.7, layer=4)


def _read(chart: Chart) -> _Data:
    shown, raw = names(chart, "x"), cells(chart, "x")
    groups = names(chart, "group")
    order = list(dict.fromkeys(groups))
    counted = "value" not in chart.columns
    amounts = [Decimal(1)] * len(raw) if counted else numbers(chart, "value")
    years = [_year(cell) for cell in raw]
    known = [year for year in years if year is not None]
    by_year = len(known) == sum(cell is not None for cell in raw) and bool(known)
    places = list(map(str, range(min(known), max(known) + 1))) if by_year else list(dict.fromkeys(filter(None, shown)))
    if not places:
        raise ChartError("no row says where on the axis it stands", column=chart.columns["x"])
    values: dict[tuple[int, int], Decimal] = {}
    for row, (amount, line) in enumerate(zip(amounts, lines(chart), strict=True)):
        if raw[row] is None or amount is None:
            continue
        where = (places.index(str(years[row]) if by_year else shown[row]), order.index(groups[row]))
        if where in values and not counted:
            raise ChartError(f"there are two values for {places[where[0]]}", line, chart.columns["value"])
        values[where] = values.get(where, Decimal(0)) + amount
    diverging = bool(chart.options.get("diverging", False))
    return _Data(places, order, values, frozenset(range(1, len(order)) if diverging else ()), by_year)


def _moves(chart: Chart) -> _Data:
    """Count the rows that begin in each year, and below the axis those that end in it."""
    counts: dict[tuple[int, int], int] = {}
    for group, role in enumerate(("x", "end")):
        for year in (_year(cell) for cell in cells(chart, role)):
            if year is not None:
                counts[year, group] = counts.get((year, group), 0) + 1
    if not counts:
        raise ChartError("no row says in which year it begins or ends", column=chart.columns["x"])
    first, last = min(year for year, _ in counts), max(year for year, _ in counts)
    told = chart.options.get("names", ["begin", "end"])
    if len(told) != 2:
        raise ChartError('the option "names" needs two names: for what begins, and for what ends')
    values = {(year - first, group): Decimal(count) for (year, group), count in counts.items()}
    return _Data([str(y) for y in range(first, last + 1)], [str(n) for n in told], values, frozenset({1}), True)


def _year(cell: object) -> int | None:
    try:
        return None if cell is None else dates.parse(str(cell)).start.year
    except ValueError:
        return None


def _extent(data: _Data) -> tuple[float, float]:
    """Return how far the columns reach up and down."""
    stacks = [data.stacks(place) for place in range(len(data.places))]
    high = max(float(sum(length for _, length in up)) for up, _ in stacks)
    low = max(float(sum(length for _, length in below)) for _, below in stacks)
    return (high, low) if high or low else (1.0, 0.0)


def _heads(sheet: Sheet, data: _Data, pitch: float) -> list[tuple[str, ...]]:
    """Return the lines under each column; with many years only every second, fifth … is written."""
    if not data.years:
        heads = [sheet.wrap(place, pitch - 1, sheet.small) for place in data.places]
        if sheet.widest([line for head in heads for line in head], sheet.small) > pitch:
            raise ChartError(f"the names of {len(heads)} columns do not fit beside each other")
        return heads
    first, last = data.places[0], data.places[-1]
    if pitch < _NARROWEST:
        told = f"the years go from {first} to {last}: {len(data.places):,} columns, more than can be told apart"
        raise ChartError(f"{told}; show fewer years")
    room = year_width(sheet, int(first), int(last)) * 1.25
    every = next(n for n in steps_of_years() if n != _UNUSUAL and n * pitch >= room)
    return [(year,) if int(year) % every == 0 else ("",) for year in data.places]


def _sides(sheet: Sheet, heads: Sequence[tuple[str, ...]], left: float) -> tuple[float, float]:
    """Return where columns begin and end, drawn in where what stands under them would not fit on the sheet."""
    pitch = (sheet.width - left) / len(heads)
    halves = [sheet.widest(head, sheet.small) / 2 for head in heads]
    places = [(left + (n + 0.5) * pitch, half) for n, half in enumerate(halves) if half]
    over_left = max([half - x for x, half in places], default=0.0)
    over_right = max([x + half - sheet.width for x, half in places], default=0.0)
    return left + max(over_left, 0.0), sheet.width - max(over_right, 0.0)


def _draw_column(sheet: Sheet, data: _Data, place: int, height: Scale, span: tuple[float, float]) -> None:
    for stack, side in zip(data.stacks(place), (1, -1), strict=True):
        level = 0.0
        for group, length in stack:
            start, end = height(side * level), height(side * (level + float(length)))
            box = Box(span[0], min(start, end), span[1], max(start, end))
            sheet.fill(box, series_color(group), edge=PALETTE["paper"] if len(stack) > 1 else None)
            level += float(length)
        if len(stack) == 1:
            _write_value(sheet, data, place, stack[0][0], height(side * level), (span, side))


def _write_value(
    sheet: Sheet, data: _Data, place: int, group: int, y: float, at: tuple[tuple[float, float], int]
) -> None:
    """Write the number at the end of a column, if all numbers are narrow enough for their columns."""
    (left, right), side = at
    texts = [number_text(abs(v) if data.down else v) for v in data.values.values()]
    if sheet.widest(texts, sheet.small) > (right - left) * 1.25:
        return
    value = data.values[place, group]
    text = number_text(abs(value) if data.down else value)
    shift = math.copysign(0.55 * sheet.line_height(sheet.small), -side)
    sheet.write((left + right) / 2, y + shift, text, size=sheet.small, align="center", halo=True)
