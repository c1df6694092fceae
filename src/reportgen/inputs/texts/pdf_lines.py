"""Rows of the pages of a PDF → lines of text in the order in which they are read, with the notes at the feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from reportgen.inputs.texts.pdf_columns import Block, blocks_of
from reportgen.inputs.texts.pdf_rows import Char, Row, Run, letterspace, spread

# In parts of the size of the type: what parts words, and what parts cells of a table.
_BLANK: Final = 0.14
_SEEN_BLANK: Final = 0.06
_CELLS: Final = 0.7
# No blank within a number is as wide as this; narrow columns of a table stand no further apart.
_NUMBERS: Final = 0.55
_SMALL: Final = 0.94
_GAP: Final = 1.4
_RAISED: Final = re.compile(r"\d{1,3}(?:\s*[,;–\-]\s*\d{1,3})*,?")
_NOTE: Final = re.compile(r"\^?(\d{1,3})[.)]?\s+\S.*|\^(\d{1,3})[.)]?\S.*")
_ENDED: Final = re.compile(r"[.!?][\"'”’)\]]*$")


@dataclass(frozen=True)
class Sheet:
    """The lines of a page, and from which of them on the notes at its foot stand, if that is known."""

    lines: tuple[str, ...]
    foot: int | None = None


@dataclass(frozen=True)
class _Line:
    text: str
    size: float
    length: int
    base: float
    indent: int
    gap: bool = False
    note: int = 0
    raised: bool = False


def sheets_of(pages: Sequence[Sequence[Row]]) -> list[Sheet]:
    """Return the lines of each page; raised digits stand behind ``^``, lowered ones behind a digit behind ``_``.

    A blank line stands for more than the usual distance, and blanks at the beginning of a line for its indent.
    """
    weights = Counter[float]()
    for rows in pages:
        for row in rows:
            weights[round(row.size * 2) / 2] += sum(len(run.chars) for run in row.runs)
    body = max(weights, key=lambda size: (weights[size], size), default=10.0)
    sheets: list[Sheet] = []
    open_note = False
    for rows in pages:
        sheet, open_note = _sheet(rows, body, open_note)
        sheets.append(sheet)
    return sheets


def _sheet(rows: Sequence[Row], body: float, open_note: bool) -> tuple[Sheet, bool]:
    """Return a page's lines; ``open_note``: the last note of the page before is not at its end."""
    running: list[_Line] = []
    foot: list[_Line] = []
    last: list[_Line] = []
    for block in blocks_of(rows):
        lines = _lines(block)
        if block.edge == -1:
            last += lines
            continue
        start = _foot(lines, body, open_note, "\n".join(line.text for line in running))
        running += lines[:start]
        foot += lines[start:]
    shown = [*_shown(running), *([""] if foot else []), *_notes(foot), *_shown(last)]
    if not foot:
        return Sheet(tuple(shown)), False
    return Sheet(tuple(shown), len(_shown(running)) + 1), not _ENDED.search(foot[-1].text)


def _shown(lines: Sequence[_Line]) -> list[str]:
    return [text for line in lines for text in (([""] if line.gap else []) + [" " * line.indent + line.text])]


def _notes(lines: Sequence[_Line]) -> list[str]:
    """Return the lines of notes; the number of one, however it is set, as a raised one."""
    return [re.sub(r"^\^?\d+[.)]?\s*", f"^{line.note} ", line.text) if line.note else line.text for line in lines]


def _lines(block: Block) -> list[_Line]:
    """Return the lines of a block with their indents and what parts them."""
    left = min(row.runs[0].start for row in block.rows)
    found: list[_Line] = []
    for row in block.rows:
        text = text_of(row)
        if text:
            indent = round((row.runs[0].start - left) / (0.5 * row.size))
            found.append(_line(row, text, indent if indent > 1 else 0))
    steps = [abs(a.base - b.base) / max(a.size, b.size) for a, b in pairwise(found)]
    usual = min(spread(steps), 2.5)
    wide = [step > _GAP * usual for step in steps]
    return [replace(line, gap=gap) for line, gap in zip(found, [block.apart, *wide], strict=False)]


def _line(row: Row, text: str, indent: int) -> _Line:
    begins = _NOTE.fullmatch(text)
    # A figure such as "12 per cent" may begin a line of a note; what ends a line before tells more than this.
    note = int(begins[1] or begins[2]) if begins else 0
    length = sum(len(run.chars) for run in row.runs)
    return _Line(text, row.size, length, row.base, indent, note=note, raised=text.startswith("^"))


def _foot(lines: Sequence[_Line], body: float, open_note: bool, above: str) -> int:
    """Return which line of a block is the first of the notes at its foot."""
    end = len(lines)
    small = end
    while small and lines[small - 1].size <= _SMALL * body:
        small -= 1
    marks = {int(n) for n in re.findall(r"(?<=\S)\^(\d{1,3})(?!\d)", "\n".join([above, *(x.text for x in lines)]))}
    for at in range(end):
        line = lines[at]
        if line.note and at >= small and (line.raised or (small and line.note in marks)):
            return small if open_note and small < at and lines[small].gap else at
        if line.note in marks and line.raised and at:
            return at
    return small if open_note and 0 < small < end and lines[small].gap else end


def text_of(row: Row) -> str:
    """Return a row's text."""
    spaced = letterspace(row)
    parts: list[str] = []
    before: Char | None = None
    level = 0
    for at, run in enumerate(row.runs):
        text = _set(run, row.runs[at + 1] if at + 1 < len(row.runs) else None, "".join(parts[-1:]))
        for char, letters in zip(run.chars, text, strict=True):
            if before is not None:
                parts.append(_between(before, char, row.size, spaced, raised=run.level > max(level, 0)))
            parts.append(letters)
            before, level = char, run.level
    return "".join(parts).strip()


def _set(run: Run, after: Run | None, before: str) -> list[str]:
    """Return the text of each character of a run: raised digits behind ``^``."""
    letters = [char.letter for char in run.chars]
    word = "".join(letters)
    if run.level > 0 and _RAISED.fullmatch(word.strip()):
        if after is not None and after.chars[0].letter in "/⁄":
            return [f" {letters[0]}", *letters[1:]]  # a fraction behind a whole number
        return list(_marked(letters))
    if run.level > 0 and letters[0] in "-−+" and word[1:].isdecimal():
        return [f"^{letters[0]}", *letters[1:]]
    if run.level < 0 and letters[0].isdecimal() and before[-1:].isdecimal():
        return [f"_{letters[0]}", *letters[1:]]
    return letters


def _marked(letters: Sequence[str]) -> Iterator[str]:
    inside = False
    for letter in letters:
        digit = letter.isdecimal()
        yield ("" if inside else "^") + letter if digit else ""
        inside = digit


def _between(before: Char, char: Char, size: float, spaced: float, *, raised: bool) -> str:
    """Return what stands between two characters: nothing, a blank, or a line between numbers in cells of a table."""
    gap = char.start - before.end
    digits = before.letter.isdecimal() and char.letter.isdecimal()
    if raised:
        return " " if gap > _CELLS * size else ""
    if digits and gap > _NUMBERS * size:
        return " | "
    letters = before.letter.isalpha() and char.letter.isalpha()
    if spaced and letters:
        return " " if gap > spaced + _BLANK * size else ""
    return " " if gap > _BLANK * size or (char.blank and gap > _SEEN_BLANK * size) else ""
