"""Scales and quiet axes."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reportgen.exhibits.charts.sheet import Sheet
from reportgen.exhibits.charts.values import ChartError, Spell, number_text
from reportgen.exhibits.model import Chart
from reportgen.text.appearance import PALETTE

_YEARS: Final = (1, 2, 5, 10, 20, 25, 50)
_MOST_YEARS: Final = 1e9
"""Years that an axis may span; beyond that, decimal years lose their months and days."""
_LEAST: Final = 10.0
"""Millimetres that a scale of values needs, lest nothing of them be seen."""


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
    """Return the years that an axis goes from and to: the options, or whole years around the data.

    Raises ``ChartError`` where there are none, or more than can be shown.
    """
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
    if high - low > _MOST_YEARS:
        told = f"the years go from {low:g} to {high:g}, more than the {_MOST_YEARS:,.0f} that an axis can show"
        raise ChartError(f'{told}; correct the dates, or the options "from" and "to"')
    return low, high


def value_scale(low: float, high: float, left: float, right: float, texts: Sequence[str]) -> Scale:
    """Return a scale of values between two places. Raises ``ChartError`` if their ``texts`` leave no room for it."""
    if right - left < _LEAST:
        raise _crowded(f"its labels and numbers leave {max(right - left, 0):.0f} mm for the values", texts)
    return Scale(low, high, left, right)


def numbered(sheet: Sheet, scale: Scale, marks: Sequence[Decimal]) -> Mapping[Decimal, str]:
    """Return what is written under the marks of a scale: under all, or every second …, so that it stands apart.

    Raises ``ChartError`` where no two have room.
    """
    texts = {mark: number_text(mark) for mark in marks}
    for step in range(1, len(marks)):
        kept = [mark for mark in marks if int(mark / (marks[1] - marks[0])) % step == 0]
        pairs = [(m, n, sheet.widest([texts[m], texts[n]], sheet.small)) for m, n in itertools.pairwise(kept)]
        if pairs and all(scale(float(n)) - scale(float(m)) >= width + 1 for m, n, width in pairs):
            return {mark: texts[mark] for mark in kept}
    raise _crowded("the numbers under its axis do not fit beside each other", list(texts.values()))


def _crowded(told: str, texts: Sequence[str]) -> ChartError:
    longest = max(texts, key=len, default="")
    return ChartError(
        f"{told}; the longest number is {longest}, {len(longest)} characters: "
        "show fewer digits, or another unit or scale"
    )


def steps_of_years() -> Iterator[int]:
    """Yield the numbers of years that may lie between two that are written, without end."""
    yield from _YEARS
    yield from (step * 10**power for power in itertools.count(2) for step in (1, 2, 5))


def year_ticks(sheet: Sheet, scale: Scale) -> list[int]:
    """Return the years to write under an axis, as many as stand apart."""
    room = year_width(sheet, scale.low, scale.high) * 1.7
    step = next(n for n in steps_of_years() if abs(scale(scale.low + n) - scale.start) >= room)
    return list(range(math.ceil(scale.low / step) * step, math.floor(scale.high) + 1, step))


def year_width(sheet: Sheet, first: float, last: float) -> float:
    """Return the width of the longest year from one to another."""
    return sheet.widest(["0000", f"{first:.0f}", f"{last:.0f}"], sheet.small)


def year_scale(sheet: Sheet, first: float, last: float, left: float, right: float) -> Scale:
    """Return a scale of years between two places, drawn in where a year at its end would not fit on the sheet."""
    scale = Scale(first, last, left, right)
    half = year_width(sheet, first, last) / 2
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
