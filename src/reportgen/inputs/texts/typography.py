"""Whether two wordings differ in typography only: in nothing that a reader would read otherwise.

What may differ: the kind of quotation marks and dashes, blanks beside punctuation, a hyphen at a line's end, how a
unit is raised (km2), marks of notes (*); at the edges punctuation that parts a fragment from its sentence, and the
case of the first letter; the case of all letters if one of the two is all in capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from reportgen.inputs.texts.words import LINE_END

_CURRENCY: Final = "$€£¥"
_BEFORE_NUMBER: Final = f"{_CURRENCY}+±~≈<>≤≥#§×"
_BEHIND_NUMBER: Final = "%‰°"
_MOST_DIGITS: Final = 40
_NUMBER: Final = rf"[−+]?[{_CURRENCY}]?[\d.,]{{0,{_MOST_DIGITS}}}\d[{_BEHIND_NUMBER}]?"

_FOLDED: Final = tuple(
    (re.compile(pattern), folded)
    for pattern, folded in (
        (r"`", "'"),
        (r"''", '"'),
        # behind a digit they may be feet and inches
        (r"(?<![^\W_])['\"]+|(?<=[^\W\d_])['\"]+(?![^\W_])", '"'),
        (r"(?:\.\s?){2}\.", "…"),
        (r"(?<![^\s\"(\[])[•◦▪■●○·|]+(?!\S)", ""),
        (r"(?<=[^\W\d_]|[.,;:!?)\]\"])[*†‡]+", ""),
        (rf"(?:−\s?|(?<![^\s\"(\[])-)(?=[{_CURRENCY}]?\.?\d)(?<!\w−)", "\N{HEAVY MINUS SIGN}"),
        (r"-{2,}|−", "-"),
        ("\N{HEAVY MINUS SIGN}", "−"),
        (rf"(?<=[{re.escape(_BEFORE_NUMBER)}])\s+(?=[\d.])|(?<=\d)\s+(?=[{_BEHIND_NUMBER}])", ""),
        (r"(?<![^\W\d_])([cdkmnµμ]?m|ft|in|mi|yd)\^(?=[23](?!\w))", r"\1"),
        (r"\s+(?=[;:!?)\]}]|[.,](?!\d))|(?<=[(\[{])\s+", ""),
        (r"\s*\"\s*", '"'),
        (r"\s+", " "),
    )
)
_EDGE: Final = frozenset(" \"'()[]{}.,;:!?…¡¿-=*/")
_MEANT_BEFORE: Final = re.compile(rf"(?:[.,]|/+)\d|\({_NUMBER}\)")
_MEANT_BEHIND: Final = re.compile(rf"\({_NUMBER}\)$|\d/+$")
_CALLS: Final = "!?"
_FEWEST_CAPITALS: Final = 3
"""Words in capitals from which they are a matter of type, as in headings: US is another word than us."""


@lru_cache(maxsize=4096)
def folded(printed: str) -> str:
    """Return a wording, as ``words.as_printed`` gives it, in the one form of all that read alike."""
    for pattern, to in _FOLDED:
        printed = pattern.sub(to, printed)
    return printed.strip()


def core(text: str) -> str:
    """Return a folded wording without the punctuation at its edges; that of a number is part of it."""
    begin, end = 0, len(text)
    while begin < end and text[begin] in _EDGE and not _MEANT_BEFORE.match(text, begin):
        begin += 1
    while (
        end > begin
        and text[end - 1] in _EDGE
        and not _MEANT_BEHIND.search(text, max(begin, end - 2 * _MOST_DIGITS), end)
    ):
        end -= 1
    return text[begin:end]


def same(quote: str, text: str) -> bool:
    """Say whether a quotation reads like a stretch of text that begins and ends with the same words."""
    ours, theirs = folded(quote), folded(text)
    if any(call in _behind(ours) and call not in _behind(theirs) for call in _CALLS):
        return False
    ours, theirs = core(ours), core(theirs)
    if '"' not in ours and theirs.count('"') == 1:
        # the other mark of the pair stands outside of what is quoted
        theirs = theirs.replace('"', " ")
    return _alike(_Letters.of(ours), _Letters.of(theirs))


def within(quote: str, text: str) -> bool:
    """Say whether a stretch of text, which may begin and end with more, has a quotation but for blanks."""
    ours, theirs = (_Letters.of(re.sub(r" (?!(?<=\d )\d)", "", core(folded(wording)))) for wording in (quote, text))
    at = theirs.text.lower().find(ours.text.lower())
    while at >= 0:
        if _alike(ours, theirs.part(at, at + len(ours.text))):
            return True
        at = theirs.text.lower().find(ours.text.lower(), at + 1)
    return False


def numbers(printed: str) -> list[str]:
    """Return the words of a wording that have digits, with their signs, in an order of their own."""
    return sorted(core(word) for word in folded(printed).split() if any(map(str.isdecimal, word)))


def _behind(text: str) -> str:
    """Return the punctuation at the end of a folded wording."""
    return text[len(text.rstrip("".join(_EDGE))) :]


@dataclass(frozen=True)
class _Letters:
    """A wording without its hyphens; ``hard`` are the places of these, ``soft`` of those that lines ended with."""

    text: str
    hard: frozenset[int]
    soft: frozenset[int]

    @classmethod
    def of(cls, text: str) -> _Letters:
        kept: list[str] = []
        places: dict[str, set[int]] = {"-": set(), LINE_END: set()}
        for letter in text:
            if letter in places:
                places[letter].add(len(kept))
            else:
                kept.append(letter)
        return cls("".join(kept), frozenset(places["-"]), frozenset(places[LINE_END]))

    def part(self, begin: int, end: int) -> _Letters:
        hard, soft = (frozenset(at - begin for at in s if begin < at < end) for s in (self.hard, self.soft))
        return _Letters(self.text[begin:end], hard, soft)


def _alike(ours: _Letters, theirs: _Letters) -> bool:
    if ours.hard - theirs.hard - theirs.soft or theirs.hard - ours.hard - ours.soft:
        return False
    a, b = ours.text, theirs.text
    if a[:1].lower() == b[:1].lower() and a[1:] == b[1:]:
        return True
    return (_in_capitals(a) or _in_capitals(b)) and a.lower() == b.lower()


def _in_capitals(text: str) -> bool:
    return text.isupper() and sum(any(map(str.isalpha, word)) for word in text.split()) >= _FEWEST_CAPITALS
