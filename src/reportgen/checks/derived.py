"""A source's own derived figures, recomputed from the figures that they follow from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Final, TypeAlias

from reportgen import dates
from reportgen.diagnostics import Findings
from reportgen.inputs.model import Inputs, Row, Table
from reportgen.rules import did_you_mean, finding

FIGURES: Final = "figures"

_Values: TypeAlias = Sequence[Decimal]


class _UnusableError(Exception):
    """Figures that a formula cannot be applied to."""


@dataclass(frozen=True)
class _Formula:
    """How a figure follows from others: ``compute`` takes their values and the years between first and last.

    ``inputs`` is how many there must be (0: any number), ``percent`` whether the outcome is one, ``alike``
    whether the inputs must be of one unit, ``divisor`` which of them is divided by.
    """

    compute: Callable[[_Values, int], Decimal]
    told: str
    inputs: int = 2
    percent: bool = False
    alike: bool = True
    divisor: int | None = None


def _cagr(values: _Values, years: int) -> Decimal:
    if years <= 0 or min(values) <= 0:
        raise _UnusableError("yearly growth needs two positive figures, the earlier one first")
    return Decimal(repr(((float(values[1]) / float(values[0])) ** (1 / years) - 1) * 100))


_FORMULAS: Final[Mapping[str, _Formula]] = {
    "cagr": _Formula(_cagr, "((b / a) ** (1 / years) - 1) * 100", percent=True),
    "growth": _Formula(lambda v, _: (v[1] - v[0]) / v[0] * 100, "(b - a) / a * 100", percent=True, divisor=0),
    "share": _Formula(lambda v, _: v[0] / v[1] * 100, "a / b * 100", percent=True, divisor=1),
    "ratio": _Formula(lambda v, _: v[0] / v[1], "a / b", divisor=1),
    "difference": _Formula(lambda v, _: v[0] - v[1], "a - b"),
    "sum": _Formula(lambda v, _: sum(v, Decimal(0)), "sum", inputs=0),
    "years": _Formula(lambda _, years: Decimal(years), "year(b) - year(a)", alike=False),
    "count": _Formula(lambda v, _: Decimal(len(v)), "count", inputs=0, alike=False),
}


def check_derived(inputs: Inputs) -> Findings[None]:
    """Check figures with a ``formula`` and ``inputs``: what follows from the inputs agrees within rounding.

    Formulas: cagr (growth a year), growth, share, ratio, difference, sum, years (between the dates of two
    figures), and count (of rows of any tables, for what a source lists without a number).
    """
    table = inputs.tables.get(FIGURES)
    if table is None or table.column("formula") is None or table.column("inputs") is None:
        return
    for row in table.rows():
        if not row["formula"] and not row["inputs"]:
            continue
        try:
            message, hint = _compare(inputs, row)
        except _UnusableError as error:
            place = table.place(row.location.line, "formula")
            yield finding("NUM002", place, f'"{row.id}" cannot be recomputed: {error}', _formula_hint(row))
            continue
        if message:
            yield finding("NUM007", table.place(row.location.line, "value"), message, hint)


def _formula_hint(row: Row) -> str:
    name = str(row["formula"] or "")
    near = did_you_mean(name, _FORMULAS) if name not in _FORMULAS else ""
    return near or f"formulas: {', '.join(_FORMULAS)}; inputs: ids of figures, joined by ;"


def _compare(inputs: Inputs, row: Row) -> tuple[str, str]:
    """Recompute a figure; give a message and a hint if it does not agree."""
    name = str(row["formula"] or "")
    formula = _FORMULAS.get(name)
    if formula is None:
        raise _UnusableError(f'no formula "{name}"')
    ids = row["inputs"] if isinstance(row["inputs"], tuple) else ()
    if not ids or (formula.inputs and len(ids) != formula.inputs):
        raise _UnusableError(f"{name} takes {formula.inputs or 'at least one'} inputs, not {len(ids)}")
    if name == "count":
        values, years = _counted(inputs, ids), 0
    else:
        figures = [_figure(inputs, each) for each in ids]
        if formula.alike:
            _check_units(figures, row, formula)
        values = [_interval(figure) for figure in figures]
        if formula.divisor is not None and values[formula.divisor][0] <= 0 <= values[formula.divisor][1]:
            raise _UnusableError(f'"{ids[formula.divisor]}" may be zero; nothing can be divided by it')
        years = _years(figures) if name in {"cagr", "years"} else 0
    if name in {"count", "years"}:
        wanted, outcomes = Decimal(str(row["value"])), [formula.compute([v[0] for v in values], years)]
        agrees = wanted == outcomes[0]
    else:
        corners = product(*values) if formula.inputs else zip(*values, strict=True)
        outcomes = [formula.compute(corner, years) for corner in corners]
        low, high = _interval(row)
        agrees = low <= max(outcomes) and min(outcomes) <= high
    if agrees:
        return "", ""
    return _told(inputs, row, formula, ids, outcomes), "correct the row, or settle it as a slip of the source"


def _told(inputs: Inputs, row: Row, formula: _Formula, ids: Sequence[str], outcomes: Sequence[Decimal]) -> str:
    factor = Decimal(1) if formula.percent or not formula.alike else _scale(row)
    low, high = (f"{float(x / factor):.5g}" for x in (min(outcomes), max(outcomes)))
    span = low if low == high else f"between {low} and {high}"
    operands = [(each, found[0]) for each in ids for found in [inputs.find(FIGURES, each)] if found]
    given = ", ".join(f"{each} = {figure['value']}" for each, figure in operands)
    return f'"{row.id}" is {row["value"]}, but {formula.told} of {given or ", ".join(ids)} is {span}'


def _counted(inputs: Inputs, ids: Sequence[str]) -> list[tuple[Decimal, Decimal]]:
    known = (t for t in inputs.tables.values() if t.column("id"))
    tables: list[Table] = list(known)
    for each in dict.fromkeys(ids):
        if not any(inputs.find(table.name, each) for table in tables):
            raise _UnusableError(f'no row "{each}"')
    return [(Decimal(1), Decimal(1))] * len(dict.fromkeys(ids))


def _figure(inputs: Inputs, name: str) -> Row:
    found = inputs.find(FIGURES, name)
    if not found or not isinstance(found[0].cells.get("value"), int | Decimal):
        raise _UnusableError(f'no figure "{name}"')
    return found[0]


def _check_units(figures: Sequence[Row], row: Row, formula: _Formula) -> None:
    units = {str(figure.cells.get("unit") or "") for figure in figures}
    if len(units) > 1:
        raise _UnusableError(f"its inputs are of different units: {', '.join(sorted(units))}")
    own = str(row.cells.get("unit") or "")
    additive = formula.told in {"a - b", "sum"}
    if additive and own not in units:
        raise _UnusableError(f"it is in {own or 'no unit'}, its inputs in {units.pop() or 'no unit'}")
    if formula.percent and own != "percent":
        raise _UnusableError(f"{formula.told} is a percentage, but its unit is {own or 'empty'}")


def _years(figures: Sequence[Row]) -> int:
    try:
        first, last = (dates.parse(str(figure.cells.get("date") or "")).start.year for figure in figures)
    except ValueError as error:
        raise _UnusableError(f"no usable date: {error}") from error
    return last - first


def _scale(row: Row) -> Decimal:
    return Decimal(str(row.cells.get("scale") or 1))


def _interval(row: Row) -> tuple[Decimal, Decimal]:
    """Give the least and greatest value that a printed number may stand for; counted things are exact."""
    value = Decimal(str(row["value"]))
    exponent = value.as_tuple().exponent
    if row.cells.get("unit") == "count" or not isinstance(exponent, int):
        return value * _scale(row), value * _scale(row)
    half = Decimal(1).scaleb(exponent) / 2
    return (value - half) * _scale(row), (value + half) * _scale(row)
