"""How English says dates, and where the name of a month, season or weekday is surely one."""

from __future__ import annotations

import re
from typing import Final

from reportgen.language.calendar import DateWords

_YEAR: Final = r" of (?:the|last|this|that|next)(?: \w+)? year"
_FALL: Final = "(?:(?<=in )|(?<=in the )|(?<=by )|(?<=since )|(?<=early )|(?<=late ))fall(?= of [12']| [12'])"

ENGLISH: Final = DateWords(
    tag="en",
    nth="st|nd|rd|th",
    of="of(?: the)?(?: (?:fiscal|financial|calendar))?(?: year)?|fiscal(?: year)?",
    one="first(?= of)",
    ordinals=("first", "second", "third", "fourth"),
    quarter=f"quarters?(?:{_YEAR})?",
    half=f"(?:half-years?|halves|half)(?:{_YEAR})?",
    decade="#(?:'?s|ies)",
    century="#(?:st|nd|rd|th)?[ -](?:century|centuries)",
    numbers={
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
        "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
    },
    seasons={"spring": "springs?", "summer": "summers?", "autumn": f"autumns?|{_FALL}", "winter": "winters?"},
    parts={
        "start of": "(?:beginning|start|outset|onset) of(?: the)?",
        "early": "early(?: on)?(?: in)?(?: the)?",
        "mid": "(?:mid(?:way through)?|middle of)(?: the)?",
        "late": "(?:mid-to-)?late(?: in)?(?: the)?",
        "end of": "(?:end|close) of(?: the)?|(?:year-)?(?<!the )end",
    },
)  # fmt: skip

_AROUND: Final = 24
_LEAD: Final = re.compile(
    r"(?:^|\W)(?:in|since|by|until|till|from|to|during|before|after|through|throughout|between|early|mid|late|last|next"
    r"|this|that|each|every|of|for|on|end)(?: the)?[ -]$",
    re.IGNORECASE,
)
_NAME_BEFORE: Final = re.compile(r"[A-Z][\w.'-]* $")
_NAME_BEHIND: Final = re.compile(r"[ -][A-Z]")
_MARCH: Final = re.compile(r" (?:of|on|for|to|against|through)\b")
_VERBS: Final = frozenset({"May", "March"})
_FULL: Final = re.compile("May|[A-Z][a-z]{3,}")


def is_surely(text: str, start: int, end: int) -> bool:
    """Whether what may be a date, without a day or year, is one: no "May" or "March" of other meaning, and no name."""
    word, before, behind = text[start:end], text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if not word.isalpha() and not word.endswith("."):
        return True
    if word == "March" and _MARCH.match(behind) and before.lower().endswith(("the ", "a ")):
        return False
    if _LEAD.search(before):
        return True
    if word[0].islower() or _NAME_BEFORE.search(before) or _NAME_BEHIND.match(behind) or not _FULL.fullmatch(word):
        return False
    return word not in _VERBS or behind.startswith("'s") or before.endswith("the ")
