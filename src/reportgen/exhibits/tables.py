"""Printed tables as LaTeX; the only user of pylatex."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pylatex import LongTable, NoEscape, Tabular

from reportgen.exhibits.grid import FIGURE_SPACE, PUNCTUATION_SPACE
from reportgen.exhibits.layout import SIZE, lines, wide
from reportgen.exhibits.model import Grid, GridColumn, GridRow, Layout
from reportgen.text.latex import Latex, escape

OPENING: Final = 4
"""How many of the first lines of a table are not parted by a page break."""

TOGETHER: Final = 3
"""How many of the last rows of a table are not parted by a page break."""

TALL: Final = 16
"""A row of a long table that may take so many lines may itself break over pages."""

_TYPES: Final = {"left": "P", "right": "R", "center": "C"}
_SET: Final = {"left": r"\raggedright", "right": r"\raggedleft", "center": r"\centering"}
_LEADING: Final = 10.4 / SIZE
_KEEP: Final = r"\nopagebreak"


def set_table(grid: Grid) -> Latex:
    """Set a table that is laid out: booktabs rules, the head repeated on every page where it is long."""
    layout = grid.layout
    types = "".join(f"{_TYPES[c.align]}{{{w:.2f}mm}}" for c, w in zip(grid.columns, layout.widths, strict=True))
    form = LongTable if layout.long else Tabular
    table = form(NoEscape(f"@{{}}{types}@{{}}"), width=len(grid.columns))
    head = [r"\toprule", _row([_head(layout, number, c) for number, c in enumerate(grid.columns)]), r"\midrule"]
    if layout.long:
        # The first head holds the exhibit's own, the last row the bottom rule, note and source line: longtable
        # would set a last foot alone on a page.
        again = [line.replace(r"\rgrow\rghead", r"\rgagain").replace(r"\rghead", r"\rgagain") for line in head]
        head = [_span(grid, r"\exhibitlonghead"), *head, r"\endfirsthead", *again, r"\endhead"]
    end = _span(grid, r"\exhibitlongend") if layout.long else r"\bottomrule"
    for line in (*head, *_body(grid, layout), end):
        table.append(NoEscape(line))
    return Latex(_size(layout) + table.dumps())


def _size(layout: Layout) -> str:
    if (layout.size, layout.gap) == (SIZE, Layout.gap):
        return ""
    return rf"\exhibitsize{{{layout.size:g}}}{{{layout.size * _LEADING:.2f}}}{{{layout.gap / 2:g}mm}}%" + "\n"


def _body(grid: Grid, layout: Layout) -> list[str]:
    made: list[str] = []
    count = len(grid.rows)
    opening = next((n for n in range(count) if lines(grid, grid.rows[: n + 1]) >= OPENING), 0)
    for number, row in enumerate(grid.rows):
        if row.heading and number:
            made.append(r"\addlinespace[1.2mm]")
        tall = layout.long and lines(grid, (row,)) >= TALL
        made.append(_tall(grid, row, layout) if tall else _heading(grid, row, layout) if row.heading else _cells(row))
        # First lines and last rows stay together: neither head nor foot stands alone on a page.
        if layout.long and (row.heading or number < opening or number >= count - TOGETHER):
            made.append(_KEEP)
    return made


def _cells(row: GridRow) -> str:
    return _row([rf"\rgcell{{}}{_set(cell)}" for cell in row.cells])


def _row(cells: Sequence[str]) -> str:
    r"""Return a row; each cell is a group, since ``\\``, rules and page breaks look for ``[`` and ``*`` behind them."""
    return r"{\rgrow" + "&".join(f"{{{cell}}}" for cell in cells).removeprefix("{") + r"\\"


def _head(layout: Layout, number: int, column: GridColumn) -> str:
    # The first column has the names of the rows, and room for its own.
    command = "exhibitturnedcolumn" if layout.turned_heads and number else "exhibitcolumn"
    return rf"\rghead\{command}{{{_set(column.title)}}}"


def _heading(grid: Grid, row: GridRow, layout: Layout) -> str:
    text = rf"\exhibitgroup{{{_set(row.cells[0])}}}"
    align = r"@{}p{\linewidth}@{}" if wide(grid, row) else "@{}l@{}"
    return rf"\multicolumn{{{len(grid.columns)}}}{{{align}}}{{\rgrow\rghead[{len(grid.columns)}]{text}}}\\"


def _span(grid: Grid, content: str) -> str:
    return rf"\multicolumn{{{len(grid.columns)}}}{{@{{}}l@{{}}}}{{\exhibitspan{{{content}}}}}\\"


def _tall(grid: Grid, row: GridRow, layout: Layout) -> str:
    r"""Return a row that is set line by line, so that pages can break within it (``\exhibittallrow`` in the style)."""
    if row.heading:
        text = rf"\exhibitgroup{{{_set(row.cells[0])}}}"
        boxes = rf"\rgrow\exhibitcell[{{\rghead[{len(grid.columns)}]}}]{{1}}{{\linewidth}}{{\raggedright}}{{{text}}}"
        return rf"\exhibittallrow{{{boxes}}}{{\multispan{{{len(grid.columns)}}}\exhibitline{{1}}}}"
    cells = list(zip(grid.columns, layout.widths, row.cells, strict=True))
    boxes = "".join(
        rf"\exhibitcell{{{n}}}{{{width:.2f}mm}}{{{_SET[column.align]}}}{{{_set(text)}}}"
        for n, (column, width, text) in enumerate(cells, 1)
    )
    boxes = rf"\rgrow{boxes}"
    # The columns' own template, which would add struts to each line, is left out.
    gap = r"\hskip\tabcolsep\relax"
    pieces = gap.join(rf"\exhibitline{{{n}}}{gap if n < len(cells) else ''}&\omit" for n in range(1, len(cells) + 1))
    return rf"\exhibittallrow{{{boxes}}}{{\omit{pieces.removesuffix(chr(38) + chr(92) + 'omit')}}}"


def _set(text: str) -> Latex:
    """Escape a cell; the blanks that pad numbers become as wide as what they stand for."""
    latex = escape(text)
    return Latex(latex.replace(FIGURE_SPACE, r"\phantom{0}").replace(PUNCTUATION_SPACE, r"\phantom{.}"))
