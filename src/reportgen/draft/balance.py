"""Groups and environments of a LaTeX file that are not closed, or closed without having been opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_PIECE: Final = re.compile(
    r"\\verb\*?(?P<bar>[^\w\s*]).*?(?P=bar)"
    r"|\\begin\s*\{(?P<raw>verbatim\*?|Verbatim|lstlisting|comment|filecontents\*?)\}(?:(?!\\begin\s*\{(?P=raw)\}).)*?\\end\s*\{(?P=raw)\}"
    # A percent sign in an address begins no comment.
    r"|\\(?:url|href|nolinkurl|path)\s*\{[^{}\n]*\}"
    r"|\\(?P<form>begin|end)\s*\{(?P<name>[^{}\n]*)\}"
    r"|\\(?:[A-Za-z@]+|.)|(?P<comment>%[^\n]*)|(?P<brace>[{}])",
    re.DOTALL,
)
# Who defines commands may open in one what another closes; who changes what characters mean, anything.
_DEFINES: Final = re.compile(
    r"\\(?:(?:re)?new(?:command|environment)|(?:[egx]?def|let|DeclareRobustCommand)\b|\w*Document\w*)"
)
_RAW: Final = frozenset({"verbatim", "verbatim*", "Verbatim", "lstlisting", "comment"})
_REDEFINES: Final = re.compile(r"\\(?:catcode|bgroup|egroup)\b")


@dataclass(frozen=True)
class Unbalanced:
    """A fault at a line (from 1) of a text; ``begun`` is the line on which what it is about was opened, or 0."""

    line: int
    message: str
    hint: str
    begun: int = 0


@dataclass(frozen=True)
class _OpenGroup:
    name: str
    line: int

    @property
    def said(self) -> str:
        return rf"\begin{{{self.name}}}" if self.name else 'the "{"'

    @property
    def closed_by(self) -> str:
        return rf"\end{{{self.name}}}" if self.name else '"}"'


def unbalanced(text: str) -> Unbalanced | None:
    """Find the first place where a file's groups and environments do not match, as far as that can be told.

    Environments are left alone in a file that defines commands, but those that would hide all the rest; a file that
    gives characters other meanings is not looked at.
    """
    if _REDEFINES.search(text):
        return None
    whole = not _DEFINES.search(text)
    opened: list[_OpenGroup] = []
    for line, form, name in _marks(text):
        if name and not whole and name not in _RAW:
            continue
        if form == "open":
            opened.append(_OpenGroup(name, line))
        elif not opened:
            closing = rf"\end{{{name}}}" if name else 'a "}"'
            return Unbalanced(line, f"{closing} closes nothing that was opened in this file", "take it out")
        elif opened[-1].name != name:
            return _crossed(opened, line, name)
        else:
            opened.pop()
    if not opened:
        return None
    last = opened[-1]
    return Unbalanced(
        last.line, f"{last.said} is never closed", f"write the {last.closed_by} that is missing", last.line
    )


def _crossed(opened: list[_OpenGroup], line: int, name: str) -> Unbalanced:
    last = opened[-1]
    closing = rf"\end{{{name}}}" if name else 'a "}"'
    if any(one.name == name for one in opened):
        message = f"{last.said} is never closed: {closing} on line {{other}} comes before"
        return Unbalanced(last.line, message, f"write the {last.closed_by} that is missing", line)
    message = f"{closing} closes nothing: what is open is {last.said} of line {{other}}"
    return Unbalanced(line, message, f"write {last.closed_by}, or take it out", last.line)


def _marks(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield what opens and closes: its line, "open" or "close", and the name of an environment."""
    line, at = 1, 0
    for piece in _PIECE.finditer(text):
        line += text.count("\n", at, piece.start())
        at = piece.start()
        if piece["brace"]:
            yield line, "open" if piece["brace"] == "{" else "close", ""
        elif piece["form"] and piece["name"]:
            yield line, "open" if piece["form"] == "begin" else "close", piece["name"]
