r"""Conditions of TeX in a file: what ``\iffalse`` and comment environments keep from print, and what is never closed.

What is not printed is taken out before anything is counted, cited or checked. Of other conditions only TeX knows
which part it prints.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Final

_RAW: Final = r"verbatim\*?|Verbatim\*?|lstlisting|filecontents\*?|comment"
_PIECE: Final = re.compile(
    r"\\(?:verb|lstinline)\*?(?P<bar>[^\w\s*{\[])[^\n]*?(?P=bar)"
    rf"|\\begin\s*\{{(?P<raw>{_RAW})\}}"
    r"|\\(?:url|href|nolinkurl|path)\s*\{[^{}\n]*\}"
    r"|\\(?:newif|let|(?:re|provide)?newcommand\*?|[egx]?def)\s*\{?\\if[A-Za-z@]+"
    r"|\\(?P<name>if[A-Za-z@]*|else|or|fi)(?![A-Za-z@])[ \t]*\n?"
    r"|\\(?:[A-Za-z@]+|.)|%[^\n]*",
    re.DOTALL,
)
_NEW: Final = re.compile(r"\\newif\s*\\(if[A-Za-z@]+)")
_PRIMITIVE: Final = frozenset(
    f"if{name}"
    for name in (
        *("", "cat", "num", "dim", "odd", "vmode", "hmode", "mmode", "inner", "void", "hbox", "vbox", "x", "eof"),
        *("true", "false", "case", "defined", "csname", "fontchar", "incsname", "pdf", "luatex", "xetex", "tutex"),
        *("PDFTeX", "LuaTeX", "XeTeX", "pdftex"),
    )
)
"""Commands that a ``\\fi`` closes; others that begin so, ``\\iff`` or ``\\ifthenelse``, take arguments."""
_FIXED: Final = frozenset({"iffalse", "iftrue"})


@dataclass(frozen=True)
class UnclosedCondition:
    """A condition that is never closed, or a ``\\fi`` that closes none: the line, from 1, and what stands there."""

    line: int
    name: str


@dataclass
class _Condition:
    """A condition in the making; ``fixed``: its name alone tells what is printed, ``dead``: this part is not."""

    start: int
    fixed: bool
    dead: bool


def printed_part(text: str) -> tuple[str, UnclosedCondition | None]:
    r"""Return a text without what is never printed, on the same lines, and the first condition that does not close.

    What an open ``\iffalse`` hides is left in, so that no finding of it is lost.
    """
    if r"\if" not in text and r"\fi" not in text and "{comment}" not in text:
        return text, None
    reader = _Reader(_PRIMITIVE | set(_NEW.findall(text)))
    position, missing = 0, set()
    while piece := _PIECE.search(text, position):
        position, raw = piece.end(), piece["raw"] or ""
        closing = rf"\end{{{raw}}}"
        end = text.find(closing, position) if raw and raw not in missing else -1
        if end < 0:
            # looked for once only: what opens again and again is read in one pass
            missing.add(raw)
            reader.read(piece)
            continue
        position = end + len(closing)
        if raw == "comment":
            position = text.find("\n", position) + 1 or len(text)
            reader.leave_out(piece.start(), position)
    fault = min((*(c.start for c in reader.conditions[:1]), *reader.unopened[:1]), default=-1)
    unclosed = UnclosedCondition(text.count("\n", 0, fault) + 1, _at(text, fault)) if fault >= 0 else None
    return _without(text, reader.hidden), unclosed


class _Reader:
    """Follows the conditions of a text: those that are open, what they hide, and each ``\\fi`` that closes none."""

    def __init__(self, known: Set[str]) -> None:
        self._known = known
        self.conditions: list[_Condition] = []
        self.hidden: list[tuple[int, int]] = []
        self.unopened: list[int] = []
        self._dead = 0

    def leave_out(self, begin: int, end: int) -> None:
        """Take a part that is not printed, whatever stands in it."""
        if not self._dead:
            self.hidden.append((begin, end))

    def read(self, piece: re.Match[str]) -> None:
        """Take the next piece."""
        printed, name = not self._dead, piece["name"] or ""
        if name in self._known:
            fixed = printed and name in _FIXED
            self.conditions.append(_Condition(piece.start(), fixed, fixed and name == "iffalse"))
            self._dead += self.conditions[-1].dead
            if fixed and name == "iftrue":
                self.hidden.append(piece.span())
        elif name in {"else", "fi"} and self.conditions:
            self._turn(piece, self.conditions[-1], name == "fi")
        elif name == "fi":
            self.unopened.append(piece.start())

    def _turn(self, piece: re.Match[str], last: _Condition, ends: bool) -> None:
        if last.fixed and (last.dead or ends):
            self.hidden.append((last.start if last.dead else piece.start(), piece.end()))
        if ends:
            self._dead -= self.conditions.pop().dead
        elif last.fixed:
            self._dead += -1 if last.dead else 1
            last.dead, last.start = not last.dead, piece.start()


def _at(text: str, place: int) -> str:
    found = re.match(r"\\[A-Za-z@]+", text[place:])
    return found[0] if found else ""


def _without(text: str, hidden: list[tuple[int, int]]) -> str:
    """Take parts out; the ends of their lines stay, behind percent signs, so that they part no paragraphs."""
    parts: list[str] = []
    last = 0
    for begin, end in hidden:
        if begin >= last:
            parts += (text[last:begin], "%\n" * text.count("\n", begin, end))
            last = end
    return "".join((*parts, text[last:]))
