"""Pages of text → lines of running text, and the notes at the feet of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from reportgen.inputs.texts.footnote_marks import LONE_NUMBER, MarkRemover
from reportgen.inputs.texts.pdf_lines import Sheet
from reportgen.inputs.texts.words import plain, shown

# Word processors draw a rule above notes; extractors leave a line of blanks or dashes of it.
_RULE: Final = re.compile(r"[ \u00a0]{20,}|\s*[_―—‾\-]{5,}\s*")
_NOTE: Final = re.compile(r"\s{0,3}(?:\^?(\d{1,3})(?:\s+(\S.*))?|\^?(\d{1,3})([^\W\d_a-zà-öø-ÿ].*|[\"'“‘(].*))\s*")
_ORDINAL: Final = re.compile(r"\s*(st|nd|rd|th)\b(.*)")
_TOP: Final = re.compile(r" \S")
_HEAD_ON: Final = 3
# A page with fewer lines is not taken for one with a running head.
_SHORTEST_PAGE: Final = 4
_RUN_ON: Final = 6
# More lines than this are no page, but a text whose pages are not known; nothing is at their feet.
_LONGEST_PAGE: Final = 200


@dataclass(frozen=True)
class Line:
    """A line of running text.

    ``gap``: a blank line stands before it; ``top``: it is the first of its page; ``loose``: two or
    more blanks follow it, as they do at the end of a paragraph; ``marks``: notes that it refers to.
    """

    text: str
    page: int
    gap: bool
    top: bool
    indent: int
    loose: bool
    marks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Note:
    """A note at the foot of a page."""

    number: int
    page: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Running text and notes; ``labels`` are the numbers printed on the pages, by page, where they are."""

    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    labels: dict[int, str] = field(default_factory=dict)


@dataclass
class _Page:
    body: list[str]
    foot: list[str]
    notes: list[int]


def blanks_part(lines: Sequence[Line]) -> bool:
    """Say whether blank lines part paragraphs: some lines have one before them, and most have none."""
    return 0 < sum(line.gap for line in lines) <= len(lines) // 2


