"""Dots on a common scale, one line for each label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal

from matplotlib.figure import Figure

from reportgen.exhibits.charts.axes import Scale, numbered, ticks, value_scale
from reportgen.exhibits.charts.labels import MARKERS, Lanes, key, lanes, spread, unit_line
from reportgen.exhibits.charts.sheet import UNDER, Sheet, series_color, text_color
from reportgen.exhibits.charts.values import ChartError, Series, number_text, series, unit
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE

_RADIUS = 1.2
_MOST = 2  # dots of a line that have their numbers beside them
_Told = Callable[[int, Decimal], tuple[str, str]]


def draw(figure: Figure, chart: Chart) -> None:
    """Draw the kind ``dots``."""
    sheet, data = Sheet(figure, chart), series(chart)
    if not data.values:
        raise ChartError("no row has a value", column=chart.columns["value"])
    text = unit(chart)
    top = sheet.line_height(sheet.small) + 1.2 if text else 0.0
    axis = sheet.line_height(sheet.small) + 1.5
    named = len(data.groups) > 1
    heads = sheet.line_height() * 1.2 if named else 0.0
    rows = lanes(sheet, data.labels, top + heads, sheet.height - axis)
    scale = _scale(sheet, data, rows)
    places = _name_places(sheet, data, scale) if named else []
    told = _told(data, False)
    if named and not places:
        beside = lanes(sheet, data.labels, top, sheet.height - axis)
        if _fit(sheet, data, beside, _scale(sheet, data, beside)):
            rows, told = beside, _told(data, True)
        else:
            names = [(name, series_color(g), MARKERS[g % len(MARKERS)]) for g, name in enumerate(data.groups)]
            heads = key(sheet, 0, top, names) + 1
            rows = lanes(sheet, data.labels, top + heads, sheet.height - axis)
        scale = _scale(sheet, data, rows)
    unit_line(sheet, 0, text)
    rows.write(sheet, rows.width)
    _draw_axis(sheet, scale, rows)
    for (group, _), x in zip(data.of(0) if places else [], places, strict=True):
        color, y = text_color(series_color(group)), rows.middles[0] - _RADIUS - sheet.line_height() * 0.6
        sheet.write(x, y, data.groups[group], color=color, align="center", bold=True, halo=True)
    for label in range(len(data.labels)):
        _draw_line(sheet, data, label, scale, rows, told)


def _told(data: Series, named: bool) -> _Told:
    """Return what is written beside a dot, at its right and at its left: the number, perhaps with its group's name."""

    def told(group: int, value: Decimal) -> tuple[str, str]:
        text, name = number_text(value), data.groups[group]
        return (f"{text}  {name}", f"{name}  {text}") if named else (text, text)

    return told


def _fit(sheet: Sheet, data: Series, rows: Lanes, scale: Scale) -> bool:
    """Whether the names of the groups can stand beside their dots, with the numbers."""
    told = _told(data, True)
    for label in range(len(data.labels)):
        values = sorted(data.of(label), key=lambda pair: pair[1])
        if len(values) > _MOST:
            return False
        if values and None in _sides(sheet, [(scale(float(v)), told(g, v)) for g, v in values], rows):
            return False
    return True


def _sides(
    sheet: Sheet, dots: Sequence[tuple[float, tuple[str, str]]], rows: Lanes
) -> list[Literal["left", "right"] | None]:
    """Return at which side of its dot each text of a line has room; of two, the first stands at the left."""

    def room(x: float, text: str, side: Literal["left", "right"]) -> bool:
        width = _RADIUS + 0.8 + sheet.width_of(text, rows.size)
        return x - width > rows.width + 2 if side == "left" else x + width < sheet.width

    if len(dots) == _MOST:
        (first, (_, left)), (last, (right, _)) = dots
        return ["left" if room(first, left, "left") else None, "right" if room(last, right, "right") else None]
    x, (right, left) = dots[0]
    return ["right" if room(x, right, "right") else "left" if room(x, left, "left") else None]


