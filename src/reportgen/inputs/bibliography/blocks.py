"""Text of BibTeX files without what is a comment in them, for a parser that does not know all of these.

As biber has it, a per cent sign outside of values begins a comment, and ``@comment{…}`` is one as a whole, whatever
stands in it. Lines stay where they are.
"""

from __future__ import annotations

import re
from typing import Final

_COMMENT: Final = re.compile(r"@[ \t]*comment[ \t]*[{(]", re.IGNORECASE)
_BLANK: Final = re.compile(r"[^\n]")
_MARK: Final = re.compile(r'(?<!\\)[{}")%]|@[ \t]*\w*[ \t]*[{(]')
_ENTRY: Final = re.compile(r"@\w+[ \t]*[{(]\s*[^\s,{}()=\"#%]+\s*[,=]")
_INTERESTING: Final = re.compile(
    r"%|^[ \t]*@(?:[ \t]*comment|(?!\w+[ \t]*[{(]\s*[^\s,{}()=\"#%]+\s*[,=]))", re.IGNORECASE | re.MULTILINE
)
_BRACKETS: Final = {"{": re.compile(r"[{}]"), "(": re.compile(r"[()]")}


def without_comments(text: str) -> str:
    """Return the text of a BibTeX file with blanks in the place of comments.

    A line in a value that begins like a block, but is no entry, is kept from being taken for one by ``{}`` before it.
    """
    return _Reader(text).read() if _INTERESTING.search(text) else text


class _Reader:
    """Goes over a text once; ``depth`` counts the open brackets, of which the first is that of the block."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        self._end = self._depth = 0
        self._quoted = self._round = self._unclosed = False

    def read(self) -> str:
        for match in _MARK.finditer(self._text):
            if match.start() < self._end:
                continue
            mark = match[0]
            if mark[0] == "%":
                if self._depth == 0 or (self._depth == 1 and not self._quoted):
                    newline = self._text.find("\n", match.start())
                    self._blank(match.start(), newline if newline >= 0 else len(self._text))
            elif mark[0] == "@":
                self._at(match)
            elif mark == '"':
                self._quoted = self._depth == 1 and not self._quoted
            elif mark == "{":
                self._depth += 1
            elif mark == "}" or (self._round and self._depth == 1 and not self._quoted):
                self._depth = max(0, self._depth - 1)
        return "".join([*self._parts, self._text[self._end :]])

    def _at(self, match: re.Match[str]) -> None:
        begins_line = not self._text[self._text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        is_entry = begins_line and _ENTRY.match(self._text, match.start()) is not None
        if self._depth == 0 and _COMMENT.match(match[0]):
            closed = 0 if self._unclosed else _closing(self._text, match.end())
            self._unclosed = not closed
            if closed:
                self._blank(match.start(), closed)
                return
        if self._depth == 0 or is_entry:
            # A new entry ends one that was never closed.
            self._depth, self._quoted, self._round = 1, False, match[0][-1] == "("
            return
        if begins_line and (self._depth > 1 or self._quoted):
            self._parts += [self._text[self._end : match.start()], "{}"]
            self._end = match.start()
        self._depth += match[0][-1] == "{"

    def _blank(self, start: int, end: int) -> None:
        self._parts += [self._text[self._end : start], _BLANK.sub(" ", self._text[start:end])]
        self._end = end


def _closing(text: str, start: int) -> int:
    """Return the end of a comment whose bracket stands before ``start``; 0 if nothing closes it."""
    opening, depth = text[start - 1], 1
    for bracket in _BRACKETS[opening].finditer(text, start):
        depth += 1 if bracket[0] == opening else -1
        if depth == 0:
            return bracket.end()
    return 0
