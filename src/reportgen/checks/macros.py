"""What commands and environments that a draft defines itself print, so that sentences are read with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from reportgen.checks.hidden import without_comments
from reportgen.checks.prose import NO_MACROS, paragraphs
from reportgen.draft.model import Draft, DraftFile

DEFINED: Final = re.compile(
    r"\\(?:(?:re|provide)?newcommand|providecommand|DeclareRobustCommand|(?:New|Renew|Provide|Declare)\w*DocumentCommand"
    r"|[egx]?def)\*?\s*\{?\\(?P<name>[A-Za-z@]+)\}?(?:\s*\[[^\[\]]*\])*[^{}\n\\]*\{"
    r"|\\(?:re)?newenvironment\*?\s*\{(?P<environment>[^{}]*)\}(?:\s*\[[^\[\]]*\])*\s*\{"
)
_SPECIFICATION: Final = re.compile(r"DocumentCommand")
_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_PARAMETER: Final = re.compile(r"#+\d")
_DEEP: Final = 4
"""Definitions that are read within each other; more of them nobody writes."""

_LONGEST: Final = 2000
"""Characters of what a command prints; twice as many at each of its depths would be without end."""


def macros(draft: Draft) -> Mapping[str, str]:
    r"""Return the plain text of what each command of a draft prints by its name, and of environments by ``begin NAME``.

    Arguments are read where the command is called.
    """
    bodies = {name: body for file in draft.files for name, body in _bodies(without_comments(file.text))}
    found: Mapping[str, str] = NO_MACROS
    for _ in range(_DEEP if bodies else 0):
        read = {name: _plain(body, {n: t for n, t in found.items() if n != name}) for name, body in bodies.items()}
        if read == found:
            break
        found = read
    return found


def _bodies(text: str) -> Iterator[tuple[str, str]]:
    for match in DEFINED.finditer(text):
        end = match.end()
        if _SPECIFICATION.search(match[0]):
            end = text.find("{", _end(text, end)) + 1
        body = text[end : _end(text, end) - 1] if end else ""
        yield match["name"] or f"begin {match['environment']}", _PARAMETER.sub(" ", body)


def _end(text: str, position: int) -> int:
    """Return where the group ends that a place stands in."""
    depth = 1
    while depth and (brace := _BRACE.search(text, position)):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        position = brace.end()
    return position


def _plain(body: str, known: Mapping[str, str]) -> str:
    read = paragraphs(DraftFile("", body, ()), (), known)
    return " ".join(paragraph.text for paragraph in read)[:_LONGEST]
