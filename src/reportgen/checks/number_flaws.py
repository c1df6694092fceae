"""What is wrong between a printed number with the words around it and the exact one that a row or formula gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from reportgen.checks.near_misses import spelled_out
from reportgen.checks.printed_numbers import NumberInContext, reads_otherwise
from reportgen.draft.model import CountUse, DerivedUse, YearsUse
from reportgen.language.english.assertions import Bound, bounds_of
from reportgen.language.english.directions import Direction
from reportgen.language.english.lexicon import CODES, PERCENT, POINTS, TIMES
from reportgen.language.numerals import measure_of
from reportgen.language.quantities import YEARS, Quantity
from reportgen.language.rates import TIMES as SPANS
from reportgen.language.rates import split
from reportgen.values.derivations import DERIVATIONS

Flaw: TypeAlias = tuple[str, str]
"""The code of a finding, and what is wrong."""

LOW: Final = frozenset({"below", "at most", "nearly"})
HIGH: Final = frozenset({"above", "at least", "just over"})
_STRICT: Final = frozenset({"below", "nearly", "above", "just over"})


def derived_flaws(number: NumberInContext, use: DerivedUse, kind: str) -> Iterator[Flaw]:
    """Yield what is wrong between a derived number of a ``kind`` as its sentence prints it and its unit and digits."""
    text, (base, _) = use.text, split(number.number.unit)
    additive = DERIVATIONS[kind].additive
    scale = use.figures[0].scale if additive else Decimal(1)
    read, (size, unit) = replace(number.number, value=number.number.value.copy_abs(), unit=base), measure_of(use.unit)
    other = reads_otherwise(read, Quantity(read.value, scale * size, unit)) or (base in {PERCENT, POINTS} and not unit)
    if kind != "ratio" and not read.unclear and other:
        yield "NUM018", f'"{text}" is in {use.unit or "no unit"}, and its sentence makes {spelled_out(read)} of it'
    most = max(decimals(f.total / scale) for f in use.figures) if additive else None
    vague = next((f for f in use.figures if f.qualifier and bounds_of(f.qualifier)), None)
    if vague is None:
        yield from relation_flaws(number, use.unrounded / scale)
    elif not number.says.bounds and not number.says.compared:
        yield "NUM019", f'"{text}" is printed without "{vague.qualifier}", which row "{vague.id}" says of its number'
    whole = {"ratio": Decimal(1), "share": Decimal(100)}.get(kind)
    yield from digit_flaws(number, use.unrounded / scale, whole, most)


def count_flaws(number: NumberInContext, use: YearsUse | CountUse) -> Iterator[Flaw]:
    """Yield what is wrong where a sentence makes something else of a number of years, or of rows counted."""
    base, _ = split(number.number.unit)
    fits = {"", TIMES, YEARS} if isinstance(use, YearsUse) else {"", TIMES}
    named = base in SPANS or base in {PERCENT, POINTS} or base in CODES
    if base not in fits and (isinstance(use, YearsUse) or named):
        what = "a number of years" if isinstance(use, YearsUse) else "how many there are"
        yield "NUM018", f'"{use.text}" is {what}, and its sentence makes {spelled_out(number.number)} of it'


def relation_flaws(number: NumberInContext, exact: Decimal) -> Iterator[Flaw]:
    """Compare "more than" and the like with the exact number behind the one that is printed."""
    printed, mine, text = number.number.value.copy_abs(), nearest(number.says.bounds), number.usage.use.text
    exact = exact.copy_abs()
    if mine is None or number.says.compared or not number.number.digits:
        return
    true = exact < printed if mine in LOW else exact > printed
    if mine in _STRICT and not true:
        yield "NUM018", f'"{text}" is said to be {mine}, and the number is {_plain(exact)}'
    elif mine in {"at most", "at least"} and not true:
        code = "NUM019" if exact == printed else "NUM018"
        yield code, f'"{text}" is said to be {mine}, and the number is {_plain(exact)}'
    elif mine == "exact" and exact != printed:
        yield "NUM018", f'"{text}" is said to be exact, and the number is {_plain(exact)}'


def digit_flaws(number: NumberInContext, exact: Decimal, whole: Decimal | None, most: int | None) -> Iterator[Flaw]:
    """Tell of more decimals than ``most``, and of rounding that makes nothing of a number, or the ``whole``."""
    read, text = number.number, number.usage.use.text
    if number.says.again and (read.unit or read.scale != 1):
        yield "NUM018", f'"{text}" has its unit already, and another one stands behind it'
    if not read.digits:
        return
    hedged = bool({"about", "nearly", "just over"} & set(number.says.bounds))
    if most is not None and decimals(read.value) > most:
        yield "NUM021", f'"{text}" has more decimals than the number has, {_plain(exact)}'
    elif exact and not read.value and decimals(read.value) <= 0:
        yield "NUM021", f'"{text}" is printed for {_plain(exact)}, which is not nothing'
    elif read.value == whole and exact != whole and not hedged:
        what = "as much" if whole == 1 else "all"
        yield "NUM021", f'"{text}" is printed for {_plain(exact)}, which is not {what}'


def nearest(bounds: Sequence[Bound]) -> Bound | None:
    """Return the bound that stands nearest to its number."""
    return bounds[-1] if bounds else None


def decimals(value: Decimal) -> int:
    """Return how many decimals a number has."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def movement(direction: Direction) -> str:
    """Name a direction in a message."""
    return {"up": "rise", "down": "fall"}.get(direction, "standstill")


def _plain(value: Decimal) -> str:
    return f"{round(value, 4).normalize():f}"
