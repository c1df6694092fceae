"""Horizontal bars, one for each label or for each group in it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from matplotlib.figure import Figure

from reportgen.exhibits.charts.axes import Scale, numbered, ticks, value_scale
from reportgen.exhibits.charts.labels import Lanes, key, lanes, spread, unit_line
from reportgen.exhibits.charts.sheet import HALO, POINT, Box, Sheet, series_color, text_color, text_on
from reportgen.exhibits.charts.values import Series, number_text, series, unit
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE

_GAP = 1.1  # mm between a bar and its text


@dataclass(frozen=True)
class _Plan:
    """Where everything goes. ``named`` says whether groups are named at the bars, not in a key."""

    data: Series
    lanes: Lanes
    scale: Scale
    named: bool


def draw(figure: Figure, chart: Chart) -> None:
    """Draw the kind ``bars``."""
    sheet, data = Sheet(figure, chart), series(chart)
    if len(data.groups) > 1 and chart.options.get("stacked", False):
        _draw_stacked(sheet, data, unit(chart))
    else:
        _draw_beside(sheet, data, unit(chart))


def _draw_beside(sheet: Sheet, data: Series, unit_text: str) -> None:
    plan = _plan_beside(sheet, data, unit_text)
    rows, scale, count = plan.lanes, plan.scale, len(data.groups)
    unit_line(sheet, 0, unit_text)
    if count > 1 and not plan.named:
        key(sheet, 0, _unit_height(sheet, unit_text), _names(data))
    rows.write(sheet, rows.width)
    zero, thick = scale(0), min(rows.pitch * 0.72 / count, 5.0)
    first = _complete(data)
    for label, y in enumerate(rows.middles):
        for place, (group, value) in enumerate(data.of(label)):
            middle = y + (place - (len(data.of(label)) - 1) / 2) * thick
            end, color = scale(float(value)), series_color(group)
            half = thick * (0.5 if count == 1 else 0.44)
            sheet.fill(Box(min(zero, end), middle - half, max(zero, end), middle + half), color)
            text, side = number_text(value), -1 if value < 0 else 1
            sheet.write(end + side * _GAP, middle, text, size=rows.size, align="left" if side > 0 else "right")
            if plan.named and label == first:
                x = end + _GAP + sheet.width_of(text, rows.size) + 1.5
                name = data.groups[group]
                sheet.write(x, middle, name, size=rows.size, color=text_color(color), bold=True)
        if not data.of(label):
            sheet.write(zero + _GAP, y, "–", size=rows.size, color=PALETTE["muted"])
    sheet.line([(zero, rows.middles[0] - rows.pitch / 2), (zero, rows.bottom)], PALETTE["ink"], width=0.6, layer=HALO)


def _plan_beside(sheet: Sheet, data: Series, unit_text: str) -> _Plan:
    named = len(data.groups) > 1
    while True:
        top = _unit_height(sheet, unit_text)
        if len(data.groups) > 1 and not named:
            top += key(sheet, 0, top, _names(data), dry=True) + 1
        rows = lanes(sheet, data.labels, top, sheet.height - 0.5, parts=len(data.groups))
        scale = _scale(sheet, data, rows)
        if not named or _fits(sheet, data, rows, scale):
            return _Plan(data, rows, scale, named)
        named = False


def _scale(sheet: Sheet, data: Series, rows: Lanes) -> Scale:
    values = list(data.values.values()) or [Decimal(0)]
    low, high = min(0.0, float(min(values))), max(0.0, float(max(values)))
    if low == high:
        high = 1.0
    right = sheet.widest([number_text(v) for v in values if v >= 0], rows.size)
    left = _negative_width(sheet, data, rows)
    texts = [number_text(v) for v in values]
    return value_scale(low, high, rows.width + 2 + left, sheet.width - right - _GAP, texts)


def _negative_width(sheet: Sheet, data: Series, rows: Lanes) -> float:
    texts = [number_text(v) for v in data.values.values() if v < 0]
    return sheet.widest(texts, rows.size) + _GAP if texts else 0.0


def _complete(data: Series) -> int:
    """Return the first label that has a value for every group, or -1."""
    every = len(data.groups)
    return next((label for label in range(len(data.labels)) if len(data.of(label)) == every), -1)


def _fits(sheet: Sheet, data: Series, rows: Lanes, scale: Scale) -> bool:
    first = _complete(data)
    if first < 0:
        return False
    for group, value in data.of(first):
        width = sheet.width_of(number_text(value), rows.size) + sheet.width_of(data.groups[group], rows.size, bold=True)
        if value < 0 or scale(float(value)) + _GAP + width + 1.5 > sheet.width:
            return False
    return True


def _names(data: Series) -> list[tuple[str, str, str]]:
    return [(name, series_color(number), "s") for number, name in enumerate(data.groups)]


def _unit_height(sheet: Sheet, unit_text: str) -> float:
    return sheet.line_height(sheet.small) + 1.2 if unit_text else 0.0


def _draw_stacked(sheet: Sheet, data: Series, unit_text: str) -> None:
    top = _unit_height(sheet, unit_text)
    heads = sheet.line_height() * 1.3
    axis = sheet.line_height(sheet.small) + 1.5
    rows = lanes(sheet, data.labels, top + heads, sheet.height - axis)
    scale = _stacked_scale(sheet, data, rows)
    first = _complete(data)
    names = _head_places(sheet, data, scale, first) if first >= 0 else None
    if names is None:
        # The names do not fit above the segments of the first bar.
        heads = key(sheet, 0, top, _names(data), dry=True) + 1
        rows = lanes(sheet, data.labels, top + heads, sheet.height - axis)
        scale = _stacked_scale(sheet, data, rows)
        key(sheet, 0, top, _names(data))
    unit_line(sheet, 0, unit_text)
    rows.write(sheet, rows.width)
    _draw_axis(sheet, scale, top + heads, rows.bottom)
    thick = min(rows.pitch * 0.72, 5.5)
    for label, y in enumerate(rows.middles):
        _draw_stack(sheet, data, label, scale, Box(0, y - thick / 2, 0, y + thick / 2), rows.size)
    if names is not None:
        y = rows.middles[first] - thick / 2 - sheet.line_height() / 2
        for name, x, number in zip(data.groups, names, range(len(names)), strict=True):
            color = text_color(series_color(number))
            sheet.write(x, y, name, color=color, align="center", bold=True, halo=True)


def _stacked_scale(sheet: Sheet, data: Series, rows: Lanes) -> Scale:
    sums = [[float(v) for _, v in data.of(label)] for label in range(len(data.labels))]
    low = min((sum(v for v in values if v < 0) for values in sums), default=0.0)
    high = max((sum(v for v in values if v > 0) for values in sums), default=0.0)
    marks = ticks(low, high if high > low else low + 1, 6)
    texts = [number_text(mark) for mark in (marks[0], marks[-1])]
    before, after = (sheet.width_of(text, sheet.small) / 2 for text in texts)
    left = max(rows.width + 2, before)
    return value_scale(float(marks[0]), float(marks[-1]), left, sheet.width - after, texts)


def _head_places(sheet: Sheet, data: Series, scale: Scale, label: int) -> list[float] | None:
    """Return the places of the groups' names over the first bar; ``None`` if they would stray from their segments."""
    if label != 0:
        return None
    segments = _segments(data, label)
    widths = [sheet.width_of(name, bold=True) + 3 for name in data.groups]
    targets = [(scale(start) + scale(end)) / 2 for _, start, end, _ in segments]
    if sum(widths) > sheet.width - scale.start:
        return None
    places = spread(targets, widths, scale.start, sheet.width)
    near = all(
        scale(min(start, end)) - 2 <= place <= scale(max(start, end)) + 2
        for place, (_, start, end, _) in zip(places, segments, strict=True)
    )
    return places if near else None