def pages_of(text: str) -> list[str]:
    """Divide a plain text into pages, at form feeds or where a line begins with a single blank."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\f" in text:
        return text.split("\f")
    lines = text.split("\n")
    tops = list(_tops(lines))
    if len(tops) > len(lines) // 4:  # the whole text is set in by a blank
        return [text]
    edges = [0, *(i for i in tops if i), len(lines)]
    return ["\n".join(lines[a:b]) for a, b in pairwise(edges)]


def _tops(lines: Sequence[str]) -> Iterator[int]:
    """Find the lines that begin pages: one blank before them, or more if they follow notes."""
    at_foot = False
    for at, line in enumerate(lines):
        if _is_rule(lines, at):
            at_foot = True
        indented = at_foot and line[:2] == "  " and line.strip() and not _begins(lines, at)
        if (indented or _TOP.match(line)) and not _goes_on(lines, at):
            at_foot = False
            yield at


def _goes_on(lines: Sequence[str], at: int) -> bool:
    """Say whether a line only goes on behind a raised number or ending that stands on a line of its own."""
    before = next((line for line in reversed(lines[max(0, at - 3) : at]) if line.strip()), "")
    return bool(LONE_NUMBER.fullmatch(before) and not before[:1].isspace()) or before.strip() in {
        "st",
        "nd",
        "rd",
        "th",
    }


def lay_out(pages: Sequence[str | Sheet], titles: Collection[str] = ()) -> Layout:
    """Take pages apart into lines and notes; page numbers and running heads drop out.

    Of a ``Sheet`` it may be known where its notes begin.
    ``titles`` (see ``words.shown``) are headings, of which the first is kept where they are running heads.
    """
    raw = [page.split("\n") if isinstance(page, str) else list(page.lines) for page in pages]
    feet = [None if isinstance(page, str) else page.foot for page in pages]
    labels = _drop_edges(raw, titles)
    divided = list(_divide(raw, feet))
    marks = MarkRemover(noted=any(page.notes for page in divided))
    lines: list[Line] = []
    notes: list[Note] = []
    for number, page in enumerate(divided):
        marks.turn_page(page.notes)
        lines += _lines(page.body, number, marks)
        notes += _notes(page, number)
    return Layout(tuple(lines), tuple(notes), labels)


def _edge(lines: Sequence[str], step: int) -> int | None:
    """Return the index of the first (``step`` 1) or last (-1) line that is not blank."""
    order = range(len(lines)) if step == 1 else range(len(lines) - 1, -1, -1)
    return next((i for i in order if lines[i].strip()), None)


def _pattern(line: str) -> str:
    return re.sub(r"\d+", "#", shown(line))


def _drop_edges(pages: list[list[str]], titles: Collection[str]) -> dict[int, str]:
    """Remove page numbers and running heads in place; give the page numbers."""
    labels: dict[int, str] = {}
    filled = {number: page for number, page in enumerate(pages) if any(map(str.strip, page))}
    for _ in range(2):
        edges = [
            (number, at) for number, page in filled.items() for step in (1, -1) if (at := _edge(page, step)) is not None
        ]
        counts = Counter(_pattern(pages[number][at]) for number, at in edges)
        kept: set[str] = set()
        often = max(_HEAD_ON, len(pages) // 5)
        for number, at in edges if len(pages) > 1 else ():
            page = pages[number]
            alone = LONE_NUMBER.fullmatch(page[at])
            title = shown(page[at])
            if alone:
                labels.setdefault(number, alone[1])
            elif counts[_pattern(page[at])] < often or sum(map(bool, map(str.strip, page))) < _SHORTEST_PAGE:
                continue
            if title in titles and title not in kept:
                kept.add(title)
            else:
                page[at] = ""
    return labels


def _divide(pages: Sequence[Sequence[str]], feet: Sequence[int | None]) -> Iterator[_Page]:
    """Part the running text of each page from the notes at its foot."""
    ruled = any(_is_rule(page, at) for page in pages for at in range(len(page)))
    placed = any(foot is not None for foot in feet)
    last = 0
    for number, page in enumerate(pages):
        known = feet[number]
        if placed:
            start = len(page) if known is None else known
        elif len(page) > _LONGEST_PAGE:
            start = len(page)
        elif not ruled:
            start = _unruled_start(page, last)
        elif number and last and _only_notes(page, last):
            start = 0
        else:
            start = next((at for at in range(len(page)) if _is_rule(page, at)), len(page))
        foot = list(page[start:])
        notes: list[int] = []
        for at, line in enumerate(foot):
            begun = _begins(foot, at)
            fits = begun == last + 1 or (not notes and (begun > last or begun == 1) and line.strip())
            if begun and (fits or (begun > last and line.lstrip().startswith("^"))):
                notes.append(begun)
                last = begun
        yield _Page(list(page[:start]), foot, notes)


def _begins(lines: Sequence[str], at: int) -> int:
    """Return the number of the note that a line may begin, or 0."""
    match = _NOTE.fullmatch(lines[at])
    if not match:
        return 0
    if match[3]:
        return int(match[3])
    followed = match[2] or next((line.strip() for line in lines[at + 1 : at + 3] if line.strip()), "")
    return int(match[1]) if followed else 0


def _is_rule(page: Sequence[str], at: int) -> bool:
    if not _RULE.fullmatch(page[at]):
        return False
    after = next((i for i in range(at + 1, min(at + 4, len(page))) if page[i].strip()), None)
    return after is not None and _begins(page, after) > 0


def _only_notes(page: Sequence[str], last: int) -> bool:
    """Say whether a page begins within a note of the page before and has nothing but notes."""
    begins = any(_begins(page, at) == last + 1 for at in range(min(len(page), _RUN_ON)))
    return begins and not any(_is_rule(page, at) for at in range(len(page)))


def _unruled_start(page: Sequence[str], last: int) -> int:
    """Find the first note of a page without a rule: it has the number due, and its mark stands above it."""
    for at in range(1, len(page)):
        begun = _begins(page, at)
        if begun and begun in (last + 1, 1) and _has_mark("\n".join(page[:at]), begun):
            return at
    return len(page)


def _has_mark(text: str, number: int) -> bool:
    glued = rf"(?<=[^\W\d_]){number}(?!\w)|[.,;:!?\"'”’)\]] ?{number}(?!\w)|\b(?:1[5-9]|20)\d\d{number}(?!\w)"
    return re.search(rf"{glued}|^\s*{number}\s*$", plain(text), re.MULTILINE) is not None


def _notes(page: _Page, number: int) -> Iterator[Note]:
    """Yield the notes of a page; what stands before the first belongs to the last of the page before (number 0)."""
    due = [*page.notes]
    current, lines = 0, list[str]()
    for at, line in enumerate(page.foot):
        text = line.strip()
        if due and _begins(page.foot, at) == due[0]:
            if any(lines):
                yield Note(current, number, tuple(filter(None, lines)))
            current, lines = due.pop(0), []
            text = text.removeprefix("^").removeprefix(str(current)).strip()
        lines.append(_prepared(text))
    if any(lines):
        yield Note(current, number, tuple(filter(None, lines)))


def _prepared(line: str) -> str:
    """Return a line in the one typography; a soft hyphen at its end stays as a hyphen."""
    line = line.rstrip()
    return " ".join(plain(line[:-1] + "-" if line.endswith("\u00ad") else line).split())


@dataclass
class _Open:
    """A line to which more may come; in pieces, since a text may put thousands to one line."""

    page: int
    gap: bool
    top: bool
    indent: int
    parts: list[str] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    loose: bool = False

    def add(self, text: str, raw: str, marks: MarkRemover) -> None:
        """Take more text in, without its marks."""
        stripped, found = marks.take_out(text)
        if stripped:
            self.parts.append(stripped)
        self.marks += found
        self.loose = raw.endswith("  ")

    def done(self) -> Line:
        """Return the line."""
        return Line("".join(self.parts), self.page, self.gap, self.top, self.indent, self.loose, tuple(self.marks))


def _lines(page: Sequence[str], number: int, marks: MarkRemover) -> Iterator[Line]:
    """Yield the lines as they were set: raised numbers and endings back in the line that they stood in."""
    current: _Open | None = None
    gap, top, raised = False, True, False
    for position, raw in enumerate(page):
        text = _prepared(raw)
        if not text:
            gap = True
            continue
        alone = LONE_NUMBER.fullmatch(raw)
        if current and _ORDINAL.fullmatch(raw) and current.parts[-1][-1].isdigit():
            current.add(text, raw, marks)
            raised = True
        elif current and alone and not _ordinal_follows(page, position) and marks.is_mark(int(alone[1])):
            # Where nothing goes on behind the mark, the line was not full, and so its paragraph ends.
            current.loose = True
            current.marks.append(int(alone[1]))
            raised = True
        elif current and (text[0] in ",.;:)" or (raised and raw[0].isspace())):
            current.add(text if text[0] in ",.;:)" else f" {text}", raw, marks)
            raised = False
        else:
            begun = _Open(number, gap, top, len(raw) - len(raw.lstrip()))
            begun.add(text, raw, marks)
            if begun.parts:
                if current:
                    yield current.done()
                current = begun
                top = raised = False
            elif current:  # nothing but marks
                current.marks += begun.marks
        gap = False
    if current:
        yield current.done()


def _ordinal_follows(page: Sequence[str], at: int) -> bool:
    after = next((line for line in page[at + 1 : at + 3] if line.strip()), "")
    return _ORDINAL.fullmatch(after) is not None
