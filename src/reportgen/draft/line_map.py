"""Rendered text with marks → clean lines, each with the template line that it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reportgen.draft.marks import MARK_CLOSE, MARK_OPEN, VALUE_CLOSE, VALUE_OPEN
from reportgen.draft.model import TOKEN_CLOSE, TOKEN_OPEN
from reportgen.findings.model import Location

_PIECE: Final = re.compile(
    f"{MARK_OPEN}(?P<template>[^{MARK_CLOSE}]*):(?P<line>[0-9]+){MARK_CLOSE}"
    f"|{TOKEN_OPEN}(?P<token>[0-9]+){TOKEN_CLOSE}|(?P<newline>\n)"
    f"|(?P<border>[{VALUE_OPEN}{VALUE_CLOSE}])|(?P<text>[^\n{MARK_OPEN}{TOKEN_OPEN}{VALUE_OPEN}{VALUE_CLOSE}]+)"
)


@dataclass(frozen=True)
class MappedText:
    """Text without marks of lines, the origin of each of its lines, and the place of each token in it."""

    text: str
    lines: tuple[Location, ...]
    tokens: tuple[tuple[int, Location], ...]


def resolve(marked: str, start: Location) -> MappedText:
    """Take the marks of lines out of rendered text.

    A line comes from the template line of its first character, or of its first token if it has
    nothing else; ``start`` is where text before the first mark comes from.
    """
    here, begun, settled = start, False, False
    parts: list[str] = []
    lines: list[Location] = []
    tokens: list[tuple[int, Location]] = []
    for piece in _PIECE.finditer(marked):
        if piece["template"] is not None:
            here = Location(piece["template"], int(piece["line"]))
            continue
        if not begun:
            lines.append(here)
            begun, settled = True, False
        if piece["token"] is not None:
            tokens.append((int(piece["token"]), here))
        elif piece["newline"]:
            begun = False
        elif not settled and not piece["border"]:
            lines[-1], settled = here, True
        parts.append(piece[0])
    return MappedText("".join(parts), tuple(lines), tuple(tokens))
