"""Whether a passage says a number without reserve: "did not destroy 400", "will probably reach 5"."""

from __future__ import annotations

import re
from typing import Final

_UNSURE: Final = re.compile(
    r"\b(?:(?:did|do|does|was|were|is|are|has|have|had) not|\w+n['’]t|never|den(?:y|ies|ied)|contrary to|rumou?r\w*"
    r"|would|could|might|(?-i:may)|will probably|probably|perhaps|possibly|if successful|in theory|allegedly"
    r"|(?:is|are|was|were) (?:expected|planned|supposed|due|meant) to|promised|planned to|hop(?:es?|ed) to)\b",
    re.IGNORECASE,
)
_KNOWN: Final = re.compile(
    r"\b(?:forecast\w*|project\w*|expect\w*|plan\w*|target\w*|estimat\w*|promis\w*|pledg\w*|potential\w*|possib\w*|maximum"
    r"|likely|alleg\w*|claim\w*|rumou?r\w*|aim\w*|goal\w*|intend\w*|propos\w*|den(?:y|ied|ial)|not|view|prospect\w*|would|could"
    r"|may|might|capacity|agreed|due|hop\w*|scenario\w*|future|if|by \d{4})\b",
    re.IGNORECASE,
)
_PARTED: Final = re.compile(r"[.;:()—–]| - |, |\b(?:but|and|while|whereas|although|though|instead)\b", re.IGNORECASE)
_REACH: Final = 80
"""Letters before a number in which words of reserve say something of it."""


def unsure(text: str, number: int) -> tuple[int, int] | None:
    """Return the words of reserve or denial of the clause in which a number stands, before it."""
    begin = max(0, number - _REACH)
    begin = max((m.end() for m in _PARTED.finditer(text, begin, number)), default=begin)
    found = [match.span() for match in _UNSURE.finditer(text, begin, number)]
    return found[-1] if found else None


def says_so(text: str) -> bool:
    """Whether words of a row say themselves that its number is planned, possible or disputed."""
    return _KNOWN.search(text) is not None
