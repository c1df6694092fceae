"""A sentence taken apart into words and clauses, and what it says otherwise than its passage."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias

from reportgen.language.english.wording.stems import SMALL, stem

Flawed: TypeAlias = Literal[
    "dropped-hedge",
    "inflated-quantity",
    "unattributed-view",
    "other-direction",
    "exchanged-roles",
    "wrong-speaker",
    "added-reserve",
    "exchanged-pairs",
]
"""Rules that hold a sentence against a passage."""

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|\d[\d.,]*\d|\d")
_CLAUSE: Final = re.compile(
    r"[,;:()—–]|\b(?:but|while|whereas|although|though|because|which|who|whether|if|when|until|unless|as soon as"
    r"|so that|than)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Word:
    """A word that says something by itself: its stem, where it stands, and in which clause."""

    stem: str
    start: int
    end: int
    clause: int


@dataclass(frozen=True)
class ParsedText:
    """A text, read once: a sentence of the brief, or the sentences that a quotation is from.

    ``quoted`` is the stretch of the quotation, empty where it is not known.
    """

    text: str
    quoted: tuple[int, int] = (0, 0)

    @cached_property
    def bounds(self) -> Sequence[int]:
        """Where clauses end."""
        return [match.start() for match in _CLAUSE.finditer(self.text)]

    @cached_property
    def words(self) -> Sequence[Word]:
        """The words of the text without those that every sentence has."""
        found: list[Word] = []
        bounds, clause = [*self.bounds, len(self.text) + 1], 0
        for match in _WORD.finditer(self.text):
            while bounds[clause] <= match.start():
                clause += 1
            word = match[0].casefold().replace("’", "'")
            if word not in SMALL:
                found.append(Word(stem(word), match.start(), match.end(), clause))
        return found

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words, each once."""
        return frozenset(word.stem for word in self.words)

    def clause(self, start: int) -> int:
        """Return the number of the clause that a place stands in."""
        return sum(bound <= start for bound in self.bounds)

    def behind(self, end: int, within: bool = True) -> Sequence[Word]:
        """Return the words behind a place, ``within`` its clause."""
        own = self.clause(end)
        return [word for word in self.words if word.start >= end and (not within or word.clause == own)]

    def around(self, start: int, end: int) -> Sequence[Word]:
        """Return the words of the clause that a stretch stands in; where that has but one, of the next ones too."""
        own = self.clause(start)
        found = [w for w in self.words if w.clause == own and not start <= w.start < end]
        if len(found) > 1:
            return found
        behind = [w for w in self.words if own <= w.clause <= own + 2 and not start <= w.start < end]
        return behind if len(behind) > 1 else [w for w in self.words if w.clause >= own - 1]


@dataclass(frozen=True)
class Flaw:
    """What a sentence says otherwise than a passage: the words of each by their places, and what they are.

    ``passage`` is the number of the passage; an empty stretch stands for words that are not there.
    """

    rule: Flawed
    words: tuple[int, int]
    passage: int
    place: tuple[int, int]
    said: str = ""
