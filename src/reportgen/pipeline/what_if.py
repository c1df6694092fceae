"""What would come of another value: the brief drafted and checked with it, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from typing import Final

from reportgen.checks.inventory import inventory_of
from reportgen.checks.model import Inventory
from reportgen.checks.run import run_draft, run_inputs
from reportgen.draft.compose import compose
from reportgen.draft.model import Draft
from reportgen.findings.model import Diagnostic, collect
from reportgen.inputs.data.model import Column, Row
from reportgen.inputs.evidence.quotations import look_up
from reportgen.inputs.model import Inputs
from reportgen.ledger.impact import Trial
from reportgen.pipeline.model import Checked
from reportgen.values import dates

_FLIPS: Final = frozenset(
    (
        *("NUM002", "NUM004", "NUM007", "NUM018", "NUM019", "NUM021", "CON001", "CON002", "EVI027", "STM002"),
        *("TPL003", "TPL005", "TPL006"),
    )
)
"""What a value can make false: words, order, conflicts, analyses. That no passage has the value is no news."""

_LARGEST: Final = 60
"""Digits that a number tried may have."""


class RefusedError(Exception):
    """A value that cannot be tried, and why."""


def what_if(checked: Checked, row: Row, column: str, value: str) -> Trial:
    """Draft and check a project with another value of a cell; nothing is written. Raises ``RefusedError``."""
    table = checked.inputs.tables[row.table]
    kind = table.column(column)
    if kind is None:
        raise RefusedError(f'table "{table.name}" has no column "{column}"; name one with --column')
    cell = _read(kind, value)
    place = [name.name for name in table.columns].index(column)
    number = next(n for n, each in enumerate(table.rows()) if each.id == row.id)
    cells = list(table.cells)
    cells[number] = (*cells[number][:place], cell, *cells[number][place + 1 :])
    inputs = replace(checked.inputs, tables={**checked.inputs.tables, table.name: replace(table, cells=tuple(cells))})
    before, after = _described(checked.draft, checked.inputs), collect(compose(checked.project, inputs))
    now = _described(after.value, inputs)
    known = set(map(_flip, _found(checked, checked.inputs, checked.draft, ())))
    fresh = [f for f in map(_flip, _found(checked, inputs, after.value, after.findings)) if f not in known]
    changed = tuple(_differences(before, now))
    return Trial(
        str(row.ref),
        column,
        str(row[column] if row[column] is not None else ""),
        value,
        changed,
        tuple(dict.fromkeys(fresh)),
    )


def _read(column: Column, value: str) -> str | Decimal:
    """Return a value as a cell of a column has it."""
    if column.type in {"number", "integer"}:
        try:
            number = Decimal(value.strip())
        except InvalidOperation:
            raise RefusedError(f'"{value}" is no number, as column "{column.name}" has; write 12.5') from None
        if not number.is_finite() or len(f"{number:f}") > _LARGEST:
            raise RefusedError(f'"{value[:_LARGEST]}" is no number that a brief can print')
        if column.type == "integer" and number != number.to_integral_value():
            raise RefusedError(f'"{value}" is no whole number, as column "{column.name}" has')
        return number
    if column.type == "date":
        try:
            dates.parse(value)
        except ValueError as error:
            raise RefusedError(f"{error}") from None
    if column.type in {"list", "boolean"} or column.foreign:
        raise RefusedError(
            f'column "{column.name}" holds ids or truth values; only numbers, dates and texts can be tried'
        )
    if column.choices and value not in column.choices:
        raise RefusedError(f'"{value}" is none of {", ".join(column.choices)}')
    return value


def _described(draft: Draft, inputs: Inputs) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return (place, words) of sentences by their file, and of the titles and notes in report.toml."""
    found: dict[str, list[tuple[str, str]]] = {}
    for statement in inventory_of(inputs, draft).statements:
        found.setdefault(statement.file, []).append((str(statement.location), statement.text))
    found["report.toml"] = [(str(title.location), title.text) for title in draft.titles.values()]
    return found


def _differences(
    before: Mapping[str, Sequence[tuple[str, str]]], after: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterable[tuple[str, str, str]]:
    for file in dict.fromkeys((*before, *after)):
        old, new = before.get(file, ()), after.get(file, ())
        matcher = SequenceMatcher(None, [words for _, words in old], [words for _, words in new], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            for n in range(max(b - a, d - c)) if kind != "equal" else ():
                was, now = old[a + n : min(a + n + 1, b)], new[c + n : min(c + n + 1, d)]
                place = (*was, *now)[0][0]
                yield place, was[0][1] if was else "", now[0][1] if now else ""


def _found(checked: Checked, inputs: Inputs, draft: Draft, told: Sequence[Diagnostic]) -> Iterable[Diagnostic]:
    settings = checked.project.settings
    rows = collect(run_inputs(inputs, settings.language, settings.lock, look_up))
    stated: Inventory = inventory_of(inputs, draft)
    verified = collect(run_draft(checked.project, inputs, draft, rows.value, stated, look_up))
    return [f for f in (*told, *rows.findings, *verified.findings) if f.code in _FLIPS]


def _flip(found: Diagnostic) -> tuple[str, str, str]:
    return str(found.location), found.code, found.message
