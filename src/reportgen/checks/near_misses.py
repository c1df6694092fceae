"""What in passages a claim that they do not bear out is most likely a slip of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from reportgen.checks.claim_matching import Claim, agrees, same_unit
from reportgen.checks.passage_facts import Facts
from reportgen.language.days import Day
from reportgen.language.english.lexicon import BASIS_POINTS, PERCENT, POINTS
from reportgen.language.quantities import ANY, PLACE, RANK, Quantity
from reportgen.language.rates import WHOLE, split

_SCALES: Final = {
    Decimal(10) ** 3: " thousand",
    Decimal(10) ** 6: " million",
    Decimal(10) ** 9: " billion",
    Decimal(10) ** 12: " trillion",
}
_PARTS_OF_HUNDRED: Final = frozenset({PERCENT, POINTS, BASIS_POINTS})
_MOVED: Final = {"down": " as a fall", "up": " as a rise", "": " as a level"}
_TELLING: Final = 2
"""Digits that two numbers must share to be thought the same in another scale."""


def spelled_out(quantity: Quantity) -> str:
    """Write a number in full, with its direction, scale and unit: "40 million USD", "a fall of 2.5 per cent"."""
    number = f"{quantity.value.normalize():f}"
    scale = _SCALES.get(quantity.scale, "" if quantity.scale == 1 else f" × {quantity.scale.normalize():f}")
    base, rate = split(quantity.unit)
    unit = "" if base in {ANY, PLACE, RANK, ""} else f" {'per cent' if base == PERCENT else base}"
    unit += " in all" if rate == WHOLE else f" per {rate.removesuffix('s')}" if rate else ""
    place = {PLACE: "label ", RANK: "rank "}.get(quantity.unit, "")
    moved = {"down": "a fall of ", "up": "a rise of "}.get(quantity.direction, "") if quantity.value > 0 else ""
    return f"{moved}{place}{number}{scale}{unit}"


def differing(claimed: Quantity, found: Quantity) -> tuple[str, str]:
    """Write a claim and the number of a passage that does not bear it out, so that what differs is said."""
    ours, theirs = spelled_out(claimed), spelled_out(found)
    (base, rate), (_, each) = split(claimed.unit), split(found.unit)
    if agrees(claimed, found):
        if found.other and base not in {"", ANY}:
            return ours, f"{theirs} of something else"
        return ours, theirs if not rate or each else f"{theirs}, not per {rate.removesuffix('s')}"
    if ours != theirs:
        return ours, theirs
    if found.falling and claimed.direction == found.direction:
        return ours, f"{theirs} in words that tell of a fall"
    if claimed.direction != found.direction:
        return f"{ours}{_MOVED[claimed.direction]}", f"{theirs}{_MOVED[found.direction]}"
    return ours, f"{theirs}, which may be another number"


def unread_unit(claimed: object, unit: str) -> str:
    """Say of the unit of a row that no text is known to have it, which may be all that is wrong; nothing otherwise."""
    if not unit or not isinstance(claimed, Quantity) or claimed.unit:
        return ""
    return f'no text is known to have the unit "{unit}": name it in the data as texts do ("°C", "km", "tonnes"); '


def mistaken(claimed: Quantity, facts: Sequence[Facts]) -> Quantity | None:
    """Return a number of passages with the digits of the one that is claimed, but another sign, scale or unit."""
    found = [q for f in facts for group in f.quantities.values() for q in group if _same_digits(claimed, q)]
    return min(
        found, key=lambda q: (q.unclear, q.unit != claimed.unit, q.scale != claimed.scale, spelled_out(q)), default=None
    )


def _same_digits(claimed: Quantity, found: Quantity) -> bool:
    if found.unit in {PLACE, RANK} or claimed.unit in {PLACE, RANK} or not claimed.value or found.fraction:
        return False
    ours, theirs = claimed.total.copy_abs(), found.total.copy_abs()
    if ours == theirs or claimed.value.copy_abs() in {found.value.copy_abs(), theirs}:
        return True
    digits = claimed.value.normalize().as_tuple().digits
    return len(digits) >= _TELLING and digits == found.value.normalize().as_tuple().digits


def nearest(claim: Claim, facts: Sequence[Facts]) -> Quantity | Day | None:
    """Return the number or date in passages that a claim's is most likely a slip of."""
    if isinstance(claim.value, Quantity):
        wanted = claim.value
        found = {q for f in facts for group in f.quantities.values() for q in group if _alike(wanted, q)}
        return min(found, key=lambda q: (*_distance(str(wanted.value), str(q.value)), spelled_out(q)), default=None)
    if isinstance(claim.value, Day):
        exact = claim.value
        days = {day for f in facts for day in f.days if day.year or (not exact.year and _alike_days(exact, day))}
        return min(days, key=lambda day: (sum(_slips(exact, day)), str(day)), default=None)
    return None


def _alike(wanted: Quantity, found: Quantity) -> bool:
    """Whether a number in a passage may be the one meant: of a unit that fits, not a word such as "no"."""
    if _PARTS_OF_HUNDRED & {wanted.unit, found.unit} or (wanted.unit and found.unit):
        return wanted.unit == found.unit or (wanted.unit == ANY and found.digits and same_unit(ANY, found.unit))
    return found.digits and found.unit != PLACE


def _distance(wanted: str, found: str) -> tuple[bool, int, int]:
    """Order numbers by likeness: the same digits in another order first, then few different digits."""
    same = sorted(wanted) != sorted(found)
    return same, abs(len(wanted) - len(found)), sum(a != b for a, b in zip(wanted, found, strict=False))


def _alike_days(wanted: Day, found: Day) -> bool:
    """Whether a date says, as the one that is wanted, a month, or a season or weekday."""
    return found.month is not None if wanted.month else bool(found.part)


def _slips(a: Day, b: Day) -> Iterator[int]:
    yield from (x != y for x, y in ((a.month, b.month), (a.day, b.day)))
    first, second = str(a.year), str(b.year)
    yield 2 * sum(x != y for x, y in zip(first, second, strict=False))
