"""Of which date or name a number is: the one beside it, before it or above its column, as a reader takes it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

_LISTED: Final = re.compile(r", |,? ?(?:and|or|&) ")
_RANGED: Final = re.compile(r" ?(?:to|and|-|/) ?")
_EMPTY: Final = r"(?:[-—–…*]|\.{2,3}|(?i:n/?a))"
_CELLS: Final = re.compile(rf" (?:{_EMPTY} )*")
_FIRST: Final = re.compile(rf"(?:(?<=\s){_EMPTY} )+$")
_LAST: Final = re.compile(rf"(?: {_EMPTY}(?=\s|$))+")
_STOP: Final = re.compile(r"(?<=\w)[.;!?] ")
_BREAK: Final = re.compile(r"[.,;:!?—]|(?<![^\W_])\d")
_WORD: Final = re.compile(r"[^\W\d_]+")
_CLAUSE: Final = re.compile(
    r"\b(?:and|but|or|while|whereas|compared|than|from|since|against|over|versus|up|down|after|before|until|till|when"
    r"|which|as|to|that|if|not|nor|per)\b",
    re.IGNORECASE,
)
_BASE: Final = re.compile(r"\b(?:than|with|against|versus|unlike|over|as)(?: (?:in|for|the|at|of|that|those))* $")
_UNLIKE: Final = re.compile(r"\b(?:unlike|like|contrary to|apart from|besides|leaving) $", re.IGNORECASE)
_GOVERNS: Final = re.compile(
    r"(?:^|\b(?:in|by|for|at|on|during|year|end|fiscal|between|im|en|nel|em|w|v|в|у)(?: the)? |[(\[;:,.—] ?|\band )$",
    re.IGNORECASE,
)
_FARTHEST: Final = 100
"""Characters between a number and a date or name before it."""

_BEFORE: Final = 24
_NEAREST: Final = 60
"""Characters between a number and a date or name behind it."""


@dataclass(frozen=True)
class Kind:
    """How what numbers may be of stands beside them: behind which words, and whether every one before them counts."""

    leads: re.Pattern[str]
    governs: re.Pattern[str] | None = None


DATES: Final = Kind(
    re.compile(
        r"(?:\b(?:in|for|at|on|during|by|year|end|fiscal|between|im|für|en|nel|em|w|v|в|у|i|roku|año|jaar|jahr|год|году)"
        r"(?: the)? |[(\[])$",
        re.IGNORECASE,
    ),
    _GOVERNS,
)
NAMES: Final = Kind(
    re.compile(
        r"(?:\b(?:in|for|of|from|by|with|at|to|into|im|aus|für|von|en|de|del|di|da|w|v|z|в|у|из) |[(\[])$",
        re.IGNORECASE,
    )
)


@dataclass(frozen=True)
class Mark:
    """A number's unit, or a date or name that numbers may be of, and where it stands."""

    value: Hashable
    start: int
    end: int


@dataclass
class _Group:
    """Numbers, or marks, that follow each other in a list: what joins them, and where they stand."""

    start: int
    end: int
    items: list[int]
    is_marks: bool
    joints: set[str] = field(default_factory=set)
    taken: bool = False
    bare: bool = True


def attached(
    text: str, numbers: Sequence[Mark], marks: Sequence[Mark], kind: Kind
) -> Mapping[int, frozenset[Hashable]]:
    """Return what each number is of, by its place among ``numbers``, where a reader has no doubt of it.

    ``numbers``, with their units, and ``marks`` are in the order of the text, and none stands in another.
    """
    named = list(_merged(marks))
    groups = _groups(text, numbers, [place for place, _ in named])
    places = [(number.start, number.end) for number in numbers]
    found: dict[int, frozenset[Hashable]] = {}
    head: _Group | None = None
    for index, group in enumerate(groups):
        before = groups[index - 1] if index else None
        behind = groups[index + 1] if index + 1 < len(groups) else None
        if group.is_marks:
            head = group if group.joints == {"cell"} else None
            continue
        if head is not None and _STOP.search(text, head.end, group.start):
            head = None
        near: _Group | None = None
        if behind and behind.is_marks and _is_beside(text, group, behind, kind):
            behind.taken = True
            near = behind
        elif head is None and before and before.is_marks and not before.taken and _leads(text, before, group, kind):
            near = before
        pairs = _paired(group, near) if near else _columns(text, group, head, places) if head is not None else []
        found.update((number, named[mark][1]) for number, mark in pairs)
        if near and not pairs and _spans(text, group, near):
            whole = frozenset(value for mark in near.items for value in named[mark][1])
            found.update(dict.fromkeys(group.items, whole))
    return found


