"""Declared exhibits → rows and columns ready to be drawn; nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from reportgen.draft.model import Title
from reportgen.exhibits.chart_data import chart_problems, left_out
from reportgen.exhibits.grid import GridError, grid
from reportgen.exhibits.kinds import SPECS, KindSpec
from reportgen.exhibits.layout import described, laid_out, needed
from reportgen.exhibits.model import MARKS, UNTIL, ChartSpec, Grid, Prepared, Rows, page_of
from reportgen.exhibits.source_dates import KINDS, is_cut_off, later_than_sources, latest_source_year
from reportgen.findings.model import Diagnostic, Findings, Location
from reportgen.findings.rules import did_you_mean, finding
from reportgen.inputs.data.model import Column, Row, Table, Value
from reportgen.inputs.model import Inputs
from reportgen.project.model import Exhibit, Project
from reportgen.text.translations import BEYOND
from reportgen.text.wording import Wording

_GREATEST: Final = 10**12
"""The greatest number that an option may be."""


def prepare(
    project: Project, inputs: Inputs, titles: Mapping[tuple[str | int, ...], Title]
) -> Findings[Mapping[str, Prepared]]:
    """Prepare all exhibits of report.toml; one that does not fit its kind or table is left out.

    ``titles`` are those of the draft: titles, notes and descriptions with what calls print filled in; where
    it has none, they stand as they are written.
    """
    settings = project.settings
    wording = Wording(settings.language, settings.units, settings.words)
    prepared: dict[str, Prepared] = {}
    shown: dict[str, set[str]] = {}
    wholes = {table: _whole(content) for table, content in inputs.tables.items()}
    for name, exhibit in settings.exhibits.items():
        table = yield from _table(project, name, exhibit, inputs)
        if table is None:
            continue
        rows = table.pick(exhibit.where, exhibit.sort)
        if not rows:
            place = project.place("exhibits", name, "where")
            yield finding("EXH005", place, f'no row of "{table.name}" fits exhibit "{name}"', "correct its `where`")
            continue
        content: ChartSpec | Grid | None
        if exhibit.kind == "table":
            content = yield from _grid(project, name, exhibit, table, rows, inputs, wording)
        else:
            content = yield from _chart(project, name, exhibit, table, rows, inputs, wholes)
        if content is not None:
            evidence = tuple(dict.fromkeys(e for row in rows for e in row.evidence))
            place = project.place("exhibits", name)
            written = {"title": exhibit.title, "note": exhibit.note, "alt": exhibit.alt}
            filled = (titles.get(("exhibits", name, key)) for key in written)
            title, note, alt = (f.text if f else text for f, text in zip(filled, written.values(), strict=True))
            if isinstance(content, ChartSpec) and UNTIL in content.rows.names and is_cut_off(content):
                note = f"{note} {wording.word(BEYOND)}".strip()
            alt = alt or f"{title}. {len(rows)} row{'' if len(rows) == 1 else 's'} of the table {table.title}."
            shown[name] = {row.id for row in rows}
            prepared[name] = Prepared(
                name, exhibit.kind, title, note, alt, evidence, place, table, content, exhibit.data
            )
    yield from _untabled(project, prepared, shown)
    return prepared


def _untabled(project: Project, prepared: Mapping[str, Prepared], shown: Mapping[str, set[str]]) -> Findings[None]:
    """Report exhibits that name as their data no table with all of their rows."""
    tables = [name for name, exhibit in prepared.items() if exhibit.kind == "table"]
    for name, exhibit in prepared.items():
        if not exhibit.data:
            continue
        place = project.place("exhibits", name, "data")
        if exhibit.data not in tables:
            hint = did_you_mean(exhibit.data, tables) or f"tables: {', '.join(tables) or 'none'}"
            yield finding("TEX030", place, f'no table among the exhibits is called "{exhibit.data}"', hint)
        elif prepared[exhibit.data].table.name != exhibit.table.name or shown[name] - shown[exhibit.data]:
            lacking = sorted(shown[name] - shown[exhibit.data] or shown[name])
            message = (
                f'"{exhibit.data}" does not have all rows of this exhibit: it lacks "{exhibit.table.name}/{lacking[0]}"'
            )
            yield finding("TEX030", place, message, "name a table that shows all of them, or leave `data` out")


def _table(project: Project, name: str, exhibit: Exhibit, inputs: Inputs) -> Findings[Table | None]:
    """Find the exhibit's table and check that its kind and the columns that it filters by exist."""
    known = ("table", *SPECS, *project.settings.kinds)
    if exhibit.kind not in known:
        place = project.place("exhibits", name, "kind")
        hint = did_you_mean(exhibit.kind, known) or f"kinds: {', '.join(known)}"
        yield finding("EXH004", place, f'no kind of exhibit is called "{exhibit.kind}"', hint)
        return None
    table = inputs.tables.get(exhibit.table)
    if table is None:
        place = project.place("exhibits", name, "table")
        hint = did_you_mean(exhibit.table, inputs.tables) or f"tables: {', '.join(inputs.tables)}"
        yield finding("EXH004", place, f'no table "{exhibit.table}"', hint)
        return None
    named = [("where", column) for column in exhibit.where]
    named += [("sort", column.removeprefix("-")) for column in exhibit.sort]
    sound = True
    for key, column in named:
        if table.column(column) is None:
            sound = False
            yield _unknown_column(project, name, key, table, column)
    return table if sound else None


