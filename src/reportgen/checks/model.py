"""Statements: the sentences of the brief with what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from reportgen.findings.model import Location

Verification: TypeAlias = Literal["exact", "fuzzy", "locked", "unverified"]
"""How sure a passage is: by its text word for word, nearly so, by the lock, or not at all."""


@dataclass(frozen=True)
class LockedItem:
    """Something that a brief is made of, as the lock keeps it: a row, a sentence of a template, an exhibit, a work.

    ``name`` is *kind:id*; ``parts`` are the words of each of its parts by name. A long one has its beginning and its
    digest. ``evidence`` are the ids that it names, ``lines`` the first and last line in its file.
    """

    name: str
    parts: Mapping[str, str]
    location: Location
    evidence: tuple[str, ...] = ()
    lines: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Change:
    """What differs between the lock and what it holds: something changed, came (no ``before``) or went (no ``after``).

    ``name`` is the one that it has now, or had; ``old`` the one in the lock.
    """

    name: str
    old: str
    before: Mapping[str, str] | None
    after: LockedItem | None

    @property
    def parts(self) -> frozenset[str]:
        """Names of the parts that differ."""
        before, after = self.before or {}, self.after.parts if self.after else {}
        return frozenset(part for part in before.keys() | after.keys() if before.get(part) != after.get(part))


@dataclass(frozen=True)
class Statement:
    """One sentence of a chapter, as a reader sees it.

    ``text`` is plain text: LaTeX removed, what calls print filled in, citations left out. ``kind``
    is *sourced* (a citation covers it), *analysis*, or *unsourced*. ``evidence`` are the ids that the
    citation covering it names (of an analysis: what it rests on); ``usages`` the numbers of the
    usages that stand in it. ``answers`` are those of its citation or analysis to rules of wording; ``paragraph`` and
    ``covered`` are the places in the draft of its paragraph and of what its citation covers, or of its analysis.
    """

    text: str
    kind: Literal["sourced", "analysis", "unsourced"]
    evidence: tuple[str, ...]
    usages: tuple[int, ...]
    location: Location
    file: str
    answers: tuple[tuple[str, str], ...] = ()
    paragraph: int = 0
    covered: int = 0


@dataclass(frozen=True)
class Inventory:
    """What a brief states and how sure its passages are, before the one is held against the other.

    ``passages`` says of each evidence id whether its quotation is *exact*, *fuzzy*, *locked* or *unverified*;
    ``reworded`` are the numbers in ``statements`` of sourced sentences that the lock does not have, and for which
    not all texts are at hand.
    """

    statements: tuple[Statement, ...]
    passages: Mapping[str, Verification]
    reworded: tuple[int, ...]


@dataclass(frozen=True)
class Verified(Inventory):
    """What the checks found to hold.

    ``rows`` (by ``table/id``) and ``sentences`` have the digests of data rows and sourced sentences whose
    numbers and dates stand in their passages, as the lock keeps them.
    """

    rows: Mapping[str, str]
    sentences: Mapping[str, str]
