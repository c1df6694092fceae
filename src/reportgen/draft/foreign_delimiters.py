"""Delimiters of other template languages, which would be printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

# LaTeX has doubled braces too, and "{%" at the end of a line: what is between them tells.
_PRINTS: Final = re.compile(
    r"\{\{\{?(?:[-+~>&]?\s+[\w\"'][^\\{}\n]*|[\w.]+(?:\([^{}\n]*\)|\s*\|\s*\w+|\.\w+)[^{}\n]*)\}\}\}?"
)
_CONTROLS: Final = re.compile(r"\{%[-+]?\s*\w[^\n]*?%\}|\{#[^\n{}]*?#\}")
_COMMENT: Final = re.compile(r"(?<!\\)(?:\\\\)*%")


def foreign_delimiters(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Find what looks like a call of another template language: line, column, what stands there, what to write.

    What a comment of LaTeX hides is left out; ``{% … %}`` is a comment to LaTeX, and found nevertheless.
    """
    for number, line in enumerate(text.split("\n"), 1):
        for match in _CONTROLS.finditer(line):
            yield number, match.start() + 1, match[0], _own(match[0])
        for match in _PRINTS.finditer(line):
            if not _COMMENT.search(line, 0, match.start()):
                yield number, match.start() + 1, match[0], _own(match[0])


def _own(found: str) -> str:
    inner = found.strip("{}%#-+~").strip()
    name = r"\#" if found.startswith("{#") else r"\BLOCK" if found.startswith("{%") else r"\VAR"
    return f"{name}{{ {inner} }}"
