"""A source's own derived figures, recomputed from the figures that they follow from."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from reportgen.findings.model import Findings
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.data.model import FIGURES, VALUE, Figure, Row
from reportgen.inputs.model import Inputs
from reportgen.values import dates
from reportgen.values.derivations import DERIVATIONS, PERCENT, Derivation, UnusableError, rounding_interval

COUNT: Final = "count"
"""Formula of a figure that is a count of rows."""


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
        figure = row.figure
        try:
            if figure is None:
                raise UnusableError("it has no number in its column value")
            message, hint = _compare(inputs, figure)
        except UnusableError as error:
            place = table.place(row.location.line, "formula")
            yield finding("NUM002", place, f'"{row.id}" cannot be recomputed: {error}', _formula_hint(row))
            continue
        if message:
            yield finding("NUM007", table.place(row.location.line, VALUE), message, hint)


def _formula_hint(row: Row) -> str:
    name = str(row["formula"] or "")
    near = did_you_mean(name, DERIVATIONS) if name not in DERIVATIONS else ""
    return near or f"formulas: {', '.join(DERIVATIONS)}; inputs: ids of figures, joined by ;"


def _compare(inputs: Inputs, own: Figure) -> tuple[str, str]:
    """Recompute a figure; return a message and a hint if it does not agree."""
    derivation = DERIVATIONS.get(own.formula)
    if derivation is None:
        raise UnusableError(f'no formula "{own.formula}"')
    if not own.inputs or (derivation.inputs and len(own.inputs) != derivation.inputs):
        raise UnusableError(f"{own.formula} takes {derivation.inputs or 'at least one'} inputs, not {len(own.inputs)}")
    if own.formula == COUNT:
        _check_counted(inputs, own.inputs)
        outcomes = [Decimal(len(dict.fromkeys(own.inputs)))]
        low = high = Decimal(own.value)
    else:
        figures = [_figure(inputs, each) for each in own.inputs]
        outcomes = _outcomes(derivation, figures, own)
        low, high = (Decimal(own.value),) * 2 if own.formula == "years" else _interval(own)
    if low <= max(outcomes) and min(outcomes) <= high:
        return "", ""
    return _described(inputs, own, derivation, outcomes), "correct the row, or settle it as a slip of the source"


def _outcomes(derivation: Derivation, figures: Sequence[Figure], own: Figure) -> list[Decimal]:
    """Apply a derivation to the least and greatest values that its figures may stand for."""
    if derivation.alike:
        _check_units(figures, own, derivation)
    values = [_interval(figure) for figure in figures]
    if derivation.divisor is not None and values[derivation.divisor][0] <= 0 <= values[derivation.divisor][1]:
        raise UnusableError(f'"{figures[derivation.divisor].id}" may be zero; nothing can be divided by it')
    years = _years(figures) if derivation.dated else 0
    corners = product(*values) if derivation.inputs else zip(*values, strict=True)
    return [derivation.compute(corner, years) for corner in corners]


def _described(inputs: Inputs, own: Figure, derivation: Derivation, outcomes: Sequence[Decimal]) -> str:
    factor = Decimal(1) if derivation.percent or not derivation.alike else own.scale
    low, high = (f"{float(x / factor):.5g}" for x in (min(outcomes), max(outcomes)))
    span = low if low == high else f"between {low} and {high}"
    operands = [figure for each in own.inputs if (figure := inputs.figure(each)) is not None]
    given = ", ".join(f"{figure.id} = {figure.value}" for figure in operands)
    return f'"{own.id}" is {own.value}, but {derivation.formula} of {given or ", ".join(own.inputs)} is {span}'


def _check_counted(inputs: Inputs, ids: Sequence[str]) -> None:
    tables = [table.name for table in inputs.tables.values() if table.column("id")]
    for each in dict.fromkeys(ids):
        if not any(inputs.find(table, each) for table in tables):
            raise UnusableError(f'no row "{each}"')


def _figure(inputs: Inputs, name: str) -> Figure:
    figure = inputs.figure(name)
    if figure is None:
        raise UnusableError(f'no figure "{name}"')
    return figure


def _check_units(figures: Sequence[Figure], own: Figure, derivation: Derivation) -> None:
    units = {figure.unit for figure in figures}
    if len(units) > 1:
        raise UnusableError(f"its inputs are of different units: {', '.join(sorted(units))}")
    if derivation.additive and own.unit not in units:
        raise UnusableError(f"it is in {own.unit or 'no unit'}, its inputs in {units.pop() or 'no unit'}")
    if derivation.percent and own.unit != PERCENT:
        raise UnusableError(f"{derivation.formula} is a percentage, but its unit is {own.unit or 'empty'}")


def _years(figures: Sequence[Figure]) -> int:
    try:
        first, last = (dates.parse(figure.date).start.year for figure in figures)
    except ValueError as error:
        raise UnusableError(f"no usable date: {error}") from error
    return last - first


def _interval(figure: Figure) -> tuple[Decimal, Decimal]:
    return rounding_interval(Decimal(figure.value), figure.unit, figure.scale)
