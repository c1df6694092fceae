"""Evidence: rows that tie ids to passages, where these were found, and what the lock says of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, TypeAlias

from reportgen.findings.model import Location
from reportgen.store.fingerprint import Digest, of_value
from reportgen.store.memo import PickledByFields

CONTEXT: Final = 8
"""Words of a text, beyond those of the quotation, that a message may show."""

VERSION: Final = 2
"""Format of the lock. Format 1 had no lines ``held``."""

Match: TypeAlias = Literal["exact", "spaced", "fuzzy", ""]


@dataclass(frozen=True)
class Evidence(PickledByFields):
    """A row that ties an id to a passage of a source.

    ``voice`` is *author*, *reported* or *official* where the row says whose words the passage tells.
    """

    id: str
    source: str
    section: str
    footnote: str
    page: str
    quote: str
    via: str
    note: str
    location: Location
    locator: str = ""
    voice: str = ""
    columns: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def place(self, column: str) -> Location:
        """Return the place of one of the row's cells."""
        known = column in self.columns
        return Location(self.location.path, self.location.line, self.columns.index(column) + 1 if known else 0)

    @cached_property
    def digest(self) -> Digest:
        """SHA-256 of what the row claims: source, place and quotation."""
        place = [self.section, self.footnote, self.page]
        return of_value([self.source, *place, self.quote, *filter(None, [self.locator])])


@dataclass(frozen=True)
class Passage:
    """Where the quotation of an evidence row was found.

    ``match`` is *exact*, *spaced* (but for its blanks) or *fuzzy* (``score`` of 100 at most says how near); ``count``
    is how often it occurs; ``section``, ``footnote`` and ``page`` are where the text has it, in the row's own words
    where these say the same; ``nearest`` is the nearest wording where it is not there word for word, ``difference``
    how that differs. ``before`` and ``after`` are the words beside it, where words that the brief quotes are looked up.
    """

    evidence: str
    match: Match
    score: float
    count: int
    position: int
    section: str
    footnote: str
    page: str
    nearest: str = ""
    difference: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class LockedPassage:
    """What the lock says of an evidence row."""

    evidence: str
    text: Digest
    row: Digest
    match: str
    section: str
    position: int


def spelled(parts: Mapping[str, str]) -> str:
    """Return the words of something that the lock holds in the one form in which they are kept and compared."""
    return json.dumps(parts, ensure_ascii=False)


@dataclass(frozen=True)
class Lock:
    """bib/evidence.lock: what was verified against which text.

    ``texts`` maps a source's key to (SHA-256, extractor); ``passages`` evidence ids to what was
    found; ``rows`` ``table/id`` to the digest of a data row whose claims were found in its passages;
    ``statements`` the digest of a sourced sentence to the same; ``approved`` the id of an analysis to
    the digest of what it rests on. ``held`` maps the names of what the brief is made of to what it was when it was
    last settled, see ``checks.model.Holding``. ``readers`` says who approved something, and on which
    day, where somebody did: by *approved* or *held*, a blank, and its name. ``date`` is when it was made (YYYY-MM-DD),
    ``version`` the format that it was read from: 0 for none.
    """

    texts: Mapping[str, tuple[Digest, str]] = field(default_factory=dict)
    passages: Mapping[str, LockedPassage] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)
    approved: Mapping[str, str] = field(default_factory=dict)
    date: str = ""
    held: Mapping[str, str] = field(default_factory=dict)
    readers: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    version: int = field(default=0, compare=False)

    @property
    def old(self) -> bool:
        """Whether it does not hold what the brief is made of, since it was never written, or before locks did."""
        return self.version < VERSION
