"""Footnote marks in running text: "1994-20007" is 1994-2000 and note 7.

A text that lost its superscripts glues the marks to words. Marks are numbered in order, so a number
is taken for one only if it is the next that is due, or names the next note at the foot of the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

LONE_NUMBER: Final = re.compile(r"\s*(\d{1,3})\s*")
_GLUED: Final = re.compile(r"(?P<head>.*?\D)(?P<digits>\d{1,7})(?P<tail>[^\w$€£¥%]*)")
_RAISED: Final = re.compile(r"\^(\d+)")
_UNIT: Final = re.compile(r"(?:^|[^\W\d_]*[^\w.]|\d)(?:[mckd]?m|ft|mi|in|yd|[^\W\d_])$")
_POWERED: Final = re.compile(r"(?:[×*·x] ?\d[\d.,]*|(?<![\d.,])10)$")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_NUMBERED_BY: Final = frozenset({"art", "ch", "chap", "fig", "n", "no", "nr", "p", "para", "pp", "sec", "tab", "vol"})
_CLOSING: Final = frozenset(".,;:!?\"')]%")


class MarkRemover:
    """Goes through a text once and takes the marks out."""

    def __init__(self, *, noted: bool) -> None:
        self._noted = noted
        self._last = 0
        self._notes: Collection[int] = ()

    def turn_page(self, notes: Collection[int]) -> None:
        """Begin a page that has these notes at its foot; some texts number them anew on each page."""
        self._notes = notes
        if notes and min(notes) == 1:
            self._last = 0

    def is_mark(self, number: int) -> bool:
        """Say whether a number that stands like a mark is one, and count it if so."""
        due = number in (self._last + 1, min((n for n in self._notes if n > self._last), default=0))
        if due:
            self._last = number
        return due

    def take_out(self, line: str) -> tuple[str, tuple[int, ...]]:
        """Return a line without its marks, and their numbers; see ``words.plain`` for digits that are raised."""
        if not any(map(str.isdigit, line)):
            return line, ()
        words: list[str] = []
        line, found = self._unmarked(line)
        for word in line.split(" "):
            if not any(map(str.isdigit, word)):
                words.append(word)
                continue
            before = words[-1] if words else ""
            number, rest = self._apart(word, before)
            if number:
                found.append(number)
            if number and words and not any(map(str.isalnum, rest)):
                words[-1] += rest
            else:
                words.append(rest)
        return " ".join(words), tuple(found)

    def _unmarked(self, line: str) -> tuple[str, list[int]]:
        """Take raised digits out of a line unless they are exponents."""
        found: list[int] = []
        kept, done = "", 0
        for raised in _RAISED.finditer(line):
            kept += line[done : raised.start()]
            number, done = int(raised[1][:9]), raised.end()
            if self._is_raised_mark(kept, number, line[done : done + 1]):
                found.append(number)
                if number > self._last or self._last - number > len(found):
                    self._last = number
            elif kept[-1:].isalnum():
                kept += raised[0]
            else:
                kept += raised[1]
        return kept + line[done:], found

    def _is_raised_mark(self, before: str, number: int, after: str) -> bool:
        if number > 999 or (after.isalnum() and before[-1:] in ("", " ")):
            return False
        due = number in (self._last + 1, *(n for n in self._notes if n > self._last))
        if number in (2, 3) and _UNIT.search(before[-20:]):
            return False
        powered = _POWERED.search(before[-20:])
        return powered is None or (due and powered[0] == "10")

    def _apart(self, word: str, before: str) -> tuple[int, str]:
        """Return the mark's number (0 for none) and what is left of the word."""
        lone = re.fullmatch(r"(\d{1,3})([.,;:]?)", word)
        if lone:
            after_quotation = before[-1:] in ('"', "'") and len(before) > 1
            return (int(lone[1]), lone[2]) if after_quotation and self.is_mark(int(lone[1])) else (0, word)
        for head, digits, tail in splits(word):
            capital = head[-1].isupper() or head[-1].isdigit()
            if (self._noted or not capital) and self.is_mark(int(digits)):
                return int(digits), head + tail
        return 0, word


def splits(word: str) -> list[tuple[str, str, str]]:
    """Return the ways in which a word may end in a mark: what stands before it, its digits, what stands after it."""
    match = _GLUED.fullmatch(word)
    if not match:
        year = re.fullmatch(r"(\d{4})(\d{1,3})([^\w$€£¥%]*)", word)
        return [(year[1], year[2], year[3])] if year and _YEAR.fullmatch(year[1]) else []
    head, digits, tail = match["head"], match["digits"], match["tail"]
    if len(digits) > 4 and _YEAR.fullmatch(digits[:4]):
        return [(head + digits[:4], digits[4:], tail)]
    if len(digits) > 3 or digits[0] == "0":
        return []
    last = head[-1]
    if last in _CLOSING:
        stem = head.rstrip("".join(_CLOSING))
        numbered = stem.rpartition("(")[2].casefold() in _NUMBERED_BY
        decimal = stem[-1:].isdigit() and last in ".,:" and not _YEAR.fullmatch(stem[-4:])
        return [] if numbered or decimal else [(head, digits, tail)]
    return [(head, digits, tail)] if last.isalpha() else []
