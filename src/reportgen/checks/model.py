"""Statements: the sentences of the brief with what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from reportgen.findings.model import Location

Verification: TypeAlias = Literal["exact", "fuzzy", "locked", "unverified"]
"""How sure a passage is: by its text word for word, nearly so, by the lock, or not at all."""


@dataclass(frozen=True)
class Statement:
    """One sentence of a chapter, as a reader sees it.

    ``text`` is plain text: LaTeX removed, what calls print filled in, citations left out. ``kind``
    is *sourced* (a citation covers it), *analysis*, or *unsourced*. ``evidence`` are the ids that the
    citation covering it names (of an analysis: what it rests on); ``usages`` the numbers of the
    usages that stand in it.
    """

    text: str
    kind: Literal["sourced", "analysis", "unsourced"]
    evidence: tuple[str, ...]
    usages: tuple[int, ...]
    location: Location
    file: str


@dataclass(frozen=True)
class Stated:
    """What a brief states and how sure its passages are, before the one is held against the other.

    ``passages`` says of each evidence id whether its quotation is *exact*, *fuzzy*, *locked* or *unverified*;
    ``reworded`` are the numbers in ``statements`` of sourced sentences that the lock does not have, and for which
    not all texts are at hand.
    """

    statements: tuple[Statement, ...]
    passages: Mapping[str, Verification]
    reworded: tuple[int, ...]


@dataclass(frozen=True)
class Verified(Stated):
    """What the checks found to hold.

    ``rows`` (by ``table/id``) and ``sentences`` have the digests of data rows and sourced sentences whose
    numbers and dates stand in their passages, as the lock keeps them.
    """

    rows: Mapping[str, str]
    sentences: Mapping[str, str]
