"""Which numbers of a text are ends of a range: "between 1,200 and 1,500", "1.5-2 per cent", "from 3 to 5 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from reportgen.language import change_words
from reportgen.language.english.directions import moves_near
from reportgen.language.model import Words
from reportgen.language.quantities import PLACE, RANK, End, Printed

_ABOUT: Final = "(?: (?:about|some|around|roughly|approximately|an estimated|etwa|rund|environ|unos|около))?"
_BETWEEN: Final = re.compile(
    rf"\b(?:between|zwischen|entre|tra|fra|między|mezi|tussen|mellan|mellem|между|між){_ABOUT} $", re.IGNORECASE
)
_FROM: Final = re.compile(
    rf"\b(?:from|von|vom|de|du|da|desde|od|z|ze|от|с|від|з|van|från){_ABOUT} (?:[\w'-]+ )?$", re.IGNORECASE
)
_AND: Final = re.compile(rf" (?:and|und|et|y|e|i|a|en|och|og|и|і|та){_ABOUT} ", re.IGNORECASE)
_TO: Final = re.compile(rf" ?- ?| (?:to|bis|до|à|a|do|tot|till|til){_ABOUT} ", re.IGNORECASE)
_WENT: Final = re.compile(
    r"\b(?:chang\w+|went|go(?:es|ne|ing)|c[ao]m(?:e|es|ing)|mov\w+|pass\w+|turn\w+|shift\w*|swung|brought|t[ao]k(?:en|es)"
    r"|took|develop\w*|evol\w+|switch\w*|convert\w*|progress\w*|revis\w+|extend\w*|doubl\w+|halv\w+|trebl\w+|\w+upl\w+"
    r"|improv\w+|since)\b",
    re.IGNORECASE,
)
"""Words that make "from 3 to 5" two levels, besides those for falling and rising."""

_LEAD: Final = 40
_WITHIN: Final = 110
"""Characters before two numbers in which a word for change is looked for."""


def ranged(text: str, found: Sequence[Printed], words: Words | None) -> Iterator[Printed]:
    """Say of the numbers of a text, in its order, which are the lower and higher end of a range.

    "Rose from 3 to 5" has two levels and no range, and neither has what counts down. ``words`` as for ``together``.
    """
    high = False
    for each, behind in zip_longest(found, found[1:]):
        low = behind is not None and _is_range(text, each, behind, words)
        end: End = "high" if high else "low" if low else ""
        yield replace(each, quantity=replace(each.quantity, end=end)) if end else each
        high = low


def _is_range(text: str, first: Printed, second: Printed, words: Words | None) -> bool:
    a, b = first.quantity, second.quantity
    if {PLACE, RANK} & {a.unit, b.unit} or a.unit != b.unit or not a.total < b.total:
        return False
    before = text[max(0, first.start - _LEAD) : first.start]
    if _AND.fullmatch(text, first.end, second.start):
        return _BETWEEN.search(before) is not None
    if not _TO.fullmatch(text, first.end, second.start):
        return False
    whole = text[first.end - 1].isdigit()
    return "-" in text[first.end : second.start] or not (
        (_FROM.search(before) or not whole) and _moves(text, first.start, second.end, words)
    )


def _moves(text: str, start: int, end: int, words: Words | None) -> bool:
    if words is not None:
        return change_words.moves_near(text, start, end, words)
    clause = re.split(r"[.;:?!] ", text[max(0, start - _WITHIN) : start])[-1]
    return moves_near(text, start, end) or _WENT.search(clause) is not None
