"""Figures, and numbers derived from them with their formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reportgen.draft.model import DerivedUse, FigureUse, YearsUse
from reportgen.draft.printable import CallError, Number
from reportgen.inputs.data.model import Figure, Row
from reportgen.text.wording import Wording
from reportgen.values import dates
from reportgen.values.derivations import DERIVATIONS, PERCENT, POINTS, Derivation

MOST_DECIMALS: Final = 30
"""Decimals that a number may be printed with."""


@dataclass(frozen=True)
class Form:
    """How a figure is printed: decimals (its own by default), unit (all, only its prefix, none), qualifier."""

    decimals: int | None = None
    unit: bool | str = True
    qualifier: bool = True


def check_decimals(decimals: object) -> None:
    """Raise ``CallError`` for what is no number of decimals."""
    fits = isinstance(decimals, int) and not isinstance(decimals, bool) and 0 <= decimals <= MOST_DECIMALS
    if decimals is not None and not fits:
        message = "decimals is no number of decimals that can be printed"
        raise CallError("TPL005", message, f"give a whole number from 0 to {MOST_DECIMALS}")


def number_of(figure: Figure, wording: Wording, form: Form = Form()) -> Number:
    """Return a figure as a number in the words of the brief."""
    value = Decimal(figure.value)
    qualifier = figure.qualifier if form.qualifier and form.unit else ""
    if form.unit is True:
        text = wording.quantity(value, figure.unit, figure.scale, qualifier, form.decimals)
    else:
        ordinal = wording.quantity(value, figure.unit, decimals=form.decimals, bare=form.unit != "prefix")
        text = f"{wording.word(qualifier)} {ordinal}" if qualifier else ordinal
    total = figure.total
    spelled = wording.spelled(int(total)) if total == int(total) else text
    return Number(FigureUse(text, figure.evidence, figure), total, figure.unit, spelled)


def growth(first: Figure, last: Figure, wording: Wording, decimals: int, annual: bool) -> Number:
    """Return the change from one figure to another in per cent; ``annual``: per year, compounded."""
    _check_units((first, last))
    _not_zero(first)
    if not annual:
        return _derived("growth", (first, last), wording, decimals)
    years = _year(last) - _year(first)
    if years <= 0 or first.total <= 0 or last.total <= 0:
        message = f'no yearly growth from "{first.id}" to "{last.id}"'
        raise CallError("NUM002", message, "name two positive figures, the earlier one first")
    return _derived("cagr", (first, last), wording, decimals, years)


def ratio(numerator: Figure, denominator: Figure, wording: Wording, decimals: int) -> Number:
    """Return one figure divided by another of the same unit."""
    _check_units((numerator, denominator))
    _not_zero(denominator)
    return _derived("ratio", (numerator, denominator), wording, decimals)


def share(part: Figure, whole: Figure, wording: Wording, decimals: int) -> Number:
    """Return one figure as a percentage of another of the same unit."""
    _check_units((part, whole))
    _not_zero(whole)
    return _derived("share", (part, whole), wording, decimals)


def difference(first: Figure, second: Figure, wording: Wording, decimals: int | None) -> Number:
    """Return the first figure less the second, in the unit and scale of the first; of percentages in points."""
    _check_units((first, second))
    return _derived("difference", (first, second), wording, decimals)


def total(figures: Sequence[Figure], wording: Wording, decimals: int | None) -> Number:
    """Return the sum of figures, in the unit and scale of the first."""
    _check_units(figures)
    return _derived("sum", figures, wording, decimals)


def years_between(dated: Sequence[tuple[Row, str]], wording: Wording) -> Number:
    """Return the whole years from the first row's date to the second's, by their years."""
    try:
        first, last = (dates.parse(text).start.year for _, text in dated)
    except ValueError as error:
        raise CallError("NUM002", f"no usable date: {error}", "name two rows with dates") from error
    years = last - first
    evidence = tuple(dict.fromkeys(e for row, _ in dated for e in row.evidence))
    refs = tuple((row.ref, text) for row, text in dated)
    use = YearsUse(wording.number(Decimal(years)), evidence, DERIVATIONS["years"].formula, refs, years)
    return Number(use, Decimal(years), "years", wording.spelled(years))


def _check_units(figures: Sequence[Figure]) -> None:
    if len({figure.unit for figure in figures}) > 1:
        told = ", ".join(f'"{f.id}" in {f.unit or "no unit"}' for f in figures)
        raise CallError("NUM002", f"figures of different units: {told}", "derive numbers from figures of one unit")


def _not_zero(figure: Figure) -> None:
    if figure.total == 0:
        message = f'figure "{figure.id}" is zero; nothing can be divided by it'
        raise CallError("NUM002", message, "name another figure")


def _year(figure: Figure) -> int:
    try:
        return dates.parse(figure.date).start.year
    except ValueError as error:
        raise CallError("NUM002", f'figure "{figure.id}" has no usable date', "fill in its date") from error


def _derived(name: str, figures: Sequence[Figure], wording: Wording, decimals: int | None, years: int = 0) -> Number:
    """Return a derived number; one that adds figures up is in the unit and scale of the first of them."""
    derivation = DERIVATIONS[name]
    value = derivation.compute([figure.total for figure in figures], years)
    unit = figures[0].unit if derivation.additive else PERCENT if derivation.percent else ""
    unit = POINTS if name == "difference" and unit == PERCENT else unit
    scale = figures[0].scale if derivation.additive else Decimal(1)
    digits = max(_decimals(figure) for figure in figures) if decimals is None else decimals
    text = wording.quantity(value / scale, unit, scale, "", digits)
    if unit == POINTS and unit not in wording.units:
        text = f"{text} {wording.word(POINTS)}"
    evidence = tuple(dict.fromkeys(e for figure in figures for e in figure.evidence))
    use = DerivedUse(text, evidence, _formula(derivation, years), tuple(figures), value, digits, unit)
    return Number(use, value, unit, wording.spelled(int(value)) if value == int(value) else text)


def _formula(derivation: Derivation, years: int) -> str:
    """Return a formula with the number of years in it, where it has one."""
    return derivation.formula.replace("years", str(years)) if years else derivation.formula


def _decimals(figure: Figure) -> int:
    exponent = Decimal(figure.value).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
