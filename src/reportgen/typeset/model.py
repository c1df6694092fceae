"""LaTeX files with their origins, and the PDF that TeX makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reportgen.diagnostics import Location

Engine: TypeAlias = Literal["pdflatex", "lualatex"]

Say: TypeAlias = Callable[[str], None]
"""Hears in a few words what is going on."""


@dataclass(frozen=True)
class TexFile:
    """One file for TeX; ``lines[n]`` is where line ``n + 1`` comes from in the project."""

    path: str
    content: bytes
    lines: tuple[Location, ...] = ()

    def origin(self, line: int) -> Location:
        """Give the place in the project that a line (from 1) comes from."""
        if not self.lines:
            return Location(self.path)
        return self.lines[min(max(line, 1), len(self.lines)) - 1]


@dataclass(frozen=True)
class Manuscript:
    """Everything that TeX reads, by path; ``brief.tex`` is the main file."""

    files: Mapping[str, TexFile]
    engine: Engine


@dataclass(frozen=True)
class Typeset:
    """What TeX made: the PDF's bytes, its number of pages, TeX's log and how many passes it took."""

    pdf: bytes
    pages: int
    log: str
    passes: int
    engine: Engine
    auxiliary: Mapping[str, bytes] = field(default_factory=dict)
