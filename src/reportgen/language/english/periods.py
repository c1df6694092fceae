"""Over what time a number tells of something: for each year, for each month or the like, or in all of a period."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

Period: TypeAlias = Literal["", "year", "other", "all"]
"""*other* is each month, decade or the like; nothing where the words around a number do not say."""

_OTHER: Final = "month|week|day|quarter|decade|fortnight|hour|half-year"
_FEW: Final = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|several|few|many"
)
_SPAN: Final = rf"(?:(?:{_FEW}|whole|full|entire|last|past|next|intervening|same|\d{{1,2}})[ -])*"
_NO: Final = r"(?! (?:later|earlier|before|after|ago|(?:report|budget|survey|meeting|conference|review|plan)s?)\b)"

_EACH: Final = re.compile(
    rf"(?:\b(?:(?<!for )(?<!in )(?<!within )(?<!after )(?<!of )(?<!once )(?<!than )an?|per|each|every)"
    rf" (?:(?P<year>year|annum|twelve months)|(?P<other>{_OTHER}))"
    r"|\b(?P<yearly>annual(?:ly|i[sz]ed)?|yearly|year[ -](?:on|after|by)[ -]year|p\.a)"
    rf"|\b(?P<often>monthly|weekly|daily|quarterly|hourly))\b{_NO}",
    re.IGNORECASE,
)
_ALL: Final = re.compile(
    r"\b(?:in (?:all|total)|altogether|all told|overall|cumulatively|in aggregate"
    rf"|(?:over|during|across|throughout|within|in|for) (?:(?:the|these|those|its|that|a) )?{_SPAN}"
    r"(?:years|decades?|period|time|span|century))\b",
    re.IGNORECASE,
)
_STOP: Final = re.compile(
    r"[;:?!.] |, (?:and|but|while|whereas|which) |(?<!\d)(?!(?:1[89]|20)\d\d(?!\d)|\d{1,2}[ -]year)\d"
)
_AVERAGE: Final = re.compile(r"\b(?:on average|average|mean)\b", re.IGNORECASE)
_WITHIN: Final = 110
"""Characters before and behind a number that are read."""


def period_at(text: str, start: int, end: int) -> Period:
    """Return over what time a number that stands there tells of something, by its clause and up to the next number."""
    parts = _STOP.split(text[max(0, start - _WITHIN) : start])[-1], _STOP.split(text[end : end + _WITHIN])[0]
    # what is for each year stands behind first: "every year … 5 per cent a month"
    for part in reversed(parts):
        if each := _EACH.search(part):
            return "year" if each["year"] or each["yearly"] else "other"
    return "all" if any(_ALL.search(part) for part in parts) else ""


def tells_of_years(text: str) -> bool:
    """Whether a text says anywhere that something is for each year, or on average."""
    return any(each["year"] or each["yearly"] for each in _EACH.finditer(text)) or _AVERAGE.search(text) is not None
