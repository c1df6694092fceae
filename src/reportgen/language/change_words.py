"""Whether a number is by how much something fell or rose, in the words of a language: "sank um 2,5 Prozent"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, TypeAlias

from reportgen.language.model import Words

Direction: TypeAlias = Literal["", "down", "up"]

_WITHIN: Final = 90
"""Characters before and behind a number in which a word for its direction is looked for."""

_SENTENCE: Final = 240
"""Characters before and behind a number in which the parts of a verb of two parts are looked for."""

_NUMBER: Final = "\0"
"""Stands for the number between the parts of a verb."""

_STOP: Final = re.compile(r"[.;:?!] ")
_ENDED: Final = re.compile(r"(?<!\d)[.;?!] (?=[^\W\d_a-zà-ÿ])")
"""What ends a sentence, and no day or abbreviation in it."""

_AND: Final = "und|et|y|и|та|і|й|i|oraz|aber|mais|pero|но|але|ale"
_CLAUSE: Final = re.compile(rf"(?<!\d)[.;?!] (?=[^\W\d_a-zà-ÿ])|[;:] |, (?:{_AND})\b")
_GOES_ON: Final = re.compile(rf",? (?:{_AND})\b|, ")
"""What parts a number from what is said of something else: "betrug 4 Prozent und war damit niedriger"."""

_ASIDE: Final = re.compile(r" \([^()]*\)")
_YEAR: Final = re.compile(r"\b(?:1[89]|20)\d\d\b")

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
    reached: re.Pattern[str]
    less: re.Pattern[str]
    more: re.Pattern[str]
    ends: re.Pattern[str]
    split_down: re.Pattern[str]
    split_up: re.Pattern[str]
    beside: re.Pattern[str]
    bound: re.Pattern[str]


@cache
def _patterns(words: Words) -> _Patterns:
    hedge = rf"(?:(?:{words.hedge}) ?){{0,3}}"
    down, up = (f"{moves}{_glued(split)}" for moves, split in _both(words))
    moves = rf"{down}|{up}"
    return _Patterns(
        down=_pattern(rf"(?<!\w)(?:{down})(?!\w)"),
        up=_pattern(rf"(?<!\w)(?:{up})(?!\w)"),
        by=_pattern(rf"(?<!\w)(?:{words.by})(?:(?<=')| ){hedge}\(?$"),
        level=_pattern(rf"(?<!\w)(?:{words.level}) {hedge}\(?$"),
        next=_pattern(rf"(?<!\w)(?:{moves})(?:-\w+)?:? {hedge}\(?$"),
        compound=_pattern(rf"[ -]?(?:[^\W\d_]+[ -])?(?P<what>{moves})(?!\w)"),
        lead=_pattern(rf"(?<!\w)(?:(?:{words.by}|{words.level})(?:(?<=')| ))?{hedge}\(?$"),
        came=_pattern(rf"(?<!\w)(?P<what>{moves})(?: (?!(?:{_AND})\b)[^\W\d_]+){{0,3}}? (?:{words.came}) {hedge}$"),
        reached=_pattern(rf"(?<!\w)(?:{words.came}) {hedge}$" if words.came else "(?!)"),
        less=_pattern(rf" (?:{words.less})(?!\w)"),
        more=_pattern(rf" (?:{words.more})(?!\w)"),
        ends=_pattern(rf"(?: [^\W\d_]+)? (?:{words.level}) {hedge}\d"),
        split_down=_split(words.split_down, words.level),
        split_up=_split(words.split_up, words.level),
        bound=_bound(words),
        beside=_pattern(rf" (?P<what>{moves})(?!\w)" if words.split_down else "(?!)"),
    )


def _bound(words: Words) -> re.Pattern[str]:
    names = "|".join(f"(?P<{name.replace(' ', '_')}>{said})" for name, said in words.bounds.items())
    return _pattern(rf"(?:^|(?<=[\s(']))(?:{names or '(?!)'})(?:\s|(?<='))\(?$")


def ending_before(before: str, words: Words) -> re.Match[str] | None:
    """Match a bound that ends there: "mindestens "."""
    return _patterns(words).bound.search(before)


def _unbounded(found: _Patterns, before: str) -> str:
    """Return what stands before a number without its bounds."""
    while match := found.bound.search(before):
        before = before[: match.start()]
    return before


def _both(words: Words) -> tuple[tuple[str, Mapping[str, str]], tuple[str, Mapping[str, str]]]:
    return (words.down, words.split_down), (words.up, words.split_up)


def _glued(split: Mapping[str, str]) -> str:
    """Return a pattern for verbs of two parts that are written as one: "zurückging"."""
    return "".join(f"|{part}(?:{verbs})" for part, verbs in split.items() if " " not in part)


def _split(split: Mapping[str, str], level: str) -> re.Pattern[str]:
    """Return a pattern for verbs of two parts around a number, whose second one ends a clause or leads to a level."""
    ways = "|".join(
        rf"(?:{verbs})(?!\w)(?P<gap{at}>[^{_NUMBER}]*){_NUMBER}[^{_NUMBER}]* {part}"
        rf"(?=$|[,.;:)]| (?:{_AND}|{level})(?!\w))"
        for at, (part, verbs) in enumerate(split.items())
    )
    return _pattern(rf"(?<!\w)(?:{ways or '(?!)'})")


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def direction_of(text: str, words: Words) -> Direction:
    """Return the direction that a name such as "Rückgang der Ausfuhr" says its number to have."""
    found = _patterns(words)
    spread = text.replace(" ", f" {_NUMBER} ", 1)
    if found.down.search(text) or found.split_down.search(spread):
        return "down"
    return "up" if found.up.search(text) or found.split_up.search(spread) else ""


def direction_at(text: str, start: int, end: int, words: Words) -> Direction:
    """Return the direction that the words around a number give it.

    Behind words such as "um" the nearest word for rising or falling counts, before or behind; without, only one that
    stands right beside the number.
    """
    found = _patterns(words)
    before, behind = _clause(text, start, end)
    before = _unbounded(found, before)
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
    parted, gap = _parted(found, text, start, end)
    if found.next.search(before) or found.by.search(before):
        beside = found.beside.match(behind)
        if beside:
            return "down" if found.down.fullmatch(beside["what"]) else "up"
        one = _nearest(found, found.lead.sub("", before, count=1), behind)
        # "nahm, nach Verlusten im Vorjahr, um 4 Prozent zu"
        return parted if parted and (gap.count(",") % 2 == 0 or not one) else one
    return parted if not found.lead.sub("", gap, count=1).strip() else ""


def falls_near(text: str, start: int, end: int, words: Words) -> bool:
    """Whether a word for falling stands in the same clause as a number that is no level, and none for rising."""
    found = _patterns(words)
    before, behind = _clause(text, start, end)
    before = _unbounded(found, before)
    if _is_level(found, words, before, behind):
        return False
    before, behind = found.lead.sub("", before, count=1), _GOES_ON.split(behind)[0]
    parts = (before, behind, _whole(before, behind))
    return any(found.down.search(part) and not found.up.search(part) for part in parts)


def _parted(found: _Patterns, text: str, start: int, end: int) -> tuple[Direction, str]:
    """Return the direction of a verb whose parts stand around a number, and what stands between it and that."""
    before, behind = _ENDED.split(text[max(0, start - _SENTENCE) : start])[-1], text[end : end + _SENTENCE]
    whole = f"{before}{_NUMBER}{_ENDED.split(_ASIDE.sub('', behind))[0]}"
    for direction, pattern in (("down", found.split_down), ("up", found.split_up)):
        match = pattern.search(whole)
        if match is not None:
            gap = next(group for group in match.groups() if group is not None)
            return ("down" if direction == "down" else "up"), gap
    return "", ""


def level_at(text: str, start: int, end: int, words: Words) -> tuple[Literal["", "to", "from"], Direction]:
    """Return whether something came to a number or from it, and which way; nothing where no words say that."""
    found = _patterns(words)
    before, behind = _clause(text, start, end)
    before = _unbounded(found, before)
    if not _is_level(found, words, before, behind):
        return "", ""
    clause = last_clause(text[max(0, start - _SENTENCE) : start])
    parted, _ = _parted(found, text, start, end)
    way = _last(found, clause) or parted
    begins = words.start and re.search(rf"(?<!\w)(?:{words.start}) ?$", before, re.IGNORECASE)
    return ("from" if begins else "to", way) if way else ("", "")


def moves_near(text: str, start: int, end: int, words: Words) -> bool:
    """Whether any word for falling or rising stands in the clause of a number."""
    found = _patterns(words)
    before = _unbounded(found, last_clause(text[max(0, start - _WITHIN) : start]))
    whole = f"{before}{_NUMBER}{first_clause(text[end : end + _WITHIN])}"
    return any(p.search(whole) for p in (found.down, found.up, found.split_down, found.split_up))


def last_clause(before: str) -> str:
    """Return the last clause of what stands before a number."""
    return _CLAUSE.split(before)[-1]


def first_clause(behind: str) -> str:
    """Return the first clause of what stands behind a number."""
    return _CLAUSE.split(behind)[0]


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
    if found.reached.search(before) and not _last(found, before):
        # "fue de 5 y cayó": what falls behind it does so afterwards
        return True
    begins = words.start and re.search(rf"(?<!\w)(?:{words.start}) ?$", before, re.IGNORECASE)
    return bool((begins or not found.by.search(before)) and found.ends.match(behind))


def _last(found: _Patterns, before: str) -> Direction:
    """Return the direction of the last word that has one."""
    last: Direction = ""
    place = -1
    for direction, pattern in (("down", found.down), ("up", found.up)):
        for match in pattern.finditer(before):
            if match.start() > place:
                place, last = match.start(), "down" if direction == "down" else "up"
    return last


def _nearest(found: _Patterns, before: str, behind: str) -> Direction:
    """Return the direction of the last word before a number that has one, else of the first behind it."""
    if last := _last(found, before):
        return last
    near = " ".join(behind.split(" ")[: _BEHIND + 1])
    down, up = (p.search(near) or p.search(_whole(before, near)) for p in (found.down, found.up))
    if down and (not up or down.start() < up.start()):
        return "down"
    return "up" if up else ""
