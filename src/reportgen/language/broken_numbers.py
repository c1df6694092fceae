"""Numbers that the end of a line or a blank may have parted: "12. 5", "1,234, 567", "1 2 . 5" are unclear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportgen.language.notations import Notation
from reportgen.language.quantities import PLACE, Printed

_STOP: Final = re.compile(r"[.·] ")
_LOOSE: Final = re.compile(r" [.,·] ?| (?=[.·]\d)|[·] ?")
_LIST: Final = re.compile(r",? (?:(?:and|or|und|oder|et|ou|y|o|e|и|или|и|і|або|oraz|lub) )?|,? ?& ?", re.IGNORECASE)
_GROUPED: Final = re.compile(r"(?<!\d)\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3})+|(?:'\d{3})+|(?: \d{3})+)$")
_SHORT: Final = re.compile(r"(?<![\d.,])\d{1,3}$")
_THREE: Final = re.compile(r"\d{3}(?![\d]|[.,]\d)")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d(?!\d)")
_SINGLE: Final = re.compile(r"[^\d.,]{0,6}\d(?![\d.,]*\d)")
_LONGEST: Final = 40
"""Letters of a number, before its end, that are looked at."""


def mark_broken(text: str, found: Sequence[Printed], notation: Notation) -> list[Printed]:
    """Mark as unclear the numbers of a text, in its order, that may be parts of one.

    A comma before three digits goes on with thousands, unless it parts a list of plain numbers; where a comma is the
    decimal mark, any digits behind it may be decimals.
    """
    unclear: set[int] = set()
    for at in range(len(found) - 1):
        first, second = found[at], found[at + 1]
        if _touch(text, first, second) and _may_join(text, found, at, notation):
            unclear |= {at, at + 1}
    unclear |= _spaced(text, found, unclear)
    return [
        replace(each, quantity=replace(each.quantity, unclear=True)) if at in unclear else each
        for at, each in enumerate(found)
    ]


def _touch(text: str, first: Printed, second: Printed) -> bool:
    """Whether the digits of two numbers have at most three letters between them."""
    near = 0 < second.start - first.end <= 3
    begins = text[second.start].isdigit() or text[second.start] in ".·"
    return near and text[first.end - 1].isdigit() and begins


def _may_join(text: str, found: Sequence[Printed], at: int, notation: Notation) -> bool:
    first, second = found[at], found[at + 1]
    if _LOOSE.fullmatch(text, first.end, second.start) or (
        text[first.end : second.start] == " " and text[second.start] in ".·"
    ):
        return True
    begin = max(first.start, first.end - _LONGEST)
    grouped = _GROUPED.search(text, begin, first.end) is not None
    if not (grouped or _SHORT.search(text, begin, first.end)) or _YEAR.match(text, second.start):
        return False
    if _STOP.fullmatch(text, first.end, second.start):
        return first.quantity.unit != PLACE
    if text[first.end : second.start] != ", ":
        return False
    goes_on = _THREE.match(text, second.start) is not None or (notation is not Notation.POINT and not grouped)
    return goes_on and (grouped or not _in_list(text, found, at))


def _in_list(text: str, found: Sequence[Printed], at: int) -> bool:
    """Whether a number stands behind or before two numbers that a comma parts, as in a list."""
    before = at > 0 and _LIST.fullmatch(text, found[at - 1].end, found[at].start)
    behind = at + 2 < len(found) and _LIST.fullmatch(text, found[at + 1].end, found[at + 2].start)
    return bool(before or behind)


def _spaced(text: str, found: Sequence[Printed], unclear: set[int]) -> set[int]:
    """Return the numbers of one digit that stand in a row before a unit or beside a number that is unclear."""
    rows: list[list[int]] = [[]]
    for at, each in enumerate(found):
        single = _SINGLE.match(text, each.start, each.end) is not None
        last = found[at - 1] if at else each
        joins = text[last.end : each.start] == " " or {at - 1, at} <= unclear
        if not (rows[-1] and single and joins and _touch(text, last, each)):
            rows.append([])
        if single:
            rows[-1].append(at)
    return {at for row in rows if len(row) > 1 and _is_spaced(found, row, unclear) for at in row}


def _is_spaced(found: Sequence[Printed], row: Sequence[int], unclear: set[int]) -> bool:
    first, last = found[row[0]].quantity, found[row[-1]].quantity
    named = last.unit or last.other or last.scale != 1 or first.unit
    return bool(named) or any(at in unclear for at in row)
