"""Where in a text a quotation stands, word for word or nearly."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from reportgen.inputs.texts.model import SourceText, Span
from reportgen.inputs.texts.words import SIGNS, keys

Quote: TypeAlias = tuple[str, ...]
"""The keys of a quotation's words, see ``words.keys_of``."""

_GRAM: Final = 3
_BETWEEN: Final = "\0"

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
    """A wording like a quotation: where it begins, how many words it has, and how like it is (100: the same)."""

    score: float
    at: int
    length: int


class QuoteIndex:
    """The words of a text in the order in which they are read: running text first, then each footnote.

    So neither interrupts the other. Places are counted in this order, without mere punctuation.
    """

    def __init__(self, text: SourceText) -> None:
        self._text = text
        self._keys: list[str] = []
        self._places: list[int] = []
        self._before: dict[int, list[str]] = {}
        folded = keys(text.words)
        running = (at for start, end in _around(len(folded), text.footnotes) for at in range(start, end))
        for places in (running, *(range(note.start, note.end) for note in text.footnotes)):
            for place in places:
                if folded[place]:
                    self._keys.append(folded[place])
                    self._places.append(place)
                else:
                    self._before.setdefault(len(self._keys), []).append(text.words[place])
            self._keys.append(_BETWEEN)
            self._places.append(len(folded))
        self._found: dict[str, list[int]] = {}

    def position(self, at: int) -> int:
        """Return the position in the text of the word at a place."""
        return self._places[at]

    def wording(self, at: int, length: int) -> str:
        """Return what stands at a place as printed: so many words, with the signs that belong to their numbers."""
        begin, end = at, at + length
        if at and self._keys[at - 1] in SIGNS and self._printed(at)[0].isdecimal():
            begin -= 1
        if self._keys[end] in SIGNS and self._printed(end - 1)[-1].isdecimal():
            end += 1
        words = [word for n in range(begin, end) for word in (*self._before.get(n, ()), self._printed(n))]
        return " ".join((*words, *(word for word in self._before.get(end, ())[:1] if word[0] in "‰°")))

    def _printed(self, at: int) -> str:
        place = self._places[at]
        return self._text.printed.get(place) or self._text.words[place]

    def find(self, quotes: Collection[Quote]) -> dict[Quote, list[int]]:
        """Return the places at which each quotation stands, word for word but for what ``words.key`` leaves out.

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
        return [at for at in starts if at >= 0 and self._keys[at : at + length] == wanted]

    def without_blanks(self, quotes: Collection[Quote]) -> dict[Quote, list[tuple[int, int]]]:
        """Return the places at which each quotation stands, and in how many words, if blanks count only between digits.

        PDFs do not always tell where words end. One pass over the text for all, by their first letters; what is
        too short for this is not looked for.
        """
        sought = {quote: _run_together(quote) for quote in quotes if sum(map(len, quote)) >= _SHORTEST}
        found: dict[Quote, list[tuple[int, int]]] = {quote: [] for quote in quotes}
        beginnings: defaultdict[str, list[int]] = defaultdict(list)
        wanted = {letters[:_SHORTEST] for letters in sought.values()}
        text = _run_together(self._keys) if wanted else ""
        for at in range(len(text) - _SHORTEST + 1):
            letters = text[at : at + _SHORTEST]
            if letters in wanted and len(beginnings[letters]) < _MOST_PLACES:
                beginnings[letters].append(at)
        begins = [*_beginnings(self._keys), len(text)] if beginnings else []
        known = frozenset(self._keys) if beginnings else frozenset()
        for quote, letters in sought.items():
            for at in beginnings.get(letters[:_SHORTEST], ()):
                end = at + len(letters)
                if not text.startswith(letters, at) or _cuts_number(text, at) or _cuts_number(text, end):
                    continue
                first, last = bisect_right(begins, at) - 1, bisect_right(begins, end - 1) - 1
                head = text[begins[first] : at].strip(), begins[first + 1] - at
                tail = text[end : begins[last + 1]].strip(), end - begins[last]
                if _glued(*head, quote[0], known) and _glued(*tail, quote[-1], known):
                    found[quote].append((first, last + 1 - first))
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
        best = max(starts, key=lambda at: fuzz.partial_ratio(sought, self._joined(at - _SLACK, at + size + _SLACK)))
        bounds = [
            (start, start + length)
            for start in range(max(best - _SLACK, 0), best + _SLACK + 1)
            for length in range(max(size - _SLACK, 1), size + _SLACK + 1)
            if start + length <= len(self._keys) and _BETWEEN not in self._keys[start : start + length]
        ]
        if not bounds:
            return None
        start, end = max(bounds, key=lambda b: (fuzz.ratio(sought, self._joined(*b)), -b[0]))
        return Likeness(fuzz.ratio(sought, self._joined(start, end)), start, end - start)

    def _starts(self, quote: Quote) -> list[int]:
        """Return where the quotation would begin, if its rarest words stood as in it; the likeliest places first."""
        there = sorted((len(self._found[word]), at) for at, word in enumerate(quote) if self._found.get(word))
        votes: Counter[int] = Counter()
        for _, offset in there[:_RAREST]:
            votes.update(max(at - offset, 0) for at in self._found[quote[offset]][:_MOST_PLACES])
        return [at for at, _ in votes.most_common(_TRIED)]

    def _joined(self, start: int, end: int) -> str:
        return " ".join(self._keys[max(start, 0) : end])


def _glued(rest: str, length: int, word: str, known: Collection[str]) -> bool:
    """Say whether a quotation may begin or end inside a word of the text, of which this is left over.

    It is none if nothing is. Else the word has to have more of the quotation than its first or last word, and the rest
    to be a word of the text: "unable to" has no "able to", and "wasableto" has.
    """
    return not rest or (length > len(word) and rest in known)


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
