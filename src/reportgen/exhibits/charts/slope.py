"""Change of each label from one date to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from matplotlib.figure import Figure

from reportgen.exhibits.charts.axes import Scale
from reportgen.exhibits.charts.labels import MARKERS, Spots, sizes, spread, unit_line
from reportgen.exhibits.charts.sheet import DATA, Align, Box, Sheet, series_color, text_color
from reportgen.exhibits.charts.values import ChartError, cells, lines, middle, names, number_text, numbers, unit, whens
from reportgen.exhibits.model import SERIES, Chart
from reportgen.text.appearance import PALETTE

_MOVED: Final = 1.7  # mm; how far a label may stand from its point without a line that leads to it
_SHARES: Final = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8)  # of a line's way, for its rate


@dataclass(frozen=True)
class _Point:
    year: float
    date: str
    value: Decimal


@dataclass(frozen=True)
class _Line:
    name: str
    points: Sequence[_Point]
    color: str
    marker: str


@dataclass(frozen=True)
class _End:
    """What is written at one end of a line: its number, its name in one line or several."""

    line: _Line
    point: _Point
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Side:
    """All ends at one side: where they point to, where they stand; millimetres.

    ``gap`` lies between the points and the numbers, ``number`` is the width of the numbers,
    ``width`` that of everything.
    """

    ends: Sequence[_End]
    targets: Sequence[float]
    middles: Sequence[float]
    gap: float
    number: float
    width: float


def draw(figure: Figure, chart: Chart) -> None:
    """Draw the kind ``slope``."""
    sheet = Sheet(figure, chart)
    data = _read(chart)
    points = [point for line in data for point in line.points]
    first, last = min(p.year for p in points), max(p.year for p in points)
    top = unit_line(sheet, 0, unit(chart)) + sheet.line_height() * 1.3
    bottom = sheet.height - 0.6 * sheet.line_height()
    low, high = float(min(p.value for p in points)), float(max(p.value for p in points))
    values = Scale(low, high, bottom - 1, top + 0.6 * sheet.line_height(), log=bool(chart.options.get("log", False)))
    size, left, right = _ends(sheet, data, (first, last), bottom - top)
    sides = [_side(sheet, ends, values, size, (top, sheet.height)) for ends in (left, right)]
    years = Scale(first, last, sides[0].width, sheet.width - sides[1].width)
    spots = Spots(sheet)
    spots.take(Box(0, 0, sheet.width, top))
    _draw_dates(sheet, points, years, top, sheet.height)
    for line in data:
        places = [(years(p.year), values(float(p.value))) for p in line.points]
        spots.take_line(places, line.name, 0.5)
        sheet.line(places, line.color, width=1.3, layer=DATA)
        for x, y in places:
            sheet.mark(x, y, line.color, line.marker, 2.0, layer=DATA + 0.1)
    _write_side(sheet, sides[0], years.start, -1, size)
    _write_side(sheet, sides[1], years.end, 1, size)
    for edges in ((0.0, years.start - 1), (years.end + 1, sheet.width)):
        spots.take(Box(edges[0], 0, edges[1], sheet.height))
    _write_inner(sheet, data, years, values, spots, size)
    if chart.options.get("rates", False):
        for line in data:
            _write_rate(sheet, line, years, values, spots, size)


def _read(chart: Chart) -> list[_Line]:
    points: dict[str, list[_Point]] = {}
    rows = zip(
        names(chart, "label"),
        whens(chart, "x"),
        cells(chart, "x"),
        numbers(chart, "value"),
        lines(chart),
        strict=True,
    )
    ratios = [option for option in ("log", "rates") if chart.options.get(option, False)]
    for name, date, text, value, line in rows:
        if date is None or value is None:
            continue
        if ratios and value <= 0:
            message = f'{number_text(value)} is not more than zero, as the option "{ratios[0]}" needs'
            raise ChartError(message, line, chart.columns["value"])
        if any(point.year == middle(date) for point in points.get(name, ())):
            raise ChartError(f'"{name}" has two values for {text}', line, chart.columns["value"])
        points.setdefault(name, []).append(_Point(middle(date), str(text), value))
    if not points:
        raise ChartError("no row has both a date and a value")
    for name, some in points.items():
        if len(some) < 2:
            raise ChartError(f'"{name}" has a value for one date only; a slope needs two', column=chart.columns["x"])
    # With more lines than colours, one colour: each line is named at both ends.
    few = len(points) <= len(SERIES)
    return [
        _Line(
            name,
            sorted(some, key=lambda p: p.year),
            series_color(number if few else 0),
            MARKERS[number if few else 0],
        )
        for number, (name, some) in enumerate(points.items())
    ]


def _ends(
    sheet: Sheet, data: Sequence[_Line], span: tuple[float, float], room: float
) -> tuple[float, list[_End], list[_End]]:
    """Return the type size, and what is written at the left and at the right."""
    for size in sizes(sheet.size):
        width = min(sheet.label_width(size), 0.28 * sheet.width)
        named = [(line, sheet.wrap(line.name, width, size)) for line in data]
        left = [_End(line, line.points[0], words) for line, words in named if line.points[0].year == span[0]]
        right = [_End(line, line.points[-1], words) for line, words in named if line.points[-1].year == span[1]]
        if all(sum(len(e.words) for e in end) * sheet.line_height(size) <= room for end in (left, right)):
            return size, left, right
    raise ChartError(f"the names of {len(data)} lines do not fit; the chart has to be higher")


def _side(sheet: Sheet, ends: Sequence[_End], values: Scale, size: float, room: tuple[float, float]) -> _Side:
    targets = [values(float(end.point.value)) for end in ends]
    middles = spread(targets, [len(end.words) * sheet.line_height(size) for end in ends], *room)
    # Where labels had to move, thin lines lead to them from their points.
    moved = any(abs(y - target) > _MOVED for y, target in zip(middles, targets, strict=True))
    gap = 4.4 if moved else 1.7
    number = sheet.widest([number_text(end.point.value) for end in ends], size, bold=True)
    names = sheet.widest([word for end in ends for word in end.words], size)
    return _Side(ends, targets, middles, gap, number, gap + number + 1.5 + names)


def _draw_dates(sheet: Sheet, points: Sequence[_Point], years: Scale, top: float, bottom: float) -> None:
    dates = {point.year: point.date for point in points}
    ends = (years.low, years.high)
    written: list[tuple[float, float]] = []
    for year in sorted(dates, key=lambda y: (y not in ends, y)):
        x, half = years(year), sheet.width_of(dates[year], bold=True) / 2
        sheet.line([(x, top), (x, bottom)], PALETTE["muted"] if year in ends else PALETTE["rule"])
        if all(x + half + 1 < a or x - half - 1 > b for a, b in written):
            written.append((x - half, x + half))
            y = top - 0.65 * sheet.line_height()
            sheet.write(x, y, dates[year], color=PALETTE["muted"], align="center", bold=True)


def _write_side(sheet: Sheet, side: _Side, edge: float, way: int, size: float) -> None:
    """Write numbers and names, to the right (``way`` 1) or to the left (-1) of the lines."""
    align: Align = "left" if way > 0 else "right"
    for end, target, y in zip(side.ends, side.targets, side.middles, strict=True):
        if side.gap > 2:
            points = [(edge + way * 1.3, target), (edge + way * 1.9, target), (edge + way * 3.7, y)]
            sheet.line([*points, (edge + way * 4.0, y)], end.line.color, width=0.5)
        x, color = edge + way * side.gap, text_color(end.line.color)
        sheet.write(x, y, number_text(end.point.value), size=size, color=color, align=align, bold=True)
        sheet.write(x + way * (side.number + 1.5), y, end.words, size=size, align=align)


def _write_inner(sheet: Sheet, data: Sequence[_Line], years: Scale, values: Scale, spots: Spots, size: float) -> None:
    """Name the ends that lie between the first and the last date."""
    for line in data:
        for point, outer in ((line.points[0], years.low), (line.points[-1], years.high)):
            if point.year == outer:
                continue
            words = sheet.wrap(f"{line.name} {number_text(point.value)}", sheet.label_width(size), size)
            x, y = years(point.year), values(float(point.value))
            width, height = sheet.widest(words, size), len(words) * sheet.line_height(size)
            box = spots.first(
                Box(x + dx * width - width / 2, y + dy - height / 2, x + dx * width + width / 2, y + dy + height / 2)
                for dy in [way * (1.4 + height / 2 + step) for step in (0, 3, 6, 9) for way in (-1, 1)]
                for dx in (0.0, 0.45, -0.45, 0.7, -0.7)
            )
            if box is None:
                raise ChartError(f'the name "{line.name}" does not fit at its line; the chart has to be higher')
            middle_y = (box.top + box.bottom) / 2
            sheet.write(box.left, middle_y, words, size=size, color=text_color(line.color), halo=True)


def _write_rate(sheet: Sheet, line: _Line, years: Scale, values: Scale, spots: Spots, size: float) -> None:
    first, last = line.points[0], line.points[-1]
    try:
        rate = (float(last.value) / float(first.value)) ** (1 / (last.year - first.year)) - 1
    except OverflowError as error:
        told = f"from {first.value:g} in {first.date} to {last.value:g} in {last.date}"
        raise ChartError(
            f'the growth of "{line.name}" {told} is beyond what can be shown; leave out the option "rates"'
        ) from error
    text = f"{100 * rate:+.1f} % a year".replace("-", "−")
    height = sheet.line_height(size)
    x0, y0 = years(first.year), values(float(first.value))
    x1, y1 = years(last.year), values(float(last.value))
    # Beside a line, the label has to stay clear of its slope.
    away = 0.62 * height + abs((y1 - y0) / (x1 - x0)) * sheet.width_of(text, size) / 2
    boxes = [
        _around(sheet, text, (x0 + share * (x1 - x0), y0 + share * (y1 - y0) + shift), size)
        for shift in (0.0, -away, away)
        for share in _SHARES
    ]
    box = spots.first(boxes, line.name)
    if box is None:
        raise ChartError('the growth rates do not fit; make the chart higher, or leave out the option "rates"')
    if boxes.index(box) < len(_SHARES):
        sheet.fill(box, PALETTE["paper"], layer=DATA + 0.2)
    color, middle_y = text_color(line.color), (box.top + box.bottom) / 2
    sheet.write((box.left + box.right) / 2, middle_y, text, size=size, color=color, align="center", halo=True)


def _around(sheet: Sheet, text: str, middle_: tuple[float, float], size: float) -> Box:
    half, height = sheet.width_of(text, size) / 2 + 0.4, sheet.line_height(size) / 2
    x, y = middle_
    return Box(x - half, y - height, x + half, y + height)
