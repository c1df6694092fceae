"""Digits as texts print them → numbers: decimal marks and grouping by the language of the text.

"1,234" is one number in English and another in German. Which one a source means is said by the language of its
entry (decimal marks from CLDR), else by what the text itself prints without ambiguity. A run of digits and
marks is one number or none: a part of it is never read.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from reportgen.text.languages import language_tag


class Notation(Enum):
    """The decimal mark of a text."""

    POINT = "."
    COMMA = ","
    UNKNOWN = ""


RUN: Final = (
    r"(?:\d{1,3}(?: \d{3})+(?![\d'])(?:[.,·٫]\d+)?"
    # "3·10⁶" multiplies
    r"|\d+(?:(?:[.,'٫٬]|·(?!10(?:\^|[⁰¹²³⁴-⁹⁻])))\d+)*"
    r"|(?<![\w.,)])[.·]\d++(?![\d.,]*\d))"
)
"""A run of digits with their marks, in a text whose typography is folded; blanks stand between groups of three."""

_GROUPED: Final = re.compile(r"\d{1,3}(?P<mark>[.,' ٬])\d{3}(?:(?P=mark)\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_PLAIN: Final = re.compile(r"\d+")
_EITHER: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_CLEAR: Final = re.compile(
    r"(?<![\d.,/])(?:\d+(?P<decimal>[.,])\d{1,2}|\d{1,3}(?P<group>[.,])\d{3}(?:(?P=group)\d{3})+)(?![\d.,/]*\d)"
)
_ENGLISH: Final = frozenset({"the", "of", "and", "to", "in", "is", "was", "for", "by"})
_SHARE: Final = 8
"""At least one word in so many is one of ``_ENGLISH`` where a text is English."""

_SAMPLE: Final = 20_000
"""Words of a text that are looked at to tell its notation."""


def ascii_digits(text: str) -> str:
    """Write the digits of other scripts as 0 to 9, each in its place."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() or not c.isdecimal() else str(unicodedata.decimal(c)) for c in text)


def notation_of(language: str, words: Iterable[str] = ()) -> Notation:
    """Tell the notation of a text by the name or tag of its language, or by its words where that is not known."""
    known = _by_language(language_tag(language).replace("_", "-")) if language.strip() else None
    return known or _by_words([word for word, _ in zip(words, range(_SAMPLE), strict=False)])


@cache
def _by_language(tag: str) -> Notation | None:
    try:
        symbols = Locale.parse(tag, sep="-").number_symbols
    except (ValueError, UnknownLocaleError, TypeError):
        return None
    mark = symbols.get("latn", {}).get("decimal", "")
    return Notation(mark) if mark in (".", ",") else None


def _by_words(words: list[str]) -> Notation:
    votes: Counter[str] = Counter()
    for word in words:
        for match in _CLEAR.finditer(word) if any(c in ".," for c in word[1:-1]) else ():
            votes[match["decimal"] or {".": ",", ",": "."}[match["group"]]] += 1
    if len(votes) == 1:
        return Notation(next(iter(votes)))
    english = sum(word.casefold() in _ENGLISH for word in words)
    return Notation.POINT if words and english * _SHARE >= len(words) else Notation.UNKNOWN


def read_digits(run: str, notation: Notation) -> tuple[Decimal, ...]:
    """Read a run of digits and marks as numbers: one, none ("1.2.3"), or both that it may be.

    Where the notation is not known, "1,234" may be two numbers; all else is read in the only way that it can be.
    """
    if run[0] in ".·":
        return (Decimal(f"0.{run[1:]}"),)
    if _PLAIN.fullmatch(run):
        return (Decimal(run),)
    if _EITHER.fullmatch(run) and notation is Notation.UNKNOWN:
        return Decimal(run.replace(",", "").replace(".", "")), Decimal(run.replace(",", "."))
    grouped = _GROUPED.fullmatch(run)
    if grouped and not (_EITHER.fullmatch(run) and run[-4] == notation.value) and not _leads_with_zero(run):
        return (Decimal(re.sub(r"\D", "", run)),)
    last = max(run.rfind(mark) for mark in ".,·٫")
    whole, rest = run[:last], run[last + 1 :]
    if last > 0 and rest.isdecimal() and (_PLAIN.fullmatch(whole) or _is_grouped(whole, run[last])):
        return (Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{rest}"),)
    return ()


def _is_grouped(whole: str, decimal: str) -> bool:
    return _GROUPED.fullmatch(whole) is not None and decimal not in whole and not _leads_with_zero(whole)


def _leads_with_zero(run: str) -> bool:
    return run.startswith("0")
