"""Statements: the sentences of the brief with what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportgen.diagnostics import Location


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
