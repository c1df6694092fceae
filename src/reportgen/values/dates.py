"""Dates as sources give them: a year, a month, a day, an interval, more or less certain.

The notation is a subset of EDTF (Library of Congress, ISO 8601-2:2019): ``1992``, ``1992-05``,
``1992-05-25``, ``199X``, each with ``~`` (approximate), ``?`` (uncertain) or ``%`` (both) behind
it, and intervals ``1991/1994``, ``1991/..``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Names of the months in English, as texts and BibTeX's strings have them."""

LAST_SECOND: Final = 253402300799
"""Of the year 9999, in seconds since 1970; a PDF has no dates beyond."""

_POINT: Final = re.compile(r"(?P<year>\d{4}|\d{3}X)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)", re.ASCII)


@dataclass(frozen=True)
class Point:
    """One EDTF date: a day, month, year or (``decade``) ten years, and how sure it is."""

    year: int
    month: int | None = None
    day: int | None = None
    decade: bool = False
    approximate: bool = False
    uncertain: bool = False

    @property
    def first(self) -> date:
        """The first day that it covers."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it covers."""
        if self.decade:
            return date(self.year + 9, 12, 31)
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True)
class When:
    """An EDTF date or interval; ``end`` is ``None`` for an open one, equal to ``start`` for a date."""

    start: Point
    end: Point | None

    @property
    def is_interval(self) -> bool:
        """Whether it was written with a slash."""
        return self.end is None or self.end is not self.start

    @property
    def years(self) -> tuple[float, float | None]:
        """Begin and end as decimal years (1992.33 is the first of May 1992), for axes."""
        end = None if self.end is None else _decimal(self.end.last) + 1 / 366
        return _decimal(self.start.first), end


def _decimal(day: date) -> float:
    length = 366 if calendar.isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1) / length


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not an EDTF date such as 1992, 1992-05, 1992-05-25, 199X or 2005~')
    year, mark = match["year"], match["mark"]
    if year.endswith("X") and match["month"]:
        raise ValueError(f'"{text}" gives a month of a decade')
    point = Point(
        year=int(year.replace("X", "0")),
        month=int(match["month"]) if match["month"] else None,
        day=int(match["day"]) if match["day"] else None,
        decade=year.endswith("X"),
        approximate=mark in {"~", "%"} and mark != "",
        uncertain=mark in {"?", "%"} and mark != "",
    )
    try:
        if "00" in (match["month"], match["day"]):
            raise ValueError("there is no month or day 0")
        _ = point.first, point.last
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f'"{text}" is not a day of the calendar') from error
    return point


@lru_cache(maxsize=10_000)
def parse(text: str) -> When:
    """Read an EDTF date or interval. Raises ``ValueError`` that says what is wrong with it."""
    start, slash, end = text.strip().partition("/")
    first = _point(start)
    if not slash:
        return When(first, first)
    last = None if end in {"", ".."} else _point(end)
    if last is not None and last.last < first.first:
        raise ValueError(f'"{text}" ends before it begins')
    return When(first, last)
