"""What of dates a text says: days, months, periods of months, years, decades and centuries, seasons, weekdays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportgen.values.dates import MONTHS

ANY_PART: Final = "any part"
"""Part of a date in a language of which it is not known how it says "early" and "the end of"."""

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS: Final[Mapping[str, frozenset[int]]] = {
    "spring": frozenset({3, 4, 5}),
    "summer": frozenset({6, 7, 8}),
    "autumn": frozenset({9, 10, 11}),
    "winter": frozenset({12, 1, 2}),
}
HALVES: Final = ("first half of", "second half of")

# First and last of the months of a year, and of the days of a month.
_WITHIN: Final[Mapping[str, tuple[tuple[int, int], tuple[int, int]]]] = {
    "start of": ((1, 1), (1, 5)),
    "early": ((1, 4), (1, 10)),
    "mid": ((5, 8), (10, 20)),
    "late": ((9, 12), (20, 31)),
    "end of": ((12, 12), (26, 31)),
    HALVES[0]: ((1, 6), (1, 15)),
    HALVES[1]: ((7, 12), (16, 31)),
}
_TENTHS: Final[Mapping[str, tuple[int, int]]] = {
    "start of": (0, 1), "early": (0, 3), "mid": (3, 6), "late": (6, 9), "end of": (8, 9), HALVES[0]: (0, 4),
    HALVES[1]: (5, 9),
}  # fmt: skip
"""Years of a decade, or decades of a century, that are a part of it."""

_LOOSER: Final = {"early": "start of", "late": "end of"}
"""What is at the start is early too, and what is at the end late."""


@dataclass(frozen=True)
class Day:
    """A date as printed: what of year, month and day is given; of a decade or century its first year.

    ``to`` is the last month of a period that begins with ``month``, as a quarter does. ``part`` is which part of it is
    meant ("early", "end of", "second half of"), a season, or a weekday. ``about`` is for claims: a year for which its
    decade may stand, or a period whose ends may.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False
    century: bool = False
    to: int | None = None
    part: str = ""
    about: bool = False

    def __str__(self) -> str:
        if self.century:
            number = (self.year or 0) // 100 + 1
            return f"{self.part} {number}{'st' if number % 20 == 1 else 'th'} century".strip()
        month = MONTHS[self.month - 1] if self.month else ""
        month += f"\N{EN DASH}{MONTHS[self.to - 1]}" if self.to else ""
        year = f"{self.year}s" if self.decade else self.year
        part = "" if self.part == ANY_PART else self.part
        return " ".join(str(each) for each in (part, self.day, month, year) if each)

    @property
    def weekday(self) -> str:
        """The name of its weekday, if one is said or follows."""
        if self.part in WEEKDAYS:
            return self.part
        try:
            return WEEKDAYS[date(self.year or 0, self.month or 0, self.day or 0).weekday()]
        except ValueError:
            return ""

    def says(self, claimed: Day) -> bool:
        """Whether it is what is claimed, or lies within it."""
        if claimed.decade or claimed.century:
            same = (claimed.year, claimed.decade, claimed.century) == (self.year, self.decade, self.century)
            return (same and self._is_part(claimed.part)) or self._is_within(claimed)
        if self.decade or self.century:
            return False
        if claimed.part in WEEKDAYS:
            return self.weekday == claimed.part
        if claimed.part in SEASONS:
            return self.part == claimed.part or (self.month in SEASONS[claimed.part] and not self.to)
        if claimed.to:
            first, last = claimed.month or 0, claimed.to
            return (self.month, self.to) == (first, last) or bool(self.day and first <= (self.month or 0) <= last)
        if claimed.month:
            return (
                self.month == claimed.month
                and not self.to
                and claimed.day in {None, self.day}
                and (self._is_part(claimed.part) or self._lies(claimed.part, 1, self.day, self.day))
            )
        if not claimed.part:
            return True
        whole = not self.month and self._is_part(claimed.part)
        return whole or self._lies(claimed.part, 0, self.month, self.to or self.month)

    def _is_within(self, claimed: Day) -> bool:
        """Whether it is a year, or date in one, of a decade or century: 1967 is in the late 1960s."""
        length = 100 if claimed.century else 10
        if self.year is None or self.decade or self.century or self.year // length * length != claimed.year:
            return False
        first, last = _TENTHS.get(claimed.part, (0, 9) if not claimed.part else (1, 0))
        return first <= self.year % length * 10 // length <= last

    def _is_part(self, part: str) -> bool:
        return part in {"", self.part} or self.part == ANY_PART or _LOOSER.get(part) == self.part

    def _lies(self, part: str, of: int, first: int | None, last: int | None) -> bool:
        """Whether months lie within a part of their year (``of`` is 0), or days within one of their month (1)."""
        if part not in _WITHIN or first is None or last is None:
            return False
        low, high = _WITHIN[part][of]
        return low <= first <= last <= high


@dataclass(frozen=True)
class Dated:
    """A date and where in a text it stands; ``claimed``: a text that has it says so of what it tells."""

    day: Day
    start: int
    end: int
    claimed: bool = True
