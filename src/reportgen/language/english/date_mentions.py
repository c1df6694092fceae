"""Dates as English texts print them: days, months, years, decades, and ranges of these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from reportgen.values.dates import MONTHS

_NUMBER: Final = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_MONTH: Final = "(?:" + "|".join((*MONTHS, *(rf"{name[:3]}\b\.?" for name in MONTHS), r"Sept\b\.?")) + ")"
_YEAR: Final = r"(?:[01]\d|20)\d\d"
_ORD: Final = r"(?: ?(?:st|nd|rd|th)\b)?"

_DATE: Final = re.compile(
    r"(?<![\w/$€£])(?<!\d[.,])(?:"
    rf"(?P<d1>\d{{1,2}})[./](?P<m1>\d{{1,2}})[./](?P<y1>{_YEAR})\b"
    r"|(?P<d9>\d\d)\.(?P<m9>\d\d)\.(?P<y9>\d\d)\b(?!\.\d)"
    rf"|(?P<y2>{_YEAR})-(?P<m2>\d\d)-(?P<d2>\d\d)\b"
    rf"|(?P<y3>{_YEAR}) (?P<m3>{_MONTH}) (?P<d3>\d{{1,2}})\b(?!,? {_YEAR})"
    rf"|(?P<d4>\d{{1,2}}){_ORD}[,.]? ?(?:of )?(?P<m4>{_MONTH})(?:,? (?:of )?(?P<y4>{_YEAR})\b)?"
    rf"|(?P<m5>{_MONTH}) (?P<d5>\d{{1,2}})(?!\d){_ORD}(?:,? (?:of )?(?P<y5>{_YEAR})\b)?"
    rf"|(?P<m6>{_MONTH})(?:,? (?:of )?(?P<y6>{_YEAR})\b)?"
    rf"|(?P<half>first|second|1 ?st|2 ?nd) half of (?:the )?(?P<y8>{_YEAR})(?P<ten>s|ies)?\b"
    r"|(?P<decade>(?:[01]\d|20)\d0)(?:'?s|ies)\b"
    rf"|(?P<y7>{_YEAR})(?: ?[-—/] ?(?P<to>\d{{4}}|\d\d?)\b)?(?![\d%])(?!,\d{{3}})(?!\.\d)"
    r"(?! of (?:them|these|those)\b)"
    r"(?! ?(?:dollars?|euros?|rubles?|roubles?|per ?cent|thousand|million|billion|trillion|mln|mn|bln|bn|tn)\b)"
    r"|(?P<next>(?:next|following) year\b)"
    r")"
)
_LINK: Final = re.compile(r"\s*(?:[-—]|,|/|&|to|and|or|until|through)\s*(?:in )?")


@dataclass(frozen=True)
class Day:
    """A date as printed: what of year, month and day is given; of a decade its first year.

    ``about`` is for claims: a year for which its decade may stand.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: bool = False
    about: bool = False

    def __str__(self) -> str:
        if self.decade:
            return f"{self.year}s"
        month = MONTHS[self.month - 1] if self.month else ""
        return " ".join(str(part) for part in (self.day, month, self.year) if part)


@dataclass(frozen=True)
class Dated:
    """A date and where in a text it stands."""

    day: Day
    start: int
    end: int


def dates_in(text: str) -> tuple[Dated, ...]:
    """Find the dates in a text, in its order; "May and June 2004" are two months of that year."""
    found: list[Dated] = []
    year: int | None = None
    for match in _DATE.finditer(text):
        days = ([Day(year + 1)] if year else []) if match["next"] else list(_days(match))
        found.extend(Dated(day, *match.span()) for day in days)
        year = next((day.year for day in reversed(days) if day.year), year)
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        if first.day.year is None and second.day.year and _LINK.fullmatch(text, first.end, second.start):
            found[index] = replace(first, day=replace(first.day, year=second.day.year))
    return tuple(found)


def is_month(word: str) -> bool:
    """Whether a word is the name of a month or an abbreviation of one."""
    return word in MONTHS or word.rstrip(".") in {*_NUMBER, "Sept"}


def _days(match: re.Match[str]) -> Iterator[Day]:
    if match["decade"]:
        yield Day(int(match["decade"]), decade=True)
        return
    if match["half"]:
        yield from _half(int(match["y8"]), match["half"][0] in "f1", bool(match["ten"]))
        return
    if match["y7"]:
        yield from _years(match["y7"], match["to"])
        return
    for n in "1234569":
        month = match[f"m{n}"]
        if month:
            day = match[f"d{n}"] if n != "6" else None
            year = match[f"y{n}"]
            found = Day(
                _full(year) if year else None,
                int(month) if month.isdecimal() else _NUMBER[month[:3]],
                int(day) if day else None,
            )
            # 04/28/2004: what cannot be a month is the day
            swapped = (found.month or 0) > 12
            yield replace(found, month=found.day, day=found.month) if swapped else found


def _full(year: str) -> int:
    """Complete a year of two digits: up to 30 it is one of this century."""
    return int(year) if len(year) > 2 else int(year) + (2000 if int(year) <= 30 else 1900)


def _half(year: int, first: bool, decade: bool) -> Iterator[Day]:
    """Yield the ends of half a year in months, or of half a decade in years."""
    begin = 1 if first else 7
    if not decade:
        yield from (Day(year, month) for month in (begin, begin + 5))
        return
    yield Day(year, decade=True)
    yield from (Day(year + begin // 7 * 5 + n) for n in (0, 4))


def _years(first: str, to: str | None) -> Iterator[Day]:
    yield Day(int(first))
    if to:
        last = int(first[: 4 - len(to)] + to)
        if last > int(first) or len(to) == 4:
            yield Day(last)
