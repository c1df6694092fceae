"""Dates that stand beside a number in a text against the date that a row gives it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from typing import Final

from reportgen.checks.claims import cell_claims, claim_columns
from reportgen.checks.evidence_index import EvidenceIndex
from reportgen.findings.model import Findings
from reportgen.findings.rules import finding
from reportgen.inputs.model import Inputs
from reportgen.language.days import HALVES, SEASONS, Day
from reportgen.language.names import Variants
from reportgen.values import dates

_PART: Final = re.compile(
    r"\b(?:quarters?|half|halves|seasons?|semesters?|months?|weeks?|days?|spring|summer|autumn|winter|fiscal|financial"
    r"|school|academic|marketing|budget|tax|average|mean|end|early|mid|late|start|beginning|q[1-4]|h[12]"
    r"|fy ?\d{2,4}|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b|\d{4} ?[/–-] ?\d",
    re.IGNORECASE,
)
"""Words on a row that say which part of a year, or which other twelve months, its number is of."""

_STOCK: Final = re.compile(
    r"\b(?:at|by|on|as of|until|till|since|(?:end|start|beginning|close) of|before|after)(?: the)? $",
    re.IGNORECASE,
)
"""What stands before a date on which there was so much, whatever time it is a part of."""

_HAS: Final = re.compile(
    r"\b(?:ha[ds]|have|held|holds?|stood|stands?|own(?:s|ed)|number(?:s|ed)|employ(?:s|ed)|liv(?:es|ed)|count(?:s|ed)|ow(?:es|ed)"
    r"|population|debt|stocks?|reserves|rates?|prices?|capacity)\b",
    re.IGNORECASE,
)
"""Words of what there is at any time, and does not add up over the months of a year."""


def check_ambiguous_dates(inputs: Inputs, variants: Variants, language: str) -> Findings[None]:
    """Report dates of rows that passages have in digits only, of which nothing says whether the day comes first."""
    support = EvidenceIndex(inputs, variants)
    for table in inputs.tables.values() if inputs.texts else ():
        columns = claim_columns(table) if table.column("evidence") is not None else ()
        for row in table.rows() if any(column.type == "date" for column in columns) else ():
            for column in columns:
                for claim in cell_claims(column, row, language):
                    day = claim.value
                    if not isinstance(day, Day) or not day.month:
                        continue
                    found = support.ambiguous(day, row.evidence)
                    if found is None:
                        continue
                    name, reading, other = found
                    printed = reading.text[other.start : other.end]
                    twin = reading.ambiguous[other.day].day
                    message = f'"{printed}" in the passage "{name}" is {twin} or {other.day}'
                    hint = "give the work's langid (british, american), or cite a passage that names the month"
                    yield finding("NUM023", table.place(row.location.line, column.name), message, hint)


def overlap(of: Iterable[Hashable], edtf: str) -> bool:
    """Whether dates that stand in one place, or the time between them, are in or around that of a cell."""
    days = [day for day in of if isinstance(day, Day) and day.year is not None]
    when = dates.parse(edtf)
    first, last = min(_first(day) for day in days), max(_last(day) for day in days)
    ends = when.end.last if when.end is not None else None
    start = when.start.first
    return last >= (start.year, start.month, start.day) and (ends is None or first <= (ends.year, ends.month, ends.day))


def other_length(of: Iterable[Hashable], edtf: str) -> bool:
    """Whether dates that stand in one place are a part of the year of a cell, or more years than that one.

    Those are a quarter, half, season, month or months of it, and "2014/15" and "2010-2015" of 2015.
    """
    when = dates.parse(edtf)
    if when.is_interval or when.start.month or when.start.decade:
        return False
    days = [day for day in of if isinstance(day, Day) and day.year is not None]
    years = {day.year for day in days if not (day.decade or day.century)}
    if len(years) > 1:
        return when.start.year in years
    return years == {when.start.year} and all(_is_short(day) for day in days)


def within_year(of: Iterable[Hashable], edtf: str) -> bool:
    """Whether dates that stand in one place are whole years, and that of a cell is some months of one of them."""
    when = dates.parse(edtf)
    days = [day for day in of if isinstance(day, Day)]
    whole = all(day.year and not (day.month or day.part or day.decade or day.century) for day in days)
    ends = when.end
    months = when.is_interval and ends is not None and when.start.month and ends.month and ends.year == when.start.year
    return whole and bool(months) and (when.start.month, ends and ends.month) != (1, 12)


def adds_up(text: str, date: int, number: int) -> bool:
    """Whether what a text counts between a date and a number that begin there adds up over time: no stock."""
    low, high = sorted((date, number))
    return not (_STOCK.search(text, max(0, date - 20), date) or _HAS.search(text, low, high))


def names_part(text: str) -> bool:
    """Whether words on a row say which part of a year its number is of."""
    return _PART.search(text) is not None


def _is_short(day: Day) -> bool:
    return bool(day.to or day.part in SEASONS or day.part in HALVES or (day.month and not day.day))


def _first(day: Day) -> tuple[int, int, int]:
    return day.year or 0, day.month or 1, day.day or 1


def _last(day: Day) -> tuple[int, int, int]:
    year = (day.year or 0) + (99 if day.century else 9 if day.decade else 0)
    return year, day.to or day.month or 12, day.day or 31