def _merged(marks: Sequence[Mark]) -> Iterator[tuple[tuple[int, int], frozenset[Hashable]]]:
    """Put together the marks of one place, as the years of "2010-2015" are; those within others drop out."""
    reached = 0
    for start, same in groupby(sorted(marks, key=lambda mark: mark.start), key=lambda mark: mark.start):
        each = list(same)
        if start >= reached:
            reached = max(mark.end for mark in each)
            yield (start, reached), frozenset(mark.value for mark in each)


def _groups(text: str, numbers: Sequence[Mark], marks: Sequence[tuple[int, int]]) -> list[_Group]:
    """Put numbers, and marks, that stand in one list together, in the order of the text."""
    each = [(number.start, number.end, n, False) for n, number in enumerate(numbers)]
    each += [(*at, n, True) for n, at in enumerate(marks)]
    groups: list[_Group] = []
    for start, end, item, is_mark in sorted(each):
        last = groups[-1] if groups else None
        joint = _joint(text, last.end, start) if last and last.is_marks is is_mark else ""
        if joint and last and _UNLIKE.search(text[max(0, last.start - _BEFORE) : last.start]):
            joint = ""
        if (
            joint not in {"", "cell"}
            and last
            and not is_mark
            and numbers[last.items[-1]].value not in {"", numbers[item].value}
        ):
            joint = ""
        if last is None or not joint:
            groups.append(_Group(start, end, [item], is_mark))
        else:
            last.items.append(item)
            last.bare = last.bare and text[last.end - 1].isdigit()
            last.joints.add(joint)
            last.end = end
    return groups


def _joint(text: str, end: int, start: int) -> str:
    """Say how two numbers or marks are joined: as cells of a table, in a list, or as ends of a range."""
    if _CELLS.fullmatch(text, end, start):
        return "cell"
    if _LISTED.fullmatch(text, end, start):
        return "list"
    return "range" if _RANGED.fullmatch(text, end, start) else ""


def _paired(group: _Group, marks: _Group) -> list[tuple[int, int]]:
    """Pair numbers with marks: one by one where there are as many, or all with a single one; else none."""
    if len(group.items) == len(marks.items):
        return list(zip(group.items, marks.items, strict=True))
    if len(marks.items) > 1:
        return []
    # of "from 5 to 6 in 2015" only the end is of that year, and of "5 per cent and 6 per cent in 2015" perhaps
    items = group.items if group.bare and "range" not in group.joints else group.items[-1:]
    return [(item, marks.items[0]) for item in items]


def _spans(text: str, group: _Group, marks: _Group) -> bool:
    """Whether a number is of the time between two dates: "between 2010 and 2015 it was 60"."""
    before = text[max(0, marks.start - _BEFORE) : marks.start].casefold()
    ended = before.endswith(("between ", "from ")) or "range" in marks.joints
    return len(group.items) == 1 and len(marks.items) == 2 and ended


def _columns(text: str, group: _Group, head: _Group, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pair the cells of a row with the heads of their columns, if there are as many, empty ones among them."""
    if group.joints - {"cell"}:
        return []
    first, last = _FIRST.search(text, max(0, group.start - _BEFORE), group.start), _LAST.match(text, group.end)
    column = len(first[0].split()) if first else 0
    pairs: list[tuple[int, int]] = []
    at = group.start
    for item in group.items:
        begin, end = places[item]
        column += len(text[at:begin].split()) if pairs else 0
        pairs.append((item, column))
        column, at = column + 1, end
    full = column + (len(last[0].split()) if last else 0) == len(head.items)
    return [(item, head.items[n]) for item, n in pairs] if full else []


def _is_beside(text: str, group: _Group, marks: _Group, kind: Kind) -> bool:
    """Whether a date or name stands right behind numbers: "5.2 per cent of it in 2014", "5.2 (2014)"."""
    if marks.start - group.end > _NEAREST:
        return False
    between = text[group.end : marks.start]
    if not _WORD.search(between):
        # "5.2 (2014)", "5.2 a year later"
        return between in {" (", "(", " [", "/"} or (between == " " and text[marks.start].islower())
    lead = kind.leads.search(between)
    return lead is not None and not _CLAUSE.search(between, 0, lead.start()) and not _BREAK.search(between)


def _leads(text: str, marks: _Group, group: _Group, kind: Kind) -> bool:
    """Whether a date or name before numbers is that of their clause: "In 2014 it was 5.2"."""
    if group.start - marks.end > _FARTHEST or _STOP.search(text, marks.end, group.start):
        return False
    before = text[max(0, marks.start - _BEFORE) : marks.start]
    # the label of a row, "Poland (5.2)"
    if text[marks.end : group.start] in {" ", " (", "'s "}:
        return True
    if _BASE.search(before):
        return False
    if before.lower().endswith("from ") and ("range" in marks.joints or " to " in text[marks.start : marks.end]):
        return True
    if kind.governs is None:
        # "Poland, 5.2", but not "the Ukrainian election of last year, three of them"
        return "," not in text[marks.end + 1 : group.start]
    return text[marks.start].islower() or kind.governs.search(before) is not None
