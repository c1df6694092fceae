"""The paragraph that a quotation stands in, of a text that is at hand, parted at the quotation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Final, TypeAlias

from reportgen.inputs.evidence.model import Evidence, Passage
from reportgen.inputs.model import Inputs
from reportgen.inputs.texts.model import SourceText, Span

MOST: Final = 300
"""Words that are shown on either side: what has no paragraphs is one of any length."""

Surroundings: TypeAlias = tuple[str, str, str]
"""Words before a quotation, those of it, and words behind."""


class Paragraphs:
    """Finds paragraphs and notes in the texts of a brief's sources."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._spans: dict[str, tuple[list[Span], list[int]]] = {}

    def around(self, row: Evidence) -> Surroundings | None:
        """Return what stands around a quotation; nothing where its text is away or does not have it."""
        text, found = self._inputs.texts.get(row.source), self._inputs.passages.get(row.id)
        if text is None or found is None or not found.match:
            return None
        begin, end = found.position, _end(text, found, row)
        span = self._span(text, begin)
        first, last = max(span.start, begin - MOST), min(max(span.end, end), end + MOST)
        words = text.words
        before = ("… " if first > span.start else "") + " ".join(words[first:begin])
        behind = " ".join(words[end:last]) + (" …" if last < span.end else "")
        return before, " ".join(words[begin:end]), behind

    def _span(self, text: SourceText, position: int) -> Span:
        """Return the note that a word stands in, or its paragraph, or else a stretch around it."""
        if text.key not in self._spans:
            spans = sorted((*text.footnotes, *text.paragraphs), key=lambda span: span.start)
            self._spans[text.key] = spans, [span.start for span in spans]
        spans, starts = self._spans[text.key]
        at = bisect_right(starts, position) - 1
        near = [span for span in spans[max(at - 3, 0) : at + 1] if span.start <= position < span.end]
        return near[-1] if near else Span("", max(position - MOST, 0), min(position + MOST, len(text.words)))


def _end(text: SourceText, found: Passage, row: Evidence) -> int:
    """Return behind which word a quotation ends: where as many letters and digits have been passed as it has."""
    wanted = _letters(found.nearest or row.quote)
    at = found.position
    while wanted > 0 and at < len(text.words):
        wanted -= _letters(text.words[at])
        at += 1
    return at


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


def works(inputs: Inputs) -> Mapping[str, str]:
    """Return the titles of the works that evidence comes from, or is cited from there, by key."""
    keys = {key for row in inputs.evidence.values() for key in (row.source, row.via) if key}
    entries = inputs.bibliography.entries
    return {key: entries[key].fields.get("title", "") or entries[key].short for key in sorted(keys) if key in entries}
