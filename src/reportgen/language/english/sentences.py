"""Plain text → sentences.

Our own few rules and no library: pysbd has had no release since 2021, sentencex (kept, light) ends sentences
inside brackets and behind "No." and "approx.", and spaCy or NLTK bring models for what needs none here. A
sentence that is split wrongly is one that a citation covers wrongly, so the rules lean towards not splitting.
"""

from __future__ import annotations

import re
from typing import Final

_NEVER: Final = re.compile(
    r"mr|mrs|ms|dr|prof|capt|lt|sen|gov|hon|st|e\.g|i\.e|cf|ca|vs|viz|approx|ibid|op|cit|resp|incl|z\.b|d\.h|bzw|vgl",
    re.IGNORECASE,
)
"""Abbreviations that something always follows."""

_NUMBERED: Final = re.compile(
    r"nos?|nr|secs?|chs?|arts?|paras?|nn?|fn|pp?|vols?|eds?|eqs?|figs?|tab|app|s|c|v|col"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    re.IGNORECASE,
)
"""Abbreviations that a number follows; before anything else they are words."""

_SOMETIMES: Final = re.compile(r"etc|usw|inc|ltd|co|corp|jr|sr|a\.m|p\.m|al|bn|mn", re.IGNORECASE)
"""Abbreviations that may stand at the end of a sentence: they do if a capital follows."""

_BEGINNERS: Final = re.compile(
    r"an?|the|this|that|these|those|its?|he|she|they|we|there|in|on|at|by|for|from|to|of|with|as|if|when|while"
    r"|but|and|or|so|yet|then|thus|however|all|both|some|many|most|not|no|one|after|before|since",
    re.IGNORECASE,
)
"""Words that begin sentences: with a capital, they do so behind initials and shortened names too."""

_END: Final = re.compile(r"(?P<stop>\.{1,3}|…|[!?]+)(?P<close>[”’»›\"')\]]*)(?P<space>\s+)|\n+")
_OPENERS: Final = "“‘„«‹\"'([¿¡—–- "
_LAST: Final = re.compile(r"[^\s“‘„«‹\"'(\[—–/]*$")
_WORD: Final = re.compile(r"\w+")
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z]\.)*[^\W\d_a-z]")
_BRACKETS: Final = re.compile(r"[()\[\]]")
_PAIRS: Final = {")": "(", "]": "["}


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return begin and end of each sentence; together they are the whole text.

    The blanks behind a sentence belong to it. A line break ends one whatever stands before it.
    """
    inside = _bracketed(text)
    ends: list[int] = []
    for match in _END.finditer(text):
        at = match.end()
        if "\n" in match[0] or (not _within(inside, match.end("close")) and _ends(text, match)):
            ends.append(at)
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return tuple(zip([0, *ends[:-1]], ends, strict=True)) if text else ()


def _ends(text: str, match: re.Match[str]) -> bool:
    """Say whether a sentence ends at a full stop, question or exclamation mark."""
    rest = text[match.end() : match.end() + 60].lstrip(_OPENERS)
    if not rest:
        return True
    if rest[0].islower():
        return False
    if match["stop"] != "." or match["close"]:
        return True
    before = _LAST.search(text, max(0, match.start() - 40), match.start())
    last = before[0] if before else ""
    if _NEVER.fullmatch(last) or (_NUMBERED.fullmatch(last) and rest[0].isdigit()):
        return False
    if _SOMETIMES.fullmatch(last):
        return rest[0].isupper()
    if last == "I" or not _INITIALS.fullmatch(last):
        return True
    word = _WORD.match(rest)
    return word is not None and _BEGINNERS.fullmatch(word[0]) is not None


def _bracketed(text: str) -> list[tuple[int, int]]:
    """Return the outermost pairs of brackets, the last one first; a bracket without its other half is none."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _BRACKETS.finditer(text):
        if match[0] in "([":
            opened.append((match[0], match.start()))
        elif any(bracket == _PAIRS[match[0]] for bracket, _ in opened[-2:]):
            while opened[-1][0] != _PAIRS[match[0]]:
                opened.pop()
            begin = opened.pop()[1]
            while pairs and pairs[-1][0] > begin:
                pairs.pop()
            pairs.append((begin, match.start()))
    return pairs[::-1]


def _within(pairs: list[tuple[int, int]], place: int) -> bool:
    """Say whether a place is inside brackets; ``pairs`` before it are used up."""
    while pairs and pairs[-1][1] < place:
        pairs.pop()
    return bool(pairs) and pairs[-1][0] < place
