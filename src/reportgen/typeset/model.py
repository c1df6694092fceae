"""LaTeX files with their origins, and the PDF that TeX makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, TypeAlias

from reportgen.findings.model import Location

Engine: TypeAlias = Literal["pdflatex", "lualatex"]

Purpose: TypeAlias = Literal["build", "test"]
"""What tools are needed for."""


@dataclass(frozen=True)
class TexFile:
    """One file for TeX; ``lines[n]`` is where line ``n + 1`` comes from in the project."""

    path: str
    content: bytes
    lines: tuple[Location, ...] = ()

    def origin(self, line: int) -> Location:
        """Return the place in the project that a line (from 1) comes from."""
        if not self.lines:
            return Location(self.path)
        return self.lines[min(max(line, 1), len(self.lines)) - 1]


@dataclass(frozen=True)
class Fonts:
    """Files that say what can be set: encodings of pdfLaTeX, OpenType fonts of LuaLaTeX."""

    encodings: tuple[Path, ...]
    text: tuple[Path, ...]


@dataclass(frozen=True)
class TexFonts:
    """Faces for charts by name (regular, bold, italic, bolditalic), and what decides on the engine.

    ``failed`` says that TeX broke off while it was asked, so that more may be there.
    """

    faces: Mapping[str, Path]
    engine: Fonts
    failed: bool = False


@dataclass(frozen=True)
class ProgramOutputs:
    """What programs told, by name; ``failed`` says that one of them broke off, so that there may be more to tell."""

    told: Mapping[str, str]
    failed: bool = False


@dataclass(frozen=True)
class Manuscript:
    """Everything that TeX reads, by path; ``brief.tex`` is the main file."""

    files: Mapping[str, TexFile]
    engine: Engine


@dataclass(frozen=True)
class Format:
    """A preamble that TeX has loaded: its memory, and what it read, as in ``Typeset`` and by digest."""

    content: bytes
    system: tuple[str, ...]
    own: Mapping[str, str]

    @property
    def failed(self) -> bool:
        """An empty format is no result to be kept."""
        return not self.content


@dataclass(frozen=True)
class InitialState:
    """What TeX may begin with: the format of a preamble, and auxiliary files of an earlier run by name.

    ``system`` has the files that TeX read for the format, as in ``Typeset``.
    """

    format: bytes = b""
    auxiliary: Mapping[str, bytes] = field(default_factory=dict)
    system: tuple[str, ...] = ()


NO_START: Final = InitialState()


@dataclass(frozen=True)
class Typeset:
    """What TeX made: the PDF's bytes, its number of pages, TeX's log and how many passes it took.

    ``auxiliary`` has the files that tell a later run of page numbers, ``system`` the full paths of all
    files outside the manuscript that TeX read, for the format too; ``own`` the paths of those that it read of it.
    """

    pdf: bytes
    pages: int
    log: str
    passes: int
    engine: Engine
    auxiliary: Mapping[str, bytes] = field(default_factory=dict)
    system: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class Pages:
    """On which pages of the brief things stand, as TeX noted it; anchors as ``latex.anchor`` makes them.

    ``evidence`` maps the anchor of an evidence id, ``usages`` the number of a usage, ``exhibits``
    the anchor of an exhibit's name to its form, number and page, ``labels`` any other label to its target and page.
    """

    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    usages: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    exhibits: Mapping[str, tuple[Literal["table", "figure"], str, str]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
