"""LaTeX files with their origins, and the PDF that TeX makes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    """What TeX made: the PDF's bytes, its number of pages, TeX's log and how many passes it took.

    ``system`` has the absolute paths of the files that it read outside of its working folder.
    """

    pdf: bytes
    pages: int
    log: str
    passes: int
    engine: Engine
    auxiliary: Mapping[str, bytes] = field(default_factory=dict)
    system: Sequence[str] = ()


@dataclass(frozen=True)
class TexSystem:
    """What of the system made a PDF, without any path of the machine.

    ``files`` maps each file of TeX and each font that was read, by path within its tree of files, to its
    SHA-256. ``made_here`` are those that a machine makes or sets itself (formats, font maps, caches, texmf.cnf), which
    differ from one to the next. ``packages`` has the Debian packages that the
    files come from, with their versions; empty elsewhere.
    """

    engine: str = ""
    format: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    made_here: Sequence[str] = ()
    packages: Mapping[str, str] = field(default_factory=dict)
