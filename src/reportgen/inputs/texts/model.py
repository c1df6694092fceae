"""The texts of sources, divided up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.store.fingerprint import Digest


@dataclass(frozen=True)
class Span:
    """A stretch of a text: from word ``start`` up to, not including, word ``end``.

    ``name`` is a section's heading or number as the text gives it, or a footnote's number.
    """

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class SourceText:
    """The text of a source, normalised into words for looking things up; it is never written anywhere.

    ``words`` are those of the text in its order, as it prints them but for typography (NFKC, straight quotes and
    hyphens, no hyphens of line ends, page numbers, running heads or footnote marks). ``sections`` (which may stand
    in others), ``footnotes`` and ``paragraphs`` divide them up; footnotes stand apart from the paragraphs. ``pages``
    are known for PDF only. ``printed`` has, by place, the words that the text prints otherwise: with what is raised
    behind ``^``, and with ``words.LINE_END`` where a line's end parted them.
    """

    key: str
    digest: Digest
    extractor: str
    words: tuple[str, ...] = field(repr=False)
    sections: tuple[Span, ...]
    footnotes: tuple[Span, ...]
    paragraphs: tuple[Span, ...] = field(repr=False)
    pages: tuple[Span, ...] = ()
    printed: Mapping[int, str] = field(default_factory=dict, repr=False)
