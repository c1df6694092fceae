"""How far in time the sources of a row can speak: what is not over when they were written may be so the next day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from reportgen.exhibits.model import ChartSpec
from reportgen.findings.model import Diagnostic
from reportgen.findings.rules import finding
from reportgen.inputs.data.model import Row, Table
from reportgen.inputs.model import Inputs
from reportgen.values import dates

KINDS: Final = frozenset({"timeline", "matrix", "step", "tiles"})
"""Kinds that show how long something was in force."""

_YEAR: Final = re.compile(r"\d{4}")


def latest_source_year(inputs: Inputs, row: Row) -> str | None:
    """Return the year in which the latest source of a row was written; ``None`` where one has no date."""
    found = []
    for source in inputs.sources(row.evidence):
        entry = inputs.bibliography.entries.get(source)
        years = _YEAR.findall(entry.fields.get("date") or entry.fields.get("year") or "") if entry else ()
        if not years:
            return None
        found.append(max(years))
    return max(found, default=None)


def later_than_sources(
    inputs: Inputs, table: Table, rows: Sequence[Row], columns: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield the dates of rows that are later than all their sources."""
    for row in rows:
        until = latest_source_year(inputs, row)
        for column in (columns[role] for role in ("start", "end", "told") if role in columns):
            year = _first_year(row[column])
            if until is not None and year is not None and year > int(until):
                place = table.place(row.location.line, column)
                message = f'"{row[column]}" is later than {until}, when the latest source of the row was written'
                hint = "cite a source that can tell of it, or leave it out: a plan is no event"
                yield finding("WRD008", place, message, hint)


def is_cut_off(chart: ChartSpec) -> bool:
    """Whether a part of a chart is beyond the sources of its rows: of what has a start and no end, up to its edge."""
    names, columns = chart.rows.names, chart.columns
    places = [names.index(columns[role]) if role in columns else None for role in ("start", "end")]
    spells = [[None if at is None else cells[at] for at in (*places, -1)] for cells in chart.rows.cells]
    years = [year for start, end, _ in spells for year in (_first_year(start), _first_year(end)) if year is not None]
    panels = chart.options.get("panels")
    edge = max(panels, default=0) if isinstance(panels, list) else chart.options.get("to") or max(years, default=0) + 1
    return any(start is not None and end is None and until and int(until) + 1 < edge for start, end, until in spells)


def _first_year(cell: object) -> int | None:
    try:
        return None if cell is None else dates.parse(str(cell)).start.first.year
    except ValueError:
        return None  # told where the chart's rows are looked at
