"""Figures, and numbers derived from them with their formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from reportgen import dates
from reportgen.draft.printable import CallError, Number
from reportgen.inputs.model import Row
from reportgen.wording import Wording

PERCENT: Final = "percent"

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


def number_of(row: Row, wording: Wording, form: Form = Form()) -> Number:
    """Make a number from a row of figures: columns value, unit, scale, qualifier."""
    value, kind = row.cells.get("value"), str(row.cells.get("unit") or "")
    if not isinstance(value, int | Decimal):
        raise CallError("NUM002", f'figure "{row.id}" has no number in its column value', "correct the row")
    scale = row.cells.get("scale") or 1
    factor = Decimal(str(scale))
    shown = Decimal(value)
    qualifier = str(row.cells.get("qualifier") or "") if form.qualifier and form.unit else ""
    if form.unit is True:
        text = wording.quantity(shown, kind, factor, qualifier, form.decimals)
    else:
        ordinal = wording.quantity(shown, kind, decimals=form.decimals, bare=form.unit != "prefix")
        text = f"{wording.word(qualifier)} {ordinal}" if qualifier else ordinal
    detail = {"value": str(value), "unit": kind, "scale": str(scale), "row": str(row.location)}
    total = shown * factor
    spelled = wording.spelled(int(total)) if total == int(total) else text
    return Number("figure", (row.id,), row.evidence, text, detail, total, kind, spelled)


def growth(first: Row, last: Row, wording: Wording, decimals: int, annual: bool) -> Number:
    """Change from one figure to another in per cent; ``annual``: per year, compounded.

    Annual growth is ``(last / first) ** (1 / years) - 1`` with the years between the figures' dates.
    """
    a, b = _same_unit([first, last], wording)
    _not_zero(a)
    if not annual:
        return _derived("(b - a) / a * 100", (b.value - a.value) / a.value * 100, PERCENT, (a, b), wording, decimals)
    years = _year(last) - _year(first)
    if years <= 0 or a.value <= 0 or b.value <= 0:
        message = f'no yearly growth from "{first.id}" to "{last.id}"'
        raise CallError("NUM002", message, "name two positive figures, the earlier one first")
    rate = (float(b.value / a.value) ** (1 / years) - 1) * 100
    formula = f"((b / a) ** (1 / {years}) - 1) * 100"
    return _derived(formula, Decimal(repr(rate)), PERCENT, (a, b), wording, decimals)


def ratio(numerator: Row, denominator: Row, wording: Wording, decimals: int) -> Number:
    """One figure divided by another of the same unit."""
    a, b = _same_unit([numerator, denominator], wording)
    _not_zero(b)
    return _derived("a / b", a.value / b.value, "", (a, b), wording, decimals)


def share(part: Row, whole: Row, wording: Wording, decimals: int) -> Number:
    """One figure as a percentage of another of the same unit."""
    a, b = _same_unit([part, whole], wording)
    _not_zero(b)
    return _derived("a / b * 100", a.value / b.value * 100, PERCENT, (a, b), wording, decimals)


def difference(first: Row, second: Row, wording: Wording, decimals: int | None) -> Number:
    """The first figure less the second, in the unit and scale of the first."""
    a, b = _same_unit([first, second], wording)
    return _scaled("a - b", a.value - b.value, first, (a, b), wording, decimals)


def years_between(dated: Sequence[tuple[Row, str]], wording: Wording) -> Number:
    """Whole years from the first row's date to the second's, by their years."""
    try:
        first, last = (dates.parse(text).start.year for _, text in dated)
    except ValueError as error:
        raise CallError("NUM002", f"no usable date: {error}", "name two rows with dates") from error
    value = Decimal(last - first)
    rows = [row for row, _ in dated]
    evidence = tuple(dict.fromkeys(e for row in rows for e in row.evidence))
    detail = {"formula": "year(b) - year(a)", "inputs": {row.id: text for row, text in dated}, "unrounded": str(value)}
    ids = tuple(row.id for row in rows)
    text = wording.number(value)
    return Number("derived", ids, evidence, text, detail, value, "years", wording.spelled(int(value)))


def total(rows: list[Row], wording: Wording, decimals: int | None) -> Number:
    """The sum of figures, in the unit and scale of the first."""
    numbers = _same_unit(rows, wording)
    value = sum((n.value for n in numbers), Decimal(0))
    return _scaled("sum", value, rows[0], tuple(numbers), wording, decimals)


def _same_unit(rows: list[Row], wording: Wording) -> list[Number]:
    numbers = [number_of(row, wording) for row in rows]
    units = {number.unit for number in numbers}
    if len(units) > 1:
        told = ", ".join(f'"{n.ids[0]}" in {n.unit or "no unit"}' for n in numbers)
        raise CallError("NUM002", f"figures of different units: {told}", "derive numbers from figures of one unit")
    return numbers


def _not_zero(number: Number) -> None:
    if number.value == 0:
        raise CallError(
            "NUM002", f'figure "{number.ids[0]}" is zero; nothing can be divided by it', "name another figure"
        )


def _year(row: Row) -> int:
    try:
        when = dates.parse(str(row.cells.get("date") or ""))
    except ValueError as error:
        raise CallError("NUM002", f'figure "{row.id}" has no usable date', "fill in its date") from error
    return when.start.year


def _scaled(
    formula: str, value: Decimal, like: Row, inputs: tuple[Number, ...], wording: Wording, decimals: int | None
) -> Number:
    factor = Decimal(str(like.cells.get("scale") or 1))
    unit = str(like.cells.get("unit") or "")
    digits = decimals if decimals is not None else max(_decimals(n) for n in inputs)
    text = wording.quantity(value / factor, unit, factor, "", digits)
    return _number(formula, value, unit, inputs, text, digits, wording)


def _decimals(number: Number) -> int:
    exponent = Decimal(str(number.detail["value"])).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _derived(
    formula: str, value: Decimal, unit: str, inputs: tuple[Number, ...], wording: Wording, decimals: int
) -> Number:
    return _number(formula, value, unit, inputs, wording.quantity(value, unit, decimals=decimals), decimals, wording)


def _number(
    formula: str, value: Decimal, unit: str, inputs: Iterable[Number], text: str, decimals: int, wording: Wording
) -> Number:
    used = tuple(inputs)
    ids = tuple(n.ids[0] for n in used)
    evidence = tuple(dict.fromkeys(e for n in used for e in n.evidence))
    detail = {
        "formula": formula,
        "inputs": {n.ids[0]: n.detail for n in used},
        "unrounded": str(value),
        "decimals": decimals,
        "unit": unit,
    }
    spelled = wording.spelled(int(value)) if value == int(value) else text
    return Number("derived", ids, evidence, text, detail, value, unit, spelled)
