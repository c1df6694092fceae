"""What the words around a number say of it, in English and the languages whose words are known."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from reportgen.language import change_words
from reportgen.language.english import assertions
from reportgen.language.english.assertions import Assertion, Bound, Move
from reportgen.language.english.lexicon import PERCENT
from reportgen.language.model import Words
from reportgen.language.quantities import RANK, Quantity
from reportgen.language.rates import TIMES, split

_WITHIN: Final = 110
"""Characters before and behind a number that are looked at."""

_MANY: Final = 20
"""From so many things on, "über" says that there are more of them, not where something is."""

_NAMES: Final[dict[str, Bound]] = {
    "exact": "exact",
    "nearly": "nearly",
    "just over": "just over",
    "at most": "at most",
    "at least": "at least",
    "below": "below",
    "above": "above",
    "about": "about",
    "over": "above",
    "under": "below",
    "up to": "at most",
}
"""Bounds by what ``Words.bounds`` call them."""


def assertion_at(text: str, start: int, end: int, number: Quantity, words: Words | None = None) -> Assertion:
    """Return what is said of a number that stands there; ``words`` are those of another language than English."""
    if words is None:
        return assertions.assertion_at(text, start, end, number)
    before, behind = text[max(0, start - _WITHIN) : start], text[end : end + _WITHIN]
    direction = change_words.direction_at(text, start, end, words)
    move: Move = "by"
    way = direction
    if not direction:
        move, way = change_words.level_at(text, start, end, words)
    return Assertion(
        _bounds(before, number, move == "to", words),
        move,
        way,
        change_words.moves_near(text, start, end, words),
        _rate(words).search(change_words.last_clause(before)) is not None,
        _foreseen(words).search(f"{change_words.last_clause(before)}x{change_words.first_clause(behind)}") is not None,
    )


def bounds_of(qualifier: str, words: Words | None = None) -> tuple[Bound, ...]:
    """Return the bounds that the qualifier of a row tells, in English or the language of the brief."""
    found = assertions.bounds_of(qualifier)
    return found or (_bounds(f"{qualifier} ", Quantity(Decimal(1), unit=PERCENT), False, words) if words else ())


def _bounds(before: str, number: Quantity, reached: bool, words: Words) -> tuple[Bound, ...]:
    """Return the bounds right before a number; ``reached``: it is what something came to."""
    base, _ = split(number.unit)
    counted = not base and (number.total >= _MANY or number.total % 1 != 0)
    measured = counted or (bool(base) and base not in {*TIMES, RANK})
    found: list[Bound] = []
    while match := change_words.ending_before(before, words):
        name = str(match.lastgroup).replace("_", " ")
        if (name == "up to" and reached) or (name in {"over", "under"} and not measured):
            break
        before = before[: match.start()]
        found.insert(0, _NAMES[name])
    return tuple(found)


@cache
def _rate(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.rate})(?!\w)", re.IGNORECASE)


@cache
def _foreseen(words: Words) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.foreseen})(?!\w)", re.IGNORECASE)