def _scale(sheet: Sheet, data: Series, rows: Lanes) -> Scale:
    values = [float(v) for v in data.values.values()]
    low, high = min(values), max(values)
    # Zero belongs to the picture unless the values are a small part of the way from it.
    if low > 0 and low < 0.5 * high:
        low = 0.0
    if high < 0 and high > 0.5 * low:
        high = 0.0
    marks = ticks(low, high if high > low else low + 1, 6)
    texts = [number_text(v) for v in data.values.values()]
    edge = sheet.widest(texts, rows.size) + _RADIUS + 1
    # Pairs have a number at their left too.
    pairs = any(len(data.of(label)) == 2 for label in range(len(data.labels)))
    left = rows.width + 2 + (edge if pairs else edge / 2)
    ends = [number_text(mark) for mark in (marks[0], marks[-1])]
    before, after = (sheet.width_of(text, sheet.small) / 2 for text in ends)
    right = sheet.width - max(edge, after)
    return value_scale(float(marks[0]), float(marks[-1]), max(left, before), right, [*texts, *ends])


def _name_places(sheet: Sheet, data: Series, scale: Scale) -> list[float]:
    """Return the places of the groups' names over the dots of the first line; none if they stray from them."""
    values = data.of(0)
    if len(values) < len(data.groups):
        return []
    widths = [sheet.width_of(data.groups[g], bold=True) + 3 for g, _ in values]
    targets = [scale(float(v)) for _, v in values]
    if sum(widths) > sheet.width - scale.start:
        return []
    places = spread(targets, widths, scale.start, sheet.width)
    near = all(abs(p - t) <= w / 2 for p, t, w in zip(places, targets, widths, strict=True))
    return places if near else []


def _draw_axis(sheet: Sheet, scale: Scale, rows: Lanes) -> None:
    top = rows.middles[0] - rows.pitch / 2
    marks = ticks(scale.low, scale.high, 6)
    texts = numbered(sheet, scale, marks)
    for mark in marks:
        x = scale(float(mark))
        sheet.line([(x, top), (x, rows.bottom + 0.8)])
        y = rows.bottom + 1.2 + sheet.line_height(sheet.small) / 2
        sheet.write(x, y, texts.get(mark, ""), size=sheet.small, color=PALETTE["muted"], align="center")


def _draw_line(sheet: Sheet, data: Series, label: int, scale: Scale, rows: Lanes, told: _Told) -> None:
    y, values = rows.middles[label], sorted(data.of(label), key=lambda pair: pair[1])
    sheet.line([(rows.width + 1.5, y), (sheet.width, y)])
    if not values:
        sheet.write(scale.start, y, "–", size=rows.size, color=PALETTE["muted"], halo=True)
        return
    xs = [scale(float(value)) for _, value in values]
    if len(values) > 1:
        sheet.line([(xs[0], y), (xs[-1], y)], PALETTE["muted"], width=1.2, layer=UNDER)
    for number, ((group, _), x) in enumerate(zip(values, xs, strict=True)):
        # Dots in the same place stand one above the other.
        near = [n for n, other in enumerate(xs) if abs(other - x) < _RADIUS]
        shift = (near.index(number) - (len(near) - 1) / 2) * 1.4
        sheet.mark(x, y + shift, series_color(group), MARKERS[group % len(MARKERS)], 2 * _RADIUS)
    # With more dots than two, numbers would crowd the line; the axis tells them.
    if len(values) <= _MOST:
        dots = [(x, told(group, value)) for (group, value), x in zip(values, xs, strict=True)]
        for (x, (right, left)), side in zip(dots, _sides(sheet, dots, rows), strict=True):
            if side == "left":
                sheet.write(x - _RADIUS - 0.8, y, left, size=rows.size, align="right", halo=True)
            else:
                sheet.write(x + _RADIUS + 0.8, y, right, size=rows.size, halo=True)
