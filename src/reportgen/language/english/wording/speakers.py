"""Whose words they are: a sentence that gives a view to another than the one who has it in the passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.language.english.wording.model import Flaw, ParsedText
from reportgen.language.english.wording.views import View, reported_views

_KINDS: Final = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"governments?|mayors?|ministr\w+|ministers?|cabinet|president|officials?|authorities|state|administration|spokes\w+",
        r"opposition|critics|opponents?|dissidents?",
        r"courts?|judges?|tribunal|bench",
        r"police|prosecut\w+|defen[cs]e|defendants?|plaintiffs?|ombudsman",
        r"unions?|workers|employees|staff|teachers?|miners|strikers",
        r"employers?|compan(?:y|ies)|firms?|managers?|owners?|industry",
        r"parents|pupils|students|patients|residents|neighbours|passengers|consumers",
        r"observers?|inspectors?|auditors?|monitors?",
        r"researchers?|scholars?|economists?|scientists?|stud(?:y|ies)|authors?|analysts?",
    )
)
"""Speakers, by kinds of which nobody would call one by the name of another."""

_DENYING: Final = re.compile(r"\b(?:den(?:y|ies|ied)|doubt)", re.IGNORECASE)
"""Who denies what another says has no words of his."""

_FEWEST: Final = 2
"""Words that a view in the sentence must share with one in the passage."""


def wrong_speakers(sentence: ParsedText, passages: Sequence[ParsedText], tellers: Sequence[str] = ()) -> Iterator[Flaw]:
    """Yield views that a sentence has somebody say who does not in the passage, where somebody else does."""
    for view in reported_views(sentence):
        told = sentence.text[slice(*view.place)]
        if _DENYING.search(told) or any(teller and re.search(teller, view.holder) for teller in tellers):
            continue
        for number, passage in enumerate(passages):
            held = _held(sentence, view, passage)
            if held and all(_is_another(sentence, view, passage, other) for other in held):
                yield Flaw("wrong-speaker", view.place, number, held[0].place, view.holder)
                break


_QUOTED: Final = re.compile(r"[“„«\"](?P<words>[^“”„«»\"]{8,400})[”“»\"]")


def misgiven_quotations(sentence: ParsedText, passages: Sequence[ParsedText]) -> Iterator[Flaw]:
    """Yield quotations beside one of those who have views in a passage, and not the one whose words they are."""
    for quotation in _QUOTED.finditer(sentence.text):
        rest = ParsedText(sentence.text[: quotation.start()] + sentence.text[quotation.end() :]).stems
        for number, passage in enumerate(passages):
            words = quotation["words"].strip(" .,;").casefold()
            at = passage.text.casefold().find(words)
            views = [view for view in reported_views(passage) if at >= 0 and view.stems]
            inside = [view for view in views if view.begin <= at + len(words) // 2 < view.end]
            owner = max(inside, key=lambda view: view.begin, default=None)
            if owner is None or not rest.isdisjoint(owner.stems):
                continue
            other = next((view for view in views if not rest.isdisjoint(view.stems - owner.stems)), None)
            if other is not None:
                yield Flaw("wrong-speaker", quotation.span("words"), number, owner.place, other.holder)
                break


def _held(sentence: ParsedText, view: View, passage: ParsedText) -> Sequence[View]:
    """Return the views in a passage that share words with one in a sentence."""
    said = view.said(sentence)
    return [other for other in reported_views(passage) if len(other.said(passage) & said) >= _FEWEST]


def _is_another(sentence: ParsedText, view: View, passage: ParsedText, other: View) -> bool:
    """Whether the holder of a view is not the holder of the other: one who is named beside it, or of another kind."""
    named = {word.stem for word in ParsedText(view.holder).words} | view.stems
    holders = {word.stem for word in ParsedText(other.holder).words} | other.stems
    if not named.isdisjoint(holders) or not holders.isdisjoint(sentence.stems):
        return False
    rest = passage.text[: other.place[0]] + passage.text[other.place[1] :]
    forms = {view.holder[w.start : w.end] for w in ParsedText(view.holder).words if w.stem in view.stems}
    return any(re.search(rf"\b{re.escape(form)}\b", rest, re.IGNORECASE) for form in forms) or _differ(
        view.holder, other.holder
    )


def _differ(one: str, other: str) -> bool:
    """Whether two speakers are of kinds that differ."""
    kinds = [{n for n, kind in enumerate(_KINDS) if kind.search(holder)} for holder in (one, other)]
    return all(kinds) and kinds[0].isdisjoint(kinds[1])
