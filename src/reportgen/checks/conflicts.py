"""Rows that contradict each other, and whether the table ``conflicts`` settles them.

What makes two rows speak of the same thing, and in what they must then agree, is declared with each
table (``ConflictRule``). A row of the table ``conflicts`` settles the rows that its cell ``rows`` names
as ``table/id``; its ``kind`` says what sort of difference it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias

from reportgen.checks.agreement import agree, key_of, reading_of
from reportgen.findings.model import Findings
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.data.model import Column, ConflictRule, Row, Table, Value
from reportgen.inputs.model import Inputs

CONFLICTS: Final = "conflicts"
"""Name of the table that settles conflicts."""

SETTLES: Final = "settles"
"""Column with the rows, or the evidence, of the reading that a conflict settles on."""

DETECTABLE: Final = "conflict"
"""The kind of a settled conflict that the data must still show; other kinds are found by reading."""

Settled: TypeAlias = Mapping[str, frozenset[str]]
"""The settled conflicts that name a row, by ``table/id``."""


def check_conflicts(inputs: Inputs) -> Findings[None]:
    """Every two rows that contradict each other are settled, and what is settled still differs."""
    settled = _settled(inputs)
    for table in inputs.tables.values():
        for rule in table.conflicts:
            for rows in _groups(table.rows(), rule).values():
                for name in rule.differ:
                    yield from _check_group(inputs, table, name, rows, settled)
    yield from _check_settled(inputs)


def name_of(row: Row) -> str:
    """Return the name under which a conflict settles a row."""
    return f"{row.table}/{row.id}"


def _groups(rows: Iterator[Row] | Sequence[Row], rule: ConflictRule) -> Mapping[tuple[object, ...], list[Row]]:
    """Put together the rows that speak of the same thing."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        if all(_has(row[name], values) for name, values in rule.where.items()):
            groups.setdefault(tuple(key_of(row[name]) for name in rule.same), []).append(row)
    return groups


def _has(cell: Value, values: Sequence[str]) -> bool:
    return any(item in values for item in cell) if isinstance(cell, tuple) else str(cell) in values


def _check_group(inputs: Inputs, table: Table, name: str, rows: Sequence[Row], settled: Settled) -> Findings[None]:
    """Compare each row with the readings that earlier rows hold; report the first that nothing settles."""
    column = table.column(name)
    if column is None or len(rows) < 2:
        return
    readings: dict[object, list[Row]] = {}
    for row in rows:
        other = next(_unsettled(column, row, readings, settled), None)
        if other is not None:
            message = (
                f'{_described(inputs, column, row)} contradicts {_described(inputs, column, other)} in column "{name}"'
            )
            hint = f"correct one, or name both in a row of {_settling(inputs)}: {name_of(other)};{name_of(row)}"
            related = [table.place(other.location.line, name)]
            yield finding("CON001", table.place(row.location.line, name), message, hint, related)
        readings.setdefault(reading_of(column, row), []).append(row)


def _unsettled(column: Column, row: Row, readings: Mapping[object, list[Row]], settled: Settled) -> Iterator[Row]:
    for held in readings.values():
        if not agree(column, held[0], row):
            yield from (other for other in held if _are_apart(other, row) and not _is_settled(other, row, settled))


def _are_apart(one: Row, other: Row) -> bool:
    """Whether rows rest on different passages; the same passages cannot contradict themselves."""
    return set(one.evidence) != set(other.evidence)


def _is_settled(one: Row, other: Row, settled: Settled) -> bool:
    return not settled.get(name_of(one), frozenset()).isdisjoint(settled.get(name_of(other), frozenset()))


def _described(inputs: Inputs, column: Column, row: Row) -> str:
    """Say which row has what, by which sources: ``"1999" in bridges/old (Guide)``."""
    cell = row[column.name]
    value = ";".join(cell) if isinstance(cell, tuple) else str(cell)
    sources = [
        inputs.bibliography[key].short if key in inputs.bibliography.entries else key
        for key in inputs.sources(row.evidence)
    ]
    return f'"{value}" in {name_of(row)} ({", ".join(sources) or "no source"})'


def _settling(inputs: Inputs) -> str:
    """Say where a conflict is settled."""
    table = inputs.tables.get(CONFLICTS)
    return table.path if table else f'a table "{CONFLICTS}"'


def _settled(inputs: Inputs) -> Settled:
    table = inputs.tables.get(CONFLICTS)
    found: dict[str, set[str]] = {}
    for row in table.rows() if table else ():
        for name in _names(row):
            found.setdefault(name, set()).add(row.id)
    return {name: frozenset(points) for name, points in found.items()}


def _names(row: Row) -> tuple[str, ...]:
    names = row.cells.get("rows")
    return names if isinstance(names, tuple) else ()


def _check_settled(inputs: Inputs) -> Findings[None]:
    """Each settled conflict names rows that are there, and, if it is a true conflict, that still differ."""
    table = inputs.tables.get(CONFLICTS)
    for point in table.rows() if table else ():
        place = table.place(point.location.line, "rows") if table else point.location
        rows: list[Row] = []
        for name in _names(point):
            source, _, key = name.partition("/")
            found = inputs.find(source, key)
            rows += found
            if not found:
                near = did_you_mean(key, inputs.ids(source)) or "write table/id of a row that is there"
                yield finding("DAT008", place, f'"{name}" is not a row of a table', near)
        yield from _check_chosen(inputs, table, point)
        if point.cells.get("kind") == DETECTABLE and len(rows) == len(_names(point)):
            at_odds = _at_odds(inputs, rows)
            for row in rows:
                if name_of(row) not in at_odds:
                    message = f'{name_of(row)} contradicts no other row of conflict "{point.id}"'
                    hint = "take it out of the cell, or give the conflict another kind"
                    yield finding("CON002", place, message, hint)


def _check_chosen(inputs: Inputs, table: Table | None, point: Row) -> Findings[None]:
    """What a conflict settles on is a row or evidence that is there."""
    chosen = point.cells.get(SETTLES)
    if table is None or not isinstance(chosen, tuple):
        return
    for name in chosen:
        source, _, key = name.partition("/")
        if name not in inputs.evidence and not inputs.find(source, key):
            near = did_you_mean(key or name, inputs.ids(source) if key else inputs.evidence)
            message = f'"{name}" is neither evidence nor a row of a table'
            yield finding(
                "DAT008", table.place(point.location.line, SETTLES), message, near or "write table/id, or an id"
            )


def _at_odds(inputs: Inputs, rows: Sequence[Row]) -> set[str]:
    """Return the names of the rows that contradict another one among them."""
    found: set[str] = set()
    for table in (inputs.tables[name] for name in dict.fromkeys(row.table for row in rows)):
        own = [row for row in rows if row.table == table.name]
        for rule in table.conflicts:
            columns = [column for name in rule.differ if (column := table.column(name)) is not None]
            for group in _groups(own, rule).values():
                for one, other in combinations(group, 2):
                    if _are_apart(one, other) and not all(agree(column, one, other) for column in columns):
                        found |= {name_of(one), name_of(other)}
    return found
