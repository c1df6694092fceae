"""Rows that no chart of their kind can show, found without drawing: ``check`` knows of them before anything is drawn.

What depends on sizes (names that do not fit, characters that a font lacks) shows in drawing only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Final, TypeAlias

from reportgen.exhibits.model import ChartSpec, DrawError
from reportgen.values import dates

_NUMBERS: Final[Mapping[str, Sequence[str]]] = dict.fromkeys(("bars", "dots", "slope", "columns"), ("value",))
_DATES: Final[Mapping[str, Sequence[str]]] = {
    **dict.fromkeys(("matrix", "step", "tiles"), ("start", "end")),
    "timeline": ("start", "end", "told"),
    "slope": ("x",),
}
_NEEDED: Final[Mapping[str, Sequence[str]]] = {
    "matrix": ("row", "column"),
    "step": ("group", "start"),
    "tiles": ("place", "series", "value"),
    "slope": ("x", "value"),
    "columns": ("x",),
}
"""Roles without whose cell a row is left out of the drawing, or (a tile) would be drawn as another one's."""

_LOOKED_UP: Final[Mapping[str, tuple[str, Sequence[str]]]] = {
    "tiles": ("map", ("id", "short", "tile_column", "tile_row")),
}

LONGEST_OPTION: Final = 1_000
"""Letters of an option, such as ``unit``; to set more of them on a line takes minutes."""

_Cells: TypeAlias = Sequence[object]


def chart_problems(sketch: ChartSpec) -> Iterator[DrawError]:
    """Yield what is wrong with the rows, and with the values of the options, of a chart that comes with the tool."""
    cells = _cells(sketch)
    wrong = [*_wrong_cells(sketch, cells), *_options(sketch)]
    yield from wrong
    if not wrong:
        yield from _SHAPES.get(sketch.kind, _nothing)(sketch, cells)


def _cells(sketch: ChartSpec) -> Mapping[str, _Cells]:
    """Return the cells of each role, with the labels of the rows that they name."""
    found = {}
    for role, column in sketch.columns.items():
        typed = role in (*_NUMBERS.get(sketch.kind, ()), *_DATES.get(sketch.kind, ()))
        shown = column if typed or f"{column}.label" not in sketch.rows.names else f"{column}.label"
        place = sketch.rows.names.index(shown)
        found[role] = [row[place] for row in sketch.rows.cells]
    return found


def _wrong_cells(sketch: ChartSpec, cells: Mapping[str, _Cells]) -> Iterator[DrawError]:
    for role in _NUMBERS.get(sketch.kind, ()):
        for cell, line in zip(cells.get(role, ()), sketch.rows.lines, strict=False):
            if cell is not None and (isinstance(cell, bool) or not isinstance(cell, int | Decimal)):
                yield DrawError(f'"{cell}" is not a number', line, sketch.columns[role])
    for role in _DATES.get(sketch.kind, ()):
        for cell, line in zip(cells.get(role, ()), sketch.rows.lines, strict=False):
            try:
                dates.parse(str(cell)) if cell is not None else None
            except ValueError as error:
                yield DrawError(str(error), line, sketch.columns[role])


def _options(sketch: ChartSpec) -> Iterator[DrawError]:
    for name, given in sketch.options.items():
        if isinstance(given, str) and len(given) > LONGEST_OPTION:
            yield DrawError(f'the option "{name}" has {len(given):,} letters; it may have {LONGEST_OPTION:,}', 0, "")
    option, needed = _LOOKED_UP.get(sketch.kind, ("", ()))
    table = sketch.lookups.get(str(sketch.options.get(option, "")))
    if option and not sketch.options.get(option):
        yield DrawError(f'a chart of kind "{sketch.kind}" needs the option "{option}", the name of a table', 0, "")
    for column in needed if table is not None else ():
        if table is not None and column not in table.names:
            what = f'which a chart of kind "{sketch.kind}" needs'
            yield DrawError(f'table "{sketch.options[option]}" has no column "{column}", {what}', 0, "")
    told = sketch.options.get("names", ("begin", "end"))
    if sketch.kind == "columns" and isinstance(told, list | tuple) and len(told) != 2:
        yield DrawError('the option "names" needs two names: for what begins, and for what ends', 0, "")


def _series(sketch: ChartSpec, cells: Mapping[str, _Cells]) -> Iterator[DrawError]:
    column = sketch.columns["value"]
    if sketch.kind == "dots" and all(value is None for value in cells["value"]):
        yield DrawError("no row has a value", 0, column)
    if "group" in cells:
        yield from _twice(sketch, zip(cells["label"], cells["group"], cells["value"], strict=True), column)


def _twice(sketch: ChartSpec, rows: Iterator[tuple[object, object, object]], column: str) -> Iterator[DrawError]:
    seen: set[tuple[str, str]] = set()
    for (label, group, value), line in zip(rows, sketch.rows.lines, strict=True):
        key = _text(label), _text(group)
        if value is not None and key in seen:
            yield DrawError(f'"{key[0]}" has two values for "{key[1]}"', line, column)
        if value is not None:
            seen.add(key)


