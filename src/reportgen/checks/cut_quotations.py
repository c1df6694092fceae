"""Quotations that leave out what their source negates them by, before, behind or between their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportgen.inputs.evidence.model import CONTEXT, Passage
from reportgen.language.negation import clause_before, clause_behind, denial, negation

_BEFORE: Final = 6
"""Words before a quotation that may negate it, in the same clause: "it is not true that"."""

_BEHIND: Final = 2
"""Words behind it that may: "agreed to nothing"."""

_OWN: Final = CONTEXT
"""Words of the brief beside a quotation by which it may say the same."""


def negated(
    sentence: str, fragments: Sequence[str], passages: Sequence[Passage | None], language: str, own: str
) -> str:
    """Return the words of a source with what a quotation leaves out of them that negates it; nothing if it does not.

    ``language`` is that of the source, ``own`` that of the brief. A fragment that stands in the text more than once
    is passed over: which of the places was meant, nobody can tell.
    """
    at = 0
    for words, passage in zip(fragments, passages, strict=True):
        begin = max(sentence.find(words, at), at)
        at = begin + len(words)
        if passage is None or passage.count != 1:
            continue
        before = clause_before(passage.before.split())[-_BEFORE:]
        behind = [] if words[-1:] in ".,;:!?" else clause_behind(passage.after.split())[:_BEHIND]
        finds = negation(language)
        cut_before, cut_behind = finds.search(" ".join(before)), finds.search(" ".join(behind))
        if cut_before and not _denies(sentence[:begin].split()[-_OWN:], own):
            return f"{' '.join(before)[cut_before.start() :]} {words}"
        # the next fragment may have the negation: "in haste […] without approval"
        quoted = finds.search(" ".join(sentence[at:].split()[:_OWN])) if words != fragments[-1] else None
        if cut_behind and not quoted and not _denies(sentence[at:].split()[:_OWN], own):
            return f"{words} {' '.join(behind)}"
    return ""


def _denies(words: Sequence[str], language: str) -> bool:
    return denial(language).search(" ".join(words).replace("’", "'")) is not None
