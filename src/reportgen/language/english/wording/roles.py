"""Who did what to whom: a sentence that has the two of a passage in each other's place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from reportgen.language.english.wording.model import Flaw, ParsedText, Word

_PAST: Final = re.compile(
    r"\b(?:\w{2,}ed|beat(?:en)?|bought|sold|left|lent|paid|led|gave|given|took|taken|told|taught|struck|fought|shot|bit"
    r"|won|lost|held|drove|driven|forgave|forbade|forbidden|forsook|bore|hit|hurt|met|overthrew|overthrown|overtook"
    r"|overtaken|withdrew|chose|chosen|found|fed|freed|kept|brought|sent|saw|seen|stole|stolen|threw|thrown)\b",
    re.IGNORECASE,
)
_MUTUAL: Final = re.compile(
    r"met|married|bordered|agreed|resembled|equalled|equaled|fought|traded|competed|faced|divorced|signed"
    r"|concluded|negotiated|cooperated|merged|joined|allied|based|located|situated|called|named|used"
    r"|followed|including",
    re.IGNORECASE,
)
"""Words in -ed that say the same of both, or that nobody does to anybody."""

_PASSIVE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|being)(?: \w+ly| not| never| also| later| then)?$", re.IGNORECASE
)
_BY: Final = re.compile(r"\bby\b", re.IGNORECASE)
_THAN: Final = re.compile(r"\b(more|less|fewer|worse|\w+er) (?:(?!than\b)\w+ ){0,3}than\b", re.IGNORECASE)
_GIVING: Final = re.compile(
    r"gave|given|sold|lent|leased|rented|paid|handed|returned|granted|ceded|transferred|awarded|donated|exported|sent|brought|offered",
    re.IGNORECASE,
)
_GETTING: Final = re.compile(
    r"bought|borrowed|received|took|taken|leased|rented|imported|inherited|stole|stolen|won|acquired", re.IGNORECASE
)
_PREPOSITION: Final = re.compile(
    r"[,;:()—–]|\b(?:of|in|at|on|for|from|over|under|with|without|to|against|after|before|during|since|until|through"
    r"|and|or|but|as|about|between|among|into|towards?|that|which|who|by|than|because|when|while)\b",
    re.IGNORECASE,
)
"""What a noun phrase ends with."""


@dataclass(frozen=True)
class _Deed:
    """A verb with the stems of who may have done it, and of whom it may have been done to."""

    stem: str
    place: tuple[int, int]
    doers: frozenset[str]
    others: frozenset[str]

    def turned(self, other: _Deed) -> bool:
        """Whether more of two deeds is on the other side than on the same, and something of each side is."""
        crossed = self.doers & other.others, self.others & other.doers
        same = self.doers & other.doers, self.others & other.others
        return all(crossed) and sum(map(len, crossed)) > sum(map(len, same))


def exchanged_roles(sentence: ParsedText, passages: Sequence[ParsedText]) -> Iterator[Flaw]:
    """Yield the verbs, in the active or the passive, and comparisons whose two sides are exchanged."""
    own = _deeds(sentence)
    for number, passage in enumerate(passages) if own else ():
        pairs = ((mine, theirs) for mine in own for theirs in _deeds(passage) if mine.stem == theirs.stem)
        found = list(pairs)
        wrong = next((pair for pair in found if pair[0].turned(pair[1])), None)
        # a passage may tell of both
        if wrong and not any(m.doers & t.doers and m.others & t.others for m, t in found if m is wrong[0]):
            yield Flaw("exchanged-roles", wrong[0].place, number, wrong[1].place)


@lru_cache(maxsize=2_000)
def _deeds(told: ParsedText) -> Sequence[_Deed]:
    """Return the deeds and comparisons of a text that have both sides; many sentences cite the same."""
    found = [*_verbs(told), *_comparisons(told)]
    return tuple(deed for deed in found if deed.doers and deed.others)


def _verbs(told: ParsedText) -> Iterator[_Deed]:
    for match in _PAST.finditer(told.text):
        word = next((w for w in told.words if w.start == match.start()), None)
        if word is None or _MUTUAL.fullmatch(match[0]):
            continue
        begin = max((bound for bound in told.bounds if bound <= match.start()), default=0)
        before = _heads(told, begin, match.start())
        passive = _PASSIVE.search(told.text[: match.start()].rstrip()) is not None
        by = _BY.search(told.text, match.end()) if passive else None
        if by and told.clause(by.start()) == word.clause:
            yield _Deed(word.stem, match.span(), _phrase(told, by.end()), before)
        elif not passive:
            yield _Deed(word.stem, match.span(), before, _phrase(told, match.end()))
            yield from _passed_on(told, match, word, before)


def _passed_on(told: ParsedText, match: re.Match[str], word: Word, before: frozenset[str]) -> Iterator[_Deed]:
    """Yield giving to somebody and getting from somebody: who leases to one is not who leases from him."""
    for verbs, preposition in ((_GIVING, "to"), (_GETTING, "from")):
        other = re.compile(rf"\b{preposition}\b").search(told.text, match.end()) if verbs.fullmatch(match[0]) else None
        if other and told.clause(other.start()) == word.clause:
            yield _Deed(f"{word.stem} {preposition}", match.span(), before, _phrase(told, other.end()))


def _heads(told: ParsedText, begin: int, end: int) -> frozenset[str]:
    """Return the last word of each phrase of a stretch: who does what stands behind it is among them."""
    cuts = [begin, *(m.end() for m in _PREPOSITION.finditer(told.text, begin, end)), end]
    phrases = ([w.stem for w in told.words if a <= w.start < b] for a, b in pairwise(cuts))
    return frozenset(words[-1] for words in phrases if words)


def _phrase(told: ParsedText, begin: int) -> frozenset[str]:
    """Return the words of the noun phrase that begins at a place."""
    cut = _PREPOSITION.search(told.text, begin)
    end = cut.start() if cut else len(told.text)
    return frozenset(word.stem for word in told.words if begin <= word.start < end)


def _comparisons(told: ParsedText) -> Iterator[_Deed]:
    for match in _THAN.finditer(told.text):
        word = told.clause(match.start())
        before = _stems(told, word, 0, match.start())
        behind = _stems(told, told.clause(match.end()), match.end(), len(told.text))
        yield _Deed(match[1].casefold(), match.span(), frozenset(before), frozenset(behind))


def _stems(told: ParsedText, clause: int, begin: int, end: int) -> list[str]:
    return [word.stem for word in told.words if word.clause == clause and begin <= word.start < end]
