"""Whether a number is by how much something fell or rose, in the words of a language: "sank um 2,5 Prozent"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from reportgen.language.model import Words

Direction: TypeAlias = Literal["", "down", "up"]

_WITHIN: Final = 90
"""Characters before and behind a number in which a word for its direction is looked for."""

_STOP: Final = re.compile(r"[.;:?!] ")
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")
_AND: Final = "und|et|y|и|та|і|й|i|oraz|aber|mais|pero|но|але|ale"

_BEHIND: Final = 8
"""Words behind a number among which a word for its direction may stand: "um 2,5 % gegenüber dem Vorjahr gesunken"."""


@dataclass(frozen=True)
class _Patterns:
    down: re.Pattern[str]
    up: re.Pattern[str]
    by: re.Pattern[str]
    level: re.Pattern[str]
    next: re.Pattern[str]
    compound: re.Pattern[str]
    lead: re.Pattern[str]
    came: re.Pattern[str]
    less: re.Pattern[str]
    more: re.Pattern[str]
    ends: re.Pattern[str]


@cache
def _patterns(words: Words) -> _Patterns:
    hedge = rf"(?:(?:{words.hedge}) ?){{0,3}}"
    moves = rf"{words.down}|{words.up}"
    return _Patterns(
        down=_pattern(rf"(?<!\w)(?:{words.down})(?!\w)"),
        up=_pattern(rf"(?<!\w)(?:{words.up})(?!\w)"),
        by=_pattern(rf"(?<!\w)(?:{words.by})(?:(?<=')| ){hedge}\(?$"),
        level=_pattern(rf"(?<!\w)(?:{words.level}) {hedge}\(?$"),
        next=_pattern(rf"(?<!\w)(?:{moves}):? {hedge}\(?$"),
        compound=_pattern(rf"[ -]?(?:[^\W\d_]+[ -])?(?P<what>{moves})(?!\w)"),
        lead=_pattern(rf"(?<!\w)(?:(?:{words.by}|{words.level})(?:(?<=')| ))?{hedge}\(?$"),
        came=_pattern(rf"(?<!\w)(?P<what>{moves})(?: (?!(?:{_AND})\b)[^\W\d_]+){{0,3}}? (?:{words.came}) {hedge}$"),
        less=_pattern(rf" (?:{words.less})(?!\w)"),
        more=_pattern(rf" (?:{words.more})(?!\w)"),
        ends=_pattern(rf"(?: [^\W\d_]+)? (?:{words.level}) {hedge}\d"),
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def direction_of(text: str, words: Words) -> Direction:
    """Return the direction that a name such as "Rückgang der Ausfuhr" says its number to have."""
    found = _patterns(words)
    if found.down.search(text):
        return "down"
    return "up" if found.up.search(text) else ""


def direction_at(text: str, start: int, end: int, words: Words) -> Direction:
    """Return the direction that the words around a number give it.

    Behind words such as "um" the nearest word for rising or falling counts, before or behind; without, only one that
    stands right beside the number.
    """
    found = _patterns(words)
    before, behind = _clause(text, start, end)
    if found.less.match(behind) or found.more.match(behind):
        return "down" if found.less.match(behind) else "up"
    hyphened = "-" in text[start:end].lstrip("-") or behind.startswith("-")
    compound = found.compound.match(behind) if hyphened else None
    if compound:
        return "down" if found.down.fullmatch(compound["what"]) else "up"
    came = found.came.search(before)
    if came:
        return "down" if found.down.fullmatch(came["what"]) else "up"
    if _is_level(found, words, before, behind):
        return ""
    if found.next.search(before) or found.by.search(before):
        return _nearest(found, found.lead.sub("", before, count=1), behind)
    return ""


def falls_near(text: str, start: int, end: int, words: Words) -> bool:
    """Whether a word for falling stands in the same clause as a number that is no level, and none for rising."""
    found = _patterns(words)
    before, behind = _clause(text, start, end)
    if _is_level(found, words, before, behind):
        return False
    before = found.lead.sub("", before, count=1)
    parts = (before, behind, _whole(before, behind))
    return any(found.down.search(part) and not found.up.search(part) for part in parts)


def _whole(before: str, behind: str) -> str:
    """Return a clause with a word for its number, for verbs of two parts ("ging um 2,5 % zurück")."""
    return f"{before}x{behind}"


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    before = _YEAR.sub("x", text[max(0, start - _WITHIN) : start])
    before = re.split(r"[.;:?!] |\d", before)[-1]
    behind = _YEAR.sub("x", text[end : end + _WITHIN])
    return before, re.split(r"\d", _STOP.split(behind)[0])[0] if not _ahead(behind) else _STOP.split(behind)[0]


def _ahead(behind: str) -> bool:
    """Whether another number follows at once, to which one may rise or fall."""
    return re.match(r"(?: [^\W\d_]+){0,3} \d", behind) is not None


def _is_level(found: _Patterns, words: Words, before: str, behind: str) -> bool:
    if found.level.search(before) and not found.by.search(before):
        return True
    begins = words.start and re.search(rf"(?<!\w)(?:{words.start}) ?$", before, re.IGNORECASE)
    return bool((begins or not found.by.search(before)) and found.ends.match(behind))


def _nearest(found: _Patterns, before: str, behind: str) -> Direction:
    """Return the direction of the last word before a number that has one, else of the first behind it."""
    last: Direction = ""
    place = -1
    for direction, pattern in (("down", found.down), ("up", found.up)):
        for match in pattern.finditer(before):
            if match.start() > place:
                place, last = match.start(), "down" if direction == "down" else "up"
    if last:
        return last
    near = " ".join(behind.split(" ")[: _BEHIND + 1])
    down, up = (p.search(near) or p.search(_whole(before, near)) for p in (found.down, found.up))
    if down and (not up or down.start() < up.start()):
        return "down"
    return "up" if up else ""