def _unknown_column(project: Project, name: str, key: str, table: Table, column: str) -> Any:
    known = [c.name for c in table.columns]
    hint = did_you_mean(column, known) or f"columns: {', '.join(known)}"
    place = project.place("exhibits", name, key)
    return finding("EXH004", place, f'table "{table.name}" has no column "{column}"', hint)


def _grid(
    project: Project,
    name: str,
    exhibit: Exhibit,
    table: Table,
    rows: Sequence[Row],
    inputs: Inputs,
    wording: Wording,
) -> Findings[Grid | None]:
    try:
        made = grid(name, exhibit, table, rows, inputs, wording, page_of(project.settings.paper))
    except GridError as error:
        place = project.place("exhibits", name, error.key)
        yield finding("EXH004", place, error.message, error.hint)
        return None
    return (yield from _laid_out(made, project.place("exhibits", name, "columns")))


def _laid_out(made: Grid, place: Location) -> Findings[Grid | None]:
    """Bring a table onto the page, and tell what that took; ``None`` where nothing helps."""
    fitted = laid_out(made)
    space = f"its {len(made.columns)} columns need {needed(made):.0f} mm at the usual size"
    if fitted is None:
        message = f'table "{made.name}" does not fit a page, upright or turned: {space}'
        yield finding("EXH007", place, message, "show fewer columns, shorten long words, or make two tables of it")
    elif how := described(fitted.layout):
        message = f'table "{made.name}" is set {how}: {space}, and the page has {made.page.text_width:.0f}'
        yield finding("EXH008", place, message, "show fewer columns to have it set as usual")
    return fitted


def _chart(
    project: Project,
    name: str,
    exhibit: Exhibit,
    table: Table,
    rows: Sequence[Row],
    inputs: Inputs,
    wholes: Mapping[str, Rows],
) -> Findings[ChartSpec | None]:
    spec = SPECS.get(exhibit.kind)
    columns = exhibit.columns
    if not isinstance(columns, dict):
        place = project.place("exhibits", name, "columns")
        hint = 'write columns = { role = "column" }'
        yield finding("EXH004", place, f"a {exhibit.kind} needs a column for each role", hint)
        return None
    sound = True
    for role, column in columns.items():
        if table.column(column) is None:
            sound = False
            yield _unknown_column(project, name, "columns", table, column)
        elif spec is not None and role not in spec.roles:
            sound = False
            place = project.place("exhibits", name, "columns")
            hint = did_you_mean(role, spec.roles) or f"roles: {', '.join(spec.roles)}"
            yield finding("EXH004", place, f'a {exhibit.kind} has no role "{role}"', hint)
    if spec is not None:
        usable = yield from _spec(project, name, exhibit, spec, inputs)
        sound = sound and usable
    if len(rows) > MARKS:
        sound = False
        place = project.place("exhibits", name, "where")
        message = f'chart "{name}" shows {len(rows):,} rows, more than {MARKS:,}'
        yield finding("EXH011", place, message, "show fewer rows, or sums of them")
    if not sound:
        return None
    # A kind of the project's own may look anything up; the tool's kinds only what an option names.
    wanted = [str(exhibit.options[o]) for o in spec.tables if o in exhibit.options] if spec else _foreign(table)
    lookups = {t: wholes[t] for t in sorted(set(wanted)) if t in wholes}
    page = page_of(project.settings.paper)
    shown = _rows(table, rows, inputs)
    if exhibit.kind in KINDS and "start" in columns:
        yield from later_than_sources(inputs, table, rows, columns)
        until = [latest_source_year(inputs, row) for row in rows]
        cells = tuple((*own, year) for own, year in zip(shown.cells, until, strict=True))
        shown = Rows((*shown.names, UNTIL), shown.lines, cells)
    sketch = ChartSpec(name, exhibit.kind, columns, exhibit.options, shown, lookups, page, exhibit.height)
    if spec is not None:
        yield from _undrawable(sketch, table, project.place("exhibits", name))
    return sketch


