"""How a sentence in English says that several sources bear it out, each by itself."""

from __future__ import annotations

import re
from typing import Final

_MANY: Final = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_COUNTED: Final = "|".join(_MANY)
_WHO: Final = (
    "sources|reports|accounts|studies|surveys|authors|scholars|researchers|historians|observers|witnesses|analysts"
    "|investigations|analyses|experts|papers"
)
_SEVERAL: Final = re.compile(
    rf"\b(?:(?P<count>{_COUNTED})|several|various|multiple|many|numerous|all|most|different|independent|other)"
    rf"(?: (?:of )?(?:the |these |our )?(?:\w+ly |other |different |separate |independent )*)(?:{_WHO})\b"
    rf"|\b(?:the )?(?:{_WHO}) (?:all )?(?:agree|concur|coincide)\b"
    r"|\bindependently (?:confirm|report|find|found|observ|corroborat|establish|verif)\w*"
    r"|\b(?:confirmed|corroborated|borne out|verified) independently\b",
    re.IGNORECASE,
)


def sources_claimed(sentence: str) -> tuple[int, str]:
    """Return how many sources a sentence says that it has, at least, and the words that say so; 0 for none."""
    match = _SEVERAL.search(sentence)
    if match is None:
        return 0, ""
    return _MANY.get((match["count"] or "").lower(), 2), match[0]
