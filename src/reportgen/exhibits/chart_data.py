"""Rows that no chart of their kind can show, found without drawing: ``check`` knows of them before anything is drawn.

What depends on sizes (names that do not fit, characters that a font lacks) shows in drawing only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from reportgen.exhibits.model import ChartSpec, DrawError
from reportgen.values import dates

_NUMBERS: Final[Mapping[str, Sequence[str]]] = dict.fromkeys(("bars", "dots", "slope", "columns"), ("value",))
_DATES: Final[Mapping[str, Sequence[str]]] = {
    **dict.fromkeys(("timeline", "matrix", "step", "tiles"), ("start", "end")),
    "slope": ("x",),
}
_LOOKED_UP: Final[Mapping[str, tuple[str, Sequence[str]]]] = {
    "tiles": ("map", ("id", "short", "tile_column", "tile_row")),
}

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
    **dict.fromkeys(("timeline", "matrix", "step"), _spells),
    **dict.fromkeys(("bars", "dots"), _series),
    "slope": _slope,
}
