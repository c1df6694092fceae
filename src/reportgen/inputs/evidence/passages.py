"""Evidence + texts → where in the text of its source each quotation stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from reportgen.inputs.evidence.differences import word_diff
from reportgen.inputs.evidence.model import CONTEXT, Evidence, Match, Passage
from reportgen.inputs.texts.footnote_marks import splits
from reportgen.inputs.texts.headings import answers
from reportgen.inputs.texts.model import SourceText, Span
from reportgen.inputs.texts.quote_index import QuoteIndex
from reportgen.inputs.texts.typography import numbers, same, within
from reportgen.inputs.texts.words import LINE_END, as_printed, keys_of, mended

THRESHOLD: Final = 90.0
"""Score, of 100, from which a wording counts as nearly the quotation's (rapidfuzz ``ratio`` of the folded words)."""

_NEARLY: Final = 99.0
"""Score of a wording that differs in no letter or digit but in case, hyphens, signs or punctuation."""

_LIKE_AT_ALL: Final = 50.0
_PAGES: Final = re.compile(r"(\d+)\s*[-–]+\s*(\d+)")

_RAISED: Final = re.compile(r"\^(\d{1,3})$")

_MOST_PLACES: Final = 200
"""Places of a quotation of which one may be that which the row says; one that stands so often is a finding anyway."""

_MOST_READ: Final = 2000
"""Places of a quotation that are read as they are printed; what stands more often is told so anyway."""

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
        self._index = QuoteIndex(text)
        self._sections = _Lookup(text.sections)
        self._notes = _Lookup(text.footnotes)
        self._pages = _Lookup(text.pages)

    def find(self, rows: Sequence[Evidence]) -> Iterator[Passage]:
        asked = [(row, self._readings(row.quote)) for row in rows]
        places = self._index.find({keys_of(reading) for _, readings in asked for reading in readings})
        lost = [row for row, readings in asked if not any(places[keys_of(reading)] for reading in readings)]
        glued = self._index.without_blanks({keys_of(mended(row.quote)) for row in lost})
        lost = [row for row in lost if not glued[keys_of(mended(row.quote))]]
        sought = [quote for row in lost if len(quote := keys_of(row.quote)) <= _LONGEST]
        self._index.prepare({word for quote in sought for word in quote})
        for row, readings in asked:
            found = {reading: places[keys_of(reading)] for reading in readings}
            yield (
                self._exact(row, found)
                or self._run_on(row, glued.get(keys_of(mended(row.quote)), ()))
                or self._nearly(row, found)
                or self._like(row)
            )

    def _readings(self, quote: str) -> Sequence[str]:
        """Return what a quotation may say: as it stands, without marks of notes, and without the ends of lines."""
        return tuple(dict.fromkeys(filter(None, (as_printed(quote), self._without_marks(quote), mended(quote)))))

    def _without_marks(self, quote: str) -> str:
        """Return a quotation without the footnote marks that were copied with it; nothing if it has none."""
        words = as_printed(quote).split()
        bare = list(words)
        for at, word in enumerate(words):
            raised = _RAISED.search(word)
            if raised and (self._notes.has(raised[1]) or word[: raised.start()][-2:].isalpha()):
                bare[at] = word[: raised.start()]
            for head, digits, tail in splits(word):
                if self._notes.has(digits):
                    bare[at] = head + tail
            if at and words[at - 1][-1] in "\"'" and self._notes.has(word.rstrip(".,;:")):
                bare[at] = ""
        return " ".join(filter(None, bare)) if bare != words else ""

    def _exact(self, row: Evidence, found: Mapping[str, Sequence[int]]) -> Passage | None:
        for reading, places in found.items():
            length = len(keys_of(reading))
            alike = [at for at in places[:_MOST_READ] if same(reading, self._index.wording(at, length))]
            if alike:
                return self._passage(row, "exact", 100.0, alike)
        return None

    def _run_on(self, row: Evidence, places: Sequence[tuple[int, int]]) -> Passage | None:
        """Return where a quotation stands but for its blanks."""
        reading = mended(row.quote)
        alike = {at: self._index.wording(at, length) for at, length in places}
        if any(same(reading, wording) for wording in alike.values()):
            return self._passage(row, "exact", 100.0, [at for at, wording in alike.items() if same(reading, wording)])
        alike = {at: wording for at, wording in alike.items() if within(reading, wording)}
        if not alike:
            return None
        passage = self._passage(row, "spaced", 100.0, list(alike))
        return replace(passage, nearest=" ".join(next(iter(alike.values())).split()[:CONTEXT]))

    def _nearly(self, row: Evidence, found: Mapping[str, Sequence[int]]) -> Passage | None:
        """Return where a quotation stands but for case, hyphens or punctuation; with other numbers it does not."""
        reading, places = next(((reading, places) for reading, places in found.items() if places), ("", ()))
        if not places:
            return None
        wordings = {at: self._index.wording(at, len(keys_of(reading))) for at in places[:_MOST_PLACES]}
        kept = [at for at in wordings if numbers(wordings[at]) == numbers(reading)]
        passage = self._passage(row, "fuzzy" if kept else "", _NEARLY, kept or list(wordings))
        at = next(at for at in kept or wordings if self._index.position(at) == passage.position)
        return _described(passage, row, wordings[at])

    def _like(self, row: Evidence) -> Passage:
        quote = keys_of(row.quote)
        # To look for something like a whole chapter takes a minute; a fragment is a few words.
        like = self._index.nearest(quote) if 0 < len(quote) <= _LONGEST else None
        if like is None or like.score < _LIKE_AT_ALL:
            return Passage(row.id, "", 0.0, 0, -1, "", "", "")
        near = self._index.wording(like.at, like.length)
        kept = like.score >= THRESHOLD and numbers(near) == numbers(as_printed(row.quote))
        passage = self._passage(row, "fuzzy" if kept else "", min(like.score, _NEARLY), [like.at])
        return _described(passage, row, near)

    def _passage(self, row: Evidence, match: Match, score: float, found: Sequence[int]) -> Passage:
        positions = [self._index.position(at) for at in found]
        places = [self._place(row, position) for position in positions[:_MOST_PLACES]]
        at = next((n for n, place in enumerate(places) if _fits(row, place)), 0)
        return Passage(row.id, match, score, len(positions), positions[at], *places[at])

    def _place(self, row: Evidence, position: int) -> tuple[str, str, str]:
        """Return section, note and page of a position, in the row's words where these say the same."""
        section, page = self._sections.at(position), self._pages.at(position)
        if row.section and any(answers(name, row.section) for name in self._sections.around(position)):
            section = row.section
        if row.page and (not self._text.pages or _covers(row.page, page)):
            page = row.page
        return section, self._notes.at(position), page


def _described(passage: Passage, row: Evidence, wording: str) -> Passage:
    """Return a passage that is not exact with the wording that is there; one that is not found stands nowhere."""
    near = wording.replace(LINE_END, "")
    count = passage.count if passage.match else 0
    return replace(passage, count=count, nearest=near, difference=word_diff(row.quote, near))


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

    def around(self, position: int) -> Iterator[str]:
        """Yield the names of all spans that a position stands in."""
        for span in self._spans[: bisect_right(self._starts, position)]:
            if position < span.end:
                yield span.name

    def at(self, position: int) -> str:
        """Return the name of the innermost span at a position, or nothing."""
        before = bisect_right(self._starts, position) - 1
        inside = before >= 0 and position < self._spans[before].end
        return self._spans[before].name if inside else ""
