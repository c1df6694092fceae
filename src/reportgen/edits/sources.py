"""Where what is printed is from, for who changed it: the row and column, passage, work or key of report.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportgen.draft.model import (
    CellUse,
    CitationUse,
    CountUse,
    DateUse,
    DerivedUse,
    Draft,
    FigureUse,
    NamesUse,
    SourceUse,
    Usage,
    WordsUse,
    YearsUse,
)
from reportgen.edits.model import Source
from reportgen.findings.model import Location
from reportgen.inputs.data.model import RowRef, Table
from reportgen.inputs.model import Inputs
from reportgen.project.model import Exhibit
from reportgen.system.files import PROJECT_FILE

_MOST: Final = 4
"""Rows or passages that are told of one usage."""

_SHORTEST: Final = 3
"""Letters of a cell by which its row is found."""


def sources_of(usage: Usage, inputs: Inputs) -> Iterator[Source]:
    """Yield where the words of a usage are from."""
    use = usage.use
    if isinstance(use, FigureUse):
        yield cell(use.figure.ref, "value", inputs, use.figure.location)
    elif isinstance(use, CellUse | DateUse):
        yield cell(use.row, use.column, inputs, use.location)
    elif isinstance(use, DerivedUse | YearsUse | CountUse | NamesUse):
        for ref in use.rows[:_MOST]:
            yield cell(ref, "value" if isinstance(use, DerivedUse) else "", inputs, usage.location)
    elif isinstance(use, CitationUse):
        for name in use.evidence[:_MOST]:
            yield Source(f"evidence {name}", inputs.evidence[name].location)
    elif isinstance(use, SourceUse):
        yield Source(f"work {use.key}", inputs.bibliography[use.key].location)
    elif isinstance(use, WordsUse):
        yield Source(f"words of report.toml, {use.name}", Location(PROJECT_FILE))
    else:
        yield Source("what a call prints", usage.location)


def kind_of(usage: Usage) -> str:
    """Return what a usage is, in words."""
    use = usage.use
    if isinstance(use, CitationUse):
        return "a citation"
    if isinstance(use, DateUse):
        return "a date from the data"
    if isinstance(use, DerivedUse | YearsUse | CountUse):
        return "a number that is worked out from the data"
    return "a number from the data" if isinstance(use, FigureUse) else "what a call prints from the data"


def cell(ref: RowRef, column: str, inputs: Inputs, place: Location) -> Source:
    """Return a cell of a row, or the row."""
    table = inputs.tables.get(ref.table)
    for row in inputs.find(ref.table, ref.id):
        names = [c.name for c in table.columns] if table else []
        place = Location(row.location.path, row.location.line, names.index(column) + 1 if column in names else 0)
    return Source(f"row {ref}" + (f", column {column}" if column else ""), place)


class Generated:
    """What no template says: titles and notes of report.toml, and tables made from rows."""

    def __init__(self, draft: Draft, inputs: Inputs, exhibits: Mapping[str, Exhibit]) -> None:
        self._inputs = inputs
        self._exhibits = exhibits
        self._titles = [(" ".join(title.text.split()), key, title.location) for key, title in draft.titles.items()]
        self._titles.sort(key=lambda told: -len(told[0]))

    def title(self, text: str) -> Source | None:
        """Return the title, note or description of report.toml that a paragraph prints."""
        plain = " ".join(text.split())
        for said, key, place in self._titles:
            if said and (plain == said or (len(said) > _SHORTEST * _MOST and said in plain)):
                return Source(f"report.toml, {' '.join(map(str, key))}", place)
        return None

    def exhibit(self, before: Sequence[str]) -> str:
        """Return the exhibit whose title stands last before a place of the document."""
        titles = {said: str(key[1]) for said, key, _ in self._titles if key[0] == "exhibits" and key[2] == "title"}
        for text in reversed(before):
            plain = " ".join(text.split())
            found = next((name for said, name in titles.items() if said and said in plain), "")
            if found:
                return found
        return ""

    def row(self, text: str, name: str) -> Source | None:
        """Return the cell that says something, of an exhibit's table or the only one of all tables.

        Where none is found, it is the table.
        """
        if name not in self._exhibits:
            return None
        table = self._inputs.tables[self._exhibits[name].table]
        if own := next(_saying(table, text), None):
            return own
        others = [found for other in self._inputs.tables.values() for found in _saying(other, text)]
        if len(others) == 1:
            return others[0]
        return Source(f"exhibit {name}, made from table {table.name}", Location(table.path))


def _saying(table: Table, text: str) -> Iterator[Source]:
    """Yield the cells of a table that say a text."""
    for row in table.rows():
        for number, column in enumerate(table.columns, 1):
            if str(row.cells.get(column.name) or "").strip() == text.strip() != "":
                place = Location(row.location.path, row.location.line, number)
                yield Source(f"row {row.ref}, column {column.name}", place)
