"""Lines and notes → words with sections, footnotes, paragraphs and pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import quantiles
from typing import Final

from reportgen.inputs.texts.headings import Heading, find_headings
from reportgen.inputs.texts.layout import Layout, Line, Note, blanks_part
from reportgen.inputs.texts.model import Span
from reportgen.inputs.texts.words import LINE_END, as_printed, key, unraised

_LONGEST: Final = 400
_WINDOW: Final = 150
_LONGEST_WINDOW: Final = 1000
_LONGEST_WORD: Final = 200
_FULL: Final = 0.8
_ENDS: Final = (".", "!", "?", ":", ";")


@dataclass(frozen=True)
class Division:
    """What ``model.SourceText`` holds of a text, but for where it comes from."""

    words: tuple[str, ...]
    sections: tuple[Span, ...]
    footnotes: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    pages: tuple[Span, ...]
    printed: Mapping[int, str]


@dataclass(frozen=True)
class _Paragraph:
    lines: Sequence[Line]
    first: int
    heading: str | None = None


def divide(layout: Layout, wanted: Sequence[str], pages: Sequence[str] = ()) -> Division:
    """Return the words of a text and what they belong to.

    ``wanted`` are headings that evidence names; ``pages`` the names of the pages, if they are known. A
    footnote stands behind the paragraph that refers to it, so that paragraphs and sections are whole.
    """
    lines = layout.lines
    width = _width(lines)
    headings = find_headings(lines, wanted, width)
    levels = {heading.line: heading.level for heading in headings}
    paragraphs = list(_paragraphs(lines, headings, width))
    known = _vocabulary(lines)
    following = _following(paragraphs, layout.notes)
    made = _Maker(known)
    sections: list[tuple[str, int, int]] = []
    bodies: list[Span] = []
    notes: list[Span] = []
    for number in range(-1, len(paragraphs)):
        if number >= 0:
            paragraph = paragraphs[number]
            if paragraph.heading is not None:
                sections.append((paragraph.heading, levels[paragraph.first], len(made.words)))
            bodies.append(made.add("", [(line.text, line.page) for line in paragraph.lines]))
        notes += [
            made.add(str(note.number), [(_own(line, note.number), note.page) for line in note.lines])
            for note in following[number]
        ]
    return Division(
        tuple(made.words),
        _nested(sections, len(made.words)),
        tuple(_merged(notes)),
        tuple(part for body in bodies for part in _windows(body, made.words)),
        tuple(_runs(made.pages, pages)) if pages else (),
        made.printed,
    )


def _nested(sections: Sequence[tuple[str, int, int]], end: int) -> tuple[Span, ...]:
    """Return sections, given as name, level and start: each ends where the next of its level or a higher one begins."""
    spans: list[Span] = []
    ends: dict[int, int] = {}
    for name, level, start in reversed(sections):
        spans.append(Span(name, start, min((ends[other] for other in ends if other <= level), default=end)))
        ends[level] = start
    return tuple(reversed(spans))


_BEGUN: Final = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})*,$")
_GROUP: Final = re.compile(r"\d{3}(?!\d)")


class _Maker:
    """Puts lines together to words: what a line's end parted is joined."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self.words: list[str] = []
        self.pages: list[int] = []
        self.printed: dict[int, str] = {}

    def add(self, name: str, lines: Sequence[tuple[str, int]]) -> Span:
        start = len(self.words)
        for text, page in lines:
            printed = as_printed(text)
            words, forms = unraised(printed).split(), printed.split()
            if words and len(self.words) > start and self._parted(self.words[-1], words[0]):
                self._join(words.pop(0), forms.pop(0))
            elif words and len(self.words) > start and _BEGUN.search(self.words[-1]) and _GROUP.match(words[0]):
                # Nobody can tell one number that a line's end parts from two; the mark keeps both from being read.
                self.printed.setdefault(len(self.words) - 1, self.words[-1])
                self.words[-1] += "-"
            self.printed.update((len(self.words) + n, form) for n, form in enumerate(forms) if form != words[n])
            self.words += words
            self.pages += [page] * len(words)
        return Span(name, start, len(self.words))

    def _parted(self, end: str, begin: str) -> bool:
        return 1 < len(end) < _LONGEST_WORD and end[-1] == "-" and end[-2].isalnum() and begin[0].isalnum()

    def _join(self, begin: str, form: str) -> None:
        """Put the word that a line begins with to the one that the line before ends with."""
        at, end = len(self.words) - 1, self.words[-1]
        self.words[at] = self._joined(end, begin)
        if end[-2].isalpha() and begin[0].isalpha():
            self.printed[at] = self.printed.get(at, end)[:-1] + LINE_END + form

    def _joined(self, end: str, begin: str) -> str:
        """Drop the hyphen where the text elsewhere has the word without it, or nothing speaks for keeping it."""
        if _bare(end[:-1] + begin) in self._known:
            return end[:-1] + begin
        compound = _bare(end + begin) in self._known or _bare(end) in self._known
        keeps = compound or not begin[0].islower() or not end[-2].islower() or "/" in end
        return end + begin if keeps else end[:-1] + begin


