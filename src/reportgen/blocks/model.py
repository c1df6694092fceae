"""A volume as a page for browsers or a Word file shows it, before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from reportgen.blocks.nodes import Node
from reportgen.exhibits.model import Grid
from reportgen.findings.model import Location
from reportgen.text.latex import Latex

Form: TypeAlias = Literal["table", "figure"]


@dataclass(frozen=True)
class Shown:
    """An exhibit in its place: how it is numbered and called, what it shows, and the file that its data are kept in.

    ``name`` is its anchor. ``source`` is its source line, ``evidence`` the anchors of passages behind it. ``grid`` is
    that of a table; ``csv`` has the data of either, and ``place`` is where it is declared.
    """

    name: Latex
    form: Form
    number: int
    title: str
    note: str
    alt: str
    source: Latex
    evidence: tuple[str, ...]
    csv: str
    location: Location
    grid: Grid | None = None


@dataclass(frozen=True)
class Use:
    """A number, citation or the like in the text: the anchors of its passages, and what second readers said of it."""

    number: int
    evidence: tuple[str, ...]
    verdict: str = ""
    readers: int = 0


@dataclass(frozen=True)
class Elsewhere:
    """An exhibit of another volume."""

    volume: str
    form: Form
    number: int


@dataclass(frozen=True)
class Work:
    """A work as catalogues name it; ``date`` is EDTF, ``url`` its address."""

    key: str
    title: str
    authors: tuple[str, ...]
    date: str
    url: str


@dataclass(frozen=True)
class Edition:
    """All that a page says of a volume beside its text.

    ``date`` is ISO 8601, ``shown_date`` as readers read it. ``exhibits`` stand in the order of the text, ``elsewhere``
    has those of other ``volumes``, whose titles are by id. ``verified`` says by anchors of passages how sure they are,
    ``sources`` in which work they stand, ``words`` what the page's own words are in its language. ``outputs`` are the
    forms in which it is published, ``paper`` is named as in report.toml.
    """

    volume: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    date: str
    shown_date: str
    edition: str
    language: str
    subject: str
    keywords: tuple[str, ...]
    status: str
    url: str
    outputs: tuple[str, ...]
    paper: str
    exhibits: tuple[Shown, ...]
    elsewhere: Mapping[str, Elsewhere]
    volumes: Mapping[str, str]
    uses: tuple[Use, ...]
    verified: Mapping[str, str]
    sources: Mapping[str, str]
    works: tuple[Work, ...]
    words: Mapping[str, str]


@dataclass(frozen=True)
class Document:
    """The text of a volume as pandoc's blocks (https://hackage.haskell.org/package/pandoc-types), as JSON.

    What only this brief has is in links whose addresses begin with ``rg:`` and divisions whose classes do.
    """

    blocks: bytes


@dataclass(frozen=True)
class Marked:
    """Blocks for pandoc to write, and the headings among them: level (2 is a chapter), id and words."""

    blocks: list[Node]
    headings: list[tuple[int, str, str]]