def _segments(data: Series, label: int) -> list[tuple[int, float, float, Decimal]]:
    """Return (group, start, end, value) of a bar's segments; negative ones go to the left."""
    up, down, segments = 0.0, 0.0, []
    for group, value in data.of(label):
        start = up if value >= 0 else down
        end = start + float(value)
        up, down = (end, down) if value >= 0 else (up, end)
        segments.append((group, start, end, value))
    return segments


def _draw_stack(sheet: Sheet, data: Series, label: int, scale: Scale, span: Box, size: float) -> None:
    for group, start, end, value in _segments(data, label):
        color, text = series_color(group), number_text(value)
        box = Box(min(scale(start), scale(end)), span.top, max(scale(start), scale(end)), span.bottom)
        sheet.fill(box, color, edge=PALETTE["paper"])
        if sheet.width_of(text, size) + 1 <= box.right - box.left and size * POINT <= span.bottom - span.top:
            middle = (box.left + box.right) / 2
            sheet.write(middle, (span.top + span.bottom) / 2, text, size=size, color=text_on(color), align="center")


def _draw_axis(sheet: Sheet, scale: Scale, top: float, bottom: float) -> None:
    marks = ticks(scale.low, scale.high, 6)
    texts = numbered(sheet, scale, marks)
    for mark in marks:
        x = scale(float(mark))
        if mark == 0:
            sheet.line([(x, top), (x, bottom)], PALETTE["ink"], width=0.6, layer=HALO)
        else:
            sheet.line([(x, top), (x, bottom + 0.8)])
        y = bottom + 1.2 + sheet.line_height(sheet.small) / 2
        sheet.write(x, y, texts.get(mark, ""), size=sheet.small, color=PALETTE["muted"], align="center")
