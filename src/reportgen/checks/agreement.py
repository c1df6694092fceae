"""Whether two cells that speak of the same thing agree, as far as each of them goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from reportgen.inputs.data.model import VALUE, Column, Row, Value
from reportgen.values import dates

SLACK: Final = 365
"""Days by which dates may miss each other when one of them is approximate or uncertain."""

BELOW: Final = frozenset({"less than", "under", "below", "up to", "at most"})
ABOVE: Final = frozenset({"more than", "over", "above", "at least"})
ABOUT: Final = frozenset({"approximately", "about", "around", "circa", "some", "nearly", "almost"})


@dataclass(frozen=True)
class Span:
    """The values from ``low`` to ``high``, ends left out, that a number as printed can stand for."""

    low: Decimal
    high: Decimal


def key_of(cell: Value) -> object:
    """Return what a cell is looked up by: lists as sets, texts without capitals, the rest as it is."""
    if isinstance(cell, tuple):
        return frozenset(item.casefold() for item in cell)
    return " ".join(cell.split()).casefold() if isinstance(cell, str) else cell


def agree(column: Column, first: Row, second: Row) -> bool:
    """Whether two rows can both be right in a column; an empty cell agrees with everything.

    Dates agree when they overlap, numbers when what they round can be the same number, lists when
    they hold the same items, texts when they differ in capitals only.
    """
    one, other = first[column.name], second[column.name]
    if one in (None, "", ()) or other in (None, "", ()):
        return True
    if column.type == "date":
        return dates_agree(str(one), str(other))
    if _is_number(one) and _is_number(other):
        return numbers_agree(span_of(first, column.name), span_of(second, column.name))
    return key_of(one) == key_of(other)


def dates_agree(one: str, other: str) -> bool:
    """Whether two EDTF dates or intervals overlap, or nearly do when one of them is approximate."""
    first, second = dates.parse(one), dates.parse(other)
    slack = SLACK if _is_vague(first) or _is_vague(second) else 0
    gap = max(_last(second, first), _last(first, second))
    return gap <= slack


def numbers_agree(one: Span, other: Span) -> bool:
    """Whether some number is within both spans."""
    return one.low < other.high and other.low < one.high


def span_of(row: Row, column: str) -> Span:
    """Return the numbers that a cell can stand for, by its last digit, its scale and its qualifier.

    39.7 stands for 39.65 to 39.75, "approximately 120" for 110 to 130, "less than 47" for all below 47.
    """
    number = Decimal(str(row[column]))
    scale, qualifier = Decimal(1), ""
    figure = row.figure if column == VALUE else None
    if figure is not None:
        scale, qualifier = figure.scale, figure.qualifier.casefold()
    if qualifier in BELOW:
        return Span(Decimal("-Infinity"), number * scale)
    if qualifier in ABOVE:
        return Span(number * scale, Decimal("Infinity"))
    digits = number.normalize() if qualifier in ABOUT else number
    exponent = digits.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    half = step if qualifier in ABOUT else step / 2
    return Span((number - half) * scale, (number + half) * scale)


def _is_number(cell: Value) -> bool:
    return isinstance(cell, int | Decimal) and not isinstance(cell, bool)


def _is_vague(when: dates.When) -> bool:
    points = (when.start, when.end or when.start)
    return any(point.approximate or point.uncertain for point in points)


def _last(late: dates.When, early: dates.When) -> int:
    """Count the days from the end of one date to the start of another; negative when they overlap."""
    end = date.max if early.end is None else early.end.last
    return (late.start.first - end).days


def reading_of(column: Column, row: Row) -> object:
    """Return what tells apart the readings of a column: rows with the same one agree with the same others."""
    figure = row.figure if column.name == VALUE else None
    beside = (figure.scale, figure.qualifier) if figure is not None else ()
    return key_of(row[column.name]), beside
