"""Passages, read once: what stands where in them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from reportgen.language.columns import headed, units_in
from reportgen.language.date_mentions import Order, dates_in
from reportgen.language.days import Dated, Day
from reportgen.language.english.exclusive import clause_of, counts_own
from reportgen.language.model import Words
from reportgen.language.names import fold, phrase
from reportgen.language.notations import Notation
from reportgen.language.numerals import numbers_in
from reportgen.language.quantities import PLACE, Printed, Quantity
from reportgen.language.rates import rates_in, split
from reportgen.language.registry import dates_of
from reportgen.language.scale_headings import scaled
from reportgen.language.territories import Territory, territories_in

_URL: Final = re.compile(r"(?:https?://|www\.)\S+")
_CUT: Final = re.compile(r"(?<![\d.,])(?=[.,]*\d)[\d.,]*[.,]- \d[\d.,]*")
"""A number that the end of a line parts, with a hyphen: neither part of it is a number."""

_END: Final = re.compile(r"""(?<=[.!?])(?<! \.\.)["')\]]* (?=["'(\[]?(?P<next>[^\W_]))""")
_ABBREVIATION: Final = 40
"""Letters that an abbreviation, with what is glued to it, may take."""
_SHORT: Final = re.compile(r"(?:[A-Z]|No|Nos|Mr|Mrs|Ms|Dr|St|cf|etc|vs|Vol|Ch|Art|pp?|Jr|Sr|e\.g|i\.e|bln|mln|bn)\.")
_IN: Final = re.compile(
    r"\b(?:in|since|until|till|by|from|to|of|during|after|before|between|and|or|year|early|late|mid|end|spring|summer"
    r"|autumn|winter|season|through|the|this|that|its|their|his|her|our)[ -]$|[\[(,-] ?$",
    re.IGNORECASE,
)
_BEFORE: Final = 12
"""Letters that a word such as "between" before a year may take."""


@dataclass(frozen=True)
class Facts:
    """What a passage says: the numbers (by their total, without its sign), dates and words in it, and its language."""

    quantities: Mapping[Decimal, frozenset[Quantity]]
    days: frozenset[Day]
    printed: str = ""
    tag: str = "en"

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that the text names."""
        return frozenset(d.year for d in self.days if d.year is not None and not (d.decade or d.century))

    @cached_property
    def units(self) -> frozenset[str]:
        """The units that the text gives to numbers, or to columns of them, without what they are for each of."""
        return frozenset(split(q.unit)[0] for group in self.quantities.values() for q in group) | units_in(self.printed)

    @cached_property
    def rates(self) -> frozenset[str]:
        """What the text says that numbers are for each of, not beside one of them: "GDP per capita was 5 dollars"."""
        return rates_in(self.printed) - {split(q.unit)[1] for group in self.quantities.values() for q in group}

    @cached_property
    def text(self) -> str:
        """The text as names are compared, with a blank at each end."""
        return f" {phrase(self.printed)} "

    @cached_property
    def territories(self) -> frozenset[Territory]:
        """The countries and the like that the text names, in its language or in English."""
        return frozenset(found for found, _, _ in territories_in(self.printed, self.tag, "en"))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text, each once."""
        return frozenset(self.text.split())


@dataclass(frozen=True)
class ParsedPassage:
    """A passage with the numbers and dates in it, in the order of its text."""

    text: str
    dated: Sequence[Dated]
    printed: Sequence[Printed]
    words: Words | None = None

    @cached_property
    def facts(self) -> Facts:
        """What the whole passage says."""
        return _facts(self.dated, self.printed, self.text, self._tag)

    @cached_property
    def ambiguous(self) -> Mapping[Day, Dated]:
        """The days of dates such as "03/04/2003" of which it is not known what comes first, each with the other one."""
        pairs = [
            (a, b) for a, b in pairwise(self.dated) if a.start == b.start and a.day.day and a.day.day == b.day.month
        ]
        return {a.day: b for a, b in pairs} | {b.day: a for a, b in pairs}

    @cached_property
    def by_total(self) -> Mapping[Decimal, Sequence[Printed]]:
        """The numbers by their totals without signs, in the order of the text."""
        found: dict[Decimal, list[Printed]] = {}
        for each in self.printed:
            found.setdefault(each.quantity.total.copy_abs(), []).append(each)
        return found

    def about(self, printed: Printed) -> str:
        """Return the words of an English passage that are about one of its numbers alone; nothing for others."""
        return clause_of(self.text, printed.start, printed.end, self._places) if self.words is None else ""

    @cached_property
    def _places(self) -> Sequence[tuple[int, int]]:
        return [(each.start, each.end) for each in self.printed if counts_own(each.quantity)]

    def place(self, told: Quantity | Day | None) -> tuple[int, int] | None:
        """Return where a number or date stands."""
        for number in self.printed:
            if number.quantity == told:
                return number.start, number.end
        return next(((d.start, d.end) for d in self.dated if d.day == told), None)

    def place_of_word(self, word: int) -> tuple[int, int]:
        """Return where a word of the passage stands."""
        start = self._words[min(word, len(self._words) - 1)]
        return start, start + len(self.text[start:].split(" ", 1)[0])

    def around(self, start: int, end: int, words: int) -> str:
        """Return a stretch of the text with the words beside it, no more than so many in all."""
        start = self.text.rfind(" ", 0, start) + 1
        end = self.text.find(" ", max(start, end - 1)) % (len(self.text) + 1)
        before, inside, behind = self.text[:start].split(), self.text[start:end].split(), self.text[end:].split()
        left = max(0, words - len(inside))
        head = before[len(before) - min(len(before), (left + 1) // 2) :]
        tail = behind[: left - len(head)]
        shown = " ".join([*head, *inside, *tail][:words])
        return ("… " if len(head) < len(before) else "") + shown + (" …" if len(tail) < len(behind) else "")

    def near(self, word: int, words: int) -> Facts:
        """Return what the sentences say that a stretch of the passage's words touches."""
        begin, end = self.sentences(word, words)
        dated = [d for d in self.dated if begin <= d.start < end]
        return _facts(dated, [n for n in self.printed if begin <= n.start < end], self.text[begin:end], self._tag)

    def sentences(self, word: int, words: int) -> tuple[int, int]:
        """Return where the sentences begin and end that a stretch of the passage's words touches."""
        first, last = self._words[min(word, len(self._words) - 1)], self._words[min(word + words, len(self._words)) - 1]
        ends = self._ends
        low, high = bisect_right(ends, first), bisect_right(ends, last)
        begin = ends[low - 1] if low else 0
        return begin, ends[high] if high < len(ends) else len(self.text)

    def beside(self, begin: int, end: int) -> tuple[int, int]:
        """Return where sentences begin and end together with those right before and behind them."""
        ends = self._ends
        low, high = bisect_left(ends, begin), bisect_right(ends, end)
        return ends[low - 1] if low > 0 else 0, ends[high] if high < len(ends) else len(self.text)

    @property
    def _tag(self) -> str:
        """The BCP 47 tag of the text's language."""
        return self.words.dates.tag if self.words else "en"

    @cached_property
    def _words(self) -> Sequence[int]:
        """Where each word begins."""
        return [0, *(at + 1 for at, letter in enumerate(self.text) if letter == " ")]

    @cached_property
    def _ends(self) -> Sequence[int]:
        """Where each sentence but the last ends."""
        own = re.compile(rf"(?:.*\W)?(?:{self.words.short})\.") if self.words else _SHORT
        return [
            m.end()
            for m in _END.finditer(self.text)
            if not (m["next"].islower() or any(s.fullmatch(self._before(m.start())) for s in (_SHORT, own)))
        ]

    def _before(self, end: int) -> str:
        """Return the word that ends at a place, as far as an abbreviation could go back."""
        begin = max(end - _ABBREVIATION, self.text.rfind(" ", 0, end) + 1)
        return self.text[begin:end].lstrip("([\"'")


@lru_cache(maxsize=5_000)
def parse_passage(
    text: str,
    notation: Notation = Notation.POINT,
    long_scale: bool = False,
    words: Words | None = None,
    order: Order = "day",
) -> ParsedPassage:
    """Read a passage in the notation of its source, with its ``order`` of dates. Numbers in web addresses do not count.

    Four digits that may be a year are a number only where a word says of what, as in "1992 bridges"; then they count as
    both, but for those behind words such as "in", "the" and "since".
    """
    plain = fold(text)
    seen = _URL.sub(lambda match: "." * len(match[0]), plain)
    seen = _CUT.sub(lambda match: "." * len(match[0]), seen)
    dated = dates_in(seen, dates_of(words), order)
    printed = [n for n in numbers_in(seen, notation, long_scale, words) if not _is_dated(seen, n, dated)]
    return ParsedPassage(plain, dated, list(headed(seen, list(scaled(seen, printed, words)), words)), words)


def _is_dated(text: str, printed: Printed, dated: Sequence[Dated]) -> bool:
    for each in dated:
        if each.start <= printed.start < each.end:
            base, _ = split(printed.quantity.unit)
            if printed.start != each.start or each.day.month or each.day.decade or each.day.century:
                return True
            if base not in {"", PLACE}:
                return False
            # "1992 bridges" are so many, and 1992 alone is a year
            after = _IN.search(text, max(0, each.start - _BEFORE), each.start) is not None
            return after or not printed.quantity.other
    return False


def places(numbers: Iterable[str]) -> Facts:
    """Return the facts that there are notes, sections or pages of these numbers."""
    return _facts((), [Printed(Quantity(Decimal(n), unit=PLACE), 0, 0) for n in numbers], "")


def _facts(dated: Iterable[Dated], printed: Iterable[Printed], text: str, tag: str = "en") -> Facts:
    found: dict[Decimal, set[Quantity]] = {}
    for each in printed:
        found.setdefault(each.quantity.total.copy_abs(), set()).add(each.quantity)
    quantities = {key: frozenset(group) for key, group in found.items()}
    return Facts(quantities, frozenset(d.day for d in dated), text, tag)
