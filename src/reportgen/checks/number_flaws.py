"""What is wrong between a printed number with the words around it and the exact one that a row or formula gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from reportgen.checks.printing import Printing, Said, reads_otherwise
from reportgen.checks.series import years_of
from reportgen.checks.slips import told
from reportgen.draft.model import DateUse, DerivedUse, FigureUse, Usage, Use
from reportgen.inputs.data.model import Figure
from reportgen.language.english.assertions import Assertion, Bound
from reportgen.language.english.directions import Direction
from reportgen.language.english.lexicon import PERCENT, POINTS
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


def derived_flaws(said: Said, use: DerivedUse, kind: str) -> Iterator[Flaw]:
    """Yield what is wrong between a derived number of a ``kind`` as its sentence prints it and its unit and digits."""
    text, (base, _) = use.text, split(said.number.unit)
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


def following(printed: Printing, usages: Iterable[Usage], passages: int) -> frozenset[str]:
    """Return the number words that follow from what calls print beside them.

    Those are "doubled" and the like, "the two" of so many figures, "both" of ``passages`` cited too, and "five years"
    between their dates.
    """
    uses = [usage.use for usage in usages]
    ratios = [ratio for ratio in _ratios(uses) if ratio > 0]
    found = {word for word, times, says in printed.multiples() if any(_fits(times, says, r) for r in ratios)}
    named = {figure.ref for figure in _figures(uses)}
    both = {"both", "Both"} if passages > 1 else set()
    return frozenset(found | both) | printed.spans(_spans(uses)) | printed.all_of(len(named))


def _spans(uses: Iterable[Use]) -> frozenset[int]:
    """Return how many years lie between the dates of what calls print."""
    printed = list(uses)
    dated = [use.edtf for use in printed if isinstance(use, DateUse)]
    years = {year for text in (*dated, *(f.date for f in _figures(printed))) for year in years_of(text)}
    return frozenset(abs(a - b) for a in years for b in years if a != b)


def _figures(uses: Iterable[Use]) -> list[Figure]:
    """Return the figures behind what calls print."""
    printed = (u.figures if isinstance(u, DerivedUse) else (u.figure,) for u in uses if isinstance(u, _COUNTS))
    return [figure for each in printed for figure in each]


def _ratios(uses: Iterable[Use]) -> Iterator[Decimal]:
    """Yield how many times as large one of the figures behind a sentence is as another, either way round."""
    figures = [figure for figure in _figures(uses) if figure.total]
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


def _plain(value: Decimal) -> str:
    return f"{round(value, 4).normalize():f}"
