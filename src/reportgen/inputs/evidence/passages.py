"""Evidence + texts → where in the text of its source each quotation stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from reportgen.inputs.evidence.model import Evidence, Passage
from reportgen.inputs.texts.footnote_marks import splits
from reportgen.inputs.texts.headings import answers
from reportgen.inputs.texts.model import SourceText, Span
from reportgen.inputs.texts.quoteindex import Quote, QuoteIndex
from reportgen.inputs.texts.words import keys_of, mended, normalise

THRESHOLD: Final = 90.0
"""Score, of 100, from which a wording counts as nearly the quotation's (rapidfuzz ``ratio`` of the folded words)."""

_LIKE_AT_ALL: Final = 50.0
_PAGES: Final = re.compile(r"(\d+)\s*[-–]+\s*(\d+)")

_RAISED: Final = re.compile(r"\^\d{1,3}$")

_MOST_PLACES: Final = 200
"""Places of a quotation of which one may be that which the row says; one that stands so often is a finding anyway."""

_SHOWN: Final = 8
"""Words of a text that a message may show."""

_LONGEST: Final = 300
"""Words that a quotation may have to be looked for where it is not found word for word."""


def locate(evidence: Iterable[Evidence], texts: Mapping[str, SourceText]) -> Mapping[str, Passage]:
    """Find the quotation of each row whose source has a text at hand; by id, in the order of the rows.

    Of several places the first is given that fits the section, note and page that the row says. What fits
    is in the row's own words in ``Passage.section``, ``footnote`` and ``page``, such as the number of a
    section, and else as the text has it. A wording that differs in a number is never a fuzzy match.
    ``nearest`` is given for fuzzy matches too.
    """
    rows = [row for row in evidence if row.source in texts]
    found: dict[str, Passage] = {}
    by_source: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    for source, wanted in by_source.items():
        found.update((passage.evidence, passage) for passage in _Finder(texts[source]).find(wanted))
    return {row.id: found[row.id] for row in rows}


class _Finder:
    """Finds quotations in one text."""

    def __init__(self, text: SourceText) -> None:
        self._text = text
        self._index = QuoteIndex(text.words, text.footnotes)
        self._sections = _Lookup(text.sections)
        self._notes = _Lookup(text.footnotes)
        self._pages = _Lookup(text.pages)

    def find(self, rows: Sequence[Evidence]) -> Iterator[Passage]:
        quotes = {row.id: keys_of(row.quote) for row in rows}
        places = self._index.find(set(quotes.values()))
        lost = [row for row in rows if not places[quotes[row.id]]]
        others = {row.id: (self._without_marks(row.quote), keys_of(mended(row.quote))) for row in lost}
        copied = self._index.find({quote for pair in others.values() for quote in pair})
        exact = {row.id: places[quotes[row.id]] for row in rows}
        exact.update((row.id, next(filter(None, (copied[quote] for quote in others[row.id])), [])) for row in lost)
        lost = [row for row in lost if not exact[row.id]]
        glued = self._index.without_blanks({others[row.id][1] for row in lost})
        run_on = {row.id: glued[others[row.id][1]] for row in lost}
        lost = [row for row in lost if not run_on[row.id]]
        self._index.prepare({word for row in lost if len(quotes[row.id]) <= _LONGEST for word in quotes[row.id]})
        for row in rows:
            if exact[row.id]:
                yield self._exact(row, exact[row.id])
            elif run_on.get(row.id):
                found = self._exact(row, run_on[row.id])
                near = self._text.words[found.position : found.position + min(len(quotes[row.id]), _SHOWN)]
                yield replace(found, blanks=False, nearest=" ".join(near))
            else:
                yield self._like(row, quotes[row.id])

    def _without_marks(self, quote: str) -> Quote:
        """Return a quotation without the footnote marks that were copied with it; nothing if it has none."""
        words = normalise(quote).split()
        bare = [_RAISED.sub("", word) for word in words]
        for at, word in enumerate(words):
            for head, digits, tail in splits(word):
                if self._notes.has(digits):
                    bare[at] = head + tail
            if at and words[at - 1][-1] in "\"'" and self._notes.has(word.rstrip(".,;:")):
                bare[at] = ""
        return keys_of(" ".join(bare)) if bare != words else ()

    def _exact(self, row: Evidence, positions: Sequence[int]) -> Passage:
        places = [self._place(row, position) for position in positions[:_MOST_PLACES]]
        at = next((n for n, place in enumerate(places) if _fits(row, place)), 0)
        return Passage(row.id, "exact", 100.0, len(positions), positions[at], *places[at])

    def _like(self, row: Evidence, quote: Quote) -> Passage:
        # To look for something like a whole chapter takes a minute; a fragment is a few words.
        like = self._index.nearest(quote) if len(quote) <= _LONGEST else None
        if like is None or like.score < _LIKE_AT_ALL:
            return Passage(row.id, "", 0.0, 0, -1, "", "", "")
        near = " ".join(self._text.words[place] for place in like.places)
        if like.score >= THRESHOLD and like.numbers:
            return Passage(
                row.id, "fuzzy", like.score, 1, like.places[0], *self._place(row, like.places[0]), nearest=near
            )
        return Passage(row.id, "", like.score, 0, like.places[0], *self._place(row, like.places[0]), nearest=near)

    def _place(self, row: Evidence, position: int) -> tuple[str, str, str]:
        """Return section, note and page of a position, in the row's words where these say the same."""
        section, page = self._sections.at(position), self._pages.at(position)
        if row.section and section and answers(section, row.section):
            section = row.section
        if row.page and (not self._text.pages or _covers(row.page, page)):
            page = row.page
        return section, self._notes.at(position), page


def _fits(row: Evidence, place: tuple[str, str, str]) -> bool:
    section, footnote, page = place
    return row.section in ("", section) and row.footnote == footnote and row.page in ("", page)


def _covers(stated: str, page: str) -> bool:
    """Say whether a page is the one stated, or one of a range."""
    between = _PAGES.fullmatch(stated.strip())
    if between and page.isdecimal():
        return int(between[1]) <= int(page) <= int(between[2])
    return stated.strip() == page


class _Lookup:
    """Finds the span that a word stands in."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]
        self._names = {span.name for span in spans}

    def has(self, name: str) -> bool:
        return name in self._names

    def at(self, position: int) -> str:
        """Return the name of the span at a position, or nothing."""
        before = bisect_right(self._starts, position) - 1
        inside = before >= 0 and position < self._spans[before].end
        return self._spans[before].name if inside else ""
