"""Uses of the draft → how the ledger tells of them: kind, what the call names, and what belongs to the kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from reportgen.draft.model import (
    AnalysisEnd,
    AnalysisUse,
    CellUse,
    CitationUse,
    CountUse,
    DateUse,
    DerivedUse,
    ExhibitUse,
    FigureUse,
    NamesUse,
    NumberUse,
    PartUse,
    SourceUse,
    Use,
    WordsUse,
    YearsUse,
)
from reportgen.inputs.data.model import Figure
from reportgen.ledger.model import UsageKind

Detail: TypeAlias = Mapping[str, object]
Recorded: TypeAlias = tuple[UsageKind, tuple[str, ...], Detail]


def recorded(use: Use) -> Recorded:
    """Return a use's kind in the ledger, the ids that its call names, and its ``detail``."""
    match use:
        case CitationUse(evidence=evidence):
            return "citation", evidence, {"answers": dict(use.answers)} if use.answers else {}
        case FigureUse() | DerivedUse() | YearsUse() | CountUse():
            return _number(use)
        case DateUse() | CellUse() | NamesUse() | ExhibitUse():
            return _rows(use)
        case AnalysisUse() | AnalysisEnd():
            if isinstance(use, AnalysisEnd):
                return "analysis-end", (use.name,), {}
            answers: Detail = {"answers": dict(use.answers)} if use.answers else {}
            return "analysis", (use.name,), {"rests_on": use.rests_on, **answers}
        case SourceUse(key=key):
            return "source", (key,), {}
        case PartUse(part=part, argument=argument):
            return "part", (part, argument) if argument else (part,), {}
        case WordsUse(name=name):
            return "words", (name,), {}
        case _:
            assert_never(use)


def _rows(use: DateUse | CellUse | NamesUse | ExhibitUse) -> Recorded:
    match use:
        case DateUse():
            return "date", (use.row.id,), {"row": str(use.location), "column": use.column, "value": use.edtf}
        case CellUse():
            return "value", (use.row.id,), {"row": str(use.location), "column": use.column}
        case NamesUse():
            return "names", _ids(use), {}
        case ExhibitUse():
            return "exhibit", (use.name,), {"rows": _ids(use)}
        case _:
            assert_never(use)


def _number(use: NumberUse) -> Recorded:
    spelled = {"spelled": True} if use.spelled else {}
    match use:
        case FigureUse(figure=figure):
            return "figure", (figure.id,), {**_figure(figure), **spelled}
        case DerivedUse():
            given = {figure.id: _figure(figure) for figure in use.figures}
            detail = {
                "formula": use.formula,
                "inputs": given,
                "unrounded": str(use.unrounded),
                "decimals": use.decimals,
                "unit": use.unit,
            }
            return "derived", _ids(use), {**detail, **spelled}
        case YearsUse(dates=dates):
            dated = {ref.id: date for ref, date in dates}
            detail = {"formula": use.formula, "inputs": dated, "unrounded": str(use.years)}
            return "derived", _ids(use), {**detail, **spelled}
        case CountUse(distinct=distinct):
            formula = f"count of different {distinct}" if distinct else "count"
            return "count", _ids(use), {"formula": formula, "rows": _ids(use), **spelled}
        case _:
            assert_never(use)


def _ids(use: Use) -> tuple[str, ...]:
    return tuple(ref.id for ref in use.rows)


def _figure(figure: Figure) -> Detail:
    return {
        "value": str(figure.value),
        "unit": figure.unit,
        "scale": str(figure.scale),
        "row": str(figure.location),
    }
