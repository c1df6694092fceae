"""Numbers side by side: those of a range lend each other what is printed once, and "1 in 5" is a fifth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reportgen.language import change_words, rates
from reportgen.language.english import lexicon
from reportgen.language.english.directions import Direction, direction_at, falls_near, is_lost
from reportgen.language.model import Words
from reportgen.language.quantities import EXACT, PLACE, RANK, Printed, Quantity
from reportgen.language.ranges import ranged

_LINK: Final = re.compile(
    r"\s*(?:[-−—]|to|and|or|until|bis|und|oder|до|и|или|і|або|à|et|ou|a|y|o|do|i|lub|~)\s*", re.IGNORECASE
)
_LIST: Final = re.compile(r",\s+")
_ELSEWHERE: Final = re.compile(
    r",? (?:and|or|but|while|whereas) (?:the|its|their|our|his|her|those?|that|[A-Z][\w-]*)"
    r"(?: (?!(?:in|of|to|from|for|with|by|at|on|than|was|were|is|are)\b)[^\W\d_][\w'-]*){0,3} $"
)
"""What stands between two numbers of which the second only has the scale of both: "2.5 and the river 3.5 million"."""
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_IN_YEAR: Final = r"(?: in (?:(?:1[5-9]|20)\d\d|(?-i:(?:the )?[A-Z])[\w'-]+(?: (?-i:[A-Z])[\w'-]+)?))"
_GOES_ON: Final = re.compile(
    rf"(?= \()|{_IN_YEAR}?(?:,|,? (?:and|or|but|while|whereas))"
    r"(?P<words>(?: (?!(?:from|to|at|of|on|in|for|with|than|by|which|compared|against|up|down)\b)[^\W\d_][\w'-]*){0,3})"
    r"(?P<by> by)? \(?$",
    re.IGNORECASE,
)
"""What stands between two numbers whose verb or unit is said once: ", imports by ", " in 1994 and "."""

_THEN: Final = re.compile(_IN_YEAR)
_FARTHEST: Final = 60
"""Letters that stand at most between two such numbers."""


_DATED: Final = re.compile(
    r"(?<!\w)(?:in|of|since|by|im|en|em|nel|i|w|v|в|у|année|año|jahre?) (?:1\d|20)\d\d$", re.IGNORECASE
)
"""A year behind a preposition, which begins no range: "from 5.6 per cent in 1993 to 4.1 per cent"."""

_BEFORE: Final = 12
_LEVELS: Final = frozenset({"до", "do"})
_LEADING: Final = 8
"""Letters that a word such as "von" before the first of two numbers may take."""
"""What leads to how much there is after a fall or rise by so much, which is no further one."""

_OUT_OF: Final = re.compile(r" (?P<how>in|out of|of every|in every) ", re.IGNORECASE)
_THOUSAND: Final = 1000
_FEW_OF: Final = 30
"""Up to so many "one in so many" is a share; "one in 1990" is none."""


def share_units(text: str, found: list[Printed], words: Words | None = None) -> tuple[Printed, ...]:
    """Read the numbers of a text, in its order, as they belong together; ``words`` are those of its language."""
    shared = _once(text, _share(text, _in_each(text, found), words))
    return tuple(ranged(text, list(_directed(text, shared, words)), words))


def _in_each(text: str, found: list[Printed]) -> list[Printed]:
    """Read "1 in 5" as a fifth; "three out of four" is three, four and three quarters."""
    read: list[Printed] = []
    for each in found:
        first = read[-1] if read else None
        how = _OUT_OF.fullmatch(text, first.end, each.start) if first is not None else None
        if first is None or how is None or not _is_share(first.quantity, each.quantity):
            read.append(each)
            continue
        part = EXACT.divide(first.quantity.value, each.quantity.value)
        share = Printed(Quantity(part, digits=first.quantity.digits, fraction=True), first.start, each.end)
        read[-1:] = [share] if how["how"].casefold() == "in" else [first, share, each]
    return read


def _is_share(part: Quantity, whole: Quantity) -> bool:
    numbers = part.value, whole.value
    return (
        {part.unit, whole.unit} == {""}
        and part.scale == whole.scale == 1
        and all(n == n.to_integral_value() and n > 0 for n in numbers)
        and numbers[0] < numbers[1]
        and (whole.value <= _FEW_OF or whole.value in {50, 100, 1000})
    )


def _share(text: str, found: list[Printed], words: Words | None) -> list[Printed]:
    """Let "$27-30", "10 to 15 per cent" and "$8.5 and 9 billion" lend each other what is printed once."""
    pairs = range(len(found) - 1)
    linked = False
    # backwards too, for "2.5, 3 and 4 million"
    for index in (*pairs, *reversed(pairs)):
        first, second = found[index], found[index + 1]
        a, b = first.quantity, second.quantity
        elsewhere = words is None and _shares_scale(text, first, second)
        linked = (
            _link(text, first, second, words) is not None
            or elsewhere
            or (linked and _LIST.fullmatch(text, first.end, second.start) is not None)
        )
        if not linked or first.end == second.end:
            continue
        if a.unit in lexicon.CODES and b.unit == lexicon.METRES and text[second.end - 1] in "mM":
            b = replace(b, unit=a.unit, scale=Decimal(10**6))
        (base, rate), (other, each) = rates.split(a.unit), rates.split(b.unit)
        # in "5 per cent to 12 million" each number has its own
        apart = bool(base) and not other and b.scale != a.scale and not text[first.end - 1].isdigit()
        if a.scale == 1 and (base in {"", other} or not other) and not apart:
            a = replace(a, scale=b.scale)
        if not {RANK, PLACE} & {a.unit, b.unit} and not apart:
            a = replace(a, unit=rates.joined(base or other, rate or each))
            b = replace(b, unit=rates.joined(other or ("" if b.other else base), each or rate))
        if _is_elided(a, b, text[second.start : second.end]):
            a = replace(a, unclear=True)
        found[index], found[index + 1] = replace(first, quantity=a), replace(second, quantity=b)
    return found


def _shares_scale(text: str, first: Printed, second: Printed) -> bool:
    """Whether a plain number has the scale of one that the same clause has of something else."""
    plain = _is_bare(first.quantity) and second.quantity.scale != 1 and second.quantity.digits
    if not plain or second.start - first.end > _FARTHEST or _YEAR.fullmatch(text, first.start, first.end):
        return False
    return _ELSEWHERE.match(text, first.end, second.start) is not None


def _is_elided(first: Quantity, second: Quantity, printed: str) -> bool:
    """Whether the first number of a range may lack what the second has: "3-4,000", "2 or 3 hundred"."""
    if first.scale != second.scale or not first.digits or not 0 < first.value < _THOUSAND:
        return False
    size = 100 if printed.casefold().endswith("hundred") else _THOUSAND
    return second.value % size == 0 and first.value * size < second.value


def _once(text: str, found: list[Printed]) -> list[Printed]:
    """Lend a plain number the unit of the one before where it is said once: "rose 3 per cent in 1994, 4 in 1995"."""
    read: list[Printed] = []
    last: Printed | None = None
    for each in found:
        gap = _between(text, last, each)
        if last is not None and gap is not None and _is_bare(each.quantity) and _is_measured(last.quantity):
            if gap["by"] or (not gap["words"] and (_THEN.match(text, each.end) or _THEN.match(text, last.end))):
                one = replace(each.quantity, unit=last.quantity.unit, scale=last.quantity.scale)
            else:
                one = replace(each.quantity, unclear=each.quantity.unclear or bool(gap["words"]))
            each = replace(each, quantity=one)
        read.append(each)
        last = last if _YEAR.fullmatch(text, each.start, each.end) else each
    return read


def _between(text: str, last: Printed | None, each: Printed) -> re.Match[str] | None:
    """Match what stands between two numbers of which the second goes on with what is said of the first."""
    if last is None or not 0 < each.start - last.end <= _FARTHEST:
        return None
    return _GOES_ON.match(text, last.end, each.start)


def _is_bare(read: Quantity) -> bool:
    """Whether nothing beside a number in digits says of what it is."""
    return read.digits and read.scale == 1 and not read.unit and not read.other


def _is_measured(read: Quantity) -> bool:
    """Whether a number is of money, parts of a hundred, or thousands of something."""
    base, _ = rates.split(read.unit)
    return read.scale != 1 or base in lexicon.CODES or base in {lexicon.PERCENT, lexicon.POINTS, lexicon.BASIS_POINTS}


def _link(text: str, first: Printed, second: Printed, words: Words | None) -> re.Match[str] | None:
    """Match what joins two numbers, of which the first is no year; ``words``: "von 8,1 auf 6,2 Prozent"."""
    if _DATED.search(text, max(0, first.end - _BEFORE), first.end):
        return None
    lead = text[max(0, first.start - _LEADING) : first.start]
    if words is not None and words.start and re.search(rf"\b(?:{words.start}) ?$", lead, re.IGNORECASE):
        level = re.compile(rf"\s*(?:{words.level})\s+", re.IGNORECASE)
        return level.fullmatch(text, first.end, second.start) or _LINK.fullmatch(text, first.end, second.start)
    return _LINK.fullmatch(text, first.end, second.start)


def _directed(text: str, found: list[Printed], words: Words | None) -> Iterator[Printed]:
    """Say of numbers whether they are by how much something fell or rose; in "by 3 or 5" both are."""
    last: Printed | None = None
    for each in found:
        direction = _direction(text, each, words)
        link = _link(text, last, each, words) if last is not None and not direction else None
        link = None if link is not None and _leads_to_level(link[0].strip(), words) else link
        gap = None
        if words is None and last is not None and not direction and each.quantity.unit == last.quantity.unit:
            gap = _between(text, last, each)
        same = link[0].strip().casefold() != "to" if link else gap and (gap["by"] or not gap["words"])
        if last is not None and same:
            direction = last.quantity.direction
        falling = not direction and _falling(text, each, words)
        if (link or gap) and last is not None and text[max(0, each.start - 4) : each.start] != " to ":
            falling = falling or last.quantity.falling or (not direction and last.quantity.direction == "down")
        lost = words is None and direction == "down" and is_lost(text, each.start, each.quantity.other)
        read = replace(each, quantity=replace(each.quantity, direction=direction, falling=falling, lost=lost))
        last = last if last and _YEAR.fullmatch(text, each.start, each.end) else read
        yield read


def _leads_to_level(link: str, words: Words | None) -> bool:
    if link.casefold() in _LEVELS or words is None or _LINK.fullmatch(link):
        return link.casefold() in _LEVELS
    return re.fullmatch(words.level, link, re.IGNORECASE) is not None


def _direction(text: str, each: Printed, words: Words | None) -> Direction:
    return (
        change_words.direction_at(text, each.start, each.end, words)
        if words
        else direction_at(text, each.start, each.end)
    )


def _falling(text: str, each: Printed, words: Words | None) -> bool:
    return (
        change_words.falls_near(text, each.start, each.end, words) if words else falls_near(text, each.start, each.end)
    )