def _slope(sketch: ChartSpec, cells: Mapping[str, _Cells]) -> Iterator[DrawError]:
    known: dict[str, set[str]] = {}
    for label, date, value in zip(cells["label"], cells["x"], cells["value"], strict=True):
        if date is not None and value is not None:
            known.setdefault(_text(label), set()).add(str(date))
    ratios = [option for option in ("log", "rates") if sketch.options.get(option)]
    for value, line in zip(cells["value"], sketch.rows.lines, strict=True) if ratios else ():
        if isinstance(value, int | Decimal) and value <= 0:
            message = f'{value} is not more than zero, as the option "{ratios[0]}" needs'
            yield DrawError(message, line, sketch.columns["value"])
    if not known:
        yield DrawError("no row has both a date and a value", 0, "")
    for label, found in known.items():
        if len(found) < 2:
            yield DrawError(f'"{label}" has a value for one date only; a slope needs two', 0, sketch.columns["x"])


def left_out(sketch: ChartSpec) -> Iterator[tuple[int, str]]:
    """Yield the line, and the column that is empty, of each row that the chart has no place for."""
    needed = _NEEDED.get(sketch.kind, ())
    if sketch.kind == "tiles" and sketch.options.get("panels"):
        needed = (*needed, "start")
    if sketch.kind == "columns" and "end" in sketch.columns:
        needed = ()  # a row without a beginning may be shown where it ends
    for role in (role for role in needed if role in sketch.columns):
        place = sketch.rows.names.index(sketch.columns[role])
        for row, line in zip(sketch.rows.cells, sketch.rows.lines, strict=True):
            if row[place] is None or row[place] == ():
                yield line, sketch.columns[role]


def _timeline(sketch: ChartSpec, cells: Mapping[str, _Cells]) -> Iterator[DrawError]:
    yield from _spells(sketch, cells)
    yield from _told(sketch, cells)
    yield from _rings(sketch)


def _told(sketch: ChartSpec, cells: Mapping[str, _Cells]) -> Iterator[DrawError]:
    """Yield the rows that are last told of before they begin, or after they end."""
    none = [None] * len(sketch.rows.lines)
    dated = [cells.get(role, none) for role in ("start", "end", "told")]
    for *found, line in zip(*dated, sketch.rows.lines, strict=True):
        start, end, told = (None if cell is None else dates.parse(str(cell)) for cell in found)
        column = sketch.columns.get("told", "")
        if told and start and told.years[1] is not None and told.years[1] <= start.years[0]:
            yield DrawError("the row is last told of before it starts", line, column)
        if told and end and end.years[1] is not None and told.years[0] >= end.years[1]:
            yield DrawError("the row is last told of after it ends", line, column)


def _rings(sketch: ChartSpec) -> Iterator[DrawError]:
    """Yield the rows that turned, over others or at once, into themselves."""
    columns, names = sketch.columns, sketch.rows.names
    if "successor" not in columns:
        return
    own = [names.index(columns[role]) for role in ("id", "label") if role in columns]
    later = names.index(columns["successor"])
    rows = [({key for place in own for key in _keys(row[place])}, _keys(row[later])) for row in sketch.rows.cells]
    numbers: dict[str, int] = {}
    for number, (keys, _) in enumerate(rows):
        for key in keys:
            numbers.setdefault(key, number)
    graph = {n: {numbers[key] for key in found if key in numbers} for n, (_, found) in enumerate(rows)}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        # Each follows from the next one: the sorter's arrows point to what comes before.
        ring = list(reversed(error.args[1]))
        shown = names.index(f"{columns['label']}.label") if f"{columns['label']}.label" in names else own[-1]
        chain = " → ".join(_text(sketch.rows.cells[number][shown]) for number in ring)
        yield DrawError(f"the row turns into itself: {chain}", sketch.rows.lines[ring[0]], columns["successor"])


def _keys(cell: object) -> tuple[str, ...]:
    return tuple(map(str, cell)) if isinstance(cell, tuple) else () if cell is None else (str(cell),)


def _spells(sketch: ChartSpec, cells: Mapping[str, _Cells]) -> Iterator[DrawError]:
    pairs = zip(cells.get("start", ()), cells.get("end", ()), sketch.rows.lines, strict=False)
    for first, last, line in pairs:
        if first is not None and last is not None:
            start, end = dates.parse(str(first)), dates.parse(str(last))
            if end.years[1] is not None and end.years[1] <= start.years[0]:
                yield DrawError("the row ends before it starts", line, sketch.columns["end"])


def _nothing(_sketch: ChartSpec, _cells: Mapping[str, _Cells]) -> Iterator[DrawError]:
    return iter(())


def _text(cell: object) -> str:
    return "; ".join(map(str, cell)) if isinstance(cell, tuple) else str("" if cell is None else cell)


_SHAPES: Final[Mapping[str, Callable[[ChartSpec, Mapping[str, _Cells]], Iterator[DrawError]]]] = {
    **dict.fromkeys(("matrix", "step", "tiles"), _spells),
    "timeline": _timeline,
    **dict.fromkeys(("bars", "dots"), _series),
    "slope": _slope,
}
