"""Two words that belong together, and a sentence that has each beside the other's: numbers and names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from reportgen.language.english.wording.model import Flaw, ParsedText
from reportgen.language.english.wording.stems import stem

_ONES: Final = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER: Final = (
    rf"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:{_ONES}))?|ten|eleven|twelve"
    rf"|(?:thir|four|fif|six|seven|eigh|nine)teen|{_ONES[4:]}"
)
"""Numbers in words, from two: those in digits are printed by calls, and held to their rows."""

_COUNTED: Final = re.compile(rf"\b(?P<first>{_NUMBER})(?= (?P<second>[a-z]+)\b)", re.IGNORECASE)
_OF: Final = frozenset({"of", "in", "out", "or", "and", "to", "per"})
"""What stands behind a number and is not counted: "five of the nine"."""

_NAMED: Final = re.compile(r"\b[A-Z][\w'’]*[a-z](?: [A-Z][\w'’]*[a-z])+\b")
_KINDS_WORDS: Final = """
union space community council bank party act court ministry office agency commission committee association organization
organisation league federation republic states state kingdom river sea lake street road city county province region
north south east west war treaty agreement fund group company university institute parliament assembly house board
society army police market zone area
"""
_KINDS: Final = frozenset(_KINDS_WORDS.split())
"""What a body, a place or a work is called by: "Customs Union" is no name of somebody."""


@dataclass(frozen=True)
class _Pair:
    first: str
    second: str
    place: tuple[int, int]
    adjacent: bool = True


def exchanged_pairs(sentence: ParsedText, passages: Sequence[ParsedText]) -> Iterator[Flaw]:
    """Yield a number with what others are in number, and a first name or title with the surname of another.

    Told only where a passage has each of the two beside something else, and no passage has them together.
    """
    read = [_found(passage) for passage in passages]
    for pair in _found(sentence):
        if not pair.adjacent or any(pair.first == p.first and pair.second == p.second for pairs in read for p in pairs):
            continue
        for number, pairs in enumerate(read):
            others = _beside(pairs)
            if others[pair.first] and others[pair.second]:
                place = next(p.place for p in pairs if p.first == pair.first)
                yield Flaw("exchanged-pairs", pair.place, number, place)
                break


@lru_cache(maxsize=2_000)
def _found(told: ParsedText) -> Sequence[_Pair]:
    """Return pairs of a number and what is counted, and of names; many sentences cite the same."""
    counted = (
        _Pair(m["first"].casefold(), stem(m["second"]), (m.start(), m.end("second")))
        for m in _COUNTED.finditer(told.text)
        if m["second"].casefold() not in _OF
    )
    named = (pair for match in _NAMED.finditer(told.text) for pair in _of_name(match))
    return (*counted, *named)


def _of_name(name: re.Match[str]) -> Iterator[_Pair]:
    """Yield each two words of a name, "Prime Minister Anna Lund", unless it is one of a body or a place."""
    words = list(re.finditer(r"\S+", name[0]))
    if _KINDS.isdisjoint(word[0].casefold() for word in words):
        for (n, first), (m, second) in combinations(enumerate(words), 2):
            place = name.start() + first.start(), name.start() + second.end()
            yield _Pair(first[0], second[0], place, m == n + 1)


def _beside(pairs: Sequence[_Pair]) -> Mapping[str, set[str]]:
    """Return by the first of pairs the second, and by the second the first."""
    found: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        found[pair.first].add(pair.second)
        found[pair.second].add(pair.first)
    return found
