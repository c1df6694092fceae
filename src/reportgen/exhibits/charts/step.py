"""How many were in force at a time, as a line of steps for each group."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from matplotlib.figure import Figure

from reportgen.exhibits.charts.axes import Scale, draw_years, ticks, year_range, year_scale, years_height
from reportgen.exhibits.charts.labels import Spots, spread, unit_line
from reportgen.exhibits.charts.sheet import UNTOLD, Box, Sheet, series_color, text_color
from reportgen.exhibits.charts.values import ChartError, Spell, each, number_text, spells, unit
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE

_DASHES: Final[tuple[tuple[float, ...], ...]] = ((), (5, 1.2), (), (2.2, 1.2), (5, 1.2, 1.2, 1.2))
_NUDGE = 0.45  # mm between lines of the same height


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


def draw(figure: Figure, chart: Chart) -> None:
    """Draw the kind ``step``."""
    sheet, times = Sheet(figure, chart), spells(chart)
    first, last = year_range(chart, times)
    lines = _lines(chart, times, first, last)
    if not lines:
        raise ChartError(f"no row with a start falls between {first:g} and {last:g}")
    most = max(count for line in lines for _, count in line.steps)
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
        points = _points(line, scale, height, (number - (len(lines) - 1) / 2) * _NUDGE)
        spots.take_line(points)
        # The sixth line has the colour of the first, but not its dash.
        dash = _DASHES[(number + number // len(_DASHES)) % len(_DASHES)]
        sheet.line(points, PALETTE["paper"], width=2.6, layer=3)
        sheet.line(points, series_color(number), width=1.5, dash=dash, layer=3.1)
        if line.runs and points[-1][0] < scale.end:
            beyond = [points[-1], (scale.end, points[-1][1])]
            sheet.line(beyond, series_color(number), width=1.5, dash=UNTOLD, layer=3.1)
        sheet.mark(*points[0], series_color(number), size=1.7, layer=3.2)
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
            told[group] = max(told.get(group, first), spell.told(last))
            changes.setdefault(group, []).append((max(spell.start, first), 1))
            if spell.end is not None and spell.end <= last:
                changes[group].append((spell.end, -1))
    lines = []
    for group, events in changes.items():
        count, steps = 0, []
        for year, same in itertools.groupby(sorted(events), key=lambda event: event[0]):
            count += sum(change for _, change in same)
            steps.append((year, count))
        # Of a group that came and went at once nothing could be seen.
        if any(count for _, count in steps):
            lines.append(_Line(names[group], steps, told[group]))
    return lines


def _points(line: _Line, scale: Scale, height: Scale, nudge: float) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for year, count in line.steps:
        y = height(count) + (nudge if count else 0)
        if points:
            points.append((scale(year), points[-1][1]))
        points.append((scale(year), y))
    if line.runs:
        points.append((max(points[-1][0], scale(min(line.told, scale.high))), points[-1][1]))
    return points


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