def _undrawable(sketch: ChartSpec, table: Table, declared: Location) -> Iterator[Diagnostic]:
    """Yield what of a chart's rows cannot be drawn, and what would be left out of the drawing."""
    for flaw in chart_problems(sketch):
        place = table.place(flaw.line, flaw.column) if flaw.line else declared
        message = f'chart "{sketch.name}": {flaw.message}'
        yield finding("EXH006", place, message, "correct its rows, columns or options")
    for line, column in left_out(sketch):
        message = f'chart "{sketch.name}" shows nothing of this row, which has no "{column}"'
        hint = "fill it in, leave the row out by `where`, or waive this and say in the note what is not shown"
        yield finding("EXH025", table.place(line, column), message, hint)


def _spec(project: Project, name: str, exhibit: Exhibit, spec: KindSpec, inputs: Inputs) -> Findings[bool]:
    sound = True
    for role, required in spec.roles.items():
        if required and role not in exhibit.columns:
            sound = False
            place = project.place("exhibits", name, "columns")
            yield finding("EXH004", place, f'a {spec.name} needs the role "{role}"', f'add {role} = "column"')
    for option, value in exhibit.options.items():
        place = project.place("exhibits", name, "options", option)
        if option not in spec.options:
            sound = False
            hint = did_you_mean(option, spec.options) or f"options: {', '.join(spec.options) or 'none'}"
            yield finding("EXH004", place, f'a {spec.name} has no option "{option}"', hint)
        elif not isinstance(value, spec.options[option]) or _boundless(value):
            sound = False
            yield finding("EXH004", place, f'option "{option}" cannot be {value!r:.60}', "correct the value")
        elif option in spec.tables and value not in inputs.tables:
            sound = False
            yield finding("EXH004", place, f'no table "{value}"', did_you_mean(str(value), inputs.tables))
    return sound


def _boundless(value: object) -> bool:
    """Tell whether a value is a number that is none, or greater than any that a chart shows."""
    return isinstance(value, int | float) and not abs(value) <= _GREATEST


def _foreign(table: Table) -> list[str]:
    return [name for c in table.columns for name in c.foreign]


def _scaled(values: Iterable[Any], scales: Iterable[Any]) -> list[Any]:
    """Bring values to one scale, the largest of theirs, so that millions and billions can stand side by side."""
    pairs = [(value, Decimal(scale or 1)) for value, scale in zip(values, scales, strict=True)]
    largest = max(scale for _, scale in pairs)
    return [value if value is None or scale == largest else Decimal(value) * scale / largest for value, scale in pairs]


def _whole(table: Table) -> Rows:
    return Rows(tuple(c.name for c in table.columns), table.lines, table.cells)


def _rows(table: Table, rows: Sequence[Row], inputs: Inputs) -> Rows:
    """Return the rows, with a column ``NAME.label`` for each column that names other rows."""
    columns = {c.name: [row[c.name] for row in rows] for c in table.columns}
    if "scale" in columns and "value" in columns:
        columns["value"] = _scaled(columns["value"], columns["scale"])
    for column in (c for c in table.columns if c.foreign):
        columns[f"{column.name}.label"] = [_labels(cell, column, inputs) for cell in columns[column.name]]
    return Rows(tuple(columns), tuple(row.location.line for row in rows), tuple(zip(*columns.values(), strict=True)))


def _labels(cell: Value, column: Column, inputs: Inputs) -> Value:
    if isinstance(cell, tuple):
        return tuple(inputs.label(column.foreign, item) for item in cell)
    return None if cell is None else inputs.label(column.foreign, str(cell))