def _bare(word: str) -> str:
    return word.strip(".,;:!?\"'()[]-").casefold()


def _vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    """Words that stand within lines, where nothing is parted."""
    return frozenset(_bare(word) for text in {line.text for line in lines} for word in text.split()[1:-1])


def _own(line: str, number: int) -> str:
    """Take a note's own number away where it is glued to a word of the note."""
    mark = str(number)
    words = line.split(" ")
    for at, word in enumerate(words):
        stem = word.removesuffix(mark)
        if number and stem != word and stem[-1:].isalpha():
            words[at] = stem
    return " ".join(words)


def _width(lines: Sequence[Line]) -> int:
    lengths = [len(line.text) for line in lines]
    return round(quantiles(lengths, n=10)[-1]) if len(lengths) > 1 else max(lengths, default=0)


def _paragraphs(lines: Sequence[Line], headings: Sequence[Heading], width: int) -> Iterator[_Paragraph]:
    parting = blanks_part(lines)
    names = {heading.line: heading.name for heading in headings}
    inside = {heading.line + n for heading in headings for n in range(1, heading.length)}
    forced = names.keys() | {heading.line + heading.length for heading in headings}
    starts = [
        at
        for at in range(1, len(lines))
        if at in forced or (at not in inside and _begins(lines[at - 1], lines[at], width, parting))
    ]
    for start, end in pairwise([0, *starts, len(lines)] if lines else []):
        yield _Paragraph(lines[start:end], start, names.get(start))


def _begins(before: Line, line: Line, width: int, parting: bool) -> bool:
    """Say whether a paragraph begins with a line."""
    ended = before.text.rstrip("\"')]").endswith(_ENDS)
    short = len(before.text) < _FULL * width
    goes_on = line.text[0].islower() or (line.text[0] in "[(" and not ended)
    if line.indent > 1 and before.indent < line.indent and not goes_on and (ended or line.gap):
        return True
    if line.top or not parting:
        return ended and not goes_on and (short or (before.loose and not line.top))
    return line.gap and not goes_on and (ended or len(before.text) < 0.6 * width)


def _following(paragraphs: Sequence[_Paragraph], notes: Sequence[Note]) -> Mapping[int, list[Note]]:
    """Return the notes behind each paragraph: the one that refers to them, or else the last on their page."""
    marked: dict[tuple[int, int], int] = {}
    last: dict[int, int] = {}
    for number, paragraph in enumerate(paragraphs):
        for line in paragraph.lines:
            last[line.page] = number
            for mark in line.marks:
                marked.setdefault((mark, line.page), number)
    found: defaultdict[int, list[Note]] = defaultdict(list)
    place = -1
    for note in notes:
        if note.number:
            # A paragraph may refer to a note at the end of a page whose foot is on the next one.
            beside = next(
                (marked[note.number, p] for p in (note.page, note.page - 1) if (note.number, p) in marked), None
            )
            place = last.get(note.page, place) if beside is None else beside
        found[place].append(note)
    return found


def _merged(notes: Sequence[Span]) -> Iterator[Span]:
    """Join what runs on over the page to the note that it belongs to."""
    current: Span | None = None
    for note in notes:
        if note.name == "0" and current:
            current = Span(current.name, current.start, note.end)
            continue
        if current:
            yield current
        current = note
    if current:
        yield current


def _windows(span: Span, words: Sequence[str]) -> Iterator[Span]:
    """Cut what is too long for a paragraph at ends of sentences, or where there are none, as in tables, anywhere."""
    start = span.start
    if span.end - start > _LONGEST:
        for at in range(start, span.end - _WINDOW // 2):
            length = at + 1 - start
            if length < _WINDOW:
                continue
            ends = key(words[at]) and words[at].rstrip("\"')]").endswith((".", "!", "?"))
            if ends or length >= _LONGEST_WINDOW:
                yield Span(span.name, start, at + 1)
                start = at + 1
    yield Span(span.name, start, span.end)


def _runs(pages: Sequence[int], names: Sequence[str]) -> Iterator[Span]:
    """Yield each stretch of words on one page; a page with a note that stands behind its paragraph has several."""
    start = 0
    for page, words in groupby(pages):
        end = start + sum(1 for _ in words)
        yield Span(names[page], start, end)
        start = end
