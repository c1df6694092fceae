"""Edits that come back: the document, what the brief prints with the templates' words in it, and what comes of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reportgen.findings.model import Location

Outcome: TypeAlias = Literal["applied", "made", "told", "lost"]
"""What becomes of an edit: it is in the patch, made already, told to a person with a line, or without a place."""


@dataclass(frozen=True, order=True)
class WordPlace:
    """Characters of a template, from ``begin`` to before ``end``."""

    path: str
    begin: int
    end: int


Origin: TypeAlias = WordPlace | int | None
"""What a printed character comes from: a template's own words, a usage (its number), or something generated."""


@dataclass(frozen=True)
class Source:
    """Where something that is printed is from, in words, and the place to change it at."""

    told: str
    location: Location


@dataclass(frozen=True)
class Printed:
    """A paragraph as the brief prints it, with the origin of each of its characters.

    ``about`` is the row or entry that a listed passage or work comes from, ``volume`` the number of its volume.
    """

    text: str
    origins: tuple[Origin, ...]
    about: Source | None = None
    volume: int = 0


@dataclass(frozen=True)
class Templates:
    """The brief as its templates say it now: ``texts`` by path, ``printed`` in reading order.

    ``repeated`` are the places whose words are printed more than once, ``calls`` where calls stand, by path.
    """

    texts: Mapping[str, str]
    printed: tuple[Printed, ...]
    calls: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    repeated: frozenset[WordPlace] = frozenset()


@dataclass(frozen=True)
class Revision:
    r"""What somebody changed: ``deleted`` at a place of the text before, and ``inserted`` there instead.

    ``paragraph`` and ``begin`` are places in ``Paper.paragraphs``; a paragraph's end is ``\n`` in either text.
    """

    paragraph: int
    begin: int
    deleted: str
    inserted: str
    author: str = ""
    date: str = ""
    moved: bool = False
    tracked: bool = True


@dataclass(frozen=True)
class Comment:
    """A comment in the margin: what it says, and where in the text before it begins."""

    paragraph: int
    begin: int
    text: str
    author: str
    date: str


@dataclass(frozen=True)
class Paper:
    """A document of Word: its paragraphs before anything was changed, and what was changed and said.

    ``digest`` is that of the ledger that it was made with, ``volume`` its volume; ``formatted`` counts changes of
    formatting alone, ``cells`` are the paragraphs that stand in tables.
    """

    paragraphs: tuple[str, ...]
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    digest: str = ""
    volume: str = ""
    formatted: int = 0
    cells: frozenset[int] = frozenset()


@dataclass(frozen=True, order=True)
class Splice:
    """Text that takes the place of some of a template's."""

    place: WordPlace
    text: str


@dataclass(frozen=True)
class Change:
    """What an edit changes in print: a paragraph of ``Templates.printed``, from where to where, and its new text."""

    paragraph: int
    begin: int
    end: int
    text: str


@dataclass(frozen=True)
class Edit:
    """A revision with its place in the templates, and what becomes of it.

    ``why`` it is not applied, ``sources`` where what it changes is from, ``hint`` what to do.
    """

    revision: Revision
    outcome: Outcome
    location: Location
    why: str = ""
    sources: tuple[Source, ...] = ()
    hint: str = ""
    splices: tuple[Splice, ...] = ()
    change: Change | None = None


@dataclass(frozen=True)
class Remark:
    """A comment with its place in the templates (no line: none was found), and the id of the item that it is about."""

    comment: Comment
    location: Location
    item: str = ""


@dataclass(frozen=True)
class Placed:
    """All that came back, placed: edits, remarks, and by path the templates as they become."""

    edits: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
