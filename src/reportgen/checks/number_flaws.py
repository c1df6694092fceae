"""What is wrong between a printed number with the words around it and the exact one that a row or formula gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from reportgen.checks.printing import Printing, Said, reads_otherwise
from reportgen.checks.slips import told
from reportgen.draft.model import DerivedUse, FigureUse, Usage, Use
from reportgen.language.english.assertions import Assertion, Bound
from reportgen.language.english.directions import Direction
from reportgen.language.english.lexicon import PERCENT, POINTS, TIMES
from reportgen.language.numerals import measure_of
from reportgen.language.quantities import Quantity
from reportgen.language.rates import split
from reportgen.values.derivations import DERIVATIONS

Flaw: TypeAlias = tuple[str, str]
"""The code of a finding, and what is wrong."""

LOW: Final = frozenset({"below", "at most", "nearly"})
HIGH: Final = frozenset({"above", "at least", "just over"})
_STRICT: Final = frozenset({"below", "nearly", "above", "just over"})

_COUNTS: Final = FigureUse, DerivedUse
_NEAR: Final = Decimal("0.1")
_NEXT: Final = Decimal("1.5")
"""What is so many times more than doubled has trebled."""


def derived_flaws(said: Said, use: DerivedUse) -> Iterator[Flaw]:
    """Yield what is wrong between the words around a derived number and its kind, sign and digits."""
    # the one formula that is not printed as it stands has its number of years in it
    kind = next((name for name, each in DERIVATIONS.items() if each.formula == use.formula), "cagr")
    says, text = said.says, use.text
    base, _ = split(said.number.unit)
    if kind == "ratio" and (base not in {"", TIMES} or said.number.scale != 1):
        yield "NUM018", f'"{text}" is a ratio, and its sentence makes {told(said.number)} of it'
    elif kind == "ratio" and says.more and not says.times:
        yield "NUM018", f'"{text}" is a ratio, and stands before "{says.more}" as if it were an amount'
    elif kind == "ratio" and (says.more or (says.move == "by" and says.direction)):
        yield "NUM019", f'"{text} times {says.more or "by"}" can be read in two ways: a ratio is "times as much"'
    if kind == "share" and says.move == "by" and says.direction:
        yield "NUM018", f'"{text}" is a share, and stands among words for a {movement(says.direction)}'
    if kind in {"growth", "cagr"} and says.move == "to" and not says.change:
        yield "NUM018", f'"{text}" is by how much something grew, and is printed as what it came to'
    moved = _moved(use) if kind == "difference" and says.move == "by" else ""
    if moved and says.direction and moved != says.direction:
        yield "NUM018", f'"{text}" stands behind words for a {movement(says.direction)}, and is a {movement(moved)}'
    additive = DERIVATIONS[kind].additive
    scale = use.figures[0].scale if additive else Decimal(1)
    read, (size, unit) = replace(said.number, value=said.number.value.copy_abs(), unit=base), measure_of(use.unit)
    other = reads_otherwise(read, Quantity(read.value, scale * size, unit)) or (base in {PERCENT, POINTS} and not unit)
    if kind != "ratio" and not read.unclear and other:
        yield "NUM018", f'"{text}" is in {use.unit or "no unit"}, and its sentence makes {told(read)} of it'
    most = max(decimals(f.total / scale) for f in use.figures) if additive else None
    if not any(f.qualifier for f in use.figures):
        yield from relation_flaws(said, use.unrounded / scale)
    whole = {"ratio": Decimal(1), "share": Decimal(100)}.get(kind)
    yield from digit_flaws(said, use.unrounded / scale, whole, most)


def relation_flaws(said: Said, exact: Decimal) -> Iterator[Flaw]:
    """Compare "more than" and the like with the exact number behind the one that is printed."""
    printed, mine, text = said.number.value.copy_abs(), nearest(said.says.bounds), said.usage.use.text
    exact = exact.copy_abs()
    if mine is None or said.says.compared or not said.number.digits:
        return
    true = exact < printed if mine in LOW else exact > printed
    if mine in _STRICT and not true:
        yield "NUM018", f'"{text}" is said to be {mine}, and the number is {_plain(exact)}'
    elif mine in {"at most", "at least"} and not true:
        code = "NUM019" if exact == printed else "NUM018"
        yield code, f'"{text}" is said to be {mine}, and the number is {_plain(exact)}'
    elif mine == "exact" and exact != printed:
        yield "NUM018", f'"{text}" is said to be exact, and the number is {_plain(exact)}'


def digit_flaws(said: Said, exact: Decimal, whole: Decimal | None, most: int | None) -> Iterator[Flaw]:
    """Tell of more decimals than ``most``, and of rounding that makes nothing of a number, or the ``whole``."""
    read, text = said.number, said.usage.use.text
    if said.says.again and (read.unit or read.scale != 1):
        yield "NUM018", f'"{text}" has its unit already, and another one stands behind it'
    if not read.digits:
        return
    hedged = bool({"about", "nearly", "just over"} & set(said.says.bounds))
    if most is not None and decimals(read.value) > most:
        yield "NUM021", f'"{text}" has more decimals than the number has, {_plain(exact)}'
    elif exact and not read.value and decimals(read.value) <= 0:
        yield "NUM021", f'"{text}" is printed for {_plain(exact)}, which is not nothing'
    elif read.value == whole and exact != whole and not hedged:
        what = "as much" if whole == 1 else "all"
        yield "NUM021", f'"{text}" is printed for {_plain(exact)}, which is not {what}'


def following(printed: Printing, usages: Iterable[Usage]) -> frozenset[str]:
    """Return the words such as "doubled" that follow from numbers that calls print beside them."""
    ratios = [ratio for ratio in _ratios(usage.use for usage in usages) if ratio > 0]
    return frozenset(word for word, times, says in printed.multiples() if any(_fits(times, says, r) for r in ratios))


def _ratios(uses: Iterable[Use]) -> Iterator[Decimal]:
    """Yield how many times as large one of the figures behind a sentence is as another, either way round."""
    printed = [
        use.figures if isinstance(use, DerivedUse) else (use.figure,) for use in uses if isinstance(use, _COUNTS)
    ]
    figures = [figure for each in printed for figure in each if figure.total]
    yield from (a.total / b.total for a in figures for b in figures if a is not b and a.unit == b.unit)


def _fits(times: Decimal, says: Assertion, ratio: Decimal) -> bool:
    """Whether something is so many times as large: a tenth more or less, "more than" so many times, or "nearly"."""
    over, bound = ratio / times if times else ratio, nearest(says.bounds)
    if bound in LOW:
        return 1 - 2 * _NEAR <= over < 1
    return 1 < over < _NEXT if bound in HIGH else abs(over - 1) <= _NEAR


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


def _moved(use: DerivedUse) -> Direction:
    """Return whether the later of two dated figures is the larger one, or nothing where it is not known."""
    first, second = use.figures
    alike = (first.measure, first.entity, first.partner) == (second.measure, second.entity, second.partner)
    if not alike or not first.entity or not first.date or not second.date or first.total == second.total:
        return ""
    dates = first.date[:4], second.date[:4]
    if dates[0] == dates[1] or not all(d.isdecimal() for d in dates):
        return ""
    return "up" if (first.total > second.total) == (dates[0] > dates[1]) else "down"


def _plain(value: Decimal) -> str:
    return f"{round(value, 4).normalize():f}"
