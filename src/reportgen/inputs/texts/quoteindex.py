"""Where in a text a quotation stands, word for word or nearly; the only user of rapidfuzz."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from reportgen.inputs.texts.model import Span
from reportgen.inputs.texts.words import keys

Quote: TypeAlias = tuple[str, ...]
"""The keys of a quotation's words, see ``words.keys_of``."""

_GRAM: Final = 3
_BETWEEN: Final = "\0"
_DIGITS: Final = re.compile(r"\d+")

# How hard the nearest wording is looked for: at this many places, found by this many of the rarest words,
# each at no more than so many places; the wording may be so many words longer or shorter, or begin as far off.
_TRIED: Final = 25
_RAREST: Final = 4
_MOST_PLACES: Final = 400
_SLACK: Final = 2
# Letters that a quotation must have to be looked for without regard to blanks: shorter ones stand in other words.
_SHORTEST: Final = 12


@dataclass(frozen=True)
class Likeness:
    """A wording like a quotation: the positions of its words, and how like it is (100: the same).

    ``numbers`` says whether its numbers are those of the quotation.
    """

    score: float
    places: Sequence[int]
    numbers: bool


class QuoteIndex:
    """The words of a text in the order in which they are read: running text first, then each footnote.

    So neither interrupts the other. All positions given are those of words in the text.
    """

    def __init__(self, words: Sequence[str], footnotes: Sequence[Span]) -> None:
        folded = keys(words)
        self._keys: list[str] = []
        self._places: list[int] = []
        running = (place for start, end in _around(len(words), footnotes) for place in range(start, end))
        for places in (running, *(range(note.start, note.end) for note in footnotes)):
            kept = [place for place in places if folded[place]]
            self._keys += [*(folded[place] for place in kept), _BETWEEN]
            self._places += [*kept, len(words)]
        self._found: dict[str, list[int]] = {}

    def find(self, quotes: Collection[Quote]) -> dict[Quote, list[int]]:
        """Return the positions at which each quotation stands word for word.

        One pass over the text for all of them: each is looked for only where its rarest three words are.
        """
        grams: dict[Quote, list[int]] = {gram: [] for quote in quotes for gram in _grams(quote)}
        for size in {len(gram) for gram in grams}:
            for at, gram in enumerate(zip(*(self._keys[n:] for n in range(size)), strict=False)):
                places = grams.get(gram)
                if places is not None:
                    places.append(at)
        return {quote: self._check(quote, grams) for quote in quotes}

    def _check(self, quote: Quote, grams: dict[Quote, list[int]]) -> list[int]:
        parts = _grams(quote)
        if not parts:
            return []
        offset = min(range(len(parts)), key=lambda n: len(grams[parts[n]]))
        wanted, length = list(quote), len(quote)
        starts = (at - offset for at in grams[parts[offset]])
        return [self._places[at] for at in starts if at >= 0 and self._keys[at : at + length] == wanted]

    def without_blanks(self, quotes: Collection[Quote]) -> dict[Quote, list[int]]:
        """Return the positions at which each quotation stands if blanks count only between digits.

        PDFs do not always tell where words end. One pass over the text for all, by their first letters; what is
        too short for this is not looked for.
        """
        sought = {quote: _run_together(quote) for quote in quotes if sum(map(len, quote)) >= _SHORTEST}
        found: dict[Quote, list[int]] = {quote: [] for quote in quotes}
        beginnings: defaultdict[str, list[int]] = defaultdict(list)
        wanted = {letters[:_SHORTEST] for letters in sought.values()}
        text = _run_together(self._keys) if wanted else ""
        for at in range(len(text) - _SHORTEST + 1):
            letters = text[at : at + _SHORTEST]
            if letters in wanted and len(beginnings[letters]) < _MOST_PLACES:
                beginnings[letters].append(at)
        begins = list(_beginnings(self._keys)) if beginnings else []
        for quote, letters in sought.items():
            for at in beginnings.get(letters[:_SHORTEST], ()):
                end = at + len(letters)
                if text.startswith(letters, at) and not _cuts_number(text, at) and not _cuts_number(text, end):
                    found[quote].append(self._places[bisect_right(begins, at) - 1])
        return found

    def prepare(self, words: Collection[str]) -> None:
        """Note where words stand, before ``nearest`` is asked for quotations made of them."""
        self._found = {word: [] for word in words}
        for at, word in enumerate(self._keys):
            places = self._found.get(word)
            if places is not None:
                places.append(at)

    def nearest(self, quote: Quote) -> Likeness | None:
        """Return the wording most like a quotation, if any has a word in common with it."""
        # Seldom needed: quotations are there word for word, or not at hand.
        from rapidfuzz import fuzz

        starts = self._starts(quote)
        if not starts:
            return None
        sought = " ".join(quote)
        size = len(quote)
        best = max(starts, key=lambda at: fuzz.partial_ratio(sought, self._text(at - _SLACK, at + size + _SLACK)))
        bounds = [
            (start, start + length)
            for start in range(max(best - _SLACK, 0), best + _SLACK + 1)
            for length in range(max(size - _SLACK, 1), size + _SLACK + 1)
            if start + length <= len(self._keys) and _BETWEEN not in self._keys[start : start + length]
        ]
        if not bounds:
            return None
        start, end = max(bounds, key=lambda b: (fuzz.ratio(sought, self._text(*b)), -b[0]))
        wording = self._text(start, end)
        numbers = sorted(_DIGITS.findall(sought)) == sorted(_DIGITS.findall(wording))
        return Likeness(fuzz.ratio(sought, wording), self._places[start:end], numbers)

    def _starts(self, quote: Quote) -> list[int]:
        """Return where the quotation would begin, if its rarest words stood as in it; the likeliest places first."""
        there = sorted((len(self._found[word]), at) for at, word in enumerate(quote) if self._found.get(word))
        votes: Counter[int] = Counter()
        for _, offset in there[:_RAREST]:
            votes.update(max(at - offset, 0) for at in self._found[quote[offset]][:_MOST_PLACES])
        return [at for at, _ in votes.most_common(_TRIED)]

    def _text(self, start: int, end: int) -> str:
        return " ".join(self._keys[max(start, 0) : end])


def _run_together(words: Sequence[str]) -> str:
    """Write words without blanks, but for those between digits."""
    return "".join(_stretches(words))


def _stretches(words: Sequence[str]) -> Iterator[str]:
    digit = False
    for word in words:
        yield f" {word}" if digit and word[0].isdecimal() else word
        digit = word[-1].isdecimal()


def _beginnings(words: Sequence[str]) -> Iterator[int]:
    """Yield where each word begins when they are run together."""
    at = 0
    for stretch in _stretches(words):
        yield at
        at += len(stretch)


def _cuts_number(text: str, at: int) -> bool:
    """Say whether a number goes on over a place in a text."""
    return text[at - 1 : at].isdecimal() and text[at : at + 1].isdecimal()


def _grams(quote: Quote) -> list[Quote]:
    size = min(_GRAM, len(quote))
    return [quote[at : at + size] for at in range(len(quote) - size + 1)] if quote else []


def _around(length: int, footnotes: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words that are in no footnote."""
    start = 0
    for note in sorted(footnotes, key=lambda span: span.start):
        yield start, note.start
        start = note.end
    yield start, length
