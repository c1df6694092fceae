"""Words of English that claim a quantity, a comparison or a change, so that a title with them needs a test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_QUANTITY: Final = (
    r"(?<!for )(?<!at )(?<!after )all(?! (?:about|over|along|but|too)\b)|most(?:ly)?|majority|minority|none|never"
    "|always|only|solely|every(?:body|one|thing)?|nobody|no one|few|fewer|fewest|many"
)
_COMPARISON: Final = (
    "twice|thrice|double|triple|almost|nearly|more than|less than|as (?:much|many|fast|large|high|long) as"
    r"|(?:larg|high|low|bigg|small|fast|slow|long|short|strong|weak|rich|poor|old|young|earli|lat|deep|steep|clos|cheap)est"
    r"|(?:larg|high|low|bigg|small|fast|slow|long|short|strong|weak|rich|poor|old|young|great|cheap)er(?: \w+)? than"
)
_CHANGE: Final = (
    "rose|risen|rises|rising|fell|fallen|falls|falling|grew|grows|growing|grown|shrank|shrinks|shrinking|shrunk"
    "|(?:doubl|halv|tripl|quadrupl|increas|decreas|declin|reduc|plung|surg|collaps|stagnat|los)(?:ed|ing|es)"
    "|halves|lost|(?:drop|slip)(?:ped|ping|s)|(?:soar|expand|contract|gain|jump|widen|narrow|slow|weaken|strengthen|climb"
    "|worsen|plummet|slump)(?:ed|ing|s)"
)
_WORDS: Final = re.compile(rf"\b(?:{_QUANTITY}|{_COMPARISON}|{_CHANGE})\b", re.IGNORECASE)
_PART: Final = r"(?:(?:a |one )?half|(?:an? |one |two |three )(?:third|quarter|fifth|sixth|eighth|tenth)s?)"
_OTHER: Final = r"(?! (?:part|countr|compan|state|of \w+'s)[a-z]*)"
"""What is counted by the same words: "by a third party"."""

_HALF: Final = re.compile(
    rf"\bby {_PART}\b(?!-){_OTHER}"
    r"|(?<!first )(?<!second )(?<!latter )(?<!other )(?<!last )\bhalf (?:of|the|a|its|their|his|her|our|all|as)\b"
    r"|\b[hH]al(?:ved|ving)\b",
    re.IGNORECASE,
)


def claiming_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand that say how much, how many or how often, compare, or tell of a change."""
    yield from (match.span() for match in _WORDS.finditer(text))


def parts_named(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a half stands that is one of something, or a part by which something changes: "by a third"."""
    yield from (match.span() for match in _HALF.finditer(text))
