"""Numbers side by side: those of a range lend each other what is printed once, and "1 in 5" is a fifth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from reportgen.language import moving, rates
from reportgen.language.english import lexicon
from reportgen.language.english.directions import Direction, direction_at, falls_near, is_lost
from reportgen.language.model import Words
from reportgen.language.quantities import EXACT, PLACE, RANK, Printed, Quantity

_LINK: Final = re.compile(
    r"\s*(?:[-−—]|to|and|or|until|bis|und|oder|до|и|или|і|або|à|et|ou|a|y|o|do|i|lub|~)\s*", re.IGNORECASE
)
_OUT_OF: Final = re.compile(r" (?P<how>in|out of|of every|in every) ", re.IGNORECASE)
_FEW_OF: Final = 30
"""Up to so many "one in so many" is a share; "one in 1990" is none."""


def together(text: str, found: list[Printed], words: Words | None = None) -> tuple[Printed, ...]:
    """Read the numbers of a text, in its order, as they belong together; ``words`` are those of its language."""
    return tuple(_directed(text, _share(text, _in_each(text, found)), words))


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


def _share(text: str, found: list[Printed]) -> list[Printed]:
    """Let "$27-30", "10 to 15 per cent" and "$8.5 and 9 billion" lend each other what is printed once."""
    for index in range(len(found) - 1):
        first, second = found[index], found[index + 1]
        a, b = first.quantity, second.quantity
        if not _LINK.fullmatch(text, first.end, second.start) or first.end == second.end:
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
        found[index], found[index + 1] = replace(first, quantity=a), replace(second, quantity=b)
    return found


def _directed(text: str, found: list[Printed], words: Words | None) -> Iterator[Printed]:
    """Say of numbers whether they are by how much something fell or rose; in "by 3 or 5" both are."""
    last: Printed | None = None
    for each in found:
        direction = _direction(text, each, words)
        link = _LINK.fullmatch(text, last.end, each.start) if last is not None and not direction else None
        if last is not None and link is not None and link[0].strip().casefold() != "to":
            direction = last.quantity.direction
        falling = not direction and _falling(text, each, words)
        if link is not None and last is not None:
            falling = falling or last.quantity.falling or (not direction and last.quantity.direction == "down")
        lost = words is None and direction == "down" and is_lost(text, each.start, each.quantity.other)
        last = replace(each, quantity=replace(each.quantity, direction=direction, falling=falling, lost=lost))
        yield last


def _direction(text: str, each: Printed, words: Words | None) -> Direction:
    return moving.direction_at(text, each.start, each.end, words) if words else direction_at(text, each.start, each.end)


def _falling(text: str, each: Printed, words: Words | None) -> bool:
    return moving.falls_near(text, each.start, each.end, words) if words else falls_near(text, each.start, each.end)
