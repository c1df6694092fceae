"""Passages, read once: what stands where in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Final

from reportgen.checks.days import Dated, Day, dates_in
from reportgen.checks.names import fold, phrase
from reportgen.checks.numerals import PLACE, Printed, Quantity, numbers_in

_URL: Final = re.compile(r"(?:https?://|www\.)\S+")
_END: Final = re.compile(r"""(?P<word>\S+)(?<=[.!?])["')\]]* (?=["'(\[]?[A-Z0-9])""")
_SHORT: Final = re.compile(r"(?:[A-Z]|No|Nos|Mr|Mrs|Ms|Dr|St|cf|etc|vs|Vol|Ch|Art|pp?|Jr|Sr|e\.g|i\.e|bln|mln|bn)\.")


@dataclass(frozen=True)
class Facts:
    """What a passage says: the numbers (by value and by total), dates and words in it."""

    quantities: Mapping[Decimal, frozenset[Quantity]]
    days: frozenset[Day]
    printed: str = ""

    @cached_property
    def text(self) -> str:
        """The text as names are compared, with a blank at each end."""
        return f" {phrase(self.printed)} "

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text, each once."""
        return frozenset(self.text.split())


@dataclass(frozen=True)
class Reading:
    """A passage with the numbers and dates in it, in the order of its text."""

    text: str
    dated: Sequence[Dated]
    printed: Sequence[Printed]

    @cached_property
    def facts(self) -> Facts:
        """What the whole passage says."""
        return _facts(self.dated, self.printed, self.text)

    def near(self, word: int, words: int) -> Facts:
        """Give what the sentences say that a stretch of the passage's words touches."""
        first, last = self._words[min(word, len(self._words) - 1)], self._words[min(word + words, len(self._words)) - 1]
        ends = self._ends
        low, high = bisect_right(ends, first), bisect_right(ends, last)
        begin = ends[low - 1] if low else 0
        end = ends[high] if high < len(ends) else len(self.text)
        dated = [d for d in self.dated if begin <= d.start < end]
        return _facts(dated, [n for n in self.printed if begin <= n.start < end], self.text[begin:end])

    @cached_property
    def _words(self) -> Sequence[int]:
        """Where each word begins."""
        return [0, *(at + 1 for at, letter in enumerate(self.text) if letter == " ")]

    @cached_property
    def _ends(self) -> Sequence[int]:
        """Where each sentence but the last ends."""
        return [m.end() for m in _END.finditer(self.text) if not _SHORT.fullmatch(m["word"].lstrip("([\"'"))]


@lru_cache(maxsize=5_000)
def read_passage(text: str) -> Reading:
    """Read a passage. Numbers in web addresses do not count."""
    plain = fold(text)
    seen = _URL.sub(lambda match: "." * len(match[0]), plain)
    dated = dates_in(seen)
    printed = [n for n in numbers_in(seen) if not any(d.start <= n.start < d.end for d in dated)]
    return Reading(plain, dated, printed)


def facts_of(text: str) -> Facts:
    """Find everything in a passage that claims may rest on."""
    return read_passage(text).facts


def places(numbers: Iterable[str]) -> Facts:
    """Give the facts that there are notes, sections or pages of these numbers."""
    return _facts((), [Printed(Quantity(Decimal(n), unit=PLACE), 0, 0) for n in numbers], "")


def _facts(dated: Iterable[Dated], printed: Iterable[Printed], text: str) -> Facts:
    found: dict[Decimal, set[Quantity]] = {}
    for each in printed:
        for key in (each.quantity.total, each.quantity.value):
            found.setdefault(key, set()).add(each.quantity)
    quantities = {key: frozenset(group) for key, group in found.items()}
    return Facts(quantities, frozenset(d.day for d in dated), text)
