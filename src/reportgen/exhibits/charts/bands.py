"""Bands of time behind a chart, with their names on top."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportgen.exhibits.charts.axes import Scale
from reportgen.exhibits.charts.labels import sizes
from reportgen.exhibits.charts.sheet import BANDS, Box, Sheet
from reportgen.exhibits.charts.values import ChartError, lookup, when
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE

_SHARE: Final = 0.5
"""Part of a chart's height that the names of its bands may take."""


@dataclass(frozen=True)
class Band:
    """A named stretch of time in decimal years."""

    name: str
    start: float
    end: float


def read_bands(chart: Chart, first: float, last: float) -> list[Band]:
    """Read the table that the option ``bands`` names, cut to the years shown; none without the option."""
    if "bands" not in chart.options:
        return []
    bands = []
    for row in lookup(chart, "bands", ("start", "end", "label")):
        start, end = when(row["start"]), when(row["end"])
        if start is None and end is None:
            continue
        low = start.years[0] if start else first
        high = (end.years[1] or last) if end else last
        low, high = max(low, first), min(high, last)
        if low < high:
            bands.append(Band(str(row["label"] or ""), low, high))
    return _part(sorted(bands, key=lambda band: band.start))


def _part(bands: Sequence[Band]) -> list[Band]:
    """Let bands that share their year or month of change meet in its middle."""
    parted = list(bands)
    for (earlier, one), (later, two) in itertools.combinations(enumerate(bands), 2):
        if one.start < two.start and 0 < one.end - two.start <= 1 and one.end < two.end:
            middle = (one.end + two.start) / 2
            parted[earlier] = replace(parted[earlier], end=middle)
            parted[later] = replace(parted[later], start=middle)
    return parted


def draw_bands(sheet: Sheet, bands: Sequence[Band], scale: Scale, bottom: float) -> float:
    """Draw bands from the top down to ``bottom`` and give where the names end; 0 as ``bottom`` draws nothing."""
    size = _size(sheet, bands, scale)
    labels = [sheet.wrap(band.name, scale(band.end) - scale(band.start) - 1, size) for band in bands]
    levels = _levels(sheet, bands, labels, scale, size)
    deepest = [0] * (max(levels) + 1)
    for label, level in zip(labels, levels, strict=True):
        deepest[level] = max(deepest[level], len(label))
    tops = [sum(deepest[:n]) * sheet.line_height(size) + 1.4 * n for n in range(max(levels) + 1)]
    end = tops[-1] + deepest[max(levels)] * sheet.line_height(size) + 1.4
    if end > _SHARE * sheet.height:
        told = f"the names of {len(bands):,} bands take {end:.0f} mm of the {sheet.height:.0f} mm of its height"
        raise ChartError(f"{told}; show fewer bands, give them shorter names, or make the chart higher")
    if not bottom:
        return end
    for number, (band, label, level) in enumerate(zip(bands, labels, levels, strict=True)):
        left, right = scale(band.start), scale(band.end)
        rule = tops[level] + deepest[level] * sheet.line_height(size) + 0.7
        if level == 0 and levels[:number].count(0) % 2 == 0:
            sheet.fill(Box(left, rule, right, bottom), PALETTE["pale"], layer=BANDS)
        sheet.line([(left + 0.3, rule), (right - 0.3, rule)], PALETTE["muted"], width=0.8)
        middle = _middle(sheet, band, sheet.widest(label, size), scale)
        y = rule - 0.7 - len(label) * sheet.line_height(size) / 2
        sheet.write(middle, y, label, size=size, color=PALETTE["muted"], align="center")
    return end


def _middle(sheet: Sheet, band: Band, width: float, scale: Scale) -> float:
    """Return where a name stands: above its band's middle, but on the sheet."""
    return min(max((scale(band.start) + scale(band.end)) / 2, width / 2), sheet.width - width / 2)


def _size(sheet: Sheet, bands: Sequence[Band], scale: Scale) -> float:
    for size in sizes(sheet.small):
        rooms = [(band.name, scale(band.end) - scale(band.start) - 1) for band in bands]
        if all(sheet.widest(sheet.wrap(name, room, size), size) <= room for name, room in rooms):
            return size
    return sizes(sheet.small)[-1]


def _levels(
    sheet: Sheet, bands: Sequence[Band], labels: Sequence[tuple[str, ...]], scale: Scale, size: float
) -> list[int]:
    """Return the row in which each name stands, so that neither names nor overlapping bands meet."""
    ends: list[float] = []
    levels = []
    for band, label in zip(bands, labels, strict=True):
        half = max(sheet.widest(label, size) + 1, scale(band.end) - scale(band.start)) / 2
        middle = _middle(sheet, band, 2 * half, scale)
        level = next((n for n, end in enumerate(ends) if end <= middle - half + 0.01), len(ends))
        ends[level : level + 1] = [middle + half]
        levels.append(level)
    return levels
