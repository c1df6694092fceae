"""Scales and quiet axes."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reportgen.exhibits.charts.sheet import Sheet
from reportgen.exhibits.charts.values import ChartError, Spell
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE

_YEARS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500)


@dataclass(frozen=True)
class Scale:
    """Where values from ``low`` to ``high`` lie between ``start`` and ``end`` (mm)."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Return the place of a value, in millimetres."""
        low, high = (math.log(self.low), math.log(self.high)) if self.log else (self.low, self.high)
        value = math.log(value) if self.log else value
        share = (value - low) / (high - low) if high != low else 0.5
        return self.start + share * (self.end - self.start)

    def inside(self, value: float) -> float:
        """Return the place of a value, or of the nearer end of the scale if it lies outside."""
        return self(min(max(value, self.low), self.high))


def year_range(chart: Chart, spells: Sequence[Spell]) -> tuple[float, float]:
    """Return the years that an axis goes from and to: the options, or whole years around the data."""
    known = [year for spell in spells for year in (spell.start, spell.end) if year is not None]
    first, last = chart.options.get("from"), chart.options.get("to")
    if (first is None or last is None) and not known:
        raise ChartError('no row has a date; set the options "from" and "to"')
    low = float(first) if first is not None else float(math.floor(min(known)))
    # A row that goes on is shown to go on for a year beyond the last date.
    beyond = 1 if any(spell.end is None for spell in spells) else 0
    high = float(last) if last is not None else float(math.ceil(max(known)) + beyond)
    if not low < high:
        raise ChartError(f'the years go from {low:g} to {high:g}; set the options "from" and "to"')
    return low, high


def year_ticks(sheet: Sheet, scale: Scale) -> list[int]:
    """Return the years to write under an axis, as many as stand apart."""
    room = sheet.width_of("0000", sheet.small) * 1.7
    for step in _YEARS:
        first = math.ceil(scale.low / step) * step
        if abs(scale(scale.low + step) - scale.start) >= room or step == _YEARS[-1]:
            return list(range(first, math.floor(scale.high) + 1, step))
    return []


def year_scale(sheet: Sheet, first: float, last: float, left: float, right: float) -> Scale:
    """Return a scale of years between two places, drawn in where a year at its end would not fit on the sheet."""
    scale = Scale(first, last, left, right)
    half = sheet.width_of("0000", sheet.small) / 2
    written = [scale(year) for year in year_ticks(sheet, scale)] or [left]
    over_left, over_right = max(0.0, half - written[0]), max(0.0, written[-1] + half - sheet.width)
    return Scale(first, last, left + over_left, right - over_right)


def draw_years(sheet: Sheet, scale: Scale, top: float, bottom: float) -> None:
    """Draw the year axis: hairlines from top to bottom, the years below."""
    for year in year_ticks(sheet, scale):
        x = scale(year)
        sheet.line([(x, top), (x, bottom + 0.8)])
        text = str(year)
        y = bottom + 1.2 + sheet.line_height(sheet.small) / 2
        sheet.write(x, y, text, size=sheet.small, color=PALETTE["muted"], align="center")


def years_height(sheet: Sheet) -> float:
    """Return the height that the year axis takes below the data."""
    return 1.5 + sheet.line_height(sheet.small)


def ticks(low: float, high: float, most: int, whole: bool = False) -> list[Decimal]:
    """Return round numbers, at most ``most`` (two or more) steps apart, that span ``low`` to ``high``."""
    power = math.floor(math.log10(max(high - low, 1e-12) / most))
    steps = (
        Decimal(f).scaleb(exponent)
        for exponent in itertools.count(max(power, 0) if whole else power)
        for f in (1, 2, 5)
    )
    for step in steps:
        first, last = math.floor(Decimal(repr(low)) / step), math.ceil(Decimal(repr(high)) / step)
        if last - first <= most:
            return [step * n for n in range(first, last + 1)]
    raise AssertionError("unreachable: the steps grow without end")
