"""Headings of a text: those that somebody names, numbered ones, or lines that look like titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from reportgen.inputs.texts.layout import Line, blanks_part
from reportgen.inputs.texts.words import normalise, shown

_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)*)\.?\s+(\S.*)")
_BARE_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*")
_NO_HEADING: Final = re.compile(r"(figure|fig\.|table|box|chart|map|source|note|keywords?)\b", re.IGNORECASE)
_SMALL: Final = re.compile(r"an?|and|as|at|by|de[rs]?|die|du|et|for|from|in|into|la|le|of|on|or|the|to|und|von|with")
_HASHED: Final = re.compile(r"(#{1,6}) ([^\W_].*?)( #*)?")
_UNDERLINE: Final = re.compile(r"={3,}|-{3,}")
_UNDER_SLACK: Final = 10
_LEADERS: Final = re.compile(r"\.{3,}|(?:\. ){3,}")
_PAGE: Final = re.compile(r"[\s.]+\d{1,3}$")
_MOST_LINES: Final = 4
_MOST_WORDS: Final = 25
_MOST_TITLE_WORDS: Final = 10


@dataclass(frozen=True)
class Heading:
    """A heading: its first line, how many lines it takes (0: it opens a paragraph), its wording and level.

    A section lasts until the next heading of its level or a higher one (a lower number).
    """

    line: int
    length: int
    name: str
    level: int = 1


def find_headings(lines: Sequence[Line], wanted: Sequence[str], width: int) -> list[Heading]:
    """Find the headings of a text, in its order.

    ``wanted`` are headings that the evidence names, by wording or number. Where the text has them, no
    other line is guessed to be one, but for those that count on from them; ``width`` is how long its full lines are.
    What Markdown marks as a heading is one.
    """
    words = {shown(name): name for name in wanted if not _BARE_NUMBER.fullmatch(name.strip())}
    alone = _alone(lines, width)
    found = list(_marked(lines))
    marked = {heading.line for heading in found}
    found += [heading for heading in _named(lines, words, alone) if heading.line not in marked]
    there = {_unnumbered(heading.name) for heading in found}
    found += _run_in(lines, [name for title, name in words.items() if _unnumbered(title) not in there])
    counted = any(number_of(heading.name) for heading in found)
    if not found or counted or any(_BARE_NUMBER.fullmatch(name.strip()) for name in wanted):
        found += _counting_on(found, _numbered(lines, alone))
    return sorted(map(_levelled, found or _guessed(lines, alone, width)), key=lambda heading: heading.line)


def _counting_on(found: Sequence[Heading], others: Iterable[Heading]) -> list[Heading]:
    """Return those of other numbered headings whose numbers fit between those that are found."""
    known = [(heading.line, _parts(number_of(heading.name))) for heading in found if number_of(heading.name)]
    return [
        other
        for other in others
        if all(heading.line != other.line for heading in found)
        and all((line < other.line) == (parts < _parts(number_of(other.name))) for line, parts in known)
    ]


def _parts(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def _levelled(heading: Heading) -> Heading:
    number = number_of(heading.name)
    return replace(heading, level=len(_parts(number))) if number else heading


def _marked(lines: Sequence[Line]) -> Iterator[Heading]:
    """Find the headings that Markdown marks, by number signs before them or a line under them."""
    for at, line in enumerate(lines):
        hashed = _HASHED.fullmatch(line.text)
        if hashed and (line.gap or line.top or at == 0):
            yield Heading(at, 1, normalise(hashed[2]), len(hashed[1]))
        elif at + 1 < len(lines) and (line.gap or line.top) and not lines[at + 1].gap:
            under = _UNDERLINE.fullmatch(lines[at + 1].text)
            if under and line.text[0].isalnum() and abs(len(line.text) - len(lines[at + 1].text)) <= _UNDER_SLACK:
                yield Heading(at, 2, normalise(line.text), 1 if under[0][0] == "=" else 2)


def number_of(name: str) -> str:
    """Return the number that a heading begins with, such as 3.1, or nothing."""
    match = _NUMBER.fullmatch(name)
    return match[1] if match else ""


def answers(heading: str, stated: str) -> bool:
    """Say whether a stated section, by number or wording, is the one with this heading or holds it."""
    number = number_of(heading)
    stated = stated.strip()
    if _BARE_NUMBER.fullmatch(stated.rstrip(".")):
        return number == stated.rstrip(".") or number.startswith(stated.rstrip(".") + ".")
    if number and number_of(stated) not in ("", number):
        return False
    return _unnumbered(heading) == _unnumbered(stated)


def _unnumbered(name: str) -> str:
    match = _NUMBER.fullmatch(name)
    return shown(match[2] if match else name)


def _alone(lines: Sequence[Line], width: int) -> list[bool]:
    """Say of each line whether it may begin something new: the one before it is at an end, or parted from it."""
    parting = blanks_part(lines)
    found = [line.top or (line.gap and parting) for line in lines]
    for at in range(1, len(lines)):
        before = lines[at - 1].text
        found[at] = found[at] or before[-1] in ".!?:;\"')]" or len(before) < 0.8 * width
    return [True, *found[1:]] if found else []


def _named(lines: Sequence[Line], words: dict[str, str], alone: Sequence[bool]) -> Iterator[Heading]:
    titles = {_unnumbered(title) for title in words}
    opening = {title.split()[0] for title in titles if title}
    at = 0
    while at < len(lines):
        length = 0
        first = _unnumbered(lines[at].text).split()
        if first and first[0] in opening and alone[at]:
            length = _length(lines, at, titles)
        if length:
            yield Heading(at, length, _wording(lines, at, length))
        at += max(length, 1)


def _length(lines: Sequence[Line], at: int, titles: set[str]) -> int:
    for length in range(min(_MOST_LINES, len(lines) - at), 0, -1):
        name = _wording(lines, at, length)
        begins_high = name[0].isupper() or not name[0].isalpha()
        if begins_high and name[-1] not in ".,;" and _unnumbered(name) in titles:
            return length
    return 0


def _wording(lines: Sequence[Line], at: int, length: int) -> str:
    return normalise(" ".join(line.text for line in lines[at : at + length]))


def _run_in(lines: Sequence[Line], names: Sequence[str]) -> Iterator[Heading]:
    """Find headings that open a paragraph and end in a point, colon or dash."""
    sought = {name: re.compile(rf"{re.escape(normalise(name))} ?[.:-](?= |$)", re.IGNORECASE) for name in names}
    openings = tuple({name[0] for name in sought if name} | {name[0].upper() for name in sought if name})
    for at, line in enumerate(lines):
        if not line.text[0].isupper() or not line.text.startswith(openings):
            continue
        for name in [name for name, opening in sought.items() if opening.match(line.text)]:
            del sought[name]
            yield Heading(at, 0, normalise(name))


def _numbered(lines: Sequence[Line], alone: Sequence[bool]) -> Iterator[Heading]:
    """Find numbered headings: they count on, stand alone and are no sentences, items of a list or lines of contents."""
    due = {"1", "1.1"}
    possible = list(_possible(lines, alone))
    listed = {
        heading.line
        for one, other in pairwise(possible)
        if other.line == one.line + one.length and _follows(number_of(one.name), number_of(other.name))
        for heading in (one, other)
    }
    for heading in possible:
        number = number_of(heading.name)
        if number in due and heading.line not in listed:
            yield heading
            due = _due_after(number)


def _possible(lines: Sequence[Line], alone: Sequence[bool]) -> Iterator[Heading]:
    """Yield what looks like a numbered heading."""
    last = {shown(line.text): at for at, line in enumerate(lines)}
    for at, line in enumerate(lines):
        number = number_of(line.text)
        if not number or not (line.gap or alone[at]):
            continue
        entry = shown(line.text)
        if _LEADERS.search(line.text) or last[entry] > at or last.get(_PAGE.sub("", entry), 0) > at:
            continue  # a line of the contents
        length = 1
        while length < _MOST_LINES and at + length < len(lines) and not lines[at + length].gap:
            length += 1
        name = _wording(lines, at, length)
        parted = at + length == len(lines) or lines[at + length].gap
        of_several = any(number_of(lines[at + n].text) for n in range(1, length))
        if parted and not of_several and name[-1] not in ".,;:" and len(name.split()) <= _MOST_WORDS:
            yield Heading(at, length, name)


def _follows(number: str, other: str) -> bool:
    """Say whether a number is the next one of its level."""
    before, after = _parts(number), _parts(other)
    return [*before[:-1], before[-1] + 1] == after


def _due_after(number: str) -> set[str]:
    parts = _parts(number)
    following = {".".join(map(str, [*parts[:depth], parts[depth] + 1])) for depth in range(len(parts))}
    return {*following, f"{number}.1"}


def _guessed(lines: Sequence[Line], alone: Sequence[bool], width: int) -> Iterator[Heading]:
    """Guess headings: short lines that stand alone, in title case, without a point at the end."""
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        parted = (line.gap or line.top) and after is not None and after.gap
        if parted and alone[at] and _is_title(line.text, width):
            yield Heading(at, 1, normalise(line.text))


def _is_title(text: str, width: int) -> bool:
    words = text.split()
    if len(words) > _MOST_TITLE_WORDS or len(text) > 0.8 * width or text[-1] in ".,;:!?\"')]-":
        return False
    if not text[0].isupper() or _NO_HEADING.match(text):
        return False
    return all(word[0].isupper() or _SMALL.fullmatch(word) or not word[0].isalpha() for word in words)
