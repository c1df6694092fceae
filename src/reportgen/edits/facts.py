"""What an edit must not change on its own: numbers, dates, and words that are quoted."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from reportgen.language.date_mentions import dates_in
from reportgen.language.notations import notation_of
from reportgen.language.numerals import numbers_in
from reportgen.language.registry import dates_of, words_of

_DIGITS: Final = re.compile(r"\d+")
_QUOTED: Final = (("“", "”"), ("«", "»"), ("„", "“"))
_MARKS: Final = re.compile('[“”«»„"]')
_AROUND: Final = 300
"""Letters on either side of an edit in which what it makes of a number shows."""


def changes_number(before: str, begin: int, end: int, text: str, language: str) -> bool:
    """Whether a text says other numbers, units or dates once a part of it is replaced."""
    words = words_of(language)
    head, tail = before[max(begin - _AROUND, 0) : begin], before[end : end + _AROUND]

    def said(part: str) -> Counter[object]:
        whole = f"{head}{part}{tail}"
        numbers = (p.quantity for p in numbers_in(whole, notation_of(language), words=words))
        found: Counter[object] = Counter((q.value, q.scale, q.unit, q.fraction) for q in numbers)
        found.update(("day", d.day) for d in dates_in(whole, dates_of(words)))
        found.update(("digits", digits) for digits in _DIGITS.findall(whole))
        return found

    return said(before[begin:end]) != said(text)


def in_quotation(before: str, begin: int, end: int, text: str) -> bool:
    """Whether a part of a text is quoted, or its change sets or takes away a mark of quotation."""
    if _MARKS.search(before[begin:end]) or _MARKS.search(text):
        return True
    return any(
        before.rfind(opening, 0, begin) > before.rfind(closing, 0, begin) and closing in before[end:]
        for opening, closing in _QUOTED
        if opening != closing
    )
