"""Dates as bibliographies have them, beyond EDTF: names of months, days beside them, seasons, ranges of years."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from reportgen.text import languages
from reportgen.values import dates

_YEAR: Final = re.compile(r"(?<![\d.])(1[0-9]\d\d|20\d\d)(?!\d)")
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?")
_SEASON: Final = re.compile(r"(\d{4})-(2[1-4]|3[3-6])")
_NUMBERS: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DOUBTFUL: Final = re.compile(r"\d{4}([/.])\d{1,2}\1\d{1,2}|\d{4}\s?/\s?(?:0\d|1[0-2])")
_YEARS: Final = re.compile(r"(\d{4})\s*[-–/]+\s*(\d{4}|\d\d)")
_ABOUT: Final = re.compile(r"(?:ca|circa|c\.|about|um|около|vers)\.?\s*(\d{4})", re.IGNORECASE)
_BEFORE: Final = re.compile(r"(?P<year>-\d{4}|0000)(?P<rest>(?:-\d\d){0,2}[~?%]?)", re.ASCII)
_ERA: Final = re.compile(
    r"(?P<about>(?:ca|circa|c\.|about|um|около|vers)\.?\s*)?(?P<first>\d{1,4})(?:\s*[-–/]\s*(?P<last>\d{1,4}))?\s*"
    r"(?:(?P<before>b\.?\s?c\.?(?:\s?e\.?)?|v\.?\s?(?:chr|u\.?\s?z)\.?|до\s?н\.\s?э\.|av(?:ant|\.)\s?j\.?-c\.?)"
    r"|a\.?\s?d\.?|c\.?\s?e\.?|n\.?\s?chr\.?|н\.\s?э\.)",
    re.IGNORECASE,
)
_SUPPLIED: Final = re.compile(r"(?:\[\s*(\d{4})\s*\??\s*\]|[c©]\s?(\d{4}))")
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DASHES: Final = re.compile(r"\s*(?:-+|[–—/]|\bto\b|\band\b)\s*")
_ORDINAL: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|\.)?")
_QUARTER: Final = re.compile(r"(?:q|quarter )([1-4])", re.IGNORECASE)
NOT_YET: Final = {
    "forthcoming": "forthcoming",
    "to appear": "forthcoming",
    "in press": "inpress",
    "in preparation": "inpreparation",
    "submitted": "submitted",
    "accepted": "inpress",
}
"""What stands for the year of a work that is not out, and the ``pubstate`` that it means."""


def read_date(year: str, month: str = "", day: str = "") -> tuple[str, str]:
    """Return a date as EDTF, and what of it could not be read; raises ``ValueError`` where not even a year can be.

    ``year`` may hold more than the year, ``month`` the day too. Seasons are those of EDTF (2014-21: spring).
    """
    year, month, day = (" ".join(part.replace("\u00a0", " ").split()).strip(" ,;") for part in (year, month, day))
    year = _of_era(year)
    if re.fullmatch(r"-?\d{4}", year) and month:
        found = _with_month(year, month, day)
        if found:
            return found, ""
        return year, f'"{month}{" " + day if day else ""}" is no month'
    found = _alone(year)
    if found:
        return found, ""
    years = dict.fromkeys(_YEAR.findall(year))
    if len(years) != 1:
        raise ValueError(f'"{year}" is not an EDTF date such as 1992, 1992-05, 1992-05-25, 199X or 2005~')
    return next(iter(years)), f'"{year}" is not an EDTF date such as 1992, 1992-05 or 1992-05-25'


def is_doubtful(text: str) -> bool:
    """Say whether numbers could be read as another date than they are: 2001/02/03, and 2001/02 for 2001 to 2002."""
    return _DOUBTFUL.fullmatch(text.strip()) is not None


def season(edtf: str) -> int:
    """Return the season of an EDTF date as CSL counts them, spring being 1; 0 for none."""
    match = _SEASON.fullmatch(edtf)
    return int(match[2]) - 20 if match and match[2] < "30" else 0


def parse(edtf: str) -> dates.When:
    """Read an EDTF date, of a season its year. Raises ``ValueError`` that says what is wrong with it."""
    start, slash, end = edtf.partition("/")
    if not any(_BEFORE.fullmatch(half) for half in (start, end)):
        return dates.parse(edtf[:4] if season(edtf) else edtf)
    first = _point_in_time(start)
    last = _point_in_time(end) if end not in {"", ".."} else None if slash else first
    if last and (last.year, last.month or 12) < (first.year, first.month or 1):
        raise ValueError(f'"{edtf}" ends before it begins')
    return dates.When(first, last)


def _point_in_time(text: str) -> dates.Point:
    """Read one EDTF date, of a year before 1 too, which the calendar of Python does not have."""
    match = _BEFORE.fullmatch(text)
    if match is None:
        return dates.parse(text).start
    year = int(match["year"])
    # The calendar is the same again after 400 years.
    return replace(dates.parse(f"{2000 + year % 400}{match['rest']}").start, year=year)


def _of_era(text: str) -> str:
    """Return "44 BC" and the like as EDTF, whose year 0000 is 1 BC; other texts as they are."""
    match = _ERA.fullmatch(text)
    if match is None or "0" in {match["first"].lstrip("0") or "0", match["last"]}:
        return text
    years = [1 - int(y) if match["before"] else int(y) for y in (match["first"], match["last"]) if y]
    written = [f"{'-' if year < 0 else ''}{abs(year):04}{'~' if match['about'] else ''}" for year in years]
    return "/".join(written)


def _alone(text: str) -> str:
    """Read a whole date in one field; empty: it cannot be read."""
    text = _TIME.sub(r"\1", text)
    if _valid(text):
        return text
    if match := _SEASON.fullmatch(text):
        return text if match[2] < "30" else _quarter(match[1], int(match[2]) - 32)
    if match := _NUMBERS.fullmatch(text):
        return _checked(f"{match[1]}-{match[3].zfill(2)}-{match[4].zfill(2)}")
    if match := _YEARS.fullmatch(text):
        end = match[2] if len(match[2]) == 4 else match[1][:2] + match[2]
        return _checked(f"{match[1]}/{end}") if end > match[1] else ""
    if match := _ABOUT.fullmatch(text):
        return f"{match[1]}~"
    if match := _SUPPLIED.fullmatch(text):
        return match[1] or match[2]
    years = _YEAR.findall(text)
    if len(years) == 1:
        rest = " ".join(text.replace(years[0], " ").split()).strip(" ,;.")
        return _with_month(years[0], rest, "")
    return ""


def _with_month(year: str, month: str, day: str) -> str:
    """Join a year, what stands in the month's field, and a day; empty: it cannot be read."""
    text = month.strip(" .,")
    if match := _QUARTER.fullmatch(text):
        return _quarter(year, int(match[1]))
    if text.lower() in _SEASONS:
        return f"{year}-{_SEASONS[text.lower()]}"
    if day and (span := _DASHES.split(day)) and len(span) == 2:
        text, day = f"{text} {day}", ""
    halves = _DASHES.split(text)
    if len(halves) > 2:
        return ""
    first = _month_day(halves[0])
    if len(halves) == 1:
        return _checked(_point(year, first, day))
    last = _month_day(halves[1])
    # A half may lack what the other has: "June 18–23", "18–23 June"; days do without a month of their own.
    if first[0] and not last[0] and last[1]:
        last = (first[0], last[1])
    elif last[0] and not first[0] and first[1]:
        first = (last[0], first[1])
    start, end = _point(year, first, ""), _point(year, last, "")
    return _checked(f"{start}/{end}") if start and end and not day else ""


def _month_day(text: str) -> tuple[int, int]:
    """Read a month, a day or both; 0 for what is not there, (0, 0) for what is neither."""
    month = day = 0
    words = [word.strip(".,") for word in text.split()]
    for word in words:
        number = languages.month_number(word)
        match = _ORDINAL.fullmatch(word)
        if number and not month:
            month = number
        elif match and not day:
            day = int(match[1])
        else:
            return 0, 0
    # A number alone is a month, but for where the other half of a range has one.
    return month, day


def _point(year: str, found: tuple[int, int], day: str) -> str:
    month, own = found
    if not month and own:
        month, own = own, 0
    number = day or (str(own) if own else "")
    if not month or month > 12 or (number and not number.isdecimal()):
        return ""
    return f"{year}-{month:02}" + (f"-{int(number):02}" if number else "")


def _quarter(year: str, number: int) -> str:
    return f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"


def _checked(edtf: str) -> str:
    return edtf if _valid(edtf) else ""


def _valid(edtf: str) -> bool:
    try:
        parse(edtf)
    except ValueError:
        return False
    return True
