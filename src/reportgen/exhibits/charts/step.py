"""How many were in force at a time: a line of steps for each group, or a small chart for each."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from matplotlib.figure import Figure

from reportgen.exhibits.charts.axes import Scale, draw_years, ticks, year_range, year_scale, year_width, years_height
from reportgen.exhibits.charts.labels import Spots, spread, unit_line
from reportgen.exhibits.charts.sheet import UNTOLD, Box, Sheet, series_color, text_color
from reportgen.exhibits.charts.values import ChartError, Spell, each, number_text, spells, unit
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE

_DASHES: Final[tuple[tuple[float, ...], ...]] = ((), (5, 1.2), (), (2.2, 1.2), (5, 1.2, 1.2, 1.2))
_NUDGE = 0.45  # mm between lines of the same height
_CAP = 1.1  # mm; half the stroke at which a line ends
_NARROWEST = 40.0  # mm; the width that a small chart has at least
_BETWEEN = 5.0  # mm between small charts
_MOMENT = 1 / 366  # years; as long as something is in force at the least
_Run = Sequence[tuple[float, float, int]]


@dataclass(frozen=True)
class _Line:
    """One group: its steps as (year, count from then on), and how far its sources tell of what is still in force."""

    name: str
    steps: Sequence[tuple[float, int]]
    told: float

    @property
    def runs(self) -> bool:
        """Whether anything is still in force at the end."""
        return self.steps[-1][1] > 0

    def parts(self, high: float) -> list[_Run]:
        """Return what was in force without a break, as (from, to, count): a line ends where nothing is left."""
        last = max(self.steps[-1][0], min(self.told, high))
        pieces = [(a, b, n) for (a, n), (b, _) in itertools.pairwise([*self.steps, (last, 0)])]
        return [list(run) for some, run in itertools.groupby(pieces, key=lambda piece: piece[2] > 0) if some]


def draw(figure: Figure, chart: Chart) -> None:
    """Draw the kind ``step``."""
    sheet, times = Sheet(figure, chart), spells(chart)
    first, last = year_range(chart, times)
    lines = _lines(chart, times, first, last)
    if not lines:
        raise ChartError(f"no row with a start falls between {first:g} and {last:g}")
    most = max(count for line in lines for _, count in line.steps)
    if chart.options.get("multiples"):
        _draw_multiples(sheet, lines, (first, last), most, unit_line(sheet, 0, unit(chart)))
        return
    marks = ticks(0, most, 6, whole=True)
    margin = sheet.widest([number_text(m) for m in marks], sheet.small) + 1.5
    width = min(sheet.label_width(), 0.3 * sheet.width)
    labels = [sheet.wrap(line.name, width, bold=True) if line.runs else () for line in lines]
    right = sheet.widest([text for label in labels for text in label], bold=True)
    top = unit_line(sheet, 0, unit(chart)) + sheet.line_height() / 2
    scale = year_scale(sheet, first, last, margin, sheet.width - (right + 2 if right else 2))
    height = Scale(0, float(marks[-1]), sheet.height - years_height(sheet), top)
    _draw_counts(sheet, scale, height, marks)
    draw_years(sheet, scale, height.end, height.start)
    spots = Spots(sheet)
    for number, line in enumerate(lines):
        nudge = (number - (len(lines) - 1) / 2) * _NUDGE
        drawn = [_points(run, scale, height, nudge) for run in line.parts(scale.high)]
        for points in drawn:
            spots.take_line(points)
            # The sixth line has the colour of the first, but not its dash.
            dash = _DASHES[(number + number // len(_DASHES)) % len(_DASHES)]
            sheet.line(points, PALETTE["paper"], width=2.6, layer=3)
            sheet.line(points, series_color(number), width=1.5, dash=dash, layer=3.1)
            sheet.mark(*points[0], series_color(number), size=1.7, layer=3.2)
        _draw_ends(sheet, line, drawn, scale, series_color(number))
    _write_ends(sheet, lines, labels, scale, height)
    spots.take(Box(scale.end, 0, sheet.width, sheet.height))
    spots.take(Box(0, height.start, sheet.width, sheet.height))
    for number, line in enumerate(lines):
        if not line.runs:
            _write_ended(sheet, line, number, spots, scale, height)


def _lines(chart: Chart, times: Sequence[Spell], first: float, last: float) -> list[_Line]:
    changes: dict[str, list[tuple[float, int]]] = {}
    names: dict[str, str] = {}
    told: dict[str, float] = {}
    for groups, spell in zip(each(chart, "group"), times, strict=True):
        if spell.start is None or spell.start > last or (spell.end is not None and spell.end <= first):
            continue
        for group, label in groups:
            names.setdefault(group, label)
            start = max(spell.start, first)
            told[group] = max(told.get(group, first), spell.told(last))
            changes.setdefault(group, []).append((start, 1))
            if spell.end is not None and spell.end <= last:
                # What ended in the year, or on the day, of its start was in force for a moment, and is seen then.
                changes[group].append((max(spell.end, start + _MOMENT), -1))
    lines = []
    for group, events in changes.items():
        count, steps = 0, []
        for year, same in itertools.groupby(sorted(events), key=lambda event: event[0]):
            count += sum(change for _, change in same)
            steps.append((year, count))
        lines.append(_Line(names[group], steps, told[group]))
    return lines


def _points(run: _Run, scale: Scale, height: Scale, nudge: float = 0.0) -> list[tuple[float, float]]:
    return [(scale(year), height(count) + nudge) for start, end, count in run for year in (start, end)]


def _draw_ends(
    sheet: Sheet, line: _Line, drawn: Sequence[Sequence[tuple[float, float]]], scale: Scale, color: str
) -> None:
    """Close what is over with a stroke, and dot what goes on beyond the sources."""
    for points in drawn[:-1] if line.runs else drawn:
        x, y = points[-1]
        sheet.line([(x, y - _CAP), (x, y + _CAP)], color, width=1.5, layer=3.1)
    x, y = drawn[-1][-1]
    if line.runs and x < scale.end:
        sheet.line([(x, y), (scale.end, y)], color, width=1.5, dash=UNTOLD, layer=3.1)


def _draw_multiples(sheet: Sheet, lines: Sequence[_Line], years: tuple[float, float], most: int, top: float) -> None:
    """Draw a small chart for each line, all on the same scales, with its counts written on it."""
    across = max(1, min(len(lines), int((sheet.width + _BETWEEN) // (_NARROWEST + _BETWEEN))))
    down = math.ceil(len(lines) / across)
    wide = (sheet.width - (across - 1) * _BETWEEN) / across
    deep = (sheet.height - top - (down - 1) * 2) / down
    head, text = 1.3 * sheet.line_height(), sheet.line_height(sheet.small)
    if deep < head + 2 * text + years_height(sheet) + 4:
        least = sheet.height + down * (head + 2 * text + years_height(sheet) + 4 - deep)
        raise ChartError(
            f"{len(lines)} small charts do not fit; the chart needs a height of at least {least + 1:.0f} mm"
        )
    inset = year_width(sheet, *years) / 2
    for number, line in enumerate(lines):
        row, column = divmod(number, across)
        left, upper = column * (wide + _BETWEEN), top + row * (deep + 2)
        if sheet.width_of(line.name, bold=True) > wide:
            raise ChartError(f'the name "{line.name}" is wider than the {wide:.0f} mm of a small chart')
        sheet.write(left, upper + head / 2, line.name, bold=True)
        scale = Scale(*years, left + inset, left + wide - inset)
        height = Scale(0, most, upper + deep - years_height(sheet), upper + head + text)
        draw_years(sheet, scale, height.end, height.start)
        drawn = [_points(run, scale, height) for run in line.parts(scale.high)]
        for points in drawn:
            area = [(points[0][0], height.start), *points, (points[-1][0], height.start)]
            sheet.shape(area, PALETTE["pale"], layer=2)
            sheet.line(points, PALETTE["accent"], width=1.5, layer=3.1)
        sheet.line([(left, height.start), (left + wide, height.start)], PALETTE["muted"], layer=3)
        _draw_ends(sheet, line, drawn, scale, PALETTE["accent"])
        _write_counts(sheet, line, scale, height)


def _write_counts(sheet: Sheet, line: _Line, scale: Scale, height: Scale) -> None:
    """Write each count over its step, where that is wide enough; the last one in any case."""
    pieces = [piece for run in line.parts(scale.high) for piece in run]
    free = 0.0
    for number, (start, end, count) in enumerate(pieces):
        width = sheet.width_of(str(count), sheet.small, bold=True)
        last = number == len(pieces) - 1
        x = max((scale(start) + scale(end)) / 2, free + width / 2)
        if scale(end) - scale(start) > width + 0.6 or (last and x + width / 2 < scale.end + 2):
            y = height(count) - 0.62 * sheet.line_height(sheet.small)
            sheet.write(x, y, str(count), size=sheet.small, align="center", bold=True, halo=True)
            free = x + width / 2 + 0.4


def _draw_counts(sheet: Sheet, scale: Scale, height: Scale, marks: Sequence[Decimal]) -> None:
    for mark in marks:
        y = height(float(mark))
        sheet.line([(scale.start, y), (scale.end, y)], PALETTE["muted"] if mark == 0 else PALETTE["rule"])
        text = number_text(mark)
        sheet.write(scale.start - 1.5, y, text, size=sheet.small, color=PALETTE["muted"], align="right")


def _write_ends(
    sheet: Sheet, lines: Sequence[_Line], labels: Sequence[tuple[str, ...]], scale: Scale, height: Scale
) -> None:
    """Name the lines that reach the right edge."""
    running = [number for number, line in enumerate(lines) if line.runs]
    targets = [height(lines[n].steps[-1][1]) + (n - (len(lines) - 1) / 2) * _NUDGE for n in running]
    heights = [len(labels[n]) * sheet.line_height() for n in running]
    if sum(heights) > sheet.height:
        raise ChartError(f"the names of {len(running)} lines do not fit; the chart has to be higher")
    middles = spread(targets, heights, 0, sheet.height)
    for number, target, y in zip(running, targets, middles, strict=True):
        color = series_color(number)
        if abs(y - target) > 0.8 * sheet.line_height():
            sheet.line([(scale.end + 0.3, target), (scale.end + 1.6, y)], color, width=0.6)
        sheet.write(scale.end + 2, y, labels[number], color=text_color(color), bold=True)


def _write_ended(sheet: Sheet, line: _Line, number: int, spots: Spots, scale: Scale, height: Scale) -> None:
    """Name a line that falls to nothing before the right edge, near its last steps."""
    width, line_height = sheet.width_of(line.name, bold=True), sheet.line_height()
    (start, count), (end, _) = line.steps[-2] if len(line.steps) > 1 else line.steps[-1], line.steps[-1]
    x0, x1, y = scale(start), scale(end), height(count)
    boxes = [
        Box(x, middle - line_height / 2, x + width, middle + line_height / 2)
        for shift in (0.7, 1.4, 2.4, 3.4)
        for middle in (y - shift * line_height, y + shift * line_height)
        for x in (x1 + 1.2, x1 - width - 0.8, x0 + 0.8, (x0 + x1 - width) / 2, x0 - width)
    ]
    box = spots.first([Box(x1 + 1.2, y - line_height / 2, x1 + 1.2 + width, y + line_height / 2), *boxes])
    if box is None:
        raise ChartError(f'the name "{line.name}" does not fit at its line')
    color = text_color(series_color(number))
    sheet.write(box.left, (box.top + box.bottom) / 2, line.name, color=color, bold=True, halo=True)
